extension Rows {
  /// Merges two sorted blocks that have no row in common. O(*n* + *m*).
  ///
  /// Temporal blocks cover no day of a tuple twice; touching spans become one.
  static func merged(_ a: Rows, _ b: Rows, isTemporal: Bool) -> Rows {
    let result = Rows(width: a.width, capacity: a.count + b.count)
    if isTemporal {
      mergeTemporal(a, b, into: result)
    } else if a.width == 2 {
      mergePairs(a, b, into: result)
    } else {
      mergeTimeless(a, b, into: result)
    }
    return result
  }

  private static func mergePairs(_ a: Rows, _ b: Rows, into result: Rows) {
    // Safe: all positions stay below the blocks' counts; the result has room for both.
    let (a0, a1, b0, b1) = (a.column(0), a.column(1), b.column(0), b.column(1))
    let (r0, r1) = (result.column(0), result.column(1))
    var (i, j, k) = (0, 0, 0)
    while i < a.count && j < b.count {
      let x = UInt64(a0[i]) << 32 | UInt64(a1[i])
      let y = UInt64(b0[j]) << 32 | UInt64(b1[j])
      let isFirst = x < y
      r0[k] = isFirst ? a0[i] : b0[j]
      r1[k] = isFirst ? a1[i] : b1[j]
      i &+= isFirst ? 1 : 0
      j &+= isFirst ? 0 : 1
      k &+= 1
    }
    result.count = k
    result.appendRest(of: a, from: i)
    result.appendRest(of: b, from: j)
  }

  private static func mergeTimeless(_ a: Rows, _ b: Rows, into result: Rows) {
    let width = a.width
    var (i, j) = (0, 0)
    while i < a.count && j < b.count {
      let isFirst = compare(a, i, b, j, columns: width) < 0
      let source = isFirst ? a : b
      let row = isFirst ? i : j
      for index in 0..<width { result.column(index)[result.count] = source.value(index, row) }
      result.count &+= 1
      if isFirst { i &+= 1 } else { j &+= 1 }
    }
    result.appendRest(of: a, from: i)
    result.appendRest(of: b, from: j)
  }

  private static func mergeTemporal(_ a: Rows, _ b: Rows, into result: Rows) {
    let arity = a.width - 2
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
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
    for index in 0..<width {
      (column(index) + count).update(from: source.column(index) + row, count: rest)
    }
    count += rest
  }

  /// Returns the rows of a sorted block that a sorted run does not have. O(*n* log *m*), and
  /// O(*n* + *m*) at most.
  func subtracting(_ run: Rows, isTemporal: Bool) -> Rows {
    isTemporal ? subtractingDays(run) : subtractingRows(run)
  }

  private func subtractingRows(_ run: Rows) -> Rows {
    if run.count == 0 { return self }
    let result = Rows(width: width, capacity: count)
    var position = 0
    for row in 0..<count {
      position = run.gallop(from: position) { candidate in
        Rows.compare(run, candidate, self, row, columns: width) < 0
      }
      if position < run.count, Rows.compare(run, position, self, row, columns: width) == 0 {
        continue
      }
      for index in 0..<width { result.column(index)[result.count] = value(index, row) }
      result.count += 1
    }
    return result
  }

  private func subtractingDays(_ run: Rows) -> Rows {
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
  func gallop(from start: Int, _ isBefore: (Int) -> Bool) -> Int {
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
