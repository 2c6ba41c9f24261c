import TechDecoupling
import Testing

/// How interdependence changed over the years, and what follows if withholding becomes a pattern.
@Suite("Questions on decoupling") struct DecouplingQuestionsTests {
  private let day: Day = "2026-02-28"
  private let us = Country("US")

  /// The least and the greatest index that the record allows on a day.
  private func range(
    _ findings: Findings, _ dimension: Dimension, on day: Day
  ) throws -> ClosedRange<Int> {
    let values = findings.rows(Interdependence.index, on: day, conceivable: true)
      .filter { $0.2 == dimension.rawValue }.map(\.3)
    return try #require(values.min())...#require(values.max())
  }

  @Test("23: Interdependence falls in each year since 2022, and a relaxation of 2025 holds it up")
  func yearByYear() async throws {
    // Article 000 alone tells the years, and it is doubtful.
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings(from: Viewpoint(trusting: .doubtful))
    let ends: [Day] = ["2021-12-31", "2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31"]
    let hardware = try ends.map { try range(findings, .hardware, on: $0) }
    // Since when H20, MI308 and training chips were barred is not told: four ties are open until
    // the licenses of 2025, and two after them.
    #expect(hardware == [96...100, 93...97, 91...95, 89...93, 91...93])
    let knowHow = try ends.map { try range(findings, .intellectualProperty, on: $0) }
    #expect(knowHow.suffix(2) == [100...100, 98...98])
    #expect(try range(findings, .collaboration, on: "2026-02-28") == 97...97)
    #expect(try range(findings, .hardware, on: "2026-02-28").upperBound < 94)

    // Without the relaxation the least would be two ties lower; whether DeepSeek itself had a
    // license is not known, so the greatest stays.
    var tighter = chronicle
    tighter.remove(entry: "inference-chips-allowed-again")
    let without = try await tighter.findings(from: Viewpoint(trusting: .doubtful))
    let lower = try range(without, .hardware, on: "2025-12-31")
    #expect(lower == 89...93)

    let proof = try findings.explain(
      Interdependence.index.fact(us, china, Dimension.hardware.rawValue, 93), on: "2025-12-31")
    let rows = Set(proof.rows)
    #expect(rows.isSuperset(of: ["F000-14", "F000-15", "F000-16"]))
    let relaxed = try findings.explain(
      ExportControls.licensed(
        ExportControl("us-inference-chip-controls"), Party("h20"), china, Party("nvidia"),
        "limited shipments"), on: "2025-12-31")
    #expect(relaxed.rows.contains("F003-24"))
    let software = try findings.explain(
      Interdependence.index.fact(us, china, Dimension.intellectualProperty.rawValue, 98),
      on: "2025-12-31")
    #expect(software.rows.contains("F000-17"))
  }

  @Test("23: With real dates the letters on H20 and MI308 lower the index, and licenses raise it")
  func realRelaxation() async throws {
    let findings = try await Seeds.all().findings()
    let days: [Day] = ["2025-04-01", "2025-05-01", "2025-12-31"]
    let hardware = try days.map { try range(findings, .hardware, on: $0) }
    // The letter on H20 covers three more chips of its bandwidths, for which there is no license.
    #expect(hardware[1].lowerBound == hardware[0].lowerBound - 5)
    #expect(hardware[1].upperBound == hardware[0].upperBound - 5)
    #expect(hardware[2].lowerBound > hardware[1].lowerBound)
    #expect(hardware[2].upperBound == hardware[0].upperBound - 3)
  }

  @Test("23: Labs got round controls, controls tightened, labs turned home: a turn of the cycle")
  func cycle() async throws {
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings(from: Viewpoint(trusting: .doubtful))
    let turn = Interdependence.turnOfTheCycle(
      ExportControl("us-controls-2022"), Party("a800"), ExportControl("us-controls-2023"),
      Party("deepseek"))
    try findings.expect(
      turn, on: day, .doubtful, rows: ["F000-11", "F000-14", "F000-15"],
      leaves: [
        "destination(us-controls-2022, CN)",
        "destination(us-controls-2023, CN)", "develops(deepseek, deepseek-v4)",
        "effective(us-controls-2022)", "effective(us-controls-2023)",
        "home-country(chinese-chips, CN)", "home-country(deepseek, CN)",
        "names-item(us-controls-2022, a100)", "names-item(us-controls-2023, a800)",
        "tuned-for(deepseek-v4, chinese-chips)", "variant-of(a800, a100)",
      ])

    // Article 001 tells the cycle itself, of labs as a class.
    let usual = try await chronicle.findings()
    let told = Interdependence.turnOfTheCycle(
      ExportControl("us-ai-chip-controls"), Party("chinese-labs"),
      ExportControl("us-ai-chip-controls"), Party("chinese-labs"))
    let proof = try usual.expect(
      told, on: day, .probable, rows: ["F001-17", "F001-27", "F001-28"],
      leaves: [
        "answers(chinese-labs, us-ai-chip-controls, \"self-sufficiency\")",
        "answers(chinese-labs, us-ai-chip-controls, \"workaround\")",
        "answers(us-ai-chip-controls, chinese-labs, \"tightening\")",
      ])
    // Article 003 tells the turn to home as well; neither says where it knows it from.
    #expect(proof.sources == ["article-001", "article-003"])
    #expect(proof.roots == [nil])
    let phase = try #require(usual.facts.held.first { $0.entry == "new-phase-of-decoupling" })
    #expect(chronicle[phase.entry]?.rows == ["F001-31"])
  }

  /// The articles, with other labs that withhold a model from Nvidia and tell Huawei.
  private func withMore(_ labs: [String]) throws -> Chronicle {
    var chronicle = try Seeds.articles()
    for lab in labs {
      let (lab, model) = (
        Lab(EntityID(lab)), Model(EntityID("model-of-\(lab)"), lab: EntityID(lab))
      )
      try chronicle.add(model)
      try chronicle.add(
        Entry(
          EntryID("\(model.id)-withheld"),
          Event(
            "\(lab.id) withholds its model", on: "2026-02-27",
            begins: [Access.declinedAccess(lab, model, Party("nvidia"))])))
    }
    return chronicle
  }

  @Test("29: If more Chinese labs withhold, ecosystems fragment and Nvidia loses what it had")
  func moreLabs() async throws {
    let viewpoint = Viewpoint(trusting: .notJudged)
    let pattern = Norms.abandoned(Norm("pre-release-sharing"), china, Seeds.nvidia)
    for (labs, holds) in [([], false), (["baidu"], false), (["baidu", "bytedance"], true)] {
      let findings = try await withMore(labs).findings(from: viewpoint)
      let expected: Verdict.Outcome = holds ? .holds : .doesNotHold
      #expect(try findings.verdict(pattern, on: day).outcome == expected)
      #expect(findings.rows(Norms.loses, on: day).isEmpty == !holds)
    }
    let findings = try await withMore(["baidu", "bytedance"]).findings(from: viewpoint)
    #expect(
      findings.rows(Norms.loses, on: day).filter { $0.0.id == "nvidia" }.map(\.1) == [
        "early sight of model architectures", "feedback from production workloads",
        "influence over optimization standards", "reference implementations",
      ])
    #expect(findings.rows(Norms.fragmenting, on: day).map { "\($0.0.id) \($0.1.id)" } == ["CN US"])
    #expect(findings.rows(Norms.spurred, on: day).map(\.id) == ["huawei"])
    for (benefit, row, source) in [
      ("reference implementations", "F000-29", "article-000" as SourceID),
      ("influence over optimization standards", "F002-35", "article-002"),
    ] {
      let proof = try findings.explain(Norms.loses.fact(Seeds.nvidia, benefit), on: day)
      #expect(proof.rows.contains(row))
      #expect(proof.sources.contains(source))
      #expect(proof.roots.contains("reuters"))
    }

    // The number is nobody's: with one lab as the threshold it has happened, with four it has not.
    let one = Rulebook.standard.setting(Norms.labs.name, to: 1)
    let already = try await withMore([]).findings(under: one, from: viewpoint)
    #expect(already.rows(Norms.fragmenting, on: day).count == 1)
    let four = Rulebook.standard.setting(Norms.labs.name, to: 4)
    let notYet = try await withMore(["baidu", "bytedance"]).findings(under: four, from: viewpoint)
    #expect(notYet.rows(Norms.fragmenting, on: day).isEmpty)
  }
}
