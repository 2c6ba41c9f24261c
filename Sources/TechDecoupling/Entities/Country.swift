/// A country or territory, by its ISO 3166 code of two letters; HK, MO and TW stand apart.
///
/// A record knows every country without being told; an entry for one adds names in other
/// languages. Groups of countries in export controls are dated memberships and no property of it.
public struct Country: Entity {
  /// The role; it has no profile of its own.
  public static let kind = EntityKind("Country")

  /// The code, such as `CN`.
  public let id: EntityID
  /// The name to print; the short English name if none is given.
  public var name: String
  /// Other names, in any language.
  public var aliases: [String]

  /// Creates a country from its code.
  ///
  /// A code that ISO 3166 does not have can be held, and is reported when a chronicle takes it.
  public init(_ id: EntityID, name: String? = nil, aliases: [String] = []) {
    self.id = id
    self.name = name ?? Self.names[id.text] ?? id.text
    self.aliases = aliases
  }

  /// Reads the country out of its record.
  public init(record: EntityRecord) {
    self.init(record.id, name: record.name, aliases: record.aliases)
  }

  /// The code of three letters, such as `CHN`; nil if ISO 3166 does not have the country.
  public var alpha3: String? { Self.alpha3[id.text] }

  /// Whether ISO 3166 has a code of two letters, in upper case.
  public static func isKnown(_ code: String) -> Bool {
    // A letter may have several bytes and yet be equal to one of these, as the Kelvin sign is.
    (2...6).contains(code.utf8.count) && names[code] != nil
  }

  /// All codes of two letters, sorted.
  public static var codes: [String] { names.keys.sorted() }

  /// The code of two letters for one of three; nil if ISO 3166 has none.
  public static func code(alpha3: String) -> String? { Self.codesByAlpha3[alpha3] }

  static let names = Dictionary(
    rows.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
  private static let alpha3 = Dictionary(
    rows.map { ($0.code, $0.alpha3) }, uniquingKeysWith: { first, _ in first })
  private static let codesByAlpha3 = Dictionary(
    rows.map { ($0.alpha3, $0.code) }, uniquingKeysWith: { first, _ in first })

  private static let rows: [(code: String, alpha3: String, name: String)] = table.split(
    separator: "\n"
  ).compactMap { line in
    let parts = line.split(separator: " ", maxSplits: 2)
    guard parts.count == 3 else { return nil }
    return (String(parts[0]), String(parts[1]), String(parts[2]))
  }
}

extension Country: ExpressibleByStringLiteral {
  /// Creates a country from its code.
  public init(stringLiteral code: String) { self.init(EntityID(code)) }
}
