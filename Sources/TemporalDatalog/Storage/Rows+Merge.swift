extension Rows {
  /// Rows between two looks at the clock.
  private static let stride = 1 << 16

  /// Merges two sorted blocks.
  ///
  /// O(*n* + *m*).
  ///
  /// A row of both is kept once; in temporal blocks, touching spans of one tuple become one.
  static func merged(
    _ a: Rows, _ b: Rows, isTemporal: Bool, _ watch: Watch?
  ) throws(EvaluationFailure) -> Rows {
    // Without columns there is one row at most.
    if a.width == 0 { return a.count > 0 ? a : b }
    if !isTemporal && (a.count == 0 || b.count == 0) { return a.count > 0 ? a : b }
    let result = Rows(width: a.width, capacity: a.count + b.count)
    var (i, j) = (0, 0)
    while isTemporal ? i < a.count || j < b.count : i < a.count && j < b.count {
      let limit = result.count + stride
      if isTemporal {
        mergeTemporal(a, b, &i, &j, into: result, rows: stride)
      } else {
        mergeTimeless(a, b, &i, &j, into: result, limit: limit)
      }
      try watch?.tick(stride)
    }
    result.appendRest(of: a, from: i)
    result.appendRest(of: b, from: j)
    watch?.mergedCount += result.count
    return result
  }

  private static func mergeTimeless(
    _ a: Rows, _ b: Rows, _ first: inout Int, _ second: inout Int, into result: Rows, limit: Int
  ) {
    let width = a.width
    let last = min(1, width - 1)
    // Safe: all positions stay below the blocks' counts; the result has room for both.
    let (a0, a1, b0, b1) = (a.column(0), a.column(last), b.column(0), b.column(last))
    let (r0, r1) = (result.column(0), result.column(last))
    var (i, j, k) = (first, second, result.count)
    while i < a.count && j < b.count && k < limit {
      // Two columns at once mostly tell; without a branch, as which row comes next is by chance.
      let x = UInt64(a0[i]) << 32 | UInt64(a1[i])
      let y = UInt64(b0[j]) << 32 | UInt64(b1[j])
      var (isFirst, isSecond) = (x <= y, y <= x)
      if width > 2 {
        if x == y {
          let order = compare(a, i, b, j, columns: width)
          (isFirst, isSecond) = (order <= 0, order >= 0)
        }
        for index in 2..<width {
          result.column(index)[k] = isFirst ? a.value(index, i) : b.value(index, j)
        }
      }
      r0[k] = isFirst ? a0[i] : b0[j]
      r1[k] = isFirst ? a1[i] : b1[j]
      i &+= isFirst ? 1 : 0
      j &+= isSecond ? 1 : 0
      k &+= 1
    }
    (first, second, result.count) = (i, j, k)
  }

  private static func mergeTemporal(
    _ a: Rows, _ b: Rows, _ i: inout Int, _ j: inout Int, into result: Rows, rows: Int
  ) {
    let arity = a.width - 2
    var rest = rows
    while rest > 0 && (i < a.count || j < b.count) {
      rest &-= 1
      if j >= b.count || (i < a.count && compare(a, i, b, j, columns: arity + 1) < 0) {
        result.appendCoalescing(a, i, arity: arity)
        i &+= 1
      } else {
        result.appendCoalescing(b, j, arity: arity)
        j &+= 1
      }
    }
  }

  private func appendRest(of source: Rows, from row: Int) {
    let rest = source.count - row
    if rest <= 0 { return }
    for index in 0..<width {
      (column(index) + count).update(from: source.column(index) + row, count: rest)
    }
    count += rest
  }

  /// The rows of each of two sorted blocks that the other does not have; days count as columns.
  ///
  /// O(*n* + *m*).
  static func differences(_ a: Rows, _ b: Rows) -> (Rows, Rows) {
    if a.count == 0 || b.count == 0 { return (a, b) }
    let width = a.width
    let none = Rows(width: width, capacity: 0)
    // Without columns there is one row at most.
    if width == 0 { return (none, none) }
    let (first, second) = (
      Rows(width: width, capacity: a.count), Rows(width: width, capacity: b.count)
    )
    let last = min(1, width - 1)
    // Safe: no more rows are written to a block than were read of the one that it is made of.
    let (a0, a1, b0, b1) = (a.column(0), a.column(last), b.column(0), b.column(last))
    let (r0, r1, s0, s1) = (
      first.column(0), first.column(last), second.column(0), second.column(last)
    )
    var (i, j, k, l) = (0, 0, 0, 0)
    while i < a.count && j < b.count {
      // Two columns at once mostly tell; without a branch, as which row comes next is by chance.
      let x = UInt64(a0[i]) << 32 | UInt64(a1[i])
      let y = UInt64(b0[j]) << 32 | UInt64(b1[j])
      var (isFirst, isSecond) = (x <= y, y <= x)
      if width > 2 {
        if x == y {
          let order = compare(a, i, b, j, columns: width)
          (isFirst, isSecond) = (order <= 0, order >= 0)
        }
        for index in 2..<width {
          first.column(index)[k] = a.value(index, i)
          second.column(index)[l] = b.value(index, j)
        }
      }
      (r0[k], r1[k], s0[l], s1[l]) = (a0[i], a1[i], b0[j], b1[j])
      k &+= isSecond ? 0 : 1
      l &+= isFirst ? 0 : 1
      i &+= isFirst ? 1 : 0
      j &+= isSecond ? 1 : 0
    }
    if k == i && l == j { return (a, b) }
    (first.count, second.count) = (k, l)
    first.appendRest(of: a, from: i)
    second.appendRest(of: b, from: j)
    return (first, second)
  }

  /// Returns the rows of a sorted block that a sorted run does not have.
  ///
  /// O(*n* log *m*), and O(*n* + *m*) at most.
  func subtracting(
    _ run: Rows, isTemporal: Bool, _ watch: Watch?
  ) throws(EvaluationFailure) -> Rows {
    try isTemporal ? subtractingDays(run, watch) : subtractingRows(run, watch)
  }

  private func subtractingRows(
    _ run: Rows, _ watch: Watch?
  ) throws(EvaluationFailure) -> Rows {
    if run.count == 0 { return self }
    let result = Rows(width: width, capacity: count)
    var position = 0
    /// The first row that is kept and not yet copied.
    var first = 0
    for row in 0..<count {
      if row & (Rows.stride - 1) == 0 { try watch?.tick(Rows.stride) }
      position = run.gallop(from: position) { candidate in
        Rows.compare(run, candidate, self, row, columns: width) < 0
      }
      if position == run.count { break }
      if Rows.compare(run, position, self, row, columns: width) == 0 {
        result.append(self, first..<row)
        first = row + 1
      }
    }
    if first == 0 { return self }
    result.append(self, first..<count)
    return result
  }

  private func subtractingDays(
    _ run: Rows, _ watch: Watch?
  ) throws(EvaluationFailure) -> Rows {
    if run.count == 0 { return self }
    let arity = width - 2
    let result = Rows(width: width, capacity: count)
    func emit(_ row: Int, _ from: UInt32, _ until: UInt32) {
      result.reserve(result.count + 1)
      for index in 0..<arity { result.column(index)[result.count] = value(index, row) }
      result.column(arity)[result.count] = from
      result.column(arity + 1)[result.count] = until
      result.count += 1
    }
    var position = 0
    for row in 0..<count {
      if row & (Rows.stride - 1) == 0 { try watch?.tick(Rows.stride) }
      var from = value(arity, row)
      let until = value(arity + 1, row)
      position = run.gallop(from: position) { candidate in
        let order = Rows.compare(run, candidate, self, row, columns: arity)
        return order < 0 || (order == 0 && run.value(arity + 1, candidate) <= from)
      }
      var next = position
      while next < run.count, run.value(arity, next) < until,
        Rows.compare(run, next, self, row, columns: arity) == 0
      {
        if run.value(arity, next) > from { emit(row, from, run.value(arity, next)) }
        from = max(from, run.value(arity + 1, next))
        next += 1
      }
      if from < until { emit(row, from, until) }
    }
    return result
  }

  /// The first row at or after a position that is not `isBefore`; rows before come first.
  @inline(__always)
  func gallop(from start: Int, below end: Int? = nil, _ isBefore: (Int) -> Bool) -> Int {
    let count = end ?? count
    var low = start
    if low >= count || !isBefore(low) { return low }
    var step = 1
    while low + step < count && isBefore(low + step) {
      low += step
      step <<= 1
    }
    // Invariant: `low` is before; `high` is not, or is the end.
    var high = min(low + step, count)
    while low + 1 < high {
      let middle = (low + high) >> 1
      if isBefore(middle) { low = middle } else { high = middle }
    }
    return high
  }
}
