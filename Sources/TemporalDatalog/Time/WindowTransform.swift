/// A window's two ends and its quantifier, as a map from the days of an atom to the days on which
/// the windowed premise holds.
package struct WindowTransform: Hashable {
  package var first: Int32
  package var last: Int32
  package var isAlways: Bool

  package init(_ window: Window) {
    switch window {
    case .sometime(let first, let last):
      (self.first, self.last, isAlways) = (first, last, false)
    case .always(let first, let last):
      (self.first, self.last, isAlways) = (first, last, true)
    }
  }

  /// The days whose window has a day inside the horizon; nil if there is none.
  func askable(within horizon: Span) -> Span? {
    guard first <= last else { return nil }
    // A day t is asked somewhere if t + last >= horizon.from and t + first < horizon.until.
    let from = max(Int64(horizon.from), Int64(horizon.from) - offset(last))
    let until = min(Int64(horizon.until), Int64(horizon.until) - offset(first))
    return from < until ? Span(Int32(from), Int32(until)) : nil
  }

  /// Whether every day of the horizon has a window with a day inside it.
  func isAskedEverywhere(within horizon: Span) -> Bool { askable(within: horizon) == horizon }

  /// The days on which the premise holds because the atom holds on all days of one span, which is
  /// a whole stretch for `always`; nil if there is none.
  package func image(of span: Span, within horizon: Span) -> Span? {
    guard let askable = askable(within: horizon) else { return nil }
    var from: Int64
    var until: Int64
    if isAlways {
      // Days outside the horizon are not asked, so a stretch that reaches an edge reaches beyond.
      from = span.from <= horizon.from ? Int64.min / 4 : Int64(span.from) - offset(first)
      until = span.until >= horizon.until ? Int64.max / 4 : Int64(span.until) - offset(last)
    } else {
      from = Int64(span.from) - offset(last)
      until = Int64(span.until) - offset(first)
    }
    from = max(from, Int64(askable.from))
    until = min(until, Int64(askable.until))
    return from < until ? Span(Int32(from), Int32(until)) : nil
  }

  /// The days on which the premise holds if the atom holds on a set of days.
  package func image(of days: [Span], within horizon: Span) -> [Span] {
    SpanSet.coalesced(days.compactMap { image(of: $0, within: horizon) })
  }

  /// The days at which one day looks, inside the horizon; nil if there are none.
  package func days(from day: Int32, within horizon: Span) -> Span? {
    let from = max(Int64(day) + offset(first), Int64(horizon.from))
    let until = min(Int64(day) + offset(last) + 1, Int64(horizon.until))
    return from < until ? Span(Int32(from), Int32(until)) : nil
  }

  /// The days whose window contains a whole span; nil if there is none.
  package func containing(_ span: Span, within horizon: Span) -> Span? {
    let from = max(Int64(span.until) - 1 - offset(last), Int64(horizon.from))
    let until = min(Int64(span.from) - offset(first) + 1, Int64(horizon.until))
    return from < until ? Span(Int32(from), Int32(until)) : nil
  }

  /// An end as a number of days, where "to the edge" is farther than any horizon is wide.
  private func offset(_ end: Int32) -> Int64 {
    if end == .min { return -(1 << 40) }
    if end == .max { return 1 << 40 }
    return Int64(end)
  }
}
