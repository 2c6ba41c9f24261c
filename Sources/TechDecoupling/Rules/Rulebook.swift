/// Rules that are evaluated together, facts that they are stated with, and the values of their
/// parameters.
///
/// A value: leaving out a rule or setting a parameter makes another book. Mistakes are reported all
/// at once, by ``validated(against:)`` or when the book is evaluated.
public struct Rulebook: Hashable, Sendable {
  /// The name of the book.
  public let name: String
  /// The rules, in the order in which they were written.
  public private(set) var rules: [Rule]
  /// The facts that the book states, in the order in which they were written.
  ///
  /// They hold at every level of credibility, beside what a record says.
  public private(set) var facts: [GivenFact]
  /// Whether the book was found free of mistakes of its own.
  private(set) var soundness = Soundness()
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
    self.init(name, rules: parts.rules, facts: parts.facts)
    settings = parts.settings
    missedEdits = parts.missedEdits
  }

  /// Creates a rulebook from a list of rules, and of facts that it states.
  public init(_ name: String, rules: [Rule], facts: [GivenFact] = []) {
    self.name = name
    self.rules = rules
    self.facts = facts
  }

  /// Returns the book with a parameter set to another value than its default.
  ///
  /// A parameter that no rule has, or a value of another type, is reported by validation.
  public func setting(_ parameter: String, to value: some Column) -> Rulebook {
    setting(parameter, value: value.columnValue)
  }

  /// Returns the book with a parameter set to a value whose type is erased.
  func setting(_ parameter: String, value: Value) -> Rulebook {
    var book = self
    book.soundness = Soundness()
    book.settings[parameter] = value
    return book
  }

  /// Returns a book with the rules and facts of both; what both have counts once.
  public static func + (left: Rulebook, right: Rulebook) -> Rulebook {
    Rulebook("\(left.name) + \(right.name)", joining: [left, right])
  }

  /// Creates a book with the rules, facts and settings of others.
  fileprivate init(_ name: String, joining books: [Rulebook]) {
    self.init(name, rules: [])
    var known: Set<Rule> = []
    for book in books {
      let new = Set(book.rules).subtracting(known)
      rules += book.rules.filter { new.contains($0) }
      known.formUnion(new)
      if facts.isEmpty {
        facts = book.facts
      } else if !book.facts.isEmpty {
        let stated = Set(facts)
        facts += book.facts.filter { !stated.contains($0) }
      }
      settings.merge(book.settings) { _, last in last }
      missedEdits += book.missedEdits
    }
  }

  /// Returns the book with another rule, the last; one that it has counts once.
  public func adding(_ rule: Rule) -> Rulebook {
    var book = self
    book.soundness = Soundness()
    if !rules.contains(rule) { book.rules.append(rule) }
    return book
  }

  /// Returns the book without a rule.
  ///
  /// A rule that the book does not have is reported by validation.
  public func removing(rule name: String) -> Rulebook {
    var book = self
    book.soundness = Soundness()
    book.rules.removeAll { $0.name == name }
    if book.rules.count == rules.count { book.miss(name, .remove) }
    return book
  }

  /// Returns the book with a rule in the place of its own rule of that name.
  ///
  /// A rule that the book does not have is reported by validation.
  public func replacing(with rule: Rule) -> Rulebook {
    var book = self
    book.soundness = Soundness()
    book.rules = rules.map { $0.name == rule.name ? rule : $0 }
    if !rules.contains(where: { $0.name == rule.name }) { book.miss(rule.name, .replace) }
    return book
  }

  /// Returns the book with some of its rules and facts, and the settings of their parameters.
  func keeping(
    rules isKept: (Rule) -> Bool, facts isStated: (GivenFact) -> Bool
  ) -> Rulebook {
    var book = self
    book.rules = rules.filter(isKept)
    book.facts = facts.filter(isStated)
    let parameters = Set(book.rules.flatMap { $0.clause.parameters.map(\.name) })
    book.settings = settings.filter { parameters.contains($0.key) }
    return book
  }

  private mutating func miss(_ name: String, _ edit: RulebookEdit) {
    missedEdits.append(MissedEdit(name: name, edit: edit, known: rules.map(\.name)))
  }
}

/// Collects the rules of a rulebook's closure.
@resultBuilder public enum RulebookBuilder {
  /// Takes one fact.
  public static func buildExpression(_ fact: GivenFact) -> Rulebook {
    Rulebook("", rules: [], facts: [fact])
  }
  /// Takes one rule.
  public static func buildExpression(_ rule: Rule) -> Rulebook { Rulebook("", rules: [rule]) }
  /// Takes the rules, facts and settings of a book.
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
