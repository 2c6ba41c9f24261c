/// A growable block of rows, stored column by column.
///
/// A temporal block has two more columns than its tuples, `from` and `until`, coded so that
/// unsigned order is the order of days (``dayCode(_:)``). Once handed over as a run it is never
/// changed again, which is what makes sharing it between threads sound.
final class Rows: @unchecked Sendable {
  let width: Int
  private(set) var capacity: Int
  // No access encloses another: it is only read, or replaced by a whole one.
  @exclusivity(unchecked) private var memory: PlainMemory<UInt32>
  var count = 0

  init(width: Int, capacity: Int) {
    self.width = width
    self.capacity = max(capacity, 0)
    memory = PlainMemory(count: width * self.capacity)
  }

  /// Where the values are, column by column; valid until the block grows.
  @inline(__always)
  var base: UnsafeMutablePointer<UInt32> { memory.start }

  /// The values of a column; valid until the block grows.
  @inline(__always)
  func column(_ index: Int) -> UnsafeMutablePointer<UInt32> {
    // Safe: `index` < `width`, and the block holds `width` columns of `capacity` each.
    base + index &* capacity
  }

  @inline(__always)
  func value(_ column: Int, _ row: Int) -> UInt32 { base[column &* capacity &+ row] }

  /// Makes room for a number of rows in all.
  func reserve(_ needed: Int) {
    if needed <= capacity { return }
    let grown = max(needed, capacity + capacity / 2 + 16)
    let copy = PlainMemory<UInt32>(count: width * grown)
    for index in 0..<width {
      // Safe: both blocks hold at least `count` initialized values in each column.
      (copy.start + index * grown).update(from: base + index * capacity, count: count)
    }
    memory = copy
    capacity = grown
  }

  /// Forgets all rows, and gives back room for more than a few.
  func clear(keeping room: Int) {
    count = 0
    if capacity <= room { return }
    capacity = room
    memory = PlainMemory(count: width * room)
  }

  /// Appends one row.
  func append(_ row: [UInt32]) {
    reserve(count + 1)
    for (index, value) in row.enumerated() { column(index)[count] = value }
    count += 1
  }

  /// Appends all rows of another block of the same width.
  func append(contentsOf other: Rows) {
    reserve(count + other.count)
    for index in 0..<width {
      (column(index) + count).update(from: other.column(index), count: other.count)
    }
    count += other.count
  }

  /// The values of one row.
  func row(_ index: Int) -> [UInt32] { (0..<width).map { value($0, index) } }

  /// The values of one row up to a column.
  func tuple(_ index: Int, arity: Int) -> [UInt32] { (0..<arity).map { value($0, index) } }

  /// The span of one row of a temporal block.
  func span(_ index: Int) -> Span {
    Span(day(value(width - 2, index)), day(value(width - 1, index)))
  }

  /// Compares the first columns of two rows: negative, zero or positive.
  @inline(__always)
  static func compare(_ a: Rows, _ i: Int, _ b: Rows, _ j: Int, columns: Int) -> Int {
    var column = 0
    while column < columns {
      let x = a.value(column, i)
      let y = b.value(column, j)
      if x != y { return x < y ? -1 : 1 }
      column &+= 1
    }
    return 0
  }
}

/// A day as an unsigned code in the same order.
@inline(__always)
func dayCode(_ day: Int32) -> UInt32 { UInt32(bitPattern: day) ^ 0x8000_0000 }

/// The day that a code stands for.
@inline(__always)
func day(_ code: UInt32) -> Int32 { Int32(bitPattern: code ^ 0x8000_0000) }
