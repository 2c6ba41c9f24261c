/// The name of one entity in all its roles: a slug such as `deepseek-v4`, or a country's code, `CN`.
public struct EntityID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  public var description: String { text }

  public static func < (left: EntityID, right: EntityID) -> Bool { left.text < right.text }
}

extension EntityID: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text) }
}
