/// Turns a program and its facts into a physical program.
///
/// Every relation that an imprecise fact can reach is doubled: certain rules use certain premises
/// and exceptions that are not even conceivable, conceivable rules the other way round.
struct Lowering {
  let program: Program
  let components: [Int]
  let isImprecise: [Bool]
  /// Whether any reading of a relation mentions time.
  let mentionsTime: [Bool]
  let hasMarks: [Bool]
  var physical: PhysicalProgram
  private var windows: [WindowKey: Int] = [:]
  private var runs: [RunRule: Int] = [:]
  /// Windows over relations with marks: where marks complete the certain reading.
  var completions: [(relation: Int, window: WindowTransform, target: Int)] = []

  private struct WindowKey: Hashable {
    var relation: Int
    var window: WindowTransform
    var isCompleted: Bool
  }

  init(
    _ program: Program, strata: [[Int]], isImprecise: [Bool], mentionsTime: [Bool],
    hasMarks: [Bool]
  ) {
    self.program = program
    self.isImprecise = isImprecise
    self.mentionsTime = mentionsTime
    self.hasMarks = hasMarks
    var components = [Int](repeating: 0, count: program.relations.count)
    for (number, members) in strata.enumerated() {
      for member in members { components[member] = number }
    }
    self.components = components
    physical = PhysicalProgram(horizon: program.horizon)
    physical.strata = components
    for relation in program.relations {
      physical.relations.append(
        PhysicalRelation(name: relation.name, columns: relation.columns))
    }
    for (number, relation) in program.relations.enumerated() {
      if isImprecise[number] {
        physical.conceivable.append(physical.relations.count)
        physical.relations.append(
          PhysicalRelation(name: relation.name, columns: relation.columns))
      } else {
        physical.conceivable.append(number)
      }
    }
  }

  /// The relation that holds a reading of one of the program's relations.
  func relation(_ number: Int, _ reading: Reading) -> Int {
    reading == .certain ? number : physical.conceivable[number]
  }

  mutating func lowerRules() {
    for rule in program.rules {
      let certain = lowered(rule, .certain)
      physical.rules.append(.join(certain))
      physical.certainRules.append(certain)
      own(rule, .certain)
      if isImprecise[rule.head.relation] {
        let conceivable = lowered(rule, .conceivable)
        physical.rules.append(.join(conceivable))
        physical.conceivableRules.append(conceivable)
        own(rule, .conceivable)
      } else {
        physical.conceivableRules.append(certain)
      }
    }
  }

  /// Notes that all rules made since the last time are made for one reading of a rule.
  private mutating func own(_ rule: ProgramRule, _ reading: Reading) {
    let made = physical.rules.count - physical.owners.count
    physical.owners.append(contentsOf: repeatElement(physical.costs.count, count: made))
    physical.costs.append((rule.origin, reading, rule.head.relation, physical.rules.count - 1))
  }

  private mutating func lowered(_ rule: ProgramRule, _ reading: Reading) -> JoinRule {
    JoinRule(
      head: relation(rule.head.relation, reading), operands: rule.head.operands,
      premises: lowered(rule.premises, reading, of: rule),
      variableCount: rule.variableCount, origin: rule.origin)
  }

  private mutating func lowered(
    _ premises: [Premise], _ reading: Reading, of rule: ProgramRule
  ) -> [PhysicalPremise] {
    var result: [PhysicalPremise] = []
    result.reserveCapacity(premises.count)
    for premise in premises {
      switch premise {
      case .holds(let literal):
        result.append(.match(windowed(literal, reading), literal.operands))
      case .absent(let literal):
        result.append(.absent(windowed(literal, reading.opposite), literal.operands))
      case .compare(let left, let comparison, let right, let kind):
        result.append(.compare(left, comparison, right, kind))
      case .assign(let variable, let expression, let kind):
        result.append(.assign(variable, expression, kind))
      case .range(let variable, let from, let to, let step, let kind):
        result.append(.range(variable, from: from, to: to, step: step, kind))
      case .run(let literal, let parts):
        result.append(run(literal, parts, reading))
      case .aggregate(let aggregate, let use):
        result.append(
          .aggregate(read(aggregate, use, reading, of: rule, beside: premises)))
      }
    }
    return result
  }

  // MARK: - Windows and runs

  private mutating func windowed(_ literal: Literal, _ reading: Reading) -> Int {
    let source = relation(literal.relation, reading)
    guard let window = literal.window.map(WindowTransform.init) else { return source }
    if !mentionsTime[literal.relation] && window.isAskedEverywhere(within: program.horizon) {
      return source
    }
    let isCompleted = reading == .certain && !window.isAlways && hasMarks[literal.relation]
    let key = WindowKey(relation: source, window: window, isCompleted: isCompleted)
    if let known = windows[key] { return known }
    let target = add(
      "\(program.relations[literal.relation].name) in a window",
      physical.relations[source].columns)
    windows[key] = target
    physical.rules.append(.window(source: source, window, target: target))
    if isCompleted { completions.append((literal.relation, window, target)) }
    return target
  }

  private mutating func run(
    _ literal: Literal, _ reading: RunReading, _ side: Reading
  ) -> PhysicalPremise {
    var parts: [RunPart] = []
    var operands = literal.operands
    if let start = reading.start {
      parts.append(.start)
      operands.append(.variable(start))
    }
    if let end = reading.end {
      parts.append(.end)
      operands.append(.variable(end))
    }
    if let length = reading.length {
      parts.append(.length)
      operands.append(.variable(length))
    }
    let certain = relation(literal.relation, .certain)
    let conceivable = relation(literal.relation, .conceivable)
    var rule = RunRule(
      certain: certain, conceivable: conceivable,
      reading: certain == conceivable ? .certain : side, parts: parts, target: 0)
    if let known = runs[rule] { return .match(known, operands) }
    let target = add(
      "run of \(program.relations[literal.relation].name)",
      physical.relations[certain].columns + parts.map { _ in .integer })
    runs[rule] = target
    rule.target = target
    physical.rules.append(.run(rule))
    return .match(target, operands)
  }

  mutating func add(_ name: String, _ columns: [ColumnKind]) -> Int {
    physical.relations.append(PhysicalRelation(name: name, columns: columns))
    return physical.relations.count - 1
  }

  // MARK: - Aggregates

  /// What a rule reads of an aggregate: a body relation, a sweep over it, and how it is compared.
  private mutating func read(
    _ aggregate: Aggregate, _ use: AggregateUse, _ reading: Reading, of rule: ProgramRule,
    beside premises: [Premise]
  ) -> AggregateRead {
    let isRecursive =
      aggregate.isMonotone(use, Program.positives(rule.premises))
      && aggregate.relations.contains { components[$0] == components[rule.head.relation] }
    let isPrecise = !aggregate.relations.contains { isImprecise[$0] }
    // More members only raise a monotone count or extreme, so each reading needs its own alone.
    let isOwn =
      isPrecise || isRecursive
      || (aggregate.isMonotone(use, Program.positives(rule.premises)) && aggregate.function != .sum)
    var output: Sweep.Output
    switch (use, reading) {
    case (_, .certain): output = .certainBounds
    case (.compare, .conceivable): output = .bounds
    case (.value, .conceivable): output = .candidates
    }
    if isOwn { output = .bounds }

    var head = aggregate.group.map(Operand.variable)
    if aggregate.function == .count || aggregate.function == .sum {
      head += aggregate.per.filter { !aggregate.group.contains($0) }.map(Operand.variable)
    }
    let hasValue = aggregate.value != nil && aggregate.function != .count
    if hasValue, let value = aggregate.value { head.append(.variable(value)) }

    let free = aggregate.unboundGroup
    // A body with arithmetic is evaluated only for groups that are asked, so that it fails only
    // where a row needs it.
    let isInline = !isRecursive && (!free.isEmpty || aggregate.mayFail)
    let sides: [Reading] = isOwn ? [isPrecise ? .certain : reading] : [.certain, .conceivable]
    var bodies: [JoinRule] = []
    for side in sides {
      var body = lowered(aggregate.body, side, of: rule)
      if isRecursive && !free.isEmpty {
        body.insert(
          .match(domain(free, premises, reading, rule), free.map(Operand.variable)), at: 0)
      }
      bodies.append(
        JoinRule(
          head: -1, operands: head, premises: body, variableCount: rule.variableCount,
          origin: rule.origin))
    }
    var sweep = Sweep(
      function: aggregate.function, groupCount: aggregate.group.count, hasValue: hasValue,
      certain: 0, conceivable: 0, output: output, isRecursive: isRecursive, kind: aggregate.kind,
      origin: rule.origin)
    var source: AggregateRead.Source
    if isInline {
      source = .inline(InlineAggregate(bodies: bodies, sweep: sweep))
    } else {
      let columns = [ColumnKind](repeating: .symbol, count: head.count)
      var members: [Int] = []
      for index in bodies.indices {
        bodies[index].head = add("members of an aggregate", columns)
        if !isRecursive { bodies[index].guards = guards(aggregate, premises, reading, of: rule) }
        members.append(bodies[index].head)
        physical.rules.append(.join(bodies[index]))
      }
      sweep.certain = members[0]
      sweep.conceivable = members[members.count - 1]
      let target = add(
        "aggregate",
        Array(
          repeating: .symbol, count: aggregate.group.count + 2))
      physical.rules.append(.sweep(sweep, target: target))
      source = .relation(target)
    }
    return AggregateRead(
      source: source, bodies: bodies, group: aggregate.group, use: use,
      isCertain: reading == .certain,
      emptyIsZero: aggregate.function == .count || aggregate.function == .sum,
      kind: aggregate.kind)
  }

  /// What a rule asks of the groups beside the aggregate: members of other groups, or on other
  /// days, change no value that is read.
  private mutating func guards(
    _ aggregate: Aggregate, _ premises: [Premise], _ reading: Reading, of rule: ProgramRule
  ) -> [PhysicalPremise] {
    var guards: [PhysicalPremise] = []
    for case .holds(let literal) in premises
    where components[literal.relation] != components[rule.head.relation] {
      // Variables of the rule that are no group are others in the body.
      let operands = literal.operands.map { operand in
        if case .variable(let number) = operand, !aggregate.group.contains(number) {
          Operand.any
        } else {
          operand
        }
      }
      if operands.contains(where: { $0.variable != nil }) {
        guards.append(.match(windowed(literal, reading), operands))
      }
    }
    return guards
  }

  /// A relation of the values that a rule's other positive premises give to some variables.
  private mutating func domain(
    _ variables: [Int], _ premises: [Premise], _ reading: Reading, _ rule: ProgramRule
  ) -> Int {
    var positive: [PhysicalPremise] = []
    for premise in premises {
      switch premise {
      case .holds(let literal):
        positive.append(.match(windowed(literal, reading), literal.operands))
      case .run(let literal, let parts):
        positive.append(run(literal, parts, reading))
      case .assign(let variable, let expression, let kind):
        positive.append(.assign(variable, expression, kind))
      case .range(let variable, let from, let to, let step, let kind):
        positive.append(.range(variable, from: from, to: to, step: step, kind))
      case .aggregate(let aggregate, .value(let variable)):
        positive.append(
          .aggregate(read(aggregate, .value(variable), reading, of: rule, beside: premises)))
      case .absent, .compare, .aggregate:
        break
      }
    }
    let target = add(
      "group of an aggregate",
      [ColumnKind](repeating: .symbol, count: variables.count))
    physical.rules.append(
      .join(
        JoinRule(
          head: target, operands: variables.map(Operand.variable), premises: positive,
          variableCount: rule.variableCount, origin: rule.origin)))
    return target
  }
}

extension Reading {
  package var opposite: Reading { self == .certain ? .conceivable : .certain }
}

extension Aggregate {
  /// All relations in the body, nested aggregates included.
  var relations: [Int] { Aggregate.relations(body) }

  static func relations(_ premises: [Premise]) -> [Int] {
    premises.flatMap { premise -> [Int] in
      switch premise {
      case .holds(let literal), .absent(let literal), .run(let literal, _): [literal.relation]
      case .compare, .assign, .range: []
      case .aggregate(let inner, _): relations(inner.body)
      }
    }
  }

  /// Whether the body computes.
  var mayFail: Bool {
    body.contains { premise in
      switch premise {
      case .compare(let left, _, let right, _): left.mayFail || right.mayFail
      case .assign(_, let term, _): term.mayFail
      case .range: premise.rangeTerms.contains(where: \.mayFail)
      case .aggregate(let inner, _): inner.function == .sum || inner.mayFail
      case .holds, .absent, .run: false
      }
    }
  }

  /// Group variables that no premise of the body binds.
  var unboundGroup: [Int] {
    var bound: Set<Int> = []
    var isChanged = true
    while isChanged {
      isChanged = false
      for premise in body {
        for variable in premise.binds(given: bound) where bound.insert(variable).inserted {
          isChanged = true
        }
      }
    }
    return group.filter { !bound.contains($0) }
  }
}

extension Premise {
  /// The variables that the premise binds once others are bound.
  func binds(given bound: Set<Int>) -> [Int] {
    func variables(_ literal: Literal) -> [Int] {
      literal.operands.compactMap { if case .variable(let number) = $0 { number } else { nil } }
    }
    switch self {
    case .holds(let literal):
      return variables(literal)
    case .run(let literal, let parts):
      return variables(literal) + [parts.start, parts.end, parts.length].compactMap { $0 }
    case .assign(let variable, let expression, _):
      return expression.variables.allSatisfy(bound.contains) ? [variable] : []
    case .range(let variable, _, _, _, _):
      return rangeTerms.allSatisfy { $0.variables.allSatisfy(bound.contains) } ? [variable] : []
    case .aggregate(let aggregate, .value(let variable)):
      return aggregate.group.allSatisfy(bound.contains) ? [variable] : []
    case .absent, .compare, .aggregate:
      return []
    }
  }
}
