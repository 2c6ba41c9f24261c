import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct DerivationTests {
  @Test("Facts and derivations together have exactly the days of a tuple", arguments: 0..<300)
  func completeness(seed: Int) async throws {
    let random = ProgramGenerator.program(seed: UInt64(seed))
    guard let model = try? await random.program.evaluate(random.store) else { return }
    for (relation, declaration) in random.program.relations.enumerated() {
      for reading in Reading.allCases {
        var tuples: [[UInt32]: [Span]] = [:]
        let pattern = [UInt32?](repeating: nil, count: declaration.columns.count)
        model.forEach(relation, matching: pattern, reading) { tuples[$0] = $1 }
        for (tuple, days) in tuples {
          var found: [Span] = []
          for fact in random.facts where fact.relation == relation && fact.tuple == tuple {
            found += reading == .certain ? fact.certain : fact.conceivable
          }
          for row in random.bulk where row.relation == relation && row.tuple == tuple {
            found.append(row.days)
          }
          for derivation in try model.derivations(of: tuple, relation: relation, reading) {
            found += derivation.days
          }
          #expect(SpanSet.coalesced(found) == days, "seed \(seed), \(declaration.name)")
          #expect(model.days(relation, tuple, reading) == days, "seed \(seed)")
        }
      }
    }
  }

  @Test("A derivation names bindings, the tuples behind wildcards and its days")
  func witnesses() async throws {
    var builder = ProgramBuilder()
    let owns = builder.relation("owns", 2)
    let owner = builder.relation("owner", 1)
    builder.fact(owns, 1, 7, on: Span(0, 10))
    builder.fact(owns, 1, 8, on: Span(5, 20))
    builder.rule(literal(owner, 0), .holds(literal(owns, 0, -1)))
    let model = try await builder.evaluate()
    let one = builder.store.numbers.code(1)
    let found = try model.derivations(of: [one], relation: owner, .certain)
    #expect(found.map(\.days) == [[Span(0, 10)], [Span(5, 20)]])
    #expect(found.map { $0.bindings[0] } == [one, one])
    #expect(
      found.compactMap { $0.witnesses[0]?.map(model.numbers.value) } == [[1, 7], [1, 8]])
  }

  @Test("An aggregate lists the members of its group in each reading")
  func members() async throws {
    var builder = ProgramBuilder()
    let owns = builder.relation("owns", 2)
    let owner = builder.relation("owner", 1)
    let result = builder.relation("result", 2)
    builder.fact(owner, 1)
    builder.fact(owns, 1, 7)
    builder.fact(owns, 1, 8, maybe: [Span(5, 20)])
    builder.fact(owns, 2, 9)
    let count = Aggregate(
      function: .count, body: [.holds(literal(owns, 0, 1))], group: [0], per: [1], value: nil,
      kind: .integer)
    builder.rule(literal(result, 0, 2), .holds(literal(owner, 0)), .aggregate(count, .value(2)))
    let model = try await builder.evaluate()
    let one = builder.store.numbers.code(1)
    func members(_ reading: Reading) throws -> [[Int64]] {
      try model.members(
        of: [1], inRule: 0, bindings: [one] + Array(repeating: nil, count: 7), reading
      )
      .compactMap { $0.witnesses[0]?.map(model.numbers.value) }
    }
    #expect(try members(.certain) == [[1, 7]])
    #expect(try members(.conceivable) == [[1, 7], [1, 8]])
  }
}
