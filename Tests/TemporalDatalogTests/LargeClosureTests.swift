import TemporalDatalog
import TestSupport
import Testing

/// Closures too large for the naive evaluator, against Warshall's algorithm on sets of days.
///
/// The sizes are such that the engine works in several batches, merges runs and goes over to bits.
@Suite struct LargeClosureTests {
  /// The days of each edge, by pair of nodes.
  private func warshall(_ edges: [[UInt64]]) -> [[UInt64]] {
    var reaches = edges
    for middle in edges.indices {
      for from in edges.indices where reaches[from][middle] != 0 {
        for to in edges.indices {
          reaches[from][to] |= reaches[from][middle] & reaches[middle][to]
        }
      }
    }
    return reaches
  }

  /// edge(x, y) as 0; reach as 1; a node that reaches fewer than five as 2; unreached pairs as 3.
  private func program(horizon: Span) -> Program {
    var program = Program(horizon: horizon)
    let pair: [ColumnKind] = [.symbol, .symbol]
    program.relations = [
      RelationDeclaration(name: "edge", columns: pair),
      RelationDeclaration(name: "reaches", columns: pair),
      RelationDeclaration(name: "degree", columns: [.symbol, .integer]),
      RelationDeclaration(name: "apart", columns: pair),
    ]
    func literal(_ relation: Int, _ first: Int, _ second: Int) -> Literal {
      Literal(relation, [.variable(first), .variable(second)])
    }
    let count = Aggregate(
      function: .count, body: [.holds(literal(1, 0, 1))], group: [0], per: [1], value: nil,
      kind: .integer)
    program.rules = [
      ProgramRule(
        head: literal(1, 0, 1), premises: [.holds(literal(0, 0, 1))], variableCount: 2, origin: 0),
      ProgramRule(
        head: literal(1, 0, 2), premises: [.holds(literal(1, 0, 1)), .holds(literal(1, 1, 2))],
        variableCount: 3, origin: 1),
      ProgramRule(
        head: literal(2, 0, 2),
        premises: [
          .holds(Literal(0, [.variable(0), .any], window: .sometime(first: .min, last: .max))),
          .aggregate(count, .value(2)),
        ], variableCount: 3, origin: 2),
      ProgramRule(
        head: literal(3, 0, 1),
        premises: [
          .holds(Literal(0, [.variable(0), .any], window: .sometime(first: .min, last: .max))),
          .holds(Literal(0, [.any, .variable(1)], window: .sometime(first: .min, last: .max))),
          .absent(literal(1, 0, 1)),
        ], variableCount: 2, origin: 3),
    ]
    return program
  }

  private func check(nodes: Int, edges: [[UInt64]], days: Int32, _ facts: FactStore) async throws {
    let program = program(horizon: Span(0, days))
    let model = NaiveModel(try await program.evaluate(facts), program)
    let every = days == 64 ? UInt64.max : (1 << UInt64(days)) - 1
    let reaches = warshall(edges)
    var expected = NaiveModel(
      certain: Array(repeating: [:], count: 4), conceivable: Array(repeating: [:], count: 4))
    for reading in Reading.allCases {
      for from in 0..<nodes {
        for to in 0..<nodes {
          expected.insert([Int64(from), Int64(to)], edges[from][to], into: 0, reading)
          expected.insert([Int64(from), Int64(to)], reaches[from][to], into: 1, reading)
          if edges[from].contains(where: { $0 != 0 }), edges.contains(where: { $0[to] != 0 }) {
            expected.insert(
              [Int64(from), Int64(to)], every & ~reaches[from][to], into: 3, reading)
          }
        }
        if edges[from].contains(where: { $0 != 0 }) {
          for day in 0..<Int64(days) {
            let degree = reaches[from].count { $0 & (1 << UInt64(day)) != 0 }
            expected.insert([Int64(from), Int64(degree)], 1 << UInt64(day), into: 2, reading)
          }
        }
      }
    }
    for relation in 0..<4 {
      #expect(model.certain[relation] == expected.certain[relation])
      #expect(model.conceivable[relation] == expected.conceivable[relation])
    }
  }

  @Test(arguments: [(seed: UInt64(1), density: 1), (2, 2), (3, 4)])
  func aTimelessClosureIsThatOfWarshall(seed: UInt64, density: Int) async throws {
    var random = RepeatableRandom(seed: seed)
    let nodes = 80
    var edges = [[UInt64]](repeating: Array(repeating: 0, count: nodes), count: nodes)
    var codes: [[UInt32]] = [[], []]
    for _ in 0..<density * nodes {
      let (from, to) = (random.number(0...nodes - 1), random.number(0...nodes - 1))
      edges[from][to] = 0b111
      codes[0].append(UInt32(from))
      codes[1].append(UInt32(to))
    }
    var facts = FactStore()
    facts.insert(FactBlock(count: codes[0].count, columns: codes), relation: 0)
    try await check(nodes: nodes, edges: edges, days: 3, facts)
  }

  @Test func lanesKeepWithinABudgetOfFactsWhileBitsAreCounted() async throws {
    var random = RepeatableRandom(seed: 7)
    var codes: [[UInt32]] = [[], []]
    for _ in 0..<1_400 {
      codes[0].append(UInt32(random.number(0...699)))
      codes[1].append(UInt32(random.number(0...699)))
    }
    var facts = FactStore()
    facts.insert(FactBlock(count: codes[0].count, columns: codes), relation: 0)
    var program = program(horizon: Span(0, 3))
    program.rules.removeLast(2)
    let one = try await program.evaluate(facts, budget: EvaluationBudget(facts: .max))
    let count = one.count(1, .certain)
    #expect(count > 100_000)
    let two = try await program.evaluate(
      facts, budget: EvaluationBudget(facts: .max), manner: EvaluationManner(lanes: 2))
    #expect(two.count(1, .certain) == count)
    do {
      _ = try await program.evaluate(
        facts, budget: EvaluationBudget(facts: count / 2), manner: EvaluationManner(lanes: 2))
      Issue.record("half of the facts were enough")
    } catch {
      guard case .factsSpent = error else { throw error }
    }
  }

  @Test(arguments: [(seed: UInt64(4), spans: 2), (5, 4), (6, 8)])
  func aTemporalClosureIsThatOfWarshallOnEachDay(seed: UInt64, spans: Int) async throws {
    var random = RepeatableRandom(seed: seed)
    let nodes = 30
    var edges = [[UInt64]](repeating: Array(repeating: 0, count: nodes), count: nodes)
    var facts = FactStore()
    for _ in 0..<spans * nodes {
      let (from, to) = (random.number(0...nodes - 1), random.number(0...nodes - 1))
      let first = random.number(0...63)
      let until = min(64, first + random.number(1...24))
      for day in first..<until { edges[from][to] |= 1 << UInt64(day) }
      let days = [Span(Int32(first), Int32(until))]
      facts.insert(
        Fact(
          relation: 0, tuple: [UInt32(from), UInt32(to)], certain: days, conceivable: days))
    }
    try await check(nodes: nodes, edges: edges, days: 64, facts)
  }
}
