import TemporalDatalog

/// Everything that holds, given and concluded, at each level of credibility from the trusted one.
///
/// ```swift
/// let findings = try await chronicle.findings()
/// for (model, maker) in findings.rows(Access.withheldFrom, on: "2026-02-26") {
///   print("\(model.name) is withheld from \(maker.name)")
/// }
/// ```
///
/// Immutable; a copy costs nothing. The same record, viewpoint and rules give the same findings in
/// the same order, whatever the order in which they were put together.
public struct Findings: Sendable {
  /// The rules that concluded them.
  public let rulebook: Rulebook
  /// From where the record was read.
  public let viewpoint: Viewpoint
  /// The days that exist.
  public let horizon: Horizon
  /// The record; empty for facts that came without one.
  public let chronicle: Chronicle
  /// What was evaluated, by level from the trusted one up; never empty.
  let levels: [Level]
  /// What was supposed, and of what; nil if nothing was.
  var supposed: Supposed?

  /// The changes that were supposed; without any for the record as it is.
  public var scenario: Scenario { supposed?.scenario ?? .none }

  /// The facts taken at the trusted level, with what is set aside, in conflict, held or open.
  public var facts: Facts { levels[0].facts }

  init(
    rulebook: Rulebook, viewpoint: Viewpoint, horizon: Horizon, chronicle: Chronicle,
    levels: [Level]
  ) {
    self.rulebook = rulebook
    self.viewpoint = viewpoint
    self.horizon = horizon
    self.chronicle = chronicle
    self.levels = levels
  }
}
