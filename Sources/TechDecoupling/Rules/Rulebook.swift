/// Rules that are evaluated together, and the values of their parameters.
///
/// A value: leaving out a rule or setting a parameter makes another book. Mistakes are reported all
/// at once, by ``validated(against:)`` or when the book is evaluated.
public struct Rulebook: Hashable, Sendable {
  /// The name of the book.
  public let name: String
  /// The rules, in the order in which they were written.
  public private(set) var rules: [Rule]
  /// Values set by ``setting(_:to:)``.
  package private(set) var settings: [String: Value] = [:]
  /// Changes to rules that the book did not have at the time.
  private(set) var missedEdits: [MissedEdit] = []

  /// A change to a rule that the book did not have, and the rules that it had.
  struct MissedEdit: Hashable, Sendable {
    let name: String
    let edit: RulebookEdit
    let known: [String]
  }

  /// Creates a rulebook from its rules.
  public init(_ name: String, @RulebookBuilder _ rules: () -> Rulebook) {
    let parts = rules()
    self.init(name, rules: parts.rules)
    settings = parts.settings
    missedEdits = parts.missedEdits
  }

  /// Creates a rulebook from a list of rules.
  public init(_ name: String, rules: [Rule]) {
    self.name = name
    self.rules = rules
  }

  /// Returns the book with a parameter set to another value than its default.
  ///
  /// A parameter that no rule has, or a value of another type, is reported by validation.
  public func setting(_ parameter: String, to value: some Column) -> Rulebook {
    var book = self
    book.settings[parameter] = value.columnValue
    return book
  }

  /// Returns a book with the rules of both; a rule that both have counts once.
  public static func + (left: Rulebook, right: Rulebook) -> Rulebook {
    Rulebook("\(left.name) + \(right.name)", joining: [left, right])
  }

  /// Creates a book with the rules and settings of others.
  fileprivate init(_ name: String, joining books: [Rulebook]) {
    self.init(name, rules: [])
    var known: Set<Rule> = []
    for book in books {
      let new = Set(book.rules).subtracting(known)
      rules += book.rules.filter { new.contains($0) }
      known.formUnion(new)
      settings.merge(book.settings) { _, last in last }
      missedEdits += book.missedEdits
    }
  }

  /// Returns the book without a rule.
  ///
  /// A rule that the book does not have is reported by validation.
  public func removing(rule name: String) -> Rulebook {
    var book = self
    book.rules.removeAll { $0.name == name }
    if book.rules.count == rules.count { book.miss(name, .remove) }
    return book
  }

  /// Returns the book with a rule in the place of its own rule of that name.
  ///
  /// A rule that the book does not have is reported by validation.
  public func replacing(with rule: Rule) -> Rulebook {
    var book = self
    book.rules = rules.map { $0.name == rule.name ? rule : $0 }
    if !rules.contains(where: { $0.name == rule.name }) { book.miss(rule.name, .replace) }
    return book
  }

  private mutating func miss(_ name: String, _ edit: RulebookEdit) {
    missedEdits.append(MissedEdit(name: name, edit: edit, known: rules.map(\.name)))
  }
}

/// Collects the rules of a rulebook's closure.
@resultBuilder public enum RulebookBuilder {
  /// Takes one rule.
  public static func buildExpression(_ rule: Rule) -> Rulebook { Rulebook("", rules: [rule]) }
  /// Takes the rules and settings of a book.
  public static func buildExpression(_ book: Rulebook) -> Rulebook { book }
  /// Joins the parts of a block.
  public static func buildBlock(_ parts: Rulebook...) -> Rulebook {
    Rulebook("", joining: parts)
  }
  /// Takes the rules of a condition that may not hold.
  public static func buildOptional(_ part: Rulebook?) -> Rulebook {
    part ?? Rulebook("", rules: [])
  }
  /// Takes the rules of the first branch.
  public static func buildEither(first part: Rulebook) -> Rulebook { part }
  /// Takes the rules of the second branch.
  public static func buildEither(second part: Rulebook) -> Rulebook { part }
  /// Joins the rules of a loop.
  public static func buildArray(_ parts: [Rulebook]) -> Rulebook {
    Rulebook("", joining: parts)
  }
}
