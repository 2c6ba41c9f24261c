import Testing

@testable import TemporalDatalog

/// Members of an aggregate that no rule asks for are not collected.
@Suite struct GuardTests {
  /// Counts the items of each of 1,000 groups, for the few groups that are asked for on some days.
  private func program(asked: Int, _ days: Span? = nil) -> (ProgramBuilder, count: Int) {
    var builder = ProgramBuilder()
    let item = builder.relation("item", 2)
    let wanted = builder.relation("wanted", 2)
    let total = builder.relation("total", 2)
    for number in 0..<10_000 as Range<Int64> { builder.fact(item, number % 1_000, number) }
    for number in 0..<Int64(asked) {
      if let days {
        builder.fact(wanted, number, 7, on: days)
      } else {
        builder.fact(wanted, number, 7)
      }
    }
    builder.rule(
      literal(total, 0, 1), .holds(literal(wanted, 0, 3)),
      .aggregate(
        Aggregate(
          function: .count, body: [.holds(literal(item, 0, 2))], group: [0], per: [2], value: nil,
          kind: .integer), .value(1)))
    return (builder, total)
  }

  @Test("Few groups that are asked for have few members", arguments: [0, 1, 20])
  func fewAreAsked(asked: Int) async throws {
    let (builder, total) = program(asked: asked)
    // Facts, members, values and conclusions: all members would be another 10,000.
    let model = try await builder.evaluate(EvaluationBudget(facts: 10_000 + 14 * asked))
    let expected = (0..<Int64(asked)).map { ([$0, 10], [Span(0, 100)]) }
    #expect(model.table(total) == Dictionary(uniqueKeysWithValues: expected))
  }

  @Test("All members are collected where most groups are asked for, or days would be cut")
  func manyAreAsked() async throws {
    let (many, total) = program(asked: 1_000)
    #expect(try await many.evaluate().table(total).count == 1_000)
    let (dated, _) = program(asked: 3, Span(10, 20))
    let table = try await dated.evaluate().table(total)
    #expect(
      table == [[0, 10]: [Span(10, 20)], [1, 10]: [Span(10, 20)], [2, 10]: [Span(10, 20)]])
  }
}
