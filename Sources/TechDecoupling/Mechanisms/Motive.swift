/// A reason for which something may have been done, such as a reaction to export controls.
public struct Motive: Entity {
  /// The role; it has no profile of its own.
  public static let kind = EntityKind("Motive")

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]

  /// Creates a motive.
  public init(_ id: EntityID, name: String? = nil, aliases: [String] = []) {
    self.id = id
    self.name = name ?? id.text
    self.aliases = aliases
  }

  /// Reads the entity in this role out of its record.
  public init(record: EntityRecord) {
    self.init(record.id, name: record.name, aliases: record.aliases)
  }
}
