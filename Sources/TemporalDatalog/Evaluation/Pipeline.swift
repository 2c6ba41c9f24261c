/// The stages of one rule in the order in which they run.
final class Pipeline {
  let context: Context
  let steps: [Step]
  private let seed: Rows
  /// Where a pipeline without a head keeps its rows: the operands of its rule, over the layout.
  let sink: CollectStep?
  private let operands: [Operand]
  /// The rule's premises in the order in which they run.
  let order: [Int]
  private var runDuration = Duration.zero

  init(
    _ context: Context, _ steps: [Step], inputWidth: Int, sink: CollectStep?, operands: [Operand],
    order: [Int]
  ) {
    self.order = order
    self.context = context
    self.steps = steps
    self.sink = sink
    self.operands = operands
    seed = Rows(width: inputWidth, capacity: 1)
    seed.count = 1
    for index in 1..<max(1, steps.count) { steps[index - 1].next = steps[index] }
  }

  func prepare() throws(EvaluationFailure) {
    for step in steps { try step.makeReady() }
  }

  /// Runs on given bindings, and makes each stage ready only once something reaches it.
  ///
  /// ``letGo()`` has to follow when what was collected has been taken.
  func runAtOnce(_ input: Rows) throws(EvaluationFailure) {
    try steps.first?.makeReady()
    try run(input)
  }

  /// Lets go of relations, which go on without what they had for one round.
  func letGoOfRelations() {
    for step in steps { step.letGoOfRelation() }
  }

  /// Lets go of relations and rows, so that the stages can be kept for a run on others.
  func letGo() {
    for step in steps { step.letGo() }
  }

  /// Whether several lanes can run the rule side by side.
  var isShareable: Bool { steps.allSatisfy(\.isShareable) }

  /// Rows that the stages have handed on since costs were taken.
  var passedCount: Int { steps.reduce(0) { $0 + $1.passedCount } }

  /// Adds what each premise cost since the last time, and the writing of rows.
  func takeStepCosts(into costs: inout StepCosts) {
    costs.makeRoom(for: order.count)
    var inclusive = runDuration
    runDuration = .zero
    for (position, step) in steps.enumerated() {
      let taken = step.takeCost()
      let premise = position < order.count ? order[position] : StepCosts.head
      costs.add(StepCost(rows: taken.passed, duration: inclusive - taken.next), to: premise)
      inclusive = taken.next
    }
  }

  /// Runs on one empty binding; the first stage is ready.
  func run() throws(EvaluationFailure) { try run(seed) }

  /// Runs on given bindings.
  func run(_ input: Rows) throws(EvaluationFailure) {
    guard let first = steps.first else { return }
    if !context.isTimed { return try run(input, first) }
    let started = Step.clock.now
    defer { runDuration += Step.clock.now - started }
    try run(input, first)
  }

  private func run(_ input: Rows, _ first: Step) throws(EvaluationFailure) {
    if input.count <= Step.largestBatch {
      try first.process(input)
    } else {
      let batch = Rows(width: input.width, capacity: Step.largestBatch)
      var start = 0
      while start < input.count {
        let size = min(Step.largestBatch, input.count - start)
        for column in 0..<input.width {
          batch.column(column).update(from: input.column(column) + start, count: size)
        }
        batch.count = size
        try first.process(batch)
        start += size
      }
    }
    try first.finish()
  }

  /// The number of rows that a pipeline without a head has kept.
  var collectedCount: Int { sink?.rows.count ?? 0 }

  /// The collected rows as tuples of the operands, with days if asked.
  func collected(isTemporal: Bool, _ horizon: Span) -> Rows {
    guard let sink else { return Rows(width: 0, capacity: 0) }
    let rows = Rows(width: operands.count + (isTemporal ? 2 : 0), capacity: sink.rows.count)
    rows.count = sink.rows.count
    for (column, operand) in operands.enumerated() {
      let target = rows.column(column)
      switch operand {
      case .variable(let variable):
        if let slot = sink.layout.slot(variable) {
          target.update(from: sink.rows.column(slot), count: rows.count)
        }
      case .constant(let code):
        for row in 0..<rows.count { target[row] = code }
      case .any: break
      }
    }
    if isTemporal {
      let (from, until) = (rows.column(operands.count), rows.column(operands.count + 1))
      for row in 0..<rows.count {
        let span = sink.layout.isTemporal ? sink.rows.span(row) : horizon
        from[row] = dayCode(span.from)
        until[row] = dayCode(span.until)
      }
    }
    return rows
  }
}
