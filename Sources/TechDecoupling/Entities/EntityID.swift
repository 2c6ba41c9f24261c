/// The name of one entity in all its roles: a slug such as `deepseek-v4`, or a country's code, `CN`.
///
/// Upper and lower case differ. Text that is no id (empty, or with white space, commas, quotes or
/// parentheses) can be held, and is reported when a chronicle takes it.
public struct EntityID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The id as it is written.
  public let text: String

  /// Creates an id from its text.
  public init(_ text: String) { self.text = text }

  /// The id as it is written.
  public var description: String { text }

  /// Orders by the code points of the text, the same on every machine.
  public static func < (left: EntityID, right: EntityID) -> Bool { left.text < right.text }

  /// Whether the text can be written in an atom: letters, digits, `-`, `_`, `.`, `+`, no others.
  public var isWellFormed: Bool { isIdentifier(text) }
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

/// Whether text is an id as atoms write it: it starts with a letter or digit, and holds only
/// letters, digits, marks on letters, `-`, `_`, `.` and `+`.
func isIdentifier(_ text: String) -> Bool {
  var isFirst = true
  for scalar in text.unicodeScalars {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": break
    case "-", "_", ".", "+": if isFirst { return false }
    default:
      let properties = scalar.properties
      guard scalar.value > 127, properties.isAlphabetic || properties.numericType != nil else {
        return false
      }
    }
    isFirst = false
  }
  return !isFirst
}
