import TechDecoupling
import Testing

/// Who stands by name, and how far sources can be followed.
@Suite("Speakers and rankings of sources") struct SourceAssessmentTests {
  private let event = RecordWords.event(
    claims: [
      Claim(source: "b1", relays: [Relay("b2")]), Claim(source: "b2", relays: [Relay("a1")]),
      Claim(source: "b3"), Claim(source: "interested", relays: [Relay("a1")]),
      Claim(source: "c1", relays: [Relay("a1")]), Claim(source: "f1"),
      Claim(
        source: "b3",
        attribution: Attribution(speaker: "Ann Lee", role: "analyst", isInterested: true)),
    ])

  private func chronicle() throws -> Chronicle {
    try RecordWords.chronicle([
      event,
      Entry(
        "references", Statement([], words: "The list holds two more."),
        claims: [Claim(source: "c1", relays: [Relay("d1"), Relay("d2"), Relay("a1")])]),
      Entry(
        "opinion", Statement([], holding: Holding(holder: "Ann Lee"), words: "It will last."),
        claims: [
          Claim(
            source: "b1",
            attribution: Attribution(speaker: "Ann Lee", role: "head of research"))
        ]),
    ])
  }

  @Test("A speaker has all that is said by that name, with the roles that sources give")
  func speakers() throws {
    let speakers = try chronicle().speakers()
    #expect(speakers.map(\.name) == ["Ann Lee"])
    let speaker = try #require(speakers.first)
    #expect(speaker.testimonies.map(\.entry) == ["event", "opinion"])
    #expect(speaker.testimonies.map(\.claim.source) == ["b3", "b1"])
    #expect(speaker.roles == ["analyst", "head of research"])
    #expect(speaker.isInterested)
  }

  @Test("Not interested before interested, then by reliability, then by what can be traced")
  func ranking() throws {
    let ranking = try chronicle().ranking(
      of: ["f1", "interested", "c1", "b3", "b1", "unknown"])
    #expect(ranking.map(\.source.id) == ["b1", "b3", "c1", "f1", "interested"])
  }

  @Test("Each place in a ranking comes with its reasons")
  func reasons() throws {
    let ranking = try chronicle().ranking(of: ["f1", "interested", "c1", "b3", "b1"])
    #expect(
      ranking.map(\.description) == [
        "b1: reliability B; says of 2 of its 2 claims where they come from: b2; has a1 through b2 alone; names 1 speaker: Ann Lee; marks 1 claim as opinion",
        "b3: reliability B; says of 1 of its 2 claims where they come from; names 1 speaker: Ann Lee",
        "c1: reliability C; says of 2 of its 2 claims where they come from: a1; 2 references of its list bear on nothing recorded",
        "f1: reliability F; says of none of its 1 claim where it comes from",
        "interested: reliability B; interested: it gains from being believed; says of 1 of its 1 claim where they come from: a1",
      ])
  }

  @Test("A reference counts for what it is cited for, and for nothing else")
  func idleReferences() throws {
    let assessed = try #require(try chronicle().ranking(of: ["c1"]).first)
    #expect(assessed.relayed == ["a1"])
    #expect(assessed.idleReferences == ["d1", "d2"])
    let facts = try chronicle().facts(from: Viewpoint(trusting: .notJudged))
    let supports = facts[RecordWords.holds(RecordWords.lab)]?.supports ?? []
    let roots = supports.flatMap(\.appraisal.asserting)
    #expect(roots.map(\.source) == ["a1"])
    #expect(roots.first?.relayedBy == ["b1", "b2", "c1", "interested"])
  }

  @Test("A proof lists the roots that assert its leaves, each once, and none for own words")
  func assertingRoots() async throws {
    let entries = [
      RecordWords.event("one", claims: [.relay("c2", "a1"), Claim(source: "b3")]),
      RecordWords.event(
        "two", begins: [RecordWords.holds(RecordWords.other)],
        claims: [.own("c1"), .relay("b2", "a1")]),
    ]
    let rulebook = Rulebook("Both") {
      Rule("Both hold office") { lab, other in
        Relation<Lab, Lab>("both-hold")(lab, other)
          .when(RecordWords.holds(lab), RecordWords.holds(other), lab != other)
      }
    }
    let findings = try await RecordWords.chronicle(entries).findings(under: rulebook)
    let proof = try findings.explain(
      Relation<Lab, Lab>("both-hold")(RecordWords.lab, RecordWords.other), on: "2026-03-01")
    #expect(proof.assertingRoots.map(\.source) == ["a1", "c1"])
    // By the better chain, with all who relay it.
    #expect(proof.assertingRoots.first?.grade == .b)
    #expect(proof.assertingRoots.first?.relayedBy == ["b2", "c2"])
    let own = try await RecordWords.chronicle([RecordWords.event()]).findings(under: rulebook)
    let recorded = try own.explain(RecordWords.holds(RecordWords.lab), on: "2026-03-01")
    #expect(recorded.assertingRoots.isEmpty)
  }

  @Test("An open question may be in words alone")
  func question() throws {
    let facts = try RecordWords.chronicle([
      Entry(
        "question", Statement([], words: "Is it so?"),
        claims: [Claim(source: "b1", stance: .unclear)])
    ]).facts()
    #expect(facts.openQuestions.map(\.words) == ["Is it so?"])
    #expect(facts.openQuestions.first?.atoms == [])
    #expect(facts.rows.isEmpty)
  }
}
