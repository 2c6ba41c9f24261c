/// What one lane of a rule adds to a relation, until the rule has run.
final class LaneSink {
  let relation: Relation
  private let lane: Int
  private let watch: Watch
  /// The relation's bits, if it has any.
  private var shares: DenseShares?
  /// Rows not yet compared with what is known, or, of a dense relation, new ones.
  private(set) var pending: RowBlocks
  /// Rows whose bits are other lanes', by lane.
  private(set) var outboxes: [RowBlocks] = []
  /// Rows that the bits of a dense relation have no room for.
  private(set) var outside: Rows
  /// Sorted rows that were not known before this round.
  private(set) var runs: [Rows] = []
  private(set) var insertedCount = 0

  /// With this many rows in an outbox they are delivered at once.
  private static let outboxLimit = 1 << 20

  /// Rows that are kept.
  var count: Int {
    pending.count + outside.count + outboxes.reduce(0) { $0 + $1.count }
      + runs.reduce(0) { $0 + $1.count }
  }

  init(_ relation: Relation, lane: Int, _ watch: Watch) {
    self.relation = relation
    self.lane = lane
    self.watch = watch
    pending = RowBlocks(width: relation.width)
    outside = Rows(width: relation.width, capacity: 0)
  }

  /// Begins a run of the rule with nothing.
  func reset(_ shares: DenseShares?) {
    self.shares = shares
    pending = RowBlocks(width: relation.width)
    outboxes = [RowBlocks](
      repeating: RowBlocks(width: relation.width), count: shares?.laneCount ?? 0)
    outside = Rows(width: relation.width, capacity: 0)
    runs = []
    insertedCount = 0
  }

  /// Takes concluded rows, known or not.
  func insert(_ rows: Rows) throws(EvaluationFailure) {
    insertedCount += rows.count
    guard let shares else {
      pending.append(rows)
      if pending.count >= Relation.pendingLimit { try compact() }
      return
    }
    shares.withBits(of: lane) {
      shares.set.insert(
        rows, lane: lane, of: shares, new: &pending, elsewhere: &outboxes, outside: outside)
    }
    for other in outboxes.indices where outboxes[other].count >= LaneSink.outboxLimit {
      shares.withBits(of: other) {
        for block in outboxes[other].blocks { shares.set.insert(block, new: &pending) }
      }
      outboxes[other] = RowBlocks(width: relation.width)
      try watch.tick(LaneSink.outboxLimit)
    }
  }

  /// Takes what other lanes have for this one, once all have run.
  func receive(_ rows: RowBlocks) {
    guard let shares else { return }
    for block in rows.blocks { shares.set.insert(block, new: &pending) }
  }

  /// Compares what is left with what is known.
  func finish() throws(EvaluationFailure) {
    if shares == nil && pending.count > 0 { try compact() }
  }

  private func compact() throws(EvaluationFailure) {
    let rows = pending.joined()
    pending = RowBlocks(width: relation.width)
    let unknown = try relation.unknown(rows, watch)
    if unknown.count > 0 { runs.append(unknown) }
  }
}
