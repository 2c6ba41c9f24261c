/// An exact decimal number: 64 bits, six places.
public struct Fixed: Hashable, Comparable, Sendable {
  /// The value times 1,000,000.
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  public static func < (left: Fixed, right: Fixed) -> Bool { left.millionths < right.millionths }
}
