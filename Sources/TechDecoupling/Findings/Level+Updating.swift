import TemporalDatalog

extension Level {
  /// The level after changes of its facts.
  func updated(
    with changes: FactChanges, in findings: Findings, within budget: Budget
  ) async throws -> Level {
    var facts = facts
    var (before, states): ([Atom: RecordedFact], [Atom: RecordedFact]) = ([:], [:])
    for change in changes.all {
      let atom = facts.canonical(change.atom)
      var state = states[atom] ?? given(atom)
      if states[atom] == nil { before[atom] = state }
      state.apply(change)
      states[atom] = state
    }
    for state in states.values { facts.restate(state, from: before[state.atom] ?? state) }
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
    var model = try await update(model, coded, at: credibility, within: budget)
    let kinds = compiled.changedKinds(
      of: states.values.map { ($0.atom, !$0.conceivable.isEmpty) }, facts.entities, in: model)
    if !kinds.isEmpty { model = try await update(model, kinds, at: credibility, within: budget) }
    return Level(
      credibility: credibility, highest: highest, facts: facts, compiled: compiled, model: model)
  }

  /// The level after changes of its record, which were weighed alone; nil if the rules are others,
  /// or name what these do not know.
  func carried(
    to facts: Facts, under rules: [Rule], at level: Credibility, within budget: Budget
  ) async throws -> Level? {
    guard let new = facts.columns, let old = self.facts.columns, compiled.rules == rules else {
      return nil
    }
    let changes = new.changes(from: old)
    let isKnown = changes.allSatisfy { change in
      compiled.relationNumbers[change.atom.relation.name].map {
        compiled.relations[$0] == change.atom.relation
      } ?? false
    }
    guard isKnown else { return nil }
    var model = model
    if !changes.isEmpty {
      let coded = model.intern { pools in changes.map { compiled.code($0, in: &pools) } }
      model = try await update(model, coded, at: level, within: budget)
      let kinds = compiled.changedKinds(
        of: changes.map { ($0.atom, !$0.conceivable.isEmpty) }, facts.entities, in: model)
      if !kinds.isEmpty {
        model = try await update(model, kinds, at: level, within: budget)
      }
    }
    return Level(
      credibility: level, highest: .confirmed, facts: facts, compiled: compiled, model: model)
  }

  private func update(
    _ model: TemporalDatalog.Model, _ facts: [Fact], at level: Credibility, within budget: Budget
  ) async throws -> TemporalDatalog.Model {
    do throws(EvaluationFailure) {
      return try await model.updated(
        with: facts, budget: EvaluationBudget(facts: budget.facts, duration: budget.duration))
    } catch {
      throw compiled.error(error, at: level)
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

extension CompiledRules {
  /// A fact in the codes of a model.
  fileprivate func code(_ fact: RecordedFact, in pools: inout Pools) -> Fact {
    let (relation, tuple) = code(fact.atom, in: &pools)
    return Fact(
      relation: relation, tuple: tuple, certain: fact.certain.compactMap(span),
      conceivable: fact.conceivable.compactMap(span), marks: fact.marks.compactMap(span))
  }

  /// What is given of an atom in the codes of a model.
  fileprivate func code(_ given: DrawnFacts.Given, in pools: inout Pools) -> Fact {
    let (relation, tuple) = code(given.atom, in: &pools)
    func spans(_ days: [Days]) -> [Span] { days.map { Span($0.from, $0.until) } }
    return Fact(
      relation: relation, tuple: tuple, certain: spans(given.certain),
      conceivable: spans(given.conceivable), marks: spans(given.marks))
  }

  private func code(_ atom: Atom, in pools: inout Pools) -> (relation: Int, tuple: [UInt32]) {
    let tuple = (atom.values ?? []).map { value in
      if case .entity(let id) = value {
        pools.symbols.code((identities[id] ?? id).text)
      } else {
        pools.code(value)
      }
    }
    return (relationNumbers[atom.relation.name] ?? 0, tuple)
  }

  /// The entities of changed atoms that become or cease to be of a kind that rules ask for, by the
  /// columns in which they stand.
  fileprivate func changedKinds(
    of atoms: [(atom: Atom, isGiven: Bool)], _ entities: Entities,
    in model: TemporalDatalog.Model
  ) -> [Fact] {
    // An entity that the record says is of a kind stays so; others are where they stand in a column.
    var pairs: Set<KindMember> = []
    var standing: Set<KindMember> = []
    for (atom, isGiven) in atoms where !kinds.isEmpty {
      let number = relationNumbers[atom.relation.name]
      let mayStand = isGiven && number.map { !kindRelations.contains($0) } ?? false
      for (argument, column) in zip(atom.arguments, atom.relation.columns) {
        guard case .value(.entity(let written)) = argument, case .entity(let role) = column else {
          continue
        }
        let id = identities[written] ?? written
        for case let kind? in [role, Country.isKnown(id.text) ? Country.kind.name : nil]
        where kinds.contains(kind) && entities.records[id]?.roles.contains(kind) != true {
          pairs.insert(KindMember(kind: kind, id: id))
          if mayStand { standing.insert(KindMember(kind: kind, id: id)) }
        }
      }
    }
    let always = [program.horizon]
    var facts: [Fact] = []
    for pair in pairs.sorted() {
      let (kind, id) = (pair.kind, pair.id)
      guard let number = relationNumbers["is \(kind)"],
        let code = model.symbols.code(existing: id.text)
      else { continue }
      let was = !model.given(number, [code]).conceivable.isEmpty
      // Where it stood nowhere, only a changed atom can have brought it in; and only where it stands
      // in none of these is it looked for.
      let isMember =
        standing.contains(pair)
        || was
          && relations.indices.contains { relation in
            !kindRelations.contains(relation)
              && relations[relation].columns.indices.contains { column in
                guard case .entity(let role) = relations[relation].columns[column] else {
                  return false
                }
                return (role == kind || entities.hasRole(id, kind))
                  && model.gives(code, column: column, of: relation)
              }
          }
      if isMember != was {
        let days = isMember ? always : []
        facts.append(
          Fact(relation: number, tuple: [code], certain: days, conceivable: days))
      }
    }
    return facts
  }
}

/// An entity that may be of a kind.
private struct KindMember: Hashable, Comparable {
  let kind: String
  let id: EntityID

  static func < (left: KindMember, right: KindMember) -> Bool {
    (left.kind, left.id) < (right.kind, right.id)
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
