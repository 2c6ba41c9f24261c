import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct RangeTests {
  private func numbers(
    _ from: Int64, _ to: Int64, _ step: Int64?, _ kind: ColumnKind = .integer
  ) async throws -> [Int64] {
    var builder = ProgramBuilder()
    let result = builder.relation("result", 1, kind: kind)
    let bounds = builder.relation("bounds", 2, kind: kind)
    builder.fact(bounds, from, to)
    let step = step.map { builder.number($0) }
    builder.rule(
      literal(result, 2), .range(2, from: .variable(0), to: .variable(1), step: step, kind),
      .holds(literal(bounds, 0, 1)))
    return try await builder.evaluate().table(result).keys.map { $0[0] }.sorted()
  }

  @Test(
    "A range leaves its end out and goes up or down",
    arguments: [
      (1, 4, nil, [1, 2, 3]), (4, 1, nil, [2, 3, 4]), (2, 2, nil, []), (0, 10, 4, [0, 4, 8]),
      (10, 0, -5, [5, 10]), (0, 10, -1, []), (10, 0, 1, []), (3, 9, 0, [3]), (3, 3, 0, []),
      (.max - 2, .max, 5, [.max - 2]), (.min, .max, .max, [.min, -1, .max - 1]),
    ] as [(Int64, Int64, Int64?, [Int64])])
  func range(from: Int64, to: Int64, step: Int64?, expected: [Int64]) async throws {
    #expect(try await numbers(from, to, step) == expected)
  }

  @Test("A range of decimals goes by one whole")
  func decimals() async throws {
    #expect(
      try await numbers(500_000, 3_000_000, nil, .decimal) == [500_000, 1_500_000, 2_500_000])
    #expect(try await numbers(0, 1_000_000, 400_000, .decimal) == [0, 400_000, 800_000])
  }

  @Test("A range of a bound variable asks whether its value is in it", arguments: [true, false])
  func test(isFirst: Bool) async throws {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1)
    let result = builder.relation("result", 1)
    for value in [Int64(-3), 0, 3, 4, 6, 9, 1 << 40] { builder.fact(given, value) }
    let range = Premise.range(
      0, from: builder.number(0), to: builder.number(1 << 62), step: builder.number(3), .integer)
    let holds = Premise.holds(literal(given, 0))
    if isFirst {
      builder.rule(literal(result, 0), range, holds)
    } else {
      builder.rule(literal(result, 0), holds, range)
    }
    let found = try await builder.evaluate().table(result).keys.map { $0[0] }.sorted()
    #expect(found == [0, 3, 6, 9])
  }

  @Test("A range without end is stopped by the budget")
  func endless() async {
    for isCounted in [false, true] {
      var builder = ProgramBuilder()
      let result = builder.relation("result", 1)
      let range = Premise.range(
        0, from: builder.number(0), to: builder.number(.max), step: nil, .integer)
      if isCounted {
        let aggregate = Aggregate(
          function: .count,
          body: [
            range,
            .compare(
              .arithmetic(.add, .variable(0), builder.number(0), .integer), .greaterOrEqual,
              builder.number(0), .integer),
          ], group: [], per: [0], value: nil, kind: .integer)
        builder.rule(literal(result, 1), .aggregate(aggregate, .value(1)))
      } else {
        builder.rule(literal(result, 0), range)
      }
      let built = builder
      await #expect(throws: EvaluationFailure.self) {
        _ = try await built.evaluate(EvaluationBudget(facts: 100_000, duration: .seconds(60)))
      }
    }
  }
}
