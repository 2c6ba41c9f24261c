import TechDecoupling
import Testing

/// What follows from withholding: tuning, head starts, norms; and what nobody has said.
@Suite("Questions on consequences") struct ConsequenceQuestionsTests {
  private let day: Day = "2026-02-26"
  private let norm = Norm("pre-release-sharing")

  @Test("15: Nvidia cannot tune CUDA in advance, since V4 is withheld and tuning needs it")
  func whyNotCUDA() async throws {
    let findings = try await Seeds.articles().findings()
    let proof = try findings.expect(
      Access.cannotPreTune(Seeds.nvidia, Platform("cuda"), Seeds.v4), on: day, .probable,
      rows: ["F000-08", "F001-03", "F003-03", "F003-06"],
      leaves: [
        "calls-for-early-access(pre-release-sharing)",
        "declined-access(deepseek, deepseek-v4, nvidia)", "makes-platform(nvidia, cuda)",
      ])
    let rules = proof.steps.compactMap { step in
      if case .conclusion(let conclusion) = step.kind { conclusion.rule } else { nil }
    }
    #expect(rules == ["Tuning needs early access, by custom", "Declined before release"])
    #expect(Set(proof.sources).isSuperset(of: ["article-001", "article-003"]))
    #expect(proof.roots.contains("reuters"))
  }

  @Test("16: Nvidia cannot adapt CUDA, AMD ROCm, and Intel, less surely, Gaudi and Xeon")
  func whatEachVendorCannotAdapt() async throws {
    let findings = try await Seeds.articles().findings()
    let rows = findings.rows(Access.cannotPreTune, on: day)
    #expect(
      rows.map { "\($0.0.id) \($0.1.id)" } == [
        "amd rocm", "intel gaudi", "intel xeon", "nvidia cuda",
      ])
    let expected: [(Chipmaker, String, Credibility, String)] = [
      (Seeds.nvidia, "cuda", .probable, "F000-08"), (Seeds.amd, "rocm", .probable, "F000-10"),
      (Seeds.intel, "gaudi", .possible, "F000-09"), (Seeds.intel, "xeon", .possible, "F000-09"),
    ]
    for (maker, platform, credibility, row) in expected {
      let atom = Access.cannotPreTune(maker, Platform(EntityID(platform)), Seeds.v4)
      let refusal =
        maker == Seeds.intel
        ? [
          "declined-access(deepseek, deepseek-v4, us-chipmakers)",
          "member-of(intel, us-chipmakers)",
        ] : ["declined-access(deepseek, deepseek-v4, \(maker.id))"]
      let proof = try findings.expect(
        atom, on: day, credibility, rows: [row],
        leaves: refusal + [
          "calls-for-early-access(pre-release-sharing)",
          "makes-platform(\(maker.id), \(platform))",
        ])
      guard case .conclusion(let conclusion)? = proof.steps.first?.kind else {
        Issue.record("no conclusion")
        continue
      }
      #expect(conclusion.rule == "Tuning needs early access, by custom")
    }
  }

  @Test("17: Huawei gains a head start, through Ascend and MindSpore, and so do unnamed others")
  func whoGains() async throws {
    let findings = try await Seeds.articles().findings()
    #expect(
      findings.rows(Access.gainsHeadStart, on: day).map(\.0.id) == [
        "huawei", "unnamed-domestic-suppliers",
      ])
    #expect(findings.rows(Access.canPreTune, on: day).map(\.1.id) == ["ascend", "mindspore"])
    try findings.expect(
      Access.canPreTune(Seeds.huawei, Platform("mindspore"), Seeds.v4), on: day, .probable,
      rows: ["F000-52", "F003-04", "F003-16"],
      leaves: [
        "granted-access(deepseek, deepseek-v4, huawei)", "makes-platform(huawei, mindspore)",
      ])
    try findings.expect(
      Access.gainsHeadStart(Party("unnamed-domestic-suppliers"), Seeds.v4), on: day, .probable,
      rows: ["F003-04", "F003-16"],
      leaves: [
        "declined-access(deepseek, deepseek-v4, amd)",
        "granted-access(deepseek, deepseek-v4, unnamed-domestic-suppliers)",
      ])
  }

  @Test("25: One norm is broken, pre-release sharing, and by one model")
  func brokenNorm() async throws {
    let findings = try await Seeds.articles().findings()
    let rows = findings.rows(Access.normBroken, on: day)
    #expect(rows.map(\.0.id) == ["pre-release-sharing"])
    #expect(rows.map(\.1.id) == ["deepseek"])
    #expect(rows.map(\.2.id) == ["deepseek-v4"])
    let proof = try findings.expect(
      Access.normBroken(norm, Seeds.deepseek, Seeds.v4), on: day, .probable,
      rows: ["F000-03", "F001-03", "F001-05", "F003-08", "F003-09"],
      leaves: [
        "calls-for-early-access(pre-release-sharing)", "customary-partner(deepseek, nvidia)",
        "declined-access(deepseek, deepseek-v4, nvidia)", "develops(deepseek, deepseek-v4)",
      ])
    #expect(proof.entries.contains("v4-declined-to-nvidia"))
  }

  @Test("28: DeepSeek has given no reason: that is on record, and no motive is a fact")
  func noReason() async throws {
    let chronicle = try Seeds.articles()
    for level in [Credibility.notJudged, .possible] {
      let findings = try await chronicle.findings(from: Viewpoint(trusting: level))
      #expect(
        try findings.atoms(
          matching: Motives.motive(Act("v4-withholding"), any()), on: day, conceivable: true
        ).isEmpty)
      for motive in ["export-controls", "independence", "bargaining-power"] {
        let verdict = try findings.verdict(
          Motives.motive(Act("v4-withholding"), Motive(EntityID(motive))), on: day)
        #expect(verdict.outcome == .doesNotHold)
        let question = try #require(verdict.openQuestions.first)
        #expect(question.entry == "v4-reason-not-given")
        #expect(chronicle[question.entry]?.rows == ["F001-14"])
        let claim = try #require(question.claims.first)
        #expect(claim.source == "article-001")
        #expect(claim.stance == .declines)
        #expect(claim.relays.map(\.source) == ["deepseek-public"])
      }
    }
  }

  @Test("13: One unnamed, interested official says through Reuters that Blackwell was used")
  func blackwell() async throws {
    let chronicle = try Seeds.articles()
    let atom = Training.trainedOn(Seeds.v4, Chip("blackwell"))
    let usual = try await chronicle.findings()
    #expect(try usual.verdict(atom, on: day).outcome == .doesNotHold)

    let findings = try await chronicle.findings(from: Viewpoint(trusting: .doubtful))
    let proof = try findings.expect(
      atom, on: day, .doubtful, rows: ["F003-18"], leaves: ["trained-on(deepseek-v4, blackwell)"])
    let support = try #require(proof.leaves.first?.supports.first?.support)
    #expect(support.claims.count == 1)
    let root = try #require(support.appraisal.asserting.first)
    #expect(support.appraisal.asserting.count == 1)
    #expect(root.chain == ["article-003", "reuters"])
    #expect(root.grade == .d)
    #expect(root.isInterested)
    let speaker = try #require(root.attributions.first)
    #expect(speaker.people == 1)
    #expect(speaker.speaker == nil)
    #expect(speaker.isInterested)

    // Licenses for such chips stay tightly controlled, as the same text says.
    let answer = try findings.controlAnswer(Chip("blackwell"), to: "CN", on: day)
    #expect(answer.state == .licenseNeeded(.notStated))
    try findings.expect(
      ExportControls.restricted(Party("blackwell"), china), on: day, .probable, rows: ["F003-20"],
      leaves: [
        "destination(us-training-chip-controls, CN)", "effective(us-training-chip-controls)",
        "names-item(us-training-chip-controls, blackwell)",
      ])
  }
}
