/// A class of parties, such as "US chipmakers" or "others, unnamed".
///
/// Its members are dated Statements, ``Profile/memberOf``. A count over parties of any role leaves
/// groups out; a rule whose variable is a group counts them, since it asks for nothing else.
public struct Group: Entity {
  /// The role; it has no profile of its own.
  public static let kind = EntityKind("Group")

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]

  /// Creates a group.
  public init(
    _ id: EntityID, name: String? = nil, aliases: [String] = []
  ) {
    self.id = id
    self.name = name ?? id.text
    self.aliases = aliases
  }

  /// Reads the entity in this role out of its record.
  public init(record: EntityRecord) {
    self.init(
      record.id, name: record.name, aliases: record.aliases)
  }
}
