import Synchronization

/// A set of tuples as one bit each, for columns whose values lie close together.
///
/// Bits are in lexicographic order of tuples, so that the set is read out sorted, and the tuples
/// that begin with some values are neighbors: the set is its own index.
final class DenseSet: @unchecked Sendable {
  // Safe: a word changes only while one lane has the set, the word, or its stripe, to itself; others
  // may look at it meanwhile. Premises read a set to which no lane adds.
  let least: [UInt32]
  /// The number of values of each column.
  let sizes: [Int]
  /// The number of bits of each choice of a column's value: the product of the later sizes.
  let strides: [Int]
  /// The number of bits.
  let bitCount: Int
  /// Whether positions need more than 32 bits; shorter ones are found faster.
  private let isWide: Bool
  /// Locks for lanes that add to the set; they are made once it is shared.
  private(set) lazy var locks = StripeLocks(bitCount: bitCount)
  let words: UnsafeMutablePointer<UInt64>
  var wordCount: Int { (bitCount + 63) / 64 }

  /// The number of bits that columns of some bounds need; nil if beyond 2^40.
  static func bitCount(_ bounds: [ClosedRange<UInt32>]) -> Int? {
    var product = 1
    for bound in bounds {
      let (next, overflow) = product.multipliedReportingOverflow(
        by: Int(bound.upperBound - bound.lowerBound) + 1)
      if overflow || next > 1 << 40 { return nil }
      product = next
    }
    return product
  }

  convenience init(_ bounds: [ClosedRange<UInt32>], isWide: Bool = false) {
    self.init(unwritten: bounds, isWide: isWide)
    clear(0..<wordCount)
  }

  /// A set whose words are still to be written.
  init(unwritten bounds: [ClosedRange<UInt32>], isWide: Bool = false) {
    least = bounds.map(\.lowerBound)
    sizes = bounds.map { Int($0.upperBound - $0.lowerBound) + 1 }
    var product = 1
    var strides = [Int](repeating: 1, count: sizes.count)
    for column in sizes.indices.reversed() {
      strides[column] = product
      product *= sizes[column]
    }
    self.strides = strides
    bitCount = product
    self.isWide = isWide || bitCount > 1 << 32
    words = DenseSet.allocate((product + 63) / 64)
  }

  /// Words between two that are not set, so that bits are moved without regard to the ends.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count + 2)
    (words[0], words[count + 1]) = (0, 0)
    return words + 1
  }

  /// Copies a set.
  convenience init(copying other: DenseSet) {
    self.init(unwrittenLike: other)
    words.initialize(from: other.words, count: wordCount)
  }

  /// A set with the bounds of another, whose words are still to be written.
  init(unwrittenLike other: DenseSet) {
    (least, sizes, strides, bitCount) = (other.least, other.sizes, other.strides, other.bitCount)
    isWide = other.isWide
    words = DenseSet.allocate((other.bitCount + 63) / 64)
  }

  /// Copies a set into wider bounds.
  ///
  /// O(bits / 64) of the old set: the tuples that differ in the last column alone are moved together.
  convenience init(_ bounds: [ClosedRange<UInt32>], widening other: DenseSet) {
    self.init(bounds)
    let last = sizes.count - 1
    let length = other.sizes[last]
    // How far the tuples of the old set's first values begin behind each column's new least value.
    var target = 0
    for column in sizes.indices {
      target += Int(other.least[column] - least[column]) * strides[column]
    }
    var place = [Int](repeating: 0, count: last)
    for start in stride(from: 0, to: other.bitCount, by: length) {
      copyBits(of: other, start..<start + length, to: target)
      var column = last - 1
      while column >= 0 {
        place[column] += 1
        target += strides[column]
        if place[column] < other.sizes[column] { break }
        target -= place[column] * strides[column]
        place[column] = 0
        column -= 1
      }
    }
  }

  /// Sets the bits that another set has at some positions, at as many from a position on.
  private func copyBits(of other: DenseSet, _ source: Range<Int>, to target: Int) {
    var position = source.lowerBound
    while position < source.upperBound {
      let offset = position & 63
      let count = min(64 - offset, source.upperBound - position)
      let bits = other.words[position >> 6] >> UInt64(offset) & (~0 >> UInt64(64 - count))
      if bits != 0 {
        let place = target + position - source.lowerBound
        words[place >> 6] |= bits << UInt64(place & 63)
        let room = 64 - place & 63
        if room < count { words[place >> 6 + 1] |= bits >> UInt64(room) }
      }
      position += count
    }
  }

  deinit { (words - 1).deallocate() }

  // MARK: - Adding

  /// Rows whose positions are found before any bit is looked at.
  private static let chunk = 1024

  /// Adds the rows of a block; appends those that were new to a list, or counts them, and appends
  /// those out of bounds to a block.
  ///
  /// O(rows · width).
  func insert(_ rows: Rows, new: inout RowBlocks, outside: Rows) {
    if isWide {
      insert(rows, UInt64.self, new: &new, outside)
    } else {
      insert(rows, UInt32.self, new: &new, outside)
    }
  }

  @inline(__always)
  private func insert<Position: FixedWidthInteger & UnsignedInteger>(
    _ rows: Rows, _ position: Position.Type, new: inout RowBlocks, _ outside: Rows
  ) {
    withChunks(of: rows, position, outside) { rows, start, positions, count, kept in
      for index in 0..<count { kept[index] = UInt32(truncatingIfNeeded: index) }
      copy(rows, start, kept, set(positions, kept, count, kept), to: &new)
    }
  }

  /// Adds rows while other lanes add rows too; appends those that were new, or counts them, and
  /// appends those out of bounds to a block.
  ///
  /// A new tuple of several lanes is new in one of them. O(rows · width).
  func insert(_ rows: Rows, among locks: StripeLocks, new: inout RowBlocks, outside: Rows) {
    if isWide {
      insert(rows, UInt64.self, among: locks, new: &new, outside)
    } else {
      insert(rows, UInt32.self, among: locks, new: &new, outside)
    }
  }

  @inline(__always)
  private func insert<Position: FixedWidthInteger & UnsignedInteger>(
    _ rows: Rows, _ position: Position.Type, among locks: StripeLocks, new: inout RowBlocks,
    _ outside: Rows
  ) {
    withChunks(of: rows, position, outside) { rows, start, positions, count, kept in
      var size = 0
      let (first, last) = locks.stripes(of: positions, count)
      if last - first < 2 {
        for index in 0..<count { kept[index] = UInt32(truncatingIfNeeded: index) }
        locks.withLock(first, and: last) { size = set(positions, kept, count, kept) }
      } else {
        // Most rows are known, which a look tells without a lock.
        let unknown = kept + DenseSet.chunk
        let unknownCount = selectUnknown(positions, count, kept)
        locks.forEachStripe(of: positions, kept, unknownCount, into: unknown) { numbers, count in
          size += set(positions, numbers, count, kept + size)
        }
      }
      copy(rows, start, kept, size, to: &new)
    }
  }

  /// Calls a function with the positions of one chunk of rows after the other, and with room for
  /// two lists of rows; rows out of bounds are appended to a block.
  @inline(__always)
  private func withChunks<Position: FixedWidthInteger & UnsignedInteger>(
    of rows: Rows, _ position: Position.Type, _ outside: Rows,
    _ body: (
      _ rows: Rows, _ start: Int, _ positions: UnsafeMutablePointer<Position>, _ count: Int,
      _ scratch: UnsafeMutablePointer<UInt32>
    ) -> Void
  ) {
    withScratch(position) { positions, numbers in
      for start in stride(from: 0, to: rows.count, by: DenseSet.chunk) {
        let count = min(DenseSet.chunk, rows.count - start)
        // Safe: an offset below the size of each column makes a position below the bit count.
        if locate(rows, start, count, positions) {
          body(rows, start, positions, count, numbers)
        } else {
          let inside = setApart(rows, start..<start + count, outside)
          if inside.count == 0 { continue }
          let isInside = locate(inside, 0, inside.count, positions)
          precondition(isInside, "rows that were set apart are inside the bounds")
          body(inside, 0, positions, inside.count, numbers)
        }
      }
    }
  }

  /// Room for the positions of one chunk, and for two lists of its rows.
  @inline(__always)
  private func withScratch<Position: FixedWidthInteger & UnsignedInteger, Result>(
    _ position: Position.Type,
    _ body: (
      _ positions: UnsafeMutablePointer<Position>, _ numbers: UnsafeMutablePointer<UInt32>
    ) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Position.self, capacity: DenseSet.chunk) { positions in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * DenseSet.chunk) { numbers in
        guard let positions = positions.baseAddress, let numbers = numbers.baseAddress else {
          preconditionFailure("a chunk has room for some rows")
        }
        return body(positions, numbers)
      }
    }
  }

  /// Writes the numbers of the positions whose bits are not set, and returns how many there are.
  ///
  /// Another lane may be about to set some of them.
  @inline(__always)
  private func selectUnknown<Position: FixedWidthInteger & UnsignedInteger>(
    _ positions: UnsafePointer<Position>, _ count: Int, _ selected: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var found = 0
    for index in 0..<count {
      let position = Int(truncatingIfNeeded: positions[index])
      let bit = word(position >> 6) >> UInt64(position & 63) & 1
      selected[found] = UInt32(truncatingIfNeeded: index)
      found &+= 1 &- Int(truncatingIfNeeded: bit)
    }
    return found
  }

  /// Copies some rows of a chunk.
  @inline(__always)
  private func copy(
    _ rows: Rows, _ start: Int, _ numbers: UnsafePointer<UInt32>, _ count: Int,
    to list: inout RowBlocks
  ) {
    if list.isCount { return list.tally(count) }
    if count == 0 { return }
    let block = list.room(for: count)
    for column in 0..<rows.width {
      let source = rows.column(column) + start
      let target = block.column(column) + block.count
      for index in 0..<count { target[index] = source[Int(numbers[index])] }
    }
    list.admit(count)
  }

  /// Writes the positions of some rows; false if one is out of bounds.
  @inline(__always)
  private func locate<Position: FixedWidthInteger & UnsignedInteger>(
    _ rows: Rows, _ start: Int, _ count: Int, _ positions: UnsafeMutablePointer<Position>
  ) -> Bool {
    for index in 0..<count { positions[index] = 0 }
    for column in sizes.indices {
      let values = rows.column(column) + start
      let low = least[column]
      // No more than there are codes.
      let last = UInt32(truncatingIfNeeded: sizes[column] - 1)
      let size = Position(truncatingIfNeeded: sizes[column])
      var beyond: UInt32 = 0
      for index in 0..<count {
        let offset = values[index] &- low
        beyond |= offset > last ? 1 : 0
        positions[index] = positions[index] &* size &+ Position(truncatingIfNeeded: offset)
      }
      if beyond != 0 { return false }
    }
    return true
  }

  /// Sets the bits of some numbers' positions; writes the numbers of those that were not set
  /// before, and returns how many.
  @inline(__always)
  private func set<Position: FixedWidthInteger & UnsignedInteger>(
    _ positions: UnsafePointer<Position>, _ numbers: UnsafePointer<UInt32>, _ count: Int,
    _ kept: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var found = 0
    for index in 0..<count {
      let number = numbers[index]
      let position = Int(truncatingIfNeeded: positions[Int(number)])
      let bit = UInt64(1) << UInt64(position & 63)
      let old = word(position >> 6)
      // Without a branch: whether a tuple is new is as good as random.
      kept[found] = number
      found &+= old & bit == 0 ? 1 : 0
      setWord(position >> 6, old | bit)
    }
    return found
  }

  // Safe: an atomic word is a word in memory. A lane that changes a word has it to itself; another
  // may read it meanwhile.
  private var atomicWords: UnsafeMutablePointer<Atomic<UInt64>> {
    UnsafeMutableRawPointer(words).assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  @inline(__always)
  func word(_ index: Int) -> UInt64 { atomicWords[index].load(ordering: .relaxed) }

  @inline(__always)
  func setWord(_ index: Int, _ word: UInt64) {
    atomicWords[index].store(word, ordering: .relaxed)
  }

  /// Appends rows out of bounds to a block, and returns the others.
  private func setApart(_ rows: Rows, _ range: Range<Int>, _ outside: Rows) -> Rows {
    let inside = Rows(width: rows.width, capacity: range.count)
    for row in range {
      let isInside = sizes.indices.allSatisfy { column in
        let offset = Int(rows.value(column, row)) - Int(least[column])
        return offset >= 0 && offset < sizes[column]
      }
      (isInside ? inside : outside).append(rows.row(row))
    }
    return inside
  }

  /// Adds rows that are all inside the bounds, or takes them out; only those whose bits are in a
  /// range of words, if one is given.
  func mark(_ rows: Rows, in range: Range<Int>? = nil, isPresent: Bool) {
    if isWide {
      mark(rows, UInt64.self, in: range, isPresent)
    } else {
      mark(rows, UInt32.self, in: range, isPresent)
    }
  }

  @inline(__always)
  private func mark<Position: FixedWidthInteger & UnsignedInteger>(
    _ rows: Rows, _ position: Position.Type, in range: Range<Int>?, _ isPresent: Bool
  ) {
    withScratch(position) { positions, _ in
      for start in stride(from: 0, to: rows.count, by: DenseSet.chunk) {
        let count = min(DenseSet.chunk, rows.count - start)
        precondition(locate(rows, start, count, positions), "a known row is inside the bounds")
        let found = range.map { select(positions, count, in: $0) } ?? count
        for index in 0..<found {
          let position = Int(truncatingIfNeeded: positions[index])
          let bit = UInt64(1) << UInt64(position & 63)
          if isPresent { words[position >> 6] |= bit } else { words[position >> 6] &= ~bit }
        }
      }
    }
  }

  /// Keeps the positions whose bits are in a range of words, and returns how many there are.
  @inline(__always)
  private func select<Position: FixedWidthInteger & UnsignedInteger>(
    _ positions: UnsafeMutablePointer<Position>, _ count: Int, in range: Range<Int>
  ) -> Int {
    // Without a branch: in which range a row's bit is is as good as random.
    var found = 0
    for index in 0..<count {
      let position = positions[index]
      positions[found] = position
      found &+= range.contains(Int(truncatingIfNeeded: position) >> 6) ? 1 : 0
    }
    return found
  }

  /// Takes out the tuples whose bits are in a range of words, or makes these words ready.
  func clear(_ range: Range<Int>) {
    (words + range.lowerBound).initialize(repeating: 0, count: range.count)
  }

  /// Adds the tuples of a set with the same bounds, as far as they are in a range of words.
  func formUnion(_ other: DenseSet, _ range: Range<Int>) {
    for index in range { words[index] |= other.words[index] }
  }

  /// Takes out the tuples of a set with the same bounds, as far as they are in a range of words.
  func subtract(_ other: DenseSet, _ range: Range<Int>) {
    for index in range { words[index] &= ~other.words[index] }
  }

  /// Makes some words those of another set with the same bounds.
  func copy(_ other: DenseSet, _ range: Range<Int>) {
    (words + range.lowerBound).update(from: other.words + range.lowerBound, count: range.count)
  }

  // MARK: - Looking up

  /// The positions of the tuples that begin with some values; empty if one is out of bounds.
  ///
  /// O(length).
  @inline(__always)
  func positions(of key: UnsafePointer<UInt32>, length: Int) -> Range<Int> {
    var prefix = 0
    for column in 0..<length {
      let offset = Int(key[column]) &- Int(least[column])
      if offset < 0 || offset >= sizes[column] { return 0..<0 }
      prefix = prefix &* sizes[column] &+ offset
    }
    return positions(of: prefix, length: length)
  }

  /// The positions of the tuples whose first values are those of a number, as ``locate`` gives it.
  @inline(__always)
  func positions(of prefix: Int, length: Int) -> Range<Int> {
    let size = length == 0 ? bitCount : strides[length &- 1]
    return prefix &* size..<(prefix &+ 1) &* size
  }

  /// Numbers the keys of some rows of a batch in the order of tuples; -1 where one is out of bounds.
  ///
  /// O(rows · length).
  func locate(
    _ key: KeyBuffer, of input: Rows, _ start: Int, _ count: Int,
    _ prefixes: UnsafeMutablePointer<Int>
  ) {
    prefixes.update(repeating: 0, count: count)
    for column in 0..<key.length {
      let (values, stride) = key.column(column, of: input)
      let low = least[column]
      let size = sizes[column]
      for row in 0..<count {
        // A value below the least wraps around to one beyond all.
        let offset = Int(values[(start &+ row) &* stride] &- low)
        let prefix = prefixes[row]
        prefixes[row] = prefix >= 0 && offset < size ? prefix &* size &+ offset : -1
      }
    }
  }

  /// Whether a tuple stands at one of some positions.
  ///
  /// O(positions / 64).
  @inline(__always)
  func hasTuple(in positions: Range<Int>) -> Bool {
    if positions.isEmpty { return false }
    let last = (positions.upperBound &- 1) >> 6
    var index = positions.lowerBound >> 6
    var mask: UInt64 = ~0 << UInt64(positions.lowerBound & 63)
    while true {
      if index == last { mask &= ~0 >> UInt64(63 &- (positions.upperBound &- 1) & 63) }
      if words[index] & mask != 0 { return true }
      if index == last { return false }
      mask = ~0
      index &+= 1
    }
  }

  /// Writes the numbers of the rows whose tuples are in the set, or of those whose are not, in
  /// order; returns how many.
  ///
  /// `sources` tell where the tuple's columns stand in a row. O(rows · width).
  func select(
    _ rows: Rows, _ sources: [KeySource], arePresent: Bool,
    into selected: UnsafeMutablePointer<UInt32>
  ) -> Int {
    isWide
      ? select(rows, sources, UInt64.self, arePresent, selected)
      : select(rows, sources, UInt32.self, arePresent, selected)
  }

  @inline(__always)
  private func select<Position: FixedWidthInteger & UnsignedInteger>(
    _ rows: Rows, _ sources: [KeySource], _ position: Position.Type, _ arePresent: Bool,
    _ selected: UnsafeMutablePointer<UInt32>
  ) -> Int {
    withScratch(position) { positions, beyond in
      let wanted: UInt64 = arePresent ? 1 : 0
      var kept = 0
      for start in stride(from: 0, to: rows.count, by: DenseSet.chunk) {
        let count = min(DenseSet.chunk, rows.count - start)
        for index in 0..<count { (positions[index], beyond[index]) = (0, 0) }
        for (column, source) in sources.enumerated() {
          let low = least[column]
          let last = UInt32(truncatingIfNeeded: sizes[column] - 1)
          let size = Position(truncatingIfNeeded: sizes[column])
          switch source {
          case .slot(let slot):
            let values = rows.column(slot) + start
            for index in 0..<count {
              let offset = values[index] &- low
              beyond[index] |= offset > last ? 1 : 0
              positions[index] = positions[index] &* size &+ Position(truncatingIfNeeded: offset)
            }
          case .constant(let code):
            let offset = code &- low
            for index in 0..<count {
              beyond[index] |= offset > last ? 1 : 0
              positions[index] = positions[index] &* size &+ Position(truncatingIfNeeded: offset)
            }
          }
        }
        for index in 0..<count {
          // Safe: a position out of bounds is taken for the first, and then not counted.
          let isOutside = Int(beyond[index])
          let position = Int(truncatingIfNeeded: positions[index]) & (isOutside &- 1)
          let bit =
            words[position >> 6] >> UInt64(position & 63) & 1 & UInt64(1 &- isOutside)
          selected[kept] = UInt32(truncatingIfNeeded: start &+ index)
          kept &+= bit == wanted ? 1 : 0
        }
      }
      return kept
    }
  }

  /// Appends the tuples at some positions without their first columns, in which they agree.
  ///
  /// `base` is the first position of the tuples that agree, by default the first that is read.
  /// O(positions / 64 + tuples · columns).
  @inline(__always)
  func read(_ positions: Range<Int>, from first: Int, base: Int? = nil, into rows: Rows) {
    if positions.isEmpty { return }
    let base = base ?? positions.lowerBound
    let last = sizes.count - 1
    let size = sizes[last]
    let end = positions.upperBound
    var index = positions.lowerBound >> 6
    // Bits before the first position are passed over.
    var word = words[index] & (~0 << UInt64(positions.lowerBound & 63))
    while true {
      // Bits from the end on too.
      if (index &+ 1) << 6 > end { word &= ~(~0 << UInt64(end & 63)) }
      if word != 0 {
        rows.reserve(rows.count + 64)
        var count = rows.count
        repeat {
          var rest = index << 6 | word.trailingZeroBitCount
          word &= word &- 1
          if first == last {
            rows.column(0)[count] = least[last] &+ UInt32(truncatingIfNeeded: rest &- base)
          } else if first < last {
            rest &-= base
            let outer = rest / size
            rows.column(last &- first)[count] =
              least[last] &+ UInt32(truncatingIfNeeded: rest &- outer &* size)
            rest = outer
            var column = last &- 1
            while column > first {
              let next = rest / sizes[column]
              rows.column(column &- first)[count] =
                least[column] &+ UInt32(truncatingIfNeeded: rest &- next &* sizes[column])
              rest = next
              column &-= 1
            }
            rows.column(0)[count] = least[first] &+ UInt32(truncatingIfNeeded: rest)
          }
          count &+= 1
        } while word != 0
        rows.count = count
      }
      index &+= 1
      if index << 6 >= end { return }
      word = words[index]
    }
  }

  /// The tuples in lexicographic order; `count` is their number.
  func rows(count: Int, _ watch: Watch?) throws(EvaluationFailure) -> Rows {
    let rows = Rows(width: sizes.count, capacity: count + 64)
    let size = 1 << 24
    for start in stride(from: 0, to: bitCount, by: size) {
      read(start..<min(start + size, bitCount), from: 0, base: 0, into: rows)
      try watch?.tick(size >> 6)
    }
    return rows
  }
}
