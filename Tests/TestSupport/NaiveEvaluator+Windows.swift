import TemporalDatalog

extension NaiveEvaluator {
  /// The days on which a literal on one tuple, which holds on some days, is true in a reading.
  func days(
    of tuple: NaiveTuple, _ days: DaySet, _ literal: Literal, _ reading: Reading
  ) -> DaySet {
    guard let window = literal.window else { return days }
    let ranges = reading == .certain ? marks[literal.relation][tuple] ?? [] : []
    let key = WindowKey(days: days, window: window)
    if ranges.isEmpty, let known = windows[key] { return known }
    var result: DaySet = 0
    for day in 0..<length where holds(window, on: day, days, ranges) {
      result |= 1 << DaySet(day)
    }
    if ranges.isEmpty { windows[key] = result }
    return result
  }

  /// Whether a window is true on a day, by asking each day of it that is inside the horizon.
  private func holds(
    _ window: Window, on day: Int, _ days: DaySet, _ marks: [ClosedRange<Int>]
  ) -> Bool {
    switch window {
    case .sometime(let first, let last):
      for other in 0..<length where other - day >= first && other - day <= last {
        if days & (1 << DaySet(other)) != 0 { return true }
      }
      // A certain mark lies on some day of its range; a window with all of them contains it.
      return marks.contains { $0.lowerBound - day >= first && $0.upperBound - day <= last }
    case .always(let first, let last):
      var isAsked = false
      for other in 0..<length where other - day >= first && other - day <= last {
        isAsked = true
        if days & (1 << DaySet(other)) == 0 { return false }
      }
      return isAsked
    }
  }

  /// The longest unbroken stretch of days around a day, as indexes; nil if the day is not in it.
  func run(around day: Int, _ days: DaySet) -> Range<Int>? {
    func contains(_ day: Int) -> Bool {
      day >= 0 && day < length && days & (1 << DaySet(day)) != 0
    }
    guard contains(day) else { return nil }
    var first = day
    var end = day + 1
    while contains(first - 1) { first -= 1 }
    while contains(end) { end += 1 }
    return first..<end
  }

  /// The runs that a rule may read in a reading, each with the days on which it may.
  func runs(of tuple: NaiveTuple, _ literal: Literal, _ reading: Reading) -> [Range<Int>: DaySet] {
    let certain = model[literal.relation, .certain][tuple] ?? 0
    let conceivable = model[literal.relation, .conceivable][tuple] ?? 0
    var runs: [Range<Int>: DaySet] = [:]
    for day in 0..<length {
      let bit: DaySet = 1 << DaySet(day)
      let surely = run(around: day, certain)
      let maybe = run(around: day, conceivable)
      switch reading {
      case .certain:
        if let surely, surely == maybe { runs[surely, default: 0] |= bit }
      case .conceivable:
        if let surely { runs[surely, default: 0] |= bit }
        if let maybe { runs[maybe, default: 0] |= bit }
      }
    }
    return runs
  }
}

/// What a window's result depends on, apart from marks.
struct WindowKey: Hashable {
  var days: DaySet
  var window: Window
}
