/// Finds the rows of a finished relation that begin with a key, in some order of its columns.
final class LayeredLookup {
  enum Source {
    case bits(DenseSet)
    case run(SortedRun?)
    /// Rows in the order of their columns, found by the first ones.
    case prefix(SortedRun, length: Int)
    /// Rows in the order of their columns, found by one of them.
    case column(ColumnOrder, Rows)
  }

  /// The columns in the order in which rows are read; the first ones are the key.
  let order: [Int]
  private let keyLength: Int
  private let width: Int
  private let source: Source
  private let layers: [Layer.Sides]
  private lazy var scratch = Rows(width: width, capacity: 16)
  /// About how many rows of work one search of bits is beside the rows that it finds: the places at
  /// which it looks.
  private let placeCost: Int
  /// Searches, and rows that were looked at and not found, since costs were taken.
  private var searchCount = 0
  private var passedCount = 0

  init(order: [Int], keyLength: Int, width: Int, source: Source, layers: [Layer.Sides]) {
    self.order = order
    self.keyLength = keyLength
    self.width = width
    self.source = source
    self.layers = layers
    if case .bits(let set) = source {
      placeCost = set.places(Array(order.prefix(keyLength))) / 16
    } else {
      placeCost = 0
    }
  }

  /// About how many rows of work the searches since the last time were beside what they found; 0
  /// while that is little.
  func takeCost() -> Int {
    // To pass over a row is less than to hand one on.
    let cost = searchCount * placeCost + passedCount / 8
    if cost < LayeredLookup.leastCost { return 0 }
    (searchCount, passedCount) = (0, 0)
    return cost
  }

  /// Less is not worth being counted at once.
  private static let leastCost = 64

  /// Appends the rows with a key to a block: sorted, with days if they have any.
  ///
  /// O(log *n* + *k*) for *k* rows.
  func read(_ key: UnsafePointer<UInt32>, into rows: Rows) {
    let start = rows.count
    searchCount &+= 1
    switch source {
    case .bits(let set):
      set.read(key, length: keyLength, order: order, into: rows)
    case .prefix(let run, let length):
      let (low, high) = run.range(of: key, length: length)
      for row in low..<high { append(run.rows, row, key, known: length, to: rows) }
      passedCount &+= high - low - (rows.count - start)
    case .column(let column, let all):
      let count = column.forEachRow(near: key[0]) { append(all, $0, key, known: 0, to: rows) }
      passedCount &+= count - (rows.count - start)
    case .run(let run):
      if let run {
        let (low, high) = run.range(of: key, length: keyLength)
        rows.append(run.rows, low..<high)
      }
    }
    for layer in layers {
      let (hiddenLow, hiddenHigh) = layer.hidden.range(of: key, length: keyLength)
      rows.remove(layer.hidden.rows, hiddenLow..<hiddenHigh, from: start)
      let (low, high) = layer.added.range(of: key, length: keyLength)
      if low < high {
        let middle = rows.count
        rows.append(layer.added.rows, low..<high)
        rows.mergeTail(start, middle)
      }
    }
  }

  /// Appends a row whose columns are in their own order, if it has the rest of a key.
  @inline(__always)
  private func append(
    _ source: Rows, _ row: Int, _ key: UnsafePointer<UInt32>, known: Int, to rows: Rows
  ) {
    for position in known..<max(known, keyLength)
    where source.value(order[position], row) != key[position] { return }
    let target = rows.count
    rows.reserve(target + 1)
    for (position, column) in order.enumerated() {
      rows.column(position)[target] = source.value(column, row)
    }
    for column in order.count..<width { rows.column(column)[target] = source.value(column, row) }
    rows.count = target &+ 1
  }

  /// Whether there is a row with a key.
  func contains(_ key: UnsafePointer<UInt32>) -> Bool {
    if keyLength == order.count, width == keyLength {
      // The topmost layer that mentions a row decides.
      for layer in layers.reversed() {
        if !layer.added.isEmpty(key, keyLength) { return true }
        if !layer.hidden.isEmpty(key, keyLength) { return false }
      }
      switch source {
      case .bits(let set): return set.hasTuple(in: set.positions(of: key, length: keyLength))
      case .run(let run): return run.map { !$0.isEmpty(key, keyLength) } ?? false
      case .prefix, .column: break
      }
    }
    scratch.count = 0
    read(key, into: scratch)
    return scratch.count > 0
  }
}

extension SortedRun {
  fileprivate func isEmpty(_ key: UnsafePointer<UInt32>, _ length: Int) -> Bool {
    if rows.count == 0 { return true }
    let (low, high) = range(of: key, length: length)
    return low == high
  }
}

extension Rows {
  /// Appends some rows of another block of the same width.
  func append(_ other: Rows, _ range: Range<Int>) {
    if range.isEmpty { return }
    reserve(count + range.count)
    for index in 0..<width {
      (column(index) + count).update(
        from: other.column(index) + range.lowerBound, count: range.count)
    }
    count += range.count
  }

  /// Copies a row onto another place.
  private func move(_ source: Int, to target: Int) {
    for index in 0..<width { column(index)[target] = column(index)[source] }
  }

  /// Takes sorted rows out of the sorted rows from a place on.
  fileprivate func remove(_ other: Rows, _ range: Range<Int>, from start: Int) {
    if range.isEmpty { return }
    var next = range.lowerBound
    var kept = start
    for row in start..<count {
      while next < range.upperBound, Rows.compare(other, next, self, row, columns: width) < 0 {
        next += 1
      }
      if next < range.upperBound, Rows.compare(other, next, self, row, columns: width) == 0 {
        continue
      }
      if kept < row { move(row, to: kept) }
      kept += 1
    }
    count = kept
  }

  /// Merges two sorted stretches, from `start` and from `middle` on, into one.
  fileprivate func mergeTail(_ start: Int, _ middle: Int) {
    if start == middle || Rows.compare(self, middle - 1, self, middle, columns: width) <= 0 {
      return
    }
    let tail = Rows(width: width, capacity: count - middle)
    tail.append(self, middle..<count)
    var (left, right, target) = (middle - 1, tail.count - 1, count - 1)
    while right >= 0 {
      if left >= start, Rows.compare(self, left, tail, right, columns: width) > 0 {
        move(left, to: target)
        left -= 1
      } else {
        for index in 0..<width { column(index)[target] = tail.value(index, right) }
        right -= 1
      }
      target -= 1
    }
  }
}
