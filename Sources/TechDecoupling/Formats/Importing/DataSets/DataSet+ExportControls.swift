extension DataSet {
  static let copies =
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
    var file = try input.list("entries", of: "ccl.json")
    let period = try? DatePeriod(parsing: "/2026-07-23")
    while let entry = try file.next() {
      let eccn = entry["eccn"]?.text ?? ""
      input.builder.begin(eccn, at: file.place)
      guard let control = input.builder.id("us-ccl-", eccn, column: "eccn"),
        input.builder.add(EntityRecord(id: control, roles: [ExportControl.kind.name], name: eccn))
      else { continue }
      let key = EntityID.slug(eccn)
      input.builder.state(
        key, Atom(ExportControls.effective.signature, .entity(control)), over: period)
      if let text = entry["heading"]?.text {
        input.builder.state(key, Atom(heading.signature, .entity(control), .text(text)))
      } else {
        input.builder.leave(.empty(column: "heading"))
      }
      for part in Self.text("reasonForControl", of: entry, &input.builder)?.cells ?? [] {
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
      let chart = Self.list("countryChart", of: entry, &input.builder) ?? []
      for (number, row) in chart.enumerated() {
        guard let what = row["control"]?.text, let place = row["countryChart"]?.text else {
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
    if !file.hasList { throw file.missing("entries", owner: "the control list") }
  }

  /// The text of a member; nil, and noted if it is something else than a text, where there is none.
  private static func text(
    _ key: String, of object: JSONItem, _ builder: inout ImportBuilder
  ) -> String? {
    guard let value = object[key] else { return nil }
    if value.text == nil { builder.leave(.otherRecord("'\(key)'", reads: "a text")) }
    return value.text
  }

  /// The elements of a member; nil, and noted if it is something else than a list, where there is
  /// none.
  static func list(
    _ key: String, of object: JSONItem, _ builder: inout ImportBuilder
  ) -> [JSONItem]? {
    guard let value = object[key] else { return nil }
    let elements = value.elements
    if elements == nil { builder.leave(.otherRecord("'\(key)'", reads: "a list")) }
    return elements
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
    // Groups are members of an object: there is no list, and the file is short.
    var file = try input.list("groups", of: "country-groups.json")
    while try file.next() != nil {}
    if file.hasList { return }
    let period = try? DatePeriod(parsing: "/2026-07-23")
    guard let groups = file.root["groups"]?.members, !groups.isEmpty else {
      throw file.missing("groups", owner: "the table of country groups")
    }
    let labels = file.root["labels"]
    var lines = JSONItem.lines(of: groups.flatMap { [$0.value] + ($0.value.elements ?? []) })[...]
    func place() -> Place {
      Place(file: file.name, line: lines.popFirst(), path: "$.groups")
    }
    for (name, countries) in groups {
      let members = countries.elements
      input.builder.begin(name, at: place())
      guard let group = input.builder.id("us-group-", name, column: "groups") else {
        lines = lines.dropFirst(members?.count ?? 0)
        continue
      }
      let label = labels?[name]?.text
      input.builder.add(
        EntityRecord(
          id: group, roles: [Group.kind.name], name: "Country Group \(name)",
          aliases: label.map { [$0] } ?? []))
      guard let members else {
        input.builder.leave(.otherRecord("no list", reads: "a list of the countries of \(name)"))
        continue
      }
      for value in members {
        let country = value.text ?? ""
        input.builder.begin("\(name) \(country)", at: place())
        guard let code = input.builder.country(country, column: name) else { continue }
        input.builder.state(
          "\(EntityID.slug(name))-\(EntityID.slug(code.text))",
          Atom(Profile.memberOf.signature, .entity(code), .entity(group)), over: period)
      }
    }
  }
}
