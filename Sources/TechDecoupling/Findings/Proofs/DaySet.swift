import TemporalDatalog

/// Operations on sets of days, each given as spans in ascending order that neither touch nor
/// overlap.
enum DaySet {
  /// The set that some spans cover, in any order.
  static func union(_ spans: [Span]) -> [Span] {
    if spans.count < 2 { return spans }
    var result: [Span] = []
    for span in spans.sorted() {
      if let last = result.last, span.from <= last.until {
        if span.until > last.until { result[result.count - 1].until = span.until }
      } else {
        result.append(span)
      }
    }
    return result
  }

  /// The days in both sets.
  static func intersection(_ left: [Span], _ right: [Span]) -> [Span] {
    var result: [Span] = []
    var i = 0
    var j = 0
    while i < left.count && j < right.count {
      let from = max(left[i].from, right[j].from)
      let until = min(left[i].until, right[j].until)
      if from < until { result.append(Span(from, until)) }
      if left[i].until < right[j].until { i += 1 } else { j += 1 }
    }
    return result
  }

  /// The days of the first set that are not in the second.
  static func subtracting(_ left: [Span], _ right: [Span]) -> [Span] {
    if right.isEmpty { return left }
    var result: [Span] = []
    var first = 0
    for span in left {
      var from = span.from
      while first < right.count && right[first].until <= from { first += 1 }
      var next = first
      while next < right.count && right[next].from < span.until {
        if right[next].from > from { result.append(Span(from, right[next].from)) }
        from = max(from, right[next].until)
        next += 1
      }
      if from < span.until { result.append(Span(from, span.until)) }
    }
    return result
  }

  /// The span of a set that contains a day.
  ///
  /// O(log *n*).
  static func span(of day: Int32, in days: [Span]) -> Span? {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle].until <= day { low = middle + 1 } else { high = middle }
    }
    guard low < days.count, days[low].from <= day else { return nil }
    return days[low]
  }

  static func contains(_ day: Int32, in days: [Span]) -> Bool { span(of: day, in: days) != nil }
}

/// The days, relative to the day asked, at which a premise looks.
struct Offsets: Hashable {
  let first: Int32
  let last: Int32
  let isAlways: Bool

  init(_ window: TemporalDatalog.Window) {
    switch window {
    case .sometime(let first, let last): (self.first, self.last, isAlways) = (first, last, false)
    case .always(let first, let last): (self.first, self.last, isAlways) = (first, last, true)
    }
  }

  /// The days at which one day looks, inside the horizon; nil if there are none.
  func days(from day: Int32, within horizon: Span) -> Span? {
    let from = Int64(day) + Int64(first)
    let until = Int64(day) + Int64(last) + 1
    return Offsets.clip(from, until, horizon)
  }

  /// The days whose window meets a span.
  func dilation(_ span: Span, within horizon: Span) -> Span? {
    Offsets.clip(
      Int64(span.from) - Int64(last), Int64(span.until) - Int64(first), horizon)
  }

  /// The days whose window, as far as it is inside the horizon, lies in a span and is not empty.
  func erosion(_ span: Span, within horizon: Span) -> Span? {
    // What lies beyond an edge of the horizon is not asked.
    let from =
      span.from <= horizon.from ? Int64(horizon.from) : Int64(span.from) - Int64(first)
    let until =
      span.until >= horizon.until ? Int64(horizon.until) : Int64(span.until) - Int64(last)
    guard let inner = Offsets.clip(from, until, horizon),
      let asked = dilation(span, within: horizon)
    else { return nil }
    return Offsets.clip(
      Int64(max(inner.from, asked.from)), Int64(min(inner.until, asked.until)), horizon)
  }

  /// The days whose window contains a whole span.
  func containing(_ span: Span, within horizon: Span) -> Span? {
    Offsets.clip(
      Int64(span.until) - 1 - Int64(last), Int64(span.from) - Int64(first) + 1, horizon)
  }

  /// The days from which the premise is true, if it is on some days.
  func image(of days: [Span], within horizon: Span) -> [Span] {
    DaySet.union(
      days.compactMap { isAlways ? erosion($0, within: horizon) : dilation($0, within: horizon) })
  }

  private static func clip(_ from: Int64, _ until: Int64, _ horizon: Span) -> Span? {
    let from = max(from, Int64(horizon.from))
    let until = min(until, Int64(horizon.until))
    return from < until ? Span(Int32(from), Int32(until)) : nil
  }
}
