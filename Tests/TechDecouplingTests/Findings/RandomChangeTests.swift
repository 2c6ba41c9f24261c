import TechDecoupling
import TestSupport
import Testing

/// Sets of changes on random small records, against the evaluation of every set.
@Suite struct RandomChangeTests {
  typealias D = RandomDifferenceTests
  typealias S = SmallRecord

  static let few = Relation<Lab>("few")

  static let book = Rulebook("Small") {
    D.book
    Rule("Few") { (a: Variable<Lab>, b: Variable<Lab>) in
      few(a).when(S.uses(a), count(per: b, where: S.supplies(a, b)) <= 1)
    }
    Rule("Direct only", strength: .confirmed) { a, b in
      D.reached(a, b).when(S.supplies(b, a).always(.past(1)), few(a))
    }
  }

  static func lab(_ number: Int) -> Lab { Lab(EntityID("lab-\(number)")) }

  /// Candidates for a record, and the single changes that they stand for.
  static func candidates(
    _ record: Chronicle, on day: Day, _ random: inout RepeatableRandom
  ) -> (candidates: [Candidate], changes: [Scenario.Change]) {
    var candidates: [Candidate] = []
    var changes: [Scenario.Change] = []
    let ids = record.entries.map(\.id)
    for _ in 0..<4 where !ids.isEmpty {
      let id = random.pick(ids)
      let change: Scenario.Change =
        random.pick([.deny(id), .confirm(id), .retract(id), .withdraw("witness")])
      candidates.append(.change(change))
      changes.append(change)
    }
    let period = DatePeriod(from: day, to: nil)
    let first = lab(random.number(0...2))
    switch random.number(0...2) {
    case 0:
      candidates.append(.recording(S.supplies(first, any())))
      changes += (0...2).map { .suppose(S.supplies(first, lab($0)), over: period) }
    case 1:
      candidates.append(.recording(S.uses(any())))
      changes += (0...2).map { .suppose(S.uses(lab($0)), over: period) }
    default:
      let lasting: DatePeriod = "2024-10-05/2024-10-06"
      candidates.append(.recording(S.ranks(first, 3), over: lasting))
      changes.append(.suppose(S.ranks(first, 3), over: lasting))
      candidates.append(.recording(S.supplies(lab(0), lab(1))))
      changes.append(.suppose(S.supplies(lab(0), lab(1)), over: period))
    }
    return (candidates, Array(Set(changes)))
  }

  static func atom(_ random: inout RepeatableRandom) -> Atom {
    let (a, b) = (lab(random.number(0...2)), lab(random.number(0...2)))
    switch random.number(0...5) {
    case 0, 1: return D.reached(a, b)
    case 2: return D.free(a)
    case 3: return D.lately(a)
    case 4: return few(a)
    default: return D.many(random.number(0...3))
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func `The sets of the least size are those of all that were evaluated`() async throws {
    var counts: [Int: Int] = [:]
    var ceasing = 0
    var (evaluated, all) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let chronicle = try S.random(seed: seed, readings: 40).chronicle()
      let day = Day(
        number: S.days.lowerBound + Int32(random.number(1...S.days.count - 1)))
      let (candidates, changes) = Self.candidates(chronicle, on: day, &random)
      let before = try await chronicle.findings(under: Self.book, horizon: D.horizon)
      var worlds: [(set: Set<Scenario.Change>, findings: Findings)] = []
      for set in Self.subsets(of: changes) {
        guard let scenario = try? Scenario("set", set),
          let findings = try? await chronicle.findings(
            under: Self.book, supposing: scenario, horizon: D.horizon)
        else { continue }
        worlds.append((Set(set), findings))
      }
      for _ in 0..<9 {
        let atom = Self.atom(&random)
        guard before.relations[atom.relation.name] != nil else { continue }
        let holds = try before.verdict(atom, on: day).outcome == .holds
        var turning: [Set<Scenario.Change>] = []
        for (set, findings) in worlds
        where turning.first.map({ $0.count == set.count }) ?? true {
          if try (findings.verdict(atom, on: day).outcome == .holds) != holds {
            turning.append(set)
          }
        }
        let answer = try await before.whatWouldChange(atom, on: day, among: candidates)
        #expect(answer.makesItHold == !holds)
        #expect(
          Set(answer.sets.map { Set($0) }) == Set(turning),
          "seed \(seed), \(atom) on \(day), among \(changes)")
        #expect(answer.sets.count == turning.count)
        counts[turning.first?.count ?? 0, default: 0] += 1
        if holds && !turning.isEmpty { ceasing += 1 }
        evaluated += answer.evaluatedCount
        all += worlds.count
      }
    }
    #expect(counts[1, default: 0] > 40, "\(counts)")
    #expect(counts[2, default: 0] > 8, "\(counts)")
    #expect(counts[3, default: 0] > 0, "\(counts)")
    #expect(ceasing > 20)
    #expect(evaluated < all / 4, "\(evaluated) of \(all)")
  }

  /// The sets of one to three changes, the smaller first.
  private static func subsets(of changes: [Scenario.Change]) -> [[Scenario.Change]] {
    let single = changes.map { [$0] }
    let indices = changes.indices
    let pairs = indices.flatMap { a in
      indices.filter { $0 > a }.map { [changes[a], changes[$0]] }
    }
    let triples = indices.flatMap { a in
      indices.filter { $0 > a }.flatMap { b in
        indices.filter { $0 > b }.map { [changes[a], changes[b], changes[$0]] }
      }
    }
    return single + pairs + triples
  }
}
