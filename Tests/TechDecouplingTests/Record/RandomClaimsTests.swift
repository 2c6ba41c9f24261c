import TechDecoupling
import TestSupport
import Testing

/// Laws of lineage and levels, on random claims.
@Suite("Random claims", .timeLimit(.minutes(60)))
struct RandomClaimsTests {
  private static let sources: [SourceID] = ["a1", "b1", "b2", "c1", "c2", "d1", "f1", "interested"]
  private static let days: [DateRange?] = [
    "2026-02-01", "2026-02-02", "2026-02-03", "2026-02", nil,
  ]

  /// Claims in which a source relays only those before it, so that there is no circle.
  private static func claims(_ random: inout RepeatableRandom) -> [Claim] {
    (0..<random.number(1...7)).map { _ in
      let number = random.number(0...(sources.count - 1))
      let stance = random.pick([
        Claim.Stance.asserts, .asserts, .asserts, .denies, .unclear, .declines, .withdraws,
      ])
      var claim = Claim(source: sources[number], stance: stance, reported: random.pick(days))
      if number > 0 && random.chance(60) {
        for _ in 0..<random.number(1...2) {
          claim.relays.append(
            Relay(sources[random.number(0...(number - 1))], reported: random.pick(days)))
        }
      } else {
        claim.isFirstHand = random.chance(70)
      }
      if random.chance(30) { claim.attribution = Attribution(isInterested: random.chance(30)) }
      return claim
    }
  }

  private func appraisal(_ claims: [Claim], knownBy: Day? = nil) throws -> Appraisal? {
    try RecordWords.appraisal(claims, knownBy: knownBy)
  }

  @Test("The order of claims does not matter")
  func order() throws {
    var random = RepeatableRandom(seed: 3)
    for round in 0..<400 {
      let claims = Self.claims(&random)
      let first = try appraisal(claims)
      let second = try appraisal(claims.shuffled(using: &random))
      #expect(first == second, "round \(round): \(claims)")
    }
  }

  @Test("Who repeats a root adds none, and makes none better")
  func repeats() throws {
    var random = RepeatableRandom(seed: 4)
    var repeatCount = 0
    for round in 0..<400 {
      let claims = Self.claims(&random).filter { $0.stance != .withdraws }
      guard let before = try appraisal(claims),
        let root = before.asserting.first, let source = root.source, root.chain.count == 1
      else { continue }
      repeatCount += 1
      let after = try #require(try appraisal(claims + [.relay("a2", source)]))
      #expect(
        after.asserting.map(\.source) == before.asserting.map(\.source), "round \(round): \(claims)"
      )
      #expect(
        after.asserting.map(\.grade) == before.asserting.map(\.grade), "round \(round): \(claims)")
      #expect(after.credibility == before.credibility, "round \(round): \(claims)")
    }
    #expect(repeatCount > 50)
  }

  @Test("A denial never makes anything more credible, and declining changes nothing")
  func denialsAndRefusals() throws {
    var random = RepeatableRandom(seed: 5)
    for round in 0..<400 {
      let claims = Self.claims(&random)
      guard let before = try appraisal(claims)?.credibility else { continue }
      let denied = try appraisal(claims + [.own("b3", .denies)])?.credibility
      #expect(denied.map { $0 <= before } ?? false, "round \(round): \(claims)")
      let refused = try appraisal(claims + [.own("b3", .declines)])?.credibility
      #expect(refused == before, "round \(round): \(claims)")
    }
  }

  @Test("What is withdrawn by all who speak is asserted by nobody")
  func withdrawn() throws {
    var random = RepeatableRandom(seed: 6)
    for round in 0..<300 {
      let claims = Self.claims(&random)
      let speakers = Set(claims.map(\.source) + claims.flatMap { $0.relays.map(\.source) })
      let withdrawals = speakers.sorted().map { Claim.own($0, .withdraws, reported: "2026-04-01") }
      #expect(try appraisal(claims + withdrawals)?.credibility == nil, "round \(round): \(claims)")
    }
  }

  @Test("As known by a day counts what was reported by then, whatever comes later")
  func later() throws {
    var random = RepeatableRandom(seed: 8)
    for round in 0..<300 {
      let claims = Self.claims(&random)
      let later = Self.claims(&random).map { claim in
        var claim = claim
        claim.reported = "2026-03-05"
        claim.relays = claim.relays.map { Relay($0.source, reported: "2026-03-04") }
        return claim
      }
      let before = try appraisal(claims, knownBy: "2026-02-28")
      let after = try appraisal(claims + later, knownBy: "2026-02-28")
      #expect(before == after, "round \(round): \(claims) and then \(later)")
    }
  }

  @Test("Facts of a level without one of its own are those of the level below")
  func levels() throws {
    var random = RepeatableRandom(seed: 9)
    for round in 0..<60 {
      let entries = (0..<4).map { number in
        let labs = [RecordWords.lab, RecordWords.other]
        return RecordWords.event(
          EntryID("entry-\(number)"), on: random.pick(["2026-01", "2026-02-03", "2026"]),
          begins: number < 3 ? [RecordWords.holds(random.pick(labs))] : [],
          ends: number == 3 ? [RecordWords.holds(any())] : [], claims: Self.claims(&random))
      }
      let chronicle = try RecordWords.chronicle(entries)
      var below: Facts?
      for level in Credibility.allCases {
        let facts = try chronicle.facts(from: Viewpoint(trusting: level))
        for fact in facts.rows {
          for days in fact.certain {
            #expect(
              fact.conceivable.contains { $0.contains(days) },
              "round \(round), \(level): \(fact.atom)")
          }
          // What is taken at a level was taken below, certain or conceivable.
          if let below { #expect(below[fact.atom] != nil, "round \(round), \(level)") }
        }
        below = facts
      }
    }
  }
}

extension Period {
  /// Whether all days of another period lie in this one.
  fileprivate func contains(_ other: Period) -> Bool {
    let starts =
      from == nil || (other.from.map { start in from.map { $0 <= start } ?? true } ?? false)
    let ends = until == nil || (other.until.map { end in until.map { end <= $0 } ?? true } ?? false)
    return starts && ends
  }
}
