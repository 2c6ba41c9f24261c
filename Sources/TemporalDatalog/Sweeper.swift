/// Turns the members of groups into the values of an aggregate, one pass over the days of each.
///
/// O(*m* log *m*) for a group with *m* spans of members.
struct Sweeper {
  let context: Context
  let sweep: Sweep
  let isTemporal: Bool

  init(_ context: Context, _ sweep: Sweep, isTemporal: Bool) {
    self.context = context
    self.sweep = sweep
    self.isTemporal = isTemporal
  }

  /// A change of the members on a day: one more or one less of a value.
  private struct Change {
    var day: Int32
    var rank: Int
    var isCertain: Bool
    var isMore: Bool
  }

  /// Sweeps all groups of sorted members; equal blocks stand for a precise body.
  func sweep(
    certain: Rows, conceivable: Rows, arity: Int, into result: Rows
  ) throws(EvaluationFailure) {
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

  /// The value of a member row.
  private func value(_ rows: Rows, _ row: Int, _ arity: Int) -> Int64 {
    sweep.hasValue ? context.numbers.value(rows.value(arity - 1, row)) : 0
  }

  private func span(_ rows: Rows, _ row: Int, _ arity: Int) -> Span {
    rows.width > arity ? rows.span(row) : context.horizon
  }

  func sweepGroup(
    _ certain: Rows, _ certainRows: Range<Int>, _ conceivable: Rows, _ conceivableRows: Range<Int>,
    _ arity: Int, _ result: Rows
  ) throws(EvaluationFailure) {
    let group = conceivable.tuple(conceivableRows.lowerBound, arity: sweep.groupCount)
    var values: [Int64] = []
    if sweep.hasValue {
      values = conceivableRows.map { value(conceivable, $0, arity) }
      values.sort()
      var distinct: [Int64] = []
      for value in values where distinct.last != value { distinct.append(value) }
      values = distinct
      if sweep.isRecursive, sweep.function == .sum, let least = values.first, least < 0 {
        let day = conceivableRows.filter { value(conceivable, $0, arity) == least }
          .map { span(conceivable, $0, arity).from }.min()
        throw .negativeInRecursion(
          rule: sweep.origin, value: least, day: day ?? context.horizon.from)
      }
    } else {
      values = [0]
    }
    var state = GroupState(values, needsExtremes: sweep.function != .count && sweep.function != .sum)
    func rank(_ rows: Rows, _ row: Int) -> Int {
      sweep.hasValue ? state.rank(of: value(rows, row, arity)) : 0
    }
    var changes: [Change] = []
    changes.reserveCapacity(2 * conceivableRows.count)
    func add(_ span: Span, _ rank: Int, _ isCertain: Bool) {
      changes.append(Change(day: span.from, rank: rank, isCertain: isCertain, isMore: true))
      changes.append(Change(day: span.until, rank: rank, isCertain: isCertain, isMore: false))
    }
    if certain === conceivable {
      for row in conceivableRows {
        add(span(conceivable, row, arity), rank(conceivable, row), true)
      }
    } else {
      for row in certainRows { add(span(certain, row, arity), rank(certain, row), true) }
      // What is merely conceivable: a member's conceivable days without its certain ones.
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
        let rank = rank(conceivable, first)
        let merely = SpanSet.subtracting(SpanSet.coalesced(maybe), SpanSet.coalesced(surely))
        for span in merely { add(span, rank, false) }
      }
    }
    changes.sort { $0.day < $1.day }
    try emit(changes, &state, group, result)
  }

  /// Walks over the days and writes a row for each stretch with one outcome.
  private func emit(
    _ changes: [Change], _ state: inout GroupState, _ group: [UInt32], _ result: Rows
  ) throws(EvaluationFailure) {
    var open: (from: Int32, pairs: [(UInt32, UInt32)]) = (context.horizon.from, [])
    func close(_ until: Int32) {
      guard open.from < until else { return }
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
    }
    var index = 0
    while index < changes.count {
      let day = changes[index].day
      while index < changes.count, changes[index].day == day {
        let change = changes[index]
        state.apply(rank: change.rank, isCertain: change.isCertain, isMore: change.isMore)
        index += 1
      }
      try context.watch.tick(1)
      let pairs = outcome(state)
      let isSame =
        pairs.count == open.pairs.count && zip(pairs, open.pairs).allSatisfy { $0 == $1 }
      if !isSame {
        close(day)
        open = (day, pairs)
      }
    }
    close(context.horizon.until)
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
    if let value = Int64(exactly: value) { return context.numbers.code(value) }
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
    func code(_ rank: Int) -> UInt32 { context.numbers.code(state.values[rank]) }
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

/// The members of a group on a day.
struct GroupState {
  /// Distinct values, ascending.
  let values: [Int64]
  private(set) var certainCount = 0
  private(set) var merelyCount = 0
  private(set) var certainSum: Int128 = 0
  private(set) var merelyNegative: Int128 = 0
  private(set) var merelyPositive: Int128 = 0
  private(set) var certainRanks: RankSet
  private(set) var merelyRanks: RankSet

  init(_ values: [Int64], needsExtremes: Bool) {
    self.values = values
    certainRanks = RankSet(needsExtremes ? values.count : 0)
    merelyRanks = RankSet(needsExtremes ? values.count : 0)
  }

  func rank(of value: Int64) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func apply(rank: Int, isCertain: Bool, isMore: Bool) {
    let sign = isMore ? 1 : -1
    let value = Int128(values[rank]) * Int128(sign)
    if isCertain {
      certainCount += sign
      certainSum += value
      certainRanks.change(rank, by: sign)
    } else {
      merelyCount += sign
      if values[rank] < 0 { merelyNegative += value } else { merelyPositive += value }
      merelyRanks.change(rank, by: sign)
    }
  }
}

/// A multiset of small numbers that knows its least and greatest.
struct RankSet {
  private var counts: [Int]
  private var words: [UInt64]

  init(_ size: Int) {
    counts = [Int](repeating: 0, count: size)
    words = [UInt64](repeating: 0, count: (size + 63) / 64)
  }

  mutating func change(_ rank: Int, by amount: Int) {
    if counts.isEmpty { return }
    counts[rank] += amount
    let bit = UInt64(1) << UInt64(rank & 63)
    if counts[rank] > 0 { words[rank >> 6] |= bit } else { words[rank >> 6] &= ~bit }
  }

  func contains(_ rank: Int) -> Bool { counts[rank] > 0 }

  var first: Int? {
    for (index, word) in words.enumerated() where word != 0 {
      return index << 6 + word.trailingZeroBitCount
    }
    return nil
  }

  var last: Int? {
    for (index, word) in words.enumerated().reversed() where word != 0 {
      return index << 6 + 63 - word.leadingZeroBitCount
    }
    return nil
  }
}
