/// An exception: leaves each row the days on which no tuple matches.
///
/// Accesses to what changes from row to row are not checked at run time: none encloses another to
/// the same property.
final class ExceptionStep: Step {
  private let input: Layout
  private let number: Int
  private let isTemporal: Bool
  private let operands: [Operand]
  /// The columns that are bound, and by what.
  private let bound: [(column: Int, source: KeySource)]
  @exclusivity(unchecked) private var lookup = Lookup.runs([], order: [])
  @exclusivity(unchecked) private var key = KeyBuffer([])
  private let keySources: [KeySource]
  /// The order of columns for which the key was made.
  private var order: [Int]?
  private let ranges = RangeBuffer()
  private lazy var selected = Rows(width: 1, capacity: 0)
  private let copies: [Copy]
  /// The days of the key's tuples, coalesced.
  @exclusivity(unchecked) private var days: [Span] = []
  /// Rows read from layers.
  private lazy var scratch = Rows(width: context.relations[number].width, capacity: 0)

  init(
    _ context: Context, _ input: Layout, _ output: Layout, relation: Int,
    operands: [Operand]
  ) {
    self.input = input
    number = relation
    isTemporal = context.relations[relation].isTemporal
    self.operands = operands
    bound = input.bound(operands)
    keySources = bound.map(\.source)
    copies = input.copies(to: output, withDays: !isTemporal)
    super.init(context, output)
  }

  override func prepare() throws(EvaluationFailure) {
    lookup = try context.relations[number].lookup(bound.map(\.column), .all)
    let found: [Int]
    switch lookup {
    case .bits: found = bound.map(\.column)
    case .runs(_, let order): found = order
    case .layers(let layers): found = layers.order
    }
    if found != order {
      order = found
      key = KeyBuffer(found, bound)
    }
  }

  override func letGoOfRelation() {
    super.letGoOfRelation()
    lookup = .runs([], order: [])
  }

  override func letGo() {
    super.letGo()
    days = []
    selected.clear(keeping: Step.leastBatch)
    scratch.clear(keeping: Step.leastBatch)
    ranges.letGo()
  }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    if case .bits(let set) = lookup, key.length == operands.count {
      selected.reserve(input.count)
      let count = set.select(input, keySources, arePresent: false, into: selected.base)
      try emit(input, selected.base, count, copies)
      return try context.watch.tick(input.count)
    }
    if !isTemporal, case .runs(let runs, _) = lookup {
      return try processTimeless(input, runs)
    }
    if case .layers(let layers) = lookup, layers.findsWholeRows {
      selected.reserve(input.count)
      let count = layers.select(key, of: input, arePresent: false, into: selected.base)
      try emit(input, selected.base, count, copies)
      return try context.watch.tick(input.count)
    }
    key.reset()
    var isPresent = false
    for row in 0..<input.count {
      if key.fill(input, row) { isPresent = try find() }
      if !isPresent {
        if isTemporal {
          try emit(input, row, span(of: row, in: input))
        } else {
          try emit(input, row, copies)
        }
      } else if isTemporal {
        try emitRest(input, row)
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

  /// Hands on the days of a row that are none of those found.
  private func emitRest(_ input: Rows, _ row: Int) throws(EvaluationFailure) {
    var rest = span(of: row, in: input)
    for index in days.indices where days[index].until > rest.from {
      let found = days[index]
      if found.from >= rest.until { break }
      if found.from > rest.from { try emit(input, row, Span(rest.from, found.from)) }
      rest.from = found.until
      if rest.from >= rest.until { return }
    }
    try emit(input, row, rest)
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
      if !isTemporal { return layers.contains(key.values) }
      let scratch = scratch
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
      if !isTemporal { return true }
      try context.watch.tick(high - low)
      for match in low..<high { days.append(run.rows.span(match)) }
    }
    if days.isEmpty { return false }
    days = SpanSet.coalesced(days)
    return true
  }
}
