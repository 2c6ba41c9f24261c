import TemporalDatalog
import TestSupport
import Testing

@testable import TechDecoupling

/// Random scenarios over the seeds: updated findings against those evaluated from scratch.
@Suite(.timeLimit(.minutes(60))) struct SeedScenarioTests {
  private static func scenario(_ record: Chronicle, seed: UInt64) throws -> Scenario {
    var random = RepeatableRandom(seed: seed)
    var ids = record.entries.filter { !$0.isHeld }.map(\.id)
    var changes: [Scenario.Change] = []
    for _ in 0..<random.number(1...3) {
      let id = ids.remove(at: random.number(0...ids.count - 1))
      let source = random.pick(record.sources.keys.sorted())
      switch random.number(0...7) {
      case 0: changes.append(.retract(id))
      case 1: changes.append(.deny(id))
      case 2: changes.append(.confirm(id))
      case 3: changes.append(.withdraw(source))
      case 4: changes.append(.addClaim(Claim(source: source, stance: .denies), to: id))
      case 5:
        guard let claim = record[id]?.claims.first else { continue }
        changes.append(.removeClaims(of: claim.source, from: id))
      case 6:
        guard let atom = record[id]?.effects.first(where: { $0.values != nil }) else { continue }
        changes.append(.suppose(atom, over: "2026-01/.."))
      default:
        var entry = try #require(record[id])
        entry.id = EntryID("again-\(id)")
        changes.append(.add(entry))
      }
    }
    // Changes that contradict each other are left out.
    return try (try? Scenario("scenario \(seed)", changes))
      ?? Scenario("scenario \(seed)", Array(changes.prefix(1)))
  }

  /// The days of each atom at each level, and some proofs.
  private static func words(_ findings: Findings, proving offset: Int) throws -> [String] {
    var lines: [String] = []
    var proved: [(Atom, Day)] = []
    for level in findings.levels {
      for relation in level.compiled.relations {
        let pattern = Atom(relation: relation, arguments: relation.columns.map { _ in .wildcard })
        let name = "\(level.credibility)...\(level.highest)"
        for reading in Reading.allCases {
          level.forEach(matching: pattern, reading) { coded, days in
            let atom = level.atom(coded)
            lines.append("\(name): \(atom) \(reading) on \(days)")
            if !relation.name.contains(" "), let day = days.first {
              proved.append((atom, Day(number: day.from)))
            }
          }
        }
      }
    }
    proved = proved.filter { findings.trusted.code($0.0) != nil }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    for index in stride(from: offset, to: proved.count, by: 1_999) {
      let (atom, day) = proved[index]
      if try findings.verdict(atom, on: day).outcome != .doesNotHold {
        lines.append("\(try findings.explain(atom, on: day))")
      }
    }
    return lines.sorted()
  }

  @Test func `What a scenario comes to is what the changed seeds do`() async throws {
    let chronicle = try Seeds.all()
    let before = try await chronicle.findings()
    var (carried, weighed, differing) = (0, 0, 0)
    for seed in 4..<8 as Range<UInt64> {
      let scenario = try Self.scenario(chronicle, seed: seed)
      guard !scenario.isEmpty else { continue }
      let supposed = try await before.supposing(scenario)
      let anew = try await chronicle.findings(supposing: scenario)
      #expect(supposed.facts == anew.facts, "seed \(seed): \(scenario.changes)")
      let expected = try Self.words(anew, proving: Int(seed))
      #expect(
        try Self.words(supposed, proving: Int(seed)) == expected,
        "seed \(seed): \(scenario.changes)")
      // Weighed by its changes, the record keeps its atoms, which weighing it whole makes anew.
      if let atoms = supposed.facts.columns?.record.table.atoms,
        atoms === before.facts.columns?.record.table.atoms
      {
        weighed += 1
      }
      carried += supposed.levels.count { $0.model.updateCounts != nil }
      differing += try supposed.difference(from: before).isEmpty ? 0 : 1
    }
    #expect(carried >= 6, "too few levels are carried through the rules: \(carried)")
    #expect(weighed >= 1, "no record is weighed by its changes")
    #expect(differing >= 3, "too few scenarios make a difference: \(differing)")
  }

  @Test func `A record is weighed by one change after another as it is as a whole`() async throws {
    let chronicle = try Seeds.all()
    var record = chronicle
    var findings = try await chronicle.findings()
    for seed in 100..<104 as Range<UInt64> {
      let scenario = try Self.scenario(chronicle, seed: seed)
      // Every other change is made to what the ones before have left.
      if let changed = try? scenario.applied(to: seed % 3 == 0 ? chronicle : record) {
        record = changed
      }
      findings = try await findings.updated(to: record)
      let anew = try await record.findings()
      #expect(findings.facts == anew.facts, "seed \(seed): \(scenario.changes)")
      #expect(findings.levels.map(\.credibility) == anew.levels.map(\.credibility))
    }
  }
}
