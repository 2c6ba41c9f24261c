/// The rows of one relation while it is evaluated.
///
/// A timeless relation is a set of tuples. A temporal one has a span in each row; no day of a
/// tuple is in two rows. Tuples that are known are kept as sorted runs, or, where the columns'
/// values lie close together and are many, as a ``DenseSet``, so that to tell a new tuple costs
/// one bit, and the set itself is searched; runs in another order are then made only if a premise
/// looks into them.
final class Relation: @unchecked Sendable {
  // Safe: lanes of one rule read the relation and put rows into sinks of their own; whatever else
  // changes it happens while no lane runs. Of a sealed relation nothing changes but what makes
  // searching quicker, which is behind a lock.
  let name: String
  let arity: Int
  let isTemporal: Bool
  /// Ends long work when the budget is spent; nil once the relation belongs to a model.
  var watch: Watch?
  /// Sort orders; the first is that of the columns, unless the relation is dense.
  var indexes: [Index]
  /// The number of rows that the last round added.
  private(set) var deltaCount = 0
  /// The rows that the last round added, columns in their own order; sorted unless dense.
  ///
  /// Empty where their bits stand for them.
  private var deltaBlocks: RowBlocks
  /// Rows concluded in this round: not yet compared with what is known, or, if dense, new.
  var pending: RowBlocks
  /// Rows of this round that are known to be new, unless dense.
  var fresh: Index
  var dense: DenseSet?
  /// What premises see of a dense relation that still grows: the bits without those that wait, or
  /// without the newest too, or the newest alone.
  var views: [Scope: DenseSet] = [:]
  /// The newest rows in other orders, as premises asked for them in this round.
  var deltaRuns: [[Int]: SortedRun] = [:]
  /// The least and greatest value of each column, of a timeless relation with rows.
  var bounds: [ClosedRange<UInt32>] = []
  /// Rows known, the delta included.
  var count = 0
  private(set) var isSealed = false
  /// Held while sort orders and estimates of a sealed relation are read or made.
  private let lock = SharingLock<Void>()
  /// What lies below an updated relation and what has changed; nil for one that was evaluated.
  var overlay: Overlay?
  /// Whether rules conclude the relation from itself.
  var isRecursive = false
  /// Whether none of these rules asks for it twice, so that none sees it as it was before a round.
  var isReadOnce = false
  /// The rule whose rows are added at present.
  private(set) var credit: RuleCost?
  /// Rows handed in, known or not.
  private(set) var insertedCount = 0
  /// The order of single columns of a finished relation, made for updates and questions.
  var columnOrders: [Int: ColumnOrder] = [:]
  /// The number of distinct values of each column among so many rows, once a planner has asked.
  var distinctCounts: [(count: Int, of: Int)] = []

  var width: Int { arity + (isTemporal ? 2 : 0) }
  var identity: [Int] { Array(0..<width) }

  /// Rows known and rows of this round that are known to be new.
  var storedCount: Int {
    count + (dense == nil ? fresh.runs.reduce(0) { $0 + $1.rows.count } : pending.count)
  }

  /// With this many rows waiting, they are compared with what is known.
  static let pendingLimit = 1 << 19
  /// Rows are numbered by 32 bits.
  private let rowLimit: Int
  let rowsWorthBits: Int

  init(
    name: String, arity: Int, isTemporal: Bool, rowLimit: Int = Int(UInt32.max),
    rowsWorthBits: Int = EvaluationManner().rowsWorthBits, _ watch: Watch?
  ) {
    self.name = name
    self.rowLimit = rowLimit
    self.rowsWorthBits = rowsWorthBits
    self.arity = arity
    self.isTemporal = isTemporal
    self.watch = watch
    let width = arity + (isTemporal ? 2 : 0)
    deltaBlocks = RowBlocks(width: width)
    pending = RowBlocks(width: width)
    let order = Array(0..<arity)
    indexes = [Index(order: order, isTemporal: isTemporal)]
    fresh = Index(order: order, isTemporal: isTemporal)
  }

  /// A finished relation that reads what another has and can be changed.
  ///
  /// O(1): rows are shared.
  init(over other: Relation) {
    precondition(other.isSealed, "only a finished relation is read by another")
    name = other.name
    arity = other.arity
    isTemporal = other.isTemporal
    (rowLimit, rowsWorthBits) = (other.rowLimit, other.rowsWorthBits)
    watch = nil
    indexes = []
    // Empty once a relation is finished.
    (deltaBlocks, pending, fresh) = (other.deltaBlocks, other.pending, other.fresh)
    count = other.count
    isSealed = true
    overlay = other.overlay ?? Overlay(other)
  }

  /// Calls a function while no other thread reads or makes what a finished relation is searched by.
  func withOrders<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if isSealed { return try lock.withLock(body) }
    return try body()
  }

  // MARK: - Adding

  /// Takes concluded rows, known or not.
  func insert(_ rows: Rows) throws(EvaluationFailure) {
    insertedCount += rows.count
    if let dense {
      let outside = Rows(width: width, capacity: 0)
      let waiting = pending.count
      dense.insert(rows, new: &pending, outside: outside)
      admit(pending.count - waiting)
      if outside.count > 0 { try widen(outside) }
      return
    }
    pending.append(rows)
    if pending.count >= Relation.pendingLimit { try compact()?.perform() }
  }

  /// Takes rows of which a function sets the bits; it appends those that were new to a list, and
  /// returns how many there were.
  @inline(__always)
  func insert(_ body: (_ locks: StripeLocks?, _ new: inout RowBlocks) -> Int) {
    let waiting = pending.count
    insertedCount += body(nil, &pending)
    admit(pending.count - waiting)
  }

  /// Takes what the lanes of a rule have concluded.
  func insert(_ sinks: [LaneSink]) throws(EvaluationFailure) {
    for sink in sinks {
      insertedCount += sink.insertedCount
      admit(sink.pending.count)
      pending.append(sink.pending)
      for run in sink.runs { try takeFresh(run) }
    }
    // Making room may give the bits up, so that all that was new by them is taken before.
    for sink in sinks where sink.outside.count > 0 {
      if dense != nil { try widen(sink.outside) } else { pending.append(sink.outside) }
    }
  }

  /// Takes what followed from the newest rows, which are new no longer: so many rows whose bits are
  /// set, of which some have not been followed, and those that the bits have no room for.
  func takeFollowed(
    _ newCount: Int, _ sinks: [LaneSink], unfollowed: [RowBlocks]
  ) throws(EvaluationFailure) {
    replaceDelta(RowBlocks(width: width))
    // They count once more when they are new again.
    count += newCount - unfollowed.reduce(0) { $0 + $1.count }
    if count > rowLimit { throw .tooManyRows(relation: name) }
    for rows in unfollowed { pending.append(rows) }
    try insert(sinks)
  }

  /// Names the rule that adds rows from now on.
  func credit(_ cost: RuleCost) throws(EvaluationFailure) {
    if credit === cost { return }
    if dense == nil && pending.count > 0 { try compact()?.perform() }
    credit = cost
  }

  /// Notes that so many rows turned out to be new.
  func admit(_ count: Int) { credit?.profile.new += count }

  /// Puts the pending rows that are new among the fresh ones; returns bits that are still to be set
  /// if the relation goes over to them.
  ///
  /// O(*n* log *m*).
  private func compact() throws(EvaluationFailure) -> Marking? {
    let rows = pending.joined()
    pending = RowBlocks(width: width)
    try takeFresh(try unknown(rows, watch))
    return becomeDenseIfWorthwhile()
  }

  /// The rows, in order, that were not known before this round; `self` is only read.
  func unknown(_ rows: Rows, _ watch: Watch?) throws(EvaluationFailure) -> Rows {
    var rows = try rows.sorted(by: identity, watch)
    try watch?.check()
    if isTemporal { rows = rows.coalesced() }
    for run in indexes[0].runs(.all) where rows.count > 0 {
      rows = try rows.subtracting(run.rows, isTemporal: isTemporal, watch)
    }
    return rows
  }

  /// Takes rows in order that were not known before this round.
  private func takeFresh(_ rows: Rows) throws(EvaluationFailure) {
    var rows = rows
    for run in fresh.runs where rows.count > 0 {
      rows = try rows.subtracting(run.rows, isTemporal: isTemporal, watch)
    }
    if rows.count == 0 { return }
    admit(rows.count)
    if !isTemporal { extendBounds(rows) }
    try fresh.append(rows, watch)
    try watch?.check()
  }

  // MARK: - Rounds

  /// The rows that the last round added, columns in their own order.
  ///
  /// O(1), or O(bits / 64) the first time after their bits have taken their place. That first time
  /// is no lane's: the rule's own pipeline has asked before.
  func delta() throws(EvaluationFailure) -> RowBlocks {
    if deltaBlocks.count < deltaCount, let bits = views[.newest] {
      deltaBlocks = RowBlocks(try bits.rows(count: deltaCount, watch))
    }
    return deltaBlocks
  }

  /// Puts bits, which are still to be set, in the place of the rows that the last round added; the
  /// rows are made of them again if a rule asks for these.
  func replaceDeltaByBits(like set: DenseSet) -> Marking {
    let newest = DenseSet(unwrittenLike: set)
    let marking = Marking(.fill(newest, deltaBlocks), wordCount: newest.wordCount)
    deltaBlocks = RowBlocks(width: width)
    views[.newest] = newest
    return marking
  }

  /// Sets the rows that are the newest from now on, or the bits that stand for them.
  func replaceDelta(_ rows: RowBlocks, bits: DenseSet? = nil) {
    deltaBlocks = bits == nil ? rows : RowBlocks(width: width)
    deltaCount = rows.count
    if !deltaRuns.isEmpty { deltaRuns = [:] }
    if bits != nil || !views.isEmpty { views[.newest] = bits }
  }

  /// Brings the views of bits to the next round, in which other rows are the newest.
  private func advanceViews(_ new: RowBlocks, _ markings: inout [Marking]) {
    guard let dense else { return replaceDelta(new) }
    let (all, older, newest) = (views[.all], views[.older], views[.newest])
    // What was searched as bits will be so again.
    if let newest, new.isCount || isWorthCounting(new.count) {
      let work = Marking.Work.renew(newest, of: dense, older: older, all: all)
      markings.append(Marking(work, wordCount: dense.wordCount))
      replaceDelta(new, bits: newest)
    } else {
      if let older {
        let work = newest.map { Marking.Work.unite(older, $0) } ?? .add(older, deltaBlocks)
        markings.append(Marking(work, wordCount: dense.wordCount))
      }
      if let all { markings.append(Marking(.add(all, new), wordCount: dense.wordCount)) }
      replaceDelta(new)
    }
    if views[.newest] != nil, isWorthCounting(deltaCount) {
      pending = RowBlocks(width: width, isCount: true)
    }
  }

  /// Whether so much is new that the bits that no view has are found sooner than rows are listed.
  private func isWorthCounting(_ count: Int) -> Bool {
    guard let dense, isRecursive, indexes.isEmpty, views[.all] ?? views[.older] != nil else {
      return false
    }
    return 4 * count >= dense.wordCount
  }

  /// Ends a round: rows that are new become the delta.
  ///
  /// Returns whether there are any.
  func advance() throws(EvaluationFailure) -> Bool {
    var markings: [Marking] = []
    let isNew = try advance(&markings)
    for marking in markings { marking.perform() }
    return isNew
  }

  /// Ends a round, but for bits, which somebody has to set before the next.
  func advance(_ markings: inout [Marking]) throws(EvaluationFailure) -> Bool {
    if storedCount == 0 && pending.count == 0 { return false }
    if dense == nil {
      let marking = pending.count > 0 ? try compact() : becomeDenseIfWorthwhile()
      if let marking { markings.append(marking) }
    }
    var new = pending
    if dense == nil {
      try fresh.consolidate(watch)
      new = fresh.runs.first.map { RowBlocks($0.rows) } ?? RowBlocks(width: width)
      fresh.removeAll()
    }
    pending = RowBlocks(width: width)
    // To make an index anew takes no longer than to keep it up has taken since it was searched.
    indexes.removeAll { 2 * $0.idleCount > count && (dense != nil || !$0.isIdentity) }
    for index in indexes {
      // Sorted rows are one block.
      let isSorted = index.isIdentity && dense == nil
      try index.advance(isSorted ? new.joined() : new.sorted(by: index.sourceOrder, watch), watch)
    }
    advanceViews(new, &markings)
    count += new.count
    if count > rowLimit { throw .tooManyRows(relation: name) }
    return new.count > 0
  }

  /// Ends evaluation: sorted runs become one run; bits stay as they are.
  func seal() throws(EvaluationFailure) {
    if isSealed { return }
    isSealed = true
    replaceDelta(RowBlocks(width: width))
    pending = RowBlocks(width: width)
    views = [:]
    if dense != nil {
      indexes = []
      return
    }
    for index in indexes { try index.consolidate(watch) }
    count = indexes[0].runs.first?.rows.count ?? 0
  }
}
