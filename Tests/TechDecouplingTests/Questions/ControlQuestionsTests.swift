import TechDecoupling
import Testing

/// What the articles say of export controls.
@Suite("Questions on controls, from the articles") struct ControlQuestionsTests {
  private let h800 = ExportControls.restricted(Party("h800"), china)

  @Test("7: Dated 2023 only, the control of H800 is indeterminate in June, not a yes or a no")
  func reducedPrecision() async throws {
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings(from: Viewpoint(trusting: .doubtful))
    #expect(try findings.verdict(h800, on: "2022-12-31").outcome == .doesNotHold)
    #expect(try findings.verdict(h800, on: "2023-06-01").outcome == .indeterminate)
    try findings.expect(
      h800, on: "2024-01-01", .doubtful, rows: ["F000-15"],
      leaves: [
        "destination(us-controls-2023, CN)", "effective(us-controls-2023)",
        "names-item(us-controls-2023, h800)",
      ])
    // The proof of what is indeterminate names the imprecise date.
    let proof = try findings.explain(h800, on: "2023-06-01")
    #expect(proof.rows == ["F000-15"])
    #expect(proof.entries == ["us-blocks-a800-and-h800"])
    let dates = Set(proof.leaves.flatMap(\.supports).compactMap { $0.support.date?.text })
    #expect(dates == ["2023"])

    let answer = try findings.controlAnswer(Chip("h800"), to: "CN", on: "2023-06-01")
    #expect(answer.state == nil)
    #expect(answer.lenient == .notCovered)
    #expect(answer.strict == .licenseNeeded(.notStated))

    // The 2022 control names other chips.
    try findings.expect(
      ExportControls.restricted(Party("h100"), china), on: "2022-12-31", .doubtful,
      rows: ["F000-14"],
      leaves: [
        "destination(us-controls-2022, CN)", "effective(us-controls-2022)",
        "names-item(us-controls-2022, h100)",
      ])
  }

  @Test("7: With the real dates H800 was free in June 2023 and needed a license in 2024")
  func realDates() async throws {
    let findings = try await Seeds.all().findings()
    #expect(try findings.verdict(h800, on: "2023-06-01").outcome == .doesNotHold)
    #expect(try findings.verdict(h800, on: "2024-01-01").outcome == .holds)
    #expect(try findings.verdict(h800, on: "2022-12-31").outcome == .doesNotHold)
  }

  @Test(
    "7, 9: One interested article concludes nothing where possible is the least that is trusted")
  func nothingFromOneVoice() async throws {
    let findings = try await Seeds.articles().findings()
    for item in [
      "a100", "h100", "a800", "h800", "advanced-packaging", "chip-design-tools", "ai-software",
      "training-techniques",
    ] {
      for day: Day in ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31", "2026-02-26"] {
        let atom = ExportControls.restricted(Party(EntityID(item)), china)
        #expect(try findings.verdict(atom, on: day).outcome == .doesNotHold)
      }
    }
    let alone = try await Seeds.documents(["article-000"]).findings()
    for relation in [Access.withheldFrom.signature, ExportControls.restricted.signature] {
      let pattern = Atom(
        relation: relation, arguments: relation.columns.map { _ in Argument.wildcard })
      #expect(try alone.atoms(matching: pattern, conceivable: true).isEmpty)
    }
  }

  @Test("9: The list grows by the year, and two chips come back by license alone")
  func yearByYear() async throws {
    let findings = try await Seeds.articles().findings(from: Viewpoint(trusting: .doubtful))
    func restricted(_ day: Day) -> [String] {
      findings.rows(ExportControls.restricted, on: day).map(\.0.id.text)
    }
    // Article 001 speaks of a class of chips, since October 2022.
    let processors = "strongest-us-processors"
    #expect(restricted("2022-12-31") == ["a100", "h100", processors])
    #expect(restricted("2023-12-31") == ["a100", "a800", "h100", "h800", processors])
    #expect(
      restricted("2024-12-31") == [
        "a100", "a800", "advanced-packaging", "chip-design-tools", "h100", "h800", processors,
      ])
    let licensed = findings.rows(ExportControls.licensed, on: "2025-12-31")
    #expect(
      licensed.map { "\($0.1.id) \($0.3.id) \($0.4)" } == [
        "h20 nvidia limited shipments", "mi308 amd limited shipments",
      ])
    #expect(
      restricted("2025-12-31") == [
        "a100", "a800", "advanced-packaging", "ai-software", "chip-design-tools", "h100", "h20",
        "h800", "mi308", processors, "training-techniques",
      ])
    #expect(findings.rows(ExportControls.licensed, on: "2024-12-31").isEmpty)
    let cited: [(String, Day, String)] = [
      ("a100", "2022-12-31", "F000-14"), ("a800", "2023-12-31", "F000-15"),
      ("advanced-packaging", "2024-12-31", "F000-16"),
      ("chip-design-tools", "2024-12-31", "F000-16"), ("ai-software", "2025-12-31", "F000-17"),
      ("training-techniques", "2025-12-31", "F000-17"),
    ]
    for (item, day, row) in cited {
      let proof = try findings.explain(
        ExportControls.restricted(Party(EntityID(item)), china), on: day)
      #expect(proof.rows == [row])
    }
    let again = try findings.explain(
      ExportControls.licensed(
        ExportControl("us-inference-chip-controls"), Party("h20"), china, Party("nvidia"),
        "limited shipments"), on: "2025-12-31")
    #expect(again.rows.contains("F003-24"))
  }

  @Test("10: H20 may go in limited shipments under licenses, which is no bare yes")
  func h20() async throws {
    let findings = try await Seeds.articles().findings()
    let day: Day = "2026-02-26"
    let holder = try findings.controlAnswer(Chip("h20"), to: "CN", for: Seeds.nvidia, on: day)
    #expect(holder.state == .allowedWithConditions("limited shipments"))
    let others = try findings.controlAnswer(Chip("h20"), to: "CN", on: day)
    #expect(others.state == .licenseNeeded(.notStated))
    let provision = try #require(others.provisions.first)
    #expect(others.provisions.count == 1)
    #expect(provision.control.id == "us-inference-chip-controls")
    let grant = try #require(provision.grants.filter(\.isCertain).first)
    #expect(grant.holder.id == "nvidia")
    #expect(grant.terms == "limited shipments")
    try findings.expect(
      ExportControls.licensed(
        ExportControl("us-inference-chip-controls"), Party("h20"), china, Party("nvidia"),
        "limited shipments"), on: day, .probable, rows: ["F003-24", "F003-29"],
      leaves: [
        "destination(us-inference-chip-controls, CN)", "effective(us-inference-chip-controls)",
        "license-granted(us-inference-chip-controls, h20, nvidia, \"limited shipments\")",
        "names-item(us-inference-chip-controls, h20)",
      ])
    // Since some day of 2025: certain from its end.
    let runs = try findings.runs(
      of: ExportControls.licensed(
        ExportControl("us-inference-chip-controls"), Party("h20"), china, Party("nvidia"),
        "limited shipments"))
    #expect(runs.filter(\.isCertain).first?.period.from == "2025-12-31")
  }

  @Test(
    "11: Whether DeepSeek held an approval is unknown, which is not a no",
    arguments: ["h20", "mi308"])
  func approval(chip: String) async throws {
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings()
    let day: Day = "2026-02-26"
    let atom = ExportControls.licenseGranted(
      ExportControl("us-inference-chip-controls"), Party(EntityID(chip)), Party("deepseek"),
      "terms not known")
    let verdict = try findings.verdict(atom, on: day)
    #expect(verdict.outcome == .indeterminate)
    let question = try #require(verdict.openQuestions.first)
    #expect(question.entry == "deepseek-approval-unclear")
    #expect(chronicle[question.entry]?.rows == ["F003-23"])
    #expect(question.claims.map(\.stance) == [.unclear])
    let proof = try findings.explain(atom, on: day)
    #expect(proof.rows == ["F003-23"])

    let answer = try findings.controlAnswer(
      Chip(EntityID(chip)), to: "CN", for: Seeds.deepseek, on: day)
    #expect(answer.state == nil)
    #expect(answer.lenient == .allowedWithConditions("terms not known"))
    #expect(answer.strict == .licenseNeeded(.notStated))
  }
}
