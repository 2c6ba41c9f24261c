/// Where the keys of a batch stand in a sorted run: for each row of the batch, the first row of
/// the run that has its key, and the one after the last.
///
/// All rows of a batch are looked up in one column before the next, so that the reads of different
/// rows overlap.
final class RangeBuffer {
  private let columns = Rows(width: 3, capacity: 0)
  var lows: UnsafeMutablePointer<UInt32> { columns.column(0) }
  var highs: UnsafeMutablePointer<UInt32> { columns.column(1) }
  /// For each row of the batch, 1 if one of several runs has its key.
  private var found: UnsafeMutablePointer<UInt32> { columns.column(2) }

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

  /// Writes the numbers of the rows whose keys are in one of the runs, or in none of them, and
  /// returns how many there are.
  func select(
    _ key: KeyBuffer, of input: Rows, in runs: [SortedRun], arePresent: Bool,
    into selected: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let count = input.count
    columns.reserve(count)
    let found = found
    found.update(repeating: 0, count: count)
    for run in runs {
      find(key, of: input, in: run)
      let (lows, highs) = (lows, highs)
      for row in 0..<count { found[row] |= lows[row] < highs[row] ? 1 : 0 }
    }
    let wanted: UInt32 = arePresent ? 1 : 0
    var selectedCount = 0
    for row in 0..<count {
      selected[selectedCount] = UInt32(truncatingIfNeeded: row)
      selectedCount &+= found[row] == wanted ? 1 : 0
    }
    return selectedCount
  }
}
