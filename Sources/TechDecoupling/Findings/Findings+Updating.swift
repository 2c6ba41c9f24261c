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
  /// The record is weighed as a whole; its facts are compared with those of these findings, and what
  /// differs is carried through the rules instead of evaluating them anew.
  ///
  /// - Parameters:
  ///   - chronicle: The record after its changes.
  ///   - budget: A limit for the whole call.
  /// - Throws: ``RulebookError``, ``ChronicleError`` or ``EvaluationError``.
  /// - Complexity: O(*n*) in the entries and claims of the record, and as
  ///   ``updated(with:within:)`` for each level in the facts that differ.
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

extension Level {
  /// The level after changes of its facts.
  fileprivate func updated(
    with changes: FactChanges, in findings: Findings, within budget: Budget
  ) async throws -> Level {
    var facts = facts
    var states: [Atom: RecordedFact] = [:]
    for change in changes.all {
      let atom = facts.canonical(change.atom)
      var state = states[atom] ?? given(atom)
      state.apply(change)
      states[atom] = state
    }
    for state in states.values { facts.restate(state) }
    let isKnown = states.keys.allSatisfy { atom in
      compiled.relationNumbers[atom.relation.name].map {
        compiled.relations[$0] == atom.relation
      } ?? false
    }
    guard isKnown else {
      var evaluation = Evaluation(
        rulebook: findings.rulebook, horizon: findings.horizon, budget: budget, order: .planned,
        reporting: nil)
      try await evaluation.add(credibility, facts: facts, isNew: true)
      guard let level = evaluation.levels.first else { return self }
      return level.standing(upTo: highest, from: credibility)
    }
    let coded = model.intern { pools in states.values.map { compiled.code($0, in: &pools) } }
    var model = try await update(model, coded, within: budget)
    let kinds = compiled.changedKinds(of: states.keys, facts.entities, in: model)
    if !kinds.isEmpty { model = try await update(model, kinds, within: budget) }
    return Level(
      credibility: credibility, highest: highest, facts: facts, compiled: compiled, model: model)
  }

  private func update(
    _ model: TemporalDatalog.Model, _ facts: [Fact], within budget: Budget
  ) async throws -> TemporalDatalog.Model {
    do throws(EvaluationFailure) {
      return try await model.updated(
        with: facts, budget: EvaluationBudget(facts: budget.facts, duration: budget.duration))
    } catch {
      throw compiled.error(error, at: credibility)
    }
  }

  /// What is given of an atom at present, as the engine has it.
  private func given(_ atom: Atom) -> RecordedFact {
    guard let coded = code(atom) else {
      return RecordedFact(atom: atom, certain: [], conceivable: [])
    }
    let fact = model.given(coded.relation, coded.tuple)
    return RecordedFact(
      atom: atom, certain: fact.certain.map(period), conceivable: fact.conceivable.map(period),
      marks: fact.marks.map(period))
  }
}

extension RecordedFact {
  /// Adds days, or takes them away.
  fileprivate mutating func apply(_ change: FactChanges.Change) {
    if change.isAdded {
      certain = Period.coalesced(certain + [change.period])
      conceivable = Period.coalesced(conceivable + [change.period])
    } else {
      certain = certain.flatMap { $0.subtracting(change.period) }
      conceivable = conceivable.flatMap { $0.subtracting(change.period) }
      marks = marks.filter { !$0.overlaps(change.period) }
    }
    supports = [Support(role: .given, certain: certain, conceivable: conceivable)]
  }
}

extension Period {
  /// The days of the period that are not in another.
  fileprivate func subtracting(_ other: Period) -> [Period] {
    guard overlaps(other) else { return [self] }
    var rest: [Period] = []
    if let end = other.from, from.map({ $0 < end }) ?? true {
      rest.append(Period(unchecked: from, end))
    }
    if let start = other.until, until.map({ start < $0 }) ?? true {
      rest.append(Period(unchecked: start, until))
    }
    return rest
  }

  fileprivate func overlaps(_ other: Period) -> Bool {
    if let from, let end = other.until, end <= from { return false }
    if let until, let start = other.from, until <= start { return false }
    return true
  }
}

extension CompiledRules {
  /// A fact in the codes of a model.
  fileprivate func code(_ fact: RecordedFact, in pools: inout Pools) -> Fact {
    let number = relationNumbers[fact.atom.relation.name] ?? 0
    var tuple: [UInt32] = []
    for value in fact.atom.values ?? [] {
      if case .entity(let id) = value {
        tuple.append(pools.symbols.code((identities[id] ?? id).text))
      } else {
        tuple.append(pools.code(value))
      }
    }
    return Fact(
      relation: number, tuple: tuple, certain: fact.certain.compactMap(span),
      conceivable: fact.conceivable.compactMap(span), marks: fact.marks.compactMap(span))
  }

  /// The entities of changed atoms that become or cease to be of a kind that rules ask for, by the
  /// columns in which they stand.
  fileprivate func changedKinds(
    of atoms: some Sequence<Atom>, _ entities: Entities, in model: TemporalDatalog.Model
  ) -> [Fact] {
    if kinds.isEmpty { return [] }
    var ids: Set<EntityID> = []
    for atom in atoms {
      for case .entity(let id) in atom.values ?? [] { ids.insert(identities[id] ?? id) }
    }
    let always = [program.horizon]
    var facts: [Fact] = []
    for kind in kinds.sorted() {
      guard let number = relationNumbers["is \(kind)"] else { continue }
      for id in ids {
        guard let code = model.symbols.code(existing: id.text) else { continue }
        let isMember =
          entities.records[id]?.roles.contains(kind) ?? false
          || relations.indices.contains { relation in
            !kindRelations.contains(relation)
              && relations[relation].columns.indices.contains { column in
                guard case .entity(let role) = relations[relation].columns[column] else {
                  return false
                }
                return (role == kind || entities.hasRole(id, kind))
                  && model.gives(code, column: column, of: relation)
              }
          }
        let was = !model.given(number, [code]).conceivable.isEmpty
        if isMember != was {
          let days = isMember ? always : []
          facts.append(
            Fact(relation: number, tuple: [code], certain: days, conceivable: days))
        }
      }
    }
    return facts
  }
}
