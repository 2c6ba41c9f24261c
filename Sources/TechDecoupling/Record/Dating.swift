/// The date or period of an entry, out of what its claims say.
struct Dating<Written: Hashable & Sendable>: Hashable, Sendable {
  /// Nil if nothing dates the entry, or only claims that leave every day open.
  var written: Written?
  /// What the best claims say, if they have no day in common; sorted by their text.
  var conflicting: [Written]
}

extension DateRange {
  /// The days common to some dates; where there are none, all days from first to last, and a
  /// conflict.
  static func joining(_ dates: [DateRange]) -> Dating<DateRange> {
    let distinct = Set(dates).sorted { $0.text < $1.text }
    guard let first = distinct.first else { return Dating(written: nil, conflicting: []) }
    guard distinct.count > 1 else { return Dating(written: first, conflicting: []) }
    let latestFirst = distinct.compactMap(\.first).max()
    let earliestLast = distinct.compactMap(\.last).min()
    if let latestFirst, let earliestLast, earliestLast < latestFirst {
      let isOpenStart = distinct.contains { $0.first == nil }
      let isOpenEnd = distinct.contains { $0.last == nil }
      let hull = DateRange(
        from: isOpenStart ? nil : distinct.compactMap(\.first).min(),
        to: isOpenEnd ? nil : distinct.compactMap(\.last).max())
      return Dating(written: hull, conflicting: distinct)
    }
    let same = distinct.first { $0.first == latestFirst && $0.last == earliestLast }
    return Dating(
      written: same ?? DateRange(from: latestFirst, to: earliestLast), conflicting: [])
  }
}

extension DatePeriod {
  /// The period that some periods say together: each end is joined as a date is.
  ///
  /// An unknown end adds nothing; an open end and a known one have no day in common.
  static func joining(_ periods: [DatePeriod]) -> Dating<DatePeriod> {
    let distinct = Set(periods).sorted { $0.description < $1.description }
    guard let first = distinct.first else { return Dating(written: nil, conflicting: []) }
    guard distinct.count > 1 else { return Dating(written: first, conflicting: []) }
    let (start, startConflicts) = joining(distinct.map(\.start)) {
      DateRange(from: nil, to: $0.last)
    }
    let (end, endConflicts) = joining(distinct.map(\.end)) { DateRange(from: $0.first, to: nil) }
    return Dating(
      written: DatePeriod(start: start, end: end),
      conflicting: startConflicts || endConflicts ? distinct : [])
  }

  private static func joining(
    _ ends: [End], beyond: (DateRange) -> DateRange?
  ) -> (End, conflicts: Bool) {
    var dates: [DateRange] = []
    var isOpen = false
    for end in ends {
      switch end {
      case .date(let date): dates.append(date)
      case .open: isOpen = true
      case .unknown: break
      }
    }
    guard !dates.isEmpty else { return (isOpen ? .open : .unknown, false) }
    let joined = DateRange.joining(dates)
    guard let date = joined.written else { return (.unknown, true) }
    guard isOpen else { return (.date(date), !joined.conflicting.isEmpty) }
    return (beyond(date).map(End.date) ?? .unknown, true)
  }
}
