import Synchronization

/// Follows the newest rows of a relation that is kept as bits to the end, part by part.
///
/// Where a column is carried along (``CarriedColumn``), rows of different parts never meet: no part
/// waits for another's round, what a part reads again lies near, and several are followed side by
/// side.
final class PartedClosure: @unchecked Sendable {
  // Safe: while parts are followed, relations are only read, but for the bits of the closed one;
  // those of different parts lie in different words, or behind locks. A follower is used by one task.
  private let context: Context
  private let relation: Relation
  private let carried: CarriedColumn
  private let orders: [[Int]]
  private let followers: [PartFollower]

  /// Nil where rules would rather begin elsewhere than with what is new, or something beside the
  /// bits is kept of the relation.
  init?(_ context: Context, _ carried: CarriedColumn) {
    relation = context.relations[carried.relation]
    guard relation.dense != nil, relation.views.isEmpty, relation.indexes.isEmpty else {
      return nil
    }
    var orders: [[Int]] = []
    for carrier in carried.carriers {
      var planner = Planner(context, carrier.rule)
      planner.driver = carrier.driver
      planner.stratum = [carried.relation]
      let order = planner.plan().order
      guard order.first == carrier.driver else { return nil }
      orders.append(Array(order.dropFirst()))
    }
    self.context = context
    self.carried = carried
    self.orders = orders
    followers = (0..<max(1, context.manner.lanes)).map {
      PartFollower($0, context, carried, orders)
    }
  }

  /// Adds all that follows from the newest rows to the relation; what its bits have no room for
  /// waits in it, as after any round.
  func run() async throws(EvaluationFailure) {
    guard let dense = relation.dense else { return }
    let started = Step.clock.now
    let columns = [carried.column] + relation.identity.filter { $0 != carried.column }
    let rows = try relation.delta.joined().sorted(by: columns, context.watch)
    let parts = parts(
      rows.column(0), rows.count, from: dense.least[carried.column],
      size: partSize(dense.sizes[carried.column]))
    let isShared = context.manner.lanes > 1 && parts.count > 1
    let task = PartFollower.Task(
      rows: rows, columns: columns, parts: parts, storedCount: context.storedCount,
      // Words of bits have one value of the first column, or those of one part.
      locks: isShared && carried.column > 0 ? dense.locks : nil)
    let countFacts = context.watch.countFacts
    defer { context.watch.countFacts = countFacts }
    // What others look into is there before they do.
    try followers[0].prepare(task)
    if isShared {
      await context.crew.run { self.followers[$0].follow(task) }
    } else {
      while !task.isDone {
        followers[0].follow(task, atMost: 1)
        await Task.yield()
      }
    }
    if let failure = followers.lazy.compactMap(\.failure).first { throw failure }
    // Who came too late has done nothing.
    let used = followers.filter { $0.sink != nil }
    try relation.takeFollowed(task.newCount, used.compactMap(\.sink))
    note(used, since: started)
  }

  /// How many of a column's values belong to a part.
  ///
  /// Many where parts are followed alone, so that each round has much to do; fewer where others are
  /// to help, and as many parts for each. A multiple of 64, so that a part begins with a new word,
  /// however many values the other columns have.
  private func partSize(_ count: Int) -> UInt32 {
    let lanes = max(1, context.manner.lanes)
    let most = max(64, context.manner.valuesForPart / (lanes > 1 ? 4 : 1))
    var parts = (count + most - 1) / most
    if parts > 1 || lanes > 1 && count > 64 * lanes { parts = (parts + lanes - 1) / lanes * lanes }
    return UInt32(((count + parts - 1) / parts + 63) & ~63)
  }

  /// The rows of each part, by their values, which ascend.
  private func parts(
    _ values: UnsafePointer<UInt32>, _ count: Int, from least: UInt32, size: UInt32
  ) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for row in 1..<max(1, count)
    where (values[row] - least) / size != (values[start] - least) / size {
      parts.append(start..<row)
      start = row
    }
    return count == 0 ? [] : parts + [start..<count]
  }

  /// Notes what was done; a rule has run in as many rounds as the longest part took.
  private func note(_ used: [PartFollower], since started: ContinuousClock.Instant) {
    let duration = Step.clock.now - started
    let rounds = used.map(\.roundCount).max() ?? 0
    context.watch.round += rounds
    for (index, carrier) in carried.carriers.enumerated() {
      let cost = context.costs[context.physical.owners[carrier.number]]
      // Rules that run together share the time.
      cost.profile.duration += duration / carried.carriers.count
      guard context.physical.costs[context.physical.owners[carrier.number]].rule == carrier.number
      else { continue }
      cost.profile.rounds += rounds
      cost.profile.plan = [carrier.driver] + orders[index]
      for follower in used {
        cost.profile.derived += follower.works[index].derivedCount
        cost.profile.new += follower.works[index].newCount
        cost.profile.steps[carrier.driver, default: StepCost()].rows +=
          follower.works[index].readCount
        follower.works[index].pipeline.takeStepCosts(into: &cost.profile.steps)
      }
    }
  }
}

/// Follows one part after the other.
private final class PartFollower {
  /// What is to be followed, by whoever comes.
  final class Task: Sendable {
    /// The newest rows, with columns in some order.
    let rows: Rows
    let columns: [Int]
    let parts: [Range<Int>]
    let storedCount: Int
    let locks: StripeLocks?
    private let next = Atomic(0)
    private let found = Atomic(0)

    init(
      rows: Rows, columns: [Int], parts: [Range<Int>], storedCount: Int, locks: StripeLocks?
    ) {
      self.rows = rows
      self.columns = columns
      self.parts = parts
      self.storedCount = storedCount
      self.locks = locks
    }

    var isDone: Bool { next.load(ordering: .relaxed) >= parts.count }

    /// Rows that were found so far.
    var newCount: Int { found.load(ordering: .relaxed) }

    func nextPart() -> Range<Int>? {
      let number = next.add(1, ordering: .relaxed).oldValue
      return number < parts.count ? parts[number] : nil
    }

    func note(new count: Int) { found.add(count, ordering: .relaxed) }

    /// Hands out nothing more.
    func close() { next.store(parts.count, ordering: .relaxed) }
  }

  /// A rule, and what it has done.
  struct Work {
    let carrier: CarriedColumn.Carrier
    let pipeline: Pipeline
    /// The premise's variables of the rows that are read; nil where these are the rows themselves.
    let seeds: Rows?
    var readCount = 0
    var derivedCount = 0
    var newCount = 0
  }

  /// Made by the task that follows parts first, so that its memory lies apart from others'.
  private(set) var works: [Work] = []
  private(set) var sink: LaneSink?
  /// Rounds of the part that took most.
  private(set) var roundCount = 0
  /// Why it ended early, if it did.
  private(set) var failure: EvaluationFailure?
  private let number: Int
  private let context: Context
  private let carried: CarriedColumn
  private let orders: [[Int]]
  private var newest = RowBlocks(width: 0)

  init(_ number: Int, _ context: Context, _ carried: CarriedColumn, _ orders: [[Int]]) {
    self.number = number
    self.context = context
    self.carried = carried
    self.orders = orders
  }

  /// Follows parts until none is left, or so many.
  func follow(_ task: Task, atMost count: Int = .max) {
    do throws(EvaluationFailure) {
      try prepare(task)
      var left = count
      while left > 0, let sink, let part = task.nextPart() {
        left -= 1
        try follow(task.rows, part, task, sink)
      }
    } catch {
      failure = error
      // The others need not go on.
      task.close()
    }
  }

  /// Makes what the follower works with, once.
  func prepare(_ task: Task) throws(EvaluationFailure) {
    if sink != nil { return }
    // The first is the evaluation's own task, which says how far it got.
    let context = number == 0 ? context : Context(laneOf: context)
    let sink = LaneSink(context.relations[carried.relation], context.watch, bitLocks: task.locks)
    context.watch.countFacts = { [unowned sink] in
      task.storedCount + task.newCount + sink.pending.count
    }
    for (carrier, order) in zip(carried.carriers, orders) {
      var planner = Planner(context, carrier.rule)
      planner.prebound = carrier.variables
      planner.omitted = [carrier.driver]
      let isWhole = carrier.columns.elementsEqual(sink.relation.identity)
      works.append(
        Work(
          carrier: carrier, pipeline: planner.pipeline(order, .lane(sink)),
          seeds: isWhole ? nil : Rows(width: carrier.columns.count, capacity: 32)))
    }
    self.sink = sink
    for work in works { try work.pipeline.prepare() }
  }

  private func follow(
    _ rows: Rows, _ part: Range<Int>, _ task: Task, _ sink: LaneSink
  ) throws(EvaluationFailure) {
    let first = Rows(width: rows.width, capacity: part.count)
    for (place, column) in task.columns.enumerated() {
      first.column(column).update(from: rows.column(place) + part.lowerBound, count: part.count)
    }
    first.count = part.count
    newest = RowBlocks(first)
    var round = 0
    while newest.count > 0 {
      round += 1
      for index in works.indices { try apply(index, sink) }
      sink.exchangeNew(&newest)
      task.note(new: newest.count)
    }
    roundCount = max(roundCount, round)
  }

  /// Applies a rule to the newest rows.
  private func apply(_ index: Int, _ sink: LaneSink) throws(EvaluationFailure) {
    let (known, inserted) = (sink.pending.count, sink.insertedCount)
    works[index].pipeline.context.watch.rule = works[index].carrier.rule.origin
    for block in newest.blocks where block.count > 0 {
      try works[index].pipeline.run(works[index].seeds(of: block))
    }
    works[index].readCount += newest.count
    works[index].derivedCount += sink.insertedCount - inserted
    works[index].newCount += sink.pending.count - known
  }
}

extension PartFollower.Work {
  fileprivate func seeds(of rows: Rows) -> Rows {
    guard let seeds else { return rows }
    seeds.reserve(rows.count)
    for (target, column) in carrier.columns.enumerated() {
      seeds.column(target).update(from: rows.column(column), count: rows.count)
    }
    seeds.count = rows.count
    return seeds
  }
}
