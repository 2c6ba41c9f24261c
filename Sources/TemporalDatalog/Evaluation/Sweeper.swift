/// Turns the members of groups into the values of an aggregate, one pass over the days of each.
///
/// O(*m* log *m*) for a group with *m* spans of members.
struct Sweeper {
  let context: Context
  let sweep: Sweep
  let isTemporal: Bool
  /// Where rows go as soon as there are many; nil to keep them together.
  let target: Relation?

  init(_ context: Context, _ sweep: Sweep, isTemporal: Bool, target: Relation?) {
    self.context = context
    self.sweep = sweep
    self.isTemporal = isTemporal
    self.target = target
  }

  /// A change of the members on a day: one more or one less of a value.
  private struct Change {
    var day: Int32
    var value: Int64
    var isCertain: Bool
    var isMore: Bool
  }

  /// Sweeps all groups of sorted members; equal blocks stand for a precise body.
  func sweep(
    certain: Rows, conceivable: Rows, arity: Int, into result: Rows
  ) throws(EvaluationFailure) {
    if !isTemporal && certain === conceivable {
      return try sweepTimeless(certain, arity, into: result)
    }
    var low = 0
    var certainLow = 0
    while low < conceivable.count {
      var high = low + 1
      while high < conceivable.count,
        Rows.compare(conceivable, low, conceivable, high, columns: sweep.groupCount) == 0
      { high += 1 }
      try context.watch.tick(high - low)
      if certain === conceivable {
        try sweepGroup(certain, low..<high, conceivable, low..<high, arity, result)
      } else {
        while certainLow < certain.count,
          Rows.compare(certain, certainLow, conceivable, low, columns: sweep.groupCount) < 0
        { certainLow += 1 }
        var certainHigh = certainLow
        while certainHigh < certain.count,
          Rows.compare(certain, certainHigh, conceivable, low, columns: sweep.groupCount) == 0
        { certainHigh += 1 }
        try sweepGroup(
          certain, certainLow..<certainHigh, conceivable, low..<high, arity, result)
        certainLow = certainHigh
      }
      low = high
    }
  }

  /// The values of all groups of sorted members without days, which are what they are.
  private func sweepTimeless(
    _ members: Rows, _ arity: Int, into result: Rows
  ) throws(EvaluationFailure) {
    let groupCount = sweep.groupCount
    var low = 0
    while low < members.count {
      var high = low + 1
      while high < members.count,
        Rows.compare(members, low, members, high, columns: groupCount) == 0
      { high += 1 }
      try context.watch.tick(high - low)
      let code = try timelessValue(members, low..<high, arity)
      result.reserve(result.count + 1)
      for column in 0..<groupCount {
        result.column(column)[result.count] = members.value(column, low)
      }
      result.column(groupCount)[result.count] = code
      result.column(groupCount + 1)[result.count] = code
      result.count += 1
      low = high
    }
  }

  /// The value of the members of one group.
  private func timelessValue(
    _ members: Rows, _ range: Range<Int>, _ arity: Int
  ) throws(EvaluationFailure) -> UInt32 {
    switch sweep.function {
    case .count:
      return code(Int128(range.count))
    case .sum:
      if sweep.isRecursive { try refuseNegative(members, range, arity) }
      var sum: Int128 = 0
      for row in range { sum += Int128(value(members, row, arity)) }
      return code(sum)
    case .minimum, .maximum:
      var extreme = value(members, range.lowerBound, arity)
      for row in range.dropFirst() {
        let value = value(members, row, arity)
        extreme = sweep.function == .minimum ? min(extreme, value) : max(extreme, value)
      }
      return context.code(extreme)
    }
  }

  /// The value of a member row.
  private func value(_ rows: Rows, _ row: Int, _ arity: Int) -> Int64 {
    sweep.hasValue ? context.numbers.value(rows.value(arity - 1, row)) : 0
  }

  private func span(_ rows: Rows, _ row: Int, _ arity: Int) -> Span {
    rows.width > arity ? rows.span(row) : context.horizon
  }

  private func sweepGroup(
    _ certain: Rows, _ certainRows: Range<Int>, _ conceivable: Rows, _ conceivableRows: Range<Int>,
    _ arity: Int, _ result: Rows
  ) throws(EvaluationFailure) {
    let group = conceivable.tuple(conceivableRows.lowerBound, arity: sweep.groupCount)
    if sweep.isRecursive, sweep.function == .sum {
      try refuseNegative(conceivable, conceivableRows, arity)
    }
    var values: [Int64] = []
    if sweep.function == .minimum || sweep.function == .maximum {
      values = conceivableRows.map { value(conceivable, $0, arity) }
      values.sort()
      var distinct: [Int64] = []
      for value in values where distinct.last != value { distinct.append(value) }
      values = distinct
    }
    var state = GroupState(values)
    var changes: [Change] = []
    changes.reserveCapacity(2 * conceivableRows.count)
    func add(_ span: Span, _ value: Int64, _ isCertain: Bool) {
      changes.append(Change(day: span.from, value: value, isCertain: isCertain, isMore: true))
      changes.append(Change(day: span.until, value: value, isCertain: isCertain, isMore: false))
    }
    if certain === conceivable {
      for row in conceivableRows {
        add(span(conceivable, row, arity), value(conceivable, row, arity), true)
      }
    } else {
      // A member's conceivable days, the certain ones apart. Only these are looked at: each side may
      // have been guarded alone, and on days that are asked for what is certain is conceivable.
      var row = conceivableRows.lowerBound
      var other = certainRows.lowerBound
      while row < conceivableRows.upperBound {
        let first = row
        var maybe: [Span] = []
        while row < conceivableRows.upperBound,
          Rows.compare(conceivable, first, conceivable, row, columns: arity) == 0
        {
          maybe.append(span(conceivable, row, arity))
          row += 1
        }
        var surely: [Span] = []
        while other < certainRows.upperBound {
          let order = Rows.compare(certain, other, conceivable, first, columns: arity)
          if order > 0 { break }
          if order == 0 { surely.append(span(certain, other, arity)) }
          other += 1
        }
        let value = value(conceivable, first, arity)
        maybe = SpanSet.coalesced(maybe)
        surely = SpanSet.intersection(SpanSet.coalesced(surely), maybe)
        for span in surely { add(span, value, true) }
        for span in SpanSet.subtracting(maybe, surely) { add(span, value, false) }
      }
    }
    changes.sort { $0.day < $1.day }
    try emit(changes, &state, group, result)
  }

  /// A sum in recursion may only grow.
  private func refuseNegative(
    _ rows: Rows, _ range: Range<Int>, _ arity: Int
  ) throws(EvaluationFailure) {
    var least: (value: Int64, day: Int32)?
    for row in range {
      let found = (value: value(rows, row, arity), day: span(rows, row, arity).from)
      if found.value < 0, least.map({ found < $0 }) ?? true { least = found }
    }
    if let least {
      throw .negativeInRecursion(rule: sweep.origin, value: least.value, day: least.day)
    }
  }

  /// Walks over the days and writes a row for each stretch with one outcome.
  private func emit(
    _ changes: [Change], _ state: inout GroupState, _ group: [UInt32], _ result: Rows
  ) throws(EvaluationFailure) {
    var open: (from: Int32, pairs: [(UInt32, UInt32)]) = (context.horizon.from, [])
    func close(_ until: Int32) throws(EvaluationFailure) {
      guard open.from < until else { return }
      try context.watch.tick(open.pairs.count)
      for pair in open.pairs {
        var row = group
        row.append(pair.0)
        row.append(pair.1)
        if isTemporal {
          row.append(dayCode(open.from))
          row.append(dayCode(until))
        }
        result.append(row)
      }
      if let target, result.count >= 1 << 16 {
        try target.insert(result)
        result.count = 0
      }
    }
    var index = 0
    while index < changes.count {
      let day = changes[index].day
      while index < changes.count, changes[index].day == day {
        let change = changes[index]
        state.apply(change.value, isCertain: change.isCertain, isMore: change.isMore)
        index += 1
      }
      try context.watch.tick(1)
      let pairs = outcome(state)
      let isSame =
        pairs.count == open.pairs.count && zip(pairs, open.pairs).allSatisfy { $0 == $1 }
      if !isSame {
        try close(day)
        open = (day, pairs)
      }
    }
    try close(context.horizon.until)
  }

  /// The codes of least and greatest value, one pair for each row to write.
  private func outcome(_ state: GroupState) -> [(UInt32, UInt32)] {
    guard state.certainCount + state.merelyCount > 0 else { return [] }
    switch sweep.function {
    case .count:
      return bounded(
        Int128(state.certainCount), Int128(state.certainCount + state.merelyCount), isSum: false)
    case .sum:
      return bounded(
        state.certainSum + state.merelyNegative, state.certainSum + state.merelyPositive,
        isSum: true)
    case .minimum, .maximum:
      return extremes(state)
    }
  }

  private func bounded(_ low: Int128, _ high: Int128, isSum: Bool) -> [(UInt32, UInt32)] {
    switch sweep.output {
    case .bounds, .certainBounds:
      return [(code(low), code(high))]
    case .candidates:
      if low == high { return [(code(low), code(low))] }
      if isSum { return [(code(low), code(low)), (code(high), code(high))] }
      var result: [(UInt32, UInt32)] = []
      var count = low
      while count <= high {
        result.append((code(count), code(count)))
        count += 1
      }
      return result
    }
  }

  private func code(_ value: Int128) -> UInt32 {
    if let value = Int64(exactly: value) { return context.code(value) }
    return context.marker("sum that is \(Arithmetic.describe(value, sweep.kind))")
  }

  private func extremes(_ state: GroupState) -> [(UInt32, UInt32)] {
    let isMaximum = sweep.function == .maximum
    let certain = isMaximum ? state.certainRanks.last : state.certainRanks.first
    let farthest = isMaximum ? state.merelyRanks.last : state.merelyRanks.first
    // Conceivable candidates: all values at least as far out as the certain members'.
    let nearest = certain ?? (isMaximum ? state.merelyRanks.first : state.merelyRanks.last)
    let outer: Int?
    if let certain, let farthest {
      outer = isMaximum ? max(certain, farthest) : min(certain, farthest)
    } else {
      outer = certain ?? farthest
    }
    guard let nearest, let outer else { return [] }
    func code(_ rank: Int) -> UInt32 { context.code(state.values[rank]) }
    let low = min(nearest, outer)
    let high = max(nearest, outer)
    switch sweep.output {
    case .bounds:
      return [(code(low), code(high))]
    case .certainBounds:
      return certain == nil ? [] : [(code(low), code(high))]
    case .candidates:
      return (low...high).filter { $0 == certain || state.merelyRanks.contains($0) }
        .map { (code($0), code($0)) }
    }
  }
}
