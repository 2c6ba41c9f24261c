import TemporalDatalog

extension Chronicle {
  /// Returns everything that follows from the record, read from a viewpoint, under some rules.
  ///
  /// Each level of credibility from the trusted one up to confirmed is evaluated; levels that take
  /// the same facts and rules are evaluated once.
  ///
  /// - Parameters:
  ///   - rulebook: The rules; the library's own if left out.
  ///   - scenario: Changes to the record and the rules that are supposed; none if left out.
  ///   - viewpoint: Known by which day, and trusting which credibility and above.
  ///   - budget: A limit for the whole call.
  ///   - horizon: The days that exist.
  ///   - order: How premises are joined.
  ///   - reporting: Called about once a second with how far the evaluation got.
  /// - Throws: ``RulebookError``, ``ScenarioError``, ``ChronicleError`` or ``EvaluationError``.
  public func findings(
    under rulebook: Rulebook = .standard, supposing scenario: Scenario = .none,
    from viewpoint: Viewpoint = Viewpoint(),
    within budget: Budget = Budget(), horizon: Horizon = .standard,
    joining order: JoinOrder = .planned,
    reporting: (@Sendable (EvaluationError.Progress) -> Void)? = nil
  ) async throws -> Findings {
    try await findings(
      under: rulebook, supposing: scenario, from: viewpoint, within: budget, horizon: horizon,
      joining: order, reporting: reporting, updating: nil)
  }

  /// As above; levels that other findings have under the same rules are updated.
  func findings(
    under rulebook: Rulebook, supposing scenario: Scenario = .none, from viewpoint: Viewpoint,
    within budget: Budget, horizon: Horizon, joining order: JoinOrder,
    reporting: (@Sendable (EvaluationError.Progress) -> Void)?, updating other: Findings?
  ) async throws -> Findings {
    guard scenario.isEmpty else {
      let changed = try scenario.applied(to: self)
      var findings = try await changed.findings(
        under: scenario.applied(to: rulebook, of: changed), from: viewpoint, within: budget,
        horizon: horizon, joining: order, reporting: reporting)
      findings.supposed = Supposed(scenario, of: self, under: rulebook, within: budget)
      return findings
    }
    let former = other.flatMap { $0.viewpoint == viewpoint ? $0.facts.columns?.record : nil }
    let isSameBook = other?.rulebook == rulebook
    // What was found right stays so while nothing that it depends on changes.
    if !isSameBook || other?.horizon != horizon
      || former?.appraiser.chronicle.vocabulary != vocabulary
    {
      try rulebook.validated(against: vocabulary)
      try rulebook.checkDays(of: horizon)
    }
    let changed = try former.flatMap { former throws(ChronicleError) in
      try appraised(from: viewpoint, horizon: horizon, after: former)
    }
    var record =
      try changed
      ?? appraised(knownBy: viewpoint.knownBy, under: viewpoint.policy, horizon: horizon)
    if !rulebook.facts.isEmpty || !suppositions.adopted.isEmpty { record.keepEntries() }
    let starts = Set(record.levels(from: viewpoint.trusting))
      .union(rulebook.levels(from: viewpoint.trusting))
    var evaluation = Evaluation(
      rulebook: rulebook, horizon: horizon, budget: budget, order: order, reporting: reporting)
    if isSameBook { evaluation.earlier = other?.levels ?? [] }
    evaluation.isWeighedByChanges = changed != nil
    var facts: Facts?
    for level in starts.sorted() {
      let drawn = record.facts(trusting: level, stating: rulebook.facts)
      // A level may take other entries and yet the same facts.
      try await evaluation.add(level, facts: drawn, isNew: facts != drawn)
      facts = drawn
    }
    return Findings(
      rulebook: rulebook, viewpoint: viewpoint, horizon: horizon, chronicle: self,
      levels: evaluation.levels)
  }
}

extension Facts {
  /// Returns everything that follows from the facts under some rules.
  ///
  /// Facts without a record are taken at every level: their credibility is that of the rules.
  ///
  /// - Parameters:
  ///   - rulebook: The rules, and facts that they are stated with.
  ///   - budget: A limit for the whole call.
  ///   - horizon: The days that exist.
  ///   - order: How premises are joined.
  ///   - reporting: Called about once a second with how far the evaluation got.
  /// - Throws: ``RulebookError`` or ``EvaluationError``; ``TableError`` for periods of rows outside
  ///   the horizon.
  public func findings(
    under rulebook: Rulebook = .standard, within budget: Budget = Budget(),
    horizon: Horizon = .standard,
    joining order: JoinOrder = .planned,
    reporting: (@Sendable (EvaluationError.Progress) -> Void)? = nil
  ) async throws -> Findings {
    try rulebook.validated(against: Vocabulary(relations: relations))
    try rulebook.checkDays(of: horizon)
    var facts = self
    facts.state(rulebook.facts)
    try bulk.check(horizon)
    let viewpoint = Viewpoint(knownBy: knownBy, trusting: trusting ?? .possible)
    var evaluation = Evaluation(
      rulebook: rulebook, horizon: horizon, budget: budget, order: order, reporting: reporting)
    for level in rulebook.levels(from: viewpoint.trusting).sorted() {
      try await evaluation.add(level, facts: facts, isNew: evaluation.levels.isEmpty)
    }
    var chronicle = Chronicle()
    chronicle.entities = entities
    return Findings(
      rulebook: rulebook, viewpoint: viewpoint, horizon: horizon, chronicle: chronicle,
      levels: evaluation.levels)
  }
}

extension Rulebook {
  /// The levels from one up at which other rules take part than at the level below, the first
  /// included.
  func levels(from trusted: Credibility) -> Set<Credibility> {
    var levels: Set<Credibility> = [trusted]
    // By number: to take each rule out would copy it.
    for number in rules.indices {
      if let next = rules[number].strength.next, next > trusted { levels.insert(next) }
    }
    return levels
  }
}

/// Evaluates level after level under one budget.
struct Evaluation {
  let rulebook: Rulebook
  let horizon: Horizon
  let budget: Budget
  let order: JoinOrder
  let reporting: (@Sendable (EvaluationError.Progress) -> Void)?
  private(set) var levels: [Level] = []
  /// Levels of other facts under the same rulebook: what is like them is updated.
  var earlier: [Level] = []
  /// Whether the record was weighed by what has changed since those levels.
  var isWeighedByChanges = false
  private var factsSpent = 0
  private let start: ContinuousClock.Instant?

  init(
    rulebook: Rulebook, horizon: Horizon, budget: Budget, order: JoinOrder,
    reporting: (@Sendable (EvaluationError.Progress) -> Void)?
  ) {
    self.reporting = reporting
    self.rulebook = rulebook
    self.horizon = horizon
    var budget = budget
    // Found out once: the system reads a file for it.
    budget.threads = budget.threads ?? FileAccess.processorCount
    self.budget = budget
    self.order = order
    start = budget.duration == nil ? nil : ContinuousClock.now
  }

  mutating func add(_ level: Credibility, facts: Facts, isNew: Bool) async throws {
    let similar = earlier.last { $0.credibility <= level }
    // Of one rulebook, a level has the same rules whatever the facts. Only if asked: to filter them
    // copies them.
    lazy var rules =
      if let similar, similar.credibility == level {
        similar.compiled.rules
      } else {
        rulebook.rules.filter { level <= $0.strength }
      }
    if let below = levels.last {
      if !isNew && rules == below.compiled.rules {
        levels[levels.count - 1] = below.standing(upTo: .confirmed, from: below.credibility)
        return
      }
      if let lower = Credibility.allCases.sorted().last(where: { $0 < level }) {
        levels[levels.count - 1] = below.standing(upTo: lower, from: below.credibility)
      }
    }
    if let similar, isWeighedByChanges,
      let carried = try await similar.carried(
        to: facts, under: rules, at: level, within: remaining)
    {
      levels.append(carried)
      return
    }
    var compiled = try rulebook.compiled(at: level, with: facts, horizon: horizon)
    if let similar,
      let updated = try await similar.updated(
        to: facts, compiled, at: level, within: remaining)
    {
      levels.append(updated)
      return
    }
    // Handed over: the model has the facts, and what else is asked of the rules needs none.
    let given = compiled.facts
    compiled.facts = FactStore()
    let model: TemporalDatalog.Model
    do throws(EvaluationError) {
      model = try await compiled.evaluate(
        consume given, at: level, within: remaining, joining: order, reporting: reporting)
    } catch {
      throw error.naming(budget)
    }
    if budget.facts != nil {
      for relation in compiled.relations.indices {
        factsSpent += model.count(relation, .certain)
      }
    }
    levels.append(
      Level(
        credibility: level, highest: .confirmed, facts: facts, compiled: compiled, model: model))
  }

  private var remaining: Budget {
    var left = budget
    left.facts = budget.facts.map { max(0, $0 - factsSpent) }
    if let duration = budget.duration, let start {
      left.duration = max(.zero, duration - (ContinuousClock.now - start))
    }
    return left
  }
}

extension Level {
  /// The level of other facts under the same rules, updated; nil if their programs differ.
  fileprivate func updated(
    to facts: Facts, _ other: CompiledRules, at level: Credibility, within budget: Budget
  ) async throws -> Level? {
    guard other.rules == compiled.rules, other.identities == compiled.identities,
      other.horizon == compiled.horizon
    else { return nil }
    var numbers: [Int: Int] = [:]
    for (number, relation) in other.relations.enumerated() {
      guard let own = compiled.relationNumbers[relation.name],
        compiled.relations[own] == relation
      else { return nil }
      numbers[number] = own
    }
    let changes = model.changes(to: other.facts, numbers: numbers)
    do throws(EvaluationFailure) {
      let model = try await model.updated(
        with: changes, budget: EvaluationBudget(facts: budget.facts, duration: budget.duration))
      return Level(
        credibility: level, highest: .confirmed, facts: facts, compiled: compiled, model: model)
    } catch {
      throw compiled.error(error, at: level)
    }
  }

  func standing(upTo highest: Credibility, from lowest: Credibility) -> Level {
    Level(
      credibility: lowest, highest: highest, facts: facts, compiled: compiled, model: model)
  }
}

extension EvaluationError {
  /// The error with the budget of the whole call in place of what a level had left of it.
  fileprivate func naming(_ budget: Budget) -> EvaluationError {
    switch self {
    case .factsSpent(let limit, let progress):
      .factsSpent(limit: budget.facts ?? limit, progress)
    case .timeSpent(let limit, let progress):
      .timeSpent(limit: budget.duration ?? limit, progress)
    default: self
    }
  }
}
