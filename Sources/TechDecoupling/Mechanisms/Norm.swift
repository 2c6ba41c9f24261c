/// What is customary in an industry, such as sharing models with chipmakers before release.
public struct Norm: Entity {
  /// The role; it has no profile of its own.
  public static let kind = EntityKind("Norm")

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]

  /// Creates a norm.
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
