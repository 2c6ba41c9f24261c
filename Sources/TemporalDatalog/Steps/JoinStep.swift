/// A premise: extends each row by the tuples that match it, on the days they share.
final class JoinStep: Step {
  private let input: Layout
  private let relation: Relation
  private let scope: Scope
  private let operands: [Operand]

  /// Tells whether a tuple is there, where all columns are bound.
  private var membership: DenseSet?
  private var runs: [Rows] = []
  private var sorted: [SortedRun] = []
  private var key = KeyBuffer.make([])
  private var copies: [Copy] = []
  private var fills: [Copy] = []
  private var columnChecks: [Copy] = []
  private var constantChecks: [(column: Int, code: UInt32)] = []

  init(
    _ context: Context, _ input: Layout, _ output: Layout, relation: Relation,
    operands: [Operand], scope: Scope
  ) {
    self.input = input
    self.relation = relation
    self.operands = operands
    self.scope = scope
    super.init(context, output)
  }

  override func prepare() throws(EvaluationFailure) {
    fills = []
    columnChecks = []
    constantChecks = []
    var bound: [(column: Int, source: KeySource)] = []
    for (column, operand) in operands.enumerated() {
      switch operand {
      case .constant(let code): bound.append((column, .constant(code)))
      case .variable(let variable):
        if let slot = input.slot(variable) { bound.append((column, .slot(slot))) }
      case .any: break
      }
    }
    // The newest rows are read once from end to end, so that no sort order is needed.
    membership = nil
    let isScan = scope == .newest && input.variables.isEmpty
    var positions = Array(operands.indices)
    if isScan {
      runs = [relation.delta]
      sorted = []
      key = KeyBuffer.make([])
      for (column, source) in bound {
        if case .constant(let code) = source { constantChecks.append((column, code)) }
      }
    } else if bound.count == operands.count, let known = relation.membership {
      membership = known
      key = KeyBuffer.make(bound.map(\.source))
    } else {
      let index = try relation.index(prefix: bound.map(\.column))
      sorted = index.runs(scope)
      runs = sorted.map(\.rows)
      for (position, column) in index.order.enumerated() { positions[column] = position }
      var sources = [KeySource](repeating: .constant(0), count: bound.count)
      for (column, source) in bound { sources[positions[column]] = source }
      key = KeyBuffer.make(sources)
    }
    var seen: [Int: Int] = [:]
    for (column, operand) in operands.enumerated() {
      guard case .variable(let variable) = operand, input.slot(variable) == nil else { continue }
      if let first = seen[variable] {
        columnChecks.append(Copy(from: positions[first], to: positions[column]))
      } else {
        seen[variable] = column
        if let slot = layout.slot(variable) {
          fills.append(Copy(from: positions[column], to: slot))
        }
      }
    }
    copies = input.copies(to: layout, withDays: !relation.isTemporal)
  }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    if let membership {
      for row in 0..<input.count {
        _ = key.fill(input, row)
        if membership.contains(key.values) { try emit(input, row, copies) }
      }
      return try context.watch.tick(input.count)
    }
    let isPlain = columnChecks.isEmpty && constantChecks.isEmpty && !relation.isTemporal
    if isPlain && fills.isEmpty { return try processExistence(input) }
    for number in runs.indices {
      let run = runs[number]
      key.reset()
      var low = 0
      var high = 0
      for row in 0..<input.count {
        if key.fill(input, row) {
          (low, high) =
            sorted.isEmpty
            ? (0, run.count) : sorted[number].range(of: key.values, length: key.length)
        }
        if low == high { continue }
        if isPlain {
          try emitAll(input, row, run, low, high)
        } else {
          try emitMatching(input, row, run, low, high)
        }
      }
      try context.watch.tick(input.count)
    }
  }

  /// Timeless matches without conditions: whole stretches of columns are copied.
  @inline(__always)
  private func emitAll(
    _ input: Rows, _ row: Int, _ run: Rows, _ low: Int, _ high: Int
  ) throws(EvaluationFailure) {
    var low = low
    while low < high {
      if out.count == Step.batchSize { try flush() }
      let size = min(high &- low, Step.batchSize &- out.count)
      for copy in copies {
        let value = input.value(copy.from, row)
        let target = out.column(copy.to) + out.count
        for index in 0..<size { target[index] = value }
      }
      for fill in fills {
        let source = run.column(fill.from) + low
        let target = out.column(fill.to) + out.count
        for index in 0..<size { target[index] = source[index] }
      }
      out.count &+= size
      low &+= size
    }
  }

  private func emitMatching(
    _ input: Rows, _ row: Int, _ run: Rows, _ low: Int, _ high: Int
  ) throws(EvaluationFailure) {
    let arity = operands.count
    let isTemporal = relation.isTemporal
    var from: UInt32 = 0
    var until: UInt32 = .max
    if self.input.isTemporal {
      from = input.value(self.input.from, row)
      until = input.value(self.input.until, row)
    }
    try context.watch.tick((high - low) >> 2)
    for match in low..<high {
      var first = from
      var end = until
      if isTemporal {
        first = max(first, run.value(arity, match))
        end = min(end, run.value(arity + 1, match))
        if first >= end { continue }
      }
      if !passes(run, match) { continue }
      if out.count == Step.batchSize { try flush() }
      let target = out.count
      for copy in copies { out.column(copy.to)[target] = input.value(copy.from, row) }
      for fill in fills { out.column(fill.to)[target] = run.value(fill.from, match) }
      if isTemporal {
        out.column(layout.from)[target] = first
        out.column(layout.until)[target] = end
      }
      out.count &+= 1
    }
  }

  @inline(__always)
  private func passes(_ run: Rows, _ match: Int) -> Bool {
    for check in columnChecks where run.value(check.from, match) != run.value(check.to, match) {
      return false
    }
    for check in constantChecks where run.value(check.column, match) != check.code {
      return false
    }
    return true
  }

  /// A timeless premise that binds nothing more: each row passes once or not at all.
  private func processExistence(_ input: Rows) throws(EvaluationFailure) {
    key.reset()
    var isPresent = false
    for row in 0..<input.count {
      if key.fill(input, row) {
        isPresent = false
        for number in runs.indices {
          let (low, high) =
            sorted.isEmpty
            ? (0, runs[number].count) : sorted[number].range(of: key.values, length: key.length)
          if low < high {
            isPresent = true
            break
          }
        }
      }
      if isPresent { try emit(input, row, copies) }
    }
    try context.watch.tick(input.count)
  }
}
