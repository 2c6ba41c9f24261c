import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct EvaluationTests {
  /// All pairs of nodes joined by a path, by breadth-first search from each node.
  private func closure(_ edges: [[Int64]]) -> Set<[Int64]> {
    var next: [Int64: [Int64]] = [:]
    for edge in edges { next[edge[0], default: []].append(edge[1]) }
    var result: Set<[Int64]> = []
    for start in next.keys {
      var queue = next[start] ?? []
      while let node = queue.popLast() {
        if result.insert([start, node]).inserted { queue += next[node] ?? [] }
      }
    }
    return result
  }

  @Test(
    "A closure is what breadth-first search finds, near and far values alike",
    arguments: [1, 1_000_003] as [Int64], [false, true])
  func closure(spread: Int64, isNonlinear: Bool) async throws {
    var random = RepeatableRandom(seed: 11)
    let edges = (0..<400).map { _ in
      [Int64(random.number(0...200)) * spread, Int64(random.number(0...200)) * spread]
    }
    var builder = ProgramBuilder()
    let edge = builder.relation("edge", 2)
    let path = builder.relation("path", 2)
    for row in edges {
      let codes = row.map { builder.store.numbers.code($0) }
      builder.store.insert(
        FactBlock(count: 1, columns: codes.map { [$0] }), relation: edge)
    }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(
      literal(path, 0, 2), .holds(literal(path, 0, 1)),
      .holds(literal(isNonlinear ? path : edge, 1, 2)))
    let model = try await builder.evaluate()
    let expected = closure(edges)
    #expect(Set(model.table(path).keys) == expected)
    #expect(model.count(path, .conceivable) == expected.count)
  }

  @Test("A relation that counts upward leaves its dense range again and again")
  func growingRange() async throws {
    var builder = ProgramBuilder()
    let count = builder.relation("count", 1)
    builder.fact(count, 0)
    let one = builder.number(1)
    let limit = builder.number(20_000)
    builder.rule(
      literal(count, 1), .holds(literal(count, 0)), .compare(.variable(0), .less, limit, .integer),
      .assign(1, .arithmetic(.add, .variable(0), one, .integer), .integer))
    let model = try await builder.evaluate()
    #expect(model.count(count, .certain) == 20_001)
  }

  @Test("A recursion that dilates runs to both edges of the horizon and ends")
  func dilation() async throws {
    var builder = ProgramBuilder(Span(-700, 1_500))
    let given = builder.relation("given", 1)
    let spread = builder.relation("spread", 1)
    builder.fact(given, 1, on: Span(0, 1))
    builder.rule(literal(spread, 0), .holds(literal(given, 0)))
    builder.rule(
      literal(spread, 0), .holds(literal(spread, 0, window: .sometime(first: -1, last: 1))))
    let model = try await builder.evaluate()
    #expect(model.table(spread) == [[1]: [builder.program.horizon]])
  }

  @Test("Always in recursion sees the whole stretch that earlier rounds have made")
  func erosionInRecursion() async throws {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1)
    let lasting = builder.relation("lasting", 1)
    builder.fact(given, 1, on: Span(10, 13))
    builder.rule(literal(lasting, 0), .holds(literal(given, 0)))
    builder.rule(
      literal(lasting, 0), .holds(literal(lasting, 0, window: .always(first: -3, last: -1))))
    let model = try await builder.evaluate()
    #expect(model.table(lasting) == [[1]: [Span(10, 100)]])
  }

  @Test("A relation without time stays a plain set")
  func timeless() async throws {
    var builder = ProgramBuilder()
    let edge = builder.relation("edge", 2)
    let node = builder.relation("node", 1)
    builder.fact(edge, 1, 2)
    builder.rule(
      literal(node, 0), .holds(literal(edge, 0, -1, window: .always(first: -5, last: 5))))
    let model = try await builder.evaluate()
    #expect(!model.storage.relations[node].isTemporal)
    #expect(model.table(node) == [[1]: [Span(0, 100)]])
  }

  @Test("Owners of at least half are found through recursion over sums")
  func majority() async throws {
    var builder = ProgramBuilder()
    let owns = builder.relation("owns", 3)
    let listed = builder.relation("listed", 1)
    let restricted = builder.relation("restricted", 1)
    builder.fact(listed, 1, on: Span(0, 50))
    builder.fact(owns, 1, 2, 60)
    builder.fact(owns, 1, 3, 30)
    builder.fact(owns, 2, 3, 20, on: Span(20, 80))
    builder.rule(literal(restricted, 0), .holds(literal(listed, 0)))
    let share = Aggregate(
      function: .sum, body: [.holds(literal(owns, 1, 0, 2)), .holds(literal(restricted, 1))],
      group: [0], per: [1], value: 2, kind: .integer)
    let fifty = builder.number(50)
    builder.rule(
      literal(restricted, 0), .holds(literal(owns, -1, 0, -1)),
      .aggregate(share, .compare(.greaterOrEqual, fifty)))
    let model = try await builder.evaluate()
    #expect(
      model.table(restricted) == [[1]: [Span(0, 50)], [2]: [Span(0, 50)], [3]: [Span(20, 50)]])
  }

  @Test("A certain mark completes a window that contains its whole range, in both directions")
  func marks() async throws {
    var builder = ProgramBuilder()
    let met = builder.relation("met", 1)
    let recently = builder.relation("recently", 1)
    let quiet = builder.relation("quiet", 1)
    let person = builder.relation("person", 1)
    builder.fact(person, 1)
    builder.mark(met, 1, range: Span(10, 13))
    let window = Window.sometime(first: -5, last: 0)
    builder.rule(literal(recently, 0), .holds(literal(met, 0, window: window)))
    builder.rule(
      literal(quiet, 0), .holds(literal(person, 0)), .absent(literal(met, 0, window: window)))
    let model = try await builder.evaluate()
    #expect(model.table(recently) == [[1]: [Span(12, 16)]])
    #expect(model.table(recently, .conceivable) == [[1]: [Span(10, 18)]])
    #expect(model.table(quiet) == [[1]: [Span(0, 10), Span(18, 100)]])
    #expect(model.table(quiet, .conceivable) == [[1]: [Span(0, 12), Span(16, 100)]])
  }

  @Test("A mark on some day of the horizon is certain through a window without ends")
  func markOnAnyDay() async throws {
    var builder = ProgramBuilder()
    let met = builder.relation("met", 1)
    let ever = builder.relation("ever", 1)
    builder.mark(met, 1, range: builder.program.horizon)
    builder.rule(
      literal(ever, 0), .holds(literal(met, 0, window: .sometime(first: .min, last: .max))))
    let model = try await builder.evaluate()
    #expect(model.table(met) == [:])
    #expect(model.table(ever) == [[1]: [builder.program.horizon]])
  }

  @Test("Only relations that an imprecise fact reaches are kept twice")
  func doubling() async throws {
    var builder = ProgramBuilder()
    let given = builder.relation("given", 1)
    let maybe = builder.relation("maybe", 1)
    let reached = builder.relation("reached", 1)
    let apart = builder.relation("apart", 1)
    builder.fact(given, 1)
    builder.fact(maybe, 1, maybe: [Span(0, 5)])
    builder.rule(literal(reached, 0), .holds(literal(given, 0)), .absent(literal(maybe, 0)))
    builder.rule(literal(apart, 0), .holds(literal(given, 0)))
    let model = try await builder.evaluate()
    #expect(model.storage.physical.conceivable == [given, 4, 5, apart])
    #expect(model.table(reached) == [[1]: [Span(5, 100)]])
    #expect(model.table(reached, .conceivable) == [[1]: [Span(0, 100)]])
  }
}
