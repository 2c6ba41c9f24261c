import Synchronization

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
  /// Finds what a premise looks into: bits or an index, which is made if there is none.
  func lookup(_ bound: [Int], _ scope: Scope) throws(EvaluationFailure) -> Lookup {
    if let overlay { return .layers(try overlay.lookup(bound)) }
    // A model's relation keeps what it takes to be asked small.
    if watch == nil, isSealed, dense == nil {
      let known = try withOrders { () throws(EvaluationFailure) in
        try index(with: bound).map { index throws(EvaluationFailure) in
          try consolidate(index)
          return (runs: index.searchableRuns(scope), order: index.order)
        }
      }
      if let known { return .runs(known.runs, order: known.order) }
      return .layers(try Overlay(self).lookup(bound))
    }
    if readsBits(bound, scope), let bits = try bits(scope) { return .bits(bits) }
    if scope == .newest { return try lookupNewest(bound) }
    let (runs, order) = try searchableRuns(prefix: bound, scope)
    return .runs(runs, order: order)
  }

  /// The runs of an index whose first columns are the given ones, in any order; made if there is
  /// none.
  func searchableRuns(
    prefix: [Int], _ scope: Scope
  ) throws(EvaluationFailure) -> (runs: [SortedRun], order: [Int]) {
    try withOrders { () throws(EvaluationFailure) in
      let index = try index(prefix: prefix)
      return (index.searchableRuns(scope), index.order)
    }
  }

  /// Finds what a premise looks into among the newest rows, which have an order of their own if
  /// no index has it.
  private func lookupNewest(_ bound: [Int]) throws(EvaluationFailure) -> Lookup {
    // What one stage of a rule was given, its lanes are given too, whatever others have made since.
    let order = order(from: bound)
    if let known = deltaRuns[order] { return .runs([known], order: order) }
    if let index = index(with: bound) {
      return .runs(index.searchableRuns(.newest), order: index.order)
    }
    let columns = isTemporal ? order + [arity, arity + 1] : order
    let run = SortedRun(try delta().sorted(by: columns, watch), arity: arity)
    run.prepareForSearch()
    deltaRuns[order] = run
    return .runs([run], order: order)
  }

  /// Whether another order may be made only to read rows in it: of few that are finished and not a
  /// model's.
  var isReordered: Bool {
    isSealed && dense == nil && overlay == nil && watch != nil && count <= 1 << 14
  }

  /// An index whose first columns are the given ones, in any order.
  func index(with columns: [Int]) -> Index? {
    indexes.first { $0.begins(with: columns) }
  }

  /// The columns with some of them first, ascending.
  private func order(from columns: [Int]) -> [Int] {
    let wanted = Set(columns)
    return wanted.sorted() + (0..<arity).filter { !wanted.contains($0) }
  }

  /// Makes what premises look into with some columns bound, side by side: bits, of which each job
  /// takes a part, or an order of the newest rows, of which it takes some of the first column's
  /// values.
  func arrange(
    _ bound: [Int], _ scope: Scope, _ crew: Crew, lanes: Int
  ) async throws(EvaluationFailure) {
    if readsBits(bound, scope) {
      guard let marking = try missingBits(scope) else { return }
      await crew.share(marking.parts(lanes).map { part in { part.perform() } })
      return try watch?.check() ?? ()
    }
    if scope != .newest { return }
    let order = order(from: bound)
    guard !isTemporal, bounds.count == arity, arity > 0, index(with: bound) == nil,
      deltaRuns[order] == nil
    else { return }
    let (delta, arity) = (try delta(), arity)
    let bounds = order.map { self.bounds[$0] }
    let limits = delta.quantiles(of: order[0], count: lanes)
    let parts = Mutex([Rows?](repeating: nil, count: limits.count + 1))
    await crew.share(
      (0...limits.count).map { number -> @Sendable () -> Void in
        {
          let low = number == 0 ? 0 : limits[number - 1]
          let high = number == limits.count ? .max : limits[number] - 1
          let rows = delta.sorted(by: order, within: low...high, bounds)
          parts.withLock { $0[number] = rows }
        }
      })
    try watch?.check()
    // In one run, since a key would have to be looked for in each of several.
    var blocks = RowBlocks(width: arity)
    for case let part? in parts.withLock({ $0 }) { blocks.append(RowBlocks(part)) }
    let run = SortedRun(blocks.joined(), arity: arity)
    run.prepareForSearch()
    deltaRuns[order] = run
  }

  /// An index whose first columns are the given ones, in any order; made if there is none.
  ///
  /// O(*n* · width) if it is made.
  func index(prefix: [Int]) throws(EvaluationFailure) -> Index {
    if let index = index(with: prefix) {
      try consolidate(index)
      return index
    }
    return try makeIndex(order: order(from: prefix))
  }

  /// Makes an index that is searched one run, once nothing is added any more.
  func consolidate(_ index: Index) throws(EvaluationFailure) {
    index.idleCount = 0
    if isSealed && index.runs.count > 1 { try index.consolidate(watch) }
  }

  /// All rows in the order of their columns, once evaluation of the relation has ended; nil before.
  ///
  /// O(bits / 64 + rows) the first time for a dense relation, else O(1); O(*n*) the first time that
  /// it is to be searched.
  func sealedRun(isSearched: Bool = false) throws(EvaluationFailure) -> SortedRun? {
    guard isSealed else { return nil }
    if overlay != nil { return SortedRun(try joinedRows(), arity: arity) }
    return try withOrders { () throws(EvaluationFailure) in
      var known = indexes.first(where: \.isIdentity)
      if known == nil { known = try makeIndex(order: Array(0..<arity)) }
      guard let run = known?.runs.first else {
        return SortedRun(Rows(width: width, capacity: 0), arity: arity)
      }
      if isSearched { run.prepareForSearch() }
      return run
    }
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
    index.idleCount = 0
    indexes.append(index)
    return index
  }
}
