/// Lays out relations for a program and its facts, and fills them with the facts.
struct Loader {
  let program: Program
  let strata: [[Int]]
  let dependencies: [EvaluationFailure.Dependency]

  init(
    _ program: Program, _ strata: [[Int]], _ dependencies: [EvaluationFailure.Dependency]
  ) {
    self.program = program
    self.strata = strata
    self.dependencies = dependencies
  }

  func load(
    _ facts: FactStore, _ manner: EvaluationManner, _ watch: Watch
  ) throws(EvaluationFailure) -> Context {
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
      if cutsDays(fact.certain) || cutsDays(fact.conceivable) {
        mentionsTime[fact.relation] = true
      }
    }
    for (relation, blocks) in facts.blocks where cutsDays(blocks) {
      mentionsTime[relation] = true
    }
    spread(&isImprecise, &mentionsTime)
    var lowering = Lowering(
      program, strata: strata, isImprecise: isImprecise, mentionsTime: mentionsTime,
      hasMarks: hasMarks)
    lowering.lowerRules()
    inferTime(&lowering, facts)
    let relations = lowering.physical.relations.map {
      Relation(
        name: $0.name, arity: $0.arity, isTemporal: $0.isTemporal,
        rowsWorthBits: manner.rowsWorthBits, watch)
    }
    let context = Context(
      lowering.physical, relations: relations, pools: facts.pools, manner, watch: watch)
    watch.countFacts = { [unowned context] in
      context.storedCount
    }
    try insert(facts, context, lowering)
    context.given = try GivenFacts(
      facts, context, completions: lowering.completions.map { ($0, $1, $2) })
    context.settle(Array(relations.indices))
    return context
  }

  /// Relations that imprecise facts or time can reach through rules.
  private func spread(_ isImprecise: inout [Bool], _ mentionsTime: inout [Bool]) {
    let conclusions = Edges(
      dependencies.map { ($0.premise, $0.head) }, nodeCount: program.relations.count)
    for rule in program.rules where rule.cutsDays(program.horizon) {
      mentionsTime[rule.head.relation] = true
    }
    isImprecise = Loader.reached(from: isImprecise, along: conclusions)
    mentionsTime = Loader.reached(from: mentionsTime, along: conclusions)
  }

  /// Marks all nodes that edges lead to from marked ones.
  ///
  /// O(nodes + edges).
  static func reached(from marks: [Bool], along edges: Edges) -> [Bool] {
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

  /// Whether some of the days are less than all.
  private func cutsDays(_ spans: [Span]) -> Bool { spans.contains { $0 != program.horizon } }

  /// Whether some row of the blocks does not hold on every day.
  private func cutsDays(_ blocks: [FactBlock]) -> Bool {
    blocks.contains { block in
      block.from.contains { $0 > program.horizon.from }
        || block.until.contains { $0 < program.horizon.until }
    }
  }

  /// Marks the physical relations that have days: those with dated facts, those that a window can
  /// cut, and those that rules lead to from them.
  private func inferTime(_ lowering: inout Lowering, _ facts: FactStore) {
    let horizon = program.horizon
    for fact in facts.facts {
      for reading in Reading.allCases
      where cutsDays(reading == .certain ? fact.certain : fact.conceivable) {
        lowering.physical.relations[lowering.relation(fact.relation, reading)].isTemporal = true
      }
    }
    for (relation, blocks) in facts.blocks where cutsDays(blocks) {
      for reading in Reading.allCases {
        lowering.physical.relations[lowering.relation(relation, reading)].isTemporal = true
      }
    }
    for completion in lowering.completions {
      lowering.physical.relations[completion.target].isTemporal = true
    }
    var targets: [(from: Int, to: Int)] = []
    for rule in lowering.physical.rules {
      rule.forEachSource { targets.append(($0, rule.target)) }
      if case .window(_, let window, let target) = rule, !window.isAskedEverywhere(within: horizon)
      {
        lowering.physical.relations[target].isTemporal = true
      }
    }
    let isTemporal = Loader.reached(
      from: lowering.physical.relations.map(\.isTemporal),
      along: Edges(targets, nodeCount: lowering.physical.relations.count))
    for relation in isTemporal.indices {
      lowering.physical.relations[relation].isTemporal = isTemporal[relation]
    }
  }

  private func insert(
    _ facts: FactStore, _ context: Context, _ lowering: Lowering
  ) throws(EvaluationFailure) {
    for (number, blocks) in facts.blocks.sorted(by: { $0.key < $1.key }) {
      for reading in Reading.allCases {
        let target = lowering.relation(number, reading)
        if reading == .conceivable && target == number { continue }
        for block in blocks { try insert(block, context.relations[target], context) }
      }
    }
    var completions: [Int: [(WindowTransform, Int)]] = [:]
    for completion in lowering.completions {
      completions[completion.relation, default: []].append((completion.window, completion.target))
    }
    var blocks = [Rows?](repeating: nil, count: context.relations.count)
    func add(_ tuple: [UInt32], _ spans: [Span], _ target: Int) {
      let relation = context.relations[target]
      let block = blocks[target] ?? Rows(width: relation.width, capacity: 16)
      blocks[target] = block
      for span in SpanSet.coalesced(spans, within: program.horizon) {
        if relation.isTemporal { block.append(tuple, span) } else { block.append(tuple) }
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
    for (target, block) in blocks.enumerated() {
      guard let block, block.count > 0 else { continue }
      try context.relations[target].insert(block)
      try context.watch.check()
    }
  }

  /// Inserts a block of given rows.
  private func insert(
    _ facts: FactBlock, _ relation: Relation, _ context: Context
  ) throws(EvaluationFailure) {
    let arity = relation.arity
    precondition(
      facts.columns.count == arity,
      "given rows of '\(relation.name)' have \(facts.columns.count) values")
    let horizon = program.horizon
    var next = 0
    while next < facts.count {
      let range = next..<min(next + Loader.chunk, facts.count)
      let block = Rows(width: relation.width, capacity: range.count)
      for column in 0..<arity {
        let values = block.column(column)
        facts.columns[column].withUnsafeBufferPointer { codes in
          for row in range { values[row - range.lowerBound] = codes[row] }
        }
      }
      block.count = range.count
      if relation.isTemporal {
        let (from, until) = (block.column(arity), block.column(arity + 1))
        var kept = 0
        for row in range {
          let span = facts.span(row)
          let (first, end) = (max(span.from, horizon.from), min(span.until, horizon.until))
          if first >= end { continue }
          if kept < row - range.lowerBound {
            for column in 0..<arity {
              block.column(column)[kept] = block.column(column)[row - range.lowerBound]
            }
          }
          (from[kept], until[kept]) = (dayCode(first), dayCode(end))
          kept += 1
        }
        block.count = kept
      }
      if block.count > 0 { try relation.insert(block) }
      next = range.upperBound
      try context.watch.tick(range.count)
    }
  }

  private static let chunk = 1 << 14
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
