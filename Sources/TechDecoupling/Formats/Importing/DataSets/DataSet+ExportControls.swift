extension DataSet {
  private static let copies =
    "https://github.com/seelpeed-debug/export-controls-agent-mcp"

  // MARK: - Commerce Control List

  /// The entries of the US Commerce Control List as the code had them on a day.
  ///
  /// An entry is in effect on that day, and conceivably on any before: the list does not say since
  /// when. What needs a license for where is taken in the list's words, and as a column of the country
  /// chart where the words are exactly that.
  ///
  /// - Source: 15 CFR part 774, supplement 1, of 2026-07-23, as copied by export-controls-agent-mcp.
  public static let commerceControlList = DataSet(
    source: Source(
      id: "us-ccl", name: "US Commerce Control List", reliability: .a, published: "2026-07-23",
      url: copies),
    files: ["ccl.json"],
    relations: [
      heading.signature, reasonForControl.signature, licenseRequirement.signature,
      chartColumn.signature,
    ],
    readFiles: readControlList)

  private static let reasons: Set<String> = [
    "AT", "CB", "CC", "CW", "EI", "FC", "MT", "NP", "NS", "RS", "SI", "SL", "SS", "UN",
  ]

  @Sendable private static func readControlList(_ input: inout Input) throws {
    var file = try JSONFile(path: input.path("ccl.json"))
    let period = try? DatePeriod(parsing: "/2026-07-23")
    let entries = try file.requiredList("entries", of: file.root, owner: "the control list")
    for (index, entry) in entries.enumerated() {
      let eccn = file.text(file.member(entry, "eccn")) ?? ""
      input.builder.begin(eccn, at: file.place(entry, "$.entries[\(index)]"))
      guard let control = input.builder.id("us-ccl-", eccn, column: "eccn"),
        input.builder.add(EntityRecord(id: control, roles: [ExportControl.kind.name], name: eccn))
      else { continue }
      let key = EntityID.slug(eccn)
      input.builder.state(
        key, Atom(ExportControls.effective.signature, .entity(control)), over: period)
      if let text = file.text(file.member(entry, "heading")) {
        input.builder.state(key, Atom(heading.signature, .entity(control), .text(text)))
      } else {
        input.builder.leave(.empty(column: "heading"))
      }
      for part in Self.text("reasonForControl", of: entry, file, &input.builder)?.cells ?? [] {
        let reason = part.hasSuffix(".") ? String(part.dropLast()) : part
        guard reasons.contains(reason) else {
          input.builder.leave(
            .otherRecord("the reason '\(excerpt(part))'", reads: "a code such as NS or AT"))
          continue
        }
        input.builder.state(
          "\(key)-\(reason.lowercased())",
          Atom(reasonForControl.signature, .entity(control), .text(reason)))
      }
      let chart = Self.list("countryChart", of: entry, file, &input.builder) ?? []
      for (number, row) in chart.enumerated() {
        guard let what = file.text(file.member(row, "control")),
          let place = file.text(file.member(row, "countryChart"))
        else {
          input.builder.leave(.empty(column: "countryChart"))
          continue
        }
        input.builder.state(
          "\(key)-\(number + 1)",
          Atom(licenseRequirement.signature, .entity(control), .text(what), .text(place)))
        if let column = column(place) {
          input.builder.state(
            "\(key)-\(EntityID.slug(column))",
            Atom(chartColumn.signature, .entity(control), .text(column)))
        }
      }
    }
  }

  /// The text of a member; nil, and noted if it is something else than a text, where there is none.
  private static func text(
    _ key: String, of object: JSONFile.Value, _ file: JSONFile, _ builder: inout ImportBuilder
  ) -> String? {
    guard let value = file.member(object, key) else { return nil }
    if file.text(value) == nil { builder.leave(.otherRecord("'\(key)'", reads: "a text")) }
    return file.text(value)
  }

  /// The elements of a member; nil, and noted if it is something else than a list, where there is
  /// none.
  private static func list(
    _ key: String, of object: JSONFile.Value, _ file: JSONFile, _ builder: inout ImportBuilder
  ) -> [JSONFile.Value]? {
    guard let value = file.member(object, key) else { return nil }
    if file.list(value) == nil { builder.leave(.otherRecord("'\(key)'", reads: "a list")) }
    return file.list(value)
  }

  /// The column of the country chart that a text is: `NS 1` for `NS Column 1.`; nil if it says more.
  private static func column(_ text: String) -> String? {
    let words = text.split(separator: " ")
    guard words.count == 3, words[1] == "Column", reasons.contains(String(words[0])) else {
      return nil
    }
    let number = words[2].hasSuffix(".") ? words[2].dropLast() : words[2]
    return Int(number).map { "\(words[0]) \($0)" }
  }

  // MARK: - Country groups

  /// The country groups of US export controls, as dated memberships.
  ///
  /// Macau is not in D:5, and Hong Kong is no country of the table: what rules say of "Macau or D:5" is
  /// for them to say.
  ///
  /// - Source: 15 CFR part 740, supplement 1, of 2026-07-23, as copied by export-controls-agent-mcp.
  public static let countryGroups = DataSet(
    source: Source(
      id: "us-country-groups", name: "US country groups", reliability: .a, published: "2026-07-23",
      url: copies),
    files: ["country-groups.json"], relations: [], readFiles: readGroups)

  @Sendable private static func readGroups(_ input: inout Input) throws {
    var file = try JSONFile(path: input.path("country-groups.json"))
    let period = try? DatePeriod(parsing: "/2026-07-23")
    guard let groups = file.member(file.root, "groups"), !file.members(groups).isEmpty else {
      _ = try file.requiredList("groups", of: file.root, owner: "the table of country groups")
      return
    }
    let labels = file.member(file.root, "labels")
    for (name, countries) in file.members(groups) {
      input.builder.begin(name, at: file.place(countries, "$.groups"))
      guard let group = input.builder.id("us-group-", name, column: "groups") else { continue }
      let label = labels.flatMap { file.text(file.member($0, name)) }
      input.builder.add(
        EntityRecord(
          id: group, roles: [Group.kind.name], name: "Country Group \(name)",
          aliases: label.map { [$0] } ?? []))
      guard let members = file.list(countries) else {
        input.builder.leave(.otherRecord("no list", reads: "a list of the countries of \(name)"))
        continue
      }
      for value in members {
        let country = file.text(value) ?? ""
        input.builder.begin("\(name) \(country)", at: file.place(value, "$.groups"))
        guard let code = input.builder.country(country, column: name) else { continue }
        input.builder.state(
          "\(EntityID.slug(name))-\(EntityID.slug(code.text))",
          Atom(Profile.memberOf.signature, .entity(code), .entity(group)), over: period)
      }
    }
  }

  // MARK: - Entity List

  /// The US Entity List as of a day: who is listed, since when, and where.
  ///
  /// A party is listed from some day of the year of its first notice on: volume *n* of the Federal
  /// Register is that of the year *n* + 1935. One that is listed several times has a statement for
  /// each. The country is that of an address, of which there may be several.
  ///
  /// - Source: US Consolidated Screening List of 2026-07-31, as copied by export-controls-agent-mcp.
  public static let entityList = DataSet(
    source: Source(
      id: "us-entity-list", name: "US Entity List", reliability: .a, published: "2026-07-31",
      url: copies),
    files: ["entity-list.json"],
    relations: [named.signature, basedIn.signature, listingTerms.signature],
    readFiles: readEntityList)

  @Sendable private static func readEntityList(_ input: inout Input) throws {
    var file = try JSONFile(path: input.path("entity-list.json"))
    let tables = file.member(file.root, "tables") ?? file.root
    let requirements = try file.requiredList(
      "licenceRequirements", of: tables, owner: "the tables of the list")
    let policies = try file.requiredList(
      "licencePolicies", of: tables, owner: "the tables of the list")
    let list: EntityID = "us-entity-list"
    input.builder.begin("the list", at: Place(file: file.name, line: 1))
    input.builder.add(
      EntityRecord(id: list, roles: [ExportControl.kind.name], name: "the US Entity List"))
    let entries = try file.requiredList("entries", of: file.root, owner: "the list")
    for (index, entry) in entries.enumerated() {
      let name = file.text(file.member(entry, "n")) ?? ""
      let notice = file.text(file.member(entry, "fr")) ?? ""
      input.builder.begin(
        notice.isEmpty ? name : "\(name), \(notice)",
        at: file.place(entry, "$.entries[\(index)]"))
      let aliases = (Self.list("a", of: entry, file, &input.builder) ?? [])
        .compactMap { file.text($0) }
      guard let party = input.builder.id("us-el-", name, column: "n"),
        input.builder.add(EntityRecord(id: party, roles: [], name: name, aliases: aliases))
      else { continue }
      let key = EntityID.slug(name)
      input.builder.name(party, key, [name] + aliases)
      let period = listingPeriod(notice, &input.builder)
      let listing = notice.isEmpty ? "\(key)-undated" : "\(key)-\(EntityID.slug(notice))"
      input.builder.state(
        listing, Atom(ExportControls.listsParty.signature, .entity(list), .entity(party)),
        over: period)
      func word(_ key: String, _ table: [JSONFile.Value]) -> String? {
        guard let index = file.integer(file.member(entry, key)), table.indices.contains(index)
        else {
          return nil
        }
        return file.text(table[index])
      }
      if let requirement = word("lr", requirements), let policy = word("lp", policies) {
        input.builder.state(
          listing,
          Atom(
            listingTerms.signature, .entity(party), .text(requirement), .text(policy)),
          over: period)
      } else {
        input.builder.leave(.empty(column: "lr"))
      }
      guard let countries = file.list(file.member(entry, "c")), !countries.isEmpty else {
        input.builder.leave(.empty(column: "c"))
        continue
      }
      for value in countries {
        guard let code = input.builder.country(file.text(value) ?? "", column: "c") else {
          continue
        }
        input.builder.state(
          "\(key)-\(EntityID.slug(code.text))",
          Atom(basedIn.signature, .entity(party), .entity(code)))
      }
    }
  }

  /// The days of a listing by the volumes of its notices: `76 FR 71867; 84 FR 22961`.
  private static func listingPeriod(
    _ notice: String, _ builder: inout ImportBuilder
  ) -> DatePeriod? {
    let words = notice.split { !$0.isLetter && !$0.isNumber }
    let volumes = zip(words, words.dropFirst()).compactMap { number, next in
      next == "FR" ? Int(number) : nil
    }
    // The first volume is that of 1936.
    if let first = volumes.min(), (1...163).contains(first) {
      return try? DatePeriod(parsing: "\(first + 1935)/..")
    }
    builder.leave(
      notice.isEmpty
        ? .empty(column: "fr")
        : .number(
          notice, column: "fr", expected: "a notice such as 76 FR 71867"))
    return try? DatePeriod(parsing: "/2026-07-31")
  }
}
