import TechDecoupling
import TestSupport
import Testing

/// Differences of random records against the verdicts of each day.
@Suite struct RandomDifferenceTests {
  static let horizon =
    Horizon(
      from: Day(number: SmallRecord.days.lowerBound),
      until: Day(number: SmallRecord.days.upperBound)) ?? .standard

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

  @Test(.timeLimit(.minutes(5)))
  func `Each day is different as its verdicts say, because of a change`() async throws {
    var rowCount = 0
    var kinds: Set<Difference.Change> = []
    for seed in 0..<300 as Range<UInt64> {
      let chronicle = try SmallRecord.random(seed: seed, readings: 40).chronicle()
      let scenario = try Self.scenario(chronicle, seed: seed)
      let before = try await chronicle.findings(under: Self.book, horizon: Self.horizon)
      let after = try await chronicle.findings(
        under: Self.book, supposing: scenario, horizon: Self.horizon)
      let difference = try after.difference(from: before)
      rowCount += difference.rows.count
      kinds.formUnion(difference.rows.map(\.change))
      try Self.check(difference, before, after, "seed \(seed): \(scenario.changes)")
    }
    #expect(rowCount > 500)
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
    var atoms: Set<Atom> = []
    for findings in [before, after] {
      for relation in relations where findings.relations[relation.name] != nil {
        let pattern = Atom(
          relation: relation, arguments: relation.columns.map { _ in .wildcard })
        atoms.formUnion(try findings.atoms(matching: pattern, conceivable: true))
      }
    }
    for atom in atoms {
      let rows = difference.rows.filter { $0.atom == atom }
      for number in SmallRecord.days {
        let day = Day(number: number)
        let (old, new) = (try state(of: atom, on: day, before), try state(of: atom, on: day, after))
        let told = rows.filter { $0.days.contains { $0.contains(day) } }
        #expect(told.count == (old == new ? 0 : 1), "\(atom) on \(day), \(comment)")
        for row in told where row.change != .shifts {
          #expect(row.change == change(from: old, to: new), "\(atom) on \(day), \(comment)")
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

  /// How an atom stands: no relation, no fact.
  private static func state(
    of atom: Atom, on day: Day, _ findings: Findings
  ) throws -> (Verdict.Outcome, Credibility?) {
    guard findings.relations[atom.relation.name] != nil else { return (.doesNotHold, nil) }
    let verdict = try findings.verdict(atom, on: day)
    return (verdict.outcome, verdict.credibility)
  }

  private static func change(
    from old: (Verdict.Outcome, Credibility?), to new: (Verdict.Outcome, Credibility?)
  ) -> Difference.Change {
    if old.0 == .doesNotHold { return .begins }
    if new.0 == .doesNotHold { return .ends }
    if old.0 == .indeterminate { return .gainsCertainty }
    if new.0 == .indeterminate { return .losesCertainty }
    let levels = [old.1 ?? .notJudged, new.1 ?? .notJudged]
    return levels[0] < levels[1] ? .gainsCredibility : .losesCredibility
  }

  @Test(.timeLimit(.minutes(5)))
  func `What a conclusion needs is what it fails without, and a sole cause is needed`()
    async throws
  {
    var neededCount = 0
    for seed in 0..<60 as Range<UInt64> {
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
    #expect(neededCount > 20)
  }
}
