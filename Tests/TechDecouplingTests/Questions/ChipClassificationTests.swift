import TechDecoupling
import Testing

/// Every chip of the record under each vintage of the US rules, by each reading of its figures.
@Suite("Classification of chips") struct ChipClassificationTests {
  /// What follows from the record, evaluated once for all chips.
  private static let record = Task { try await Seeds.documents(["record"]).findings() }

  /// What a chip comes under: the clause, and the reading that causes it; `?` if only perhaps.
  private static func outcomes(_ chip: String, in controls: [String], on day: Day) async throws
    -> [String]
  {
    let findings = try await record.value
    var outcomes: [String] = []
    for control in controls {
      let pattern = ExportControls.meets(
        Chip(EntityID(chip)), ExportControl(EntityID(control)), any(), any())
      let certain = try findings.atoms(matching: pattern, on: day)
      for atom in try findings.atoms(matching: pattern, on: day, conceivable: true) {
        guard let values = atom.values, case .text(let clause) = values[2],
          case .text(let reading) = values[3]
        else { continue }
        outcomes.append("\(clause) by \(reading)" + (certain.contains(atom) ? "" : "?"))
      }
    }
    return outcomes
  }

  static let rule2022: [(String, [String])] = [
    ("a100", ["3A090 by SXM, 40 GB", "3A090 by SXM, 80 GB"]), ("a800", []),
    ("h100", ["3A090 by SXM"]), ("h800", []), ("h20", []), ("h200", ["3A090 by SXM"]),
    ("l40", []), ("l40s", []),
    (
      "b200",
      [
        "3A090 by SXM, 7.7 TB/s, die area estimated", "3A090 by SXM, 8 TB/s, die area estimated",
      ]
    ),
    ("mi250x", ["3A090 by Epoch"]), ("mi308", ["3A090 by Epoch?"]), ("mi325x", ["3A090 by OAM"]),
    ("gaudi-2", ["3A090 by OAM?"]), ("gaudi-3", ["3A090 by OAM?"]), ("ascend-910b", []),
    ("ascend-910c", []), ("br100", []), ("hanguang-800", []), ("yitian-710", []),
  ]

  @Test("The rule of 2022 asks for performance and link", arguments: rule2022)
  func performanceAndLink(chip: String, expected: [String]) async throws {
    #expect(
      try await Self.outcomes(chip, in: ["ear-3a090-2022"], on: "2023-06-01") == expected)
  }

  static let rule2023: [(String, [String])] = [
    (
      "a100",
      [
        "a.1 by SXM, 40 GB", "a.1 by SXM, 80 GB", "a.2 by SXM, 40 GB", "a.2 by SXM, 80 GB",
      ]
    ),
    (
      "a800",
      [
        "a.1 by SXM, 40 GB", "a.1 by SXM, 80 GB", "a.2 by SXM, 40 GB", "a.2 by SXM, 80 GB",
      ]
    ),
    ("h100", ["a.1 by SXM", "a.2 by SXM"]), ("h800", ["a.1 by SXM", "a.2 by SXM"]),
    ("h20", []), ("h200", ["a.1 by SXM", "a.2 by SXM"]), ("l40", ["b.1 by PCIe", "b.2 by PCIe"]),
    ("l40s", []),
    (
      "b200",
      [
        "a.1 by SXM, 7.7 TB/s, die area estimated", "a.1 by SXM, 8 TB/s, die area estimated",
        "a.2 by SXM, 7.7 TB/s, die area estimated", "a.2 by SXM, 8 TB/s, die area estimated",
      ]
    ),
    // By one reading it is as dense as a.2 asks, by the other only as b.2 does.
    ("mi250x", ["a.1 by Epoch", "a.1 by data sheet", "a.2 by Epoch", "b.2 by data sheet"]),
    ("mi308", ["a.1 by Epoch", "a.2 by Epoch"]), ("mi325x", ["a.1 by OAM", "a.2 by OAM"]),
    ("gaudi-2", ["a.1 by OAM", "a.2 by OAM"]), ("gaudi-3", ["a.1 by OAM"]),
    ("ascend-910b", ["a.1 by 910B", "a.1 by 910B2"]), ("ascend-910c", ["a.1 by 910C"]),
    ("br100", ["a.1 by OAM", "a.2 by OAM"]), ("hanguang-800", ["a.1 by PCIe"]),
    ("yitian-710", []),
  ]

  @Test("The rule of 2023 asks for performance or density", arguments: rule2023)
  func performanceOrDensity(chip: String, expected: [String]) async throws {
    #expect(
      try await Self.outcomes(chip, in: ["ear-3a090-a", "ear-3a090-b"], on: "2024-01-01")
        == expected)
  }

  static let review2026: [(String, ControlState)] = [
    ("a100", .licenseNeeded(.caseByCase)), ("a800", .licenseNeeded(.caseByCase)),
    ("h100", .licenseNeeded(.caseByCase)), ("h800", .licenseNeeded(.caseByCase)),
    ("h200", .licenseNeeded(.caseByCase)), ("b200", .licenseNeeded(.denialPresumed)),
    ("mi250x", .licenseNeeded(.caseByCase)), ("mi325x", .licenseNeeded(.caseByCase)),
    ("mi308", .licenseNeeded(.denialPresumed)), ("gaudi-2", .licenseNeeded(.caseByCase)),
    ("gaudi-3", .licenseNeeded(.denialPresumed)), ("h20", .notCovered), ("l40", .notCovered),
    ("l40s", .notCovered),
    // Made in China: no export, whatever their figures.
    ("ascend-910b", .notCovered), ("ascend-910c", .notCovered), ("br100", .notCovered),
    ("hanguang-800", .notCovered), ("yitian-710", .notCovered),
  ]

  @Test("The rule of January 2026 reviews slower chips case by case", arguments: review2026)
  func review(chip: String, expected: ControlState) async throws {
    let findings = try await Self.record.value
    let answer = try findings.controlAnswer(Chip(EntityID(chip)), to: "CN", on: "2026-01-20")
    // What 3A090.a says, beside letters, notices and the other side's orders.
    let provision = answer.provisions.first { $0.control.id == "ear-3a090-a" }
    #expect((provision?.states ?? [.notCovered]) == [expected])
  }

  @Test("An account that errs is kept at its grade, beside the others and mixed with none")
  func otherAccounts() async throws {
    let record = try Seeds.documents(["record"])
    let doubtful = try await record.findings(from: Viewpoint(trusting: .doubtful))
    func readings(_ chip: String, _ control: String) throws -> [String] {
      try doubtful.atoms(
        matching: ExportControls.meets(
          Chip(EntityID(chip)), ExportControl(EntityID(control)), any(), any()), on: "2024-01-01"
      ).map { "\($0)" }
    }
    // A study has A800 at 4800, on no area: it meets the one clause, and not the other.
    #expect(
      try readings("a800", "ear-3a090-a").filter { $0.contains("a study") } == [
        "meets(a800, ear-3a090-a, \"a.1\", \"a study\")"
      ])
    // A tracker has H20 under .b, where the figures have not.
    #expect(
      try readings("h20", "ear-3a090-b") == ["meets(h20, ear-3a090-b, \"b.2\", \"a tracker\")"])
    let label = ExportControls.meets(
      Chip("h20"), ExportControl("ear-3a090-b"), "b.2", "a tracker")
    #expect(try doubtful.verdict(label, on: "2024-01-01").credibility == .doubtful)
    #expect(try await record.findings().verdict(label, on: "2024-01-01").outcome == .doesNotHold)
    // Nvidia itself says that L40 is covered, which is what its figures say.
    let covered = ExportControls.covers(ExportControl("ear-3a090-b"), Party("l40"))
    let proof = try await record.findings().explain(covered, on: "2024-01-01")
    #expect(proof.entries == ["l40-named-by-nvidia"])
  }

  @Test("Every chip with figures is classified here, and so are those without any")
  func complete() throws {
    let record = try Seeds.documents(["record"])
    let figures = Set(
      record.entries.flatMap { entry -> [String] in
        guard case .statement(let statement) = entry.content else { return [] }
        return statement.atoms.filter { $0.relation.name == "figures" }.compactMap { atom in
          guard case .value(.entity(let chip))? = atom.arguments.first else { return nil }
          return chip.text
        }
      })
    #expect(Set(Self.rule2022.map(\.0)) == figures)
    #expect(Set(Self.rule2023.map(\.0)) == figures)
    #expect(Set(Self.review2026.map(\.0)) == figures)
  }

  @Test("The exception for D:5 and Macau asks for a notice, that for D:1 and D:4 does not")
  func noticeOrNot() async throws {
    var record = try Seeds.documents(["record"])
    try record.add(
      Entry(
        "elsewhere",
        Statement([
          Profile.memberOf(Party("VN"), Group("ear-d1")),
          Profile.memberOf(Party("SA"), Group("ear-d4")),
        ])))
    let findings = try await record.findings()
    func exception(_ country: Country, on day: Day) throws -> ControlState? {
      try findings.controlAnswer(Chip("l40"), to: country, on: day).state
    }
    for country in ["VN", "SA"] as [Country] {
      #expect(try exception(country, on: "2024-01-01") == .exception("NAC"))
      #expect(try exception(country, on: "2024-04-04") == .exception("ACA"))
    }
    for country in ["CN", "HK", "MO"] as [Country] {
      let answer = try findings.controlAnswer(Chip("l40"), to: country, on: "2024-04-04")
      #expect(answer.provisions.map(\.states) == [[.exception("NAC")]])
    }
    #expect(try exception("JP", on: "2024-04-04") == .notCovered)
  }

  @Test("A chip of no data center from TPP 4800 on may go by notice, unless a notice names it")
  func games() async throws {
    var record = try Seeds.documents(["record"])
    try record.add(Chip("game-card", maker: "nvidia"))
    try record.add(
      Entry(
        "game-card",
        Statement([
          ExportControls.figures.fact(Chip("game-card"), "sheet", 5285, 609, 0, 1008),
          Profile.memberOf(Party("game-card"), Group("chips-for-no-data-center")),
        ])))
    let findings = try await record.findings()
    let answer = try findings.controlAnswer(Chip("game-card"), to: "CN", on: "2024-01-01")
    #expect(answer.state == .exception("NAC"))
    #expect(answer.provisions.map(\.control.id) == ["ear-3a090-a"])
    #expect(
      try findings.controlAnswer(Chip("rtx-4090"), to: "CN", on: "2024-01-01").state
        == .licenseNeeded(.notStated))
  }

  @Test("Memory and computers have clauses of their own, and exceptions of unknown reach are shut")
  func otherItems() async throws {
    let findings = try await Self.record.value
    func answer(_ item: EntityID, on day: Day) throws -> ControlAnswer {
      try findings.controlAnswer(Technology(item), to: "CN", on: day)
    }
    #expect(try answer("hbm", on: "2024-12-01").state == .notCovered)
    let memory = try answer("hbm", on: "2024-12-02")
    #expect(memory.state == .licenseNeeded(.notStated))
    #expect(memory.provisions.map(\.control.id) == ["ear-3a090-c"])
    #expect(
      try answer("computers-with-3a090-chips", on: "2023-06-01").state
        == .licenseNeeded(.denialPresumed))
    #expect(
      try answer("computers-with-3a090-a-chips", on: "2024-01-01").state
        == .licenseNeeded(.denialPresumed))
    #expect(
      try answer("computers-with-3a090-b-chips", on: "2024-01-01").state == .exception("NAC"))
    let reach = ExportControls.destinationGroup(ExportControl("ear-exception-hbm"), any())
    #expect(
      findings.facts.openQuestions(matching: reach).map(\.entry) == ["reach-of-exceptions-open"])
  }

  @Test("The letter on H20 covers Nvidia's chips of its bandwidths, and nobody else's")
  func lettersBandwidths() async throws {
    let findings = try await Self.record.value
    let covered = findings.rows(ExportControls.covers, on: "2025-05-01")
      .filter { $0.0.id == "bis-letter-h20" }.map(\.1.id.text)
    #expect(covered == ["b200", "h100", "h20", "h200"])
  }

  @Test("Either bandwidth of H20 brings a chip under the letter, and neither leaves it out")
  func eitherBandwidth() async throws {
    let chips: [(EntityID, Fixed, Fixed)] = [
      ("by-link", 900, 0), ("by-memory", 0, 4000), ("by-neither", 899, 3999),
    ]
    var record = try Seeds.documents(["record"])
    for (chip, _, _) in chips { try record.add(Chip(chip, maker: "nvidia")) }
    try record.add(
      Entry(
        "other-chips",
        Statement(
          chips.map { ExportControls.figures.fact(Chip($0), "sheet", 0, 0, $1, $2) })))
    let findings = try await record.findings()
    for (chip, _, _) in chips {
      let answer = try findings.controlAnswer(Chip(chip), to: "CN", on: "2025-05-01")
      #expect(answer.state == (chip == "by-neither" ? .notCovered : .licenseNeeded(.notStated)))
    }
    let clause = ExportControls.coversMemoryFrom.fact(
      ExportControl("bis-letter-h20"), "memory of H20", 4000)
    let proof = try findings.explain(clause, on: "2025-05-01")
    #expect(proof.assertingRoots.map(\.source) == ["nvidia-filings"])
    #expect(proof.sources.contains("toms-hardware"))
  }

  @Test("A chip under .b may go to China and Macau by notice, and no other may")
  func notice() async throws {
    let findings = try await Self.record.value
    for country in ["CN", "HK", "MO"] as [Country] {
      let answer = try findings.controlAnswer(Chip("l40"), to: country, on: "2024-01-01")
      #expect(answer.state == .exception("NAC"))
      #expect(answer.provisions.map(\.control.id) == ["ear-3a090-b"])
    }
    #expect(
      try findings.controlAnswer(Chip("l40"), to: "CN", on: "2023-11-16").state == .notCovered)
    let mixed = try findings.controlAnswer(Chip("mi250x"), to: "CN", on: "2024-01-01")
    #expect(mixed.state == .licenseNeeded(.denialPresumed))
  }
}
