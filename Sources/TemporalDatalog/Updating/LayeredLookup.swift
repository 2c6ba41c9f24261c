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
  private let layers: [LayerSearch]
  private lazy var scratch = Rows(width: width, capacity: 16)
  private let ranges = RangeBuffer()
  /// About how many rows of work one search of bits is beside the rows that it finds: the places at
  /// which it looks.
  private let placeCost: Int
  /// Searches, and rows that were looked at and not found, since costs were taken.
  private var searchCount = 0
  private var passedCount = 0

  init(order: [Int], keyLength: Int, width: Int, source: Source, layers: [Layer]) {
    self.order = order
    self.keyLength = keyLength
    self.width = width
    self.source = source
    self.layers = layers.map { LayerSearch($0, order, isByKey: keyLength > 0) }
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
      guard let layer = layer.sides(near: key) else { continue }
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
    scratch.count = 0
    read(key, into: scratch)
    return scratch.count > 0
  }

  // MARK: - Whole rows

  /// Whether a key is a whole row, to be found in one place.
  var findsWholeRows: Bool {
    guard keyLength == order.count, width == keyLength else { return false }
    return switch source {
    case .bits, .run: true
    case .prefix, .column: false
    }
  }

  /// Writes the numbers of the rows of a batch for whose keys there is a row, or for whose there is
  /// none, in order; returns how many there are.
  ///
  /// O(log *n*) a row where keys are whole rows, else O(log *n* + *k*) for *k* rows with its key.
  func select(
    _ key: KeyBuffer, of input: Rows, arePresent: Bool,
    into selected: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var count = 0
    if !findsWholeRows {
      key.reset()
      var isPresent = false
      for row in 0..<input.count {
        if key.fill(input, row) { isPresent = contains(key.values) }
        selected[count] = UInt32(truncatingIfNeeded: row)
        count &+= isPresent == arePresent ? 1 : 0
      }
      return count
    }
    ranges.clearMarks(input.count)
    // The topmost layer that mentions a row decides.
    for layer in layers.reversed() {
      guard let sides = layer.sides(near: key, of: input) else { continue }
      ranges.mark(key, of: input, in: sides.added, as: .present)
      ranges.mark(key, of: input, in: sides.hidden, as: .absent)
    }
    switch source {
    case .bits(let set): ranges.mark(key, of: input, in: set, as: .present)
    case .run(let run?): ranges.mark(key, of: input, in: run, as: .present)
    case .run(nil), .prefix, .column: break
    }
    return ranges.select(arePresent: arePresent, input.count, into: selected)
  }
}

/// A layer in the order in which it is searched; sorted once a key may be in it.
private final class LayerSearch {
  private let layer: Layer
  private let order: [Int]
  /// Between which values of the key's first column the layer's rows are.
  private let bounds: ClosedRange<UInt32>?
  private var sides: Layer.Sides?

  init(_ layer: Layer, _ order: [Int], isByKey: Bool) {
    self.layer = layer
    self.order = order
    bounds = isByKey ? layer.bounds(of: order[0]) : nil
  }

  /// The layer's rows, sorted, unless none can have the key.
  @inline(__always)
  func sides(near key: UnsafePointer<UInt32>) -> Layer.Sides? {
    if let bounds, !bounds.contains(key[0]) { return nil }
    return allSides
  }

  /// The layer's rows, sorted, unless none can have one of some keys.
  func sides(near key: KeyBuffer, of input: Rows) -> Layer.Sides? {
    if let bounds {
      let (values, stride) = key.column(0, of: input)
      guard (0..<input.count).contains(where: { bounds.contains(values[$0 &* stride]) }) else {
        return nil
      }
    }
    return allSides
  }

  private var allSides: Layer.Sides {
    if let sides { return sides }
    let sides = layer.sides(order)
    self.sides = sides
    return sides
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
