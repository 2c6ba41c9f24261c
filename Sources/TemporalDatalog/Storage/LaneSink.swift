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
  /// Whether the lane sets bits without locks, since no other looks at them.
  private let isAlone: Bool

  /// Rows that are kept.
  var count: Int {
    pending.count + outside.count + runs.reduce(0) { $0 + $1.count }
  }

  init(_ relation: Relation, _ watch: Watch) {
    self.relation = relation
    self.watch = watch
    isAlone = false
    pending = RowBlocks(width: relation.width)
    outside = Rows(width: relation.width, capacity: 0)
  }

  /// A sink of a dense relation in which only rows that the bits have no room for wait.
  ///
  /// Without locks, the bits at which the lane looks are its own.
  init(_ relation: Relation, _ watch: Watch, bitLocks: StripeLocks?) {
    self.relation = relation
    self.watch = watch
    locks = bitLocks
    isAlone = bitLocks == nil
    pending = RowBlocks(width: relation.width)
    outside = Rows(width: relation.width, capacity: 0)
  }

  /// Hands over the new rows, and takes the list, emptied, for the next ones.
  func exchangeNew(_ rows: inout RowBlocks) {
    rows.removeAll()
    swap(&pending, &rows)
  }

  /// Begins a run of the rule with nothing.
  func reset(_ locks: StripeLocks? = nil) {
    self.locks = locks
    pending = RowBlocks(width: relation.width, isCount: relation.pending.isCount)
    outside = Rows(width: relation.width, capacity: 0)
    runs = []
    insertedCount = 0
  }

  /// Takes concluded rows, known or not.
  func insert(_ rows: Rows) throws(EvaluationFailure) {
    insertedCount += rows.count
    if let dense = relation.dense {
      if let locks { return dense.insert(rows, among: locks, new: &pending, outside: outside) }
      if isAlone { return dense.insert(rows, new: &pending, outside: outside) }
    }
    pending.append(rows)
    if pending.count >= Relation.pendingLimit { try compact() }
  }

  /// Takes rows of which a function sets the bits; it appends those that were new to a list, and
  /// returns how many there were.
  @inline(__always)
  func insert(_ body: (_ locks: StripeLocks?, _ new: inout RowBlocks) -> Int) {
    insertedCount += body(locks, &pending)
  }

  /// Compares what is left with what is known.
  func finish() throws(EvaluationFailure) {
    if locks == nil && !isAlone && pending.count > 0 { try compact() }
  }

  private func compact() throws(EvaluationFailure) {
    let rows = pending.joined()
    pending = RowBlocks(width: relation.width)
    let unknown = try relation.unknown(rows, watch)
    if unknown.count > 0 { runs.append(unknown) }
  }
}
