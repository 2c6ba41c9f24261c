/// The numbers of sorted rows by the value of one column: a sort order that takes less than three
/// bytes a row.
///
/// Values that are neighbors share a bucket; in each the rows are in the order in which they stand,
/// and a row's number is written as what it exceeds the one before it by, seven bits a byte.
final class ColumnOrder {
  private let steps: UnsafeMutablePointer<UInt8>
  /// Where the rows of each bucket start, and where the last ones end.
  private let starts: UnsafeMutablePointer<UInt32>
  private let least: UInt32
  /// A bucket has two to the power of so many values.
  private let shift: UInt32
  private let bucketCount: Int

  /// About as many of so many rows are in a bucket: so many that their steps mostly fit into two
  /// bytes, and not so many that a search has much to pass over.
  private static func bucketSize(_ count: Int) -> Int { max(16, min(128, count >> 13)) }
  /// With so many rows their numbers may take more bytes than can be counted.
  private static let rowLimit = Int(UInt32.max) / 5

  /// Orders rows, nil if there are none, or if their values are spread too widely for it to pay.
  ///
  /// O(*n*).
  init?(_ rows: Rows, column: Int) {
    guard rows.count > 0, rows.count < ColumnOrder.rowLimit else { return nil }
    let values = rows.column(column)
    var (low, high) = (values[0], values[0])
    for row in 0..<rows.count {
      low = min(low, values[row])
      high = max(high, values[row])
    }
    guard Int(high - low) <= 4 * rows.count + 1024 else { return nil }
    var shift: UInt32 = 0
    while Int((high - low) >> shift) >= max(16, rows.count / ColumnOrder.bucketSize(rows.count)) {
      shift += 1
    }
    let bucketCount = Int((high - low) >> shift) + 1
    (least, self.shift, self.bucketCount) = (low, shift, bucketCount)
    // Safe: every value has a bucket below the count, and each step is written once into its place,
    // for which the same steps were counted.
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: bucketCount + 1)
    starts.initialize(repeating: 0, count: bucketCount + 1)
    let last = UnsafeMutablePointer<UInt32>.allocate(capacity: bucketCount)
    defer { last.deallocate() }
    func forEachStep(_ body: (_ bucket: Int, _ step: UInt32) -> Void) {
      last.initialize(repeating: 0, count: bucketCount)
      for row in 0..<rows.count {
        let bucket = Int((values[row] &- low) >> shift)
        let number = UInt32(truncatingIfNeeded: row)
        body(bucket, number &- last[bucket])
        last[bucket] = number
      }
    }
    forEachStep { bucket, step in starts[bucket &+ 1] &+= ColumnOrder.size(of: step) }
    for bucket in 0..<bucketCount { starts[bucket &+ 1] &+= starts[bucket] }
    let steps = UnsafeMutablePointer<UInt8>.allocate(
      capacity: max(1, Int(starts[bucketCount])))
    forEachStep { bucket, step in
      var rest = step
      while rest >= 0x80 {
        steps[Int(starts[bucket])] = UInt8(truncatingIfNeeded: rest) | 0x80
        starts[bucket] &+= 1
        rest >>= 7
      }
      steps[Int(starts[bucket])] = UInt8(truncatingIfNeeded: rest)
      starts[bucket] &+= 1
    }
    // What has moved to the start of the next bucket moves back.
    for bucket in stride(from: bucketCount, to: 0, by: -1) { starts[bucket] = starts[bucket &- 1] }
    starts[0] = 0
    (self.starts, self.steps) = (starts, steps)
  }

  deinit {
    steps.deallocate()
    starts.deallocate()
  }

  private static func size(of step: UInt32) -> UInt32 {
    step < 1 << 7 ? 1 : step < 1 << 14 ? 2 : step < 1 << 21 ? 3 : step < 1 << 28 ? 4 : 5
  }

  /// Calls a function with the numbers of the rows with a value, ascending, and of some with others;
  /// returns how many these are.
  ///
  /// O(1).
  @inline(__always)
  func forEachRow(near value: UInt32, _ body: (Int) -> Void) -> Int {
    let bucket = value < least ? bucketCount : Int((value &- least) >> shift)
    if bucket >= bucketCount { return 0 }
    var place = Int(starts[bucket])
    let end = Int(starts[bucket &+ 1])
    var (number, count) = (0, 0)
    while place < end {
      // Safe: the steps of a bucket are whole.
      var byte = steps[place]
      var step = Int(byte & 0x7F)
      var shift = 7
      while byte & 0x80 != 0 {
        place &+= 1
        byte = steps[place]
        step |= Int(byte & 0x7F) << shift
        shift &+= 7
      }
      place &+= 1
      number &+= step
      count &+= 1
      body(number)
    }
    return count
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
    try withOrders { () throws(EvaluationFailure) in try foundSource(bound) }
  }

  private func foundSource(_ bound: [Int]) throws(EvaluationFailure) -> (
    order: [Int], source: LayeredLookup.Source
  ) {
    if count >= rowsWorthBits, dense == nil, isSealed, index(with: bound) == nil,
      let run = indexes.first(where: \.isIdentity)?.runs.first
    {
      let prefix = (0..<arity).prefix { bound.contains($0) }
      if !prefix.isEmpty,
        estimatedMatches(bound: Array(prefix), scope: .all) <= Relation.fewRows
      {
        return (order(of: Array(prefix), bound), .prefix(run.asItIs, length: prefix.count))
      }
      if let column = bestColumn(bound), let found = columnOrder(column, run.rows) {
        return (order(of: [column], bound), .column(found, run.rows))
      }
    }
    let index = try index(prefix: bound)
    // What makes searching quicker would stay, so that rows are searched as they are.
    return (index.order, .run(index.runs(.all).first?.asItIs))
  }

  /// The bound column by which fewest rows are found, an order of which there is being good enough
  /// if it finds few; nil if several columns together find far fewer.
  private func bestColumn(_ bound: [Int]) -> Int? {
    let expected = bound.sorted().map { column in
      (column: column, rows: estimatedMatches(bound: [column], scope: .all))
    }
    let known = expected.first {
      columnOrders[$0.column] != nil && ($0.rows <= Relation.fewRows || bound.count == 1)
    }
    if let known { return known.column }
    guard let best = expected.min(by: { $0.rows < $1.rows }) else { return nil }
    let few = max(Relation.fewRows, 4 * estimatedMatches(bound: bound, scope: .all))
    return bound.count == 1 || best.rows <= few ? best.column : nil
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
