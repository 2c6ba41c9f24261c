import TestSupport
import Testing

@testable import TemporalDatalog

@Suite struct SpanSetTests {
  /// A set of days as spans, and day by day.
  private func randomSet(_ random: inout RepeatableRandom) -> (spans: [Span], days: Set<Int32>) {
    var spans: [Span] = []
    for _ in 0..<random.number(0...6) {
      let from = Int32(random.number(0...30))
      spans.append(Span(from, from + Int32(random.number(1...6))))
    }
    return (spans, Set(spans.flatMap { $0.from..<$0.until }))
  }

  private func days(_ spans: [Span]) -> Set<Int32> { Set(spans.flatMap { $0.from..<$0.until }) }

  private func isCanonical(_ spans: [Span]) -> Bool {
    spans.allSatisfy { $0.from < $0.until }
      && zip(spans, spans.dropFirst()).allSatisfy { $0.until < $1.from }
  }

  @Test("Set operations on spans are set operations on days", arguments: 0..<200)
  func operations(seed: Int) {
    var random = RepeatableRandom(seed: UInt64(seed))
    let (a, aDays) = randomSet(&random)
    let (b, bDays) = randomSet(&random)
    let left = SpanSet.coalesced(a)
    let right = SpanSet.coalesced(b)
    #expect(isCanonical(left) && days(left) == aDays, "seed \(seed)")
    let both = SpanSet.intersection(left, right)
    #expect(isCanonical(both) && days(both) == aDays.intersection(bDays), "seed \(seed)")
    let rest = SpanSet.subtracting(left, right)
    #expect(isCanonical(rest) && days(rest) == aDays.subtracting(bDays), "seed \(seed)")
  }

  @Test("Touching spans become one")
  func touching() {
    #expect(SpanSet.coalesced([Span(5, 7), Span(1, 5)]) == [Span(1, 7)])
  }

  @Test("Days outside the horizon are cut off")
  func clipping() {
    let spans = [Span(-5, 2), Span(8, 20), Span(30, 40)]
    #expect(SpanSet.coalesced(spans, within: Span(0, 10)) == [Span(0, 2), Span(8, 10)])
  }
}
