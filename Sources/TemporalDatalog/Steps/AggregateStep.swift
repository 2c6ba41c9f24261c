/// Reads an aggregate's value for the group of each row, on the days on which it has it.
final class AggregateStep: ComputeStep {
  private let read: AggregateRead
  private let comparison: Comparison?
  private let bound: TermEvaluator?
  private let known: Int?
  private let target: Int?
  private let copies: [Copy]
  private let isTemporal: Bool
  private var sorted: [SortedRun] = []
  /// What is searched in place of runs where the values are those of an updated relation, and the
  /// rows of the key's group.
  private var layers: (lookup: LayeredLookup, found: Rows)?
  private var key = KeyBuffer([])
  private let ranges = RangeBuffer()
  private let inline: InlineGroups?

  /// One value of the group, from `low` to `high`, with its days.
  private struct Piece {
    var span: Span
    var low: UInt32
    var high: UInt32
  }
  private var pieces: [Piece] = []
  private var covered: [Span] = []
  /// The groups in whose body an operation fails, with days; nil if that is not asked.
  private var failing: SortedRun?
  private var failedDays: [Span] = []

  init(
    _ context: Context, _ input: Layout, _ output: Layout, read: AggregateRead,
    inline: InlineGroups?, isTemporal: Bool, premise: Int, origin: Int, mode: FailureMode
  ) {
    self.read = read
    self.inline = inline
    self.isTemporal = isTemporal
    switch read.use {
    case .compare(let comparison, let term):
      self.comparison = comparison
      bound = TermEvaluator(term, input, read.kind, context)
      (known, target) = (nil, nil)
    case .value(let variable):
      comparison = nil
      bound = nil
      known = input.slot(variable)
      target = known == nil ? output.slot(variable) : nil
    }
    copies = input.copies(to: output, withDays: !isTemporal)
    super.init(context, input, output, premise: premise, origin: origin, mode: mode)
  }

  override var isShareable: Bool { inline == nil && bound?.makesCodes != true }

  override func prepare() throws(EvaluationFailure) {
    var order = Array(read.group.indices)
    if case .relation(let number) = read.source {
      let relation = context.relations[number]
      if let overlay = relation.overlay {
        let lookup = try overlay.lookup(order)
        layers = (lookup, Rows(width: relation.width, capacity: 16))
        order = Array(lookup.order.prefix(read.group.count))
      } else {
        (sorted, order) = try relation.searchableRuns(prefix: order, .all)
        order.removeLast(order.count - read.group.count)
      }
    }
    key = KeyBuffer(
      order.map { position in
        input.slot(read.group[position]).map(KeySource.slot) ?? .constant(0)
      })
  }

  override func letGoOfRelation() {
    super.letGoOfRelation()
    (sorted, layers, failing) = ([], nil, nil)
    inline?.letGoOfRelations()
  }

  override func letGo() {
    super.letGo()
    inline?.letGo()
    ranges.letGo()
  }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    if let inline {
      let found = try inline.evaluate(self.input, input, mode)
      if found.hasFailed && mode == .note { context.failedPremises.insert(premise) }
      sorted = [SortedRun(found.values, arity: read.group.count + 2)]
      failing = found.failing.map { SortedRun($0, arity: read.group.count) }
      for run in sorted { run.prepareForSearch() }
    }
    var failures: [Int: ArithmeticFailure] = [:]
    let bounds = try bound?.values(input, &failures) ?? []
    if !failures.isEmpty { try handle(failures, input) }
    key.reset()
    if !isTemporal && failures.isEmpty && failing == nil {
      return try processTimeless(input, bounds)
    }
    for row in 0..<input.count {
      let span = days(of: row, in: input)
      if !failures.isEmpty && failures[row] != nil {
        if mode == .failing { try emit(input, row, span, nil) }
        continue
      }
      if key.fill(input, row) { try find() }
      for failed in failedDays {
        let day = Span(max(failed.from, span.from), min(failed.until, span.until))
        if day.from < day.until { try emit(input, row, day, nil) }
      }
      for piece in pieces {
        let from = max(piece.span.from, span.from)
        let until = min(piece.span.until, span.until)
        if from < until {
          try offer(input, row, Span(from, until), piece.low, piece.high, bounds)
        }
      }
      guard read.emptyIsZero else { continue }
      let zero = context.code(0)
      for rest in SpanSet.subtracting([span], covered) {
        try offer(input, row, rest, zero, zero, bounds)
      }
    }
    try context.watch.tick(input.count)
  }

  /// Reads values that hold on every day.
  private func processTimeless(_ input: Rows, _ bounds: [Int64]) throws(EvaluationFailure) {
    let groupCount = read.group.count
    var isFound = [Bool](repeating: false, count: input.count)
    /// Offers a row the values of its group.
    func offer(
      _ row: Int, _ rows: Rows, _ low: Int, _ high: Int
    ) throws(EvaluationFailure) {
      if low == high { return }
      isFound[row] = true
      for match in low..<high {
        try self.offer(
          input, row, days(of: row, in: input), rows.value(groupCount, match),
          rows.value(groupCount + 1, match), bounds)
      }
    }
    if let (lookup, found) = layers {
      for row in 0..<input.count {
        if key.fill(input, row) { read(lookup, into: found) }
        try offer(row, found, 0, found.count)
      }
    }
    for run in sorted {
      let rows = run.rows
      ranges.find(key, of: input, in: run)
      for row in 0..<input.count {
        try offer(row, rows, Int(ranges.lows[row]), Int(ranges.highs[row]))
      }
    }
    if read.emptyIsZero {
      let zero = context.code(0)
      for row in 0..<input.count where !isFound[row] {
        try self.offer(input, row, days(of: row, in: input), zero, zero, bounds)
      }
    }
    try context.watch.tick(input.count)
  }

  private func days(of row: Int, in input: Rows) -> Span {
    self.input.isTemporal ? input.span(row) : context.horizon
  }

  private func read(_ lookup: LayeredLookup, into found: Rows) {
    found.count = 0
    lookup.read(key.values, into: found)
  }

  /// Finds the values of the key's group.
  private func find() throws(EvaluationFailure) {
    pieces.removeAll(keepingCapacity: true)
    covered.removeAll(keepingCapacity: true)
    let groupCount = read.group.count
    /// Takes the values of one stretch.
    func take(_ rows: Rows, _ low: Int, _ high: Int) throws(EvaluationFailure) {
      try context.watch.tick(high - low)
      for match in low..<high {
        let span = isTemporal ? rows.span(match) : context.horizon
        pieces.append(
          Piece(
            span: span, low: rows.value(groupCount, match),
            high: rows.value(groupCount + 1, match)))
        covered.append(span)
      }
    }
    if let (lookup, found) = layers {
      read(lookup, into: found)
      try take(found, 0, found.count)
    }
    for run in sorted {
      let (low, high) = run.range(of: key.values, length: key.length)
      try take(run.rows, low, high)
    }
    covered = SpanSet.coalesced(covered)
    failedDays = []
    if let failing {
      let (low, high) = failing.range(of: key.values, length: key.length)
      failedDays = SpanSet.coalesced((low..<high).map(failing.rows.span))
    }
  }

  /// Hands a row on if its aggregate compares as asked, or with the value.
  private func offer(
    _ input: Rows, _ row: Int, _ span: Span, _ low: UInt32, _ high: UInt32, _ bounds: [Int64]
  ) throws(EvaluationFailure) {
    if low >= Context.firstMarker || high >= Context.firstMarker {
      switch mode {
      case .note: context.failedPremises.insert(premise)
      case .failing: try emit(input, row, span, nil)
      case .raise:
        throw .overflow(
          rule: origin, operation: context.operation(max(low, high)), day: span.from)
      }
      return
    }
    if mode == .failing { return }
    if let comparison {
      let least = context.numbers.value(low)
      let greatest = context.numbers.value(high)
      let holds =
        read.isCertain
        ? comparison.holdsForAll(least, greatest, bounds[row])
        : comparison.holdsForAny(least, greatest, bounds[row])
      if holds { try emit(input, row, span, nil) }
    } else {
      // Where the value is not exact, nothing can be said with it.
      if low != high { return }
      if let known, input.value(known, row) != low { return }
      try emit(input, row, span, low)
    }
  }

  private func emit(
    _ input: Rows, _ row: Int, _ span: Span, _ code: UInt32?
  ) throws(EvaluationFailure) {
    if out.count == batchSize { try flush() }
    for copy in copies { out.column(copy.to)[out.count] = input.value(copy.from, row) }
    if let target { out.column(target)[out.count] = code ?? context.code(0) }
    if isTemporal {
      out.column(layout.from)[out.count] = dayCode(span.from)
      out.column(layout.until)[out.count] = dayCode(span.until)
    }
    out.count += 1
  }
}
