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
  private let column: Int
  private let orders: [[Int]]
  private let followers: [PartFollower]

  /// Nil where rules would rather begin elsewhere than with what is new, where something beside the
  /// bits is kept of the relation, and where no carried column has values for all lanes.
  init?(_ context: Context, _ carried: CarriedColumn) {
    relation = context.relations[carried.relation]
    guard let dense = relation.dense, relation.views.isEmpty, relation.indexes.isEmpty else {
      return nil
    }
    let least = context.manner.lanes > 1 ? 64 * context.manner.lanes : 0
    guard let column = carried.columns.first(where: { dense.sizes[$0] >= least }) else {
      return nil
    }
    self.column = column
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

  /// Adds all that follows from the newest rows to the relation; where its bits have no room for
  /// much of that, it ends early, and what was not followed is new once more.
  func run() async throws(EvaluationFailure) {
    guard let dense = relation.dense else { return }
    let started = Step.clock.now
    let columns = [column] + relation.identity.filter { $0 != column }
    let rows = try relation.delta().sorted(by: columns, context.watch)
    let parts = parts(
      rows.column(0), rows.count, from: dense.least[column], size: partSize(dense.sizes[column]))
    let isShared = context.manner.lanes > 1 && parts.count > 1
    let task = PartFollower.Assignment(
      rows: rows, columns: columns, parts: parts, storedCount: context.storedCount,
      watch: Watch(laneOf: context.watch),
      // Words of bits have one value of the first column, or those of one part.
      locks: isShared && column > 0 ? dense.locks : nil)
    let countFacts = context.watch.countFacts
    defer { context.watch.countFacts = countFacts }
    // What others look into is there before they do.
    try followers[0].prepare(task)
    if isShared {
      await context.crew.run { self.followers[$0].follow(task) }
    } else {
      while followers[0].follow(task, rounds: 64) { await Task.yield() }
    }
    if let failure = followers.lazy.compactMap(\.failure).first { throw failure }
    // Who came too late has done nothing.
    let used = followers.filter { $0.sink != nil }
    context.watch.partCount += task.begunCount
    try relation.credit(context.costs[context.physical.owners[carried.carriers[0].number]])
    try relation.takeFollowed(
      task.newCount, used.compactMap(\.sink), unfollowed: task.rest + used.map(\.newest))
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
        cost.profile.steps.add(
          StepCost(rows: follower.works[index].readCount), to: carrier.driver)
        follower.works[index].pipeline.takeStepCosts(into: &cost.profile.steps)
      }
    }
  }
}
