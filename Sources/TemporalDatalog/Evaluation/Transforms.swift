/// Rules that change the days of one relation's tuples.
struct Transforms {
  let context: Context

  // MARK: - Windows

  /// Adds the windowed days of a relation's newest rows, or of all rows once it is sealed.
  func window(
    source: Relation, _ window: WindowTransform, target: Relation
  ) throws(EvaluationFailure) {
    let sealed = try source.sealedRun()?.rows
    let rows = if let sealed { sealed } else { try source.delta().joined() }
    if rows.count == 0 { return }
    let block = Rows(width: target.width, capacity: min(rows.count, Step.largestBatch))
    let arity = source.arity
    let isGathered = window.isAlways && source.isTemporal && !source.isSealed
    let index = isGathered ? try source.index(prefix: Array(0..<arity)) : nil
    var row = 0
    var key = [UInt32](repeating: 0, count: max(1, arity))
    while row < rows.count {
      try context.watch.tick(1)
      if let index {
        // What a stretch allows depends on all of it, older days included.
        let first = row
        while row < rows.count, Rows.compare(rows, first, rows, row, columns: arity) == 0 {
          row += 1
        }
        for (position, column) in index.order.enumerated() {
          key[position] = rows.value(column, first)
        }
        var spans: [Span] = []
        for run in index.searchableRuns(.all) {
          let (low, high) = run.range(of: key, length: arity)
          for match in low..<high { spans.append(run.rows.span(match)) }
        }
        try context.watch.tick(spans.count)
        for span in SpanSet.coalesced(spans) {
          try append(
            rows, first, arity, window.image(of: span, within: context.horizon), block, target)
        }
      } else {
        let span = source.isTemporal ? rows.span(row) : context.horizon
        try append(rows, row, arity, window.image(of: span, within: context.horizon), block, target)
        row += 1
      }
    }
    if block.count > 0 { try target.insert(block) }
  }

  private func append(
    _ rows: Rows, _ row: Int, _ arity: Int, _ span: Span?, _ block: Rows, _ target: Relation
  ) throws(EvaluationFailure) {
    guard let span else { return }
    if block.count == block.capacity {
      try target.insert(block)
      block.count = 0
    }
    for column in 0..<arity { block.column(column)[block.count] = rows.value(column, row) }
    if target.isTemporal {
      block.column(arity)[block.count] = dayCode(span.from)
      block.column(arity + 1)[block.count] = dayCode(span.until)
    }
    block.count += 1
  }

  // MARK: - Runs

  /// Adds the tuples of a sealed relation with the parts of their runs that are read.
  func runs(_ rule: RunRule) throws(EvaluationFailure) {
    let target = context.relations[rule.target]
    let certain = context.relations[rule.certain]
    let conceivable = context.relations[rule.conceivable]
    let block = Rows(width: target.width, capacity: 0)
    if rule.reading == .certain && rule.certain != rule.conceivable {
      try addEqualRuns(certain, conceivable, rule.parts, block)
    } else {
      try addRuns(certain, rule.parts, block) { _, _ in true }
      if rule.certain != rule.conceivable {
        try addRuns(conceivable, rule.parts, block) { _, _ in true }
      }
    }
    if block.count > 0 { try target.insert(block) }
  }

  /// A run is read certainly only where it is the same in both readings.
  private func addEqualRuns(
    _ certain: Relation, _ conceivable: Relation, _ parts: [RunPart], _ block: Rows
  ) throws(EvaluationFailure) {
    guard let other = try conceivable.sealedRun() else { return }
    try addRuns(certain, parts, block) { tuple, span in
      let (low, high) = other.range(of: tuple, length: tuple.count)
      return (low..<high).contains { match in
        (conceivable.isTemporal ? other.rows.span(match) : context.horizon) == span
      }
    }
  }

  private func addRuns(
    _ source: Relation, _ parts: [RunPart], _ block: Rows, _ isRead: ([UInt32], Span) -> Bool
  ) throws(EvaluationFailure) {
    guard let rows = try source.sealedRun()?.rows else { return }
    for row in 0..<rows.count {
      try context.watch.tick(1)
      let span = source.isTemporal ? rows.span(row) : context.horizon
      let tuple = rows.tuple(row, arity: source.arity)
      guard let numbers = read(parts, span), isRead(tuple, span) else { continue }
      var values = tuple + numbers
      if block.width > values.count { values += [dayCode(span.from), dayCode(span.until)] }
      block.append(values)
    }
  }

  /// The codes of a run's parts; nil if one of them is open.
  func read(_ parts: [RunPart], _ span: Span) -> [UInt32]? {
    let hasStart = span.from > context.horizon.from
    let hasEnd = span.until < context.horizon.until
    var codes: [UInt32] = []
    for part in parts {
      switch part {
      case .start:
        guard hasStart else { return nil }
        codes.append(context.code(Int64(span.from)))
      case .end:
        guard hasEnd else { return nil }
        codes.append(context.code(Int64(span.until)))
      case .length:
        guard hasStart && hasEnd else { return nil }
        codes.append(context.code(Int64(span.until) - Int64(span.from)))
      }
    }
    return codes
  }

  // MARK: - Aggregates

  /// Adds the values of all groups, or in recursion of those that the newest members belong to.
  func sweep(_ sweep: Sweep, target: Relation) throws(EvaluationFailure) {
    let certain = context.relations[sweep.certain]
    let conceivable = context.relations[sweep.conceivable]
    let sweeper = Sweeper(context, sweep, isTemporal: target.isTemporal, target: target)
    let block = Rows(width: target.width, capacity: 0)
    if let certainRows = try certain.sealedRun()?.rows,
      let conceivableRows = try conceivable.sealedRun()?.rows
    {
      try sweeper.sweep(
        certain: certainRows, conceivable: conceivableRows, arity: certain.arity, into: block)
    } else {
      try sweepTouched(sweep, certain, sweeper, block)
    }
    if block.count > 0 { try target.insert(block) }
  }

  private func sweepTouched(
    _ sweep: Sweep, _ source: Relation, _ sweeper: Sweeper, _ block: Rows
  ) throws(EvaluationFailure) {
    let index = try source.index(prefix: Array(0..<sweep.groupCount))
    let groups = try source.delta().sorted(
      by: Array(index.order.prefix(sweep.groupCount)), context.watch)
    let runs = index.searchableRuns(.all)
    var key = [UInt32](repeating: 0, count: max(1, sweep.groupCount))
    for row in 0..<groups.count {
      for column in 0..<sweep.groupCount { key[column] = groups.value(column, row) }
      let members = Rows(width: source.width, capacity: 0)
      for run in runs {
        let (low, high) = run.range(of: key, length: sweep.groupCount)
        try context.watch.tick(high - low)
        members.reserve(members.count + high - low)
        for (position, column) in index.sourceOrder.enumerated() {
          (members.column(column) + members.count)
            .update(from: run.rows.column(position) + low, count: high - low)
        }
        members.count += high - low
      }
      if members.count == 0 { continue }
      try sweeper.sweep(
        certain: members, conceivable: members, arity: source.arity, into: block)
    }
  }
}
