import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct NestedAggregateTests {
  /// `result(n) :- n = count : { given(x), y = 1 / x, count : { other(x) } >= 1 }`.
  private func program(otherHolds: Bool) -> ProgramBuilder {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1)
    let other = builder.relation("other", 1)
    let result = builder.relation("result", 1)
    builder.fact(given, 0, on: Span(10, 20))
    builder.fact(given, 1)
    builder.fact(other, 1)
    if otherHolds { builder.fact(other, 0, on: Span(15, 16)) }
    let nested = Aggregate(
      function: .count, body: [.holds(literal(other, 0))], group: [0], per: [], value: nil,
      kind: .integer)
    let aggregate = Aggregate(
      function: .count,
      body: [
        .holds(literal(given, 0)),
        .assign(
          1, .arithmetic(.divide, builder.number(1), .variable(0), .integer), .integer),
        .aggregate(nested, .compare(.greaterOrEqual, builder.number(1))),
      ], group: [], per: [0, 1], value: nil, kind: .integer)
    builder.rule(literal(result, 2), .aggregate(aggregate, .value(2)))
    return builder
  }

  @Test("An operation beside a nested aggregate that is false does not fail")
  func masked() async throws {
    let model = try await program(otherHolds: false).evaluate()
    #expect(model.table(2) == [[1]: [Span(0, 100)]])
  }

  @Test("An operation beside a nested aggregate fails on the days on which that is true")
  func unmasked() async {
    let builder = program(otherHolds: true)
    await #expect(throws: EvaluationFailure.divisionByZero(rule: 0, operation: "1 / 0", day: 15)) {
      _ = try await builder.evaluate()
    }
  }

  @Test("Aggregates nest twelve deep")
  func deep() async throws {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1)
    let result = builder.relation("result", 1)
    for value in Int64(1)...3 { builder.fact(given, value) }
    var aggregate = Aggregate(
      function: .count, body: [.holds(literal(given, 0))], group: [], per: [0], value: nil,
      kind: .integer)
    for depth in 1..<12 {
      // Three members, counted again at each level.
      aggregate = Aggregate(
        function: .count,
        body: [
          .holds(literal(given, depth)),
          .aggregate(aggregate, .compare(.equal, builder.number(3))),
        ], group: [], per: [depth], value: nil, kind: .integer)
    }
    builder.program.rules.append(
      ProgramRule(
        head: literal(result, 20), premises: [.aggregate(aggregate, .value(20))],
        variableCount: 21, origin: 0))
    #expect(try await builder.evaluate().table(result) == [[3]: [Span(0, 100)]])
  }
}
