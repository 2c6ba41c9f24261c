/// One sort order of a relation: sorted runs of geometrically growing size, and the newest apart.
final class Index {
  /// The columns in the order in which they are sorted.
  let order: [Int]
  let isTemporal: Bool
  private(set) var runs: [SortedRun] = []
  /// The rows that the last round added; in `runs` from the next round on.
  private(set) var delta: SortedRun?

  /// Rows that it has taken since more than the newest were searched.
  var idleCount = 0

  var arity: Int { order.count }
  var sourceOrder: [Int] { isTemporal ? order + [order.count, order.count + 1] : order }
  var isIdentity: Bool { order.elementsEqual(order.indices) }

  /// Whether the first columns of the order are some columns, in any order.
  func begins(with columns: [Int]) -> Bool {
    for position in columns.indices where !columns.contains(order[position]) { return false }
    return true
  }

  init(order: [Int], isTemporal: Bool) {
    self.order = order
    self.isTemporal = isTemporal
  }

  /// Adds rows that are in this order already.
  func append(_ rows: Rows, _ watch: Watch?) throws(EvaluationFailure) {
    if rows.count > 0 { try append(SortedRun(rows, arity: arity), watch) }
  }

  private func append(_ run: SortedRun, _ watch: Watch?) throws(EvaluationFailure) {
    var run = run
    while let last = runs.last, last.rows.count < 2 * run.rows.count {
      runs.removeLast()
      run = SortedRun(
        try Rows.merged(last.rows, run.rows, isTemporal: isTemporal, watch), arity: arity)
    }
    runs.append(run)
  }

  /// Lets go of all rows.
  func removeAll() { (runs, delta) = ([], nil) }

  /// Moves the delta among the older runs and takes a new one.
  func advance(_ rows: Rows, _ watch: Watch?) throws(EvaluationFailure) {
    idleCount += rows.count
    if let delta { try append(delta, watch) }
    delta = rows.count == 0 ? nil : SortedRun(rows, arity: arity)
  }

  /// Merges everything into one run.
  func consolidate(_ watch: Watch?) throws(EvaluationFailure) {
    if let delta { try append(delta, watch) }
    delta = nil
    while runs.count > 1 {
      let a = runs.removeLast()
      let b = runs.removeLast()
      let merged = try Rows.merged(b.rows, a.rows, isTemporal: isTemporal, watch)
      runs.append(SortedRun(merged, arity: arity))
    }
  }

  /// The runs that a premise sees, made ready to be searched.
  func searchableRuns(_ scope: Scope) -> [SortedRun] {
    let seen = runs(scope)
    for run in seen { run.prepareForSearch() }
    return seen
  }

  /// The runs that a premise sees.
  func runs(_ scope: Scope) -> [SortedRun] {
    switch scope {
    case .older: runs
    case .all: delta.map { runs + [$0] } ?? runs
    case .newest: delta.map { [$0] } ?? []
    }
  }
}

/// Which rows of a relation a premise sees in semi-naive evaluation.
enum Scope: UInt8, Hashable {
  case older, all, newest
}
