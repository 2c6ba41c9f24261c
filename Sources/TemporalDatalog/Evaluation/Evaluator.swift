/// Runs a physical program, stratum by stratum.
final class Evaluator {
  let context: Context
  private var rulesByTarget: [Int: [Int]] = [:]
  private var plans: [PlanKey: (pipeline: Pipeline, sizes: [Int])] = [:]
  private var roundsSinceYield = 0

  private struct PlanKey: Hashable {
    var rule: Int
    var driver: Int?
  }

  init(_ context: Context) {
    self.context = context
    for (number, rule) in context.physical.rules.enumerated() {
      rulesByTarget[rule.target, default: []].append(number)
    }
  }

  /// Evaluates every stratum in order.
  func run() async throws(EvaluationFailure) {
    var edges = [[Int]](repeating: [], count: context.relations.count)
    for rule in context.physical.rules { edges[rule.target] += rule.sources }
    try context.watch.check()
    for component in StronglyConnected.components(edges) {
      let members = Set(component)
      let rules = component.flatMap { rulesByTarget[$0] ?? [] }.sorted()
      let isRecursive = rules.contains {
        context.physical.rules[$0].sources.contains(where: members.contains)
      }
      if isRecursive {
        try await close(component, members, rules)
      } else {
        for rule in rules { try apply(rule) }
        for relation in component { _ = try context.relations[relation].advance() }
      }
      context.watch.rule = nil
      for relation in component { try context.relations[relation].seal() }
      try context.watch.check()
      await Task.yield()
    }
  }

  /// Applies the rules of relations that depend on one another until nothing is new.
  private func close(
    _ component: [Int], _ members: Set<Int>, _ rules: [Int]
  ) async throws(EvaluationFailure) {
    context.watch.round = 0
    var recursive: [Int] = []
    for rule in rules {
      let physical = context.physical.rules[rule]
      if physical.sources.contains(where: members.contains) {
        recursive.append(rule)
        if case .join(let join) = physical, join.readsAggregate(in: members) {
          // An empty group has a value before any member is new.
          try apply(rule)
        }
      } else {
        try apply(rule)
      }
    }
    plans.removeAll()
    while true {
      var isNew = false
      for relation in component where try context.relations[relation].advance() { isNew = true }
      try context.watch.check()
      if !isNew { break }
      context.watch.round += 1
      for rule in recursive { try applyToNewest(rule, members) }
      roundsSinceYield += 1
      if roundsSinceYield & 63 == 0 { await Task.yield() }
    }
    plans.removeAll()
  }

  /// Applies a rule to everything known.
  private func apply(_ number: Int) throws(EvaluationFailure) {
    switch context.physical.rules[number] {
    case .join(let rule):
      context.watch.rule = rule.origin
      try run(Planner(context, rule).pipeline(head: context.relations[rule.head]), of: rule)
    default:
      try transform(number)
    }
  }

  /// Applies a rule once for each premise that has new rows, to these and all older ones.
  private func applyToNewest(_ number: Int, _ stratum: Set<Int>) throws(EvaluationFailure) {
    guard case .join(var rule) = context.physical.rules[number] else {
      let sources = context.physical.rules[number].sources
      if sources.contains(where: { context.relations[$0].delta.count > 0 }) {
        try transform(number)
      }
      return
    }
    context.watch.rule = rule.origin
    let original = rule
    for (index, premise) in original.premises.enumerated() {
      var driver: Int?
      switch premise {
      case .match(let relation, _) where stratum.contains(relation):
        if context.relations[relation].delta.count > 0 { driver = index }
        rule = original
      case .aggregate(let read):
        guard case .relation(let relation) = read.source, stratum.contains(relation),
          context.relations[relation].delta.count > 0
        else { continue }
        // Groups with a new value start the rule; their values are read as ever.
        rule = original
        rule.premises.append(.match(relation, read.group.map(Operand.variable) + [.any, .any]))
        driver = rule.premises.count - 1
      default:
        continue
      }
      guard let driver else { continue }
      let key = PlanKey(rule: number, driver: index)
      let sizes = rule.premises.flatMap(\.relations).map { relation in
        let relation = context.relations[relation]
        // A plan lasts while no relation grows fourfold.
        return (Int.bitWidth - relation.count.leadingZeroBitCount) / 2
      }
      if let known = plans[key], known.sizes == sizes {
        try run(known.pipeline, of: rule)
        continue
      }
      var planner = Planner(context, rule)
      planner.driver = driver
      planner.stratum = stratum
      let pipeline = planner.pipeline(head: context.relations[rule.head])
      plans[key] = (pipeline, sizes)
      try run(pipeline, of: rule)
    }
  }

  private func run(_ pipeline: Pipeline, of rule: JoinRule) throws(EvaluationFailure) {
    try context.watch.tick(1)
    try pipeline.prepare()
    try pipeline.run()
    if !context.failedPremises.isEmpty {
      var failed: [Int] = []
      // A closer look can meet further failures behind the first ones.
      while failed.count < context.failedPremises.count {
        failed = context.failedPremises.sorted()
        for premise in failed {
          try lookCloser(at: premise, beside: failed.filter { $0 != premise }.prefix(4), of: rule)
        }
      }
      context.failedPremises = []
    }
  }

  /// Ends the evaluation if an operation fails on a row that satisfies all that does not depend
  /// on its result, or on the result of another operation that fails on that row too.
  private func lookCloser(
    at premise: Int, beside others: ArraySlice<Int>, of rule: JoinRule
  ) throws(EvaluationFailure) {
    for choice in 0..<(1 << others.count) {
      let failing = Set(zip(0..., others).filter { choice & (1 << $0.0) != 0 }.map(\.1))
      var planner = Planner(context, rule)
      planner.raising = premise
      planner.failing = failing
      planner.omitted = rule.dependents(of: failing.union([premise]))
      if !planner.omitted.isDisjoint(with: failing.union([premise])) { continue }
      planner.wanted = []
      let pipeline = planner.pipeline(head: nil)
      try pipeline.prepare()
      try pipeline.run()
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
  /// The premises that need, directly or through others, a value that some premises assign.
  func dependents(of sources: Set<Int>) -> Set<Int> {
    var tainted = Set(sources.compactMap { premises[$0].assigned })
    var result: Set<Int> = []
    var isChanged = true
    while isChanged {
      isChanged = false
      for (index, premise) in premises.enumerated()
      where !result.contains(index) && !premise.isMatch
        && !premise.needs.isDisjoint(with: tainted)
      {
        result.insert(index)
        if let assigned = premise.assigned { tainted.insert(assigned) }
        isChanged = true
      }
    }
    return result
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
