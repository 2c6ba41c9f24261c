import TechDecoupling
import Testing

@Suite("Assessments") struct AssessmentsTests {
  private let lab = Lab("lab")
  private let model = Model("model")
  private let near = Chipmaker("near")
  private let far = Chipmaker("far")
  private let day: Day = "2026-02-01"

  /// A lab of one country that withholds its model from a maker of another, and releases it.
  private func facts() throws -> Facts {
    let chronicle = try Chronicle(
      entities: [
        Lab("lab", country: "CN"), Model("model", lab: "lab"), Model("leader", lab: "other"),
        Lab("other"),
        Model("elder", lab: "lab"),
        Chipmaker("near", country: "CN"), Chipmaker("far", country: "US"),
        Chip("chip", maker: "near"), Chip("rival-chip", maker: "far"),
      ])
    var facts = try chronicle.facts(from: Viewpoint())
    facts.insert(Access.declinedAccess(lab, model, Party("far")))
    facts.insert(Access.released(model), over: try #require(Period(from: day, until: nil)))
    return facts
  }

  private func compares(
    _ subject: EntityID, _ other: EntityID, _ workload: String, _ standing: Assessments.Standing
  ) -> Atom {
    Assessments.comparesWith(Party(subject), Party(other), workload, standing.rawValue)
  }

  @Test("What was withheld until the release was released without the maker, from that day on")
  func releasedWithout() async throws {
    let findings = try await facts().findings()
    #expect(findings.rows(Assessments.releasedWithout, on: day).map(\.1.id) == ["far"])
    #expect(findings.rows(Assessments.releasedWithout, on: "2026-01-31").isEmpty)
  }

  @Test("A maker that was given the model after all had its part")
  func givenLater() async throws {
    var facts = try facts()
    let given = try #require(Period(from: "2026-01-15", until: nil))
    facts.insert(Access.grantedAccess(lab, model, Party("far")), over: given)
    #expect(try await facts.findings().rows(Assessments.releasedWithout, on: day).isEmpty)
  }

  @Test(
    "A model that keeps up without a maker weakens its leverage, which is possible at best",
    arguments: Assessments.Standing.allCases)
  func leverage(standing: Assessments.Standing) async throws {
    var facts = try facts()
    facts.insert(compares("model", "leader", "coding", standing))
    let findings = try await facts.findings()
    let verdict = try findings.verdict(Assessments.weakensLeverage(model, far), on: day)
    switch standing {
    case .ahead, .onPar: #expect(verdict.credibility == .possible)
    case .close, .behind: #expect(verdict.outcome == .doesNotHold)
    }
    // Before the release nothing is shown.
    #expect(findings.rows(Assessments.weakensLeverage, on: "2026-01-31").isEmpty)
  }

  @Test("To be ahead of a model of the same lab shows nothing")
  func ownModel() async throws {
    var facts = try facts()
    facts.insert(compares("model", "elder", "coding", .ahead))
    #expect(try await facts.findings().rows(Assessments.weakensLeverage, on: day).isEmpty)
  }

  @Test("A model that had the maker's help says nothing of its leverage")
  func noLeverageLost() async throws {
    var facts = try facts()
    facts.insert(compares("model", "leader", "coding", .ahead))
    let near = Assessments.weakensLeverage(model, near)
    #expect(try await facts.findings().verdict(near, on: day).outcome == .doesNotHold)
  }

  @Test("Two things may explain it, until a comparison rules one of them out")
  func explanations() async throws {
    var facts = try facts()
    func explanations() async throws -> [String] {
      try await facts.findings().rows(Assessments.mayExplain, on: day).map(\.0.id.text)
    }
    #expect(try await explanations() == ["chip", "lab"])
    let lab = Assessments.mayExplain(Party("lab"), model, far)
    #expect(try await facts.findings().verdict(lab, on: day).credibility == .possible)

    var others = facts
    others.insert(compares("chip", "rival-chip", "training", .behind))
    #expect(
      try await others.findings().rows(Assessments.mayExplain, on: day).map(\.0.id) == ["lab"])
    // Behind at something else than tuning, the lab may still have tuned as well.
    facts.insert(compares("lab", "far", "making chips", .behind))
    #expect(try await explanations() == ["chip", "lab"])
    facts.insert(compares("lab", "far", Assessments.tuning, .behind))
    #expect(try await explanations() == ["chip"])
  }

  @Test("A chip of another country explains nothing")
  func foreignChip() async throws {
    let findings = try await facts().findings()
    let foreign = Assessments.mayExplain(Party("rival-chip"), model, far)
    #expect(try findings.verdict(foreign, on: day).outcome == .doesNotHold)
  }
}
