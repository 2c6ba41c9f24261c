import TechDecoupling
import Testing

/// What would follow if something alleged were so; and accusations that are no facts.
@Suite("Questions on suppositions") struct SuppositionQuestionsTests {
  private let day: Day = "2026-02-26"
  private let control = ExportControl("us-training-chip-controls")

  private var question: Atom {
    Training.complianceQuestion(Seeds.v4, Chip("blackwell"), china, control)
  }

  /// The articles with what an entry says taken as the recorder's own word.
  private func supposing(_ ids: EntryID...) throws -> Chronicle {
    var fork = try Seeds.articles()
    for id in ids {
      let entry = try #require(fork[id])
      guard case .statement(let told) = entry.content else { continue }
      let period = entry.claims.compactMap(\.period).first
      try fork.add(Entry(EntryID("supposed-\(id)"), Statement(told.atoms, over: period)))
    }
    return fork
  }

  @Test("12: The Blackwell claim alone raises no question where possible is the least trusted")
  func nothingLeaks() async throws {
    let findings = try await Seeds.articles().findings()
    for relation in [
      Training.complianceQuestion.signature, Training.controlErodes.signature,
      Training.trainingDisputed.signature,
    ] {
      let pattern = Atom(
        relation: relation, arguments: relation.columns.map { _ in Argument.wildcard })
      #expect(try findings.atoms(matching: pattern, conceivable: true).isEmpty)
    }
    // Whoever trusts one interested voice is asked the question, and as doubtfully.
    let doubtful = try await Seeds.articles().findings(from: Viewpoint(trusting: .doubtful))
    #expect(try doubtful.verdict(question, on: day).credibility == .doubtful)
  }

  @Test("12: If the Blackwell claim were so, a question of compliance would follow, and erosion")
  func supposed() async throws {
    let findings = try await supposing("v4-trained-on-blackwell").findings()
    try findings.expect(
      question, on: day, .probable, rows: ["F003-20"],
      leaves: [
        "destination(us-training-chip-controls, CN)", "develops(deepseek, deepseek-v4)",
        "effective(us-training-chip-controls)", "makes(nvidia, blackwell)",
        "names-item(us-training-chip-controls, blackwell)", "trained-in(deepseek-v4, CN)",
        "trained-on(deepseek-v4, blackwell)",
      ])
    // The software clause is met by Huawei's head start.
    let erosion = Training.controlErodes(control, china)
    #expect(try findings.verdict(erosion, on: day).credibility == .possible)
    let proof = try findings.explain(erosion, on: day)
    #expect(proof.entries.contains("v4-given-to-domestic-suppliers"))
    #expect(proof.entries.contains("supposed-v4-trained-on-blackwell"))

    var without = try supposing("v4-trained-on-blackwell")
    without.remove(entry: "v4-given-to-domestic-suppliers")
    #expect(try await without.findings().verdict(erosion, on: day).outcome == .doesNotHold)
  }

  @Test("12: A claim that only Huawei's chips were used would conflict with it")
  func huaweiAlone() async throws {
    let dispute = Training.trainingDisputed(Seeds.v4, Chip("ascend"), Chip("blackwell"))
    let one = try await supposing("v4-trained-on-blackwell").findings()
    #expect(try one.verdict(dispute, on: day).outcome == .doesNotHold)
    let both = try supposing("v4-trained-on-blackwell", "deepseek-may-claim-huawei")
    try await both.findings().expect(
      dispute, on: day, .confirmed, rows: [],
      leaves: ["trained-on(deepseek-v4, blackwell)", "trained-only-on(deepseek-v4, ascend)"])

    // The official foresees that it will be said; as it is, nothing is said.
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings(from: Viewpoint(trusting: .notJudged))
    let said = Training.trainedOnlyOn(Seeds.v4, Chip("ascend"))
    let forecast = try #require(findings.facts.held(matching: said).first)
    #expect(forecast.statement.words?.contains("say in public") == true)
    #expect(chronicle[forecast.entry]?.rows == ["F003-22"])
    #expect(try findings.verdict(said, on: day).outcome == .doesNotHold)
  }

  @Test("12: If a license of DeepSeek came to light, the question would be answered")
  func licensed() async throws {
    var fork = try supposing("v4-trained-on-blackwell")
    let license = ExportControls.licenseGranted(
      control, Party("blackwell"), Party("deepseek"), "found")
    try fork.add(Entry("license-found", Statement([license])))
    #expect(try await fork.findings().verdict(question, on: day).outcome == .doesNotHold)
  }

  @Test("40: Anthropic, concerned, accuses DeepSeek and others of distilling Claude")
  func distillation() async throws {
    let chronicle = try Seeds.all()
    let atom = Training.distilled(Party("deepseek"), Model("claude"))
    #expect(try await chronicle.findings().verdict(atom, on: "2026-03-01").outcome == .doesNotHold)

    let findings = try await chronicle.findings(from: Viewpoint(trusting: .doubtful))
    let proof = try findings.expect(
      atom, on: "2026-03-01", .doubtful, rows: ["F001-19"], leaves: ["distilled(deepseek, claude)"])
    #expect(proof.roots == ["anthropic-public"])
    let supports = proof.leaves.flatMap(\.supports).map(\.support)
    let areInterested = Set(supports.flatMap(\.appraisal.asserting).map(\.isInterested))
    #expect(areInterested == [true])
    let told = try #require(supports.flatMap(\.claims).first { $0.source == "article-001" })
    #expect(told.words == "thousands of fake accounts")
    #expect(told.attribution?.speaker == "Anthropic")
    // The week in which it was disclosed, which is not that of the act.
    #expect(told.relays.first?.reported == "[2026-02-23..2026-03-01]")
    #expect(
      findings.rows(Training.distilled, on: "2026-03-01").map(\.0.id) == [
        "chinese-labs", "deepseek", "minimax", "moonshot",
      ])
  }

  @Test("In December 2025 Nvidia denied that DeepSeek used its newest chips, being interested")
  func deniedBefore() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let atom = Training.trainedOn(Model("deepseek-december-2025"), Chip("blackwell"))
    let verdict = try findings.verdict(atom, on: "2025-12-31")
    #expect(verdict.credibility == .possible)
    #expect(verdict.denials.map(\.source) == ["cnbc"])
    // No place is on record, so there is no question of compliance.
    #expect(findings.rows(Training.complianceQuestion, on: "2025-12-31", conceivable: true).isEmpty)
  }

  @Test("The aims of the controls are on record as the articles state them")
  func aims() async throws {
    let findings = try await Seeds.articles().findings(from: Viewpoint(trusting: .doubtful))
    let act = Act("us-chip-controls")
    try findings.expect(
      Motives.motive(act, Motive("denying-military-use")), on: "2024-01-01", .doubtful,
      rows: ["F000-18"], leaves: ["motive(us-chip-controls, denying-military-use)"])
    try findings.expect(
      Motives.motive(act, Motive("keeping-some-trade")), on: "2024-01-01", .probable,
      rows: ["F003-30"], leaves: ["motive(us-chip-controls, keeping-some-trade)"])
  }

  @Test("Since when chips are controlled is told in two ways, and the better source counts")
  func twoBeginnings() async throws {
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings()
    let item = ExportControls.restricted(Party("strongest-us-processors"), china)
    let proof = try findings.expect(
      item, on: "2022-10-31", .probable, rows: ["F001-15", "F001-16", "F002-09", "F002-10"],
      leaves: [
        "destination(us-ai-chip-controls, CN)", "effective(us-ai-chip-controls)",
        "names-item(us-ai-chip-controls, strongest-us-processors)",
      ])
    #expect(proof.sources == ["article-001", "article-002"])
    let dates = chronicle["us-controls-on-ai-chips-begin"]?.claims.compactMap(\.date?.text)
    #expect(Set(dates ?? []) == ["2022-10", "2024~"])
  }
}
