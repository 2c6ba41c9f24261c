/// What of a rulebook made in Swift has no form as text.
public enum RulePrintingProblem: Diagnostic, Comparable {
  /// What a name is of.
  public enum Named: String, Hashable, Sendable {
    /// A relation, whose hyphens text writes as underscores.
    case relation
    /// A kind of entity, which text uses as a type.
    case kind = "kind of entity"
    /// A parameter.
    case parameter
  }

  /// A name that text cannot write, or would read back as another.
  case name(String, of: Named)
  /// A day whose year has more than four digits.
  case day(Day, rule: String?)
  /// A rule that takes part in facts below *possible*, as those from files never are.
  case strength(Credibility, rule: String)

  /// The code of the documentation's list.
  public var code: String {
    switch self {
    case .name: "TD795"
    case .day: "TD796"
    case .strength: "TD797"
    }
  }

  /// What has no form as text, and what to do.
  public var message: String {
    switch self {
    case .name(let name, .relation):
      "the relation '\(name)' cannot be written as rule text, where a name has letters, digits and"
        + " hyphens, begins with a letter, and is no word of the language; rename the relation"
    case .name(let name, let thing):
      "the \(thing.rawValue) '\(name)' cannot be written as rule text, where a name has letters,"
        + " digits and underscores, begins with a letter, and is no word of the language;"
        + " rename the \(thing == .kind ? "kind" : "parameter")"
    case .day(let day, let rule):
      "the day \(day) of \(rule.map { "rule '\($0)'" } ?? "a fact") cannot be written as rule text,"
        + " where a year has four digits; use a day of the calendar"
    case .strength(let strength, let rule):
      "the rule '\(rule)' of strength '\(strength.rawValue)' takes part in these facts, but not in"
        + " facts from files, which are trusted from 'possible' up; draw the facts at 'possible', or"
        + " leave the rule out"
    }
  }

  /// Orders by code, then by message.
  public static func < (left: RulePrintingProblem, right: RulePrintingProblem) -> Bool {
    (left.code, left.message) < (right.code, right.message)
  }
}

/// Everything in a rulebook that has no form as text.
public struct RulePrintingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What has none, at least one.
  public let problems: [RulePrintingProblem]

  init(_ problems: Set<RulePrintingProblem>) { self.problems = problems.sorted() }

  /// One line for each.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
