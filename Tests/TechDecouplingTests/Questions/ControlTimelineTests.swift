import TechDecoupling
import Testing

/// The controls of both sides, from one day to the next, as the record has them.
@Suite("The timeline of controls") struct ControlTimelineTests {
  /// What came into force and what ceased to be since the day before in this list.
  static let changes: [(day: Day, begun: [String], ended: [String])] = [
    ("2022-08-25", [], []),
    ("2022-09-15", ["bis-letter-amd-2022", "bis-letter-nvidia-2022"], []),
    ("2022-12-31", ["ear-3a090-2022", "ear-4a090-2022"], []),
    ("2023-11-16", ["bis-notice-nvidia-2023", "entity-list-2023-10"], []),
    (
      "2023-11-17", ["ear-3a090-a", "ear-3a090-b", "ear-4a090-a", "ear-4a090-b", "ear-nac"],
      ["ear-3a090-2022", "ear-4a090-2022"]
    ),
    ("2024-04-04", ["ear-aca", "ear-corrections-2024"], []),
    (
      "2024-12-02",
      [
        "ear-2024-12", "ear-3a090-c", "ear-exception-hbm", "ear-fdp-2024", "entity-list-2024-12",
      ], []
    ),
    ("2025-01-31", ["ear-foundry-2025"], []),
    ("2025-04-16", ["bis-letter-h20", "bis-letter-mi308"], []),
    (
      "2025-05-15",
      [
        "bis-warning-ascend", "ear-4e091", "ear-acm", "ear-aia", "ear-diffusion-2025", "ear-lpp",
      ], []
    ),
    ("2025-05-23", ["bis-letters-eda-2025"], []),
    ("2025-07-02", [], ["bis-letters-eda-2025"]),
    ("2025-09-17", ["cac-order-h20", "cac-order-rtx-pro-6000d"], []),
    ("2025-09-29", ["ear-affiliates-50"], []),
    ("2025-11-10", [], ["ear-affiliates-50"]),
    ("2026-01-15", ["ear-review-2026"], []),
    ("2026-11-09", [], []),
  ]

  private func inForce(_ findings: Findings, on day: Day) -> Set<String> {
    Set(findings.rows(ExportControls.inForce, on: day).map(\.id.text))
  }

  @Test("Each provision begins and ends on its day")
  func eachDay() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    var before: Set<String> = []
    for (day, begun, ended) in Self.changes {
      let now = inForce(findings, on: day)
      #expect(now.subtracting(before).sorted() == begun, "\(day)")
      #expect(before.subtracting(now).sorted() == ended, "\(day)")
      before = now
    }
  }

  @Test("What is only announced is not in force, and a suspension that may end is not settled")
  func notInForce() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let duty = ExportControl("us-chip-duty-2026")
    #expect(
      try findings.verdict(ExportControls.announced(duty), on: "2026-01-14").outcome == .holds)
    #expect(
      try findings.verdict(ExportControls.inForce(duty), on: "2026-02-26").outcome == .doesNotHold)
    let affiliates = ExportControls.inForce(ExportControl("ear-affiliates-50"))
    #expect(try findings.verdict(affiliates, on: "2026-11-09").outcome == .doesNotHold)
    #expect(try findings.verdict(affiliates, on: "2026-11-10").outcome == .indeterminate)
  }

  @Test("Everything that the record announces comes into force, but for the duty")
  func announcements() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let announced = try findings.atoms(matching: ExportControls.announced(any()))
      .compactMap(\.values?.first)
    let effective = Set(
      try findings.atoms(matching: ExportControls.effective(any())).compactMap(\.values?.first))
    #expect(announced.filter { !effective.contains($0) } == [.entity("us-chip-duty-2026")])
  }

  @Test("Macau is in no D:5, and the Emirates come to be in A:5")
  func groups() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    func groups(_ country: String, on day: Day) -> [String] {
      findings.rows(Profile.memberOf, on: day).filter { $0.0.id.text == country }
        .map(\.1.id.text).filter { $0.hasPrefix("ear-") }
    }
    #expect(groups("CN", on: "2024-01-01") == ["ear-d1", "ear-d3", "ear-d4", "ear-d5"])
    #expect(groups("MO", on: "2024-01-01") == ["ear-d1", "ear-d3", "ear-d4"])
    #expect(groups("TW", on: "2024-01-01") == ["ear-a6"])
    #expect(groups("AE", on: "2024-01-01") == ["ear-d4"])
    #expect(groups("AE", on: "2026-07-23") == ["ear-a5", "ear-d4"])
  }

  @Test(
    "3A090 reaches D:1, D:4 and D:5 but for Israel, and .a on paper other destinations on record")
  func reach() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    func answer(_ chip: EntityID, _ country: Country, _ day: Day) throws -> ControlAnswer {
      try findings.controlAnswer(Chip(chip), to: country, on: day)
    }
    let denied = ControlState.licenseNeeded(.denialPresumed)
    for country in ["AE", "CN", "MO"] as [Country] {
      #expect(try answer("h200", country, "2024-12-01").state == denied)
    }
    // What the Emirates come to be in lifts nothing: the list names them.
    #expect(try answer("h200", "AE", "2026-08-01").state == denied)
    #expect(try answer("l40", "AE", "2026-08-01").state == .exception("ACA"))
    for country in ["IL", "JP", "KR", "NL", "TW"] as [Country] {
      #expect(try answer("h200", country, "2025-05-14").state == .notCovered)
      let wide = try answer("h200", country, "2025-05-15")
      #expect(wide.state == .licenseNeeded(.notStated))
      #expect(wide.provisions.map(\.control.id) == ["ear-diffusion-2025"])
      #expect(wide.provisions.map(\.enforcement) == [.unenforced])
      #expect(try answer("l40", country, "2025-05-15").state == .notCovered)
    }
    // China is reached as before, and by nothing that is not enforced.
    #expect(
      try answer("h200", "CN", "2025-06-01").provisions.allSatisfy { $0.enforcement == .presumed })
    let source = try findings.explain(
      ExportControls.spares(ExportControl("ear-3a090-b"), Country("IL")), on: "2026-08-01")
    #expect(source.sources == ["ear-774-1", "fr-2023-23055"])
  }

  @Test("The exceptions AIA and LPP are for 3A090.a alone, ACM for .b as well")
  func exceptionsOf2025() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
    let clauses = findings.rows(ExportControls.exceptsClause, on: "2026-07-23")
    func exceptions(_ control: EntityID) -> Set<String> {
      Set(clauses.filter { $0.0.id == control }.map(\.2.id.text))
    }
    #expect(exceptions("ear-3a090-a") == ["ear-acm", "ear-aia", "ear-lpp"])
    #expect(exceptions("ear-3a090-b") == ["ear-aca", "ear-acm", "ear-nac"])
  }
}
