/// An entity as the record keeps it: one id, all its roles, names and profile fields.
public struct EntityRecord: Hashable, Sendable, Codable {
  /// The id, the same in all roles.
  public var id: EntityID
  /// Names of kinds.
  public var roles: Set<String>
  /// The name to print, nil if no document gives one.
  public var name: String?
  /// Other names, in any language.
  public var aliases: [String]
  /// The profile's fields that are given, by name.
  public var profile: [String: [Value]]
  private var location = Incidental<Place>(nil)

  /// Where the entity was read; takes no part in equality.
  public var place: Place? {
    get { location.value }
    set { location.value = newValue }
  }

  /// Creates a record.
  public init(
    id: EntityID, roles: Set<String>, name: String? = nil, aliases: [String] = [],
    profile: [String: [Value]] = [:], place: Place? = nil
  ) {
    self.id = id
    self.roles = roles
    self.name = name
    self.aliases = aliases
    self.profile = profile
    location = Incidental(place)
  }

  private enum CodingKeys: String, CodingKey {
    case id, roles, name, aliases, profile
  }

  /// Creates the record of an entity in one role.
  public init(_ entity: some Entity) {
    let type = Swift.type(of: entity)
    self.init(
      id: entity.id, roles: type.columnType == .entity(role: nil) ? [] : [type.kind.name],
      name: entity.name == entity.id.text ? nil : entity.name, aliases: entity.aliases,
      profile: entity.profile)
    // A country's name is known without being given.
    if name == Country.names[id.text], roles == [Country.kind.name] { name = nil }
  }

  // MARK: - Reading fields

  /// The entity that a field names, nil if the field is not given.
  public func entity(_ field: String) -> EntityID? {
    guard case .entity(let id)? = profile[field]?.first else { return nil }
    return id
  }

  /// The entities that a field names.
  public func entities(_ field: String) -> [EntityID] {
    (profile[field] ?? []).compactMap { value in
      guard case .entity(let id) = value else { return nil }
      return id
    }
  }

  /// The text of a field, nil if the field is not given.
  public func text(_ field: String) -> String? {
    guard case .text(let text)? = profile[field]?.first else { return nil }
    return text
  }
}

extension [String: [Value]] {
  /// Fields of one value each, without those that are not given.
  static func fields(_ fields: (name: String, value: TechDecoupling.Value?)...) -> Self {
    var profile: Self = [:]
    for case (let name, let value?) in fields { profile[name] = [value] }
    return profile
  }
}
