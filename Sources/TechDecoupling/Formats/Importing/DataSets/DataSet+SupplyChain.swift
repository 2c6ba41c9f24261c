extension DataSet {
  /// The supply chain of advanced chips of the Emerging Technology Observatory: who provides what.
  ///
  /// A row of provision holds over the year that it gives. Providers of type `country` are countries;
  /// what is no country of ISO 3166, such as `EUR`, is left with all that it provides.
  ///
  /// - Source: Georgetown CSET, ETO Supply Chain Explorer, data of 2026-08-12, CC BY-NC 4.0.
  public static let etoSupplyChain = DataSet(
    source: Source(
      id: "eto", name: "ETO Supply Chain Explorer", reliability: .b, published: "2026-08-12",
      url: "https://github.com/georgetown-cset/eto-chip-explorer"),
    files: ["stages.csv", "inputs.csv", "sequence.csv", "providers.csv", "provision.csv"],
    relations: SupplyChain.relations + [named.signature]
  ) { input in
    try readStages(&input)
    try readInputs(&input)
    try readSequence(&input)
    let providers = try readProviders(&input)
    try readProvision(&input, providers)
  }

  private static func inputID(_ id: String) -> EntityID { EntityID("eto-" + EntityID.slug(id)) }

  private static func readStages(_ input: inout Input) throws {
    var file = try input.table("stages.csv", columns: "stage_id", "stage_name")
    while try file.next(&input.builder.report) {
      input.builder.begin(file["stage_id"], at: file.place)
      guard let id = input.builder.id("eto-", file["stage_id"], column: "stage_id") else {
        continue
      }
      input.builder.add(
        EntityRecord(id: id, roles: [Technology.kind.name], name: file["stage_name"]))
    }
  }

  private static func readInputs(_ input: inout Input) throws {
    var file = try input.table("inputs.csv", columns: "input_id", "input_name", "stage_id")
    while try file.next(&input.builder.report) {
      input.builder.begin(file["input_id"], at: file.place)
      guard let id = input.builder.id("eto-", file["input_id"], column: "input_id") else {
        continue
      }
      input.builder.add(
        EntityRecord(id: id, roles: [Technology.kind.name], name: file["input_name"]))
      let stage = file["stage_id"]
      guard !stage.isEmpty else { continue }
      guard input.builder.has(inputID(stage)) else {
        input.builder.leave(.unknownReference(stage, column: "stage_id", to: "a stage"))
        continue
      }
      input.builder.state(
        EntityID.slug(file["input_id"]),
        Atom(SupplyChain.partOfStage.signature, .entity(id), .entity(inputID(stage))))
    }
  }

  private static func readSequence(_ input: inout Input) throws {
    var file = try input.table(
      "sequence.csv", columns: "input_id", "goes_into_id", "is_type_of_id")
    while try file.next(&input.builder.report) {
      let from = file["input_id"]
      for (column, relation) in [
        ("goes_into_id", SupplyChain.goesInto.signature),
        ("is_type_of_id", SupplyChain.kindOf.signature),
      ] {
        let to = file[column]
        guard !to.isEmpty else { continue }
        input.builder.begin("\(from) \(to)", at: file.place)
        let missing = [("input_id", from), (column, to)].filter {
          !input.builder.has(inputID($0.1))
        }
        for (column, id) in missing {
          input.builder.leave(.unknownReference(id, column: column, to: "an input"))
        }
        guard missing.isEmpty else { continue }
        input.builder.state(
          "\(EntityID.slug(from))-\(EntityID.slug(to))",
          Atom(relation, .entity(inputID(from)), .entity(inputID(to))))
      }
    }
  }

  /// Who a provider's id stands for: an organization, or a country.
  private enum Provider {
    case organization(EntityID)
    case country(EntityID)
  }

  private static func readProviders(_ input: inout Input) throws -> [String: Provider] {
    var providers: [String: Provider] = [:]
    var file = try input.table(
      "providers.csv", columns: "provider_name", "alias", "provider_id", "provider_type", "country")
    while try file.next(&input.builder.report) {
      let (key, name, alias) = (file["provider_id"], file["provider_name"], file["alias"])
      input.builder.begin(key, at: file.place)
      switch file["provider_type"] {
      case "country":
        if let country = input.builder.country(name, column: "provider_name") {
          providers[key] = .country(country)
          input.builder.report.take(Country.kind.name)
        }
      case "organization":
        guard let id = input.builder.id("eto-", key, column: "provider_id") else { continue }
        input.builder.add(
          EntityRecord(id: id, roles: [], name: name, aliases: alias.isEmpty ? [] : [alias]))
        providers[key] = .organization(id)
        input.builder.name(id, EntityID.slug(key), [name, alias])
        if let country = input.builder.country(file["country"], column: "country") {
          input.builder.state(
            EntityID.slug(key),
            Atom(Profile.homeCountry.signature, .entity(id), .entity(country)))
        }
      case let type:
        input.builder.leave(
          .otherRecord("the provider type '\(excerpt(type))'", reads: "country or organization"))
      }
    }
    return providers
  }

  private static func readProvision(
    _ input: inout Input, _ providers: [String: Provider]
  ) throws {
    var file = try input.table(
      "provision.csv", columns: "provider_id", "provided_id", "share_provided", "year")
    while try file.next(&input.builder.report) {
      let (provider, provided) = (file["provider_id"], file["provided_id"])
      input.builder.begin("\(provider) \(provided) \(file["year"])", at: file.place)
      let technology = inputID(provided)
      guard input.builder.has(technology) else {
        input.builder.leave(
          .unknownReference(provided, column: "provided_id", to: "an input or a stage"))
        continue
      }
      guard let who = providers[provider] else {
        input.builder.leave(.unknownReference(provider, column: "provider_id", to: "a provider"))
        continue
      }
      guard let year = Int(file["year"]), let first = Day(year, 1, 1), let last = Day(year, 12, 31),
        let period = DatePeriod(from: first, to: last)
      else {
        input.builder.leave(.number(file["year"], column: "year", expected: "a year"))
        continue
      }
      let key = [provider, provided, file["year"]].map(EntityID.slug).joined(separator: "-")
      let (id, plain, shares) =
        switch who {
        case .organization(let id):
          (id, SupplyChain.provides.signature, SupplyChain.shareProvided.signature)
        case .country(let id):
          (id, SupplyChain.providedFrom.signature, SupplyChain.nationalShare.signature)
        }
      input.builder.state(
        key, Atom(plain, .entity(id), .entity(technology)), over: period)
      // An empty share is not known; it is not 0.
      let written = file["share_provided"]
      guard !written.isEmpty,
        let share = input.builder.decimal(written, column: "share_provided")
      else { continue }
      input.builder.state(
        key, Atom(shares, .entity(id), .entity(technology), .decimal(share)), over: period)
    }
  }
}
