/// A thing with an identity in the record: a lab, a chip, a country, or a kind of one's own.
///
/// A conforming type is a value with an id, names and a profile. As a term it is its id alone.
public protocol Entity: Column, Term, Codable, Identifiable where ColumnValue == Self {
  /// The kind: the name of the role and what the profile's fields state.
  static var kind: EntityKind { get }
  var id: EntityID { get }
  var name: String { get }
  var aliases: [String] { get }
  /// The profile's fields that are given, by name.
  var profile: [String: [Value]] { get }
  /// Reads the entity in this role out of its record.
  init(record: EntityRecord)
}

/// A role that an entity can have, and what the fields of its profile say.
public struct EntityKind: Hashable, Sendable {
  /// The role's name as files write it: `Lab`.
  public let name: String
  public let fields: [ProfileField]

  public init(_ name: String, fields: [ProfileField] = []) {
    self.name = name
    self.fields = fields
  }
}

/// A field of a profile, and the Statement that it enters into the record.
///
/// A lab's `country` states `home-country(lab, country)`; a model's `lab` states
/// `develops(lab, model)`: there the entity itself is the second column.
public struct ProfileField: Hashable, Sendable {
  public let name: String
  public let relation: RelationSignature
  /// The column in which the entity itself stands: 0 or 1; the field's value stands in the other.
  public let entityColumn: Int
  /// Whether several values may be given.
  public let isList: Bool

  public init(
    _ name: String, states relation: RelationSignature, entityColumn: Int = 0, isList: Bool = false
  ) {
    self.name = name
    self.relation = relation
    self.entityColumn = entityColumn
    self.isList = isList
  }
}

/// An entity as the record keeps it: one id, all its roles, names and profile fields.
public struct EntityRecord: Hashable, Sendable {
  public var id: EntityID
  /// Names of kinds, in any order; equality does not look at it.
  public var roles: Set<String>
  public var name: String?
  public var aliases: [String]
  public var profile: [String: [Value]]

  public init(
    id: EntityID, roles: Set<String>, name: String? = nil, aliases: [String] = [],
    profile: [String: [Value]] = [:]
  ) {
    self.id = id
    self.roles = roles
    self.name = name
    self.aliases = aliases
    self.profile = profile
  }
}

/// The entities of a chronicle, by id.
public struct Entities: Hashable, Sendable {
  public internal(set) var records: [EntityID: EntityRecord]

  public init() { records = [:] }

  public subscript(id: EntityID) -> EntityRecord? { records[id] }

  /// The name to print: the record's, or else the id.
  public func name(of id: EntityID) -> String { records[id]?.name ?? id.text }
}
