/// From what distance the record is read.
public struct Viewpoint: Hashable, Sendable {
  /// Only claims reported on or before this day count; nil: all.
  public var knownBy: Day?
  /// The least credibility that is taken to be so.
  public var trusting: Credibility
  /// How claims come to a credibility.
  public var policy: CredibilityPolicy

  /// Creates a viewpoint.
  public init(
    knownBy: Day? = nil, trusting: Credibility = .possible, policy: CredibilityPolicy = .standard
  ) {
    self.knownBy = knownBy
    self.trusting = trusting
    self.policy = policy
  }
}
