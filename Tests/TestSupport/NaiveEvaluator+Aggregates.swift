import TemporalDatalog

extension NaiveEvaluator {
  /// One member of a group: what is counted once.
  struct Member: Hashable {
    var per: [Int64]
    var value: Int64?
  }

  /// By day, nil where something fails; and the days of each failure.
  typealias GroupExtents = (extents: [Extent?], failures: [NaiveFailure: DaySet])

  /// A group of an aggregate of a rule.
  struct GroupKey: Hashable {
    var rule: Int
    var aggregate: Aggregate
    var group: [Int64?]
  }

  /// What an aggregate may be on a day.
  enum Extent {
    /// Every whole number from `low` to `high`.
    case numbers(low: Int128, high: Int128)
    /// One of `candidates`, ascending; none of them at all if `mayBeAbsent`.
    case extremes(candidates: [Int64], mayBeAbsent: Bool)
  }

  func solve(
    _ aggregate: Aggregate, _ use: AggregateUse, _ scope: NaiveScope, _ days: DaySet,
    _ reading: Reading, next: (DaySet, NaiveFailure?) -> Void
  ) {
    var isSpoilt = aggregate.group.contains(where: scope.spoilt.contains)
    var bound: Int64 = 0
    if case .compare(_, let expression) = use {
      switch evaluate(expression, aggregate.kind, scope) {
      case .value(let value): bound = value
      case .failure(let failure): return next(days, failure)
      case .spoilt: isSpoilt = true
      }
    }
    if isSpoilt {
      if case .value(let variable) = use {
        return spoil(variable, scope) { next(days, nil) }
      }
      return next(days, nil)
    }
    let (extents, failures) = extents(of: aggregate, scope)
    var results: [Int64: DaySet] = [:]
    var satisfied: DaySet = 0
    for day in 0..<length where days & (1 << DaySet(day)) != 0 {
      guard let extent = extents[day] else { continue }
      switch use {
      case .compare(let comparison, _):
        if self.compare(extent, comparison, bound, reading) { satisfied |= 1 << DaySet(day) }
      case .value:
        for value in values(of: extent, aggregate, reading) {
          results[value, default: 0] |= 1 << DaySet(day)
        }
      }
    }
    switch use {
    case .compare: next(satisfied, nil)
    case .value(let variable):
      for (value, days) in results { bind(variable, value, scope) { next(days, nil) } }
    }
    for (failure, failedDays) in failures {
      if case .value(let variable) = use {
        spoil(variable, scope) { next(days & failedDays, failure) }
      } else {
        next(days & failedDays, failure)
      }
    }
  }

  /// What the aggregate of the group that the scope names may be, day by day, and what fails.
  private func extents(of aggregate: Aggregate, _ scope: NaiveScope) -> GroupExtents {
    let key = GroupKey(
      rule: rule, aggregate: aggregate, group: aggregate.group.map { scope.values[$0] })
    if let known = groups[key] { return known }
    let certain = members(of: aggregate, scope, .certain)
    let conceivable = members(of: aggregate, scope, .conceivable)
    var result: GroupExtents = (Array(repeating: nil, count: length), conceivable.failures)
    for (failure, days) in certain.failures { result.failures[failure, default: 0] |= days }
    for day in 0..<length {
      let bit: DaySet = 1 << DaySet(day)
      if result.failures.values.contains(where: { $0 & bit != 0 }) { continue }
      let surely = certain.members.filter { $0.value & bit != 0 }.keys
      let maybe = conceivable.members.filter { $0.value & bit != 0 }.keys
      switch extent(of: aggregate, Set(surely), Set(maybe)) {
      case .failure(let failure): result.failures[failure, default: 0] |= bit
      case .success(let extent): result.extents[day] = extent
      }
    }
    groups[key] = result
    return result
  }

  /// The members of the group that the scope names, each with its days.
  private func members(
    of aggregate: Aggregate, _ scope: NaiveScope, _ reading: Reading
  ) -> (members: [Member: DaySet], failures: [NaiveFailure: DaySet]) {
    let inner = NaiveScope(scope.values.count)
    for variable in aggregate.group { inner.values[variable] = scope.values[variable] }
    var members: [Member: DaySet] = [:]
    var failures: [NaiveFailure: DaySet] = [:]
    let body = order(aggregate.body, bound: Set(aggregate.group))
    solve(body, 0, inner, everyDay, reading) { days in
      let member = Member(
        per: aggregate.per.map { inner.values[$0] ?? 0 },
        value: aggregate.value.flatMap { inner.values[$0] })
      members[member, default: 0] |= days
    } failed: { failure, days in
      failures[failure, default: 0] |= days
    }
    return (members, failures)
  }

  /// The least and the greatest value, or the candidates, from certain and conceivable members.
  private func extent(
    of aggregate: Aggregate, _ certain: Set<Member>, _ conceivable: Set<Member>
  ) -> Result<Extent, NaiveFailure> {
    func values(_ members: Set<Member>) -> [Int64] { members.compactMap(\.value).sorted() }
    switch aggregate.function {
    case .count:
      return .success(.numbers(low: Int128(certain.count), high: Int128(conceivable.count)))
    case .sum:
      if isRecursive(aggregate), values(conceivable).contains(where: { $0 < 0 }) {
        return .failure(.negativeInRecursion(rule: origin))
      }
      let sum = values(certain).reduce(Int128(0)) { $0 + Int128($1) }
      let merelyConceivable = values(conceivable.subtracting(certain))
      let low = merelyConceivable.filter { $0 < 0 }.reduce(sum) { $0 + Int128($1) }
      let high = merelyConceivable.filter { $0 > 0 }.reduce(sum) { $0 + Int128($1) }
      if Int64(exactly: low) == nil || Int64(exactly: high) == nil {
        return .failure(.overflow(rule: origin))
      }
      return .success(.numbers(low: low, high: high))
    case .maximum:
      let least = values(certain).last ?? Int64.min
      let candidates = Array(Set(values(conceivable))).sorted().filter { $0 >= least }
      return .success(.extremes(candidates: candidates, mayBeAbsent: certain.isEmpty))
    case .minimum:
      let greatest = values(certain).first ?? Int64.max
      let candidates = Array(Set(values(conceivable))).sorted().filter { $0 <= greatest }
      return .success(.extremes(candidates: candidates, mayBeAbsent: certain.isEmpty))
    }
  }

  /// The values that a rule that uses the aggregate itself concludes with.
  private func values(
    of extent: Extent, _ aggregate: Aggregate, _ reading: Reading
  ) -> [Int64] {
    switch extent {
    case .numbers(let low, let high):
      let (low, high) = (Int64(low), Int64(high))
      if low == high { return [low] }
      if reading == .certain { return [] }
      return aggregate.function == .count ? Array(low...high) : [low, high]
    case .extremes(let candidates, let mayBeAbsent):
      if reading == .certain { return !mayBeAbsent && candidates.count == 1 ? candidates : [] }
      return candidates
    }
  }

  /// Whether every value (certain) or any value (conceivable) from the least to the greatest
  /// compares as asked.
  private func compare(
    _ extent: Extent, _ comparison: Comparison, _ bound: Int64, _ reading: Reading
  ) -> Bool {
    let low: Int64
    let high: Int64
    switch extent {
    case .numbers(let least, let greatest):
      (low, high) = (Int64(least), Int64(greatest))
    case .extremes(let candidates, let mayBeAbsent):
      guard let first = candidates.first, let last = candidates.last else { return false }
      if reading == .certain, mayBeAbsent { return false }
      (low, high) = (first, last)
    }
    // Between two ends, only the bound itself can compare otherwise than both of them.
    let tried = [low, high] + (low <= bound && bound <= high ? [bound] : [])
    let between = low < high ? [low + 1, high - 1].filter { low <= $0 && $0 <= high } : []
    let outcomes = (tried + between).map { compare($0, comparison, bound) }
    return reading == .certain
      ? outcomes.allSatisfy { $0 } : outcomes.contains(true)
  }

  private func isRecursive(_ aggregate: Aggregate) -> Bool {
    aggregate.body.contains { premise in
      switch premise {
      case .holds(let literal), .absent(let literal), .run(let literal, _):
        component.contains(literal.relation)
      case .aggregate(let inner, _): isRecursive(inner)
      case .compare, .assign, .range: false
      }
    }
  }
}

extension NaiveFailure: Error {}
