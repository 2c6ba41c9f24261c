import TestSupport
import Testing

@testable import TemporalDatalog

/// Updates that reach more than they may carry on: the rest is evaluated anew.
@Suite struct RemainderTests {
  private static let horizon = Span(0, 100)

  /// A tuple that is given from now on, or no longer.
  private func fact(_ relation: Int, _ values: Int64..., isGiven: Bool = false) -> Fact {
    var numbers = NumberPool()
    let days = isGiven ? [Self.horizon] : []
    return Fact(
      relation: relation, tuple: values.map { numbers.code($0) }, certain: days, conceivable: days)
  }

  /// Nodes that are linked, what links lead to, how far that reaches, and, beside that, spots.
  private static func layers(_ lanes: Int) async throws -> Model {
    var builder = ProgramBuilder(horizon)
    let (edge, link) = (builder.relation("edge", 2), builder.relation("link", 2))
    let (path, reach) = (builder.relation("path", 2), builder.relation("reach", 2))
    let (spot, pair) = (builder.relation("spot", 2), builder.relation("pair", 2))
    for from in 0..<200 as Range<Int64> {
      let to = from + 1
      builder.fact(edge, from, to)
      builder.fact(spot, from % 20, to)
    }
    builder.fact(path, 500, 501)
    builder.rule(literal(link, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 1), .holds(literal(link, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(link, 1, 2)))
    builder.rule(
      literal(reach, 0, 1), .holds(literal(path, 0, 1)), .holds(literal(spot, 2, 1)),
      .absent(literal(pair, 0, 1)))
    builder.rule(literal(pair, 0, 1), .holds(literal(spot, 2, 0)), .holds(literal(spot, 2, 1)))
    var manner = EvaluationManner(lanes: lanes)
    (manner.rowsForUpdate, manner.rowsWorthLanes) = (2_048, 1)
    return try await builder.program.evaluate(builder.store, manner: manner)
  }

  @Test(arguments: [1, 3]) func whatIsUpToDateIsTakenOver(lanes: Int) async throws {
    let model = try await Self.layers(lanes)
    let after = try await model.updated(with: [fact(0, 100, 101)])
    #expect(after.updateCounts == nil)
    #expect(after.reusedCount == 4, "edges, links, spots and pairs stay")
    let (old, new) = (model.storage.relations, after.storage.relations)
    for number in [4, 5] {
      #expect((new[number].overlay?.base ?? new[number]) === old[number])
    }
    for number in [0, 1] { #expect(new[number].overlay?.base === old[number]) }
    #expect(after.table(1).count == 199)
    #expect(after.table(2).count == 10_001)
    #expect(after.table(2)[[500, 501]] == [Self.horizon])
    let lost = model.table(3).keys.count { $0[0] <= 100 && $0[1] > 100 }
    #expect(lost > 0)
    #expect(after.table(3).count == model.table(3).count - lost)
    // What is made of it is updated like what was evaluated whole.
    let small = try await after.updated(with: [fact(0, 99, 100)])
    #expect(small.updateCounts != nil)
    #expect(small.table(2).count == 9_901)
    let again = try await after.updated(with: [fact(0, 100, 101, isGiven: true)])
    for number in 0...5 { #expect(again.table(number) == model.table(number)) }
  }

  @Test func whatIsNotEvaluatedAnewKeepsItsCost() async throws {
    let model = try await Self.layers(1)
    let after = try await model.updated(with: [fact(0, 100, 101)])
    #expect(after.profile[0] == model.profile[0])
    #expect(after.profile[4] == model.profile[4])
    #expect(after.profile[2].derived < model.profile[2].derived)
  }

  @Test func whatIsLeftOfAnUpdateKeepsToTheBudget() async throws {
    let model = try await Self.layers(1)
    await #expect {
      try await model.updated(
        with: [fact(0, 100, 101)], budget: EvaluationBudget(facts: 5_000))
    } throws: { error in
      guard case EvaluationFailure.factsSpent(let limit, _) = error else { return false }
      return limit == 5_000
    }
  }

  /// A sum that fits no number counts once a rule reads it, also where it was concluded before.
  @Test func whatIsTakenOverFailsAsItWould() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    let (value, asked) = (builder.relation("value", 2), builder.relation("asked", 1))
    let total = builder.relation("total", 2)
    for node in 0..<200 as Range<Int64> {
      builder.fact(edge, node, node + 1)
      builder.fact(asked, 1_000 + node)
    }
    builder.fact(value, 7, .max)
    builder.fact(value, 7, 1)
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    let sum = Aggregate(
      function: .sum, body: [.holds(literal(value, 0, 1))], group: [0], per: [], value: 1,
      kind: .integer)
    builder.rule(literal(total, 0, 2), .holds(literal(asked, 0)), .aggregate(sum, .value(2)))
    var manner = EvaluationManner()
    manner.rowsForUpdate = 256
    let model = try await builder.program.evaluate(builder.store, manner: manner)
    let after = try await model.updated(with: [fact(edge, 100, 101)])
    #expect(after.reusedCount > 0)
    for model in [model, after] {
      await #expect(
        throws: EvaluationFailure.overflow(
          rule: 2, operation: "sum that is 9223372036854775808", day: 0)
      ) { try await model.updated(with: [fact(asked, 7, isGiven: true)]) }
    }
  }

  /// A guard that is taken only when the rest is evaluated numbers the components anew; the order of
  /// one must not pass for another's.
  @Test func ordersStayThoseOfTheirComponents() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (volume, order) = (builder.relation("volume", 2), builder.relation("order", 2))
    var (edges, paths) = ([Int](), [Int]())
    for name in ["first", "second"] {
      edges.append(builder.relation(name, 2))
      paths.append(builder.relation(name + " path", 2))
    }
    let asked = builder.relation("asked", 1)
    let count = Aggregate(
      function: .count, body: [.holds(literal(order, 1, 0))], group: [0], per: [1], value: nil,
      kind: .integer)
    builder.rule(literal(volume, 0, 2), .aggregate(count, .value(2)), .holds(literal(asked, 0)))
    for (edge, path) in zip(edges, paths) {
      builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
      builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    }
    let (first, second) = (builder.store.numbers.code(0), builder.store.numbers.code(9))
    builder.rule(
      literal(asked, 0),
      .holds(Literal(paths[0], [.constant(first), .variable(0)])),
      .holds(Literal(paths[1], [.constant(second), .variable(0)])))
    for node in 0..<8 as Range<Int64> {
      builder.fact(edges[0], node, node + 1)
      builder.fact(edges[1], 9, node)
    }
    for (from, to) in [(100, 101), (101, 102), (102, 101)] as [(Int64, Int64)] {
      builder.fact(edges[1], from, to)
    }
    var manner = EvaluationManner()
    manner.rowsForUpdate = 1_024
    var model = try await builder.program.evaluate(builder.store, manner: manner)
    model = try await model.updated(with: [fact(edges[0], 7, 8)])
    #expect(!model.storage.orders.known.isEmpty)
    model = try await model.updated(
      with: (0..<4_000 as Range<Int64>).map { fact(order, $0 % 1_000, $0, isGiven: true) })
    #expect(model.reusedCount > 0)
    model = try await model.updated(with: [fact(edges[1], 100, 101)])
    #expect(model.table(paths[1])[[100, 102]] == nil)
    #expect(model.table(paths[1])[[101, 101]] != nil)
  }
}
