import TechDecoupling
import Testing

/// Who says so, how far they can be followed, and what nobody knows.
@Suite("Questions on evidence") struct EvidenceQuestionsTests {
  private let day: Day = "2026-02-26"
  private let texts: [SourceID] = [
    "article-000", "article-001", "article-002", "article-003", "article-004",
  ]

  @Test("3: The references of article 004 that bear on nothing recorded count for nothing")
  func irrelevantReferences() async throws {
    let chronicle = try Seeds.articles()
    let assessed = try #require(chronicle.ranking(of: ["article-004"]).first)
    #expect(assessed.relayed == ["reuters"])
    #expect(assessed.idleReferences.count == 5)
    #expect(chronicle["references-beside-the-point-004"]?.rows == ["F004-20"])
    let findings = try await chronicle.findings()
    let proof = try findings.explain(Access.withheldFrom(Seeds.v4, Seeds.nvidia), on: day)
    #expect(proof.assertingRoots.map(\.source) == ["reuters"])
    #expect(proof.assertingRoots.map(\.grade) == [.b])
    for reference in assessed.idleReferences {
      #expect(proof.assertingRoots.allSatisfy { !$0.chain.contains(reference) })
    }
  }

  @Test("3: If Reuters withdraws its report, the texts that repeat it fall with it")
  func withdrawal() async throws {
    var chronicle = try Seeds.articles()
    let withdrawal = Claim(source: "reuters", stance: .withdraws, reported: "2026-03-05")
    for id: EntryID in ["v4-declined-to-nvidia", "v4-declined-to-us-chipmakers"] {
      var entry = try #require(chronicle[id])
      entry.claims.append(withdrawal)
      try chronicle.replace(entry)
    }
    let atom = Access.withheldFrom(Seeds.v4, Seeds.nvidia)
    let findings = try await chronicle.findings()
    // What is left is silence: a partner is left out while another is briefed, which is weak.
    let left = try findings.expect(
      atom, on: day, .possible, rows: ["F003-04", "F003-08"],
      leaves: [
        "customary-partner(deepseek, nvidia)", "develops(deepseek, deepseek-v4)",
        "granted-access(deepseek, deepseek-v4, huawei)",
      ])
    #expect(!left.entries.contains("v4-declined-to-nvidia"))
    let intel = Access.withheldFrom(Seeds.v4, Seeds.intel)
    #expect(try findings.verdict(intel, on: day).outcome == .doesNotHold)
    // AMD's refusal is another entry, and stands.
    let amd = Access.withheldFrom(Seeds.v4, Seeds.amd)
    #expect(try findings.verdict(amd, on: day).credibility == .probable)
    // Before the withdrawal was known, it stood.
    let before = try await chronicle.findings(from: Viewpoint(knownBy: "2026-03-04"))
    try before.expect(
      atom, on: day, .probable, rows: ["F001-01"],
      leaves: ["declined-access(deepseek, deepseek-v4, nvidia)"])
  }

  @Test("32: Ben Bajarin speaks by name three times, Agent Hue for opinions; others are nameless")
  func namedSpeakers() throws {
    let chronicle = try Seeds.articles()
    let speakers = chronicle.speakers()
    // Who else is named accuses, and is no author of an opinion.
    #expect(speakers.map(\.name).filter { $0 != "Anthropic" } == ["Agent Hue", "Ben Bajarin"])
    func rows(of name: String) -> Set<String> {
      let entries = speakers.first { $0.name == name }?.testimonies.map(\.entry) ?? []
      return Set(entries.flatMap { chronicle[$0]?.rows ?? [] })
    }
    #expect(rows(of: "Ben Bajarin").isSuperset(of: ["F003-11", "F003-12", "F003-13"]))
    #expect(speakers.first { $0.name == "Ben Bajarin" }?.testimonies.count == 3)
    #expect(
      speakers.first { $0.name == "Ben Bajarin" }?.roles == [
        "head of the research firm Creative Strategies"
      ])
    #expect(chronicle["bajarin-003"]?.rows == ["F003-14"])
    #expect(rows(of: "Agent Hue").isSuperset(of: ["F001-32", "F001-34", "F001-35"]))
    let hue = try #require(speakers.first { $0.name == "Agent Hue" })
    #expect(hue.isInterested)
    #expect(hue.roles.allSatisfy { $0.contains("software agent") })
    // Reuters is an outlet: a source, and no speaker.
    #expect(chronicle.sources["reuters"] != nil)
  }

  @Test("34: 68 billion earnings are flagged as revenue; the text stays, a second source corrects")
  func earnings() async throws {
    let chronicle = try Seeds.all()
    let findings = try await chronicle.findings()
    let quarter: Day = "2026-01-01"
    let said = Indicators.indicator.fact(
      Party("nvidia"), "quarterly earnings", "about", 68, 68, "billion US dollars", "")
    let meant = Indicators.indicator.fact(
      Party("nvidia"), "quarterly revenue", "exactly", 68.13, 68.13, "billion US dollars", "")
    let earned = Indicators.indicator.fact(
      Party("nvidia"), "quarterly earnings", "exactly", 42.96, 42.96, "billion US dollars", "")
    try findings.expect(
      Indicators.mislabeled.fact(
        Party("nvidia"), "quarterly earnings", "quarterly revenue", 68, "billion US dollars"),
      on: quarter, .probable, rows: ["F001-22"],
      leaves: [said, meant, earned].map(\.description))
    #expect(findings.rows(Indicators.mislabeled, on: quarter).count == 1)

    // The text keeps what it says, in its own words, with the source that it passes on.
    let proof = try findings.expect(
      said, on: quarter, .probable, rows: ["F001-22"], leaves: [said.description])
    let claim = try #require(proof.leaves.first?.supports.first?.support.claims.first)
    #expect(claim.words == "Q4 earnings")
    #expect(proof.assertingRoots.map(\.chain) == [["article-001", "nvidia-filings"]])

    // The articles alone have nothing to correct it by.
    let alone = try await Seeds.articles().findings()
    #expect(alone.rows(Indicators.mislabeled, on: quarter).isEmpty)
    #expect(try alone.verdict(said, on: quarter).outcome == .holds)
  }

  @Test("34: The lint lists the figures that lack a basis or a period")
  func incompleteFigures() throws {
    let chronicle = try Seeds.all()
    var missing: [EntryID: [Indicators.Part]] = [:]
    for warning in try chronicle.warnings() {
      guard case .incompleteFigure(_, let parts) = warning.kind, let entry = warning.entry else {
        continue
      }
      missing[entry] = parts
    }
    #expect(missing["nvidia-china-revenue-000"] == [.period])
    #expect(missing["huawei-prices-000"] == [.basis, .period])
    #expect(missing["chinese-open-models-003"] == [.basis])
    #expect(missing["engineers-returned-000"] == [.period])
    #expect(missing["ai-doctorates-000"] == [.period])
    for whole: EntryID in ["nvidia-earnings-001", "deepseek-downloads-003", "tech-stocks-fall-001"]
    {
      #expect(missing[whole] == nil)
      #expect(chronicle[whole] != nil)
    }
  }

  @Test("35: 003 and 001 are ranked first, then 004, 002 and 000, each with its reasons")
  func reliability() throws {
    let ranking = try Seeds.articles().ranking(of: texts)
    #expect(Set(ranking.prefix(2).map(\.source.id)) == ["article-001", "article-003"])
    #expect(ranking.dropFirst(2).map(\.source.id) == ["article-004", "article-002", "article-000"])
    func reasons(_ id: SourceID) -> String {
      ranking.first { $0.source.id == id }?.reasons.joined(separator: "; ") ?? ""
    }
    #expect(reasons("article-003").contains("Reuters"))
    #expect(reasons("article-003").contains("Ben Bajarin"))
    #expect(reasons("article-001").contains("Reuters"))
    #expect(reasons("article-001").contains("as opinion"))
    #expect(reasons("article-004").contains("5 references of its list bear on nothing recorded"))
    #expect(reasons("article-002").contains("says of none of its"))
    #expect(reasons("article-000").contains("interested"))
    #expect(reasons("article-000").contains("has Reuters through Investing.com alone"))
  }

  @Test("36: What nobody knows is on record: the reason, the approval, the truth, the details")
  func openQuestions() async throws {
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings()
    let rows = Set(
      findings.facts.openQuestions.flatMap { chronicle[$0.entry]?.rows ?? [] })
    #expect(rows.isSuperset(of: ["F000-75", "F001-14", "F002-17", "F003-23", "F004-03"]))
    let asked = Dictionary(
      uniqueKeysWithValues: findings.facts.openQuestions.map { ($0.entry, $0) })
    #expect(asked["self-sufficiency-unknown"]?.claims.map(\.stance) == [.unclear])
    #expect(asked["details-limited-004"]?.words != nil)
    #expect(asked["v4-reason-not-given"]?.claims.map(\.stance) == [.declines])
    // Nobody's ignorance is a no: the record has no denial of any of them.
    for question in asked.values {
      #expect(question.claims.allSatisfy { $0.stance != .denies })
    }
  }

  @Test("R11: Two sources differ on DeepSeek's country: both are kept, the better preferred")
  func country() async throws {
    let china = Profile.homeCountry(Party("deepseek"), china)
    let america = Profile.homeCountry(Party("deepseek"), Country("US"))
    let chronicle = try Chronicle(
      entities: [Lab("deepseek", name: "DeepSeek")],
      sources: [
        Source(id: "ecosystem-graphs", reliability: .c), Source(id: "epoch", reliability: .b),
      ],
      entries: [
        Entry(
          "country-by-graphs", Statement([america]),
          claims: [Claim(source: "ecosystem-graphs", isFirstHand: true)], rows: ["graphs:3"]),
        Entry(
          "country-by-epoch", Statement([china]),
          claims: [Claim(source: "epoch", isFirstHand: true)], rows: ["epoch:1"]),
      ])
    let findings = try await chronicle.findings()
    let conflict = try #require(findings.facts.conflicts.first)
    #expect(conflict.kind == .values)
    #expect(conflict.atoms == [china, america])
    let verdict = try findings.verdict(china, on: day)
    #expect(verdict.outcome == .indeterminate)
    #expect(verdict.undercut?.level == .probable)
    #expect(verdict.undercut?.cause == .conflict(atom: china, other: america))
    for (atom, row, root) in [
      (china, "epoch:1", "epoch"), (america, "graphs:3", "ecosystem-graphs"),
    ] {
      let proof = try findings.explain(atom, on: day)
      #expect(proof.rows.contains(row))
      #expect(proof.assertingRoots.map(\.source).contains(SourceID(root)))
    }
    // Who trusts only the better source has no conflict.
    let better = try await chronicle.findings(from: Viewpoint(trusting: .probable))
    try better.expect(
      china, on: day, .probable, rows: ["epoch:1"], leaves: [china.description])
    #expect(try better.verdict(america, on: day).outcome == .doesNotHold)
  }
}
