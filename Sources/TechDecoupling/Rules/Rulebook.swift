/// Rules that are evaluated together, and the values of their parameters.
public struct Rulebook: Hashable, Sendable {
  /// The name of the book.
  public let name: String
  /// The rules, in the order in which they were written.
  public private(set) var rules: [Rule]
  /// Values set by ``setting(_:to:)``.
  private(set) var settings: [String: Value] = [:]

  /// Creates a rulebook from its rules.
  public init(_ name: String, @RulebookBuilder _ rules: () -> [Rule]) {
    self.init(name, rules: rules())
  }

  /// Creates a rulebook from a list of rules.
  public init(_ name: String, rules: [Rule]) {
    self.name = name
    self.rules = rules
  }

  /// Returns the book with a parameter set to another value than its default.
  public func setting(_ parameter: String, to value: some Column) -> Rulebook {
    var book = self
    book.settings[parameter] = value.columnValue
    return book
  }

  /// Returns a book with the rules of both.
  public static func + (left: Rulebook, right: Rulebook) -> Rulebook {
    var book = Rulebook("\(left.name) + \(right.name)", rules: left.rules)
    book.rules += right.rules.filter { !left.rules.contains($0) }
    book.settings = left.settings.merging(right.settings) { _, last in last }
    return book
  }

  /// Returns the book without a rule.
  public func removing(rule name: String) -> Rulebook {
    var book = self
    book.rules.removeAll { $0.name == name }
    return book
  }

  /// Returns the book with a rule of the same name put in the place of its own.
  public func replacing(with rule: Rule) -> Rulebook {
    var book = self
    book.rules = rules.map { $0.name == rule.name ? rule : $0 }
    return book
  }
}

/// Collects the rules of a rulebook's closure.
@resultBuilder public enum RulebookBuilder {
  /// Takes one rule.
  public static func buildExpression(_ rule: Rule) -> [Rule] { [rule] }
  /// Takes the rules of a book.
  public static func buildExpression(_ book: Rulebook) -> [Rule] { book.rules }
  /// Joins the parts of a block.
  public static func buildBlock(_ parts: [Rule]...) -> [Rule] { parts.flatMap(\.self) }
  /// Takes the rules of a condition that may not hold.
  public static func buildOptional(_ part: [Rule]?) -> [Rule] { part ?? [] }
  /// Takes the rules of the first branch.
  public static func buildEither(first part: [Rule]) -> [Rule] { part }
  /// Takes the rules of the second branch.
  public static func buildEither(second part: [Rule]) -> [Rule] { part }
  /// Joins the rules of a loop.
  public static func buildArray(_ parts: [[Rule]]) -> [Rule] { parts.flatMap(\.self) }
}
