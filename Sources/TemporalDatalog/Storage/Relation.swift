/// The rows of one relation while it is evaluated.
///
/// A timeless relation is a set of tuples. A temporal one has a span in each row; no day of a
/// tuple is in two rows. Tuples that are known are kept as sorted runs, or, where the columns'
/// values lie close together and are many, as a ``DenseSet``, so that to tell a new tuple costs
/// one bit; the runs are then made only if a premise looks into them.
final class Relation {
  let name: String
  let arity: Int
  let isTemporal: Bool
  /// Ends long work when the budget is spent; nil once the relation belongs to a model.
  var watch: Watch?
  /// Sort orders; the first is that of the columns, unless the relation is dense.
  var indexes: [Index]
  /// The rows that the last round added, columns in their own order; sorted unless dense.
  var delta: Rows
  /// Rows concluded in this round: not yet compared with what is known, or, if dense, new.
  var pending: Rows
  /// Rows of this round that are known to be new, unless dense.
  var fresh: Index
  var dense: DenseSet?
  /// Whether the dense relation also keeps runs in its own column order, because a premise looks.
  var keepsIdentity = false
  /// The least and greatest value of each column, of a timeless relation with rows.
  var bounds: [ClosedRange<UInt32>] = []
  /// Rows known, the delta included.
  var count = 0
  /// All rows, once evaluation of the relation has ended.
  private(set) var sealed: SortedRun?
  private var sealedDense: DenseSet?
  /// The rule whose rows are added at present.
  private(set) var credit: RuleCost?
  /// Rows handed in, known or not.
  private(set) var insertedCount = 0
  /// The number of distinct values of columns, when a planner has asked for it.
  var distinctCounts: [Int: (count: Int, of: Int)] = [:]

  var isSealed: Bool { sealed != nil }
  var width: Int { arity + (isTemporal ? 2 : 0) }
  var identity: [Int] { Array(0..<width) }

  /// Rows known and rows of this round that are known to be new.
  var storedCount: Int {
    count + (dense == nil ? fresh.runs.reduce(0) { $0 + $1.rows.count } : pending.count)
  }

  /// A quick way to tell whether a tuple is known, where there is one.
  ///
  /// It knows the tuples that wait for the next round already, which is sound: they do hold.
  var membership: DenseSet? { dense ?? sealedDense }

  /// With this many rows waiting, they are compared with what is known.
  private static let pendingLimit = 1 << 19

  init(name: String, arity: Int, isTemporal: Bool, _ watch: Watch?) {
    self.name = name
    self.arity = arity
    self.isTemporal = isTemporal
    self.watch = watch
    let width = arity + (isTemporal ? 2 : 0)
    delta = Rows(width: width, capacity: 0)
    pending = Rows(width: width, capacity: 0)
    indexes = [Index(order: Array(0..<arity), isTemporal: isTemporal)]
    fresh = Index(order: Array(0..<arity), isTemporal: isTemporal)
  }

  // MARK: - Adding

  /// Takes concluded rows, known or not.
  func insert(_ rows: Rows) throws(EvaluationFailure) {
    insertedCount += rows.count
    if let dense {
      let outside = Rows(width: width, capacity: 0)
      let waiting = pending.count
      try dense.insert(rows, new: pending, outside: outside, watch)
      admit(pending.count - waiting)
      if outside.count > 0 { try widen(outside) }
      return
    }
    pending.append(contentsOf: rows)
    if pending.count >= Relation.pendingLimit { try compact() }
  }

  /// Names the rule that adds rows from now on.
  func credit(_ cost: RuleCost) throws(EvaluationFailure) {
    if credit === cost { return }
    if dense == nil && pending.count > 0 { try compact() }
    credit = cost
  }

  /// Notes that so many rows turned out to be new.
  func admit(_ count: Int) { credit?.profile.new += count }

  /// Puts the pending rows that are new among the fresh ones.
  ///
  /// O(*n* log *m*).
  private func compact() throws(EvaluationFailure) {
    var rows = try pending.sorted(by: identity, watch)
    pending = Rows(width: width, capacity: 0)
    try watch?.check()
    if isTemporal { rows = rows.coalesced() }
    for run in indexes[0].runs(.all) + fresh.runs where rows.count > 0 {
      rows = try rows.subtracting(run.rows, isTemporal: isTemporal, watch)
    }
    if rows.count == 0 { return }
    admit(rows.count)
    if !isTemporal { extendBounds(rows) }
    try fresh.append(rows, watch)
    try watch?.check()
    try becomeDenseIfWorthwhile()
  }

  /// Ends a round: rows that are new become the delta.
  ///
  /// Returns whether there are any.
  func advance() throws(EvaluationFailure) -> Bool {
    if dense == nil && pending.count > 0 { try compact() }
    var new = pending
    if dense == nil {
      try fresh.consolidate(watch)
      new = fresh.runs.first?.rows ?? pending
      fresh = Index(order: fresh.order, isTemporal: isTemporal)
    }
    pending = Rows(width: width, capacity: 0)
    for index in indexes {
      let isSorted = index.isIdentity && dense == nil
      try index.advance(isSorted ? new : new.sorted(by: index.sourceOrder, watch), watch)
    }
    delta = new
    count += new.count
    return new.count > 0
  }

  // MARK: - Looking up

  /// An index whose first columns are the given ones, in any order; made if there is none.
  func index(prefix: [Int]) throws(EvaluationFailure) -> Index {
    let wanted = Set(prefix)
    for index in indexes where Set(index.order.prefix(wanted.count)) == wanted {
      if isSealed && index.runs.count > 1 { try index.consolidate(watch) }
      return index
    }
    let order = wanted.sorted() + (0..<arity).filter { !wanted.contains($0) }
    let index = Index(order: order, isTemporal: isTemporal)
    if dense != nil {
      try fillFromDense(index)
    } else if let source = indexes.first(where: \.isIdentity) {
      for run in source.runs {
        try index.append(run.rows.sorted(by: index.sourceOrder, watch), watch)
      }
      if let delta = source.delta {
        try index.advance(delta.rows.sorted(by: index.sourceOrder, watch), watch)
      }
    }
    indexes.append(index)
    return index
  }

  /// Ends evaluation: all rows as one sorted, coalesced run.
  func seal() throws(EvaluationFailure) {
    if isSealed { return }
    delta = Rows(width: width, capacity: 0)
    pending = Rows(width: width, capacity: 0)
    if let dense {
      let index = Index(order: Array(0..<arity), isTemporal: false)
      indexes = [index]
      try index.append(dense.rows(count: count, watch), watch)
      sealedDense = dense
      self.dense = nil
    } else {
      for index in indexes { try index.consolidate(watch) }
      count = indexes[0].runs.first?.rows.count ?? 0
    }
    sealed = indexes[0].runs.first ?? SortedRun(Rows(width: width, capacity: 0), arity: arity)
  }
}
