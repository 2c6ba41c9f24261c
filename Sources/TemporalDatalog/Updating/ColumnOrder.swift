/// The numbers of sorted rows by the value of one column: a sort order that takes little more than
/// four bytes a row.
///
/// Values that are neighbors share a bucket; in each the rows are in the order in which they stand.
final class ColumnOrder {
  private let numbers: UnsafeMutablePointer<UInt32>
  /// Where the numbers of the rows of each bucket start, and where the last ones end.
  private let starts: UnsafeMutablePointer<UInt32>
  private let least: UInt32
  /// A bucket has two to the power of so many values.
  private let shift: UInt32
  private let bucketCount: Int

  /// About as many rows are in a bucket.
  private static let rowsPerBucket = 8

  /// Orders rows, nil if there are none, or if their values are spread too widely for it to pay.
  ///
  /// O(*n*).
  init?(_ rows: Rows, column: Int) {
    guard rows.count > 0, rows.count < Int(UInt32.max) else { return nil }
    let values = rows.column(column)
    var (low, high) = (values[0], values[0])
    for row in 0..<rows.count {
      low = min(low, values[row])
      high = max(high, values[row])
    }
    guard Int(high - low) <= 4 * rows.count + 1024 else { return nil }
    var shift: UInt32 = 0
    while Int((high - low) >> shift) >= max(16, rows.count / ColumnOrder.rowsPerBucket) {
      shift += 1
    }
    let bucketCount = Int((high - low) >> shift) + 1
    (least, self.shift, self.bucketCount) = (low, shift, bucketCount)
    // Safe: every value has a bucket below the count, and each number is put once into its place.
    starts = .allocate(capacity: bucketCount + 1)
    starts.initialize(repeating: 0, count: bucketCount + 1)
    for row in 0..<rows.count { starts[Int((values[row] &- low) >> shift) &+ 1] &+= 1 }
    for bucket in 0..<bucketCount { starts[bucket &+ 1] &+= starts[bucket] }
    numbers = .allocate(capacity: rows.count)
    for row in 0..<rows.count {
      let bucket = Int((values[row] &- low) >> shift)
      numbers[Int(starts[bucket])] = UInt32(truncatingIfNeeded: row)
      starts[bucket] &+= 1
    }
    // What has moved to the start of the next bucket moves back.
    for bucket in stride(from: bucketCount, to: 0, by: -1) { starts[bucket] = starts[bucket &- 1] }
    starts[0] = 0
  }

  deinit {
    numbers.deallocate()
    starts.deallocate()
  }

  /// The numbers of the rows with a value, ascending, and of some with others.
  ///
  /// O(1).
  func rows(near value: UInt32) -> UnsafeBufferPointer<UInt32> {
    let bucket = value < least ? bucketCount : Int((value &- least) >> shift)
    if bucket >= bucketCount { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = Int(starts[bucket])
    return UnsafeBufferPointer(start: numbers + start, count: Int(starts[bucket &+ 1]) - start)
  }
}

extension Relation {
  /// As many rows are looked through for those with the other values of a key.
  private static let fewRows = 64.0

  /// What is searched for rows of a finished relation by some columns, and in which order those of
  /// a row are read.
  ///
  /// That is a sort order which is there already, the first columns of all rows, or the order of one
  /// column; a whole sort order is made only where none of these serves.
  ///
  /// O(1), or O(*n*) if an order has to be made.
  func source(_ bound: [Int]) throws(EvaluationFailure) -> (
    order: [Int], source: LayeredLookup.Source
  ) {
    if count >= rowsWorthBits, dense == nil, isSealed, index(with: bound) == nil,
      let run = indexes.first(where: \.isIdentity)?.runs.first
    {
      let prefix = (0..<arity).prefix { bound.contains($0) }
      if !prefix.isEmpty,
        expectedMatches(bound: Array(prefix), scope: .all) <= Relation.fewRows
      {
        return (order(of: Array(prefix), bound), .prefix(run, length: prefix.count))
      }
      if let column = bestColumn(bound), let found = columnOrder(column, run.rows) {
        return (order(of: [column], bound), .column(found, run.rows))
      }
    }
    let index = try index(prefix: bound)
    // What makes searching quicker would stay, so that rows are searched as they are.
    return (index.order, .run(index.runs(.all).first))
  }

  /// The bound column by which fewest rows are found, an order of which there is being good enough
  /// if it finds few.
  private func bestColumn(_ bound: [Int]) -> Int? {
    let expected = bound.sorted().map { column in
      (column: column, rows: expectedMatches(bound: [column], scope: .all))
    }
    let known = expected.first {
      columnOrders[$0.column] != nil && ($0.rows <= Relation.fewRows || bound.count == 1)
    }
    return known?.column ?? expected.min { $0.rows < $1.rows }?.column
  }

  private func columnOrder(_ column: Int, _ rows: Rows) -> ColumnOrder? {
    if let known = columnOrders[column] { return known }
    let made = ColumnOrder(rows, column: column)
    columnOrders[column] = made
    return made
  }

  /// Some bound columns, then the other bound ones, then the rest.
  private func order(of first: [Int], _ bound: [Int]) -> [Int] {
    first + bound.sorted().filter { !first.contains($0) }
      + (0..<arity).filter { !bound.contains($0) }
  }
}
