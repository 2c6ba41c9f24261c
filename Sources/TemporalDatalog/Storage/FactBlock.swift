/// Given tuples of one relation, column by column, in the codes of the facts' pools.
package struct FactBlock: Sendable, Hashable {
  /// How many rows a loader puts into one block: a block's columns stay small enough to be copied.
  package static let capacity = 1 << 16
  /// The first day of a row that has always held, and the end of one that always will.
  package static let open = (from: Int32.min, until: Int32.max)

  /// The number of rows.
  package private(set) var count: Int
  /// The codes, a list for each column.
  package private(set) var columns: [[UInt32]]
  /// The first day of each row; empty if every row holds on every day.
  package private(set) var from: [Int32]
  /// The first day after each row's days; empty if every row holds on every day.
  package private(set) var until: [Int32]

  /// Creates a block of rows that hold on every day.
  package init(count: Int, columns: [[UInt32]]) {
    self.init(count: count, columns: columns, from: [], until: [])
  }

  /// Creates a block of rows with their days.
  package init(count: Int, columns: [[UInt32]], from: [Int32], until: [Int32]) {
    precondition(
      columns.allSatisfy { $0.count == count } && from.count == until.count
        && (from.isEmpty || from.count == count), "columns of one block have one length")
    self.count = count
    self.columns = columns
    self.from = from
    self.until = until
  }

  /// Whether rows have days of their own.
  package var hasDays: Bool { !from.isEmpty }

  /// The days of a row, not cut by any horizon.
  package func span(_ row: Int) -> Span {
    hasDays ? Span(from[row], until[row]) : Span(FactBlock.open.from, FactBlock.open.until)
  }

  /// The codes of a row.
  package func tuple(_ row: Int) -> [UInt32] { columns.map { $0[row] } }

  /// Appends the rows of another block of as many columns.
  package mutating func append(_ other: FactBlock) {
    if hasDays || other.hasDays {
      if !hasDays { self = withDays }
      let added = other.withDays
      from += added.from
      until += added.until
    }
    for column in columns.indices { columns[column] += other.columns[column] }
    count += other.count
  }

  /// The block with days for each row.
  private var withDays: FactBlock {
    if hasDays { return self }
    var block = self
    block.from = [Int32](repeating: FactBlock.open.from, count: count)
    block.until = [Int32](repeating: FactBlock.open.until, count: count)
    return block
  }

  /// The block with the codes of some columns put for others.
  package func mapping(_ columns: Set<Int>, _ code: (UInt32) -> UInt32) -> FactBlock {
    var block = self
    for column in columns { block.columns[column] = block.columns[column].map(code) }
    return block
  }

  /// The block without the rows of some tuples.
  package func without(_ tuples: Set<[UInt32]>) -> FactBlock {
    if tuples.isEmpty { return self }
    let kept = (0..<count).filter { !tuples.contains(tuple($0)) }
    if kept.count == count { return self }
    return FactBlock(
      count: kept.count, columns: columns.map { column in kept.map { column[$0] } },
      from: hasDays ? kept.map { from[$0] } : [], until: hasDays ? kept.map { until[$0] } : [])
  }
}
