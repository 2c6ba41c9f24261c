import Synchronization

/// Follows one part after the other.
final class PartFollower {
  /// What is to be followed, by whoever comes.
  final class Assignment: @unchecked Sendable {
    // Safe: nothing changes but what is atomic; the watch is in nobody's use.

    /// The newest rows, with columns in some order.
    let rows: Rows
    let columns: [Int]
    let parts: [Range<Int>]
    let storedCount: Int
    /// What the watches of helpers begin with.
    let watch: Watch
    let locks: StripeLocks?
    private let next = Atomic(0)
    private let found = Atomic(0)
    /// The first part that is not handed out; none while all are.
    private let closedAt = Atomic(Int.max)

    init(
      rows: Rows, columns: [Int], parts: [Range<Int>], storedCount: Int, watch: Watch,
      locks: StripeLocks?
    ) {
      self.rows = rows
      self.columns = columns
      self.parts = parts
      self.storedCount = storedCount
      self.watch = watch
      self.locks = locks
    }

    /// Parts that somebody has begun, the first ones, once nobody is at work.
    var begunCount: Int { min(parts.count, closedAt.load(ordering: .relaxed)) }

    /// Rows that were found so far.
    var newCount: Int { found.load(ordering: .relaxed) }

    /// The rows of the next part, columns in their own order; nil if there is none.
    func nextPart() -> Rows? {
      let number = next.add(1, ordering: .relaxed).oldValue
      return number < parts.count ? part(number) : nil
    }

    private func part(_ number: Int) -> Rows {
      let range = parts[number]
      let part = Rows(width: rows.width, capacity: range.count)
      for (place, column) in columns.enumerated() {
        part.column(column).update(from: rows.column(place) + range.lowerBound, count: range.count)
      }
      part.count = range.count
      return part
    }

    func note(new count: Int) { found.add(count, ordering: .relaxed) }

    /// Hands out nothing more.
    func close() {
      let number = next.exchange(parts.count, ordering: .relaxed)
      if number < parts.count { closedAt.store(number, ordering: .relaxed) }
    }

    /// The parts that nobody has begun, once nobody is at work.
    var rest: [RowBlocks] { (begunCount..<parts.count).map { RowBlocks(part($0)) } }
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
  /// Rows whose bits are set and that are not followed yet.
  private(set) var newest = RowBlocks(width: 0)
  private var partRounds = 0
  /// Rounds of the part that took most.
  private(set) var roundCount = 0
  /// Why it ended early, if it did.
  private(set) var failure: EvaluationFailure?
  private let number: Int
  private let context: Context
  private let carried: CarriedColumn
  private let orders: [[Int]]

  init(_ number: Int, _ context: Context, _ carried: CarriedColumn, _ orders: [[Int]]) {
    self.number = number
    self.context = context
    self.carried = carried
    self.orders = orders
  }

  /// Follows parts until none is left, or for so many rounds; returns whether something is left.
  @discardableResult
  func follow(_ task: Assignment, rounds: Int = .max) -> Bool {
    do throws(EvaluationFailure) {
      try prepare(task)
      var left = rounds
      while left > 0, let sink {
        if newest.count == 0 {
          guard let part = task.nextPart() else { return false }
          newest = RowBlocks(part)
          partRounds = 0
        }
        left -= 1
        partRounds += 1
        roundCount = max(roundCount, partRounds)
        for index in works.indices { try apply(index, sink) }
        sink.exchangeNew(&newest)
        task.note(new: newest.count)
        if sink.outside.count >= PartFollower.mostOutside {
          task.close()
          return false
        }
      }
      return true
    } catch {
      failure = error
      // The others need not go on.
      task.close()
      return false
    }
  }

  /// With so many rows that the bits have no room for, room is made before others are followed.
  private static let mostOutside = 1 << 14

  /// Makes what the follower works with, once.
  func prepare(_ task: Assignment) throws(EvaluationFailure) {
    if sink != nil { return }
    // The first is the evaluation's own task, which says how far it got.
    let context = number == 0 ? context : Context(laneOf: context, task.watch)
    let sink = LaneSink(context.relations[carried.relation], context.watch, bitLocks: task.locks)
    context.watch.countFacts = { [unowned sink] in
      task.storedCount + task.newCount + sink.count
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
