/// A role that an entity can have, and what the fields of its profile say.
public struct EntityKind: Hashable, Sendable {
  /// The role's name as files write it: `Lab`.
  public let name: String
  /// The fields that a profile of this kind may have.
  public let fields: [ProfileField]

  /// Creates a kind.
  public init(_ name: String, fields: [ProfileField] = []) {
    self.name = name
    self.fields = fields
  }

  /// The kinds that the library has.
  public static let standard: [EntityKind] = [
    Lab.kind, Chipmaker.kind, Model.kind, Chip.kind, Platform.kind, CloudProvider.kind,
    Country.kind, Agency.kind, Group.kind, ExportControl.kind,
  ]
}

/// A field of a profile, and the Statement that it enters into the record.
///
/// A lab's `country` states `home-country(lab, country)`; a model's `lab` states
/// `develops(lab, model)`: there the entity itself is the second column.
public struct ProfileField: Hashable, Sendable {
  /// The name as files write it.
  public let name: String
  /// The relation that it states, of two columns.
  public let relation: RelationSignature
  /// The column in which the entity itself stands: 0 or 1; the field's value stands in the other.
  public let entityColumn: Int
  /// Whether several values may be given; documents that give other values are united.
  public let isList: Bool

  /// Creates a field.
  public init(
    _ name: String, states relation: RelationSignature, entityColumn: Int = 0, isList: Bool = false
  ) {
    self.name = name
    self.relation = relation
    self.entityColumn = entityColumn
    self.isList = isList
  }

  /// The type of the field's value; nil if the relation has no two columns.
  public var valueType: ColumnType? {
    guard relation.columns.count == 2, (0...1).contains(entityColumn) else { return nil }
    return relation.columns[1 - entityColumn]
  }

  /// The Statement that a value of the field makes.
  func atom(of entity: EntityID, _ value: Value) -> Atom {
    let (own, other) = (Argument.value(.entity(entity)), Argument.value(value))
    return Atom(relation: relation, arguments: entityColumn == 0 ? [own, other] : [other, own])
  }
}
