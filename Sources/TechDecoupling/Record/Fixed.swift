/// An exact decimal number: 64 bits, six places.
///
/// From −9,223,372,036,854.775808 to 9,223,372,036,854.775807. Quantities beyond that are given in
/// a larger unit (training compute in units of 10¹⁸ operations).
public struct Fixed: Hashable, Comparable, Sendable {
  /// The value times 1,000,000.
  public let millionths: Int64

  /// Creates the decimal of a number of millionths.
  public init(millionths: Int64) { self.millionths = millionths }

  /// Creates a decimal from a whole number; nil if it is out of range.
  public init?(exactly number: Int) {
    let (millionths, isTooLarge) = Int64(number).multipliedReportingOverflow(by: 1_000_000)
    if isTooLarge { return nil }
    self.init(millionths: millionths)
  }

  /// Orders by value.
  public static func < (left: Fixed, right: Fixed) -> Bool { left.millionths < right.millionths }
}

extension Fixed: CustomStringConvertible {
  /// The decimal as files write it: with a point, without needless zeros.
  public var description: String { written }
}

extension Fixed {
  /// Reads a decimal such as `5.92`, `-3` or `4800.0`.
  ///
  /// - Throws: ``NumberProblem`` if the text is no decimal, has more than six places, or is out of
  ///   range: nothing is rounded silently.
  public init(parsing text: String) throws(NumberProblem) {
    if let value = Fixed(written: text) {
      self = value
      return
    }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber =
      (1...2).contains(parts.count)
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      }
    if !isNumber { throw .notDecimal(text) }
    if parts.count == 2, parts[1].utf8.count > 6 {
      throw .tooManyPlaces(text, places: parts[1].utf8.count)
    }
    throw .outOfRange(text)
  }
}

extension Fixed: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// Creates a decimal from a literal such as `5.92`.
  ///
  /// For literals in code only: one with more than six places or out of range is a programmer's
  /// mistake and stops the program. Text from users goes through ``init(parsing:)``.
  public init(floatLiteral value: Double) {
    guard let decimal = Fixed(nearest: value) else {
      preconditionFailure(
        "\(value) has more than six places or is out of range; write 'Fixed(parsing:)' or round it")
    }
    self = decimal
  }

  /// Creates a decimal from a literal such as `5`.
  ///
  /// For literals in code only, like ``init(floatLiteral:)``.
  public init(integerLiteral value: Int) {
    guard let decimal = Fixed(exactly: value) else {
      preconditionFailure("\(value) is out of range; write a decimal in a larger unit")
    }
    self = decimal
  }

  /// The decimal whose nearest double is the value; nil if there is none of six places.
  private init?(nearest value: Double) {
    let scaled = value * 1_000_000
    // Doubles hold whole numbers exactly up to 2^53.
    guard scaled.magnitude < 9_007_199_254_740_992 else { return nil }
    let millionths = Int64(scaled + (scaled < 0 ? -0.5 : 0.5))
    guard Double(millionths) / 1_000_000 == value else { return nil }
    self.init(millionths: millionths)
  }
}

extension Fixed: Codable {
  /// Reads a decimal from a string, `"5.92"`, or from a number of at most six places.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = try Fixed(parsing: text)
    } else if let number = try? container.decode(Int.self), let decimal = Fixed(exactly: number) {
      self = decimal
    } else if let decimal = Fixed(nearest: try container.decode(Double.self)) {
      self = decimal
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a decimal has at most six places; write it as a string")
    }
  }

  /// Writes a string, in which no digit is lost.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(written)
  }
}

/// Why a text is not an exact decimal.
public enum NumberProblem: Diagnostic {
  /// The text has another form.
  case notDecimal(String)
  /// The number has more than six places.
  case tooManyPlaces(String, places: Int)
  /// The number does not fit into 64 bits.
  case outOfRange(String)

  /// The code, from `TD241` on.
  public var code: String {
    switch self {
    case .notDecimal: "TD241"
    case .tooManyPlaces: "TD242"
    case .outOfRange: "TD243"
    }
  }

  /// What is wrong with the text, and how to write what was meant.
  public var message: String {
    switch self {
    case .notDecimal(let text):
      "'\(text.prefix(40))' is not a decimal; write digits with a point, as in 5.92"
    case .tooManyPlaces(let text, let places):
      "'\(text.prefix(40))' has \(places) places, and decimals are exact to six; round it, or give"
        + " it in a smaller unit"
    case .outOfRange(let text):
      "'\(text.prefix(40))' is out of range, and decimals have 64 bits; give it in a larger unit"
    }
  }
}
