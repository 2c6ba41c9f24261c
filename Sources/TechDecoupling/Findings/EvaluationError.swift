/// Why an evaluation ended without findings.
public enum EvaluationError: Diagnostic {
  /// The task was cancelled.
  case cancelled(Progress)
  /// The budget of facts was spent.
  case factsSpent(limit: Int, Progress)
  /// The budget of time was spent.
  case timeSpent(limit: Duration, Progress)
  /// The result of a rule's arithmetic does not fit 64 bits.
  case overflow(rule: String, location: SourceLocation?, operation: String, day: Day)
  /// A rule divides by zero.
  case divisionByZero(rule: String, location: SourceLocation?, operation: String, day: Day)
  /// An operation of a rule has no result.
  case undefined(
    rule: String, location: SourceLocation?, operation: String, reason: String, day: Day)
  /// A sum or count that recurses met a negative value.
  case negativeInRecursion(rule: String, location: SourceLocation?, value: String, day: Day)
  /// A relation has more tuples and periods than can be numbered.
  case tooManyFacts(relation: String)
  /// A cycle through an exception, an aggregate or a run, each step in words.
  case unstratified(cycle: [String])

  /// How far an evaluation got.
  public struct Progress: Hashable, Sendable {
    /// The level of credibility that was being evaluated.
    public var level: Credibility
    /// The name of the rule that ran, nil between rules.
    public var rule: String?
    /// The round of the recursion, from 1.
    public var round: Int
    /// Tuples and periods found by then.
    public var facts: Int

    /// Creates a record of how far an evaluation got.
    public init(level: Credibility, rule: String?, round: Int, facts: Int) {
      self.level = level
      self.rule = rule
      self.round = round
      self.facts = facts
    }
  }

  /// The code.
  public var code: String {
    switch self {
    case .cancelled: "TD501"
    case .factsSpent: "TD502"
    case .timeSpent: "TD503"
    case .overflow: "TD504"
    case .divisionByZero: "TD505"
    case .negativeInRecursion: "TD506"
    case .unstratified: "TD507"
    case .undefined: "TD508"
    case .tooManyFacts: "TD509"
    }
  }

  /// What happened, where, the law broken and the next step.
  public var message: String {
    switch self {
    case .cancelled(let progress):
      "the evaluation was cancelled \(progress); a cancelled call gives no findings; call again"
    case .factsSpent(let limit, let progress):
      "the budget of \(limit) facts was spent \(progress); a call gives all findings or none;"
        + " raise 'facts' in the budget, or look for a rule whose premises share no variable"
    case .timeSpent(let limit, let progress):
      "the budget of \(limit) was spent \(progress); a call gives all findings or none;"
        + " raise 'duration' in the budget"
    case .overflow(let rule, let location, let operation, let day):
      "'\(operation)' in \(place(rule, location)) on \(day) does not fit 64 bits;"
        + " numbers are 64 bits wide; use a coarser unit"
    case .divisionByZero(let rule, let location, let operation, let day):
      "'\(operation)' in \(place(rule, location)) on \(day) divides by zero;"
        + " a divisor is never zero; add a premise such as 'divisor != 0'"
    case .undefined(let rule, let location, let operation, let reason, let day):
      "'\(operation)' in \(place(rule, location)) on \(day) has no result: \(reason);"
        + " an operation without a result ends the evaluation;"
        + " leave out by a premise what it cannot take"
    case .negativeInRecursion(let rule, let location, let value, let day):
      "the recursive sum in \(place(rule, location)) met \(value) on \(day);"
        + " a sum that recurses adds no negative values; leave them out by a comparison"
    case .tooManyFacts(let relation):
      "'\(relation)' has more than 4,294,967,295 tuples and periods;"
        + " one relation holds no more; split it, or conclude less"
    case .unstratified(let cycle):
      "the rules go round in a circle through an exception, an aggregate or a run:"
        + " \(cycle.joined(separator: "; ")); what these read is finished before;"
        + " take one step out of the circle"
    }
  }

  private func place(_ rule: String, _ location: SourceLocation?) -> String {
    "rule '\(rule)'" + (location.map { " (\($0))" } ?? "")
  }
}

extension EvaluationError.Progress: CustomStringConvertible {
  /// How far the evaluation got, in words.
  public var description: String {
    let where_ = rule.map { "in rule '\($0)'" } ?? "between rules"
    return "\(where_), level \(level.rawValue), round \(round), after \(facts) facts"
  }
}
