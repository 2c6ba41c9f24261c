extension Updater {
  /// Concludes what follows from a premise that has changed, together with all others as they are.
  ///
  /// For a loss: rows lost, and rows gained that an exception names, on the relations as they were.
  /// For a gain the other way round, on the relations as they become.
  func conclude(_ number: Int, _ rule: JoinRule, isLoss: Bool) throws(EvaluationFailure) {
    for (index, premise) in rule.premises.enumerated() {
      var start = UpdateStart(rule: number, premise: index)
      switch premise {
      case .match(let relation, let operands):
        guard let change = changes[relation] else { continue }
        start.isMet = true
        try conclude(rule, isLoss ? change.lost : change.gained, relation, operands, start)
      case .absent(let relation, let operands):
        guard let change = changes[relation] else { continue }
        try conclude(rule, isLoss ? change.gained : change.lost, relation, operands, start)
      case .aggregate(let read):
        for (literal, (relation, operands)) in read.literals.enumerated() {
          guard let change = changes[relation] else { continue }
          let rows = try Rows.merged(
            change.lost, change.gained, isTemporal: old[relation].isTemporal, nil)
          start.literal = literal
          try conclude(rule, rows, relation, operands, start)
        }
      case .compare, .assign, .range: continue
      }
    }
  }

  /// Concludes those of some rows of the head that the rule gives.
  func concludeAgain(_ number: Int, _ rule: JoinRule, _ lost: Rows) throws(EvaluationFailure) {
    try conclude(rule, lost, rule.head, rule.operands, UpdateStart(rule: number))
  }

  /// Applies a rule where operands have the values, and on the days, of some rows of a relation.
  private func conclude(
    _ rule: JoinRule, _ rows: Rows, _ relation: Int, _ operands: [Operand], _ start: UpdateStart
  ) throws(EvaluationFailure) {
    let met = start.isMet ? start.premise : nil
    if rows.count == 0 || isIdle(rule, but: met) { return }
    let hasDays = old[relation].isTemporal
    var variables: [Int] = []
    for case .variable(let variable) in operands where !variables.contains(variable) {
      variables.append(variable)
    }
    variables.sort()
    let seeds = try seeds(rows, operands, variables, hasDays: hasDays)
    if seeds.count == 0 { return }
    var planner = Planner(context, rule)
    planner.prebound = variables
    planner.hasPreboundDays = hasDays
    if let met { planner.omitted = [met] }
    context.watch.rule = rule.origin
    context.failedPremises = []
    let pipeline = planner.pipeline(stages(planner, start), nil)
    try pipeline.prepare()
    try pipeline.run(seeds)
    if !context.failedPremises.isEmpty {
      if seesOld {
        // What was evaluated before had no failure that counts.
        context.failedPremises = []
      } else {
        var rest = rule
        if let met {
          rest.premises.remove(at: met)
          context.failedPremises = Set(context.failedPremises.map { $0 > met ? $0 - 1 : $0 })
        }
        var look = CloserLook(context, rest)
        look.prebound = variables
        look.hasPreboundDays = hasDays
        _ = try look.look(.raise, seeds)
      }
    }
    conclude(
      pipeline.collected(isTemporal: old[rule.head].isTemporal, context.horizon), rule.head)
  }

  /// Whether the rule has a premise, but for one that is met, that nothing meets.
  private func isIdle(_ rule: JoinRule, but met: Int?) -> Bool {
    rule.premises.indices.contains { index in
      guard index != met, case .match(let number, _) = rule.premises[index] else { return false }
      return relation(number).count == 0
    }
  }

  /// The stages of a rule: planned anew once a relation has grown or shrunk fourfold.
  private func stages(_ planner: Planner, _ start: UpdateStart) -> Planner.Stages {
    var sizes: [Int] = []
    func note(_ number: Int) {
      sizes.append((Int.bitWidth - relation(number).count.leadingZeroBitCount) / 2)
    }
    for premise in planner.rule.premises {
      switch premise {
      case .match(let relation, _), .absent(let relation, _): note(relation)
      case .aggregate: premise.relations.forEach(note)
      case .compare, .assign, .range: continue
      }
    }
    return context.stages(start, sizes: sizes) { planner.stages(planner.plan().order) }
  }

  /// The distinct values of some variables in sorted rows that fit the operands.
  private func seeds(
    _ rows: Rows, _ operands: [Operand], _ variables: [Int], hasDays: Bool
  ) throws(EvaluationFailure) -> Rows {
    var first: [Int: Int] = [:]
    var checks: [(Int, Int)] = []
    var constants: [(Int, UInt32)] = []
    for (column, operand) in operands.enumerated() {
      switch operand {
      case .any: continue
      case .constant(let code): constants.append((column, code))
      case .variable(let variable):
        if let known = first[variable] {
          checks.append((known, column))
        } else {
          first[variable] = column
        }
      }
    }
    var columns = variables.compactMap { first[$0] }
    if hasDays { columns += [operands.count, operands.count + 1] }
    var fitting = rows
    if !checks.isEmpty || !constants.isEmpty {
      fitting = Rows(width: rows.width, capacity: 16)
      for row in 0..<rows.count
      where checks.allSatisfy({ rows.value($0.0, row) == rows.value($0.1, row) })
        && constants.allSatisfy({ rows.value($0.0, row) == $0.1 })
      {
        fitting.append(rows, row..<row + 1)
      }
    }
    if columns.elementsEqual(0..<fitting.width) { return fitting }
    let sorted = try fitting.sorted(by: columns, context.watch)
    return hasDays ? sorted.coalesced() : sorted
  }
}

/// Where an update starts a rule: at a premise that has changed, or at rows of the head.
struct UpdateStart: Hashable {
  var rule: Int
  /// Nil for the head.
  var premise: Int?
  /// Whether the rows that start the rule are the premise's own, so that it is met.
  var isMet = false
  /// Which one of an aggregate's literals.
  var literal = 0
}

extension AggregateRead {
  /// The literals whose rows tell which groups may have another value, with all operands that are
  /// not the group's left open.
  fileprivate var literals: [(relation: Int, operands: [Operand])] {
    switch source {
    case .relation(let relation):
      return [(relation, group.map(Operand.variable) + [.any, .any])]
    case .inline(let inline):
      return inline.bodies.flatMap { AggregateRead.literals($0.premises, group) }
    }
  }

  private static func literals(
    _ premises: [PhysicalPremise], _ group: [Int]
  ) -> [(relation: Int, operands: [Operand])] {
    func open(_ operands: [Operand]) -> [Operand] {
      operands.map { operand in
        if case .variable(let variable) = operand, !group.contains(variable) { return .any }
        return operand
      }
    }
    return premises.flatMap { premise -> [(relation: Int, operands: [Operand])] in
      switch premise {
      case .match(let relation, let operands), .absent(let relation, let operands):
        [(relation, open(operands))]
      case .compare, .assign, .range: []
      case .aggregate(let read):
        read.literals.map { ($0.relation, open($0.operands)) }
      }
    }
  }
}
