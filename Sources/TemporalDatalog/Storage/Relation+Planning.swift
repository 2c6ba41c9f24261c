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
    var factors = bound.map { Double(distinctCount($0)) }
    factors.sort(by: >)
    // The most selective column counts in full, others less: columns are seldom independent.
    var expected = size / max(1, factors[0])
    for factor in factors.dropFirst() { expected /= max(1, factor.squareRoot()) }
    return expected
  }

  /// How many rows have to be sorted before they can be searched with some columns bound: none where
  /// there is an order, where bits serve, and of a model's relation.
  func countToSort(bound: [Int], scope: Scope) -> Int {
    if bound.isEmpty || isSealed && watch == nil || readsBits(bound, scope) { return 0 }
    return withOrders { index(with: bound) == nil } ? count : 0
  }

  /// About the number of distinct values of a column, estimated anew when the relation has
  /// doubled; where values lie close together, about as many as could be.
  private func distinctCount(_ column: Int) -> Int {
    if let dense { return max(1, min(count, dense.sizes[column])) }
    if let known = distinctCounts[column], known.of * 2 >= count { return known.count }
    var values = Set<UInt32>(minimumCapacity: min(count, 4096))
    var seen = 0
    // A sample is enough for an order of magnitude.
    for rows in indexes[0].runs(.all).map(\.rows) where rows.count > 0 {
      let step = max(1, rows.count / 4096)
      let source = rows.column(column)
      for row in stride(from: 0, to: rows.count, by: step) {
        values.insert(source[row])
        seen += 1
      }
    }
    var estimate = values.count
    if seen > 0 && values.count * 2 > seen && count > seen {
      estimate = values.count * (count / seen)
    }
    distinctCounts[column] = (max(1, estimate), count)
    return max(1, estimate)
  }
}
