/// The name of one entity in all its roles: a slug such as `deepseek-v4`, or a country's code, `CN`.
///
/// Upper and lower case differ. Text that is no id (empty, `_`, with control characters or with
/// space at its ends) can be held, and is reported when a chronicle takes it.
public struct EntityID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The id as it is written.
  public let text: String

  /// Creates an id from its text.
  public init(_ text: String) { self.text = text }

  /// The id as it is written.
  public var description: String { text }

  /// Orders by the code points of the text, the same on every machine.
  public static func < (left: EntityID, right: EntityID) -> Bool { left.text < right.text }
}

extension EntityID: ExpressibleByStringLiteral {
  /// Creates an id from a literal.
  public init(stringLiteral text: String) { self.init(text) }
}

extension EntityID: Codable {
  /// Reads the id from one string.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the id as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// Whether text can be an id: it has a character, no control characters, no space at its ends.
func isIdentifier(_ text: String) -> Bool {
  // Of ASCII, letters, digits and most signs can stand anywhere.
  if !text.isEmpty, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "_") }) {
    return true
  }
  guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
    text != "_", !first.properties.isWhitespace, !last.properties.isWhitespace
  else { return false }
  return text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
}
