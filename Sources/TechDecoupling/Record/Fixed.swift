/// An exact decimal number: 64 bits, six places.
public struct Fixed: Hashable, Comparable, Sendable {
  /// The value times 1,000,000.
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  public static func < (left: Fixed, right: Fixed) -> Bool { left.millionths < right.millionths }
}

extension Fixed: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// Creates a decimal from a literal such as `5.92`.
  public init(floatLiteral value: Double) {
    self.init(millionths: Int64(value * 1_000_000 + (value < 0 ? -0.5 : 0.5)))
  }

  /// Creates a decimal from a literal such as `5`.
  public init(integerLiteral value: Int64) {
    self.init(millionths: value * 1_000_000)
  }
}
