import TechDecoupling
import Testing

@Suite("Lineage of claims")
struct LineageTests {
  @Test("Five articles that repeat one report are one root")
  func fiveArticles() throws {
    let claims: [Claim] = [
      .relay("b1", "b3"), .relay("b2", "b3"), .relay("c1", "b3"), .relay("d1", "c1", "b3"),
      .relay("f1", "b2"),
    ]
    let appraisal = try #require(try RecordWords.appraisal(claims))
    #expect(appraisal.asserting.count == 1)
    let root = try #require(appraisal.asserting.first)
    #expect(root.source == "b3")
    #expect(root.grade == .b)
    #expect(root.chain == ["b1", "b3"])
    #expect(root.relayedBy == ["b1", "b2", "c1", "d1", "f1"])
    #expect(appraisal.credibility == .probable)
    #expect(appraisal.reason == "one root graded B")
  }

  @Test("A root's grade is the weakest along its best chain")
  func weakest() throws {
    #expect(try RecordWords.appraisal([.relay("c1", "a1")])?.asserting.first?.grade == .c)
    #expect(
      try RecordWords.appraisal([.relay("c1", "a1"), .relay("b1", "a1")])?.asserting.first?.grade
        == .b)
    #expect(try RecordWords.appraisal([.relay("b1", "interested")])?.asserting.first?.grade == .d)
  }

  @Test("A source's own claim is a chain of one, whoever relays it")
  func ownClaim() throws {
    let appraisal = try #require(try RecordWords.appraisal([.own("a1"), .relay("f1", "a1")]))
    #expect(appraisal.asserting.map(\.chain) == [["a1"]])
    #expect(appraisal.asserting.first?.relayedBy == ["f1"])
    #expect(appraisal.credibility == .probable)
  }

  @Test("A source that relays is followed to what it relays")
  func throughOthers() throws {
    let appraisal = try #require(
      try RecordWords.appraisal([.relay("c1", "b1"), .relay("b1", "a1")]))
    #expect(appraisal.asserting.map(\.source) == ["a1"])
    #expect(appraisal.asserting.first?.chain == ["b1", "a1"])
    #expect(appraisal.asserting.first?.relayedBy == ["b1", "c1"])
  }

  @Test("What a source says itself counts, not what others say that it said")
  func ownStance() throws {
    let claims: [Claim] = [.relay("b1", "b2"), .own("b2", .denies), .own("c1")]
    let appraisal = try #require(try RecordWords.appraisal(claims))
    #expect(appraisal.asserting.map(\.source) == ["c1"])
    #expect(appraisal.denying.map(\.source) == ["b2"])
  }

  @Test("Claims of unstated origin are one root together, with the best of their grades")
  func unstated() throws {
    let appraisal = try #require(
      try RecordWords.appraisal([Claim(source: "c1"), Claim(source: "b1"), Claim(source: "b2")]))
    #expect(appraisal.asserting.map(\.source) == [nil])
    #expect(appraisal.asserting.first?.grade == .b)
    #expect(appraisal.asserting.first?.relayedBy == ["b1", "b2", "c1"])
    #expect(appraisal.credibility == .probable)
  }

  @Test("Claims of unstated origin do not count beside another root")
  func unstatedBesideRoot() throws {
    let appraisal = try #require(try RecordWords.appraisal([Claim(source: "b1"), .own("c1")]))
    #expect(appraisal.asserting.map(\.source) == ["c1"])
    #expect(appraisal.credibility == .possible)
  }

  @Test("A denial of unstated origin weighs beside other denials")
  func unstatedDenial() throws {
    let claims: [Claim] = [
      .own("b1"), Claim(source: "a1", stance: .denies), .own("b2", .denies),
    ]
    #expect(try RecordWords.credibility(claims) == .improbable)
  }

  @Test("The people in an attribution are not sources")
  func people() throws {
    var claim = Claim.own("b1")
    claim.attribution = Attribution(people: 2, role: "familiar with the matter")
    let appraisal = try #require(try RecordWords.appraisal([claim]))
    #expect(appraisal.credibility == .probable)
    #expect(appraisal.asserting.first?.attributions.first?.people == 2)
  }

  @Test("A source speaks by its latest claim")
  func latest() throws {
    let claims: [Claim] = [
      .own("b1", reported: "2026-02-10"), .own("b1", .denies, reported: "2026-02-12"),
      .own("c1", reported: "2026-02-11"),
    ]
    #expect(try RecordWords.credibility(claims) == .improbable)
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-11") == .confirmed)
  }

  @Test("Claims of one day all speak")
  func oneDay() throws {
    let claims: [Claim] = [
      .own("b1", reported: "2026-02-10"), .own("b1", .denies, reported: "2026-02-10"),
    ]
    let appraisal = try #require(try RecordWords.appraisal(claims))
    #expect(appraisal.asserting.count == 1)
    #expect(appraisal.denying.count == 1)
    #expect(appraisal.credibility == .possible)
  }

  @Test("Beside its own claim a source speaks by its latest relay of each source")
  func latestRelays() throws {
    let claims: [Claim] = [
      .relay("b1", "a1", reported: "2026-02-10"), .relay("b1", "a2", reported: "2026-02-11"),
      .relay("b1", "a1", stance: .denies, reported: "2026-02-12"),
    ]
    let appraisal = try #require(try RecordWords.appraisal(claims))
    #expect(appraisal.asserting.map(\.source) == ["a2"])
    #expect(appraisal.denying.map(\.source) == ["a1"])
  }

  // MARK: - Withdrawals

  @Test(
    "A withdrawal silences the source's earlier claims and what relays them, through others too")
  func withdrawal() throws {
    let claims: [Claim] = [
      .own("b1", reported: "2026-02-10"), .relay("b2", "b1", reported: "2026-02-11"),
      .relay("b3", "b2", reported: "2026-02-20"), .own("c1", reported: "2026-02-12"),
      .own("b1", .withdraws, reported: "2026-02-15"),
    ]
    let appraisal = try #require(try RecordWords.appraisal(claims))
    #expect(appraisal.asserting.map(\.source) == ["c1"])
    #expect(appraisal.claims.map(\.source) == ["c1"])
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-14") == .confirmed)
  }

  @Test("What a source says on the day of its withdrawal or later stands")
  func afterWithdrawal() throws {
    let claims: [Claim] = [
      .own("b1", reported: "2026-02-10"), .own("b1", .withdraws, reported: "2026-02-15"),
      .own("b1", reported: "2026-02-16"), .relay("b2", "b1", reported: "2026-02-17"),
      .relay("b3", "b1", reported: "2026-02-17", of: "2026-02-10"),
    ]
    let appraisal = try #require(try RecordWords.appraisal(claims))
    #expect(appraisal.asserting.map(\.source) == ["b1"])
    #expect(appraisal.asserting.first?.relayedBy == ["b2"])
  }

  @Test("A relay of a source that was never read is silenced by that source's withdrawal")
  func unreadWithdrawal() throws {
    let claims: [Claim] = [
      .relay("b2", "b1", reported: "2026-02-11"), .own("b1", .withdraws, reported: "2026-02-15"),
    ]
    #expect(try RecordWords.credibility(claims) == nil)
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-12") == .probable)
  }

  @Test("A withdrawal that names relays takes back only those")
  func withdrawnRelay() throws {
    let claims: [Claim] = [
      .relay("b1", "a1", "a2", reported: "2026-02-10"),
      .relay("b1", "a1", stance: .withdraws, reported: "2026-02-15"),
    ]
    #expect(try RecordWords.appraisal(claims)?.asserting.map(\.source) == ["a2"])
  }

  @Test("A source that has other voices left is still relayed")
  func otherVoices() throws {
    let claims: [Claim] = [
      .relay("b1", "a1", "a2", reported: "2026-02-10"), .relay("c1", "b1", reported: "2026-02-11"),
      .own("a1", .withdraws, reported: "2026-02-12"),
    ]
    let appraisal = try #require(try RecordWords.appraisal(claims))
    #expect(appraisal.asserting.map(\.source) == ["a2"])
    #expect(appraisal.asserting.first?.relayedBy == ["b1", "c1"])
  }

  @Test("What a source says later does not keep alive a relay of what it passed on before")
  func laterVoice() throws {
    func claims(of day: DateRange?) -> [Claim] {
      [
        .own("a1", reported: "2026-02-01"), .relay("b1", "a1", reported: "2026-02-03"),
        .own("b1", reported: "2026-02-08"),
        .relay("c1", "b1", reported: "2026-02-04", of: day),
        .own("a1", .withdraws, reported: "2026-02-10"),
      ]
    }
    for day: DateRange? in ["2026-02-03", nil] {
      let appraisal = try #require(try RecordWords.appraisal(claims(of: day)))
      #expect(appraisal.asserting.map(\.source) == ["b1"])
      #expect(appraisal.asserting.first?.relayedBy == [])
      #expect(appraisal.claims.map(\.source) == ["b1"])
    }
  }

  @Test("A relay of an imprecise day falls with what its source said in that range")
  func impreciseDayOfRelay() throws {
    func claims(withdrawn day: DateRange) -> [Claim] {
      [
        .own("b1", reported: "2026-02-03"),
        .relay("c1", "b1", reported: "2026-03-01", of: "2026-02"),
        .own("b1", .withdraws, reported: day), .own("b1", reported: "2026-02-27"),
      ]
    }
    let fallen = Array(claims(withdrawn: "2026-02-15").prefix(3))
    #expect(try RecordWords.credibility(fallen) == nil)
    let stands = try #require(try RecordWords.appraisal(claims(withdrawn: "2026-02-15")))
    #expect(stands.asserting.first?.relayedBy == ["c1"])
  }

  @Test("A relay of another day's words outlives the withdrawal of what its source relayed")
  func dayOfRelay() throws {
    let claims: [Claim] = [
      .own("b1", reported: "2026-02-02"), .relay("b1", "a1", reported: "2026-02-03"),
      .relay("c1", "b1", reported: "2026-02-04", of: "2026-02-02"),
      .relay("c2", "b1", reported: "2026-02-04", of: "2026-02-03"),
      .own("a1", .withdraws, reported: "2026-02-10"),
    ]
    let appraisal = try #require(try RecordWords.appraisal(claims))
    #expect(appraisal.asserting.first?.relayedBy == ["c1"])
  }

  // MARK: - Known by

  @Test("A withdrawal of a relay is known from its own day, whatever the day of what it relayed")
  func withdrawalKnownBy() throws {
    let claims: [Claim] = [
      .relay("b1", "a1", reported: "2026-02-10", of: "2026-02-09"),
      .relay("b1", "a1", stance: .withdraws, reported: "2026-02-15", of: "2026-02-09"),
    ]
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-14") == .probable)
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-15") == nil)
  }

  @Test("A claim counts from its own day, a relay from the day of what it relays")
  func knownBy() throws {
    let claims: [Claim] = [.relay("c1", "b1", reported: "2026-02-28", of: "2026-02-25")]
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-24") == nil)
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-25") == .possible)
  }

  @Test("Of an imprecise day the last counts")
  func impreciseDay() throws {
    let claims: [Claim] = [.own("b1", reported: "2026-02")]
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-27") == nil)
    #expect(try RecordWords.credibility(claims, knownBy: "2026-02-28") == .probable)
    #expect(
      try RecordWords.credibility([.own("b1", reported: "[2026-02..]")], knownBy: "2099-01-01")
        == nil)
  }

  @Test(
    "Without a day of its own a claim has its source's day of publication, or counts only always")
  func publication() throws {
    var source = Source(id: "paper", reliability: .b)
    let entry = RecordWords.event(claims: [.own("paper")])
    func isKnown(_ day: Day?) throws -> Bool {
      let chronicle = try RecordWords.chronicle([entry], sources: [source])
      return try chronicle.facts(from: Viewpoint(knownBy: day))[RecordWords.holds(RecordWords.lab)]
        != nil
    }
    #expect(try isKnown(nil))
    #expect(try !isKnown("2026-03-01"))
    source.published = "2026-02-25"
    #expect(try isKnown("2026-03-01"))
    #expect(try !isKnown("2026-02-24"))
  }
}
