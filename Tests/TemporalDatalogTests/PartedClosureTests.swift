import TestSupport
import Testing

@testable import TemporalDatalog

/// Recursion that carries a column along, followed part by part, against the written order, which
/// goes round by round.
@Suite struct PartedClosureTests {
  private static let horizon = Span(0, 100)
  private static let nodes = 0..<600 as Range<Int64>

  private static func evaluate(
    _ builder: ProgramBuilder, _ manner: EvaluationManner, facts: Int? = nil
  ) async throws(EvaluationFailure) -> Model {
    try await builder.program.evaluate(
      builder.store, budget: EvaluationBudget(facts: facts), manner: manner)
  }

  /// How the recursive rules of `path` lead on.
  enum Rules: CaseIterable {
    case left, right, labeled, excepting, several, returning
  }

  private static func builder(_ rules: Rules, seed: UInt64) -> ProgramBuilder {
    var builder = ProgramBuilder(horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    let (jump, closed) = (builder.relation("jump", 3), builder.relation("closed", 1))
    var random = RepeatableRandom(seed: seed)
    func node() -> Int64 { Int64.random(in: nodes, using: &random) }
    for _ in 0..<900 { builder.fact(edge, node(), node()) }
    for _ in 0..<300 { builder.fact(jump, node(), Int64.random(in: 0..<3, using: &random), node()) }
    for _ in 0..<60 { builder.fact(closed, node()) }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    switch rules {
    case .left, .labeled, .several:
      builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    case .right:
      builder.rule(literal(path, 0, 2), .holds(literal(edge, 0, 1)), .holds(literal(path, 1, 2)))
    case .excepting:
      builder.rule(
        literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)),
        .absent(literal(closed, 1)))
    case .returning:
      // The other column is carried, and leads back.
      builder.rule(
        literal(path, 2, 1), .holds(literal(path, 0, 1)), .holds(literal(edge, 2, 0)),
        .holds(literal(edge, 2, -1)))
    }
    if rules == .labeled || rules == .several {
      builder.rule(
        literal(path, 0, 3), .holds(literal(path, 0, 1)), .holds(literal(jump, 1, 2, 3)),
        .holds(literal(edge, 3, -1)))
    }
    if rules == .several {
      builder.rule(
        literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 2, 1)),
        .holds(literal(closed, 2)))
    }
    return builder
  }

  @Test(arguments: Rules.allCases, [1, 3])
  func partsComeToWhatRoundsComeTo(rules: Rules, lanes: Int) async throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let builder = Self.builder(rules, seed: seed)
      let byRounds = try await Self.evaluate(
        builder, EvaluationManner(lanes: 1, keepsWrittenOrder: true))
      var manner = EvaluationManner(lanes: lanes)
      (manner.valuesForPart, manner.rowsWorthBits, manner.rowsWorthLanes) = (256, 1, 1)
      let byParts = try await Self.evaluate(builder, manner)
      #expect(byParts.table(1) == byRounds.table(1))
      #expect(byParts.count(1, .certain) > 10_000)
      #expect(byRounds.partCount == 0)
      #expect(byParts.partCount > 1)
      let rounds = byRounds.profile.map(\.rounds)
      // Bits come after some rounds; from then on each part takes as many as it needs.
      #expect(byParts.profile.map(\.rounds) == rounds)
      #expect(byParts.profile.map(\.derived) == byRounds.profile.map(\.derived))
      #expect(
        byParts.profile.reduce(0) { $0 + $1.new } == byRounds.profile.reduce(0) { $0 + $1.new })
    }
  }

  @Test func aRuleCarriesAColumnOrNone() async throws {
    func carried(_ rules: Rules) async throws -> Int? {
      let physical = try await Self.builder(rules, seed: 1).evaluate().storage.physical
      let numbers = physical.rules.indices.filter { physical.rules[$0].sources.contains(1) }
      return CarriedColumn(1, numbers, physical)?.columns.first
    }
    #expect(try await carried(.left) == 0)
    #expect(try await carried(.several) == 0)
    #expect(try await carried(.right) == 1)
    #expect(try await carried(.returning) == 1)
    var builder = ProgramBuilder(Self.horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    builder.fact(edge, 0, 1)
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(path, 1, 2)))
    let physical = try await builder.evaluate().storage.physical
    #expect(CarriedColumn(path, [0], physical) == nil)
  }

  /// Bits for the first nodes alone; what follows has many others, so that parts end early and go on.
  @Test(arguments: [1, 3])
  func roomIsMadeForWhatLiesOutside(lanes: Int) async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    let start = builder.relation("start", 2)
    for from in 0..<256 as Range<Int64> {
      for to in 0..<8 as Range<Int64> { builder.fact(start, from, (from + to) % 256) }
      builder.fact(edge, from, 256 + from % 100)
    }
    for node in 256..<1_200 as Range<Int64> {
      builder.fact(edge, node, node + 1)
      builder.fact(edge, node, node + 7)
    }
    builder.rule(literal(path, 0, 1), .holds(literal(start, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    let byRounds = try await Self.evaluate(
      builder, EvaluationManner(lanes: 1, keepsWrittenOrder: true))
    var manner = EvaluationManner(lanes: lanes)
    (manner.valuesForPart, manner.rowsWorthBits, manner.rowsWorthLanes) = (256, 1, 1)
    let byParts = try await Self.evaluate(builder, manner)
    #expect(byParts.partCount > (lanes == 1 ? 4 : 8), "no part ended early")
    #expect(byParts.count(path, .certain) > 200_000)
    #expect(byParts.table(path) == byRounds.table(path))
    #expect(byParts.profile.map(\.new) == byRounds.profile.map(\.new))
    #expect(byParts.profile.map(\.derived) == byRounds.profile.map(\.derived))
  }

  @Test func aCancelledTaskEndsWithinAPart() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    for node in 0..<3_000 as Range<Int64> { builder.fact(edge, node, node + 1) }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    let evaluation = Task { [builder] in
      try await Self.evaluate(builder, EvaluationManner())
    }
    try await Task.sleep(for: .milliseconds(200))
    evaluation.cancel()
    await #expect(throws: EvaluationFailure.self) { try await evaluation.value }
  }

  @Test func factsThatPartsFindCountInTheBudget() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    for node in 0..<2_000 as Range<Int64> {
      builder.fact(edge, node, node + 1)
      builder.fact(edge, node, (node * 7) % 2_000)
    }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    for lanes in [1, 2] {
      let failure = await #expect(throws: EvaluationFailure.self) {
        _ = try await Self.evaluate(builder, EvaluationManner(lanes: lanes), facts: 1_000_000)
      }
      guard case .factsSpent(_, let progress) = failure else {
        Issue.record("\(String(describing: failure))")
        continue
      }
      // Another thread's round is counted at its end.
      #expect((1_000_000..<(lanes == 1 ? 1_050_000 : 1_500_000)).contains(progress.facts))
    }
  }
}
