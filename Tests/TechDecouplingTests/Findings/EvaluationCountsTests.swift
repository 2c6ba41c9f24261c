import TestSupport
import Testing

@testable import TechDecoupling

/// What the benchmark's programs cost, in counts that need no clock.
///
/// A change of these numbers is a change of the engine's work: mend it, or record it if it is meant.
@Suite(.timeLimit(.minutes(60))) struct EvaluationCountsTests {
  /// Rounds, rows derived and rows that premises handed on, of all rules; rows that were merged.
  struct Counts: Hashable, CustomTestStringConvertible {
    var rounds: Int
    var derived: Int
    var handedOn: Int
    var merged: Int

    var testDescription: String { "(\(rounds), \(derived), \(handedOn), \(merged))" }
  }

  private func counts(_ program: String, _ facts: Facts) async throws -> Counts {
    let path = Repository.path("Examples/benchmark/programs/\(program).dl")
    let rulebook = try Rulebook(contentsOf: path)
    let findings = try await facts.findings(under: rulebook, within: Budget(threads: 1))
    let profile = findings.profile
    return Counts(
      rounds: profile.reduce(0) { $0 + $1.rounds },
      derived: profile.reduce(0) { $0 + $1.derivedCount },
      handedOn: profile.reduce(0) { $0 + $1.steps.reduce(0) { $0 + $1.rowCount } },
      merged: findings.levels.reduce(0) { $0 + $1.model.mergedCount })
  }

  private func add(
    _ relation: Relation<Int, Int>, _ count: Int, _ range: ClosedRange<Int>, seed: UInt64,
    to facts: inout Facts
  ) {
    var random = RepeatableRandom(seed: seed)
    let rows = (0..<count).map { _ in (random.number(range), random.number(range)) }
    facts.insert(relation, columns: rows.map(\.0), rows.map(\.1))
  }

  @Test func `a closure of a random graph`() async throws {
    var facts = Facts()
    add(Relation("edge"), 800, 0...399, seed: 1, to: &facts)
    let found = try await counts("tc", facts)
    #expect(found == Counts(rounds: 20, derived: 183_064, handedOn: 274_418, merged: 0))
  }

  @Test func `a closure of a chain`() async throws {
    var facts = Facts()
    facts.insert(Relation<Int, Int>("edge"), columns: Array(0..<200), Array(1...200))
    let found = try await counts("tc", facts)
    #expect(found == Counts(rounds: 201, derived: 20_100, handedOn: 40_200, merged: 1_588))
  }

  @Test func `the same generation`() async throws {
    var facts = Facts()
    add(Relation("parent"), 600, 0...299, seed: 2, to: &facts)
    let found = try await counts("sg", facts)
    #expect(found == Counts(rounds: 14, derived: 249_437, handedOn: 376_831, merged: 0))
  }

  @Test func `a nonlinear rule over four relations`() async throws {
    var facts = Facts()
    add(Relation("alloc"), 100, 0...399, seed: 3, to: &facts)
    add(Relation("assign"), 500, 0...399, seed: 4, to: &facts)
    var random = RepeatableRandom(seed: 5)
    func column(_ range: ClosedRange<Int>) -> [Int] { (0..<120).map { _ in random.number(range) } }
    facts.insert(
      Relation<Int, Int, Int>("load"), columns: column(0...399), column(0...399), column(0...9))
    facts.insert(
      Relation<Int, Int, Int>("store"), columns: column(0...399), column(0...9), column(0...399))
    let found = try await counts("andersen", facts)
    #expect(found == Counts(rounds: 70, derived: 489_842, handedOn: 597_603, merged: 7_716))
  }

  @Test func `ownership that adds up within the recursion`() async throws {
    let rulebook = Rulebook("Ownership") {
      Rule("Listed") { (company: Variable<Int>) in
        Relation<Int>("restricted")(company).when(Relation<Int>("listed")(company))
      }
      Rule("Held by half") { (company: Variable<Int>, owner: Variable<Int>, share: Variable<Int>) in
        Relation<Int>("restricted")(company).when(
          Relation<Int, Int, Int>("owns")(any(), company, any()),
          sum(
            share, per: owner,
            where: Relation<Int, Int, Int>("owns")(owner, company, share),
            Relation<Int>("restricted")(owner)) >= 50)
      }
    }
    var facts = Facts()
    var random = RepeatableRandom(seed: 6)
    func column(_ range: ClosedRange<Int>) -> [Int] { (0..<900).map { _ in random.number(range) } }
    facts.insert(
      Relation<Int, Int, Int>("owns"), columns: column(0...399), column(0...399), column(10...60))
    facts.insert(Relation<Int>("listed"), columns: Array(0..<20))
    let findings = try await facts.findings(under: rulebook, within: Budget(threads: 1))
    let rounds = findings.profile.reduce(0) { $0 + $1.rounds }
    let derived = findings.profile.reduce(0) { $0 + $1.derivedCount }
    #expect([rounds, derived] == [8, 42])
  }
}
