/// Runs a physical program, stratum by stratum.
final class Evaluator {
  let context: Context
  /// The numbers of the rules of each relation.
  private let rulesByTarget: Edges
  private var plans: [PlanKey: RulePlan] = [:]
  private var roundsSinceYield = 0
  private let clock = ContinuousClock()
  private lazy var sinceYield = clock.now

  private struct PlanKey: Hashable {
    var rule: Int
    var driver: Int?
  }

  init(_ context: Context) {
    self.context = context
    rulesByTarget = Edges(
      context.physical.rules.enumerated().map { ($1.target, $0) },
      nodeCount: context.relations.count)
  }

  /// Evaluates every stratum in order but for those that are finished, with the crew's help.
  func run() async throws(EvaluationFailure) {
    if context.manner.lanes < 2 { return try await evaluate() }
    let crew = context.crew
    let result = await withTaskCancellationHandler {
      do throws(EvaluationFailure) {
        return Result<Void, EvaluationFailure>.success(try await evaluate())
      } catch {
        return .failure(error)
      }
    } onCancel: {
      crew.cancel()
    }
    await crew.disband()
    try result.get()
  }

  private func evaluate() async throws(EvaluationFailure) {
    var edges: [(from: Int, to: Int)] = []
    for rule in context.physical.rules {
      rule.forEachPossibleSource { edges.append((rule.target, $0)) }
    }
    try context.watch.check()
    let components = StronglyConnected.components(
      Edges(edges, nodeCount: context.relations.count))
    for component in components where !component.allSatisfy({ context.relations[$0].isSealed }) {
      context.unsettle(component)
      let rules = component.flatMap { rulesByTarget[$0] }.sorted()
      if isRecursive(component, rules) {
        try await close(component, Set(component), rules)
      } else {
        for rule in rules { try await apply(rule) }
        _ = try await advance(component)
      }
      context.watch.rule = nil
      for relation in component { try seal(relation) }
      try context.watch.check()
      context.settle(component)
      if rules.isEmpty { continue }
      // Each yield may wake another thread, which takes longer than a small stratum.
      if sinceYield.duration(to: clock.now) > .milliseconds(10) {
        await Task.yield()
        sinceYield = clock.now
      }
    }
  }

  /// Whether some of the rules of a component read it.
  private func isRecursive(_ component: [Int], _ rules: [Int]) -> Bool {
    if rules.isEmpty { return false }
    // Most components are of one relation, for which a set would cost more than all else.
    if component.count == 1 {
      return rules.contains { context.physical.rules[$0].readsRelation { $0 == component[0] } }
    }
    let members = Set(component)
    return rules.contains { context.physical.rules[$0].readsRelation(where: members.contains) }
  }

  /// Applies the rules of relations that depend on one another until nothing is new.
  ///
  /// A round asks the rules that read a relation with new rows, and no others.
  private func close(
    _ component: [Int], _ members: Set<Int>, _ rules: [Int]
  ) async throws(EvaluationFailure) {
    context.watch.round = 0
    let isReadOnce = rules.allSatisfy { rule in
      context.physical.rules[rule].sources.count(where: members.contains) < 2
    }
    for relation in component {
      context.relations[relation].isRecursive = true
      context.relations[relation].isReadOnce = isReadOnce
    }
    var readers: [Int: [Int]] = [:]
    for rule in rules {
      let physical = context.physical.rules[rule]
      let sources = Set(physical.sources).intersection(members)
      for source in sources { readers[source, default: []].append(rule) }
      if sources.isEmpty {
        try await apply(rule)
      } else if case .join(let join) = physical, join.readsAggregate(in: members) {
        // An empty group has a value before any member is new.
        try await apply(rule)
      }
    }
    plans.removeAll()
    var carried: CarriedColumn?
    if component.count == 1, !context.manner.keepsWrittenOrder {
      carried = CarriedColumn(component[0], readers[component[0]] ?? [], context.physical)
    }
    // A relation whose rules would rather begin elsewhere is asked again once it has grown fourfold.
    var refusedCount = 0
    var open = component
    while true {
      let changed = try await advance(open)
      try context.watch.check()
      if changed.isEmpty { break }
      if let carried, context.relations[carried.relation].dense != nil,
        context.relations[carried.relation].count >= 4 * refusedCount
      {
        if let closure = PartedClosure(context, carried) {
          try await closure.run()
          open = component
          continue
        }
        refusedCount = context.relations[carried.relation].count
      }
      context.watch.round += 1
      // In the order of rules, and each once.
      let asked = Set(changed.flatMap { readers[$0] ?? [] }).sorted()
      for rule in asked { try await applyToNewest(rule, members) }
      // What had new rows has to let them grow old.
      open = Set(changed).union(asked.map { context.physical.rules[$0].target }).sorted()
      roundsSinceYield += 1
      if roundsSinceYield & 63 == 0 { await Task.yield() }
    }
    plans.removeAll()
  }

  // MARK: - Costs

  /// Notes what a run of a rule took.
  private func note(_ rule: Int, since started: ContinuousClock.Instant) {
    let owner = context.physical.owners[rule]
    context.costs[owner].profile.duration += clock.now - started
    if context.physical.costs[owner].rule == rule { context.costs[owner].profile.rounds += 1 }
  }

  /// Ends a round of some relations, and returns those that have new rows.
  private func advance(_ relations: [Int]) async throws(EvaluationFailure) -> [Int] {
    var changed: [Int] = []
    // Of here alone, since they hold rows that are needed no more once the bits are set.
    var markings: [Marking] = []
    for relation in relations where try advance(relation, &markings) { changed.append(relation) }
    await perform(markings)
    return changed
  }

  /// Ends a relation's round; the time is that of the rule that wrote last.
  private func advance(
    _ relation: Int, _ markings: inout [Marking]
  ) throws(EvaluationFailure) -> Bool {
    let relation = context.relations[relation]
    guard let cost = relation.credit else { return try relation.advance(&markings) }
    let started = clock.now
    let isNew = try relation.advance(&markings)
    cost.profile.duration += clock.now - started
    return isNew
  }

  /// Sets bits, side by side where they are many.
  private func perform(_ markings: [Marking]) async {
    let count = markings.reduce(0) { $0 + $1.size }
    if context.manner.lanes < 2 || count < context.manner.rowsWorthLanes {
      for marking in markings { marking.perform() }
      return
    }
    // One that is more than its share is parted, and the largest come first, so that none is left
    // for the end.
    let lanes = context.manner.lanes
    let parted = markings.sorted { $0.size > $1.size }.flatMap { marking in
      marking.parts(max(1, (marking.size * lanes + count - 1) / count))
    }
    await context.crew.share(parted.map { marking in { marking.perform() } })
  }

  private func seal(_ relation: Int) throws(EvaluationFailure) {
    let relation = context.relations[relation]
    guard let cost = relation.credit else { return try relation.seal() }
    let started = clock.now
    try relation.seal()
    cost.profile.duration += clock.now - started
  }

  // MARK: - Rules

  /// Applies a rule to everything known.
  private func apply(_ number: Int) async throws(EvaluationFailure) {
    let rule = context.physical.rules[number]
    if case .join(let join) = rule, isIdle(join) {
      context.watch.rule = join.origin
      return noteIdle(number, join)
    }
    let started = clock.now
    switch rule {
    case .join(let rule):
      context.watch.rule = rule.origin
      let guarded = guarded(rule)
      if guarded != rule { context.physical.rules[number] = .join(guarded) }
      try await run(RulePlan(Planner(context, guarded)), number)
    default:
      try transform(number)
    }
    note(number, since: started)
  }

  /// Whether the rule has a premise that nothing meets.
  private func isIdle(_ rule: JoinRule) -> Bool {
    rule.premises.contains { premise in
      if case .match(let relation, _) = premise {
        context.relations[relation].count == 0
      } else {
        false
      }
    }
  }

  /// Notes that a rule has run and found nothing, without a plan.
  private func noteIdle(_ number: Int, _ rule: JoinRule) {
    let owner = context.physical.owners[number]
    guard context.physical.costs[owner].rule == number else { return }
    context.costs[owner].profile.rounds += 1
    context.costs[owner].profile.plan = Array(rule.premises.indices)
  }

  /// A rule with that one of its guards that saves most rows, if it saves half of them; what was
  /// chosen is chosen for good.
  private func guarded(_ rule: JoinRule) -> JoinRule {
    if rule.guards.isEmpty { return rule }
    var best = rule
    best.guards = []
    var rows = Planner(context, best).fewestRows / 2
    for premise in rule.guards {
      // Without days, members would have to be told apart from those with days.
      if !context.relations[rule.head].isTemporal
        && premise.relations.contains(where: { context.relations[$0].isTemporal })
      {
        continue
      }
      var candidate = rule
      candidate.guards = []
      candidate.premises.append(premise)
      let expected = Planner(context, candidate).fewestRows
      if expected < rows { (best, rows) = (candidate, expected) }
    }
    return best
  }

  /// Applies a rule once for each premise that has new rows, to these and all older ones.
  private func applyToNewest(
    _ number: Int, _ stratum: Set<Int>
  ) async throws(EvaluationFailure) {
    let started = clock.now
    defer { note(number, since: started) }
    guard case .join(let original) = context.physical.rules[number] else {
      let sources = context.physical.rules[number].sources
      if sources.contains(where: { context.relations[$0].deltaCount > 0 }) {
        try transform(number)
      }
      return
    }
    context.watch.rule = original.origin
    for (index, premise) in original.premises.enumerated() {
      var rule = original
      var driver = index
      switch premise {
      case .match(let relation, _) where stratum.contains(relation):
        if context.relations[relation].deltaCount == 0 { continue }
      case .aggregate(let read):
        guard case .relation(let relation) = read.source, stratum.contains(relation),
          context.relations[relation].deltaCount > 0
        else { continue }
        // Groups with a new value start the rule; their values are read as ever.
        rule.premises.append(.match(relation, read.group.map(Operand.variable) + [.any, .any]))
        driver = rule.premises.count - 1
      default:
        continue
      }
      let key = PlanKey(rule: number, driver: index)
      // A plan lasts while no relation grows fourfold or goes over to bits, and what is new is about
      // as much.
      var sizes = rule.premises.flatMap(\.relations).map { relation in
        (Int.bitWidth - context.relations[relation].count.leadingZeroBitCount) / 2
      }
      sizes += rule.premises[driver].relations.map { relation in
        (Int.bitWidth - context.relations[relation].deltaCount.leadingZeroBitCount) / 2
      }
      sizes += ([rule.head] + rule.premises.flatMap(\.relations)).map { relation in
        context.relations[relation].dense == nil ? 0 : 1
      }
      if let known = plans[key], known.sizes == sizes {
        try await run(known, number)
        continue
      }
      var planner = Planner(context, rule)
      planner.driver = driver
      planner.stratum = stratum
      let plan = RulePlan(planner, sizes: sizes, after: plans[key])
      plans[key] = plan
      try await run(plan, number)
    }
  }

  /// Runs a rule and, where operations fail, finds out whether they count.
  private func run(_ plan: RulePlan, _ number: Int) async throws(EvaluationFailure) {
    let cost = context.costs[context.physical.owners[number]]
    let head = context.relations[plan.planner.rule.head]
    try head.credit(cost)
    let inserted = head.insertedCount
    try context.watch.tick(1)
    try await plan.run()
    if !context.failedPremises.isEmpty {
      _ = try CloserLook(context, plan.planner.rule).look(.raise)
    }
    // What is made for the rule alone, like the members of an aggregate, is no row of its own.
    if context.physical.costs[context.physical.owners[number]].rule == number {
      cost.profile.derived += head.insertedCount - inserted
      cost.profile.plan = plan.order
      plan.takeStepCosts(into: &cost.profile.steps)
    }
  }

  private func transform(_ number: Int) throws(EvaluationFailure) {
    let transforms = Transforms(context: context)
    switch context.physical.rules[number] {
    case .join: break
    case .window(let source, let window, let target):
      try transforms.window(
        source: context.relations[source], window, target: context.relations[target])
    case .run(let rule):
      try transforms.runs(rule)
    case .sweep(let sweep, let target):
      context.watch.rule = sweep.origin
      try transforms.sweep(sweep, target: context.relations[target])
    }
  }
}

extension JoinRule {
  /// The premises that need, directly or through others, a value that only some premises give; nil
  /// if one of these does itself.
  func dependents(of sources: Set<Int>, bound: [Int]) -> Set<Int>? {
    var known = VariableSet(bound)
    for premise in premises where premise.isMatch { known.formUnion(premise.bindable) }
    var open = Set(premises.indices.filter { !premises[$0].isMatch })
    var isChanged = true
    while isChanged {
      isChanged = false
      for index in premises.indices
      where open.contains(index) && premises[index].needs.isSubset(of: known) {
        open.remove(index)
        isChanged = true
        if let assigned = premises[index].assigned, !sources.contains(index) {
          known.insert(assigned)
        }
      }
    }
    return open.isDisjoint(with: sources) ? open : nil
  }

  /// Whether the rule reads an aggregate over relations of its own stratum.
  func readsAggregate(in stratum: Set<Int>) -> Bool {
    premises.contains { premise in
      if case .aggregate = premise {
        premise.relations.contains(where: stratum.contains)
      } else {
        false
      }
    }
  }
}
