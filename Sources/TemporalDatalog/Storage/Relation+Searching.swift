/// Where a premise finds the tuples that begin with its bound columns.
enum Lookup {
  /// The bits of all tuples, in the relation's own column order.
  case bits(DenseSet)
  /// Sorted runs; the first columns of the order are the bound ones.
  case runs([SortedRun], order: [Int])
  /// The rows of an updated relation.
  case layers(LayeredLookup)
}

extension Relation {
  /// Finds what a premise looks into: bits if the bound columns come first and few bits are read
  /// for each tuple, else an index, which is made if there is none.
  func lookup(_ bound: [Int], _ scope: Scope) throws(EvaluationFailure) -> Lookup {
    if let overlay { return .layers(try overlay.lookup(bound)) }
    if Set(bound) == Set(0..<bound.count), let dense,
      bound.count == arity || isWorthBits(dense.bitCount, max(1, count)), let bits = try bits(scope)
    {
      return .bits(bits)
    }
    if scope == .newest { return try lookupNewest(bound) }
    let index = try index(prefix: bound)
    return .runs(index.searchableRuns(scope), order: index.order)
  }

  /// Finds what a premise looks into among the newest rows, which have an order of their own if
  /// no index has it.
  private func lookupNewest(_ bound: [Int]) throws(EvaluationFailure) -> Lookup {
    let wanted = Set(bound)
    if let index = indexes.first(where: { Set($0.order.prefix(wanted.count)) == wanted }) {
      return .runs(index.searchableRuns(.newest), order: index.order)
    }
    let order = wanted.sorted() + (0..<arity).filter { !wanted.contains($0) }
    if let known = deltaRuns[order] { return .runs([known], order: order) }
    let columns = isTemporal ? order + [arity, arity + 1] : order
    let run = SortedRun(try delta.joined().sorted(by: columns, watch), arity: arity)
    run.prepareForSearch()
    deltaRuns[order] = run
    return .runs([run], order: order)
  }

  /// An index whose first columns are the given ones, in any order; made if there is none.
  ///
  /// O(*n* · width) if it is made.
  func index(prefix: [Int]) throws(EvaluationFailure) -> Index {
    let wanted = Set(prefix)
    for index in indexes where Set(index.order.prefix(wanted.count)) == wanted {
      if isSealed && index.runs.count > 1 { try index.consolidate(watch) }
      return index
    }
    return try makeIndex(order: wanted.sorted() + (0..<arity).filter { !wanted.contains($0) })
  }

  /// All rows in the order of their columns, once evaluation of the relation has ended; nil before.
  ///
  /// O(bits / 64 + rows) the first time for a dense relation, else O(1).
  func sealedRun() throws(EvaluationFailure) -> SortedRun? {
    guard isSealed else { return nil }
    if overlay != nil { return SortedRun(try joinedRows(), arity: arity) }
    var known = indexes.first(where: \.isIdentity)
    if known == nil { known = try makeIndex(order: Array(0..<arity)) }
    return known?.runs.first ?? SortedRun(Rows(width: width, capacity: 0), arity: arity)
  }

  private func makeIndex(order: [Int]) throws(EvaluationFailure) -> Index {
    let index = Index(order: order, isTemporal: isTemporal)
    if dense != nil {
      try fillFromDense(index)
    } else if let source = indexes.first(where: \.isIdentity) {
      for run in source.runs {
        try index.append(run.rows.sorted(by: index.sourceOrder, watch), watch)
      }
      if let delta = source.delta {
        try index.advance(delta.rows.sorted(by: index.sourceOrder, watch), watch)
      }
    }
    indexes.append(index)
    return index
  }
}
