/// Which of the two readings of a relation is meant.
package enum Reading: UInt8, Sendable, Hashable, CaseIterable {
  case certain, conceivable
}

/// A fact as it is given to the engine: a tuple with the days of both readings.
///
/// `conceivable` covers `certain`. `marks` are the ranges of a certain mark on an imprecise date:
/// the tuple holds on one unknown day of each (`until` is the day after the last).
package struct Fact: Sendable, Hashable {
  package var relation: Int
  package var tuple: [UInt32]
  package var certain: [Span]
  package var conceivable: [Span]
  package var marks: [Span]

  package init(
    relation: Int, tuple: [UInt32], certain: [Span], conceivable: [Span], marks: [Span] = []
  ) {
    self.relation = relation
    self.tuple = tuple
    self.certain = certain
    self.conceivable = conceivable
    self.marks = marks
  }
}

/// A limit on an evaluation.
///
/// Nil means no limit.
package struct EvaluationBudget: Sendable, Hashable {
  /// Tuples and periods that all relations together may hold, given ones included.
  ///
  /// Both readings of a doubled relation count, and so do the relations that the engine makes for
  /// windows, runs and aggregates, and every 64 bytes of texts that functions make: this is a limit
  /// of memory.
  package var facts: Int?
  package var duration: Duration?

  package init(facts: Int? = nil, duration: Duration? = nil) {
    self.facts = facts
    self.duration = duration
  }
}

/// Why an evaluation ended without a result.
package enum EvaluationFailure: Error, Sendable, Hashable {
  case cancelled(Progress)
  case factsSpent(limit: Int, Progress)
  case timeSpent(limit: Duration, Progress)
  /// Values of the operation, the rule's origin and the first day on which it happened.
  case overflow(rule: Int, operation: String, day: Int32)
  case divisionByZero(rule: Int, operation: String, day: Int32)
  /// An operation without a result for a reason of its own: a text that is no number, a pattern
  /// that is none.
  case undefined(rule: Int, operation: String, reason: String, day: Int32)
  /// A negative value in a recursive sum.
  case negativeInRecursion(rule: Int, value: Int64, day: Int32)
  /// More rows of one relation than can be numbered.
  case tooManyRows(relation: String)
  /// A cycle through negation, an aggregate or a run, as relation numbers; the first is repeated
  /// at the end. Each step is "head depends on premise".
  case unstratified(cycle: [Dependency])

  /// Whether evaluation ended for what it took, not for what it met.
  var isOfEffort: Bool {
    switch self {
    case .cancelled, .factsSpent, .timeSpent: true
    case .overflow, .divisionByZero, .undefined, .negativeInRecursion, .tooManyRows,
      .unstratified:
      false
    }
  }

  /// How far the evaluation got.
  package struct Progress: Sendable, Hashable {
    /// The origin of the rule that ran, nil between rules.
    package var rule: Int?
    package var round: Int
    package var facts: Int

    package init(rule: Int?, round: Int, facts: Int) {
      self.rule = rule
      self.round = round
      self.facts = facts
    }
  }

  /// One edge of a dependency cycle: `rule` concludes `head` from `premise`.
  package struct Dependency: Sendable, Hashable {
    package enum Through: UInt8, Sendable, Hashable { case premise, exception, aggregate, run }
    package var head: Int
    package var premise: Int
    package var rule: Int
    package var through: Through

    package init(head: Int, premise: Int, rule: Int, through: Through) {
      self.head = head
      self.premise = premise
      self.rule = rule
      self.through = through
    }
  }
}
