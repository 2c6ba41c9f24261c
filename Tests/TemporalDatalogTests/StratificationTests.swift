import TestSupport
import Testing

@testable import TemporalDatalog

@Suite struct StratificationTests {
  @Test("Components come after those that they lead to, each node once", arguments: 0..<200)
  func components(seed: Int) {
    var random = RepeatableRandom(seed: UInt64(seed))
    let count = random.number(1...12)
    let edges = (0..<count).map { _ in
      (0..<random.number(0...3)).map { _ in random.number(0...(count - 1)) }
    }
    var reaches = (0..<count).map { Set([$0]) }
    for _ in 0..<count {
      for (node, targets) in edges.enumerated() {
        for target in targets { reaches[node].formUnion(reaches[target]) }
      }
    }
    let components = StronglyConnected.components(edges)
    #expect(components.flatMap { $0 }.sorted() == Array(0..<count), "seed \(seed)")
    var place: [Int: Int] = [:]
    for (number, members) in components.enumerated() {
      for member in members { place[member] = number }
    }
    for node in 0..<count {
      for other in 0..<count {
        let areTogether = reaches[node].contains(other) && reaches[other].contains(node)
        #expect((place[node] == place[other]) == areTogether, "seed \(seed)")
      }
      for target in edges[node] { #expect((place[target] ?? 0) <= (place[node] ?? 0)) }
    }
  }

  @Test("A chain of many relations does not run out of stack")
  func longChain() {
    let edges = (0..<200_000).map { $0 == 0 ? [] : [$0 - 1] }
    #expect(StronglyConnected.components(edges).count == 200_000)
  }

  @Test("A monotone comparison may recurse, the value or a moving bound may not")
  func monotone() throws {
    func program(_ use: (inout ProgramBuilder) -> AggregateUse) throws -> [[Int]] {
      var builder = ProgramBuilder()
      let node = builder.relation("node", 2)
      let reached = builder.relation("reached", 1)
      let count = Aggregate(
        function: .count, body: [.holds(literal(node, 0, 1)), .holds(literal(reached, 1))],
        group: [0], per: [1], value: nil, kind: .integer)
      let use = use(&builder)
      builder.rule(
        literal(reached, 0), .holds(literal(node, 0, 2)), .aggregate(count, use))
      return try builder.program.stratify()
    }
    #expect(throws: Never.self) { try program { .compare(.greaterOrEqual, $0.number(2)) } }
    #expect(throws: Never.self) { try program { _ in .compare(.greater, .variable(2)) } }
    #expect(throws: EvaluationFailure.self) { try program { .compare(.less, $0.number(2)) } }
    #expect(throws: EvaluationFailure.self) { try program { _ in .value(3) } }
    #expect(throws: EvaluationFailure.self) {
      try program { builder in
        let one = builder.number(1)
        return .compare(.greater, .arithmetic(.add, .variable(2), one, .integer))
      }
    }
  }
}
