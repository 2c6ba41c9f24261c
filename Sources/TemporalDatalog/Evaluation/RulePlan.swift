/// A rule with the order of its premises, and the pipelines that run it: one, or one for each lane.
final class RulePlan: @unchecked Sendable {
  // Safe: a plan is used by one task, and while its lanes run only they are used.
  let planner: Planner
  /// The premises in the order in which they run.
  let order: [Int]
  /// The relations' sizes for which the order was chosen.
  let sizes: [Int]
  private let context: Context
  private let head: Relation
  private let pipeline: Pipeline
  private var lanes: [Lane] = []
  /// About how many rows the premises hand on, as the planner foresees, or as many as the last time.
  private(set) var expectedCount: Double

  /// Rows that a lane takes at once, at most.
  private static let ticketSize = 2048

  /// Orders the premises; `previous` is the plan that did the same work until now.
  init(_ planner: Planner, sizes: [Int] = [], after previous: RulePlan? = nil) {
    self.planner = planner
    self.sizes = sizes
    context = planner.context
    head = planner.context.relations[planner.rule.head]
    let plan = planner.plan()
    order = plan.order
    expectedCount = max(previous?.expectedCount ?? 0, plan.rows)
    pipeline = planner.pipeline(order, .relation(head))
  }

  /// Applies the rule; in lanes where it has much to do.
  func run() async throws(EvaluationFailure) {
    let before = passedCount
    try await runInManner()
    expectedCount = Double(passedCount - before)
  }

  /// Rows that all premises have handed on since costs were taken.
  private var passedCount: Int {
    lanes.reduce(pipeline.passedCount) { $0 + $1.pipeline.passedCount }
  }

  private func runInManner() async throws(EvaluationFailure) {
    try pipeline.prepare()
    let manner = context.manner
    guard manner.lanes > 1, expectedCount >= Double(manner.rowsWorthLanes),
      pipeline.isShareable, let scan = pipeline.steps.first as? JoinStep,
      let count = scan.scanCount, count > 1
    else {
      return try pipeline.run()
    }
    let tickets = ScanTickets(
      count: count, size: max(1, min(RulePlan.ticketSize, count / (8 * manner.lanes))),
      lanes: manner.lanes)
    if lanes.isEmpty {
      lanes = (0..<manner.lanes).map { Lane($0, planner, order, head) }
    }
    let factCount = context.storedCount
    let locks = head.dense?.locks
    for lane in lanes { try lane.prepare(tickets, locks, context.pools, factCount: factCount) }
    // Safe: each lane is run by one task, and `lanes` stays as it is.
    let lanes = lanes
    await context.crew.run { number in
      guard number < lanes.count else { return }
      lanes[number].run()
      // The others need not go on.
      if lanes[number].failure != nil { tickets.close() }
    }
    if let failure = lanes.lazy.compactMap(\.failure).first { throw failure }
    for lane in lanes {
      context.failedPremises.formUnion(lane.context.failedPremises)
    }
    try head.insert(lanes.map(\.sink))
    for lane in lanes { lane.release() }
  }

  /// Adds what each premise cost since the last time.
  func takeStepCosts(into costs: inout [Int: StepCost]) {
    for pipeline in [pipeline] + lanes.map(\.pipeline) {
      pipeline.takeStepCosts(into: &costs)
    }
  }
}

/// One of the workers that share the rows of a rule's first premise.
final class Lane: @unchecked Sendable {
  // Safe: a lane is used by one task at a time; what lanes share, the relations, is only read while
  // they run, but for the bits of the head's, on which there are locks.
  let context: Context
  let sink: LaneSink
  let pipeline: Pipeline
  /// Why it ended early, if it did.
  private(set) var failure: EvaluationFailure?
  private let number: Int

  init(_ number: Int, _ planner: Planner, _ order: [Int], _ head: Relation) {
    self.number = number
    var planner = planner
    context = Context(laneOf: planner.context)
    planner.context = context
    sink = LaneSink(head, context.watch)
    pipeline = planner.pipeline(order, .lane(sink))
  }

  /// Finds what the stages look into, while no lane runs.
  func prepare(
    _ tickets: ScanTickets, _ locks: StripeLocks?, _ pools: Pools, factCount: Int
  ) throws(EvaluationFailure) {
    failure = nil
    context.failedPremises = []
    context.pools = pools
    sink.reset(locks)
    context.watch.countFacts = { [unowned sink] in factCount + sink.count }
    try pipeline.prepare()
    (pipeline.steps.first as? JoinStep)?.tickets = (tickets, number)
  }

  /// Lets go of what was taken, and of codes, to which others are added in place only then.
  func release() {
    sink.reset()
    context.pools = Pools()
  }

  /// Works until no row is left.
  func run() {
    do throws(EvaluationFailure) {
      try pipeline.run()
    } catch {
      failure = error
    }
  }
}
