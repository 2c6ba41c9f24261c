import TemporalDatalog

/// What was evaluated at one level of credibility.
struct Level: Sendable {
  /// The level.
  let credibility: Credibility
  /// The facts taken at this level.
  let facts: Facts
  /// What holds, in codes.
  let model: TemporalDatalog.Model
}
