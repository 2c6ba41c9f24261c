/// A company that makes chips, such as Nvidia: who designs and sells them, not the foundry.
public struct Chipmaker: Entity {
  /// The role, and what its profile states.
  public static let kind = EntityKind(
    "Chipmaker",
    fields: [
      ProfileField("country", states: Profile.homeCountry.signature)
    ])

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]
  /// The home country, by its code.
  public var country: EntityID?

  /// Creates a chipmaker.
  public init(
    _ id: EntityID, name: String? = nil, aliases: [String] = [], country: EntityID? = nil
  ) {
    self.id = id
    self.name = name ?? id.text
    self.aliases = aliases
    self.country = country
  }

  /// Reads the entity in this role out of its record.
  public init(record: EntityRecord) {
    self.init(
      record.id, name: record.name, aliases: record.aliases,
      country: record.entity("country"))
  }

  /// The fields that are given.
  public var profile: [String: [Value]] {
    .fields(("country", country.map(Value.entity)))
  }
}
