/// A supply chain of technology: companies, who owns them, what they make of what, and who is listed.
///
/// Holdings of one company never add to more than 100 per cent; some run in cycles. Components are
/// in tiers, made of parts of the next tier.
struct ExposureInput {
  /// About so many facts in all.
  var facts: Int
  var seed: UInt64

  static let relations = [
    "company", "owns", "part", "supplies", "class", "controlled", "listed", "licence",
  ]
  private static let (countries, codes, lists, tiers, groups) = (40, 600, 8, 8, 300)

  private var companies: Int { facts / 5 }
  private var components: Int { facts / 250 }

  func write(to folder: String) throws(Failure) {
    var random = SplitMix(state: seed)
    try FactFile.write("company", to: folder) { file in
      for company in 0..<companies { file.add(company, random.skewed(below: Self.countries)) }
    }
    try FactFile.write("owns", to: folder) { file in
      for company in 0..<companies { addOwners(of: company, to: &file, &random) }
    }
    let parts = try writeParts(to: folder, &random)
    let (makes, makers) = products(&random)
    try writeSupplies(to: folder, parts, makes, makers, &random)
    try FactFile.write("class", to: folder) { file in
      for component in 0..<components { file.add(component, random.below(Self.codes)) }
    }
    try FactFile.write("controlled", to: folder) { file in
      file.addDistinct(60, columns: 2) {
        let code = random.below(Self.codes)
        return (code, random.below(Self.lists), 0)
      }
    }
    try FactFile.write("listed", to: folder) { file in
      file.addDistinct(companies / 400, columns: 2) {
        let isAny = random.below(4) > 0
        let company = random.below(isAny ? companies : Self.groups)
        return (company, random.below(Self.lists), 0)
      }
    }
    try FactFile.write("licence", to: folder) { file in
      file.addDistinct(facts / 50, columns: 2) {
        let buyer = random.below(companies)
        let made = makes[buyer][0]
        let part = made < parts.count ? parts[made][0] : random.below(components)
        return (buyer, part, 0)
      }
    }
  }

  /// Up to three owners: mostly older companies, at times younger ones, so that there are cycles; a
  /// tenth of the holdings belongs to a few groups, of which many are listed.
  private func addOwners(of company: Int, to file: inout FactFile, _ random: inout SplitMix) {
    var left = 100
    var used: Set<Int> = []
    for _ in 0..<random.below(4) {
      var percent = 1 + random.below(left)
      if random.below(3) == 0 { percent = left }
      let owner: Int
      if random.below(10) == 0 {
        owner = random.below(Self.groups)
      } else if company > 0, random.below(20) > 0 {
        owner = random.below(company)
      } else {
        owner = random.below(companies)
      }
      guard owner != company, used.insert(owner).inserted else { continue }
      file.add(owner, company, percent)
      left -= percent
      if left < 1 { break }
    }
  }

  /// One to five parts of the next tier for each component but those of the last one; sorted.
  private func writeParts(
    to folder: String, _ random: inout SplitMix
  ) throws(Failure) -> [[Int]] {
    let width = components / Self.tiers
    let parts = (0..<components - width).map { component in
      let first = (component / width + 1) * width
      var chosen: Set<Int> = []
      for _ in 0..<1 + random.below(5) { chosen.insert(first + random.below(width)) }
      return chosen.sorted()
    }
    try FactFile.write("part", to: folder) { file in
      for (component, parts) in parts.enumerated() {
        for part in parts { file.add(part, component) }
      }
    }
    return parts
  }

  /// What each company makes, one or two components, and who makes each component.
  private func products(_ random: inout SplitMix) -> (makes: [[Int]], makers: [[Int]]) {
    var makes: [[Int]] = []
    var makers = [[Int]](repeating: [], count: components)
    for company in 0..<companies {
      var made: Set<Int> = []
      for _ in 0..<1 + random.below(2) { made.insert(random.below(components)) }
      makes.append(made.sorted())
      for component in made { makers[component].append(company) }
    }
    return (makes, makers)
  }

  /// Companies buy parts of what they make, and at times what they only use.
  private func writeSupplies(
    to folder: String, _ parts: [[Int]], _ makes: [[Int]], _ makers: [[Int]],
    _ random: inout SplitMix
  ) throws(Failure) {
    try FactFile.write("supplies", to: folder) { file in
      file.addDistinct(facts * 55 / 100, columns: 3) {
        let buyer = random.below(companies)
        let made = makes[buyer][random.below(makes[buyer].count)]
        let bought =
          random.below(10) == 0 || made >= parts.count
          ? random.below(components) : parts[made][random.below(parts[made].count)]
        guard !makers[bought].isEmpty else { return nil }
        let supplier = makers[bought][random.skewed(below: makers[bought].count)]
        return supplier == buyer ? nil : (supplier, bought, buyer)
      }
    }
  }
}
