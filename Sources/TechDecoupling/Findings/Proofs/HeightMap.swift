import TemporalDatalog

/// The height of an atom on each day on which it is proved: disjoint spans in ascending order.
struct HeightMap {
  private(set) var pieces: [(span: Span, height: Int)] = []
  /// The days that are proved.
  private(set) var covered: [Span] = []

  /// Adds days that are not covered yet.
  mutating func add(_ days: [Span], height: Int) {
    for span in days {
      pieces.insert((span, height), at: firstIndex(after: span.from))
    }
    covered = SpanSet.coalesced(covered + days)
  }

  /// The height on a day; nil if it is not proved.
  func height(on day: Int32) -> Int? {
    let index = firstIndex(after: day)
    guard index < pieces.count, pieces[index].span.from <= day else { return nil }
    return pieces[index].height
  }

  /// The pieces that meet a span.
  func pieces(meeting span: Span) -> ArraySlice<(span: Span, height: Int)> {
    let first = firstIndex(after: span.from)
    var last = first
    while last < pieces.count && pieces[last].span.from < span.until { last += 1 }
    return pieces[first..<last]
  }

  /// The first piece that ends after a day.
  func firstIndex(after day: Int32) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].span.until <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension HeightMap {
  /// The unbroken days around one on which the height is the same.
  func stretch(around day: Int32) -> Span? {
    var index = firstIndex(after: day)
    guard index < pieces.count, pieces[index].span.from <= day else { return nil }
    let height = pieces[index].height
    var span = pieces[index].span
    let start = index
    while index > 0, pieces[index - 1].span.until == span.from, pieces[index - 1].height == height {
      index -= 1
      span.from = pieces[index].span.from
    }
    index = start
    while index + 1 < pieces.count, pieces[index + 1].span.from == span.until,
      pieces[index + 1].height == height
    {
      index += 1
      span.until = pieces[index].span.until
    }
    return span
  }

  /// The height of the tallest day of a span; nil if one of its days is not proved.
  func tallest(in span: Span) -> Int? {
    var day = span.from
    var tallest = 0
    for piece in pieces(meeting: span) {
      guard piece.span.from <= day else { return nil }
      tallest = max(tallest, piece.height)
      day = piece.span.until
    }
    return day >= span.until ? tallest : nil
  }

  /// The day of a span with the least height, of these the nearest to a day, of two the earlier.
  func least(in span: Span, nearest day: Int32) -> (day: Int32, height: Int)? {
    var best: (day: Int32, height: Int, distance: Int64)?
    for piece in pieces(meeting: span) {
      let from = max(piece.span.from, span.from)
      let last = min(piece.span.until, span.until) - 1
      let near = min(max(day, from), last)
      let distance = abs(Int64(near) - Int64(day))
      if best.map({ (piece.height, distance) < ($0.height, $0.distance) }) ?? true {
        best = (near, piece.height, distance)
      }
    }
    return best.map { ($0.day, $0.height) }
  }
}
