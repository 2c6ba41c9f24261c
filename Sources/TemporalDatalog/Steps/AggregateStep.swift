/// Reads an aggregate's value for the group of each row, on the days on which it has it.
final class AggregateStep: ComputeStep {
  private let read: AggregateRead
  private let bound: TermEvaluator?
  private let known: Int?
  private let target: Int?
  private let copies: [Copy]
  private let isTemporal: Bool
  private var sorted: [SortedRun] = []
  private var key = KeyBuffer.make([])
  private let inline: InlineGroups?

  /// One value of the group, from `low` to `high`, with its days.
  private struct Piece {
    var span: Span
    var low: UInt32
    var high: UInt32
  }
  private var pieces: [Piece] = []
  private var covered: [Span] = []

  init(
    _ context: Context, _ input: Layout, _ output: Layout, read: AggregateRead,
    inline: InlineGroups?, isTemporal: Bool, premise: Int, origin: Int, mode: FailureMode
  ) {
    self.read = read
    self.inline = inline
    self.isTemporal = isTemporal
    switch read.use {
    case .compare(_, let term):
      bound = TermEvaluator(term, input, read.kind, context)
      (known, target) = (nil, nil)
    case .value(let variable):
      bound = nil
      known = input.slot(variable)
      target = known == nil ? output.slot(variable) : nil
    }
    copies = input.copies(to: output, withDays: !isTemporal)
    super.init(context, input, output, premise: premise, origin: origin, mode: mode)
  }

  override func prepare() throws(EvaluationFailure) {
    var order = Array(read.group.indices)
    if case .relation(let number) = read.source {
      let index = try context.relations[number].index(prefix: order)
      sorted = index.runs(.all)
      order = Array(index.order.prefix(read.group.count))
    }
    key = KeyBuffer.make(
      order.map { position in
        input.slot(read.group[position]).map(KeySource.slot) ?? .constant(0)
      })
  }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    if mode == .failing && inline != nil && input.count > 1 {
      // Which rows fail in the body shows only one at a time.
      let single = Rows(width: input.width, capacity: 1)
      for row in 0..<input.count {
        single.count = 0
        single.append(input.row(row))
        try process(single)
      }
      return
    }
    if let inline {
      let noted = context.failedPremises
      context.failedPremises = []
      let rows = try inline.evaluate(read.group, self.input, input)
      let hasFailed = !context.failedPremises.isEmpty
      context.failedPremises = noted
      if hasFailed && mode == .failing {
        for row in 0..<input.count {
          try emit(input, row, self.input.isTemporal ? input.span(row) : context.horizon, nil)
        }
        return
      }
      if hasFailed { context.failedPremises.insert(premise) }
      sorted = [SortedRun(rows, arity: read.group.count + 2)]
    }
    var failures: [Int: ArithmeticFailure] = [:]
    let bounds = try bound?.values(input, &failures) ?? []
    if !failures.isEmpty { try handle(failures, input) }
    key.reset()
    for row in 0..<input.count {
      let span = self.input.isTemporal ? input.span(row) : context.horizon
      if !failures.isEmpty && failures[row] != nil {
        if mode == .failing { try emit(input, row, span, nil) }
        continue
      }
      if key.fill(input, row) { try find() }
      for piece in pieces {
        let from = max(piece.span.from, span.from)
        let until = min(piece.span.until, span.until)
        if from < until {
          try offer(input, row, Span(from, until), piece.low, piece.high, bounds)
        }
      }
      guard read.emptyIsZero else { continue }
      let zero = context.numbers.code(0)
      for rest in SpanSet.subtracting([span], covered) {
        try offer(input, row, rest, zero, zero, bounds)
      }
    }
    try context.watch.tick(input.count)
  }

  /// Finds the values of the key's group.
  private func find() throws(EvaluationFailure) {
    pieces.removeAll(keepingCapacity: true)
    covered.removeAll(keepingCapacity: true)
    let groupCount = read.group.count
    for run in sorted {
      let (low, high) = run.range(of: key.values, length: key.length)
      try context.watch.tick(high - low)
      for match in low..<high {
        let span = isTemporal ? run.rows.span(match) : context.horizon
        pieces.append(
          Piece(
            span: span, low: run.rows.value(groupCount, match),
            high: run.rows.value(groupCount + 1, match)))
        covered.append(span)
      }
    }
    covered = SpanSet.coalesced(covered)
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
    switch read.use {
    case .compare(let comparison, _):
      let least = context.numbers.value(low)
      let greatest = context.numbers.value(high)
      let holds =
        read.isCertain
        ? comparison.holdsForAll(least, greatest, bounds[row])
        : comparison.holdsForAny(least, greatest, bounds[row])
      if holds { try emit(input, row, span, nil) }
    case .value:
      // Where the value is not exact, nothing can be said with it.
      if low != high { return }
      if let known, input.value(known, row) != low { return }
      try emit(input, row, span, low)
    }
  }

  private func emit(
    _ input: Rows, _ row: Int, _ span: Span, _ code: UInt32?
  ) throws(EvaluationFailure) {
    if out.count == Step.batchSize { try flush() }
    for copy in copies { out.column(copy.to)[out.count] = input.value(copy.from, row) }
    if let target { out.column(target)[out.count] = code ?? context.numbers.code(0) }
    if isTemporal {
      out.column(layout.from)[out.count] = dayCode(span.from)
      out.column(layout.until)[out.count] = dayCode(span.until)
    }
    out.count += 1
  }
}

/// An aggregate whose group is bound only outside: evaluated for the groups of a batch.
final class InlineGroups {
  private let context: Context
  private let bodies: [Pipeline]
  private let sweep: Sweep
  private let arity: Int
  let isTemporal: Bool

  init(_ context: Context, _ inline: InlineAggregate, bodies: [Pipeline], isTemporal: Bool) {
    self.context = context
    self.bodies = bodies
    sweep = inline.sweep
    arity = inline.bodies[0].operands.count
    self.isTemporal = isTemporal
  }

  /// Rows (group…, low, high), sorted, with days if temporal: for the groups of a batch, on days
  /// on which they are asked.
  func evaluate(
    _ group: [Int], _ layout: Layout, _ input: Rows
  ) throws(EvaluationFailure) -> Rows {
    var slots = group.compactMap(layout.slot)
    if layout.isTemporal { slots += [layout.from, layout.until] }
    var keys = try input.sorted(by: slots, context.watch)
    if layout.isTemporal { keys = keys.coalesced() }
    var members: [Rows] = []
    for body in bodies {
      try body.prepare()
      try body.run(keys)
      let projected = body.collected(isTemporal: isTemporal, context.horizon)
      var rows = try projected.sorted(by: Array(0..<projected.width), context.watch)
      if isTemporal { rows = rows.coalesced() }
      members.append(rows)
    }
    let sweeper = Sweeper(context, sweep, isTemporal: isTemporal, target: nil)
    let result = Rows(width: sweep.groupCount + (isTemporal ? 4 : 2), capacity: 0)
    try sweeper.sweep(
      certain: members[0], conceivable: members[members.count - 1], arity: arity, into: result)
    return try result.sorted(by: Array(0..<result.width), context.watch)
  }
}
