/// A thing with an identity in the record: a lab, a chip, a country, or a kind of one's own.
///
/// A conforming type is a value with an id, names and a profile. As a term it is its id alone; two
/// values are equal only if all of that is, so compare ids to ask whether two are one entity.
///
/// A kind of one's own needs a ``kind``, an initializer from a record, and the fields of its
/// profile:
///
/// ```swift
/// struct University: Entity {
///   static let kind = EntityKind(
///     "University", fields: [ProfileField("country", states: Profile.homeCountry.signature)])
///   let id: EntityID
///   var name: String
///   var country: EntityID?
///
///   init(record: EntityRecord) {
///     id = record.id
///     name = record.name ?? record.id.text
///     country = record.entity("country")
///   }
///
///   var profile: [String: [Value]] { country.map { ["country": [.entity($0)]] } ?? [:] }
/// }
/// ```
public protocol Entity: Column, Term, Codable, Identifiable where ColumnValue == Self {
  /// The kind: the name of the role and what the profile's fields state.
  static var kind: EntityKind { get }
  /// The name of ``kind``; the type's own unless it says otherwise.
  ///
  /// Apart from ``kind``, since a relation asks for it while the kind whose field states that
  /// relation is still being made.
  static var role: String { get }
  /// The id, by which atoms name the entity.
  var id: EntityID { get }
  /// The name to print.
  var name: String { get }
  /// Other names, in any language.
  var aliases: [String] { get }
  /// The profile's fields that are given, by name.
  var profile: [String: [Value]] { get }
  /// Reads the entity in this role out of its record.
  init(record: EntityRecord)
}

extension Entity {
  /// No other names.
  public var aliases: [String] { [] }
  /// No fields.
  public var profile: [String: [Value]] { [:] }
}
