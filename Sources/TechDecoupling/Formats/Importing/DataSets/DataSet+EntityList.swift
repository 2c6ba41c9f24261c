extension DataSet {
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
    var file = try input.list("entries", of: "entity-list.json")
    let list: EntityID = "us-entity-list"
    input.builder.begin("the list", at: Place(file: file.name, line: 1))
    input.builder.add(
      EntityRecord(id: list, roles: [ExportControl.kind.name], name: "the US Entity List"))
    var terms: ListingTerms?
    // Listings that wait for the tables, which stand before the entries wherever the set was seen.
    var waiting: [Listing] = []
    while let entry = try file.next() {
      if file.isFirst, let tables = file.root["tables"] { terms = ListingTerms(tables) }
      guard let listing = readListing(entry, of: list, at: file.place, &input.builder) else {
        continue
      }
      if let terms { terms.state(listing, &input.builder) } else { waiting.append(listing) }
      guard let countries = entry["c"]?.elements, !countries.isEmpty else {
        input.builder.leave(.empty(column: "c"))
        continue
      }
      for value in countries {
        guard let code = input.builder.country(value.text ?? "", column: "c") else { continue }
        input.builder.state(
          "\(listing.party)-\(EntityID.slug(code.text))",
          Atom(basedIn.signature, .entity(listing.id), .entity(code)))
      }
    }
    let tables = file.root["tables"] ?? file.root
    for key in [ListingTerms.requirements, ListingTerms.policies]
    where tables[key]?.elements == nil {
      throw file.missing(key, owner: "the tables of the list")
    }
    if !file.hasList { throw file.missing("entries", owner: "the list") }
    let found = ListingTerms(tables)
    for listing in waiting {
      input.builder.begin(listing.citation, at: listing.place)
      found?.state(listing, &input.builder)
    }
  }

  /// Takes a party and states its listing; nil, and noted, if it cannot be taken.
  private static func readListing(
    _ entry: JSONItem, of list: EntityID, at place: Place, _ builder: inout ImportBuilder
  ) -> Listing? {
    let name = entry["n"]?.text ?? ""
    let notice = entry["fr"]?.text ?? ""
    let citation = notice.isEmpty ? name : "\(name), \(notice)"
    builder.begin(citation, at: place)
    let aliases = (Self.list("a", of: entry, &builder) ?? []).compactMap(\.text)
    guard let id = builder.id("us-el-", name, column: "n"),
      builder.add(EntityRecord(id: id, roles: [], name: name, aliases: aliases))
    else { return nil }
    let party = EntityID.slug(name)
    builder.name(id, party, [name] + aliases)
    let listing = Listing(
      id: id, party: party,
      key: notice.isEmpty ? "\(party)-undated" : "\(party)-\(EntityID.slug(notice))",
      period: listingPeriod(notice, &builder), requirement: entry["lr"]?.integer,
      policy: entry["lp"]?.integer, citation: citation, place: place)
    builder.state(
      listing.key, Atom(ExportControls.listsParty.signature, .entity(list), .entity(id)),
      over: listing.period)
    return listing
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

/// A listing of a party, with the numbers of its terms in the tables.
private struct Listing {
  let id: EntityID
  /// What starts the ids of what is said of the party.
  let party: String
  let key: String
  let period: DatePeriod?
  let requirement: Int?
  let policy: Int?
  let citation: String
  let place: Place
}

/// The tables of what needs a license to go to listed parties, and how applications are reviewed.
private struct ListingTerms {
  static let requirements = "licenceRequirements"
  static let policies = "licencePolicies"

  private let requirements: [String?]
  private let policies: [String?]

  /// Takes the tables; nil if one is not there.
  init?(_ tables: JSONItem) {
    guard let requirements = tables[Self.requirements]?.elements,
      let policies = tables[Self.policies]?.elements
    else { return nil }
    self.requirements = requirements.map(\.text)
    self.policies = policies.map(\.text)
  }

  /// States the terms of a listing, or notes that the tables do not have them.
  func state(_ listing: Listing, _ builder: inout ImportBuilder) {
    func word(_ number: Int?, _ table: [String?]) -> String? {
      number.flatMap { table.indices.contains($0) ? table[$0] : nil }
    }
    guard let requirement = word(listing.requirement, requirements),
      let policy = word(listing.policy, policies)
    else {
      builder.leave(.empty(column: "lr"))
      return
    }
    builder.state(
      listing.key,
      Atom(
        DataSet.listingTerms.signature, .entity(listing.id), .text(requirement), .text(policy)),
      over: listing.period)
  }
}
