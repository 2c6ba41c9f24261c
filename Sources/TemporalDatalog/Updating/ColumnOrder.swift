/// The numbers of sorted rows by the value of one column: a sort order that takes about two
/// bytes a row.
///
/// Values that are neighbors share a bucket; in each the rows are in the order in which they stand,
/// and a row's number is written as what it exceeds the one before it by, in a Rice code.
///
/// - Source: R. F. Rice: Some Practical Universal Noiseless Coding Techniques, JPL Publication
///   79-22, 1979.
final class ColumnOrder {
  /// The codes of all buckets, each bucket's from a byte of its own on.
  private let codes: [UInt8]
  /// Where the codes of each bucket start, and where the last ones end.
  private let starts: [UInt32]
  private let least: UInt32
  /// A bucket has two to the power of so many values.
  private let shift: UInt32
  private var bucketCount: Int { starts.count - 1 }

  /// About as many of so many rows are in a bucket: so many that what is written for each bucket is
  /// little beside them, and not so many that a search has much to pass over.
  private static func bucketSize(_ count: Int) -> Int { max(16, min(128, count >> 13)) }
  /// With so many rows their numbers may take more bytes than can be counted.
  private static let rowLimit = Int(UInt32.max) / 16

  /// Orders rows, nil if there are none, or if their values are spread too widely for it to pay.
  ///
  /// O(*n*); uses four bytes a row meanwhile.
  init?(_ rows: Rows, column: Int) {
    guard rows.count > 0, rows.count < ColumnOrder.rowLimit else { return nil }
    let values = UnsafeBufferPointer(start: rows.column(column), count: rows.count)
    var (low, high) = (values[0], values[0])
    for value in values {
      low = min(low, value)
      high = max(high, value)
    }
    guard Int(high - low) <= 4 * rows.count + 1024 else { return nil }
    var shift: UInt32 = 0
    while Int((high - low) >> shift) >= max(16, rows.count / ColumnOrder.bucketSize(rows.count)) {
      shift += 1
    }
    (least, self.shift) = (low, shift)
    // Where the numbers of each bucket end, once they stand there.
    var ends = [Int](repeating: 0, count: Int((high - low) >> shift) + 1)
    for value in values { ends[Int((value - low) >> shift)] += 1 }
    var sum = 0
    for bucket in ends.indices {
      let size = ends[bucket]
      ends[bucket] = sum
      sum += size
    }
    var numbers = [UInt32](repeating: 0, count: rows.count)
    for (row, value) in values.enumerated() {
      let bucket = Int((value - low) >> shift)
      numbers[ends[bucket]] = UInt32(truncatingIfNeeded: row)
      ends[bucket] += 1
    }
    var writer = RiceWriter()
    var starts: [UInt32] = []
    starts.reserveCapacity(ends.count + 1)
    var first = 0
    for end in ends {
      starts.append(UInt32(writer.bytes.count))
      writer.write(numbers[first..<end])
      first = end
    }
    starts.append(UInt32(writer.bytes.count))
    // Exactly as many as are needed, with room to read a whole word at the last one.
    codes = writer.bytes + [UInt8](repeating: 0, count: RiceReader.overhang)
    self.starts = starts
  }

  /// Calls a function with the numbers of the rows with a value, ascending, and of some with others;
  /// returns how many these are.
  ///
  /// O(1).
  @inline(__always)
  func forEachRow(near value: UInt32, _ body: (Int) -> Void) -> Int {
    let bucket = value < least ? bucketCount : Int((value &- least) >> shift)
    if bucket >= bucketCount || starts[bucket] == starts[bucket + 1] { return 0 }
    return codes.withUnsafeBytes { codes in
      var reader = RiceReader(codes, from: Int(starts[bucket]))
      let count = reader.count
      body(reader.number)
      for _ in 1..<count { body(reader.next()) }
      return count
    }
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
