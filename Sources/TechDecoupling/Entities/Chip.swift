/// A chip, such as A100; not its maker.
public struct Chip: Entity {
  /// The role, and what its profile states.
  public static let kind = EntityKind(
    "Chip",
    fields: [
      ProfileField("maker", states: Profile.makes.signature, entityColumn: 1),
      ProfileField("base", states: Profile.variantOf.signature),
    ])

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]
  /// The chipmaker that designs and sells it.
  public var maker: EntityID?
  /// The chip of which it is a variant, as A100 is that of A800.
  public var base: EntityID?

  /// Creates a chip.
  public init(
    _ id: EntityID, name: String? = nil, aliases: [String] = [], maker: EntityID? = nil,
    base: EntityID? = nil
  ) {
    self.id = id
    self.name = name ?? id.text
    self.aliases = aliases
    self.maker = maker
    self.base = base
  }

  /// Reads the entity in this role out of its record.
  public init(record: EntityRecord) {
    self.init(
      record.id, name: record.name, aliases: record.aliases,
      maker: record.entity("maker"),
      base: record.entity("base"))
  }

  /// The fields that are given.
  public var profile: [String: [Value]] {
    .fields(("maker", maker.map(Value.entity)), ("base", base.map(Value.entity)))
  }
}
