/// Where the keys of a batch stand in a sorted run, or in what is read from bits for them: for each
/// row of the batch, the first row that has its key, and the one after the last.
///
/// All rows of a batch are looked up in one column before the next, so that the reads of different
/// rows overlap.
final class RangeBuffer {
  private let columns = Rows(width: 3, capacity: 0)
  var lows: UnsafeMutablePointer<UInt32> { columns.column(0) }
  var highs: UnsafeMutablePointer<UInt32> { columns.column(1) }
  /// What is known of each row of the batch; 0 for nothing.
  private var marks: UnsafeMutablePointer<UInt32> { columns.column(2) }

  /// Keeps room for a small batch.
  func letGo() { columns.clear(keeping: Step.leastBatch) }

  /// Finds the rows of each key in a run.
  ///
  /// O(log *n*) a key, mostly O(1) for keys of one column.
  func find(_ key: KeyBuffer, of input: Rows, in run: SortedRun) {
    // Safe: there is room for all rows of the batch, and a run has less than 2³².
    columns.reserve(input.count)
    let (lows, highs) = (lows, highs)
    if key.length == 0 {
      lows.update(repeating: 0, count: input.count)
      highs.update(repeating: UInt32(truncatingIfNeeded: run.rows.count), count: input.count)
      return
    }
    for column in 0..<key.length {
      let (values, stride) = key.column(column, of: input)
      run.narrow(column, to: values, stride, input.count, lows, highs)
    }
  }

  /// Reads the tuples of a set that begin with the keys of the rows from `start` on, without their
  /// keys, in place of what `found` holds; returns the row at which it stopped: the end, or earlier
  /// where much was found.
  ///
  /// O(length + positions / 64 + tuples · columns) for each key that differs from the one before.
  func read(
    _ key: KeyBuffer, of input: Rows, from start: Int, in set: DenseSet, into found: Rows
  ) -> Int {
    columns.reserve(input.count)
    found.count = 0
    // Safe: there is room for all rows of the batch.
    let (lows, highs) = (lows, highs)
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: RangeBuffer.chunk) { prefixes in
      guard let prefixes = prefixes.baseAddress else { return start }
      var (row, known, low) = (start, -1, 0)
      while row < input.count {
        let count = min(RangeBuffer.chunk, input.count &- row)
        set.locate(key, of: input, row, count, prefixes)
        for index in 0..<count {
          let prefix = prefixes[index]
          if prefix != known {
            if found.count >= Step.largestBatch { return row }
            (known, low) = (prefix, found.count)
            if prefix >= 0 {
              set.read(set.positions(of: prefix, length: key.length), from: key.length, into: found)
            }
          }
          lows[row] = UInt32(truncatingIfNeeded: low)
          highs[row] = UInt32(truncatingIfNeeded: found.count)
          row &+= 1
        }
      }
      return row
    }
  }

  /// So many keys are looked up before what begins with them is read.
  private static let chunk = 64

  /// Writes the numbers of the rows whose keys are in one of the runs, or in none of them, and
  /// returns how many there are.
  func select(
    _ key: KeyBuffer, of input: Rows, in runs: [SortedRun], arePresent: Bool,
    into selected: UnsafeMutablePointer<UInt32>
  ) -> Int {
    clearMarks(input.count)
    for run in runs { mark(key, of: input, in: run, as: .present) }
    return select(arePresent: arePresent, input.count, into: selected)
  }

  // MARK: - Marks

  /// What is known of a row's key; of several marks the first one stays.
  enum Mark: UInt32 {
    case present = 1
    case absent = 2
  }

  /// Begins to mark the rows of a batch.
  func clearMarks(_ count: Int) {
    columns.reserve(count)
    marks.update(repeating: 0, count: count)
  }

  /// Marks the rows whose keys are in a run.
  func mark(_ key: KeyBuffer, of input: Rows, in run: SortedRun, as mark: Mark) {
    if run.rows.count == 0 { return }
    find(key, of: input, in: run)
    let (lows, highs, marks) = (lows, highs, marks)
    for row in 0..<input.count {
      let known = marks[row]
      marks[row] = known == 0 && lows[row] < highs[row] ? mark.rawValue : known
    }
  }

  /// Marks the rows that are in a set, of which keys are the tuples.
  func mark(_ key: KeyBuffer, of input: Rows, in set: DenseSet, as mark: Mark) {
    let marks = marks
    withUnsafeTemporaryAllocation(of: Int.self, capacity: RangeBuffer.chunk) { places in
      guard let places = places.baseAddress else { return }
      for start in stride(from: 0, to: input.count, by: RangeBuffer.chunk) {
        let count = min(RangeBuffer.chunk, input.count &- start)
        set.locate(key, of: input, start, count, places)
        for index in 0..<count where marks[start &+ index] == 0 && places[index] >= 0 {
          let place = places[index]
          if set.words[place >> 6] >> UInt64(place & 63) & 1 != 0 {
            marks[start &+ index] = mark.rawValue
          }
        }
      }
    }
  }

  /// Writes the numbers of the rows that are marked as present, or of all others, and returns how
  /// many there are.
  func select(
    arePresent: Bool, _ count: Int, into selected: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let marks = marks
    var selectedCount = 0
    for row in 0..<count {
      selected[selectedCount] = UInt32(truncatingIfNeeded: row)
      selectedCount &+= (marks[row] == Mark.present.rawValue) == arePresent ? 1 : 0
    }
    return selectedCount
  }
}
