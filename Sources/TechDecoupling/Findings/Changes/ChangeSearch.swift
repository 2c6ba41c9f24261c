import TemporalDatalog

/// Searches for the sets of changes of the least size that turn a verdict.
///
/// From a set that does not turn it, only such changes are added as any larger set that does must
/// have one of: to make an atom hold, each rule instance that may ever conclude it must have one of
/// its failing premises mended, so one premise of each suffices; to make it cease, its proof must be
/// touched. So no set of the least size is missed, and few others are tried.
struct ChangeSearch {
  let goal: Atom
  let day: Day
  /// Whether the goal does not hold yet.
  let makesItHold: Bool
  private(set) var evaluatedCount = 0
  private let record: ConeRecord
  private let candidates: CandidateList
  private let worlds: PossibleWorlds
  /// What follows under sets to which changes were added.
  private var inner: [Set<Int>: Findings] = [:]
  private static let mostKept = 1_000

  /// Changes of one set at most.
  static let largest = 3
  /// How deep failing premises are followed, before all that they can depend on is taken.
  private static let deepest = 6

  var relevantCount: Int { candidates.changes.count }

  init(
    _ findings: Findings, _ goal: Atom, on day: Day, among candidates: [Candidate]
  ) async throws {
    self.goal = goal
    self.day = day
    makesItHold = findings.credibility(of: goal, on: day) == nil
    let further = candidates.flatMap { candidate -> [Rule] in
      switch candidate {
      case .change(.addRule(let rule)): [rule]
      case .change(.adopt(let id)): findings.chronicle.rules(adopting: id)
      default: []
      }
    }
    let cone = Cone(
      of: goal, under: findings.rulebook, adding: further, at: findings.viewpoint.trusting,
      reading: findings.trusted.facts)
    let named = candidates.compactMap { candidate in
      if case .change(let change) = candidate { change.entry } else { nil }
    }
    record = ConeRecord(findings, cone, keeping: Set(named))
    self.candidates = try CandidateList(candidates, for: goal, on: day, in: findings, record)
    worlds = try await PossibleWorlds(record, self.candidates)
  }

  /// All sets of the least size, none if there are none.
  mutating func sets() async throws -> [[Scenario.Change]] {
    inner[[]] = worlds.base
    for size in 1...ChangeSearch.largest {
      var found: Set<Set<Int>> = []
      var frontier: Set<Set<Int>> = [[]]
      for depth in 1...size {
        var wider: Set<Set<Int>> = []
        for set in frontier {
          guard let findings = try await evaluated(set) else { continue }
          // No smaller set turns the verdict: each that is tried lacks so many changes.
          for candidate in try cut(findings, lacking: size - depth + 1).subtracting(set) {
            wider.insert(set.union([candidate]))
          }
        }
        frontier = wider
      }
      for set in frontier {
        guard let findings = try await evaluate(set) else { continue }
        if holds(in: findings) == makesItHold { found.insert(set) }
      }
      if !found.isEmpty { return found.map { $0.map { candidates.changes[$0] } } }
    }
    return []
  }

  /// What follows under a set to which changes are added; nil if they contradict each other.
  private mutating func evaluated(_ set: Set<Int>) async throws -> Findings? {
    if let known = inner[set] { return known }
    let findings = try await evaluate(set)
    if let findings, inner.count < ChangeSearch.mostKept { inner[set] = findings }
    return findings
  }

  /// What follows under a set of changes; nil if they contradict each other.
  private mutating func evaluate(_ set: Set<Int>) async throws -> Findings? {
    let changes = set.sorted().map { candidates.changes[$0] }
    guard (try? Scenario("changes", changes)) != nil else { return nil }
    evaluatedCount += 1
    return try await record.findings(supposing: changes)
  }

  private func holds(in findings: Findings) -> Bool {
    let level = findings.trusted
    return SpanSet.contains(day.number, in: level.days(level.facts.canonical(goal), .certain))
  }

  /// Candidates of which each set that turns the verdict has one beside those that are made.
  ///
  /// - Parameter count: How many changes such a set has beside those.
  private func cut(_ findings: Findings, lacking count: Int) throws -> Set<Int> {
    guard worlds.isComplete else { return Set(candidates.changes.indices) }
    if !makesItHold { return try touching(proofOf: goal, findings) }
    var open: Set<CodedAtom> = []
    return try mending(goal, findings.trusted, count, &open) ?? []
  }

  // MARK: - To make it cease

  private func touching(proofOf goal: Atom, _ findings: Findings) throws -> Set<Int> {
    var found: Set<Int> = []
    for step in try findings.explain(goal, on: day).steps where step.sameAs == nil {
      switch step.kind {
      case .recorded(let recorded), .mark(let recorded):
        found.formUnion(worlds.candidates(touching: recorded.atom))
      case .absence(let absence):
        found.formUnion(try worlds.candidates(behind: absence.atom))
      case .aggregate, .run, .identity, .doubt:
        return try worlds.candidates(behind: goal)
      case .conclusion, .comparison, .member: continue
      }
    }
    return found
  }

  // MARK: - To make it hold

  /// Candidates of which one is needed to make an atom hold on the day; nil if the atom is made to
  /// hold above, so that to make it hold by itself is in vain.
  private func mending(
    _ atom: Atom, _ now: Level, _ count: Int, _ open: inout Set<CodedAtom>
  ) throws -> Set<Int>? {
    guard let coded = worlds.level.code(atom) else { return worlds.candidates(touching: atom) }
    if open.contains(coded) { return nil }
    if open.count >= ChangeSearch.deepest { return try worlds.candidates(behind: coded) }
    open.insert(coded)
    defer { open.remove(coded) }
    var found = worlds.candidates(touching: atom)
    for derivation in try worlds.derivations(of: coded)
    where SpanSet.contains(day.number, in: derivation.days) {
      if let needed = try mending(derivation, now, count, &open) { found.formUnion(needed) }
    }
    return found
  }

  /// Candidates of which one is needed to make a rule instance fire, the fewest that are known; nil
  /// if so few changes cannot: too many of its premises have no candidate in common.
  private func mending(
    _ derivation: Derivation, _ now: Level, _ count: Int, _ open: inout Set<CodedAtom>
  ) throws -> Set<Int>? {
    let rule = worlds.level.compiled.program.rules[derivation.rule]
    var failing: [Set<Int>] = []
    var unsure: Set<Int> = []
    for (index, premise) in rule.premises.enumerated() {
      switch premise {
      case .holds(let literal):
        guard let coded = derivation.witness(literal, index) else { continue }
        let atom = worlds.level.atom(coded)
        switch holds(atom, literal.window, now) {
        case true?: continue
        case nil: unsure.formUnion(try worlds.candidates(behind: coded))
        case false? where literal.window == nil:
          guard let needed = try mending(atom, now, count, &open) else { return nil }
          failing.append(needed)
        case false?: failing.append(try worlds.candidates(behind: coded))
        }
      case .absent(let literal):
        let pattern = worlds.level.pattern(literal, derivation.bindings)
        var stopping: CodedAtom?
        now.forEach(matching: pattern, .conceivable) { coded, days in
          if stopping == nil, SpanSet.contains(day.number, in: seen(days, literal.window)) {
            stopping = coded
          }
        }
        if let stopping {
          failing.append(try worlds.candidates(behind: now.atom(stopping)))
        }
      case .run, .aggregate:
        for used in try worlds.used(premise, index, derivation) {
          unsure.formUnion(try worlds.candidates(behind: used))
        }
      case .compare, .assign, .range: continue
      }
    }
    failing.sort { $0.count < $1.count }
    guard let fewest = failing.first else { return unsure }
    var apart: Set<Int> = []
    var apartCount = 0
    for needed in failing where needed.isDisjoint(with: apart) {
      apart.formUnion(needed)
      apartCount += 1
    }
    return apartCount > count ? nil : fewest
  }

  /// Whether an atom holds on the day through a window; nil if a mark may make it.
  private func holds(
    _ atom: Atom, _ window: TemporalDatalog.Window?, _ now: Level
  ) -> Bool? {
    let days = now.days(atom, .certain)
    if SpanSet.contains(day.number, in: seen(days, window)) { return true }
    guard window != nil, let marks = now.facts.days(of: atom)?.marks, !marks.isEmpty else {
      return false
    }
    return nil
  }

  private func seen(_ days: [Span], _ window: TemporalDatalog.Window?) -> [Span] {
    guard let window else { return days }
    return WindowTransform(window).image(of: days, within: worlds.level.compiled.program.horizon)
  }
}
