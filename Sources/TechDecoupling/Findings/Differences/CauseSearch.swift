import TemporalDatalog

/// Looks for what makes an atom hold more surely in one of two findings than in the other.
///
/// The atom is proved where it is surer. Of the steps of that proof, those that the other findings
/// have less surely lead on to the record; an exception that the other findings have, and the
/// proof has not, is proved there in turn.
struct CauseSearch {
  let before: Findings
  let after: Findings
  private var seen: Set<Key> = []

  init(before: Findings, after: Findings) {
    self.before = before
    self.after = after
  }

  private struct Key: Hashable {
    let atom: Atom
    let day: Int32
    let strongerNow: Bool
  }

  /// Returns the causes, each once, in the order of the proof.
  mutating func causes(
    _ atom: Atom, on day: Int32, strongerNow: Bool, exceptions: [Atom] = []
  ) throws -> [Difference.Cause] {
    guard seen.insert(Key(atom: atom, day: day, strongerNow: strongerNow)).inserted else {
      return []
    }
    let (strong, weak) = strongerNow ? (after, before) : (before, after)
    let proof = try strong.explain(atom, on: Day(number: day))
    var found: [Difference.Cause] = []
    func add(_ origins: [Difference.Cause.Origin]) {
      for origin in origins {
        let cause = Difference.Cause(origin: origin, exceptions: exceptions)
        if !found.contains(cause) { found.append(cause) }
      }
    }
    for step in proof.certainSteps {
      switch step.kind {
      case .recorded(let recorded), .mark(let recorded):
        let day = recorded.day.number
        guard rank(recorded.atom, on: day, in: weak) < rank(recorded.atom, on: day, in: strong)
        else { continue }
        add(origins(ofRecorded: recorded.atom))
      case .absence(let absence):
        for (exception, day) in exceptionsOnly(in: weak, than: strong, absence) {
          for cause in try causes(
            exception, on: day, strongerNow: !strongerNow, exceptions: exceptions + [exception])
          where !found.contains(cause) { found.append(cause) }
        }
      case .run(let run):
        for (changed, day, now) in differing([run.atom], on: nil) {
          for cause in try causes(changed, on: day, strongerNow: now, exceptions: exceptions)
          where !found.contains(cause) { found.append(cause) }
        }
      case .conclusion(let conclusion):
        add(origins(ofRule: conclusion.rule, strong, weak))
        let members = strong.members(countedIn: conclusion)
        for (changed, day, now) in differing(members, on: conclusion.day.number) {
          for cause in try causes(changed, on: day, strongerNow: now, exceptions: exceptions)
          where !found.contains(cause) { found.append(cause) }
        }
      default: continue
      }
    }
    return found
  }

  private func rank(_ atom: Atom, on day: Int32, in findings: Findings) -> Int {
    if let credibility = findings.credibility(of: atom, on: Day(number: day)) {
      return Timeline.rank(credibility)
    }
    let days = findings.trusted.days(findings.trusted.facts.canonical(atom), .conceivable)
    return SpanSet.contains(day, in: days) ? 1 : 0
  }

  /// What one of the findings has more surely of what a proof of the other has not.
  private func exceptionsOnly(
    in weak: Findings, than strong: Findings, _ absence: Explanation.Absence
  ) -> [(Atom, Int32)] {
    // Through a window the exception may stand on another day: then the first that differs.
    let isWindowed = absence.window != nil
    return weak.matches(absence.atom, on: isWindowed ? nil : absence.day, .conceivable)
      .compactMap { exception in
        let days =
          isWindowed
          ? weak.pieces(ofGround: exception).map(\.span.from)
            + strong.pieces(ofGround: exception).map(\.span.until)
          : [absence.day.number]
        return days.sorted().first {
          rank(exception, on: $0, in: weak) > rank(exception, on: $0, in: strong)
        }.map { (exception, $0) }
      }
  }

  /// The atoms of some patterns that are different on a day, or on their first day that is, and
  /// whether they hold more surely now.
  private func differing(_ patterns: [Atom], on day: Int32?) -> [(Atom, Int32, Bool)] {
    let atoms = patterns.flatMap { pattern in
      Set([before, after].flatMap { $0.matches(pattern, on: nil, .conceivable) }).sorted()
    }
    return atoms.compactMap { atom in
      let edges = [before, after].flatMap { $0.pieces(ofGround: atom) }.map(\.span)
        .flatMap { [$0.from, $0.until] }
      let days = day.map { [$0] } ?? edges.sorted().filter { $0 < after.horizon.until.number }
      for day in days {
        let (old, new) = (rank(atom, on: day, in: before), rank(atom, on: day, in: after))
        if old != new { return (atom, day, new > old) }
      }
      return nil
    }
  }

  // MARK: - Origins

  /// The changes that make a recorded atom another, or else the entries that speak otherwise on it.
  private func origins(
    ofRecorded atom: Atom, besides rivals: Set<Atom> = []
  ) -> [Difference.Cause.Origin] {
    let identities = origins(ofIdentitiesIn: atom)
    if !identities.isEmpty { return identities }
    let (old, new) = (before.supports(of: atom), after.supports(of: atom))
    let differing = old.filter { !new.contains($0) } + new.filter { !old.contains($0) }
    var origins: [Difference.Cause.Origin] = []
    for change in changes where differing.contains(where: { speaks(change, in: $0, of: atom) }) {
      origins.append(.change(change))
    }
    if differing.isEmpty {
      // Nobody speaks otherwise on this value, but on another one of a one-of relation.
      let all = Set([before, after].flatMap { $0.trusted.facts[atom]?.rivals.map(\.atom) ?? [] })
      let known = rivals.union([atom])
      for rival in all.subtracting(known).sorted() {
        origins += self.origins(ofRecorded: rival, besides: known).filter { !origins.contains($0) }
      }
    }
    // An end with wildcards that is taken no longer is set aside under its pattern.
    if origins.isEmpty {
      origins = changes.filter { ends($0, atom) }.map { .change($0) }
    }
    if origins.isEmpty {
      return [.record(atom, entries: Set(differing.compactMap(\.entry)).sorted())]
    }
    return origins
  }

  /// The rule or its parameters, if they are others.
  private func origins(
    ofRule name: String, _ strong: Findings, _ weak: Findings
  ) -> [Difference.Cause.Origin] {
    guard let rule = strong.rulebook.rules.first(where: { $0.name == name }) else { return [] }
    guard weak.rulebook.rules.contains(rule) else {
      let causes = changes.filter { change in
        switch change {
        case .addRule(let added): added.name == name
        case .removeRule(let removed): removed == name
        case .adopt(let id): (after.rules(of: id) + before.rules(of: id)).contains(rule)
        default: false
        }
      }
      return causes.isEmpty ? [.rule(name)] : causes.map { .change($0) }
    }
    return Set(rule.clause.parameters.map(\.name)).sorted().filter { parameter in
      strong.value(of: parameter) != weak.value(of: parameter)
    }.map { parameter in
      let change = changes.first { if case .set(parameter, _) = $0 { true } else { false } }
      return change.map { .change($0) } ?? .parameter(parameter)
    }
  }

  /// The changes that only one of the two findings supposes.
  var changes: [Scenario.Change] {
    let (old, new) = (before.scenario.changes, after.scenario.changes)
    let (known, kept) = (Set(old), Set(new))
    return new.filter { !known.contains($0) } + old.filter { !kept.contains($0) }
  }

  /// Whether a change is about an entry with an end that the atom matches.
  private func ends(_ change: Scenario.Change, _ atom: Atom) -> Bool {
    guard let id = change.entry else { return false }
    return [before.chronicle[id], after.chronicle[id]].contains { entry in
      guard case .event(let event) = entry?.content else { return false }
      return event.ends.contains { after.trusted.facts.canonical($0).matches(atom) }
    }
  }

  private func speaks(_ change: Scenario.Change, in support: Support, of atom: Atom) -> Bool {
    switch change {
    case .suppose(let supposed, let period):
      return support.entry == nil && support.period == period
        && supposed == support.writtenAs ?? atom
    case .adopt(let id) where support.entry == nil:
      return support.role == .supposition && atom == Adoption.adopted(id.text)
    case .withdraw(let source):
      let entries = support.entry.map { [before.chronicle[$0], after.chronicle[$0]] } ?? []
      return entries.contains { entry in
        entry?.claims.contains { $0.source == source && $0.stance == .withdraws } ?? false
      }
    default: return support.entry != nil && change.entry == support.entry
    }
  }
}

extension Explanation {
  /// The steps that are proved, in the order of the tree, without what keeps others from certain.
  fileprivate var certainSteps: [Step] {
    var result: [Step] = []
    var stack = steps.isEmpty ? [] : [0]
    while let index = stack.popLast() {
      let step = steps[index]
      if step.isDoubt { continue }
      result.append(step)
      if step.sameAs == nil { stack += step.children.reversed() }
    }
    return result
  }
}

extension Findings {
  /// What the aggregates of a conclusion's rule look at, as far as the conclusion tells.
  fileprivate func members(countedIn conclusion: Explanation.Conclusion) -> [Atom] {
    guard let rule = rulebook.rules.first(where: { $0.name == conclusion.rule }) else { return [] }
    var known: [VariableID: Argument] = [:]
    for (term, value) in zip(rule.clause.head.arguments, conclusion.atom.arguments) {
      if case .variable(let variable) = term { known[variable] = value }
    }
    return (rule.clause.premises + rule.clause.exceptions).flatMap { premise -> [Atom] in
      guard case .aggregate(let aggregate, _, _) = premise else { return [] }
      return (aggregate.body + aggregate.exceptions).flatMap(\.flattened).compactMap(\.atom).map {
        Atom(
          relation: $0.relation,
          arguments: $0.arguments.map { term in
            switch term {
            case .value: term
            case .variable(let variable): known[variable] ?? .wildcard
            case .wildcard, .parameter: .wildcard
            }
          })
      }
    }
  }

  /// All that speaks on an atom, whether it is taken or not.
  func supports(of atom: Atom) -> [Support] {
    let facts = trusted.facts
    return (facts[atom]?.supports ?? []) + facts.setAside(atom)
  }

  fileprivate func rules(of adopted: EntryID) -> [Rule] { chronicle.rules(adopting: adopted) }

  fileprivate func value(of parameter: String) -> Value? {
    rulebook.parameters.first { $0.name == parameter }?.value
  }
}
