import TechDecoupling
import Testing

/// Opinions asked by pattern and holder, and where holders differ.
@Suite("Held statements") struct HeldStatementTests {
  private let act = Act("act")
  private let maker = Party("maker")

  private func held(
    _ id: EntryID, _ atoms: [Atom], _ holder: String, _ likelihood: String? = nil,
    given: [Atom] = [], over period: DatePeriod? = nil
  ) -> Entry {
    Entry(
      id,
      Statement(
        atoms, over: period,
        holding: Holding(holder: holder, likelihood: likelihood, given: given)),
      claims: [Claim(source: "source")])
  }

  private func facts(_ entries: [Entry]) throws -> Facts {
    try Chronicle(
      entities: [
        Act("act"), Chipmaker("maker"), Motive("fear"), Motive("pride"), Model("model"),
      ], sources: [Source(id: "source", reliability: .b)], entries: entries
    ).facts()
  }

  private func impact(
    _ respect: String, _ frame: Assessments.TimeFrame, _ magnitude: Assessments.Magnitude
  ) -> Atom {
    Assessments.impact(act, maker, respect, frame.rawValue, magnitude.rawValue)
  }

  @Test("They are found by pattern and by holder, those in words alone by holder")
  func find() throws {
    let facts = try facts([
      held("a", [impact("revenue", .shortTerm, .low)], "ann"),
      held("b", [impact("revenue", .longTerm, .high)], "bob"),
      Entry(
        "c", Statement([], holding: Holding(holder: "ann"), words: "It is pivotal."),
        claims: [Claim(source: "source")]),
    ])
    #expect(facts.held().map(\.entry) == ["a", "b", "c"])
    let long = Assessments.impact(
      act, any(), any(), Assessments.TimeFrame.longTerm.rawValue, any())
    #expect(facts.held(matching: long).map(\.entry) == ["b"])
    #expect(facts.held(by: "ann").map(\.entry) == ["a", "c"])
    #expect(facts.held(matching: long, by: "ann").isEmpty)
  }

  @Test("Other answers to one question are a conflict where the relation has one answer")
  func conflict() throws {
    let facts = try facts([
      held("a", [impact("revenue", .shortTerm, .low)], "ann", "may"),
      held("b", [impact("revenue", .shortTerm, .high)], "bob", "likely"),
      held("c", [impact("revenue", .shortTerm, .low)], "cid", "almost certain"),
    ])
    let all = Assessments.impact(act, any(), any(), any(), any())
    let disagreement = try #require(facts.disagreements(on: all).first)
    #expect(facts.disagreements(on: all).count == 1)
    #expect(disagreement.isConflict)
    #expect(
      disagreement.question.description == "impact(act, maker, \"revenue\", \"short term\", _)")
    // The likeliest first; "may" has no number, and none is made of it.
    #expect(disagreement.answers.map(\.held.entry) == ["c", "b", "a"])
  }

  @Test("Another time frame, respect, condition, or time is another question")
  func scope() throws {
    let shown = Assessments.weakensLeverage(Model("model"), Chipmaker("maker"))
    let low = impact("revenue", .shortTerm, .low)
    let high = impact("revenue", .shortTerm, .high)
    let others: [Entry] = [
      held("b", [impact("revenue", .longTerm, .high)], "bob"),
      held("b", [impact("dominance", .shortTerm, .high)], "bob"),
      held("b", [high], "bob", given: [shown]),
      held("b", [high], "bob", over: "2026/.."),
      // One holder alone does not differ.
      held("b", [high], "ann"),
    ]
    for other in others {
      let facts = try facts([held("a", [low], "ann", over: "2024/2025"), other])
      #expect(facts.disagreements(on: Assessments.impact(act, any(), any(), any(), any())) == [])
    }
    let facts = try facts([
      held("a", [low], "ann", over: "2024/2026"), held("b", [high], "bob", over: "2026/.."),
    ])
    #expect(
      facts.disagreements(on: Assessments.impact(act, any(), any(), any(), any())).count == 1)
  }

  @Test("What is close at one workload may be behind at another")
  func workloads() throws {
    func compares(_ workload: String, _ standing: Assessments.Standing) -> Atom {
      Assessments.comparesWith(Party("model"), maker, workload, standing.rawValue)
    }
    let all = Assessments.comparesWith(any(), any(), any(), any())
    let close = held("a", [compares("inference", .close)], "ann")
    let apart = try facts([close, held("b", [compares("training", .behind)], "bob")])
    #expect(apart.disagreements(on: all) == [])
    let against = try facts([close, held("b", [compares("inference", .behind)], "bob")])
    #expect(against.disagreements(on: all).map(\.isConflict) == [true])
  }

  @Test("Rival motives may hold side by side, and are no conflict")
  func rivals() throws {
    let facts = try facts([
      held("a", [Motives.motive(act, Motive("fear"))], "ann", "unlikely"),
      held("b", [Motives.motive(act, Motive("pride"))], "bob", "Very Likely"),
    ])
    let disagreements = facts.disagreements(on: Motives.motive(act, any()))
    #expect(disagreements.map(\.isConflict) == [false])
    #expect(disagreements.first?.answers.map(\.held.entry) == ["b", "a"])
  }

  @Test("Words of likelihood have the numbers of a scale, and words that it lacks have none")
  func likelihood() {
    let scale = LikelihoodScale.standard
    #expect(scale.percent(of: "almost certain") == 95)
    #expect(scale.percent(of: "Unlikely") == 30)
    #expect(scale.percent(of: "may") == nil)
    #expect(LikelihoodScale(percentByWord: ["may": 40]).percent(of: "may") == 40)
  }
}
