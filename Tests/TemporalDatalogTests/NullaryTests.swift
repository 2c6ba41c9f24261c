import TestSupport
import Testing

@testable import TemporalDatalog

/// Relations without columns: they hold or do not.
@Suite(.timeLimit(.minutes(60))) struct NullaryTests {
  @Test("Rules conclude, negate and count what has no columns", arguments: [true, false])
  func rules(isTemporal: Bool) async throws {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 0)
    let edge = builder.relation("edge", 2)
    let some = builder.relation("some", 0)
    let none = builder.relation("none", 0)
    let counted = builder.relation("counted", 1)
    let again = builder.relation("again", 0)
    let bulk = builder.relation("bulk", 0)
    let span = isTemporal ? Span(10, 20) : Span(0, 100)
    builder.store.insert(
      Fact(relation: given, tuple: [], certain: [span], conceivable: [span]))
    builder.store.insert(FactBlock(count: 3, columns: []), relation: bulk)
    for row in 0..<5_000 { builder.fact(edge, Int64(row), Int64(row % 7)) }
    builder.rule(literal(some), .holds(literal(edge, 0, 1)), .holds(literal(given)))
    builder.rule(literal(none), .holds(literal(edge, 0, 1)), .absent(literal(some)))
    builder.rule(
      literal(counted, 0),
      .aggregate(
        Aggregate(
          function: .count, body: [.holds(literal(some))], group: [], per: [], value: nil,
          kind: .integer), .value(0)))
    builder.rule(literal(again), .holds(literal(again)))
    builder.rule(literal(again), .holds(literal(bulk)), .holds(literal(some)))
    let model = try await builder.evaluate()
    #expect(model.count(some, .certain) == 1)
    #expect(model.days(some, [], .certain) == [span])
    #expect(model.days(again, [], .certain) == [span])
    #expect(model.days(bulk, [], .conceivable) == [Span(0, 100)])
    #expect(
      model.days(none, [], .certain) == (isTemporal ? [Span(0, 10), Span(20, 100)] : []))
    #expect(
      model.table(counted)
        == (isTemporal ? [[0]: [Span(0, 10), Span(20, 100)], [1]: [span]] : [[1]: [span]]))
    var rows = 0
    model.forEach(some, matching: [], .certain) { tuple, days in
      rows += 1
      #expect(tuple.isEmpty && days == [span])
    }
    #expect(rows == 1)
    let derivations = try model.derivations(of: [], relation: none, .certain)
    #expect(derivations.isEmpty == !isTemporal)
    #expect(try model.derivations(of: [], relation: again, .certain).count == 2)
  }
}
