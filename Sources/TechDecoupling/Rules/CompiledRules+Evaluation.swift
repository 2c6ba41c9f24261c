import TemporalDatalog

extension CompiledRules {
  /// Returns everything that follows from the facts, at a level that errors name.
  package func evaluate(
    at level: Credibility, within budget: Budget = Budget(),
    joining order: JoinOrder = .planned,
    reporting: (@Sendable (EvaluationError.Progress) -> Void)? = nil
  ) async throws(EvaluationError) -> TemporalDatalog.Model {
    try await evaluate(facts, at: level, within: budget, joining: order, reporting: reporting)
  }

  /// Returns everything that follows from facts in the codes of these rules, which are let go once
  /// the engine has taken them in.
  func evaluate(
    _ facts: consuming FactStore, at level: Credibility, within budget: Budget = Budget(),
    joining order: JoinOrder = .planned,
    reporting: (@Sendable (EvaluationError.Progress) -> Void)? = nil
  ) async throws(EvaluationError) -> TemporalDatalog.Model {
    let names = rules.map(\.name)
    var report: (@Sendable (EvaluationFailure.Progress) -> Void)?
    if let reporting {
      report = { reporting(EvaluationError.Progress($0, at: level, rules: names)) }
    }
    do throws(EvaluationFailure) {
      return try await program.evaluate(
        facts, budget: EvaluationBudget(facts: budget.facts, duration: budget.duration),
        manner: EvaluationManner(
          lanes: budget.threads ?? FileAccess.processorCount, keepsWrittenOrder: order == .written),
        reporting: report)
    } catch {
      throw self.error(error, at: level)
    }
  }

  /// Returns a failure of the engine in the words of rules.
  package func error(_ failure: EvaluationFailure, at level: Credibility) -> EvaluationError {
    func progress(_ progress: EvaluationFailure.Progress) -> EvaluationError.Progress {
      EvaluationError.Progress(progress, at: level, rules: rules.map(\.name))
    }
    switch failure {
    case .cancelled(let reached):
      return .cancelled(progress(reached))
    case .factsSpent(let limit, let reached):
      return .factsSpent(limit: limit, progress(reached))
    case .timeSpent(let limit, let reached):
      return .timeSpent(limit: limit, progress(reached))
    case .overflow(let rule, let operation, let day):
      return .overflow(
        rule: rules[rule].name, location: rules[rule].location, operation: operation,
        day: Day(number: day))
    case .divisionByZero(let rule, let operation, let day):
      return .divisionByZero(
        rule: rules[rule].name, location: rules[rule].location, operation: operation,
        day: Day(number: day))
    case .undefined(let rule, let operation, let reason, let day):
      return .undefined(
        rule: rules[rule].name, location: rules[rule].location, operation: operation,
        reason: reason, day: Day(number: day))
    case .negativeInRecursion(let rule, let value, let day):
      return .negativeInRecursion(
        rule: rules[rule].name, location: rules[rule].location,
        value: written(value, summedBy: rule), day: Day(number: day))
    case .tooManyRows(let relation):
      return .tooManyFacts(relation: relation)
    case .unstratified(let cycle):
      return .unstratified(
        cycle: cycle.map { step in
          "'\(relations[step.head].name)' from '\(relations[step.premise].name)'"
            + " (rule '\(rules[step.rule].name)')"
        })
    }
  }

  /// A summed value as files write it: a rule's sum is of integers or of decimals.
  private func written(_ value: Int64, summedBy rule: Int) -> String {
    let isDecimal = program.rules.contains { candidate in
      candidate.origin == rule
        && candidate.premises.contains { premise in
          if case .aggregate(let aggregate, _) = premise { return aggregate.kind == .decimal }
          return false
        }
    }
    return isDecimal ? Fixed(millionths: value).written : String(value)
  }
}

extension EvaluationError.Progress {
  /// Says how far the engine got in the words of rules.
  fileprivate init(
    _ progress: EvaluationFailure.Progress, at level: Credibility, rules: [String]
  ) {
    self.init(
      level: level, rule: progress.rule.map { rules[$0] }, round: progress.round,
      facts: progress.facts)
  }
}
