/// Software with which chips are used, such as CUDA, ROCm or MindSpore.
public struct Platform: Entity {
  /// The role, and what its profile states.
  public static let kind = EntityKind(
    "Platform",
    fields: [
      ProfileField("maker", states: Profile.makesPlatform.signature, entityColumn: 1)
    ])

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]
  /// The chipmaker whose platform it is.
  public var maker: EntityID?

  /// Creates a platform.
  public init(
    _ id: EntityID, name: String? = nil, aliases: [String] = [], maker: EntityID? = nil
  ) {
    self.id = id
    self.name = name ?? id.text
    self.aliases = aliases
    self.maker = maker
  }

  /// Reads the entity in this role out of its record.
  public init(record: EntityRecord) {
    self.init(
      record.id, name: record.name, aliases: record.aliases,
      maker: record.entity("maker"))
  }

  /// The fields that are given.
  public var profile: [String: [Value]] {
    .fields(("maker", maker.map(Value.entity)))
  }
}
