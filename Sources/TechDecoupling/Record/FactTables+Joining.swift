import TemporalDatalog

extension FactTables {
  /// Adds the rows of other tables, whose codes are exchanged for those of these pools.
  ///
  /// Values get the codes that they would have if the rows had been read one after the other.
  ///
  /// - Complexity: O(*n*) in the rows, and in the texts and large numbers of the other pools.
  mutating func join(_ other: FactTables) {
    if isEmpty, pools.symbols.count == 0, pools.numbers.tableCount == 0 {
      self = other
      return
    }
    var recoding: Recoding?
    for table in other.all {
      insert(table.relation) { pools in
        let codes = recoding ?? Recoding(from: other.pools, to: &pools)
        recoding = codes
        let kinds = table.relation.columns.map(\.kind)
        return table.blocks.map { codes.block($0, kinds) }
      }
    }
  }

  /// Whether a value was refused because there are no more codes.
  var isFull: Bool { pools.isFull }
}

/// The codes of one pair of pools for those of another.
private struct Recoding {
  private var symbols: [UInt32] = []
  private var numbers: [UInt32] = []

  /// Adds everything that stands in one pair of pools to another.
  init(from source: Pools, to target: inout Pools) {
    symbols.reserveCapacity(source.symbols.count)
    for code in 0..<UInt32(source.symbols.count) {
      symbols.append(source.symbols.withBytes(code) { target.symbols.code($0) })
    }
    numbers.reserveCapacity(source.numbers.tableCount)
    for index in 0..<UInt32(source.numbers.tableCount) {
      let value = source.numbers.value(index | NumberPool.tableBit)
      numbers.append(target.numbers.code(value))
    }
  }

  /// A block with other codes; small numbers are their own.
  func block(_ block: FactBlock, _ kinds: [ColumnKind]) -> FactBlock {
    let columns = zip(block.columns, kinds).map { column, kind in
      if kind == .symbol { return column.map { symbols[Int($0)] } }
      if numbers.isEmpty { return column }
      return column.map { code in
        code & NumberPool.tableBit == 0 ? code : numbers[Int(code & ~NumberPool.tableBit)]
      }
    }
    return FactBlock(count: block.count, columns: columns, from: block.from, until: block.until)
  }
}
