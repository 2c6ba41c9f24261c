/// A limit on the work of one call; by default there is none.
///
/// It covers the whole call, all levels of credibility together. A call that spends it throws
/// ``EvaluationError`` and gives nothing: never half an answer.
public struct Budget: Hashable, Sendable {
  /// Tuples and periods that all relations together may hold.
  public var facts: Int?
  /// Time on the continuous clock.
  public var duration: Duration?

  /// Creates a budget; nil means no limit.
  public init(facts: Int? = nil, duration: Duration? = nil) {
    self.facts = facts
    self.duration = duration
  }
}
