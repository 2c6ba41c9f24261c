/// A control on exports: a rule, a provision or an exception of one, a letter or a listing.
///
/// What it restricts, from when, and how far it is enforced are entries; the profile says only who
/// issued it and on which legal basis.
public struct ExportControl: Entity {
  /// The role, and what its profile states.
  public static let kind = EntityKind(
    "ExportControl",
    fields: [
      ProfileField("authority", states: Profile.issuedBy.signature),
      ProfileField("legalBasis", states: Profile.legalBasis.signature),
    ])

  /// The id, by which atoms name it.
  public let id: EntityID
  /// The name to print; the id's text if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]
  /// The agency or country that has issued it, and speaks with authority on it.
  public var authority: EntityID?
  /// The law or rule on which it rests, as cited.
  public var legalBasis: String?

  /// Creates an export control.
  public init(
    _ id: EntityID, name: String? = nil, aliases: [String] = [], authority: EntityID? = nil,
    legalBasis: String? = nil
  ) {
    self.id = id
    self.name = name ?? id.text
    self.aliases = aliases
    self.authority = authority
    self.legalBasis = legalBasis
  }

  /// Reads the entity in this role out of its record.
  public init(record: EntityRecord) {
    self.init(
      record.id, name: record.name, aliases: record.aliases,
      authority: record.entity("authority"),
      legalBasis: record.text("legalBasis"))
  }

  /// The fields that are given.
  public var profile: [String: [Value]] {
    .fields(("authority", authority.map(Value.entity)), ("legalBasis", legalBasis.map(Value.text)))
  }
}
