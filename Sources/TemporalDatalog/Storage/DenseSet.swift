/// A set of tuples as one bit each, for columns whose values lie close together.
///
/// Bits are in lexicographic order of tuples, so that the set is read out sorted.
final class DenseSet {
  let least: [UInt32]
  /// The number of values of each column.
  let sizes: [Int]
  private(set) var words: [UInt64]

  /// The number of bits that columns of some bounds need; nil if beyond 2^31.
  static func bitCount(_ bounds: [ClosedRange<UInt32>]) -> Int? {
    var product = 1
    for bound in bounds {
      let (next, overflow) = product.multipliedReportingOverflow(
        by: Int(bound.upperBound - bound.lowerBound) + 1)
      if overflow || next > 1 << 31 { return nil }
      product = next
    }
    return product
  }

  init(_ bounds: [ClosedRange<UInt32>]) {
    least = bounds.map(\.lowerBound)
    sizes = bounds.map { Int($0.upperBound - $0.lowerBound) + 1 }
    words = [UInt64](repeating: 0, count: (sizes.reduce(1, *) + 63) / 64)
  }

  /// Adds the rows of a block; appends those that were new to one block, and those out of bounds
  /// to another.
  func insert(
    _ rows: Rows, new: Rows, outside: Rows, _ watch: Watch?
  ) throws(EvaluationFailure) {
    new.reserve(new.count + rows.count)
    let size = 1 << 16
    for start in stride(from: 0, to: rows.count, by: size) {
      insert(rows, start..<min(start + size, rows.count), new: new, outside: outside)
      try watch?.tick(size)
    }
  }

  private func insert(_ rows: Rows, _ range: Range<Int>, new: Rows, outside: Rows) {
    let width = rows.width
    words.withUnsafeMutableBufferPointer { words in
      // Safe: an offset below the size of each column makes a position below the bit count.
      if width == 2 {
        let (a, b) = (rows.column(0), rows.column(1))
        let (leastA, leastB) = (least[0], least[1])
        let (sizeA, sizeB) = (sizes[0], sizes[1])
        let (newA, newB) = (new.column(0), new.column(1))
        var count = new.count
        for row in range {
          let x = Int(a[row]) &- Int(leastA)
          let y = Int(b[row]) &- Int(leastB)
          if UInt(bitPattern: x) >= UInt(bitPattern: sizeA)
            || UInt(bitPattern: y) >= UInt(bitPattern: sizeB)
          {
            outside.append([a[row], b[row]])
            continue
          }
          let position = x &* sizeB &+ y
          let bit = UInt64(1) << UInt64(position & 63)
          let word = words[position >> 6]
          // Without a branch: whether a tuple is new is as good as random.
          newA[count] = a[row]
          newB[count] = b[row]
          count &+= word & bit == 0 ? 1 : 0
          words[position >> 6] = word | bit
        }
        new.count = count
        return
      }
      for row in range {
        var position = 0
        var isInside = true
        for column in 0..<width {
          let offset = Int(rows.value(column, row)) - Int(least[column])
          if offset < 0 || offset >= sizes[column] {
            isInside = false
            break
          }
          position = position * sizes[column] + offset
        }
        if !isInside {
          outside.append(rows.row(row))
          continue
        }
        let bit = UInt64(1) << UInt64(position & 63)
        if words[position >> 6] & bit == 0 {
          words[position >> 6] |= bit
          for column in 0..<width { new.column(column)[new.count] = rows.value(column, row) }
          new.count += 1
        }
      }
    }
  }

  /// Whether a tuple is in the set.
  ///
  /// O(width).
  @inline(__always)
  func contains(_ tuple: UnsafePointer<UInt32>) -> Bool {
    var position = 0
    for column in 0..<sizes.count {
      let offset = Int(tuple[column]) &- Int(least[column])
      if offset < 0 || offset >= sizes[column] { return false }
      position = position &* sizes[column] &+ offset
    }
    return words[position >> 6] & (1 << UInt64(position & 63)) != 0
  }

  /// The tuples in lexicographic order; `count` is their number.
  func rows(count: Int, _ watch: Watch?) throws(EvaluationFailure) -> Rows {
    let rows = Rows(width: sizes.count, capacity: count)
    let size = 1 << 18
    for start in stride(from: 0, to: words.count, by: size) {
      read(start..<min(start + size, words.count), into: rows)
      try watch?.tick(size)
    }
    return rows
  }

  private func read(_ range: Range<Int>, into rows: Rows) {
    let width = sizes.count
    words.withUnsafeBufferPointer { words in
      let inner = sizes[width - 1]
      for index in range where words[index] != 0 {
        let word = words[index]
        var rest = word
        while rest != 0 {
          var position = index << 6 | rest.trailingZeroBitCount
          rest &= rest &- 1
          // Safe: the caller counts the set bits.
          let outer = position / inner
          rows.column(width - 1)[rows.count] = least[width - 1] &+ UInt32(position - outer * inner)
          position = outer
          for column in stride(from: width - 2, through: 0, by: -1) {
            let next = column == 0 ? 0 : position / sizes[column]
            rows.column(column)[rows.count] =
              least[column] &+ UInt32(position - next * sizes[column])
            position = next
          }
          rows.count &+= 1
        }
      }
    }
  }
}
