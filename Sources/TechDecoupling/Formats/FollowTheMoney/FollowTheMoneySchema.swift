/// The schemata of FollowTheMoney that the library writes and reads.
///
/// - Source: OCCRP and OpenSanctions, FollowTheMoney, schema definitions, version 3.8.
enum FollowTheMoneySchema: String, CaseIterable {
  case legalEntity = "LegalEntity"
  case organization = "Organization"
  case company = "Company"
  case publicBody = "PublicBody"
  case person = "Person"
  case asset = "Asset"
  case event = "Event"
  case unknownLink = "UnknownLink"
  case ownership = "Ownership"
  case sanction = "Sanction"

  /// The schemata that it extends, of those above.
  private var parents: [FollowTheMoneySchema] {
    switch self {
    case .organization, .person: [.legalEntity]
    case .company: [.organization, .asset]
    case .publicBody: [.organization]
    default: []
    }
  }

  /// Whether it is another schema or extends it.
  func isA(_ other: FollowTheMoneySchema) -> Bool {
    self == other || parents.contains { $0.isA(other) }
  }

  /// Whether it stands for an entity of a record.
  var isEntity: Bool { isA(.legalEntity) || isA(.asset) }

  /// The schema of an entity with these kinds; nil if FollowTheMoney has none.
  ///
  /// A group, a control or a motive is neither a legal entity nor an asset.
  static func schema(of kinds: Set<String>) -> FollowTheMoneySchema? {
    func isOne(of others: EntityKind...) -> Bool { others.contains { kinds.contains($0.name) } }
    if isOne(of: Country.kind) { return nil }
    if isOne(of: Chipmaker.kind, CloudProvider.kind) { return .company }
    if isOne(of: Agency.kind) { return .publicBody }
    if isOne(of: Lab.kind) { return .organization }
    if isOne(of: Chip.kind, Model.kind, Platform.kind) { return .asset }
    return kinds.isEmpty ? .legalEntity : nil
  }

  /// The type of a property, for statements.
  static func type(of property: String) -> String {
    switch property {
    case "id": "id"
    case "name", "alias": "name"
    case "country": "country"
    case "owner", "asset", "subject", "object", "entity", "involved": "entity"
    case "startDate", "endDate", "date": "date"
    case "description", "summary": "text"
    case "sourceUrl": "url"
    default: "string"
    }
  }
}
