/// The entities of a chronicle, by id.
///
/// Countries of ISO 3166 are known without a record.
public struct Entities: Hashable, Sendable {
  /// Every entity that was recorded.
  public internal(set) var records: [EntityID: EntityRecord]

  /// Creates an empty collection.
  public init() { records = [:] }

  /// The record of an entity; a country's even if none was given.
  public subscript(id: EntityID) -> EntityRecord? {
    if let record = records[id] { return record }
    guard Country.isKnown(id.text) else { return nil }
    return EntityRecord(id: id, roles: [Country.kind.name])
  }

  /// The name to print: the record's, or else the country's, or else the id.
  public func name(of id: EntityID) -> String {
    records[id]?.name ?? Country.names[id.text] ?? id.text
  }

  /// Whether an entity has a role; nil: any.
  public func hasRole(_ id: EntityID, _ role: String?) -> Bool {
    guard let role else { return records[id] != nil || Country.isKnown(id.text) }
    if let record = records[id], record.roles.contains(role) { return true }
    return role == Country.kind.name && Country.isKnown(id.text)
  }

  /// Returns every entity of a kind, sorted by id.
  public func all<Kind: Entity>(_ kind: Kind.Type) -> [Kind] {
    records.values.filter { hasRole($0.id, Self.role(of: kind)) }.sorted { $0.id < $1.id }
      .map(Kind.init(record:))
  }

  /// Returns an entity in a role, nil if it is unknown or has another.
  public func entity<Kind: Entity>(_ id: EntityID, as kind: Kind.Type) -> Kind? {
    guard hasRole(id, Self.role(of: kind)) else { return nil }
    return self[id].map(Kind.init(record:))
  }

  private static func role<Kind: Entity>(of kind: Kind.Type) -> String? {
    guard case .entity(let role) = kind.columnType else { return kind.kind.name }
    return role
  }

  /// Returns the ids that each name and alias stands for, sorted; more than one where it is
  /// ambiguous.
  ///
  /// - Complexity: O(*n*) in the names of all entities; keep the result where many are looked up.
  public func idsByName() -> [String: [EntityID]] {
    var index: [String: Set<EntityID>] = [:]
    for record in records.values {
      for name in record.aliases + (record.name.map { [$0] } ?? []) {
        index[name, default: []].insert(record.id)
      }
    }
    return index.mapValues { $0.sorted() }
  }
}
