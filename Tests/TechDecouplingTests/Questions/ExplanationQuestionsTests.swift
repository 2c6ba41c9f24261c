import TechDecoupling
import Testing

/// What others make of the withholding: motives and effects, by whom and how surely.
@Suite("Questions on competing explanations") struct ExplanationQuestionsTests {
  private let act = Act("v4-withholding")
  private let nvidia = Party("nvidia")

  @Test("27: Motives are proposed by several, one almost certain, none as a fact")
  func motives() throws {
    let chronicle = try Seeds.articles()
    let facts = try chronicle.facts()
    let held = facts.held(matching: Motives.motive(act, any()))
    func proposals(_ motive: String) -> [String] {
      facts.held(matching: Motives.motive(act, Motive(EntityID(motive)))).map {
        "\($0.statement.holding?.holder ?? "nobody"): \($0.statement.holding?.likelihood ?? "-")"
      }
    }
    #expect(proposals("export-controls") == ["article-001: almost certain"])
    #expect(
      proposals("independence") == [
        "article-002: appears", "industry observers, unnamed: -",
      ])
    #expect(proposals("hedging") == ["analysts, unnamed: -"])
    #expect(proposals("own-ecosystem") == ["article-004: may"])
    #expect(proposals("bargaining-power") == ["article-004: could"])
    #expect(proposals("lower-geopolitical-risk") == ["article-004: could"])
    #expect(proposals("self-confidence") == ["article-000: -"])
    #expect(held.count == 8)
    let rows = Set(held.flatMap { chronicle[$0.entry]?.rows ?? [] })
    #expect(
      rows.isSuperset(of: [
        "F001-13", "F002-02", "F002-12", "F002-20", "F004-05", "F004-06", "F004-07", "F000-74",
        "FX-05",
      ]))
    #expect(
      Set(held.flatMap(\.claims).map(\.source)) == [
        "article-000", "article-001", "article-002", "article-004",
      ])
    // They differ, and may all be right; the one with a number comes first.
    let disagreement = try #require(facts.disagreements(on: Motives.motive(act, any())).first)
    #expect(!disagreement.isConflict)
    #expect(disagreement.answers.count == 8)
    #expect(disagreement.answers.first?.held.entry == "v4-motive-export-controls")
    // The question itself is open.
    #expect(
      facts.openQuestions(matching: Motives.motive(act, any())).map(\.entry) == [
        "v4-reason-not-given"
      ])
  }

  @Test("30: Soon little changes for Nvidia, in the long term much may, by whoever says so")
  func impact() throws {
    let chronicle = try Seeds.articles()
    let facts = try chronicle.facts()
    func assessments(_ frame: Assessments.TimeFrame) -> [String] {
      facts.held(matching: Assessments.impact(act, nvidia, any(), frame.rawValue, any()))
        .flatMap { held in
          held.statement.atoms.compactMap { atom -> String? in
            guard let values = atom.values, values[1] == .entity("nvidia"),
              values[3] == .text(frame.rawValue), case .text(let respect) = values[2],
              case .text(let magnitude) = values[4]
            else { return nil }
            return "\(held.statement.holding?.holder ?? ""): \(respect) \(magnitude)"
          }
        }.sorted()
    }
    #expect(
      assessments(.shortTerm) == [
        "Ben Bajarin: general data accelerators low", "article-001: revenue low",
        "article-003: revenue low", "article-003: revenue low",
      ])
    #expect(
      assessments(.longTerm) == [
        "article-000: strategic position high", "article-001: hardware dominance high",
        "article-002: strategic position high", "article-003: ecosystem alignment high",
      ])
    let held = facts.held(matching: Assessments.impact(act, nvidia, any(), any(), any()))
    let rows = Set(held.flatMap { chronicle[$0.entry]?.rows ?? [] })
    #expect(
      rows.isSuperset(of: [
        "F001-21", "F001-25", "F003-10", "F003-11", "F003-35", "F000-22", "F002-25", "FX-07",
      ]))
    #expect(
      Set(held.flatMap(\.claims).map(\.source)) == [
        "article-000", "article-001", "article-002", "article-003",
      ])
    // Low soon and high later are no conflict, and neither are other respects.
    #expect(facts.disagreements(on: Assessments.impact(act, any(), any(), any(), any())).isEmpty)
  }

  @Test("30: A holder who expects much of the same, as soon, is in conflict with those who do not")
  func conflictingImpact() throws {
    var chronicle = try Seeds.articles()
    let painful = Assessments.impact(act, nvidia, "revenue", "short term", "high")
    try chronicle.add(
      Entry(
        "painful-soon",
        Statement([painful], holding: Holding(holder: "somebody else", likelihood: "likely"))))
    let facts = try chronicle.facts()
    let found = facts.disagreements(on: Assessments.impact(act, any(), any(), any(), any()))
    let disagreement = try #require(found.first)
    #expect(found.count == 1)
    #expect(disagreement.isConflict)
    #expect(
      Set(disagreement.answers.map(\.held.entry)) == [
        "limited-revenue-003", "nvidia-short-term-001", "painful-soon", "two-horizons-003",
      ])
    #expect(disagreement.answers.first?.held.entry == "painful-soon")
  }

  @Test("What V4 shows once it is out: done without Nvidia, by tuning of its own or Ascend")
  func doneWithout() async throws {
    let findings = try await Seeds.all().findings()
    let day: Day = "2026-04-24"
    try findings.expect(
      Assessments.releasedWithout(Seeds.v4, Seeds.nvidia), on: day, .probable,
      rows: ["F001-01", "F003-03"],
      leaves: ["declined-access(deepseek, deepseek-v4, nvidia)", "released(deepseek-v4)"])
    let explanations = findings.rows(Assessments.mayExplain, on: day)
      .filter { $0.2.id == "nvidia" }.map(\.0.id.text)
    #expect(Set(explanations).isSuperset(of: ["ascend", "deepseek"]))
    #expect(findings.rows(Assessments.mayExplain, on: "2026-04-23").isEmpty)
    // How good V4 is nobody says here; supposing that it keeps up, Nvidia's leverage is weaker.
    #expect(findings.rows(Assessments.weakensLeverage, on: day).isEmpty)
    var chronicle = try Seeds.all()
    let onPar = Assessments.comparesWith(
      Party("deepseek-v4"), Party("leading-model"), "coding", "on par")
    try chronicle.add(Lab("leading-lab"))
    try chronicle.add(Model("leading-model", lab: "leading-lab"))
    try chronicle.add(Entry("supposed", Statement([onPar])))
    let supposed = try await chronicle.findings()
    try supposed.expect(
      Assessments.weakensLeverage(Seeds.v4, Seeds.nvidia), on: day, .possible, rows: ["F003-03"],
      leaves: [
        onPar.description, "declined-access(deepseek, deepseek-v4, nvidia)",
        "develops(deepseek, deepseek-v4)", "develops(leading-lab, leading-model)",
        "released(deepseek-v4)",
      ])
    // That is the condition under which two texts see an age of monopoly end: one to watch.
    let watched = Dictionary(
      uniqueKeysWithValues: supposed.facts.held().compactMap { held in
        held.statement.holding?.given.first.map { (held.entry, $0) }
      })
    for entry: EntryID in ["end-of-monopoly-000", "nvidia-long-term-001"] {
      let condition = try #require(watched[entry])
      #expect(try findings.verdict(condition, on: day).outcome == .doesNotHold)
      #expect(try supposed.verdict(condition, on: day).outcome == .holds)
    }
    #expect(supposed.chronicle["end-of-monopoly-000"]?.rows == ["F000-80"])
  }
}
