import TemporalDatalog

extension Findings {
  /// Returns the findings of the facts after some changes, from the same viewpoint, under the same
  /// rules: those that evaluating the changed ``facts`` gives.
  ///
  /// Each level is updated instead of evaluated anew: what rests on a fact that goes is taken out,
  /// what of it has another reason is put back, and then follows what is new. These findings stay as
  /// they are, and share with the new ones all that has not changed. The record stays as it is too:
  /// what it says of a changed atom counts no more.
  ///
  /// A relation that neither facts nor rules had, and facts with days where there were none, have
  /// everything evaluated anew.
  ///
  /// - Parameters:
  ///   - changes: What begins to hold or no longer holds; at every level.
  ///   - budget: A limit for what is evaluated anew.
  /// - Throws: ``RulebookError`` or ``EvaluationError``, as evaluating the changed facts does.
  /// - Complexity: O(*k* log *n*) for *k* rows that begin or end, or that are taken out for a while,
  ///   and those they are joined with. The first update that looks for rows of a relation by other
  ///   columns than before sorts it. What would cost more than about a tenth of evaluating is
  ///   evaluated anew, so that a vast change costs little more than that.
  public func updated(
    with changes: FactChanges, within budget: Budget = Budget()
  ) async throws -> Findings {
    if changes.isEmpty { return self }
    var updated: [Level] = []
    for level in levels {
      updated.append(try await level.updated(with: changes, in: self, within: budget))
    }
    return Findings(
      rulebook: rulebook, viewpoint: viewpoint, horizon: horizon, chronicle: chronicle,
      levels: updated)
  }

  /// Returns the findings of a changed record, from the same viewpoint, under the same rules: those
  /// that evaluating it gives.
  ///
  /// The entries that differ are weighed, or all where anything else of the record does. The days of
  /// atoms are compared with those of these findings, and what differs is carried through the rules
  /// instead of evaluating them anew.
  ///
  /// - Parameters:
  ///   - chronicle: The record after its changes.
  ///   - budget: A limit for the whole call.
  /// - Throws: ``RulebookError``, ``ChronicleError`` or ``EvaluationError``.
  /// - Complexity: O(*k*) in the entries and claims that differ; for each level O(*n*) in atoms, some
  ///   nanoseconds each, O(*n* log *n*) if one is new; and as ``updated(with:within:)`` in the facts
  ///   that differ.
  public func updated(
    to chronicle: Chronicle, within budget: Budget = Budget()
  ) async throws -> Findings {
    try await chronicle.findings(
      under: rulebook, from: viewpoint, within: budget, horizon: horizon, joining: .planned,
      reporting: nil, updating: self)
  }

  /// Returns the findings with a scenario supposed, from the same viewpoint.
  ///
  /// The same as asking the record for them; where the scenario leaves the rules alone, these
  /// findings are updated instead of evaluated anew.
  ///
  /// - Throws: What
  ///   ``Chronicle/findings(under:supposing:from:within:horizon:joining:reporting:)`` throws.
  /// - Complexity: as ``updated(to:within:)``.
  public func supposing(
    _ scenario: Scenario, within budget: Budget = Budget()
  ) async throws -> Findings {
    guard !scenario.isEmpty else { return self }
    let changed = try scenario.applied(to: chronicle)
    var findings = try await changed.findings(
      under: scenario.applied(to: rulebook, of: changed), from: viewpoint, within: budget,
      horizon: horizon, joining: .planned, reporting: nil, updating: self)
    findings.supposed = Supposed(scenario, of: chronicle, under: rulebook, within: budget)
    return findings
  }
}
