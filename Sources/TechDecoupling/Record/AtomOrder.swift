import TemporalDatalog

/// Puts atoms in order by the ranks of their relation and terms, so that few texts are compared.
struct AtomOrder {
  private let builder: AtomTableBuilder
  private var relationRanks: [UInt64] = []
  private var symbolRanks: [UInt32] = []
  private var numberRanks: [UInt32: UInt32] = [:]
  private let isSymbol: [[Bool]]

  /// An atom with its relation and first terms.
  private struct Key {
    var first: UInt64
    var atom: UInt32
  }

  init(_ builder: AtomTableBuilder) {
    self.builder = builder
    isSymbol = builder.relations.map { $0.columns.map { $0.kind == .symbol } }
    relationRanks = [UInt64](repeating: 0, count: builder.relations.count)
    let byName = builder.relations.indices.sorted {
      builder.relations[$0].name < builder.relations[$1].name
    }
    for (rank, relation) in byName.enumerated() { relationRanks[relation] = UInt64(rank) }
    rankSymbols()
    rankNumbers()
  }

  private mutating func rankSymbols() {
    let symbols = builder.pools.symbols
    var keys: [OrderKey] = []
    keys.reserveCapacity(symbols.count)
    var isPlain = true
    for code in 0..<UInt32(symbols.count) {
      let (key, isASCII) = OrderKey.reading(symbols.text(code), code)
      isPlain = isPlain && isASCII
      keys.append(key)
    }
    keys.sort { left, right in
      if isPlain {
        if left.high != right.high { return left.high < right.high }
        if left.low != right.low { return left.low < right.low }
      }
      return symbols.text(left.number) < symbols.text(right.number)
    }
    symbolRanks = [UInt32](repeating: 0, count: keys.count)
    for (rank, key) in keys.enumerated() { symbolRanks[Int(key.number)] = UInt32(rank) }
  }

  private mutating func rankNumbers() {
    guard isSymbol.contains(where: { $0.contains(false) }) else { return }
    var seen: Set<UInt32> = []
    for atom in 0..<builder.count {
      let columns = isSymbol[builder.relation(of: atom)]
      let start = Int(builder.starts[atom]) + 1
      for column in columns.indices where !columns[column] {
        seen.insert(builder.codes[start + column])
      }
    }
    let numbers = builder.pools.numbers
    for (rank, code) in seen.sorted(by: { numbers.value($0) < numbers.value($1) }).enumerated() {
      numberRanks[code] = UInt32(rank)
    }
  }

  private func rank(_ atom: Int, _ column: Int) -> UInt32 {
    let code = builder.codes[Int(builder.starts[atom]) + 1 + column]
    return isSymbol[builder.relation(of: atom)][column]
      ? symbolRanks[Int(code)] : numberRanks[code] ?? 0
  }

  /// The atoms by relation name, then by columns from left to right.
  func sorted() -> [UInt32] {
    // As many terms as fit in beside the relation, each in as many bits as the number of ranks has.
    let most = UInt64(max(symbolRanks.count, numberRanks.count, 1))
    let bits = 64 - most.leadingZeroBitCount
    let packed = builder.relations.count.leadingZeroBitCount / bits
    var keys: [Key] = []
    keys.reserveCapacity(builder.count)
    for atom in 0..<builder.count {
      let relation = builder.relation(of: atom)
      var first = relationRanks[relation]
      for column in 0..<packed {
        first <<= bits
        if column < isSymbol[relation].count { first |= UInt64(rank(atom, column)) }
      }
      keys.append(Key(first: first, atom: UInt32(atom)))
    }
    keys.sort { left, right in
      if left.first != right.first { return left.first < right.first }
      return precedes(Int(left.atom), Int(right.atom), from: packed)
    }
    return keys.map(\.atom)
  }

  /// Whether one atom of a relation comes before another, by the columns from one on.
  private func precedes(_ left: Int, _ right: Int, from column: Int) -> Bool {
    let count = isSymbol[builder.relation(of: left)].count
    var column = column
    while column < count {
      let (a, b) = (rank(left, column), rank(right, column))
      if a != b { return a < b }
      column += 1
    }
    return false
  }
}
