import TechDecoupling
import Testing

/// What the record says of export controls, by real figures and dates.
@Suite("Questions on controls, from the record") struct ControlRecordQuestionsTests {
  @Test("R1: H800 is outside the numbers of 2022 and inside 3A090.a of 2023")
  func h800() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let chip = Chip("h800")
    let before = try findings.controlAnswer(chip, to: "CN", on: "2023-06-01")
    #expect(before.state == .notCovered)
    #expect(before.provisions.isEmpty)
    #expect(
      try findings.verdict(
        ExportControls.inForce(ExportControl("ear-3a090-2022")), on: "2023-06-01"
      ).outcome == .holds)
    let meets2022 = ExportControls.meets(chip, ExportControl("ear-3a090-2022"), "3A090", "SXM")
    #expect(try findings.verdict(meets2022, on: "2023-06-01").outcome == .doesNotHold)

    let after = try findings.controlAnswer(chip, to: "CN", on: "2024-01-01")
    #expect(after.state == .licenseNeeded(.denialPresumed))
    #expect(after.provisions.first?.control.id == "ear-3a090-a")
    let meets = ExportControls.meets(chip, ExportControl("ear-3a090-a"), "a.1", "SXM")
    try findings.expect(
      meets, on: "2024-01-01", .probable, rows: [],
      leaves: [
        "covers-from(ear-3a090-a, \"a.1\", 4800.0, 0.0, 0.0)",
        "figures(h800, \"SXM\", 15832.0, 814.0, 400.0, 3350.0)",
      ])
    // A100 has the link as well, and was inside from the start.
    #expect(
      try findings.controlAnswer(Chip("a100"), to: "CN", on: "2023-06-01").state
        == .licenseNeeded(.denialPresumed))
  }

  @Test("R2: H20 is outside the numbers, then held by a letter, then licensed to its maker")
  func h20() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let chip = Chip("h20")
    for control in ["ear-3a090-a", "ear-3a090-b"] {
      let pattern = ExportControls.meets(chip, ExportControl(EntityID(control)), any(), any())
      #expect(try findings.atoms(matching: pattern, conceivable: true).isEmpty)
    }
    #expect(try findings.controlAnswer(chip, to: "CN", on: "2025-03-01").state == .notCovered)

    let letter = try findings.controlAnswer(chip, to: "CN", on: "2025-05-01")
    #expect(letter.state == .licenseNeeded(.notStated))
    #expect(letter.provisions.map(\.control.id) == ["bis-letter-h20"])
    #expect(letter.provisions.first?.grants.isEmpty == true)

    let later = try findings.controlAnswer(chip, to: "CN", on: "2025-09-01")
    #expect(later.provisions.map(\.control.id) == ["cac-order-h20", "bis-letter-h20"])
    let provision = try #require(later.provisions.last)
    #expect(provision.state == .licenseNeeded(.notStated))
    let grant = try #require(provision.grants.first)
    #expect(grant.holder.id == "nvidia")
    let terms = "15 percent of revenue to the US government expected"
    #expect(grant.terms == terms)
    let nvidia = try findings.controlAnswer(chip, to: "CN", for: Seeds.nvidia, on: "2025-09-01")
    #expect(nvidia.provisions.last?.state == .allowedWithConditions(terms))
    try findings.expect(
      ExportControls.restricted(Party("h20"), china), on: "2025-05-01", .probable, rows: [],
      leaves: [
        "destination-group(bis-letter-h20, ear-d5)", "effective(bis-letter-h20)",
        "member-of(CN, ear-d5)", "names-item(bis-letter-h20, h20)",
      ])
  }

  @Test("R4: B200 is too fast to be reviewed case by case, and H200 is not")
  func b200() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let day: Day = "2026-01-20"
    let reviewed = ExportControls.reviewedAs(
      ExportControl("ear-3a090-a"), Party("b200"), china, "case by case")
    #expect(try findings.verdict(reviewed, on: day).outcome == .doesNotHold)
    #expect(
      try findings.controlAnswer(Chip("b200"), to: "CN", on: day).state
        == .licenseNeeded(.denialPresumed))
    #expect(
      try findings.controlAnswer(Chip("h200"), to: "CN", on: day).state
        == .licenseNeeded(.caseByCase))
    #expect(
      try findings.controlAnswer(Chip("h200"), to: "CN", on: "2026-01-14").state
        == .licenseNeeded(.denialPresumed))
    try findings.expect(
      ExportControls.licenseNeeded(
        ExportControl("ear-3a090-a"), Party("h200"), china, "case by case"), on: day, .probable,
      rows: [],
      leaves: [
        "amends-review(ear-review-2026, ear-3a090-a)",
        "covers-from(ear-3a090-a, \"a.1\", 4800.0, 0.0, 0.0)", "destination(ear-review-2026, CN)",
        "destination-group(ear-3a090-a, ear-d1)", "effective(ear-3a090-a)",
        "effective(ear-review-2026)", "figures(h200, \"SXM\", 15832.0, 814.0, 900.0, 4800.0)",
        "member-of(CN, ear-d1)",
        "reviews-below(ear-review-2026, \"case by case\", 21000.0, 6500.0)",
      ])
  }

  @Test("R6: The control on model weights is in force and not enforced: two states")
  func modelWeights() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let control = ExportControl("ear-4e091")
    let day: Day = "2025-06-01"
    try findings.expect(
      ExportControls.inForce(control), on: day, .confirmed, rows: [],
      leaves: ["effective(ear-4e091)"])
    try findings.expect(
      ExportControls.unenforced(control), on: day, .confirmed, rows: [],
      leaves: ["unenforced(ear-4e091)"])
    #expect(
      try findings.verdict(ExportControls.unenforced(control), on: "2025-05-12").outcome
        == .doesNotHold)
    let answer = try findings.controlAnswer(Technology("closed-model-weights"), to: "CN", on: day)
    #expect(answer.state == .licenseNeeded(.notStated))
    #expect(answer.provisions.map(\.enforcement) == [.unenforced])
  }

  @Test("The Chinese regulator keeps out what the US licenses: H20 is held back by both sides")
  func counterControl() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let both = ExportControls.heldByBothSides(Party("h20"), china)
    #expect(try findings.verdict(both, on: "2025-07-31").outcome == .doesNotHold)
    #expect(try findings.verdict(both, on: "2025-08-15").outcome == .indeterminate)
    #expect(
      try findings.controlAnswer(Chip("h20"), to: "CN", on: "2025-09-01").state == .prohibited)
    try findings.expect(
      both, on: "2025-09-01", .probable, rows: [],
      leaves: [
        "destination(cac-order-h20, CN)", "destination-group(bis-letter-h20, ear-d5)",
        "effective(bis-letter-h20)", "effective(cac-order-h20)", "home-country(cac, CN)",
        "issued-by(cac-order-h20, cac)", "member-of(CN, ear-d5)",
        "names-item(bis-letter-h20, h20)", "names-item(cac-order-h20, h20)",
      ])
    // RTX Pro 6000D is kept out by one side alone.
    let pro = Chip("rtx-pro-6000d")
    #expect(try findings.controlAnswer(pro, to: "CN", on: "2025-10-01").state == .prohibited)
    #expect(findings.rows(ExportControls.heldByBothSides, on: "2025-10-01").map(\.0.id) == ["h20"])
  }
}
