/// An AI model, such as DeepSeek-V4.
public struct Model: Entity {
  /// The role, and what its profile states.
  public static let kind = EntityKind(
    "Model",
    fields: [
      ProfileField("lab", states: Profile.develops.signature, entityColumn: 1)
    ])

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]
  /// The lab that develops it.
  public var lab: EntityID?

  /// Creates a model.
  public init(
    _ id: EntityID, name: String? = nil, aliases: [String] = [], lab: EntityID? = nil
  ) {
    self.id = id
    self.name = name ?? id.text
    self.aliases = aliases
    self.lab = lab
  }

  /// Reads the entity in this role out of its record.
  public init(record: EntityRecord) {
    self.init(
      record.id, name: record.name, aliases: record.aliases,
      lab: record.entity("lab"))
  }

  /// The fields that are given.
  public var profile: [String: [Value]] {
    .fields(("lab", lab.map(Value.entity)))
  }
}
