/// What one lane of a rule adds to a relation, until the rule has run.
final class LaneSink {
  let relation: Relation
  private let watch: Watch
  /// Locks on the relation's bits, if it has any.
  private var locks: StripeLocks?
  /// Rows not yet compared with what is known, or, of a dense relation, new ones.
  private(set) var pending: RowBlocks
  /// Rows that the bits of a dense relation have no room for.
  private(set) var outside: Rows
  /// Sorted rows that were not known before this round.
  private(set) var runs: [Rows] = []
  private(set) var insertedCount = 0

  /// Rows that are kept.
  var count: Int {
    pending.count + outside.count + runs.reduce(0) { $0 + $1.count }
  }

  init(_ relation: Relation, _ watch: Watch) {
    self.relation = relation
    self.watch = watch
    pending = RowBlocks(width: relation.width)
    outside = Rows(width: relation.width, capacity: 0)
  }

  /// Begins a run of the rule with nothing.
  func reset(_ locks: StripeLocks? = nil) {
    self.locks = locks
    pending = RowBlocks(width: relation.width)
    outside = Rows(width: relation.width, capacity: 0)
    runs = []
    insertedCount = 0
  }

  /// Takes concluded rows, known or not.
  func insert(_ rows: Rows) throws(EvaluationFailure) {
    insertedCount += rows.count
    if let locks, let dense = relation.dense {
      return dense.insert(rows, among: locks, new: &pending, outside: outside)
    }
    pending.append(rows)
    if pending.count >= Relation.pendingLimit { try compact() }
  }

  /// Compares what is left with what is known.
  func finish() throws(EvaluationFailure) {
    if locks == nil && pending.count > 0 { try compact() }
  }

  private func compact() throws(EvaluationFailure) {
    let rows = pending.joined()
    pending = RowBlocks(width: relation.width)
    let unknown = try relation.unknown(rows, watch)
    if unknown.count > 0 { runs.append(unknown) }
  }
}
