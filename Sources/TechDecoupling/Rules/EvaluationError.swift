import TemporalDatalog

/// A limit on an evaluation; without one it runs until it is done or cancelled.
public struct Budget: Hashable, Sendable {
  /// The facts, given and concluded, that may be held at once: rows and their periods.
  public var facts: Int?
  /// The time that evaluation may take.
  public var duration: Duration?

  /// Creates a budget; nil means no limit.
  public init(facts: Int? = nil, duration: Duration? = nil) {
    self.facts = facts
    self.duration = duration
  }

  /// The budget as the engine takes it.
  package var engine: EvaluationBudget { EvaluationBudget(facts: facts, duration: duration) }
}

/// Why an evaluation ended without findings: there is never half an answer.
public enum EvaluationError: Diagnostic {
  /// The task was cancelled.
  case cancelled(Progress)
  /// More facts were concluded than the budget allows.
  case factsSpent(limit: Int, Progress)
  /// The budget's time ran out.
  case timeSpent(limit: Duration, Progress)
  /// A result does not fit into 64 bits.
  case overflow(operation: String, day: Day, rule: RuleReference)
  /// A number was divided by zero.
  case divisionByZero(operation: String, day: Day, rule: RuleReference)
  /// A sum inside of a recursion met a negative value.
  case negativeInRecursion(value: String, day: Day, rule: RuleReference)

  /// A rule, by name and place in source code.
  public struct RuleReference: Hashable, Sendable, CustomStringConvertible {
    /// The rule's name.
    public let name: String
    /// Where it stands in source code.
    public let location: SourceLocation

    /// Refers to a rule.
    public init(_ rule: Rule) {
      name = rule.name
      location = rule.location
    }

    /// The name and the place, for a message.
    public var description: String { "rule '\(name)' (\(location))" }
  }

  /// How far an evaluation got.
  public struct Progress: Hashable, Sendable {
    /// The rule that ran, nil between rules.
    public let rule: RuleReference?
    /// The round of the recursion that it was in.
    public let round: Int
    /// The facts that were held.
    public let facts: Int
  }

  /// The code, from `TD501` on.
  public var code: String {
    switch self {
    case .cancelled: "TD501"
    case .factsSpent: "TD502"
    case .timeSpent: "TD503"
    case .overflow: "TD504"
    case .divisionByZero: "TD505"
    case .negativeInRecursion: "TD506"
    }
  }

  /// What ended the evaluation, where, and what to do.
  public var message: String {
    switch self {
    case .cancelled(let progress):
      "the evaluation was cancelled \(progress.words); ask again to start anew"
    case .factsSpent(let limit, let progress):
      "the evaluation concluded more than \(counted(limit, "fact")), \(progress.words); a budget is"
        + " never exceeded, so raise 'facts' or make the rule conclude less"
    case .timeSpent(let limit, let progress):
      "the evaluation took longer than \(limit.seconds) s, \(progress.words); a budget is never"
        + " exceeded, so raise 'duration' or make the rule conclude less"
    case .overflow(let operation, let day, let rule):
      "\(operation) in \(rule) on \(day) does not fit into 64 bits, and numbers are exact; bound the"
        + " values by a comparison in another rule, or use a larger unit"
    case .divisionByZero(let operation, let day, let rule):
      "\(operation) in \(rule) on \(day) divides by zero, which has no result; conclude the rows"
        + " with another divisor in a rule of its own and divide there"
    case .negativeInRecursion(let value, let day, let rule):
      "the sum in \(rule) on \(day) meets \(value), and a sum over the rule's own conclusion is of"
        + " values of 0 or more; leave negative values out in a rule of its own"
    }
  }
}

extension EvaluationError.Progress {
  fileprivate var words: String {
    (rule.map { "while \($0) ran" } ?? "between rules") + " (round \(round),"
      + " \(counted(facts, "fact")))"
  }
}

extension Duration {
  /// The seconds, exact to the millisecond.
  fileprivate var seconds: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    let rest = String(milliseconds % 1000)
    return milliseconds % 1000 == 0
      ? String(milliseconds / 1000)
      : "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}

extension CompiledRules {
  /// Returns everything that follows from the facts.
  package func evaluate(within budget: Budget = Budget()) async throws(EvaluationError)
    -> TemporalDatalog.Model
  {
    do throws(EvaluationFailure) {
      return try await program.evaluate(facts, budget: budget.engine)
    } catch {
      throw self.error(error)
    }
  }

  /// Returns a failure of the engine in the words of rules.
  package func error(_ failure: EvaluationFailure) -> EvaluationError {
    switch failure {
    case .cancelled(let progress):
      return .cancelled(self.progress(progress))
    case .factsSpent(let limit, let progress):
      return .factsSpent(limit: limit, self.progress(progress))
    case .timeSpent(let limit, let progress):
      return .timeSpent(limit: limit, self.progress(progress))
    case .overflow(let rule, let operation, let day):
      return .overflow(
        operation: operation, day: Day(number: day),
        rule: EvaluationError.RuleReference(rules[rule]))
    case .divisionByZero(let rule, let operation, let day):
      return .divisionByZero(
        operation: operation, day: Day(number: day),
        rule: EvaluationError.RuleReference(rules[rule]))
    case .negativeInRecursion(let rule, let value, let day):
      return .negativeInRecursion(
        value: String(value), day: Day(number: day),
        rule: EvaluationError.RuleReference(rules[rule]))
    case .unstratified(let cycle):
      preconditionFailure("validation refuses the cycle \(cycle)")
    }
  }

  private func progress(_ progress: EvaluationFailure.Progress) -> EvaluationError.Progress {
    EvaluationError.Progress(
      rule: progress.rule.map { EvaluationError.RuleReference(rules[$0]) }, round: progress.round,
      facts: progress.facts)
  }
}
