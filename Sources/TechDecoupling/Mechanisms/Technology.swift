/// A class of goods or know-how that is no single chip: packaging, design tools, model weights.
public struct Technology: Entity {
  /// The role; it has no profile of its own.
  public static let kind = EntityKind("Technology")

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]

  /// Creates a class of goods or know-how.
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
