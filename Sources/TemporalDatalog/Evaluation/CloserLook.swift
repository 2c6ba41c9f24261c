/// Finds out whether operations that failed while a rule ran count: whether some row satisfies all
/// that does not depend on their results.
///
/// What depends on the result of another operation that fails on the same row is left out too.
struct CloserLook {
  let context: Context
  let rule: JoinRule
  /// Variables bound before the first premise, ascending, and whether they come with days.
  var prebound: [Int] = []
  var hasPreboundDays = false

  init(_ context: Context, _ rule: JoinRule) {
    self.context = context
    self.rule = rule
  }

  /// Looks at the premises noted in the context, and forgets them.
  ///
  /// - Parameters:
  ///   - mode: `raise` ends the evaluation at the first failure that counts; `failing` gives the
  ///     prebound values and the days of all.
  ///   - input: Values of the prebound variables.
  func look(_ mode: FailureMode, _ input: Rows? = nil) throws(EvaluationFailure) -> Rows {
    let result = Rows(width: prebound.count + 2, capacity: 0)
    var failed: [Int] = []
    // A closer look can meet further failures behind the first ones.
    while failed.count < context.failedPremises.count {
      failed = context.failedPremises.sorted()
      for premise in failed {
        let others = failed.filter { $0 != premise }.prefix(4)
        try look(at: premise, beside: others, mode, input, into: result)
      }
    }
    context.failedPremises = []
    return result
  }

  private func look(
    at premise: Int, beside others: ArraySlice<Int>, _ mode: FailureMode, _ input: Rows?,
    into result: Rows
  ) throws(EvaluationFailure) {
    for choice in 0..<(1 << others.count) {
      let failing = Set(zip(0..., others).filter { choice & (1 << $0.0) != 0 }.map(\.1))
      guard let omitted = rule.dependents(of: failing.union([premise]), bound: prebound) else {
        continue
      }
      var looked = rule
      looked.operands = prebound.map(Operand.variable)
      var planner = Planner(context, looked)
      planner.prebound = prebound
      planner.hasPreboundDays = hasPreboundDays
      planner.last = premise
      planner.lastMode = mode
      planner.failing = failing
      planner.omitted = omitted
      let pipeline = planner.pipeline(head: nil)
      try pipeline.prepare()
      if let input { try pipeline.run(input) } else { try pipeline.run() }
      if mode == .failing {
        result.append(contentsOf: pipeline.collected(isTemporal: true, context.horizon))
      }
    }
  }
}
