/// Supplies, holdings, listings and outages that hold from one day to another, both included.
///
/// The rules are stated on a dense line, where [1, 5] and [6, 10] leave a gap that days would close;
/// the folder `doubled` has the same facts at twice the times, for rules over days.
struct TemporalInput {
  var companies: Int
  var supplies: Int
  var seed: UInt64

  static let relations = ["supplies", "owns", "listed", "outage"]
  private static let days = 3650

  private struct Fact: Hashable {
    var columns: [Int]
    var from: Int
    var to: Int
  }

  func write(to folder: String) throws(Failure) {
    var random = SplitMix(state: seed)

    func pair() -> [Int]? {
      let (a, b) = (random.below(companies), random.below(companies))
      return a == b ? nil : [a, b]
    }

    /// At least so many facts; each choice of columns holds one to three times, for some days.
    func facts(
      _ count: Int, lasting days: Range<Int>, _ make: () -> [Int]?
    ) -> [Fact] {
      var facts: [Fact] = []
      var seen: Set<Fact> = []
      while facts.count < count {
        guard let columns = make() else { continue }
        for _ in 0..<1 + random.below(3) {
          let from = random.below(Self.days - days.lowerBound)
          let to = min(Self.days, from + days.lowerBound + random.below(days.count))
          let fact = Fact(columns: columns, from: from, to: to)
          if seen.insert(fact).inserted { facts.append(fact) }
        }
      }
      return facts
    }

    let tables = [
      ("supplies", facts(supplies, lasting: 20..<400, pair)),
      ("owns", facts(supplies / 4, lasting: 100..<1500, pair)),
      ("listed", facts(max(1, companies / 50), lasting: 60..<1200) { [random.below(companies)] }),
      ("outage", facts(max(1, companies / 10), lasting: 3..<60) { [random.below(companies)] }),
    ]
    try makeFolder("\(folder)/doubled")
    for (relation, facts) in tables {
      try Self.write(facts, as: relation, to: folder, stretched: 1)
      try Self.write(facts, as: relation, to: "\(folder)/doubled", stretched: 2)
    }
    // MeTeoR's notation.
    try FactFile.write(path: "\(folder)/data.txt") { file in
      for (relation, facts) in tables {
        let predicate = relation.prefix(1).uppercased() + relation.dropFirst()
        for fact in facts {
          let columns = fact.columns.map { "c\($0)" }.joined(separator: ",")
          file.add(line: "\(predicate)(\(columns))@[\(fact.from),\(fact.to)]")
        }
      }
    }
  }

  private static func write(
    _ facts: [Fact], as relation: String, to folder: String, stretched factor: Int
  ) throws(Failure) {
    try FactFile.write(relation, to: folder) { file in
      for fact in facts {
        let (from, to) = (fact.from * factor, fact.to * factor)
        switch fact.columns.count {
        case 1: file.add(fact.columns[0], from, to)
        default: file.add(fact.columns[0], fact.columns[1], from, to)
        }
      }
    }
  }
}
