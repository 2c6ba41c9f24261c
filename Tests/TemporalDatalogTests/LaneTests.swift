import TestSupport
import Testing

@testable import TemporalDatalog

/// Rules that several threads share, held to one thread.
@Suite(.timeLimit(.minutes(60))) struct LaneTests {
  private func agree(_ builder: ProgramBuilder, _ relation: Int, count: Int) async throws {
    var shared = EvaluationManner(lanes: 3)
    shared.rowsWorthLanes = 1
    shared.rowsWorthBits = 8
    let one = try await builder.program.evaluate(builder.store)
    let three = try await builder.program.evaluate(builder.store, manner: shared)
    let (expected, found) = (one.table(relation), three.table(relation))
    #expect(expected == found)
    #expect(found.count == count)
    #expect(one.profile.map(\.rounds) == three.profile.map(\.rounds))
    #expect(one.profile.map(\.new) == three.profile.map(\.new))
  }

  @Test("Lanes know the numbers that were made since they began")
  func madeNumbers() async throws {
    var builder = ProgramBuilder()
    let start = builder.relation("start", 1)
    let grown = builder.relation("grown", 1)
    for value in 1...40 { builder.fact(start, Int64(value) * 1_000_003) }
    let (factor, limit) = (builder.number(7), builder.number(1 << 40))
    builder.rule(literal(grown, 0), .holds(literal(start, 0)))
    builder.rule(
      literal(grown, 1), .holds(literal(grown, 0)),
      .compare(.variable(0), .less, limit, .integer),
      .assign(1, .arithmetic(.multiply, .variable(0), factor, .integer), .integer))
    // Compares what has just been made, in lanes.
    builder.rule(
      literal(grown, 0), .holds(literal(grown, 0)), .holds(literal(start, 1)),
      .compare(.variable(0), .greater, .variable(1), .integer))
    var expected: Set<Int64> = []
    for value in 1...40 {
      var next = Int64(value) * 1_000_003
      while expected.insert(next).inserted, next < 1 << 40 { next *= 7 }
    }
    try await agree(builder, grown, count: expected.count)
  }

  @Test("What is new by bits is kept where the bits are given up for rows far away")
  func givingUpBits() async throws {
    var builder = ProgramBuilder()
    let edge = builder.relation("edge", 2)
    let reached = builder.relation("reached", 1)
    var random = RepeatableRandom(seed: 3)
    var nodes: Set<Int64> = [0]
    // Layers of nodes that lie close together at first, and then all over the numbers.
    var layer: [Int64] = [0]
    for depth in 0..<6 {
      let width = depth < 3 ? 60 : 90
      let next = (0..<width).map { index -> Int64 in
        if depth < 3 || index % 2 == 0 { return Int64(depth * 60 + index + 1) }
        return Int64(random.number(1_000...500_000_000))
      }
      for from in layer {
        for to in next { builder.fact(edge, from, to) }
      }
      nodes.formUnion(next)
      layer = next
    }
    builder.rule(literal(reached, 0), .holds(literal(edge, 0, -1)))
    builder.rule(
      literal(reached, 1), .holds(literal(reached, 0)), .holds(literal(edge, 0, 1)))
    try await agree(builder, reached, count: nodes.count)
  }

  @Test("Lanes agree with one thread where they read a first premise in the head's order")
  func orderOfTheHead() async throws {
    var builder = ProgramBuilder()
    let link = builder.relation("link", 2)
    let reached = builder.relation("reached", 2)
    var random = RepeatableRandom(seed: 5)
    var expected = Array(repeating: Set<Int>(), count: 40)
    var links: [(Int, Int)] = []
    for _ in 0..<120 {
      let (from, to) = (random.number(0...39), random.number(0...39))
      builder.fact(link, Int64(from), Int64(to))
      links.append((from, to))
    }
    for node in 0..<40 {
      builder.fact(reached, Int64(node), Int64(node))
      expected[node] = [node]
    }
    // What a node reaches, all to which it is linked reach too.
    builder.rule(
      literal(reached, 1, 2), .holds(literal(link, 0, 1)), .holds(literal(reached, 0, 2)))
    builder.rule(
      literal(reached, 0, 2), .holds(literal(reached, 0, 1)), .holds(literal(reached, 1, 2)))
    var isChanged = true
    while isChanged {
      isChanged = false
      for (from, to) in links {
        let count = expected[to].count
        expected[to].formUnion(expected[from])
        for node in expected[to] { expected[to].formUnion(expected[node]) }
        if expected[to].count > count { isChanged = true }
      }
    }
    try await agree(builder, reached, count: expected.reduce(0) { $0 + $1.count })
  }

  @Test("Any number of threads may be asked for", arguments: [-1, 0, 2, 64, 1_000, Int.max])
  func numbersOfThreads(lanes: Int) async throws {
    var builder = ProgramBuilder()
    let edge = builder.relation("edge", 2)
    let path = builder.relation("path", 2)
    for node in 0..<60 { builder.fact(edge, Int64(node), Int64((node + 1) % 60)) }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    var manner = EvaluationManner(lanes: lanes)
    (manner.rowsWorthLanes, manner.rowsWorthBits) = (1, 8)
    let model = try await builder.program.evaluate(builder.store, manner: manner)
    #expect(model.count(path, .certain) == 3_600)
  }
}
