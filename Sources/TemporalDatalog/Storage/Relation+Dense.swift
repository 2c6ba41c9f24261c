extension Relation {
  /// Bounds with as much room to grow as some number of bits allows, one of some parts of a column's
  /// values on the side on which it has grown, so that a relation that counts is not rebuilt at every
  /// step; nil if there is no such room.
  private static func roomy(
    _ bounds: [ClosedRange<UInt32>], grownFrom old: [ClosedRange<UInt32>],
    by parts: [UInt32] = [8, 16], where isAllowed: (Int) -> Bool
  ) -> [ClosedRange<UInt32>]? {
    for part in parts {
      let roomy = zip(bounds, old).map { bound, old in
        let slack = (bound.upperBound - bound.lowerBound) / part
        let down = bound.lowerBound < old.lowerBound ? min(slack, bound.lowerBound) : 0
        let up = bound.upperBound > old.upperBound ? min(slack, .max - bound.upperBound) : 0
        return bound.lowerBound - down...bound.upperBound + up
      }
      if let bits = DenseSet.bitCount(roomy), isAllowed(bits) { return roomy }
    }
    return nil
  }

  /// Widens the columns' bounds to the values of some rows.
  func extendBounds(_ rows: Rows) {
    for column in 0..<arity {
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
  }

  /// Whether tuples may be kept as so many bits.
  ///
  /// They take no more room than tuples of two columns, or, while recursion is likely to fill them,
  /// up to four times that, which is about what sorting the tuples takes; half of it where rules need
  /// copies of the bits. A few MiB may be sixteen times that: it costs more to sort what they save.
  func isWorthBits(_ bits: Int, _ known: Int) -> Bool {
    if !isRecursive { return bits <= 64 * known }
    return bits <= (bits <= Relation.fewBits ? 1024 : isReadOnce ? 256 : 128) * known
  }

  /// 8 MiB.
  private static let fewBits = 1 << 26

  /// Goes over to bits where that takes little room; they are still to be set, before anything else
  /// is added.
  func becomeDenseIfWorthwhile() -> Marking? {
    guard !isTemporal, arity > 0, dense == nil else { return nil }
    let known = storedCount
    guard known >= rowsWorthBits, let bits = DenseSet.bitCount(bounds), isWorthBits(bits, known)
    else { return nil }
    // A little room at once: values have come one after the other.
    let first = bounds.map { $0.lowerBound...$0.lowerBound }
    if isRecursive,
      let roomy = Relation.roomy(
        bounds, grownFrom: first, by: [16], where: { isWorthBits($0, known) })
    {
      bounds = roomy
    }
    pending = RowBlocks(width: width)
    for run in fresh.runs { pending.append(RowBlocks(run.rows)) }
    var rows = pending
    for run in indexes[0].runs(.all) { rows.append(RowBlocks(run.rows)) }
    fresh = Index(order: fresh.order, isTemporal: isTemporal)
    indexes.removeAll { $0.isIdentity }
    let set = DenseSet(unwritten: bounds)
    dense = set
    return Marking(.fill(set, rows), wordCount: set.wordCount)
  }

  /// Makes room for tuples out of bounds, or gives the bits up if they would be too many.
  func widen(_ outside: Rows) throws(EvaluationFailure) {
    guard let old = dense else { return }
    try listPending()
    // The newest rows are bits no longer.
    _ = try delta()
    views = [:]
    let knownCount = count + pending.count
    let narrow = bounds
    extendBounds(outside)
    // If need be more than a relation goes over to bits with, so that it does not go back and forth.
    let most = min(2 * Relation.fewBits, 2048 * knownCount)
    let roomy =
      Relation.roomy(bounds, grownFrom: narrow, where: { $0 <= 256 * knownCount })
      ?? Relation.roomy(bounds, grownFrom: narrow, where: { $0 <= most })
    if let roomy {
      bounds = roomy
      let set = DenseSet(bounds, widening: old)
      let none = Rows(width: width, capacity: 0)
      dense = set
      let waiting = pending.count
      set.insert(outside, new: &pending, outside: none)
      admit(pending.count - waiting)
      return
    }
    // Back to runs: what was known before this round, the delta apart; the rest waits.
    let known = try old.rows(count: knownCount, watch)
    let index = Index(order: Array(0..<arity), isTemporal: false)
    try split(known, into: index)
    dense = nil
    indexes.removeAll { $0.isIdentity }
    indexes.insert(index, at: 0)
    replaceDelta(index.delta.map { RowBlocks($0.rows) } ?? RowBlocks(width: width))
    bounds = []
    if index.runs.count > 0 || deltaCount > 0 { extendBounds(known) }
    // What waits is compared once more, and then counted.
    admit(-pending.count)
    pending.append(outside)
  }

  /// Fills an index from the bits: what was known before this round, the delta apart.
  func fillFromDense(_ index: Index) throws(EvaluationFailure) {
    guard let dense else { return }
    try listPending()
    try split(dense.rows(count: count + pending.count, watch), into: index)
  }

  private func split(_ known: Rows, into index: Index) throws(EvaluationFailure) {
    let waiting = try pending.sorted(by: identity, watch)
    let newest = try delta().sorted(by: identity, watch)
    let older = try known.subtracting(waiting, isTemporal: false, watch)
      .subtracting(newest, isTemporal: false, watch)
    let isIdentity = index.isIdentity
    try index.append(
      isIdentity ? older : older.sorted(by: index.sourceOrder, watch), watch)
    try index.advance(
      isIdentity ? newest : newest.sorted(by: index.sourceOrder, watch), watch)
  }

  /// Whether a premise with some columns bound reads bits: if these come first and few bits are read
  /// for each tuple; of the newest, if bits take less room than a sort order, or are few, and no
  /// order is there.
  func readsBits(_ bound: [Int], _ scope: Scope) -> Bool {
    guard let dense, bound.allSatisfy({ $0 < bound.count }) else { return false }
    if scope == .newest {
      if views[.newest] != nil { return true }
      let room = dense.bitCount <= Relation.fewBits ? 512 : 32
      return dense.bitCount <= room * width * deltaCount && index(with: bound) == nil
        && deltaRuns.isEmpty
    }
    return bound.count == arity || isWorthBits(dense.bitCount, max(1, storedCount))
  }

  /// The bits that a premise sees; nil if the relation has none.
  func bits(_ scope: Scope) throws(EvaluationFailure) -> DenseSet? {
    if dense == nil || isSealed { return dense }
    try missingBits(scope)?.perform()
    return views[scope]
  }

  /// Makes room for the bits that a premise sees, unless they are there; they still have to be set.
  func missingBits(_ scope: Scope) throws(EvaluationFailure) -> Marking? {
    guard let dense, !isSealed, views[scope] == nil else { return nil }
    if scope == .newest { return replaceDeltaByBits(like: dense) }
    let (view, marking) = try known(dense, without: scope == .older)
    views[scope] = view
    return marking
  }

  /// A set, still to be made, of the tuples that were known before this round, the newest apart if
  /// need be.
  private func known(
    _ dense: DenseSet, without isOlder: Bool
  ) throws(EvaluationFailure) -> (DenseSet, Marking) {
    var (base, more, less) = (views[.all] ?? dense, nil as DenseSet?, nil as DenseSet?)
    var rows: [RowBlocks] = []
    if views[.all] == nil {
      if pending.isCount {
        (base, more) = (views[.older] ?? dense, views[.newest])
      } else {
        rows.append(pending)
      }
    }
    if isOlder {
      less = views[.newest]
      if less == nil { rows.append(try delta()) }
    }
    let set = DenseSet(unwrittenLike: dense)
    return (
      set,
      Marking(
        .copy(set, of: base, with: more, without: less, withoutRows: rows),
        wordCount: set.wordCount)
    )
  }

  /// Lists the tuples that are new in this round, where they were counted.
  func listPending() throws(EvaluationFailure) {
    guard pending.isCount, let dense else { return }
    let (known, marking) = try known(dense, without: false)
    marking.perform()
    let new = DenseSet(copying: dense)
    new.subtract(known, 0..<new.wordCount)
    pending = RowBlocks(try new.rows(count: pending.count, watch))
  }
}
