extension Updater {
  // MARK: - Windows

  /// Concludes the days that a window has by the source's changed days.
  func concludeWindow(
    _ source: Int, _ window: WindowTransform, _ target: Int, isLoss: Bool
  ) throws(EvaluationFailure) {
    guard let change = changes[source] else { return }
    let rows = isLoss ? change.lost : change.gained
    if rows.count == 0 { return }
    let (relation, head) = (relation(source), relation(target))
    let result = Rows(width: head.width, capacity: rows.count)
    let reader = try KeyedReader(relation, columns: Array(0..<relation.arity))
    for row in 0..<rows.count {
      try context.watch.tick(1)
      let span = relation.isTemporal ? rows.span(row) : context.horizon
      var spans = [span]
      if window.isAlways && relation.isTemporal {
        // What a stretch allows depends on all of it.
        let known = reader.rows(rows, row)
        spans = (0..<known.count).map(known.span).filter {
          $0.from < span.until && span.from < $0.until
        }
      }
      append(rows.tuple(row, arity: relation.arity), spans, window, head, to: result)
    }
    conclude(result, target)
  }

  /// Concludes the days that a window has for tuples of which it has lost some.
  func concludeWindowAgain(
    _ source: Int, _ window: WindowTransform, _ target: Int, _ lost: Rows
  ) throws(EvaluationFailure) {
    let (relation, head) = (relation(source), relation(target))
    let result = Rows(width: head.width, capacity: lost.count)
    let reader = try KeyedReader(relation, columns: Array(0..<relation.arity))
    var row = 0
    while row < lost.count {
      try context.watch.tick(1)
      let tuple = lost.tuple(row, arity: relation.arity)
      let known = reader.rows(lost, row)
      let spans = (0..<known.count).map {
        relation.isTemporal ? known.span($0) : context.horizon
      }
      append(tuple, spans, window, head, to: result)
      repeat {
        row += 1
      } while row < lost.count
        && Rows.compare(lost, row - 1, lost, row, columns: relation.arity) == 0
    }
    conclude(result, target)
  }

  private func append(
    _ tuple: [UInt32], _ spans: [Span], _ window: WindowTransform, _ head: Relation,
    to rows: Rows
  ) {
    for span in spans {
      guard let image = window.image(of: span, within: context.horizon) else { continue }
      if head.isTemporal { rows.append(tuple, image) } else { rows.append(tuple) }
    }
  }

  // MARK: - Runs

  /// Concludes all runs of the tuples whose days have changed.
  func concludeRuns(_ rule: RunRule, isLoss: Bool) throws(EvaluationFailure) {
    let arity = old[rule.certain].arity
    var changed: [RowChange] = []
    for source in Set([rule.certain, rule.conceivable]) {
      if let change = changes[source] { changed.append(change) }
    }
    if changed.isEmpty { return }
    let tuples = Rows(width: arity, capacity: 16)
    for change in changed {
      for rows in [change.lost, change.gained] {
        tuples.append(contentsOf: try rows.sorted(by: Array(0..<arity)))
      }
    }
    let keys = try tuples.sorted(by: Array(0..<arity))
    let head = relation(rule.target)
    let result = Rows(width: head.width, capacity: keys.count)
    if isLoss {
      let reader = try KeyedReader(head, columns: Array(0..<arity))
      for row in 0..<keys.count { reader.read(keys, row, into: result) }
      return conclude(result, rule.target)
    }
    let certain = try DayReader(relation(rule.certain), context.horizon)
    let conceivable = try DayReader(relation(rule.conceivable), context.horizon)
    let transforms = Transforms(context: context)
    for row in 0..<keys.count {
      try context.watch.tick(1)
      var spans = certain.days(keys, row)
      if rule.certain != rule.conceivable {
        let others = conceivable.days(keys, row)
        if rule.reading == .certain {
          // A run is read certainly only where it is the same in both readings.
          spans = spans.filter(others.contains)
        } else {
          spans += others
        }
      }
      for span in spans {
        guard let numbers = transforms.read(rule.parts, span) else { continue }
        let tuple = keys.tuple(row, arity: arity) + numbers
        if head.isTemporal { result.append(tuple, span) } else { result.append(tuple) }
      }
    }
    conclude(result, rule.target)
  }

  // MARK: - Aggregates

  /// Concludes the values of the groups whose members have changed.
  func concludeSweep(_ sweep: Sweep, _ target: Int, isLoss: Bool) throws(EvaluationFailure) {
    // Where one reading alone has days, the groups are read whole.
    let isDated = old[sweep.certain].isTemporal && old[sweep.conceivable].isTemporal
    let groups = Rows(width: sweep.groupCount + (isDated ? 2 : 0), capacity: 16)
    for number in Set([sweep.certain, sweep.conceivable]) {
      guard let change = changes[number] else { continue }
      for rows in [change.lost, change.gained] {
        groups.append(contentsOf: try groupsOf(rows, sweep, old[number].arity, isDated: isDated))
      }
    }
    if groups.count == 0 { return }
    let changed = try groups.normalized(isTemporal: isDated)
    if isLoss {
      try concludeValues(sweep, target, changed)
    } else {
      try sweepAgain(sweep, target, changed)
    }
  }

  /// The groups of some members, with days if they are asked for.
  private func groupsOf(
    _ rows: Rows, _ sweep: Sweep, _ arity: Int, isDated: Bool
  ) throws(EvaluationFailure) -> Rows {
    var columns = Array(0..<sweep.groupCount)
    if isDated { columns += [arity, arity + 1] }
    return try rows.sorted(by: columns)
  }

  /// Concludes the known values of groups on some days.
  private func concludeValues(
    _ sweep: Sweep, _ target: Int, _ groups: Rows
  ) throws(EvaluationFailure) {
    let head = relation(target)
    let reader = try KeyedReader(head, columns: Array(0..<sweep.groupCount))
    let result = Rows(width: head.width, capacity: groups.count)
    let known = Rows(width: head.width, capacity: 16)
    for row in 0..<groups.count {
      try context.watch.tick(1)
      known.count = 0
      reader.read(groups, row, into: known)
      if !head.isTemporal || groups.width == sweep.groupCount {
        result.append(contentsOf: known)
        continue
      }
      let days = groups.span(row)
      for match in 0..<known.count {
        let span = known.span(match)
        let shared = Span(max(span.from, days.from), min(span.until, days.until))
        if shared.from < shared.until {
          result.append(known.tuple(match, arity: head.arity), shared)
        }
      }
    }
    conclude(result, target)
  }

  /// Concludes the values that groups have by their members as they are; rows begin with the group.
  func sweepAgain(_ sweep: Sweep, _ target: Int, _ rows: Rows) throws(EvaluationFailure) {
    let head = relation(target)
    let groups = try rows.sorted(by: Array(0..<sweep.groupCount))
    let certain = try members(of: groups, sweep, relation(sweep.certain))
    let conceivable =
      sweep.conceivable == sweep.certain
      ? certain : try members(of: groups, sweep, relation(sweep.conceivable))
    let result = Rows(width: head.width, capacity: groups.count)
    context.watch.rule = sweep.origin
    try Sweeper(context, sweep, isTemporal: head.isTemporal, target: nil).sweep(
      certain: certain, conceivable: conceivable, arity: relation(sweep.certain).arity,
      into: result)
    conclude(result, target)
  }

  /// The members of some groups, sorted.
  private func members(
    of groups: Rows, _ sweep: Sweep, _ source: Relation
  ) throws(EvaluationFailure) -> Rows {
    let reader = try KeyedReader(source, columns: Array(0..<sweep.groupCount))
    let members = Rows(width: source.width, capacity: 16)
    for row in 0..<groups.count {
      let before = members.count
      reader.read(groups, row, into: members)
      try context.watch.tick(members.count - before)
    }
    return try members.sorted(by: source.identity, context.watch)
  }
}

/// Reads the days of tuples.
private struct DayReader {
  private let reader: KeyedReader
  private let isTemporal: Bool
  private let horizon: Span

  init(_ relation: Relation, _ horizon: Span) throws(EvaluationFailure) {
    reader = try KeyedReader(relation, columns: Array(0..<relation.arity))
    isTemporal = relation.isTemporal
    self.horizon = horizon
  }

  func days(_ input: Rows, _ row: Int) -> [Span] {
    let rows = reader.rows(input, row)
    return (0..<rows.count).map { isTemporal ? rows.span($0) : horizon }
  }
}
