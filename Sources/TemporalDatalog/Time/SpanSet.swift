/// Operations on sets of days, each given as spans in ascending order that neither touch nor
/// overlap.
package enum SpanSet {
  /// Returns the set that some spans cover.
  ///
  /// O(*n* log *n*).
  package static func coalesced(_ spans: [Span], within horizon: Span) -> [Span] {
    var clipped: [Span] = []
    clipped.reserveCapacity(spans.count)
    for span in spans {
      let from = max(span.from, horizon.from)
      let until = min(span.until, horizon.until)
      if from < until { clipped.append(Span(from, until)) }
    }
    return coalesced(clipped)
  }

  /// Returns the set that some non-empty spans cover.
  ///
  /// O(*n*) if they are in order already.
  package static func coalesced(_ spans: [Span]) -> [Span] {
    if spans.count < 2 { return spans }
    var sorted = spans
    if !zip(sorted, sorted.dropFirst()).allSatisfy({ $0.from <= $1.from }) { sorted.sort() }
    var result: [Span] = []
    for span in sorted {
      if let last = result.last, span.from <= last.until {
        if span.until > last.until { result[result.count - 1].until = span.until }
      } else {
        result.append(span)
      }
    }
    return result
  }

  /// The days in both sets.
  ///
  /// O(*n* + *m*).
  package static func intersection(_ left: [Span], _ right: [Span]) -> [Span] {
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
  ///
  /// O(*n* + *m*).
  package static func subtracting(_ left: [Span], _ right: [Span]) -> [Span] {
    var result: [Span] = []
    var j = 0
    for span in left {
      var from = span.from
      while j < right.count && right[j].until <= from { j += 1 }
      var k = j
      while k < right.count && right[k].from < span.until {
        if right[k].from > from { result.append(Span(from, right[k].from)) }
        from = max(from, right[k].until)
        k += 1
      }
      if from < span.until { result.append(Span(from, span.until)) }
    }
    return result
  }

  /// The span of a set that contains a day; nil if there is none.
  ///
  /// O(log *n*).
  package static func span(of day: Int32, in days: [Span]) -> Span? {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle].until <= day { low = middle + 1 } else { high = middle }
    }
    guard low < days.count, days[low].from <= day else { return nil }
    return days[low]
  }

  /// Whether a set contains a day.
  ///
  /// O(log *n*).
  package static func contains(_ day: Int32, in days: [Span]) -> Bool {
    span(of: day, in: days) != nil
  }
}
