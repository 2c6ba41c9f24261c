/// Rows of one relation by value: numbers by size, text by its bytes, from the first column on.
///
/// A row has a column for each of the relation's, and two codes of days if it has them. No row
/// occurs twice, and the days of rows that are otherwise alike are coalesced.
package struct OrderedRows: @unchecked Sendable {
  // Safe: rows are never changed once they stand here.
  private let rows: Rows
  /// The number of the relation's columns.
  package let arity: Int
  /// Whether rows have days.
  package let hasDays: Bool

  /// The number of rows.
  package var count: Int { rows.count }

  /// Sorts given rows.
  package init(_ blocks: [FactBlock], kinds: [ColumnKind], pools: Pools) {
    let hasDays = blocks.contains(where: \.hasDays)
    let rows = Rows(
      width: kinds.count + (hasDays ? 2 : 0), capacity: blocks.reduce(0) { $0 + $1.count })
    for block in blocks {
      for column in kinds.indices {
        let values = rows.column(column) + rows.count
        for (row, code) in block.columns[column].enumerated() { values[row] = code }
      }
      if hasDays {
        for row in 0..<block.count {
          let span = block.span(row)
          rows.column(kinds.count)[rows.count + row] = dayCode(span.from)
          rows.column(kinds.count + 1)[rows.count + row] = dayCode(span.until)
        }
      }
      rows.count += block.count
    }
    self.init(rows, kinds: kinds, isSorted: false, pools: pools)
  }

  /// Sorts rows that may be in the order of their codes.
  init(_ rows: Rows, kinds: [ColumnKind], isSorted: Bool, pools: Pools) {
    arity = kinds.count
    hasDays = rows.width > kinds.count
    var ranks: [ColumnKind: Ranks] = [:]
    for (column, kind) in kinds.enumerated() {
      // Integers and decimals are one pool.
      let key: ColumnKind = kind == .symbol ? .symbol : .integer
      let values = UnsafeBufferPointer(start: rows.column(column), count: rows.count)
      ranks[key, default: Ranks(isSymbol: kind == .symbol)].collect(values)
    }
    for key in ranks.keys { ranks[key]?.sort(pools) }
    if isSorted && ranks.values.allSatisfy(\.isIdentity) {
      self.rows = rows
      return
    }
    let keyed = Rows(width: rows.width, capacity: rows.count)
    keyed.append(contentsOf: rows)
    for (column, kind) in kinds.enumerated() {
      ranks[kind == .symbol ? .symbol : .integer]?
        .rank(UnsafeMutableBufferPointer(start: keyed.column(column), count: keyed.count))
    }
    var sorted: Rows
    do throws(EvaluationFailure) {
      sorted = try keyed.sorted(by: Array(0..<keyed.width))
    } catch {
      preconditionFailure("sorting without a watch has no budget that could be spent")
    }
    if hasDays { sorted = sorted.coalesced() }
    for (column, kind) in kinds.enumerated() {
      ranks[kind == .symbol ? .symbol : .integer]?
        .unrank(UnsafeMutableBufferPointer(start: sorted.column(column), count: sorted.count))
    }
    self.rows = sorted
  }

  /// Calls a function with the codes of each column; they are valid during the call.
  package func withColumns<Result, Failure: Error>(
    _ body: ([UnsafeBufferPointer<UInt32>]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Safe: the columns belong to `rows`, which this value holds during the call.
    try body(
      (0..<arity).map { UnsafeBufferPointer(start: rows.column($0), count: rows.count) })
  }

  /// The days of a row, if rows have them.
  package func span(_ row: Int) -> Span { rows.span(row) }

  /// Whether a row has the values of the row before it.
  package func repeatsTuple(_ row: Int) -> Bool {
    row > 0 && Rows.compare(rows, row - 1, rows, row, columns: arity) == 0
  }
}

/// Numbers for codes that are in the order of what the codes stand for.
private struct Ranks {
  let isSymbol: Bool
  /// The codes that occur, of numbers only those in the table; sorted by what they stand for.
  private var codes: [UInt32] = []
  /// Bits of the codes that occur, those of numbers in the table without the bit that says so.
  private var seen: [UInt64] = []
  private var ranks: [UInt32] = []
  /// How many of the codes are below all numbers that stand in no table.
  private var below: UInt32 = 0

  private static let tableBit: UInt32 = 1 << 31
  /// The bits of a code that number what it stands for.
  private let mask: UInt32

  init(isSymbol: Bool) {
    self.isSymbol = isSymbol
    mask = isSymbol ? .max : ~Ranks.tableBit
  }

  /// Whether codes are in order as they are.
  var isIdentity: Bool {
    isSymbol ? zip(codes, codes.dropFirst()).allSatisfy { $0 < $1 } : codes.isEmpty
  }

  mutating func collect(_ values: UnsafeBufferPointer<UInt32>) {
    for code in values where isSymbol || code & Ranks.tableBit != 0 {
      let place = Int(code & mask)
      if place >> 6 >= seen.count {
        seen += [UInt64](repeating: 0, count: max(place >> 6 + 1, 2 * seen.count) - seen.count)
      }
      if seen[place >> 6] & 1 << UInt64(place & 63) == 0 {
        seen[place >> 6] |= 1 << UInt64(place & 63)
        codes.append(code)
      }
    }
  }

  mutating func sort(_ pools: Pools) {
    if isSymbol {
      codes = pools.symbols.sorted(codes)
    } else {
      codes.sort { pools.numbers.value($0) < pools.numbers.value($1) }
      below = UInt32(codes.count { pools.numbers.value($0) < 0 })
    }
    ranks = [UInt32](repeating: 0, count: seen.count * 64)
    for (rank, code) in codes.enumerated() {
      ranks[Int(code & mask)] =
        UInt32(rank) + (isSymbol || rank < Int(below) ? 0 : Ranks.tableBit)
    }
  }

  func rank(_ values: UnsafeMutableBufferPointer<UInt32>) {
    if codes.isEmpty { return }
    for place in values.indices {
      let code = values[place]
      values[place] =
        isSymbol || code & Ranks.tableBit != 0
        ? ranks[Int(code & mask)] : code + below
    }
  }

  func unrank(_ values: UnsafeMutableBufferPointer<UInt32>) {
    if codes.isEmpty { return }
    for place in values.indices {
      let rank = values[place]
      if isSymbol || rank < below {
        values[place] = codes[Int(rank)]
      } else if rank >= Ranks.tableBit + below {
        values[place] = codes[Int(rank & ~Ranks.tableBit)]
      } else {
        values[place] = rank - below
      }
    }
  }
}

extension Model {
  /// The rows of a relation by value.
  ///
  /// O(*n* log *n*) unless no text or large number occurs in them.
  package func ordered(_ relation: Int, _ reading: Reading) -> OrderedRows {
    OrderedRows(
      sealed(relation, reading).run.rows, kinds: program.relations[relation].columns,
      isSorted: true, pools: pools)
  }
}
