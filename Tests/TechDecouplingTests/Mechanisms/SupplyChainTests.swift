import TechDecoupling
import Testing

@Suite("Supply chains") struct SupplyChainTests {
  private let day: Day = "2026-01-01"
  private let fabrication = Technology("fabrication")
  private let packaging = Technology("packaging")
  private let exposure = Technology("exposure")
  private let bonding = Technology("bonding")
  private let scanner = Technology("scanner")
  private let immersion = Technology("immersion")
  private let lens = Technology("lens")
  private let glass = Technology("glass")

  /// A lens reaches fabrication through a kind of scanner, and packaging through what bonds; glass is
  /// made with lenses, which are made of glass.
  private func facts() throws -> Facts {
    let things = [
      fabrication, packaging, exposure, bonding, scanner, immersion, lens, glass,
    ]
    let chronicle = try Chronicle(
      entities: things, sources: [],
      entries: [
        Entry(
          "stages",
          Statement([
            SupplyChain.partOfStage(exposure, fabrication),
            SupplyChain.partOfStage(bonding, packaging),
          ])),
        Entry(
          "sequence",
          Statement([
            SupplyChain.goesInto(scanner, exposure),
            SupplyChain.kindOf(immersion, scanner),
            SupplyChain.goesInto(lens, immersion),
            SupplyChain.goesInto(lens, bonding),
            SupplyChain.goesInto(glass, lens),
            SupplyChain.goesInto(lens, glass),
          ])),
        // A shorter way, from a day on.
        Entry("short", Statement([SupplyChain.goesInto(lens, scanner)], over: "2026-06-01/..")),
      ])
    return try chronicle.facts()
  }

  private func steps(
    _ relation: Relation<Technology, Technology, Int>, on day: Day? = nil, longest: Int = 12
  ) async throws -> [String] {
    let rulebook = SupplyChain.rulebook.setting(SupplyChain.longestChain.name, to: longest)
    return try await facts().findings(under: rulebook).rows(relation, on: day ?? self.day)
      .map { "\($0.0.id) \($0.1.id) \($0.2)" }
  }

  @Test("The next step is what something goes into, and what it is a kind of")
  func nextStep() async throws {
    let findings = try await facts().findings(under: SupplyChain.rulebook)
    #expect(
      findings.rows(SupplyChain.nextStep, on: day).map { "\($0.0.id) \($0.1.id)" } == [
        "glass lens", "immersion scanner", "lens bonding", "lens glass", "lens immersion",
        "scanner exposure",
      ])
    #expect(findings.rows(SupplyChain.nextStep, on: "2026-06-01").count == 7)
  }

  @Test("The fewest steps are counted to each stage, over the days of each way")
  func fewestSteps() async throws {
    let fixed = [
      "bonding packaging 1", "exposure fabrication 1", "glass fabrication 5", "glass packaging 3",
      "immersion fabrication 3", "lens fabrication 4", "lens packaging 2", "scanner fabrication 2",
    ]
    #expect(try await steps(SupplyChain.fewestSteps) == fixed)
    #expect(
      try await steps(SupplyChain.fewestSteps, on: "2026-06-01")
        == fixed.map { row in
          row == "glass fabrication 5"
            ? "glass fabrication 4" : row == "lens fabrication 4" ? "lens fabrication 3" : row
        })
  }

  @Test("What goes around in a circle reaches a stage in every number of steps up to the longest")
  func circle() async throws {
    let ways = try await steps(SupplyChain.reachesStage, longest: 6)
    #expect(
      ways.filter { $0.hasPrefix("lens packaging") }
        == ["lens packaging 2", "lens packaging 4", "lens packaging 6"])
    #expect(
      ways.filter { $0.hasPrefix("glass fabrication") } == ["glass fabrication 5"])
    #expect(ways.count == 12)
  }

  @Test("Chains of more than the most steps are not followed")
  func longestChain() async throws {
    #expect(
      try await steps(SupplyChain.fewestSteps, longest: 2) == [
        "bonding packaging 1", "exposure fabrication 1", "lens packaging 2",
        "scanner fabrication 2",
      ])
  }

  @Test("The proof names each step") func proof() async throws {
    let findings = try await facts().findings(under: SupplyChain.rulebook)
    let proof = try findings.explain(
      SupplyChain.fewestSteps(immersion, fabrication, 3), on: day
    ).markdown
    for reason in [
      "immersion reaches fabrication in 3 steps, and in no fewer",
      "immersion is a kind of scanner", "scanner goes into exposure",
      "exposure is part of fabrication",
    ] {
      #expect(proof.contains(reason), "\(proof)")
    }
  }
}
