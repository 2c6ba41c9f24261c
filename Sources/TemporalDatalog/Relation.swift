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
  private(set) var indexes: [Index] = []
  /// The rows that the last round added, columns in their own order; sorted unless dense.
  private(set) var delta: Rows
  /// Rows concluded in this round, not yet compared with what is known.
  private(set) var pending: Rows
  private var dense: DenseSet?
  private var bounds: [ClosedRange<UInt32>] = []
  /// Rows known, the delta included; pending rows that are known to be new are in `newCount`.
  private(set) var count = 0
  /// All rows, once evaluation of the relation has ended.
  private(set) var sealed: SortedRun?
  var isSealed: Bool { sealed != nil }
  /// The number of distinct values of columns, when a planner has asked for it.
  private var distinctCounts: [Int: (count: Int, of: Int)] = [:]

  var width: Int { arity + (isTemporal ? 2 : 0) }
  /// Rows that are stored or wait to be compared.
  var storedCount: Int { count + (dense == nil ? 0 : pending.count) }

  /// Above this many rows waiting, they are compared with what is known.
  static let pendingLimit = 1 << 20
  private var nextCompaction = Relation.pendingLimit

  init(name: String, arity: Int, isTemporal: Bool) {
    self.name = name
    self.arity = arity
    self.isTemporal = isTemporal
    let width = arity + (isTemporal ? 2 : 0)
    delta = Rows(width: width, capacity: 0)
    pending = Rows(width: width, capacity: 0)
    indexes = [Index(order: Array(0..<arity), isTemporal: isTemporal)]
  }

  private var identity: [Int] { Array(0..<width) }

  // MARK: - Adding

  /// Takes concluded rows, known or not.
  func insert(_ rows: Rows) {
    if let dense {
      let outside = Rows(width: width, capacity: 0)
      dense.insert(rows, new: pending, outside: outside)
      if outside.count > 0 { widen(outside) }
      return
    }
    pending.append(contentsOf: rows)
    if pending.count >= nextCompaction { compact() }
  }

  /// Drops pending rows that are known or double.
  private func compact() {
    var rows = pending.sorted(by: identity)
    if isTemporal { rows = rows.coalesced() }
    for run in indexes[0].runs(.all) where rows.count > 0 {
      rows = rows.subtracting(run.rows, isTemporal: isTemporal)
    }
    pending = rows
    nextCompaction = max(Relation.pendingLimit, 2 * rows.count)
    becomeDenseIfWorthwhile()
  }

  /// Ends a round: pending rows that are new become the delta. Returns whether there are any.
  func advance() -> Bool {
    if dense == nil && pending.count > 0 { compact() }
    let new = pending
    pending = Rows(width: width, capacity: 0)
    nextCompaction = Relation.pendingLimit
    if dense == nil {
      for row in 0..<(new.count > 0 ? arity : 0) { extendBounds(new, column: row) }
    }
    for index in indexes where dense == nil || !index.isIdentity || keepsIdentity {
      index.advance(
        index.isIdentity && dense == nil ? new : new.sorted(by: index.sourceOrder))
    }
    delta = new
    count += new.count
    return new.count > 0
  }

  // MARK: - Dense representation

  /// Whether the dense relation also keeps runs in its own column order, because a premise looks.
  private var keepsIdentity = false

  private func extendBounds(_ rows: Rows, column: Int) {
    let values = rows.column(column)
    var low = values[0]
    var high = values[0]
    for row in 0..<rows.count {
      low = min(low, values[row])
      high = max(high, values[row])
    }
    if column < bounds.count {
      low = min(low, bounds[column].lowerBound)
      high = max(high, bounds[column].upperBound)
      bounds[column] = low...high
    } else {
      bounds.append(low...high)
    }
  }

  /// Goes over to bits where they take no more room than the tuples.
  ///
  /// Called when pending rows are sorted, distinct and new.
  private func becomeDenseIfWorthwhile() {
    guard !isTemporal, arity > 0, dense == nil, pending.count > 0 else { return }
    for column in 0..<arity { extendBounds(pending, column: column) }
    let known = count + pending.count
    guard known >= 1024, let bits = DenseSet.bitCount(bounds), bits <= 64 * known else { return }
    let set = DenseSet(bounds)
    let outside = Rows(width: width, capacity: 0)
    for run in indexes[0].runs(.all) {
      set.insert(run.rows, new: Rows(width: width, capacity: run.rows.count), outside: outside)
    }
    let new = Rows(width: width, capacity: pending.count)
    set.insert(pending, new: new, outside: outside)
    pending = new
    dense = set
    indexes.removeAll { $0.isIdentity }
    keepsIdentity = false
  }

  /// Makes room for tuples out of bounds, or gives the bits up if they would be too many.
  private func widen(_ outside: Rows) {
    guard let old = dense else { return }
    let known = old.rows(count: count + pending.count)
    for column in 0..<arity {
      extendBounds(outside, column: column)
      // Room to grow, so that a relation that counts upward is not rebuilt at every step.
      let bound = bounds[column]
      let slack = (bound.upperBound - bound.lowerBound) / 2
      let up = bound.upperBound.addingReportingOverflow(slack)
      bounds[column] = bound.lowerBound...(up.overflow ? .max : up.partialValue)
    }
    if let bits = DenseSet.bitCount(bounds), bits <= 256 * known.count {
      let set = DenseSet(bounds)
      let none = Rows(width: width, capacity: 0)
      set.insert(known, new: Rows(width: width, capacity: known.count), outside: none)
      dense = set
      set.insert(outside, new: pending, outside: none)
      return
    }
    // Back to runs: everything known before this round, the delta apart, then the rest as pending.
    dense = nil
    let waiting = pending
    pending = Rows(width: width, capacity: 0)
    let before = known.subtracting(waiting.sorted(by: identity), isTemporal: false)
    let index = Index(order: Array(0..<arity), isTemporal: false)
    let newest = delta.sorted(by: identity)
    index.append(before.subtracting(newest, isTemporal: false))
    index.advance(newest)
    indexes.removeAll { $0.isIdentity }
    indexes.insert(index, at: 0)
    delta = newest
    pending.append(contentsOf: waiting)
    pending.append(contentsOf: outside)
  }

  // MARK: - Looking up

  /// An index whose first columns are the given ones, in any order; made if there is none.
  func index(prefix: [Int]) -> Index {
    let wanted = Set(prefix)
    for index in indexes where Set(index.order.prefix(wanted.count)) == wanted {
      if isSealed && index.runs.count > 1 { index.consolidate() }
      return index
    }
    let sortedPrefix = wanted.sorted()
    let order = sortedPrefix + (0..<arity).filter { !wanted.contains($0) }
    let index = Index(order: order, isTemporal: isTemporal)
    if let dense {
      let all = dense.rows(count: count + pending.count)
      let newest = delta.sorted(by: identity)
      var older = all
      if pending.count > 0 {
        older = older.subtracting(pending.sorted(by: identity), isTemporal: false)
      }
      older = older.subtracting(newest, isTemporal: false)
      index.append(index.isIdentity ? older : older.sorted(by: index.sourceOrder))
      index.advance(index.isIdentity ? newest : newest.sorted(by: index.sourceOrder))
      if index.isIdentity { keepsIdentity = true }
    } else if let source = indexes.first(where: \.isIdentity) {
      for run in source.runs { index.append(run.rows.sorted(by: index.sourceOrder)) }
      index.advance(source.delta.map { $0.rows.sorted(by: index.sourceOrder) }
        ?? Rows(width: width, capacity: 0))
    }
    indexes.append(index)
    return index
  }

  /// Ends evaluation: all rows as one sorted, coalesced run.
  func seal() {
    if isSealed { return }
    delta = Rows(width: width, capacity: 0)
    pending = Rows(width: width, capacity: 0)
    if let dense {
      indexes.removeAll()
      let index = Index(order: Array(0..<arity), isTemporal: false)
      index.append(dense.rows(count: count))
      indexes = [index]
      self.dense = nil
    } else {
      indexes[0].consolidate()
      for index in indexes.dropFirst() { index.consolidate() }
      count = indexes[0].runs.first?.rows.count ?? 0
    }
    sealed = indexes[0].runs.first ?? SortedRun(Rows(width: width, capacity: 0), arity: arity)
  }

  // MARK: - Planning

  /// About how many rows match where some columns are bound.
  func expectedMatches(bound: [Int], scope: Scope) -> Double {
    let size = Double(scope == .newest ? delta.count : count)
    if bound.isEmpty { return size }
    if bound.count == arity { return 0.5 }
    var factors = bound.map { Double(distinctCount($0)) }
    factors.sort(by: >)
    // The most selective column counts in full, others less: columns are seldom independent.
    var expected = size / max(1, factors[0])
    for factor in factors.dropFirst() { expected /= max(1, factor.squareRoot()) }
    return expected
  }

  /// The number of distinct values of a column, counted anew when the relation has doubled.
  private func distinctCount(_ column: Int) -> Int {
    if let known = distinctCounts[column], known.of * 2 >= count { return known.count }
    var values: Set<UInt32> = []
    var seen = 0
    // A sample is enough for an order of magnitude.
    let blocks = dense == nil ? indexes[0].runs(.all).map(\.rows) : [delta]
    for rows in blocks where rows.count > 0 {
      let step = max(1, rows.count / 4096)
      let source = rows.column(column)
      for row in stride(from: 0, to: rows.count, by: step) {
        values.insert(source[row])
        seen += 1
      }
    }
    var estimate = values.count
    if seen > 0 && values.count * 2 > seen && count > seen { estimate = values.count * count / seen }
    distinctCounts[column] = (max(1, estimate), count)
    return max(1, estimate)
  }
}
