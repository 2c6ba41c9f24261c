import TechDecoupling
import Testing

/// Who is refused the model, who is given it, and by whose account.
@Suite("Questions on withholding") struct WithholdingQuestionsTests {
  private let day: Day = "2026-02-26"

  @Test("1: V4 is withheld from Nvidia, AMD and, as one of a class, Intel; nobody states why")
  func fromWhomAndWhy() async throws {
    let findings = try await Seeds.all().findings()
    let rows = findings.rows(Access.withheldFrom, on: day)
    #expect(rows.map(\.0.id) == ["deepseek-v4", "deepseek-v4", "deepseek-v4"])
    #expect(rows.map(\.1.id) == ["amd", "intel", "nvidia"])

    let nvidia = try findings.expect(
      Access.withheldFrom(Seeds.v4, Seeds.nvidia), on: day, .probable,
      rows: ["F000-02", "F001-01", "F001-02", "F002-01", "F003-01", "F003-03", "F004-01"],
      leaves: ["declined-access(deepseek, deepseek-v4, nvidia)"])
    #expect(
      nvidia.sources == [
        "article-000", "article-001", "article-002", "article-003", "article-004",
        "business-standard", "investing-com",
      ])
    #expect(nvidia.roots == ["reuters"])

    let amd = try findings.expect(
      Access.withheldFrom(Seeds.v4, Seeds.amd), on: day, .probable,
      rows: ["F002-01", "F003-01", "F003-03", "F004-01"],
      leaves: ["declined-access(deepseek, deepseek-v4, amd)"])
    #expect(
      amd.sources == ["article-002", "article-003", "article-004", "business-standard"])
    #expect(amd.roots == ["reuters"])

    // Article 000 names AMD in a consequence alone.
    try findings.expect(
      Access.cannotPreTune(Seeds.amd, Platform("rocm"), Seeds.v4), on: day, .probable,
      rows: ["F000-10", "F003-03"],
      leaves: [
        "calls-for-early-access(pre-release-sharing)",
        "declined-access(deepseek, deepseek-v4, amd)", "makes-platform(amd, rocm)",
      ])

    // Articles 000 and 001 speak of the class as well.
    let refusedClass = try findings.explain(
      Access.declinedAccess(Seeds.deepseek, Seeds.v4, Party("us-chipmakers")), on: day)
    #expect(refusedClass.sources == ["article-000", "article-001", "investing-com"])
    #expect(refusedClass.rows.contains("FX-02"))

    #expect(
      try findings.atoms(
        matching: Motives.motive(Act("v4-withholding"), any()), on: day, conceivable: true
      ).isEmpty)
    let why = try findings.verdict(
      Motives.motive(Act("v4-withholding"), Motive("export-controls")), on: day)
    #expect(why.outcome == .doesNotHold)
    #expect(why.openQuestions.map(\.entry) == ["v4-reason-not-given"])
  }

  @Test("2: Huawei had V4 early, several weeks ahead of the release, and so did others, unnamed")
  func whoHadEarlyAccess() async throws {
    let findings = try await Seeds.all().findings()
    let rows = findings.rows(Access.earlyAccess, on: day)
    #expect(rows.map(\.0.id) == ["deepseek-v4"])
    #expect(rows.map(\.1.id) == ["huawei"])
    let proof = try findings.expect(
      Access.earlyAccess(Seeds.v4, Seeds.huawei), on: day, .probable,
      rows: ["F003-04", "F003-16", "FX-09"],
      leaves: ["granted-access(deepseek, deepseek-v4, huawei)"])
    #expect(proof.sources == ["article-003"])
    #expect(proof.roots == ["reuters"])
    let claim = try #require(proof.leaves.first?.supports.first?.support.claims.first)
    #expect(claim.words == "several weeks")

    // The others are a class without known members: on record, and no chipmaker.
    let granted = try findings.atoms(
      matching: Access.grantedAccess(Seeds.deepseek, Seeds.v4, any()), on: day)
    #expect(
      granted.map(\.description) == [
        "granted-access(deepseek, deepseek-v4, huawei)",
        "granted-access(deepseek, deepseek-v4, unnamed-domestic-suppliers)",
      ])

    // Since some day up to the report, until the release; so the lead has no certain number.
    let runs = try findings.runs(of: Access.earlyAccess(Seeds.v4, Seeds.huawei))
    let certain = try #require(runs.filter(\.isCertain).first)
    #expect(certain.period.from == "2026-02-25")
    #expect(certain.period.until == "2026-04-24")
    let lead = Access.headStartInDays(Seeds.huawei, Seeds.nvidia, Seeds.v4, 58)
    #expect(try findings.verdict(lead, on: day).outcome == .indeterminate)
  }

  @Test("3: Five texts come from one report by two unnamed people, and count once")
  func independentSources() async throws {
    let findings = try await Seeds.articles().findings()
    let proof = try findings.expect(
      Access.withheldFrom(Seeds.v4, Seeds.nvidia), on: day, .probable,
      rows: ["F001-01", "F001-02", "F003-01", "F004-19", "FX-01"],
      leaves: ["declined-access(deepseek, deepseek-v4, nvidia)"])
    let evidence = try #require(proof.leaves.first?.supports.first)
    #expect(
      Set(evidence.support.claims.map(\.source)).isSuperset(of: [
        "article-000", "article-001", "article-002", "article-003", "article-004",
      ]))
    let roots = evidence.support.appraisal.asserting
    #expect(roots.map(\.source) == ["reuters"])
    #expect(roots.first?.attributions.compactMap(\.people) == [2])
    #expect(roots.first?.attributions.compactMap(\.speaker) == [])
    #expect(
      roots.first?.relayedBy == [
        "article-000", "article-001", "article-003", "article-004", "investing-com",
      ])
  }

  @Test("4: Intel is named nowhere as refused, only as one of a class, and is less credible")
  func intel() async throws {
    let findings = try await Seeds.articles().findings()
    try findings.expect(
      Access.withheldFrom(Seeds.v4, Seeds.intel), on: day, .possible,
      rows: ["F000-02", "F000-09", "FX-02"],
      leaves: [
        "declined-access(deepseek, deepseek-v4, us-chipmakers)",
        "member-of(intel, us-chipmakers)",
      ])
    for maker in [Seeds.nvidia, Seeds.amd] {
      let verdict = try findings.verdict(Access.withheldFrom(Seeds.v4, maker), on: day)
      #expect(try #require(verdict.credibility) > .possible)
    }
    let trusting = try await Seeds.articles().findings(from: Viewpoint(trusting: .probable))
    let intel = Access.withheldFrom(Seeds.v4, Seeds.intel)
    #expect(try trusting.verdict(intel, on: day).outcome == .doesNotHold)
  }

  @Test("6: By 2026-02-24 nothing of a withholding was known; a day later it was")
  func knownBefore() async throws {
    let chronicle = try Seeds.articles()
    let atom = Access.withheldFrom(Seeds.v4, Seeds.nvidia)
    for level in [Credibility.notJudged, .doubtful, .possible] {
      let before = try await chronicle.findings(
        from: Viewpoint(knownBy: "2026-02-24", trusting: level))
      #expect(before.rows(Access.withheldFrom, on: day, conceivable: true).isEmpty)
      let verdict = try before.verdict(atom, on: day)
      #expect(verdict.outcome == .doesNotHold)
      #expect(verdict.asKnownBy == "2026-02-24")
    }
    let after = try await chronicle.findings(from: Viewpoint(knownBy: "2026-02-25"))
    try after.expect(
      atom, on: day, .probable, rows: ["F000-02", "F001-01"],
      leaves: ["declined-access(deepseek, deepseek-v4, nvidia)"])
  }

  @Test(
    "38: If Nvidia is given access on 2026-03-10, its exclusion ends that day, and AMD's does not")
  func grantedLater() async throws {
    let chronicle = try Seeds.all()
    var copy = chronicle
    try copy.add(
      Entry(
        id: "nvidia-given-access",
        content: .event(
          Event(
            "DeepSeek gives Nvidia V4", on: "2026-03-10",
            begins: [Access.grantedAccess(Seeds.deepseek, Seeds.v4, Party("nvidia"))]))))
    let before = try await chronicle.findings()
    let after = try await copy.findings()
    let conclusions = [
      Access.withheldFrom(Seeds.v4, Seeds.nvidia),
      Access.cannotPreTune(Seeds.nvidia, Platform("cuda"), Seeds.v4),
      Access.aheadOf(Seeds.huawei, Seeds.nvidia, Seeds.v4),
    ]
    for atom in conclusions {
      #expect(try before.verdict(atom, on: "2026-03-10").outcome == .holds)
      #expect(try after.verdict(atom, on: "2026-03-10").outcome == .doesNotHold)
    }
    let refusedAMD = "declined-access(deepseek, deepseek-v4, amd)"
    try after.expect(
      Access.withheldFrom(Seeds.v4, Seeds.amd), on: "2026-03-10", .probable, rows: ["F003-03"],
      leaves: [refusedAMD])
    try after.expect(
      Access.cannotPreTune(Seeds.amd, Platform("rocm"), Seeds.v4), on: "2026-03-10", .probable,
      rows: ["F000-10", "F003-03"],
      leaves: [
        refusedAMD, "calls-for-early-access(pre-release-sharing)", "makes-platform(amd, rocm)",
      ])
    // The day before, nothing is different.
    for relation in Access.relations {
      let pattern = Atom(
        relation: relation, arguments: relation.columns.map { _ in Argument.wildcard })
      guard relation.name != Access.headStartInDays.name else { continue }
      #expect(
        try before.atoms(matching: pattern, on: "2026-03-09")
          == after.atoms(matching: pattern, on: "2026-03-09"))
    }
    // The report of the refusal stays on record.
    let refusal = Access.declinedAccess(Seeds.deepseek, Seeds.v4, Party("nvidia"))
    try after.expect(
      refusal, on: "2026-03-10", .probable, rows: ["F003-03"],
      leaves: ["declined-access(deepseek, deepseek-v4, nvidia)"])
    try after.expect(
      Access.canPreTune(Seeds.nvidia, Platform("cuda"), Seeds.v4), on: "2026-03-10", .confirmed,
      rows: ["F000-08"],
      leaves: [
        "granted-access(deepseek, deepseek-v4, nvidia)", "makes-platform(nvidia, cuda)",
      ])
  }

  @Test("R12: After the release of 2026-04-24 nothing can be withheld any longer")
  func afterRelease() async throws {
    let findings = try await Seeds.all().findings()
    let atom = Access.withheldFrom(Seeds.v4, Seeds.nvidia)
    #expect(try findings.verdict(atom, on: "2026-04-23").outcome == .holds)
    #expect(try findings.verdict(atom, on: "2026-04-24").outcome == .doesNotHold)
    let closed = try findings.verdict(atom, on: "2026-05-01")
    #expect(closed.outcome == .doesNotHold)
    #expect(closed.reasons.contains { $0.contains("released(deepseek-v4)") })
    let certain = try findings.runs(of: atom).filter(\.isCertain)
    #expect(certain.last?.period.until == "2026-04-24")
    try findings.expect(
      Access.released(Seeds.v4), on: "2026-05-01", .confirmed, rows: [],
      leaves: ["released(deepseek-v4)"])

    // The articles alone do not know of it.
    let articles = try await Seeds.articles().findings()
    #expect(try articles.verdict(atom, on: "2026-05-01").outcome == .holds)
  }
}
