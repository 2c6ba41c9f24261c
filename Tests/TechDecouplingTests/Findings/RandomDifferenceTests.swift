import TechDecoupling
import TestSupport
import Testing

/// Differences of random records against the verdicts of each day.
@Suite struct RandomDifferenceTests {
  static let horizon =
    Horizon(
      from: Day(number: SmallRecord.days.lowerBound),
      until: Day(number: SmallRecord.days.upperBound)) ?? .standard

  static let vocabulary = Vocabulary(
    kinds: Array(Vocabulary.standard.kinds.values),
    relations: Array(Vocabulary.standard.relations.values) + [
      SmallRecord.uses.signature, SmallRecord.supplies.signature, SmallRecord.ranks.signature,
    ])

  static let reached = Relation<Lab, Lab>("reached")
  static let free = Relation<Lab>("free")
  static let lately = Relation<Lab>("lately")
  static let many = Relation<Int>("many")

  /// Recursion, an exception, a window and an aggregate.
  static let book = Rulebook("Small") {
    Rule("Direct") { a, b in reached(a, b).when(SmallRecord.supplies(a, b)) }
    Rule("Further") { a, b, c in
      reached(a, c).when(reached(a, b), SmallRecord.supplies(b, c))
    }
    Rule("Free", strength: .probable) { a in
      free(a).when(SmallRecord.uses(a)).unless(reached(a, a), SmallRecord.ranks(a, 3))
    }
    Rule("Lately") { a in
      lately(a).when(free(a)).unless(SmallRecord.ranks(a, any()).sometime(.past(2)))
    }
    Rule("Many") { (number: Variable<Int>, a: Variable<Lab>, b: Variable<Lab>) in
      many(number).when(
        SmallRecord.uses(a), number == count(per: b, where: SmallRecord.uses(b)))
    }
  }

  /// A scenario of one to three random changes to a record.
  static func scenario(_ record: Chronicle, seed: UInt64) throws -> Scenario {
    var random = RepeatableRandom(seed: seed)
    let other = try SmallRecord.random(seed: seed &+ 100_000, readings: 40).chronicle()
    var ids = record.entries.map(\.id)
    var changes: [Scenario.Change] = []
    for _ in 0..<random.number(1...3) where !ids.isEmpty {
      let id = ids.remove(at: random.number(0...ids.count - 1))
      switch random.number(0...4) {
      case 0: changes.append(.retract(id))
      case 1: changes.append(.deny(id))
      case 2: changes.append(.confirm(id))
      case 3:
        var entry = random.pick(other.entries)
        entry.id = EntryID("new-\(id)")
        changes.append(.add(entry))
      default:
        let atom = SmallRecord.supplies(
          Lab(EntityID("lab-\(random.number(0...2))")), Lab(EntityID("lab-\(random.number(0...2))"))
        )
        changes.append(.suppose(atom, over: "2024-10-05/.."))
      }
    }
    return try Scenario("scenario \(seed)", changes)
  }

  @Test(.timeLimit(.minutes(60)))
  func `Each day is different as its verdicts say, because of a change`() async throws {
    var rowCount = 0
    var kinds: Set<Difference.Change> = []
    for seed in 0..<200 as Range<UInt64> {
      let chronicle = try SmallRecord.random(seed: seed, readings: 40).chronicle()
      let scenario = try Self.scenario(chronicle, seed: seed)
      #expect(
        try Scenario(json: scenario.json, vocabulary: Self.vocabulary) == scenario,
        "seed \(seed)")
      let before = try await chronicle.findings(under: Self.book, horizon: Self.horizon)
      let after = try await chronicle.findings(
        under: Self.book, supposing: scenario, horizon: Self.horizon)
      let difference = try after.difference(from: before)
      rowCount += difference.rows.count
      kinds.formUnion(difference.rows.map(\.change))
      try Self.check(difference, before, after, "seed \(seed): \(scenario.changes)")
    }
    #expect(rowCount > 400)
    // A change of credibility needs graded claims.
    #expect(
      kinds.isSuperset(of: [.begins, .ends, .shifts, .gainsCertainty, .losesCertainty]), "\(kinds)")
  }

  private static func check(
    _ difference: Difference, _ before: Findings, _ after: Findings, _ comment: String
  ) throws {
    let relations = [
      SmallRecord.uses.signature, SmallRecord.supplies.signature, SmallRecord.ranks.signature,
      reached.signature, free.signature, lately.signature, many.signature,
    ]
    let patterns = relations.map { relation in
      Atom(relation: relation, arguments: relation.columns.map { _ in .wildcard })
    }
    for number in SmallRecord.days {
      let day = Day(number: number)
      let (old, new) = (
        try states(of: patterns, on: day, before), try states(of: patterns, on: day, after)
      )
      let told = Dictionary(
        grouping: difference.rows.filter { $0.days.contains { $0.contains(day) } }, by: \.atom)
      for atom in Set(old.keys).union(new.keys).union(told.keys) {
        let (rows, change) = (told[atom] ?? [], change(from: old[atom], to: new[atom]))
        #expect(rows.count == (change == nil ? 0 : 1), "\(atom) on \(day), \(comment)")
        for row in rows where row.change != .shifts {
          #expect(row.change == change, "\(atom) on \(day), \(comment)")
        }
      }
    }
    for row in difference.rows {
      #expect(!row.causes.isEmpty, "no cause of \(row), \(comment)")
      for cause in row.causes {
        guard case .change(let change) = cause.origin else {
          Issue.record("\(cause) is no change, of \(row), \(comment)")
          continue
        }
        #expect(after.scenario.changes.contains(change))
      }
    }
  }

  /// The atoms that are conceivable on a day, and whether they certainly hold.
  private static func states(
    of patterns: [Atom], on day: Day, _ findings: Findings
  ) throws -> [Atom: Bool] {
    var states: [Atom: Bool] = [:]
    for pattern in patterns where findings.relations[pattern.relation.name] != nil {
      for atom in try findings.atoms(matching: pattern, on: day, conceivable: true) {
        states[atom] = false
      }
      for atom in try findings.atoms(matching: pattern, on: day) { states[atom] = true }
    }
    return states
  }

  private static func change(from old: Bool?, to new: Bool?) -> Difference.Change? {
    switch (old, new) {
    case (nil, nil), (true, true), (false, false): nil
    case (nil, _): .begins
    case (_, nil): .ends
    case (false, _): .gainsCertainty
    case (true, _): .losesCertainty
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func `What is denied holds on the days on which it would without the entry`() async throws {
    var differingCount = 0
    for seed in 0..<100 as Range<UInt64> {
      let chronicle = try SmallRecord.random(seed: seed, readings: 40).chronicle()
      let id = chronicle.entries[Int(seed) % chronicle.entryCount].id
      func findings(_ changes: [Scenario.Change]) async throws -> Findings {
        try await chronicle.findings(
          under: Self.book, supposing: Scenario("what if", changes), horizon: Self.horizon)
      }
      let (denied, retracted) = (
        try await findings([.deny(id)]), try await findings([.retract(id)])
      )
      let difference = try denied.difference(from: retracted)
      #expect(difference.isEmpty, "seed \(seed): \(difference)")
      if try await !denied.difference(from: findings([])).isEmpty { differingCount += 1 }
    }
    #expect(differingCount > 50)
  }

  @Test func `Changes made one after the other are those made together`() throws {
    for seed in 0..<200 as Range<UInt64> {
      let chronicle = try SmallRecord.random(seed: seed, readings: 40).chronicle()
      let scenario = try Self.scenario(chronicle, seed: seed)
      var changed = chronicle
      for change in scenario.changes {
        changed = try Scenario("one", [change]).applied(to: changed)
      }
      #expect(try scenario.applied(to: chronicle) == changed, "seed \(seed): \(scenario.changes)")
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func `What a conclusion needs is what it fails without, and a sole cause is needed`()
    async throws
  {
    var neededCount = 0
    for seed in 0..<30 as Range<UInt64> {
      let chronicle = try SmallRecord.random(seed: seed, readings: 40).chronicle()
      let scenario = try Self.scenario(chronicle, seed: seed)
      let before = try await chronicle.findings(under: Self.book, horizon: Self.horizon)
      let after = try await chronicle.findings(
        under: Self.book, supposing: scenario, horizon: Self.horizon)
      for row in try after.difference(from: before).rows
      where row.change == .begins && row.isConcluded {
        let day = row.days[0].from ?? Self.horizon.from
        let needed = try await after.changes(neededFor: row.atom, on: day)
        neededCount += needed.count
        if scenario.changes.count == 1 {
          #expect(needed == scenario.changes, "seed \(seed): \(row)")
        }
        // All changes together are what it begins with: those not needed can stand in for others.
        for change in needed { #expect(scenario.changes.contains(change)) }
        let behind = try after.changes(behind: row.atom, on: day)
        if behind.count == 1, needed.isEmpty { continue }
        #expect(behind.count + needed.count > 0, "seed \(seed): \(row)")
      }
    }
    #expect(neededCount > 10)
  }
}
