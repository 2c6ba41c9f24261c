extension DenseSet {
  /// The most places at which one search looks, whatever it finds.
  private static let mostPlaces = 1 << 16
  /// The most places at which a search looks for each tuple that it finds.
  private static let placesForTuple = 64.0

  /// Whether tuples with some columns bound, about so many, are found by looking at not too many
  /// places.
  func isReadable(_ bound: [Int], expected: Double) -> Bool {
    let places = places(bound)
    return places <= DenseSet.mostPlaces || Double(places) <= expected * DenseSet.placesForTuple
  }

  /// The number of choices of values for columns that are not bound before the last one that is.
  func places(_ bound: [Int]) -> Int {
    guard let last = bound.max() else { return 1 }
    return (0..<last).reduce(1) { $0 * (bound.contains($1) ? 1 : sizes[$1]) }
  }

  /// Appends the tuples with a key in an order of columns that begins with the key's, ascending,
  /// and goes on with the others, ascending; rows come sorted in it.
  ///
  /// O(places + positions / 64 + tuples · columns), where the places are the choices of values for
  /// the columns that are not bound before the last one that is.
  func read(_ key: UnsafePointer<UInt32>, length: Int, order: [Int], into rows: Rows) {
    var base = 0
    for position in 0..<length {
      let column = order[position]
      let offset = Int(key[position]) - Int(least[column])
      if offset < 0 || offset >= sizes[column] { return }
      base += offset * strides[column]
    }
    let last = length == 0 ? -1 : order[length - 1]
    // Invariant: `order[length..<outer]` come before the last bound column, the rest behind it.
    var outer = length
    while outer < order.count, order[outer] < last { outer += 1 }
    let tail = last < 0 ? bitCount : strides[last]
    if outer == length { return read(base..<base + tail, key, length, order, into: rows) }
    if outer == length + 1, outer == order.count {
      return readColumn(base, order[length], key, length, into: rows)
    }
    var offsets = [Int](repeating: 0, count: outer - length)
    while true {
      var first = base
      for (index, offset) in offsets.enumerated() {
        first += offset * strides[order[length + index]]
      }
      read(first..<first + tail, key, length, order, into: rows)
      var index = offsets.count - 1
      while index >= 0 {
        offsets[index] += 1
        if offsets[index] < sizes[order[length + index]] { break }
        offsets[index] = 0
        index -= 1
      }
      if index < 0 { return }
    }
  }

  /// Appends the tuples in which one column alone is free.
  private func readColumn(
    _ base: Int, _ column: Int, _ key: UnsafePointer<UInt32>, _ length: Int, into rows: Rows
  ) {
    let step = strides[column]
    var position = base
    for offset in 0..<sizes[column] {
      if words[position >> 6] >> UInt64(position & 63) & 1 != 0 {
        rows.reserve(rows.count + 1)
        for index in 0..<length { rows.column(index)[rows.count] = key[index] }
        rows.column(length)[rows.count] = least[column] &+ UInt32(truncatingIfNeeded: offset)
        rows.count &+= 1
      }
      position &+= step
    }
  }

  /// Appends the tuples at some positions.
  private func read(
    _ positions: Range<Int>, _ key: UnsafePointer<UInt32>, _ length: Int, _ order: [Int],
    into rows: Rows
  ) {
    if positions.isEmpty { return }
    let isPlain = order.count == length + 1 && order[length] == sizes.count - 1
    let end = positions.upperBound
    var index = positions.lowerBound >> 6
    var word = words[index] & (~0 << UInt64(positions.lowerBound & 63))
    while true {
      if (index &+ 1) << 6 > end { word &= ~(~0 << UInt64(end & 63)) }
      if word != 0 { rows.reserve(rows.count + 64) }
      while word != 0 {
        let position = index << 6 | word.trailingZeroBitCount
        word &= word &- 1
        let row = rows.count
        for column in 0..<length { rows.column(column)[row] = key[column] }
        if isPlain {
          rows.column(length)[row] =
            least[sizes.count - 1] &+ UInt32(truncatingIfNeeded: position &- positions.lowerBound)
        } else {
          for place in length..<order.count {
            let column = order[place]
            let offset = position / strides[column] % sizes[column]
            rows.column(place)[row] = least[column] &+ UInt32(truncatingIfNeeded: offset)
          }
        }
        rows.count = row &+ 1
      }
      index &+= 1
      if index << 6 >= end { return }
      word = words[index]
    }
  }
}
