import TestSupport
import Testing

@testable import TemporalDatalog

@Suite struct WindowTransformTests {
  private let horizon = Span(0, 12)

  /// The law read literally: each day of the window that is inside the horizon is asked.
  private func expected(_ window: WindowTransform, _ days: Set<Int32>) -> Set<Int32> {
    Set(
      (horizon.from..<horizon.until).filter { day in
        let asked = (horizon.from..<horizon.until).filter {
          $0 - day >= window.first && $0 - day <= window.last
        }
        if asked.isEmpty { return false }
        return window.isAlways
          ? asked.allSatisfy(days.contains) : asked.contains(where: days.contains)
      })
  }

  @Test("A window's image of stretches is the window asked day by day", arguments: 0..<300)
  func image(seed: Int) {
    var random = RepeatableRandom(seed: UInt64(seed))
    var spans: [Span] = []
    for _ in 0..<random.number(0...3) {
      let from = Int32(random.number(0...11))
      spans.append(Span(from, min(12, from + Int32(random.number(1...8)))))
    }
    spans = SpanSet.coalesced(spans)
    let edges: [Int32] = [.min, -20, -12, -11, -3, -1, 0, 1, 2, 5, 11, 12, .max]
    let (a, b) = (random.pick(edges), random.pick(edges))
    let window = WindowTransform(
      random.chance(50)
        ? .always(first: min(a, b), last: max(a, b)) : .sometime(first: min(a, b), last: max(a, b)))
    let found = Set(
      spans.compactMap { window.image(of: $0, within: horizon) }.flatMap { $0.from..<$0.until })
    let days = Set(spans.flatMap { $0.from..<$0.until })
    #expect(found == expected(window, days), "seed \(seed): \(window) of \(spans)")
  }

  @Test("At the horizon's edge, always asks only the days inside")
  func alwaysAtTheEdge() {
    let window = WindowTransform(.always(first: -5, last: 0))
    #expect(window.image(of: Span(0, 3), within: horizon) == Span(0, 3))
    #expect(window.image(of: Span(1, 9), within: horizon) == Span(6, 9))
  }

  @Test("A window with no day inside the horizon is false")
  func nothingAsked() {
    let always = WindowTransform(.always(first: 2, last: 3))
    #expect(always.image(of: horizon, within: horizon) == Span(0, 10))
    let before = WindowTransform(.sometime(first: .min, last: -1))
    #expect(before.image(of: horizon, within: horizon) == Span(1, 12))
    #expect(WindowTransform(.always(first: 12, last: 40)).askable(within: horizon) == nil)
  }

  @Test("Only windows that contain a whole range complete a mark")
  func marks() {
    let window = WindowTransform(.sometime(first: -3, last: 0))
    #expect(window.containing(Span(4, 6), within: horizon) == Span(5, 8))
    #expect(window.containing(Span(4, 9), within: horizon) == nil)
  }
}
