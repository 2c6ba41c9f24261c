/// A scenario, and what it was applied to.
final class Supposed: Sendable {
  let scenario: Scenario
  let chronicle: Chronicle
  let rulebook: Rulebook
  let budget: Budget

  init(
    _ scenario: Scenario, of chronicle: Chronicle, under rulebook: Rulebook, within budget: Budget
  ) {
    self.scenario = scenario
    self.chronicle = chronicle
    self.rulebook = rulebook
    self.budget = budget
  }
}

extension Findings {
  /// Returns the changes of the scenario on which an atom rests on a day: those in its proof.
  ///
  /// What a change takes away stands in no proof; ``changes(neededFor:on:)`` tells of it.
  ///
  /// - Returns: Changes in the order of the scenario; none if the atom holds without any.
  /// - Throws: as ``explain(_:on:)``.
  public func changes(behind atom: Atom, on day: Day) throws -> [Scenario.Change] {
    let proof = try explain(atom, on: day)
    let changes = Set(proof.steps.flatMap(changes(behind:)))
    return scenario.changes.filter(changes.contains)
  }

  /// Returns the changes of the scenario without any one of which an atom fails on a day.
  ///
  /// A conclusion fails if it no longer holds; one that is only conceivable, if it is not even that.
  /// With a change that adds an entry go those that name the entry.
  ///
  /// - Returns: Changes in the order of the scenario; none if the atom does not hold.
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put; what
  ///   ``Chronicle/findings(under:supposing:from:within:horizon:joining:reporting:)`` throws.
  /// - Complexity: an evaluation for each change.
  public func changes(neededFor atom: Atom, on day: Day) async throws -> [Scenario.Change] {
    let outcome = try verdict(atom, on: day).outcome
    guard let supposed, outcome != .doesNotHold else { return [] }
    var needed: [Scenario.Change] = []
    for change in scenario.changes {
      let findings = try await supposed.chronicle.findings(
        under: supposed.rulebook, supposing: scenario.removing(change, in: supposed.chronicle),
        from: viewpoint, within: supposed.budget, horizon: horizon)
      let pattern = findings.trusted.facts.canonical(atom)
      let reading = findings.matches(pattern, on: day, outcome == .holds ? .certain : .conceivable)
      if reading.isEmpty { needed.append(change) }
    }
    return needed
  }

  /// The changes of the scenario that a step of a proof shows.
  func changes(behind step: Explanation.Step) -> [Scenario.Change] {
    switch step.kind {
    case .conclusion(let conclusion): changes(behindRule: conclusion.rule)
    case .recorded(let recorded), .mark(let recorded):
      recorded.supports.flatMap { changes(behind: $0.support, of: recorded.atom) }
    default: []
    }
  }

  private func changes(behindRule name: String) -> [Scenario.Change] {
    guard !scenario.isEmpty, let rule = rulebook.rules.first(where: { $0.name == name }) else {
      return []
    }
    let parameters = Set(rule.clause.parameters.map(\.name))
    return scenario.changes.filter { change in
      switch change {
      case .addRule(let added): added.name == name
      case .set(let parameter, _): parameters.contains(parameter)
      case .adopt(let id): chronicle.rules(adopting: id).contains { $0.name == name }
      default: false
      }
    }
  }

  /// The changes that an entry's part in a recorded fact shows.
  private func changes(behind support: Support, of atom: Atom) -> [Scenario.Change] {
    scenario.changes.filter { change in
      switch change {
      case .suppose(let supposed, let period):
        support.entry == nil && support.role == .supposition && support.period == period
          && supposed == support.writtenAs ?? atom
      case .adopt(let id):
        support.entry == id
          || support.entry == nil && support.role == .supposition
            && atom == Adoption.adopted(id.text)
      case .confirm(let id): support.entry == id
      case .add(let entry): support.entry == entry.id
      case .addClaim(let claim, let id): support.entry == id && support.claims.contains(claim)
      case .retract, .deny, .removeClaims, .withdraw, .addRule, .removeRule, .set: false
      }
    }
  }
}

extension Scenario {
  /// The scenario without a change, and without those that need what it adds to a record.
  fileprivate func removing(_ change: Change, in chronicle: Chronicle) -> Scenario {
    var added: EntryID?
    if case .add(let entry) = change, chronicle[entry.id] == nil { added = entry.id }
    return Scenario(
      unchecked: name, changes.filter { $0 != change && (added == nil || $0.entry != added) },
      note: note, places: places.value ?? [:])
  }
}
