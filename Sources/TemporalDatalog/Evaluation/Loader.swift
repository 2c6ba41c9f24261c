/// Lays out relations for a program and its facts, and fills them with the facts.
struct Loader {
  let program: Program
  let strata: [[Int]]

  init(_ program: Program, _ strata: [[Int]]) {
    self.program = program
    self.strata = strata
  }

  func load(_ facts: FactStore, _ watch: Watch) throws(EvaluationFailure) -> Context {
    var isImprecise = [Bool](repeating: false, count: program.relations.count)
    var mentionsTime = isImprecise
    var hasMarks = isImprecise
    for fact in facts.facts {
      precondition(
        fact.tuple.count == program.relations[fact.relation].columns.count,
        "a fact of '\(program.relations[fact.relation].name)' has \(fact.tuple.count) values")
      if fact.certain != fact.conceivable || !fact.marks.isEmpty {
        isImprecise[fact.relation] = true
      }
      if !fact.marks.isEmpty {
        hasMarks[fact.relation] = true
        // Even a mark on the whole horizon is certain only through a window.
        mentionsTime[fact.relation] = true
      }
      for spans in [fact.certain, fact.conceivable] {
        for span in spans where span != program.horizon { mentionsTime[fact.relation] = true }
      }
    }
    spread(&isImprecise, &mentionsTime)
    var lowering = Lowering(
      program, strata: strata, isImprecise: isImprecise, mentionsTime: mentionsTime,
      hasMarks: hasMarks)
    lowering.lowerRules()
    inferTime(&lowering, facts)
    let relations = lowering.physical.relations.map {
      Relation(name: $0.name, arity: $0.arity, isTemporal: $0.isTemporal, watch)
    }
    let context = Context(
      lowering.physical, relations: relations, pools: facts.pools, watch: watch)
    watch.countFacts = { [unowned context] in
      context.relations.reduce(0) { $0 + $1.storedCount }
    }
    try insert(facts, context, lowering)
    return context
  }

  /// Relations that imprecise facts or time can reach through rules.
  private func spread(_ isImprecise: inout [Bool], _ mentionsTime: inout [Bool]) {
    var conclusions = [[Int]](repeating: [], count: program.relations.count)
    for rule in program.rules {
      for dependency in Program.dependencies(rule) {
        conclusions[dependency.premise].append(dependency.head)
      }
      if rule.cutsDays(program.horizon) { mentionsTime[rule.head.relation] = true }
    }
    isImprecise = Loader.reached(from: isImprecise, along: conclusions)
    mentionsTime = Loader.reached(from: mentionsTime, along: conclusions)
  }

  /// Marks all nodes that edges lead to from marked ones.
  ///
  /// O(nodes + edges).
  static func reached(from marks: [Bool], along edges: [[Int]]) -> [Bool] {
    var marks = marks
    var open = marks.indices.filter { marks[$0] }
    while let node = open.popLast() {
      for target in edges[node] where !marks[target] {
        marks[target] = true
        open.append(target)
      }
    }
    return marks
  }

  /// Marks the physical relations that have days: those with dated facts, those that a window can
  /// cut, and those that rules lead to from them.
  private func inferTime(_ lowering: inout Lowering, _ facts: FactStore) {
    let horizon = program.horizon
    for fact in facts.facts {
      for (spans, reading) in [
        (fact.certain, Reading.certain), (fact.conceivable, .conceivable),
      ] where spans.contains(where: { $0 != horizon }) {
        lowering.physical.relations[lowering.relation(fact.relation, reading)].isTemporal = true
      }
    }
    for completion in lowering.completions {
      lowering.physical.relations[completion.target].isTemporal = true
    }
    var targets = [[Int]](repeating: [], count: lowering.physical.relations.count)
    for rule in lowering.physical.rules {
      for source in rule.sources { targets[source].append(rule.target) }
      if case .window(_, let window, let target) = rule, !window.isAskedEverywhere(within: horizon)
      {
        lowering.physical.relations[target].isTemporal = true
      }
    }
    let isTemporal = Loader.reached(
      from: lowering.physical.relations.map(\.isTemporal), along: targets)
    for relation in isTemporal.indices {
      lowering.physical.relations[relation].isTemporal = isTemporal[relation]
    }
  }

  private func insert(
    _ facts: FactStore, _ context: Context, _ lowering: Lowering
  ) throws(EvaluationFailure) {
    for (number, codes) in facts.bulk.sorted(by: { $0.key < $1.key }) {
      for reading in Reading.allCases {
        let target = lowering.relation(number, reading)
        if reading == .conceivable && target == number { continue }
        try insert(codes, context.relations[target], context)
      }
    }
    var completions: [Int: [(WindowTransform, Int)]] = [:]
    for completion in lowering.completions {
      completions[completion.relation, default: []].append((completion.window, completion.target))
    }
    var blocks: [Int: Rows] = [:]
    func add(_ tuple: [UInt32], _ spans: [Span], _ target: Int) {
      let relation = context.relations[target]
      let block = blocks[target] ?? Rows(width: relation.width, capacity: 16)
      blocks[target] = block
      for span in SpanSet.coalesced(spans, within: program.horizon) {
        block.append(
          relation.isTemporal ? tuple + [dayCode(span.from), dayCode(span.until)] : tuple)
      }
    }
    for fact in facts.facts {
      try context.watch.tick(1)
      add(fact.tuple, fact.certain, fact.relation)
      let conceivable = lowering.relation(fact.relation, .conceivable)
      if conceivable != fact.relation { add(fact.tuple, fact.conceivable, conceivable) }
      for (window, target) in completions[fact.relation] ?? [] {
        add(
          fact.tuple, fact.marks.compactMap { window.containing($0, within: program.horizon) },
          target)
      }
    }
    for (target, block) in blocks.sorted(by: { $0.key < $1.key }) where block.count > 0 {
      try context.relations[target].insert(block)
      try context.watch.check()
    }
  }

  /// Inserts flat timeless rows.
  private func insert(
    _ codes: [UInt32], _ relation: Relation, _ context: Context
  ) throws(EvaluationFailure) {
    let arity = relation.arity
    guard arity > 0 else {
      return
    }
    let block = Rows(width: relation.width, capacity: 1 << 14)
    var next = 0
    while next + arity <= codes.count {
      let count = min(1 << 14, (codes.count - next) / arity)
      for column in 0..<arity {
        let values = block.column(column)
        for row in 0..<count { values[row] = codes[next + row * arity + column] }
      }
      if relation.isTemporal {
        for row in 0..<count {
          block.column(arity)[row] = context.horizonFrom
          block.column(arity + 1)[row] = context.horizonUntil
        }
      }
      block.count = count
      try relation.insert(block)
      next += count * arity
      try context.watch.tick(count)
    }
  }
}

extension ProgramRule {
  /// Whether a window of the rule can have no day inside the horizon, which cuts even what always
  /// holds.
  func cutsDays(_ horizon: Span) -> Bool { ProgramRule.cutsDays(premises, horizon) }

  private static func cutsDays(_ premises: [Premise], _ horizon: Span) -> Bool {
    premises.contains { premise in
      switch premise {
      case .holds(let literal), .absent(let literal):
        literal.window.map { !WindowTransform($0).isAskedEverywhere(within: horizon) } ?? false
      case .aggregate(let aggregate, _): cutsDays(aggregate.body, horizon)
      case .compare, .assign, .range, .run: false
      }
    }
  }
}
