extension Updater {
  /// Concludes what follows from a premise that has changed, together with all others as they are.
  ///
  /// For a loss: rows lost, and rows gained that an exception names, on the relations as they were.
  /// For a gain the other way round, on the relations as they become.
  func conclude(_ number: Int, _ rule: JoinRule, isLoss: Bool) throws(EvaluationFailure) {
    for start in graph.starts[number] {
      guard let change = changes[start.relation] else { continue }
      switch start.place {
      case .match, .head:
        try conclude(rule, isLoss ? change.lost : change.gained, start)
      case .exception:
        try conclude(rule, isLoss ? change.gained : change.lost, start)
      case .member:
        let rows = try Rows.merged(
          change.lost, change.gained, isTemporal: start.hasDays, nil)
        try conclude(rule, rows, start)
      }
    }
  }

  /// Concludes those of some rows of the head that the rule gives.
  func concludeAgain(_ number: Int, _ rule: JoinRule, _ lost: Rows) throws(EvaluationFailure) {
    if let head = graph.heads[number] { try conclude(rule, lost, head) }
  }

  /// Applies a rule where operands have the values, and on the days, of some rows of a relation.
  private func conclude(
    _ rule: JoinRule, _ rows: Rows, _ start: UpdateStart
  ) throws(EvaluationFailure) {
    if rows.count == 0 || start.needed.contains(where: { relation($0).count == 0 }) { return }
    let seeds = try seeds(rows, start)
    if seeds.count == 0 { return }
    context.watch.rule = rule.origin
    if !context.failedPremises.isEmpty { context.failedPremises = [] }
    let pipeline = workshop.pipeline(rule, start)
    try pipeline.runAtOnce(seeds)
    if !context.failedPremises.isEmpty {
      if seesOld {
        // What was evaluated before had no failure that counts.
        context.failedPremises = []
      } else {
        try lookCloser(rule, seeds, start)
      }
    }
    if pipeline.collectedCount > 0 {
      conclude(
        pipeline.collected(isTemporal: old[rule.head].isTemporal, context.horizon), rule.head)
    }
    pipeline.letGo()
  }

  /// Ends the update if an operation that failed counts.
  private func lookCloser(
    _ rule: JoinRule, _ seeds: Rows, _ start: UpdateStart
  ) throws(EvaluationFailure) {
    var rest = rule
    if let met = start.met {
      rest.premises.remove(at: met)
      context.failedPremises = Set(context.failedPremises.map { $0 > met ? $0 - 1 : $0 })
    }
    var look = CloserLook(context, rest)
    look.prebound = start.variables
    look.hasPreboundDays = start.hasDays
    _ = try look.look(.raise, seeds)
  }

  /// The distinct values of a start's variables in sorted rows that fit its operands.
  private func seeds(_ rows: Rows, _ start: UpdateStart) throws(EvaluationFailure) -> Rows {
    var fitting = rows
    if !start.pairs.isEmpty || !start.constants.isEmpty {
      fitting = Rows(width: rows.width, capacity: 16)
      for row in 0..<rows.count
      where start.pairs.allSatisfy({ rows.value($0.0, row) == rows.value($0.1, row) })
        && start.constants.allSatisfy({ rows.value($0.column, row) == $0.code })
      {
        fitting.append(rows, row..<row + 1)
      }
    }
    if start.columns.elementsEqual(0..<fitting.width) { return fitting }
    let sorted = try fitting.sorted(by: start.columns, context.watch)
    return start.hasDays && sorted.count > 1 ? sorted.coalesced() : sorted
  }
}
