import TestSupport
import Testing

@testable import TechDecoupling

/// Updated findings against those evaluated from scratch: rows, levels and proofs.
@Suite(.timeLimit(.minutes(60))) struct UpdatedFindingsTests {
  /// All that findings say: each atom's days at each level, and the proof of its first day.
  static func words(_ findings: Findings) throws -> [String] {
    var lines: [String] = []
    for level in findings.levels {
      for relation in level.compiled.relations {
        let pattern = Atom(relation: relation, arguments: relation.columns.map { _ in .wildcard })
        let name = "\(level.credibility)...\(level.highest)"
        level.forEach(matching: pattern, .certain) { coded, days in
          lines.append("\(name): \(level.atom(coded)) on \(days)")
        }
        level.forEach(matching: pattern, .conceivable) { coded, days in
          lines.append("\(name): \(level.atom(coded)) conceivably on \(days)")
        }
      }
    }
    let trusted = findings.trusted
    for relation in trusted.compiled.relations where !relation.name.contains(" ") {
      let pattern = Atom(relation: relation, arguments: relation.columns.map { _ in .wildcard })
      var first: [(Atom, Day)] = []
      trusted.forEach(matching: pattern, .conceivable) { coded, days in
        first.append((trusted.atom(coded), Day(number: days[0].from)))
      }
      for (atom, day) in first { lines.append("\(try findings.explain(atom, on: day))") }
    }
    return lines.sorted()
  }

  @Test func `Supposing is the same as asking the changed record`() async throws {
    var carried = 0
    for seed in 0..<40 as Range<UInt64> {
      let chronicle = try SmallRecord.random(seed: seed, readings: 40).chronicle()
      let before = try await chronicle.findings(
        under: RandomDifferenceTests.book, horizon: RandomDifferenceTests.horizon)
      let known = try Self.words(before)
      var updated = before
      for step in 0..<3 as Range<UInt64> {
        let scenario = try RandomDifferenceTests.scenario(chronicle, seed: 1_000 * step + seed)
        updated = try await updated.updated(to: scenario.applied(to: chronicle))
        let supposed = try await before.supposing(scenario)
        let anew = try await chronicle.findings(
          under: RandomDifferenceTests.book, supposing: scenario,
          horizon: RandomDifferenceTests.horizon)
        let expected = try Self.words(anew)
        #expect(try Self.words(supposed) == expected, "seed \(seed), step \(step)")
        #expect(
          try Self.words(updated) == expected, "seed \(seed), step \(step), one after another")
        #expect(supposed.scenario == anew.scenario)
        #expect(supposed.facts == anew.facts, "seed \(seed), step \(step)")
        carried += supposed.levels.count { $0.model.updateCounts != nil }
      }
      #expect(try Self.words(before) == known, "seed \(seed)")
    }
    #expect(carried >= 100, "too few changes are carried through the rules")
  }

  static let owns = Relation<Lab, Lab>("owns")
  static let rests = Relation<Lab, Lab>("rests")
  static let lone = Relation<Lab>("lone")
  static let party = Relation<Lab>("party")

  /// Recursion through cycles, an exception in a window, and a variable that is held to its kind.
  static let book = Rulebook("Small") {
    Rule("Directly") { a, b in rests(a, b).when(owns(a, b)) }
    Rule("Further") { a, b, c in rests(a, c).when(rests(a, b), owns(b, c)) }
    Rule("Lone", strength: .probable) { a, b in
      lone(a).when(owns(a, b)).unless(rests(b, a).sometime(.past(3)))
    }
  }

  @Test func `A relation of the same name with other columns is another`() async throws {
    let (number, word) = (Relation<Party, Int>("weight"), Relation<Party, String>("weight"))
    let thing = Party("thing")
    func record(_ atom: Atom) throws -> Chronicle {
      var record = Chronicle(vocabulary: Vocabulary(relations: [atom.relation]))
      try record.add(
        entities: [thing],
        sources: [Source(id: "s", name: "S", reliability: .b)])
      try record.add(entries: [Entry("e", Statement([atom]), claims: [Claim(source: "s")])])
      return record
    }
    let records = [try record(number(thing, 5)), try record(word(thing, "heavy"))]
    for (old, new) in [(records[0], records[1]), (records[1], records[0])] {
      let updated = try await old.findings(under: Rulebook("None") {}).updated(to: new)
      #expect(updated.facts == (try new.facts()))
      #expect(try Self.words(updated) == Self.words(await new.findings(under: Rulebook("None") {})))
    }
  }

  @Test func `Changes that undo each other leave tables as they were`() async throws {
    let labs = (0..<4).map { Lab(EntityID("lab-\($0)")) }
    var facts = Facts()
    facts.insert(Self.owns, columns: Array(labs.dropLast()), Array(labs.dropFirst()))
    let before = try await facts.findings(under: Self.book)
    let (known, unknown) = (Self.owns(labs[0], labs[1]), Self.owns(labs[3], labs[0]))
    let january = try #require(Period(from: "2025-01-01", until: "2025-02-01"))
    let february = try #require(Period(from: "2025-02-01", until: "2025-03-01"))
    var (there, back) = (FactChanges(), FactChanges())
    there.remove(known, over: january)
    there.remove(known, over: february)
    there.add(unknown)
    back.remove(unknown)
    back.add(known, over: february)
    back.add(known, over: january)
    let changed = try await before.updated(with: there)
    #expect(changed.facts != before.facts)
    #expect(changed.facts.restated.count == 2)
    let after = try await changed.updated(with: back)
    #expect(after.facts == before.facts)
    #expect(after.facts.restated.isEmpty)
    #expect(try Self.words(after) == Self.words(before))
  }

  @Test func `Changed facts give what facts given so from the start do`() async throws {
    for seed in 0..<40 as Range<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let labs = (0..<5).map { Lab(EntityID("lab-\($0)")) }
      func period(_ random: inout RepeatableRandom) -> Period {
        let from = Int32(19_000 + random.number(0...8))
        return random.chance(20)
          ? .always
          : Period(
            from: Day(number: from), until: Day(number: from + Int32(random.number(1...6))))
            ?? .always
      }
      var facts = Facts()
      var given: [Atom: [Period]] = [:]
      let pairs = (0..<6).map { _ in (random.pick(labs), random.pick(labs)) }
      facts.insert(Self.owns, columns: pairs.map(\.0), pairs.map(\.1))
      for (a, b) in pairs { given[Self.owns(a, b)] = [.always] }
      for _ in 0..<3 {
        let (atom, days) = (Self.owns(random.pick(labs), random.pick(labs)), period(&random))
        facts.insert(atom, over: days)
        given[atom] = Period.coalesced(given[atom, default: []] + [days])
      }
      var findings = try await facts.findings(under: Self.book)
      for step in 0..<8 {
        var changes = FactChanges()
        for _ in 0..<random.number(1...2) {
          if random.chance(50), let atom = given.keys.sorted().randomElement(using: &random) {
            changes.remove(atom)
            given[atom] = nil
          } else {
            let (atom, days) = (Self.owns(random.pick(labs), random.pick(labs)), period(&random))
            changes.add(atom, over: days)
            given[atom] = Period.coalesced(given[atom, default: []] + [days])
          }
        }
        findings = try await findings.updated(with: changes)
        var plain = Facts()
        for (atom, periods) in given.sorted(by: { $0.key < $1.key }) {
          for period in periods { plain.insert(atom, over: period) }
        }
        let expected = try await plain.findings(under: Self.book)
        #expect(
          try Self.rows(findings) == Self.rows(expected), "seed \(seed), step \(step): \(changes)")
        let anew = try await findings.facts.findings(under: Self.book)
        #expect(try Self.words(findings) == Self.words(anew), "seed \(seed), step \(step)")
      }
    }
  }

  private static func rows(_ findings: Findings) throws -> [String] {
    try words(findings).filter { $0.contains(" on [") && !$0.contains("\n") }
  }

  @Test func `Part of a day's absence ends what rests on it`() async throws {
    let (a, b, c) = (Lab("a"), Lab("b"), Lab("c"))
    let year = try #require(Period(from: "2025-01-01", until: "2026-01-01"))
    let march = try #require(Period(from: "2025-03-01", until: "2025-04-01"))
    var facts = Facts()
    facts.insert(Self.owns(a, b), over: year)
    facts.insert(Self.owns(b, c), over: year)
    let findings = try await facts.findings(under: Self.book)
    var changes = FactChanges()
    changes.remove(Self.owns(b, c), over: march)
    let after = try await findings.updated(with: changes)
    let atom = Self.rests(a, c)
    #expect(try after.verdict(atom, on: "2025-02-28").outcome == .holds)
    #expect(try after.verdict(atom, on: "2025-03-01").outcome == .doesNotHold)
    #expect(try after.verdict(atom, on: "2025-04-01").outcome == .holds)
    #expect(try findings.verdict(atom, on: "2025-03-01").outcome == .holds)
  }

  @Test func `A cycle does not hold itself up`() async throws {
    let labs = ["a", "b", "c", "d"].map { Lab(EntityID($0)) }
    var facts = Facts()
    for (from, to) in [(0, 1), (1, 2), (2, 1), (2, 3)] {
      facts.insert(Self.owns(labs[from], labs[to]))
    }
    let findings = try await facts.findings(under: Self.book)
    #expect(findings.count(of: Self.rests) == 9)
    var changes = FactChanges()
    changes.remove(Self.owns(labs[0], labs[1]))
    let after = try await findings.updated(with: changes)
    // What a rested on hung together in a cycle, which it no longer leads to.
    #expect(after.count(of: Self.rests) == 6)
    #expect(findings.count(of: Self.rests) == 9)
  }

  @Test func `Changes that are no facts are refused, and a new relation is taken`() async throws {
    var changes = FactChanges()
    let isTaken = changes.add(Self.owns(Lab("a"), any()))
    #expect(!isTaken)
    #expect(changes.isEmpty)
    var facts = Facts()
    facts.insert(Self.owns(Lab("a"), Lab("b")))
    let findings = try await facts.findings(under: Self.book)
    changes.add(Self.party(Lab("z")))
    let after = try await findings.updated(with: changes)
    #expect(after.count(of: Self.party) == 1)
    #expect(after.count(of: Self.rests) == 1)
  }
}
