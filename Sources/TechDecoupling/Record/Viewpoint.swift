/// From what distance the record is read.
public struct Viewpoint: Hashable, Sendable {
  /// Only claims reported on or before this day count; nil: all.
  public var knownBy: Day?
  /// The least credibility that is taken to be so.
  public var trusting: Credibility

  public init(knownBy: Day? = nil, trusting: Credibility = .possible) {
    self.knownBy = knownBy
    self.trusting = trusting
  }
}
