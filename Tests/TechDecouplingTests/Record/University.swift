import TechDecoupling

/// A kind of entity that the library does not have.
struct University: Entity {
  static let kind = EntityKind(
    "University", fields: [ProfileField("country", states: Profile.homeCountry.signature)])
  let id: EntityID
  var name: String
  var country: EntityID?

  init(_ id: EntityID, name: String? = nil, country: EntityID? = nil) {
    (self.id, self.name, self.country) = (id, name ?? id.text, country)
  }

  init(record: EntityRecord) {
    self.init(record.id, name: record.name, country: record.entity("country"))
  }

  var profile: [String: [Value]] { country.map { ["country": [.entity($0)]] } ?? [:] }
}
