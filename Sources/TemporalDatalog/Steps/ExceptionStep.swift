/// An exception: leaves each row the days on which no tuple matches.
final class ExceptionStep: Step {
  private let input: Layout
  private let relation: Relation
  private let operands: [Operand]
  private var lookup = Lookup.runs([], order: [])
  private var key = KeyBuffer([])
  private var keySources: [KeySource] = []
  private lazy var ranges = RangeBuffer()
  private let selected = Rows(width: 1, capacity: 1)
  private var copies: [Copy] = []
  private var checks: [Copy] = []
  /// The days of the key's tuples, coalesced.
  private var days: [Span] = []
  /// Rows read from layers.
  private var scratch = Rows(width: 0, capacity: 0)

  init(
    _ context: Context, _ input: Layout, _ output: Layout, relation: Relation,
    operands: [Operand]
  ) {
    self.input = input
    self.relation = relation
    self.operands = operands
    super.init(context, output)
  }

  override func prepare() throws(EvaluationFailure) {
    var bound: [(column: Int, source: KeySource)] = []
    for (column, operand) in operands.enumerated() {
      switch operand {
      case .constant(let code): bound.append((column, .constant(code)))
      case .variable(let variable):
        if let slot = input.slot(variable) { bound.append((column, .slot(slot))) }
      case .any: break
      }
    }
    copies = input.copies(to: layout, withDays: !relation.isTemporal)
    lookup = try relation.lookup(bound.map(\.column), .all)
    switch lookup {
    case .bits:
      keySources = bound.map(\.source)
      key = KeyBuffer(keySources)
    case .runs(_, let order):
      key = KeyBuffer(order, bound)
    case .layers(let layers):
      key = KeyBuffer(layers.order, bound)
      scratch = Rows(width: relation.width, capacity: 16)
    }
  }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    if case .bits(let set) = lookup, key.length == operands.count {
      selected.reserve(input.count)
      let count = set.select(input, keySources, arePresent: false, into: selected.base)
      try emit(input, selected.base, count, copies)
      return try context.watch.tick(input.count)
    }
    if !relation.isTemporal, case .runs(let runs, _) = lookup {
      return try processTimeless(input, runs)
    }
    key.reset()
    var isPresent = false
    for row in 0..<input.count {
      if key.fill(input, row) { isPresent = try find() }
      if !isPresent {
        if relation.isTemporal {
          try emit(input, row, span(of: row, in: input))
        } else {
          try emit(input, row, copies)
        }
      } else if relation.isTemporal {
        for span in SpanSet.subtracting([span(of: row, in: input)], days) {
          try emit(input, row, span)
        }
      }
    }
    try context.watch.tick(input.count)
  }

  /// Leaves out the rows for which a tuple without days is there.
  private func processTimeless(
    _ input: Rows, _ runs: [SortedRun]
  ) throws(EvaluationFailure) {
    selected.reserve(input.count)
    let count = ranges.select(key, of: input, in: runs, arePresent: false, into: selected.base)
    try emit(input, selected.base, count, copies)
    try context.watch.tick(input.count)
  }

  private func span(of row: Int, in input: Rows) -> Span {
    self.input.isTemporal ? input.span(row) : context.horizon
  }

  private func emit(_ input: Rows, _ row: Int, _ span: Span) throws(EvaluationFailure) {
    if out.count == batchSize { try flush() }
    for copy in copies { out.column(copy.to)[out.count] = input.value(copy.from, row) }
    out.column(layout.from)[out.count] = dayCode(span.from)
    out.column(layout.until)[out.count] = dayCode(span.until)
    out.count += 1
  }

  /// Finds the tuples of the key, and their days if they have any.
  private func find() throws(EvaluationFailure) -> Bool {
    if case .bits(let set) = lookup {
      return set.hasTuple(in: set.positions(of: key.values, length: key.length))
    }
    if case .layers(let layers) = lookup {
      let cost = layers.takeCost()
      if cost > 0 { try context.watch.tick(cost) }
      if !relation.isTemporal { return layers.contains(key.values) }
      scratch.count = 0
      layers.read(key.values, into: scratch)
      days = SpanSet.coalesced((0..<scratch.count).map(scratch.span))
      return !days.isEmpty
    }
    guard case .runs(let sorted, _) = lookup else { return false }
    days.removeAll(keepingCapacity: true)
    for run in sorted {
      let (low, high) = run.range(of: key.values, length: key.length)
      if low == high { continue }
      if !relation.isTemporal { return true }
      try context.watch.tick(high - low)
      for match in low..<high { days.append(run.rows.span(match)) }
    }
    if days.isEmpty { return false }
    days = SpanSet.coalesced(days)
    return true
  }
}
