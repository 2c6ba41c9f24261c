/// A limit on the work of one call; by default there is none.
///
/// It covers the whole call, all levels of credibility together. A call that spends it throws
/// ``EvaluationError`` and gives nothing: never half an answer.
public struct Budget: Hashable, Sendable {
  /// Tuples and periods that all relations together may hold.
  public var facts: Int?
  /// Time on the continuous clock.
  public var duration: Duration?
  /// Threads at work on one rule, 64 at most; nil means as many as the machine has.
  ///
  /// Findings and their order are the same for any number.
  public var threads: Int?

  /// Creates a budget; nil means no limit.
  public init(facts: Int? = nil, duration: Duration? = nil, threads: Int? = nil) {
    self.facts = facts
    self.duration = duration
    self.threads = threads
  }
}

/// The order in which a rule's premises are joined; what follows is the same.
public enum JoinOrder: Hashable, Sendable {
  /// The one that seems cheapest by the numbers of facts, beginning with what is new.
  case planned
  /// The one in which they are written; comparisons and exceptions still come as early as they can.
  case written
}
