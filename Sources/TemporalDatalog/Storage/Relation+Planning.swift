extension Relation {
  /// About how many rows match where some columns are bound.
  func expectedMatches(bound: [Int], scope: Scope) -> Double {
    if let overlay { return overlay.base.expectedMatches(bound: bound, scope: .all) }
    return withOrders { estimatedMatches(bound: bound, scope: scope) }
  }

  /// As above, of a relation that lies on no other, while its orders are held if it is finished.
  func estimatedMatches(bound: [Int], scope: Scope) -> Double {
    let size = Double(scope == .newest ? deltaCount : count)
    if bound.isEmpty { return size }
    if bound.count == arity { return 0.5 }
    if bound.count == 1 { return size / max(1, Double(distinctCount(bound[0]))) }
    var factors = bound.map { Double(distinctCount($0)) }
    factors.sort(by: >)
    // The most selective column counts in full, others less: columns are seldom independent.
    var expected = size / max(1, factors[0])
    for factor in factors.dropFirst() { expected /= max(1, factor.squareRoot()) }
    return expected
  }

  /// How many rows have to be sorted before they can be searched with some columns bound: none where
  /// there is an order, where bits serve, and of a model's relation.
  ///
  /// The newest are sorted in every round, if only for an order that is kept up; to set their bits,
  /// where they are not set, costs about a fourth of that.
  func countToSort(bound: [Int], scope: Scope) -> Int {
    if bound.isEmpty || isSealed && watch == nil { return 0 }
    if readsBits(bound, scope) {
      return scope == .newest && views[.newest] == nil ? deltaCount / 4 : 0
    }
    if scope == .newest { return deltaCount }
    return withOrders { index(with: bound) == nil } ? count : 0
  }

  /// About how much is to be done to make what premises of some scope look into, if it is not there,
  /// in rows that are sorted; to copy a few words of bits takes as long as to sort one.
  func sizeToArrange(_ scope: Scope) -> Int {
    if isSealed || overlay != nil { return 0 }
    if scope == .newest { return deltaCount }
    return views[scope] == nil ? (dense?.wordCount ?? 0) / 4 : 0
  }

  /// About the number of distinct values of a column, estimated anew when the relation has
  /// doubled; where values lie close together, about as many as could be.
  private func distinctCount(_ column: Int) -> Int {
    if let dense { return max(1, min(count, dense.sizes[column])) }
    if distinctCounts.isEmpty { distinctCounts = Array(repeating: (1, 0), count: arity) }
    if distinctCounts[column].of * 2 >= count { return distinctCounts[column].count }
    var values: [UInt32] = []
    // A sample is enough for an order of magnitude.
    for rows in indexes[0].runs(.all).map(\.rows) where rows.count > 0 {
      let step = max(1, rows.count / 4096)
      let source = rows.column(column)
      values.reserveCapacity(values.count + rows.count / step + 1)
      for row in stride(from: 0, to: rows.count, by: step) { values.append(source[row]) }
    }
    let seen = values.count
    let different = values.distinctCount
    var estimate = different
    if seen > 0 && different * 2 > seen && count > seen {
      estimate = different * (count / seen)
    }
    distinctCounts[column] = (max(1, estimate), count)
    return max(1, estimate)
  }
}

extension [UInt32] {
  /// The number of different values.
  ///
  /// O(*n*): each is looked for in a table of twice the size, which costs less than a set.
  fileprivate var distinctCount: Int {
    if isEmpty { return 0 }
    let bits = Int.bitWidth - (2 * count).leadingZeroBitCount
    let size = 1 << bits
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: size) { table in
      // Stands for an empty place, and is counted apart.
      let none = UInt32.max
      table.initialize(repeating: none)
      var (result, hasNone) = (0, 0)
      for value in self {
        if value == none {
          hasNone = 1
          continue
        }
        // The high bits of the product depend on all bits of the value.
        var place = Int((value &* 0x9E37_79B1) >> UInt32(UInt32.bitWidth - bits))
        while table[place] != none && table[place] != value { place = (place + 1) & (size - 1) }
        if table[place] == none {
          table[place] = value
          result += 1
        }
      }
      return result + hasNone
    }
  }
}
