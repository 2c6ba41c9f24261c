/// Immutable rows in lexicographic order of their columns, with a quick way to a first column's
/// value once somebody has asked for it.
final class SortedRun: @unchecked Sendable {
  // Safe: offsets are made once, while no other thread has the run, or, of a finished relation,
  // while its orders are held; who reads it without them has one that is prepared, or never will be.
  let rows: Rows
  private let arity: Int
  /// `offsets[v - least]` is the first row whose first column is at least `v`; nil where nobody
  /// searches, and where the values are spread too widely for it to pay.
  private var offsets: UnsafeMutablePointer<UInt32>?
  private var least: UInt32 = 0
  /// How many values the offsets tell apart.
  private var reach = 0
  private var isPrepared = false

  /// Wraps rows; `arity` is their number of columns without the span.
  init(_ rows: Rows, arity: Int) {
    self.rows = rows
    self.arity = arity
  }

  deinit { offsets?.deallocate() }

  /// The run as it is to be searched: by its own offsets, if it has been prepared, but not by those
  /// that another thread may make meanwhile.
  var asItIs: SortedRun { isPrepared ? self : SortedRun(rows, arity: arity) }

  /// Makes searching quick.
  ///
  /// O(*n*) the first time.
  func prepareForSearch() {
    if isPrepared { return }
    isPrepared = true
    guard arity > 0, rows.count >= 32, rows.count < Int(UInt32.max) else { return }
    let values = rows.column(0)
    let low = values[0]
    let range = Int(values[rows.count - 1] - low) + 1
    guard range <= 4 * rows.count + 1024 else { return }
    least = low
    reach = range
    // Safe: values ascend from `low` to `low + range - 1`, so every entry is written once.
    let offsets = UnsafeMutablePointer<UInt32>.allocate(capacity: range + 1)
    let count = rows.count
    var next = 0
    for row in 0..<count {
      let index = Int(values[row] &- low)
      while next <= index {
        offsets[next] = UInt32(truncatingIfNeeded: row)
        next &+= 1
      }
    }
    while next <= range {
      offsets[next] = UInt32(truncatingIfNeeded: count)
      next &+= 1
    }
    self.offsets = offsets
  }

  /// The rows whose first columns equal a key.
  ///
  /// O(log *n*), mostly O(1) for one column.
  @inline(__always)
  func range(of key: UnsafePointer<UInt32>, length: Int) -> (low: Int, high: Int) {
    if length == 0 { return (0, rows.count) }
    var low = 0
    var high = rows.count
    var column = 0
    if let offsets {
      let value = key[0]
      if value < least { return (0, 0) }
      let index = Int(value &- least)
      if index >= reach { return (0, 0) }
      low = Int(offsets[index])
      high = Int(offsets[index &+ 1])
      column = 1
    }
    while column < length && low < high {
      (low, high) = equalRange(column, key[column], low, high)
      column &+= 1
    }
    return (low, high)
  }

  /// Narrows the rows found for each key of a batch by one more column of the keys; the first
  /// column comes first and needs nothing found.
  ///
  /// The value of key *i* is `values[i * stride]`. O(log of the rows found) a key, O(1) where the
  /// first column has offsets.
  func narrow(
    _ column: Int, to values: UnsafePointer<UInt32>, _ stride: Int, _ count: Int,
    _ lows: UnsafeMutablePointer<UInt32>, _ highs: UnsafeMutablePointer<UInt32>
  ) {
    if column == 0, let offsets {
      // A value below the least wraps around to one beyond the reach.
      for index in 0..<count {
        let offset = Int(values[index &* stride] &- least)
        let isInside = offset < reach
        let place = isInside ? offset : 0
        lows[index] = offsets[place]
        highs[index] = isInside ? offsets[place &+ 1] : offsets[place]
      }
      return
    }
    let all = UInt32(truncatingIfNeeded: rows.count)
    for index in 0..<count {
      let (low, high) = column == 0 ? (0, all) : (lows[index], highs[index])
      if low == high {
        (lows[index], highs[index]) = (low, low)
        continue
      }
      let (first, end) = equalRange(column, values[index &* stride], Int(low), Int(high))
      lows[index] = UInt32(truncatingIfNeeded: first)
      highs[index] = UInt32(truncatingIfNeeded: end)
    }
  }

  /// Where a sorted stretch of a column has a value.
  @inline(__always)
  private func equalRange(_ column: Int, _ value: UInt32, _ low: Int, _ high: Int) -> (Int, Int) {
    let values = rows.column(column)
    var first = low
    var end = high
    while first < end {
      let middle = (first &+ end) >> 1
      if values[middle] < value { first = middle &+ 1 } else { end = middle }
    }
    if first >= high || values[first] != value { return (first, first) }
    var step = 1
    var last = first
    while last &+ step < high && values[last &+ step] == value {
      last &+= step
      step <<= 1
    }
    // Invariant: `last` has the value; the end of the stretch is at most `last + step`.
    var after = min(last &+ step, high)
    while last &+ 1 < after {
      let middle = (last &+ after) >> 1
      if values[middle] == value { last = middle } else { after = middle }
    }
    return (first, after)
  }
}
