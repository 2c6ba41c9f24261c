extension Rows {
  /// Returns the distinct rows in lexicographic order of some columns.
  ///
  /// The columns are permuted to that order. Where the values of all columns fit into 64 bits
  /// together, each less its column's least value, rows are sorted as packed keys; otherwise by a
  /// permutation, one packed chunk of columns at a time. Many rows are parted by their first values
  /// before. O(*n* · width).
  func sorted(by order: [Int], _ watch: Watch? = nil) throws(EvaluationFailure) -> Rows {
    if count <= Rows.mostAtOnce || order.isEmpty { return sortedAtOnce(by: order, 0..<count) }
    return try RowBlocks(self).sorted(by: order, watch)
  }

  /// So many rows are sorted without a look at the clock, where somebody looks at it.
  static let mostAtOnce = 1 << 20

  /// Returns the distinct rows in order; nobody looks at the clock meanwhile.
  func sortedWithoutWatch(by order: [Int]) -> Rows { sortedAtOnce(by: order, 0..<count) }

  fileprivate func sortedAtOnce(by order: [Int], _ range: Range<Int>) -> Rows {
    let width = order.count
    let count = range.count
    let result = Rows(width: width, capacity: count)
    if count == 0 { return result }
    if width == 0 {
      result.count = 1
      return result
    }
    if count <= Rows.few {
      for row in range { result.insert(self, row, by: order) }
      return result
    }
    if isAscending(order, range) {
      for (position, index) in order.enumerated() {
        result.column(position).update(from: column(index) + range.lowerBound, count: count)
      }
      result.count = count
      return result
    }
    var least = [UInt32](repeating: .max, count: width)
    var bits = [Int](repeating: 0, count: width)
    for (position, index) in order.enumerated() {
      let values = column(index) + range.lowerBound
      var low = values[0]
      var high = values[0]
      for row in 0..<count {
        low = min(low, values[row])
        high = max(high, values[row])
      }
      least[position] = low
      bits[position] = Rows.bits(low...high)
    }
    let total = bits.reduce(0, +)
    if total <= 32 {
      result.unpack(sortedKeys(UInt32.self, order, least, bits, range), least, bits)
    } else if total <= 64 {
      result.unpack(sortedKeys(UInt64.self, order, least, bits, range), least, bits)
    } else {
      let permutation = sortedPermutation(order, least, bits, range)
      for row in permutation {
        let target = result.count
        for (position, index) in order.enumerated() {
          result.column(position)[target] = value(index, range.lowerBound + Int(row))
        }
        if target == 0 || Rows.compare(result, target - 1, result, target, columns: width) != 0 {
          result.count += 1
        }
      }
    }
    return result
  }

  /// The bits that tell the values of a range apart.
  fileprivate static func bits(_ range: ClosedRange<UInt32>) -> Int {
    UInt32.bitWidth - (range.upperBound - range.lowerBound).leadingZeroBitCount
  }

  /// So many rows are put in order one by one.
  private static let few = 12

  /// Whether rows come in the order of some columns, and each once.
  private func isAscending(_ order: [Int], _ range: Range<Int>) -> Bool {
    for row in range.dropFirst() {
      var position = 0
      while position < order.count {
        let (value, last) = (value(order[position], row), value(order[position], row - 1))
        if value < last { return false }
        if value > last { break }
        position += 1
      }
      if position == order.count { return false }
    }
    return true
  }

  /// Puts some columns of a row in their place among the rows, unless they are there.
  ///
  /// Invariant: rows are sorted, and there is room.
  private func insert(_ source: Rows, _ row: Int, by order: [Int]) {
    var place = count
    search: while place > 0 {
      var position = 0
      while position < width {
        let (value, other) = (source.value(order[position], row), self.value(position, place - 1))
        if value > other { break search }
        if value < other { break }
        position += 1
      }
      if position == width { return }
      place -= 1
    }
    for position in 0..<width {
      let values = column(position)
      (values + place + 1).update(from: values + place, count: count - place)
      values[place] = source.value(order[position], row)
    }
    count += 1
  }

  /// Returns rows with touching or overlapping spans of one tuple merged; `self` is sorted.
  func coalesced() -> Rows {
    let arity = width - 2
    let result = Rows(width: width, capacity: count)
    for row in 0..<count { result.appendCoalescing(self, row, arity: arity) }
    return result
  }

  /// Appends a row of a temporal block, or lengthens the last one if its tuple is the same and the
  /// spans touch.
  ///
  /// Invariant: rows come in order, and there is room.
  @inline(__always)
  func appendCoalescing(_ source: Rows, _ row: Int, arity: Int) {
    let from = source.value(arity, row)
    let until = source.value(arity + 1, row)
    if count > 0, from <= value(arity + 1, count - 1),
      Rows.compare(self, count - 1, source, row, columns: arity) == 0
    {
      if until > value(arity + 1, count - 1) { column(arity + 1)[count - 1] = until }
      return
    }
    for index in 0..<arity { column(index)[count] = source.value(index, row) }
    column(arity)[count] = from
    column(arity + 1)[count] = until
    count += 1
  }

  /// One key a row from all columns, in order; they have room in a key.
  private func sortedKeys<Key: FixedWidthInteger & UnsignedInteger>(
    _ key: Key.Type, _ order: [Int], _ least: [UInt32], _ bits: [Int], _ range: Range<Int>
  ) -> [Key] {
    var keys = packed(key, order[...], least[...], bits[...], range)
    if !Rows.isSorted(keys) { RadixSort.sort(&keys, bits: bits.reduce(0, +)) }
    return keys
  }

  fileprivate static func isSorted<Key: FixedWidthInteger & UnsignedInteger>(_ keys: [Key]) -> Bool
  {
    keys.withUnsafeBufferPointer { keys in
      for index in 1..<max(1, keys.count) where keys[index - 1] > keys[index] { return false }
      return true
    }
  }

  /// One key a row from a slice of the order.
  fileprivate func packed<Key: FixedWidthInteger & UnsignedInteger>(
    _ key: Key.Type, _ order: ArraySlice<Int>, _ least: ArraySlice<UInt32>,
    _ bits: ArraySlice<Int>, _ range: Range<Int>
  ) -> [Key] {
    let count = range.count
    return [Key](unsafeUninitializedCapacity: count) { keys, initialized in
      // Safe: `count` keys are written before they are read, by the first column.
      var isFirst = true
      for ((index, low), bits) in zip(zip(order, least), bits) where bits > 0 {
        let values = column(index) + range.lowerBound
        if isFirst {
          for row in 0..<count { keys[row] = Key(truncatingIfNeeded: values[row] &- low) }
          isFirst = false
          continue
        }
        for row in 0..<count {
          keys[row] = keys[row] << Key(bits) | Key(truncatingIfNeeded: values[row] &- low)
        }
      }
      if isFirst { keys.initialize(repeating: 0) }
      initialized = count
    }
  }

  /// Writes distinct sorted keys back into columns.
  fileprivate func unpack<Key: FixedWidthInteger & UnsignedInteger>(
    _ keys: [Key], _ least: [UInt32], _ bits: [Int]
  ) {
    var distinct = 0
    keys.withUnsafeBufferPointer { keys in
      var shift = 0
      for position in stride(from: width - 1, through: 0, by: -1) {
        let values = column(position)
        let low = least[position]
        let mask = Key(truncatingIfNeeded: UInt64(1) << UInt64(bits[position]) &- 1)
        distinct = 0
        var previous = ~keys[0]
        for key in keys where key != previous {
          values[distinct] = low &+ UInt32(truncatingIfNeeded: (key >> Key(shift)) & mask)
          distinct += 1
          previous = key
        }
        shift += bits[position]
      }
    }
    count = distinct
  }

  private func sortedPermutation(
    _ order: [Int], _ least: [UInt32], _ bits: [Int], _ range: Range<Int>
  ) -> [UInt32] {
    var permutation = (0..<UInt32(range.count)).map { $0 }
    var end = order.count
    while end > 0 {
      var start = end
      var total = 0
      while start > 0 && total + bits[start - 1] <= 64 {
        start -= 1
        total += bits[start]
      }
      let keys = packed(
        UInt64.self, order[start..<end], least[start..<end], bits[start..<end], range)
      RadixSort.sort(&permutation, by: keys, bits: total)
      end = start
    }
    return permutation
  }
}

extension RowBlocks {
  /// Returns the distinct rows in lexicographic order of some columns, as ``Rows/sorted(by:_:)`` does.
  ///
  /// More than `limit` rows are held once beside the result, but for parts that are too large to be
  /// sorted at once, which are parted again.
  func sorted(
    by order: [Int], atOnce limit: Int = Rows.mostAtOnce, _ watch: Watch? = nil
  ) throws(EvaluationFailure) -> Rows {
    if count <= limit || order.isEmpty { return joined().sortedAtOnce(by: order, 0..<count) }
    let result = Rows(width: order.count, capacity: count)
    try result.appendSorted(self, order, from: 0, atOnce: limit, watch)
    if result.count > count / 2 { return result }
    // Most were there twice: no room is kept for them.
    let distinct = Rows(width: order.count, capacity: result.count)
    distinct.append(contentsOf: result)
    return distinct
  }
}

extension Rows {
  /// Rows are parted into so many parts at once, or fewer.
  private static let partCount = 1 << 11
  /// Rows whose places are found before any is copied.
  fileprivate static let stretch = 1 << 14

  /// Appends the distinct rows of blocks in order; there is room for all, and in the columns before
  /// `position` all are alike.
  ///
  /// Rows are put where the part begins to which their values in one column belong, and each part is
  /// sorted by itself.
  fileprivate func appendSorted(
    _ source: RowBlocks, _ order: [Int], from position: Int, atOnce limit: Int, _ watch: Watch?
  ) throws(EvaluationFailure) {
    guard let bounds = source.bounds(of: order[position]) else { return }
    if bounds.count == 1 {
      // What is alike in all columns is one row.
      if position == order.count - 1 {
        guard let block = source.blocks.first(where: { $0.count > 0 }) else { return }
        return append(order.map { block.value($0, 0) })
      }
      return try appendSorted(source, order, from: position + 1, atOnce: limit, watch)
    }
    let low = bounds.lowerBound
    var shift: UInt32 = 0
    while (bounds.upperBound - low) >> shift >= Rows.partCount { shift += 1 }
    var ends = [Int](repeating: 0, count: Int((bounds.upperBound - low) >> shift) + 1)
    for block in source.blocks {
      let values = UnsafeBufferPointer(start: block.column(order[position]), count: block.count)
      for value in values { ends[Int((value - low) >> shift)] += 1 }
      try watch?.check()
    }
    var next = count
    for part in ends.indices {
      let size = ends[part]
      ends[part] = next
      next += size
    }
    try place(source, order, by: order[position], low, shift, &ends, watch)
    let columns = Array(0..<width)
    var start = count
    for end in ends {
      // Parts move up where rows before them were there twice.
      if end - start <= limit {
        append(contentsOf: sortedAtOnce(by: columns, start..<end))
      } else {
        let part = Rows(width: width, capacity: end - start)
        part.append(self, start..<end)
        try appendSorted(
          RowBlocks(part), columns, from: position, atOnce: limit, watch)
      }
      start = end
      try watch?.check()
    }
  }

  /// Copies each row to the place that is next in its part; these move on.
  private func place(
    _ source: RowBlocks, _ order: [Int], by column: Int, _ low: UInt32, _ shift: UInt32,
    _ places: inout [Int], _ watch: Watch?
  ) throws(EvaluationFailure) {
    var targets = [Int](repeating: 0, count: Rows.stretch)
    for block in source.blocks {
      for start in stride(from: 0, to: block.count, by: Rows.stretch) {
        let count = min(Rows.stretch, block.count - start)
        let values = block.column(column) + start
        for row in 0..<count {
          let part = Int((values[row] - low) >> shift)
          targets[row] = places[part]
          places[part] += 1
        }
        for (position, index) in order.enumerated() {
          let (values, result) = (block.column(index) + start, self.column(position))
          // Safe: places were counted, and there is room for as many.
          for row in 0..<count { result[targets[row]] = values[row] }
        }
        try watch?.check()
      }
    }
  }
}

extension RowBlocks {
  /// The least and the greatest value of a column; nil without rows.
  fileprivate func bounds(of column: Int) -> ClosedRange<UInt32>? {
    var (low, high) = (UInt32.max, UInt32.min)
    for block in blocks {
      for value in UnsafeBufferPointer(start: block.column(column), count: block.count) {
        low = min(low, value)
        high = max(high, value)
      }
    }
    return low > high ? nil : low...high
  }

  /// Returns the distinct rows whose first column of an order is in a range, in that order; nobody
  /// looks at the clock meanwhile.
  ///
  /// `bounds` are those of the order's columns, in its order; no value is outside. O(*n* · width).
  func sorted(
    by order: [Int], within range: ClosedRange<UInt32>, _ bounds: [ClosedRange<UInt32>]
  ) -> Rows {
    let total = bounds.reduce(0) { $0 + Rows.bits($1) }
    if total <= 32 { return sorted(UInt32.self, order, range, bounds) }
    if total <= 64 { return sorted(UInt64.self, order, range, bounds) }
    let part = Rows(width: order.count, capacity: 0)
    var numbers: [Int] = []
    for block in blocks {
      numbers.removeAll(keepingCapacity: true)
      for row in 0..<block.count where range.contains(block.value(order[0], row)) {
        numbers.append(row)
      }
      part.reserve(part.count + numbers.count)
      for (position, index) in order.enumerated() {
        let (source, target) = (block.column(index), part.column(position) + part.count)
        for (place, row) in numbers.enumerated() { target[place] = source[row] }
      }
      part.count += numbers.count
    }
    return part.sortedAtOnce(by: Array(order.indices), 0..<part.count)
  }

  private func sorted<Key: FixedWidthInteger & UnsignedInteger>(
    _ key: Key.Type, _ order: [Int], _ range: ClosedRange<UInt32>, _ bounds: [ClosedRange<UInt32>]
  ) -> Rows {
    let least = bounds.map(\.lowerBound)
    let bits = bounds.map(Rows.bits)
    let total = bits.reduce(0, +)
    var keys: [Key] = []
    if range.overlaps(bounds[0]) {
      // The first column makes the highest bits of a key, so that its values are a range of keys.
      let values = range.clamped(to: bounds[0])
      let rest = Key(total - bits[0])
      let low = Key(values.lowerBound - least[0]) << rest
      let high = Key(values.upperBound - least[0]) << rest | (Key(1) << rest &- 1)
      keys.reserveCapacity(count / 2)
      for block in blocks {
        for start in stride(from: 0, to: block.count, by: Rows.stretch) {
          let stretch = start..<min(start + Rows.stretch, block.count)
          var packed = block.packed(key, order[...], least[...], bits[...], stretch)
          var found = 0
          // Without a branch: on which side a row lies is as good as random.
          packed.withUnsafeMutableBufferPointer { packed in
            for index in packed.indices {
              let key = packed[index]
              packed[found] = key
              found &+= key >= low && key <= high ? 1 : 0
            }
          }
          keys.append(contentsOf: packed[..<found])
        }
      }
    }
    let result = Rows(width: order.count, capacity: keys.count)
    if keys.isEmpty { return result }
    if !Rows.isSorted(keys) { RadixSort.sort(&keys, bits: total) }
    result.unpack(keys, least, bits)
    return result
  }
}
