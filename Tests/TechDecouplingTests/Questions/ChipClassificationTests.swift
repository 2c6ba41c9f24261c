import TechDecoupling
import Testing

/// Every chip of the record under each vintage of the US rules, by each reading of its figures.
@Suite("Classification of chips") struct ChipClassificationTests {
  /// What a chip comes under: the clause, and the reading that causes it; `?` if only perhaps.
  private static func outcomes(_ chip: String, in controls: [String], on day: Day) async throws
    -> [String]
  {
    let findings = try await Seeds.documents(["record"]).findings()
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
    let findings = try await Seeds.documents(["record"]).findings()
    let answer = try findings.controlAnswer(Chip(EntityID(chip)), to: "CN", on: "2026-01-20")
    // What 3A090.a says, beside letters, notices and the other side's orders.
    let provision = answer.provisions.first { $0.control.id == "ear-3a090-a" }
    #expect((provision?.state ?? .notCovered) == expected)
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

  @Test("A chip under .b may go to China and Macau by notice, and no other may")
  func notice() async throws {
    let findings = try await Seeds.documents(["record"]).findings()
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
