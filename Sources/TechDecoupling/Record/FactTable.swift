import TemporalDatalog

/// Rows of one relation that were loaded in bulk, each with its days.
///
/// Rows are kept as columns of codes, four bytes a value, and two columns of days where some row
/// does not hold on every day. A table is a view: to make one costs nothing.
public struct FactTable: Hashable, Sendable {
  /// The relation.
  public let relation: RelationSignature
  /// The number of rows; a row that was loaded twice counts twice.
  public let count: Int
  let blocks: [FactBlock]
  /// The number of the first row of each block.
  let starts: [Int]
  let pools: Pools

  /// Whether some row does not hold on every day.
  public var hasPeriods: Bool { blocks.contains(where: \.hasDays) }

  /// The value in a column of a row, both counted from 0.
  public subscript(row: Int, column: Int) -> Value {
    let (block, row) = place(of: row)
    return pools.value(blocks[block].columns[column][row], as: relation.columns[column])
  }

  /// Returns the values of a row, counted from 0.
  public func values(ofRow row: Int) -> [Value] {
    let (block, row) = place(of: row)
    return zip(blocks[block].tuple(row), relation.columns).map { pools.value($0, as: $1) }
  }

  /// Returns the days of a row, counted from 0.
  public func period(ofRow row: Int) -> Period {
    let (block, row) = place(of: row)
    return Period(bulk: blocks[block].span(row))
  }

  /// The rows as atoms with their days, in the order in which they were loaded.
  public var atoms: some Sequence<(atom: Atom, period: Period)> {
    (0..<count).lazy.map { row in
      (
        Atom(relation: relation, arguments: values(ofRow: row).map { .value($0) }),
        period(ofRow: row)
      )
    }
  }

  func place(of row: Int) -> (block: Int, row: Int) {
    precondition(row >= 0 && row < count, "row \(row) of a table of \(count) rows")
    var (low, high) = (0, blocks.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return (low, row - starts[low])
  }

  // MARK: - Comparing

  /// Whether two tables hold the same rows in the same order.
  public static func == (left: FactTable, right: FactTable) -> Bool {
    guard left.relation == right.relation, left.count == right.count else { return false }
    return (0..<left.count).allSatisfy {
      left.period(ofRow: $0) == right.period(ofRow: $0)
        && left.values(ofRow: $0) == right.values(ofRow: $0)
    }
  }

  /// Hashes the relation and the number of rows, which is enough to tell most tables apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(relation)
    hasher.combine(count)
  }
}

extension Period {
  /// The days of a row as blocks have them.
  init(bulk span: Span) {
    self.init(
      unchecked: span.from == FactBlock.open.from ? nil : Day(number: span.from),
      span.until == FactBlock.open.until ? nil : Day(number: span.until))
  }

  /// The days as blocks have them.
  var bulk: Span {
    Span(from?.number ?? FactBlock.open.from, until?.number ?? FactBlock.open.until)
  }
}

extension Pools {
  /// Returns the code of a value, adding it if it is new.
  mutating func code(_ value: Value) -> UInt32 {
    switch value {
    case .entity(let id): symbols.code(id.text)
    case .text(let text): symbols.code(text)
    case .integer(let number): numbers.code(Int64(number))
    case .decimal(let number): numbers.code(number.millionths)
    case .day(let day): numbers.code(Int64(day.number))
    }
  }

  /// Returns the code of a value; nil if nothing has the value.
  func code(existing value: Value) -> UInt32? {
    switch value {
    case .entity(let id): symbols.code(existing: id.text)
    case .text(let text): symbols.code(existing: text)
    case .integer(let number): numbers.code(existing: Int64(number))
    case .decimal(let number): numbers.code(existing: number.millionths)
    case .day(let day): numbers.code(existing: Int64(day.number))
    }
  }

  /// Returns the value that a code stands for in a column of a type.
  func value(_ code: UInt32, as type: ColumnType) -> Value {
    switch type {
    case .entity: .entity(EntityID(symbols.text(code)))
    case .text: .text(symbols.text(code))
    case .integer: .integer(Int(numbers.value(code)))
    case .decimal: .decimal(Fixed(millionths: numbers.value(code)))
    case .day: .day(Day(number: Int32(clamping: numbers.value(code))))
    }
  }
}
