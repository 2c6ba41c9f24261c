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

  /// Orders the premises; `previous` is the plan that did the same work until now, of which all is
  /// taken over if the order is the same.
  init(_ planner: Planner, sizes: [Int] = [], after previous: RulePlan? = nil) {
    self.planner = planner
    self.sizes = sizes
    context = planner.context
    head = planner.context.relations[planner.rule.head]
    let plan = planner.plan()
    order = plan.order
    expectedCount = max(previous?.expectedCount ?? 0, plan.rows)
    if let previous, previous.order == order {
      (pipeline, lanes) = (previous.pipeline, previous.lanes)
    } else {
      pipeline = planner.pipeline(order, .relation(head))
    }
  }

  /// Applies the rule; in lanes where it has much to do.
  func run() async throws(EvaluationFailure) {
    let before = passedCount
    defer { forEachPipeline { $0.letGoOfRelations() } }
    try await runInManner()
    expectedCount = Double(passedCount - before)
  }

  /// Rows that all premises have handed on since costs were taken.
  private var passedCount: Int {
    var count = 0
    forEachPipeline { count += $0.passedCount }
    return count
  }

  private func forEachPipeline(_ body: (Pipeline) -> Void) {
    body(pipeline)
    for lane in lanes { if let works = lane.works { body(works.pipeline) } }
  }

  private func runInManner() async throws(EvaluationFailure) {
    if context.manner.lanes > 1 {
      for case let step as JoinStep in pipeline.steps {
        guard let (relation, columns, scope) = step.search,
          relation.sizeToArrange(scope) >= context.manner.rowsWorthLanes / 4
        else { continue }
        try await relation.arrange(columns, scope, context.crew, lanes: context.manner.lanes)
      }
    }
    let manner = context.manner
    guard manner.lanes > 1, expectedCount >= Double(manner.rowsWorthLanes),
      pipeline.isShareable, let scan = pipeline.steps.first as? JoinStep
    else {
      (pipeline.steps.first as? JoinStep)?.isShared = false
      // What a stage looks into is sorted only once something reaches it, where the rule runs once:
      // in recursion, orders that nobody asked for in some rounds would be dropped and made again.
      if planner.driver == nil {
        try pipeline.steps.first?.makeReady()
      } else {
        try pipeline.prepare()
      }
      return try pipeline.run()
    }
    scan.isShared = head.dense != nil
    try pipeline.prepare()
    guard let count = scan.scanCount, count > 1 else { return try pipeline.run() }
    let tickets = ScanTickets(
      count: count, size: max(1, min(RulePlan.ticketSize, count / (32 * manner.lanes))),
      lanes: manner.lanes)
    if lanes.isEmpty {
      lanes = (0..<manner.lanes).map { Lane($0, planner, order, head) }
    }
    let task = Lane.Task(
      tickets: tickets, locks: head.dense?.locks, pools: context.pools,
      factCount: context.storedCount)
    // Safe: each lane is run by one task, and `lanes` stays as it is.
    let lanes = lanes
    await context.crew.run { lanes[$0].run(task) }
    // Who came too late has done nothing.
    let used = lanes.filter(\.hasRun)
    if let failure = used.lazy.compactMap(\.failure).first { throw failure }
    for lane in used {
      context.failedPremises.formUnion(lane.works?.context.failedPremises ?? [])
    }
    try head.insert(used.compactMap { $0.works?.sink })
    for lane in used { lane.release() }
  }

  /// Adds what each premise cost since the last time.
  func takeStepCosts(into costs: inout StepCosts) {
    forEachPipeline { $0.takeStepCosts(into: &costs) }
  }
}

/// One of the workers that share the rows of a rule's first premise.
final class Lane: @unchecked Sendable {
  // Safe: a lane is used by one task at a time; what lanes share, the relations, is only read while
  // they run, but for the bits of the head's, on which there are locks. The plan's own pipeline has
  // been prepared before, so that all that lanes look into is there.

  /// What a lane is to do.
  struct Task: Sendable {
    let tickets: ScanTickets
    let locks: StripeLocks?
    let pools: Pools
    let factCount: Int
  }

  /// What a lane works with.
  struct Works {
    let context: Context
    let sink: LaneSink
    let pipeline: Pipeline
  }

  private let number: Int
  private let planner: Planner
  private let order: [Int]
  private let head: Relation
  /// Made by the task that runs the lane first, so that its memory lies apart from other lanes':
  /// threads that write to the same line of cache wait for each other.
  private(set) var works: Works?
  /// Whether it has done a part of the last task.
  private(set) var hasRun = false
  /// Why it ended early, if it did.
  private(set) var failure: EvaluationFailure?

  init(_ number: Int, _ planner: Planner, _ order: [Int], _ head: Relation) {
    self.number = number
    self.planner = planner
    self.order = order
    self.head = head
  }

  /// Works until no row is left.
  func run(_ task: Task) {
    hasRun = true
    do throws(EvaluationFailure) {
      let works = works ?? makeWorks()
      self.works = works
      works.context.failedPremises = []
      works.context.pools = task.pools
      works.sink.reset(task.locks)
      works.context.watch.countFacts = { [unowned sink = works.sink] in
        task.factCount + sink.count
      }
      let scan = works.pipeline.steps.first as? JoinStep
      scan?.isShared = task.locks != nil
      scan?.tickets = (task.tickets, number)
      try works.pipeline.prepare()
      try works.pipeline.run()
    } catch {
      failure = error
      // The others need not go on.
      task.tickets.close()
    }
  }

  /// Lets go of what was taken, and of codes, to which others are added in place only then.
  func release() {
    hasRun = false
    works?.sink.reset()
    works?.context.pools = Pools()
  }

  private func makeWorks() -> Works {
    var planner = planner
    let context = Context(laneOf: planner.context)
    planner.context = context
    let sink = LaneSink(head, context.watch)
    return Works(
      context: context, sink: sink, pipeline: planner.pipeline(order, .lane(sink)))
  }
}
