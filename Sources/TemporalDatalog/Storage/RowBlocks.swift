/// Rows in blocks of bounded size: adding rows moves none, and neither does handing them on.
struct RowBlocks: Sendable {
  let width: Int
  private(set) var blocks: [Rows] = []
  private(set) var count = 0
  /// Whether rows are counted and not kept, since their bits say which they are.
  let isCount: Bool

  init(width: Int, isCount: Bool = false) {
    self.width = width
    self.isCount = isCount
  }

  /// Takes a block as it is.
  init(_ rows: Rows) {
    (width, isCount) = (rows.width, false)
    if rows.count > 0 { add(rows) }
  }

  /// Rows that a block has room for, at most; the first blocks are smaller.
  private static let blockSize = 1 << 16

  /// A block with room for some rows more; ``admit(_:)`` says how many were written.
  mutating func room(for rows: Int) -> Rows {
    if let last = blocks.last, last.capacity - last.count >= rows { return last }
    let size = min(RowBlocks.blockSize, 2 * (blocks.last?.capacity ?? 32))
    let block = Rows(width: width, capacity: max(size, rows))
    blocks.append(block)
    return block
  }

  /// Notes that rows were written to the last block.
  mutating func admit(_ rows: Int) {
    guard let last = blocks.last else { return }
    last.count += rows
    count += rows
  }

  /// Counts rows whose bits say which they are.
  mutating func tally(_ rows: Int) { count += rows }

  /// Copies rows.
  mutating func append(_ rows: Rows) {
    if rows.count == 0 { return }
    room(for: rows.count).append(contentsOf: rows)
    count += rows.count
  }

  /// Takes the blocks of another list, of which rows are kept if they are here.
  mutating func append(_ other: RowBlocks) {
    if other.isCount { return tally(other.count) }
    for block in other.blocks where block.count > 0 { add(block) }
  }

  private mutating func add(_ block: Rows) {
    blocks.append(block)
    count += block.count
  }

  /// Lets go of all rows, but not of the last block.
  mutating func removeAll() {
    guard let last = blocks.last else { return }
    last.count = 0
    blocks = [last]
    count = 0
  }

  /// All rows in one block.
  ///
  /// O(1) if there is one block, else O(*n*).
  func joined() -> Rows {
    if blocks.count == 1 { return blocks[0] }
    let rows = Rows(width: width, capacity: count)
    for block in blocks { rows.append(contentsOf: block) }
    return rows
  }
}

extension RowBlocks {
  /// Values that part the rows into so many stretches of one column, about alike in size;
  /// ascending, each once.
  func quantiles(of column: Int, count parts: Int) -> [UInt32] {
    var sample: [UInt32] = []
    let step = max(1, count / 1024)
    for block in blocks {
      for row in stride(from: 0, to: block.count, by: step) {
        sample.append(block.value(column, row))
      }
    }
    sample.sort()
    var limits: [UInt32] = []
    for part in 1..<max(1, parts) where !sample.isEmpty {
      let limit = sample[part * sample.count / parts]
      if limit > limits.last ?? 0 { limits.append(limit) }
    }
    return limits
  }
}
