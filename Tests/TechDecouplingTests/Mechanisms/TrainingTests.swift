import TechDecoupling
import Testing

@Suite("Training") struct TrainingTests {
  private let day: Day = "2026-01-01"
  private let model = Model("model")
  private let chip = Chip("chip")
  private let control = ExportControl("control")
  private let question = Training.complianceQuestion(
    Model("model"), Chip("chip"), china, ExportControl("control"))

  /// A model trained on a chip in China, where a control restricts it.
  private func facts() throws -> Facts {
    let chronicle = try Chronicle(
      entities: [
        Lab("lab"), Model("model", lab: "lab"), Chipmaker("maker", country: "US"),
        Chip("chip", maker: "maker"), Chip("other", maker: "home"), Chip("part", base: "other"),
        Chipmaker("home", country: "CN"), Platform("stack", maker: "home"),
        ExportControl("control"),
      ], sources: [], entries: [])
    var facts = try chronicle.facts(from: Viewpoint())
    facts.insert(Training.trainedOn(model, chip))
    facts.insert(Training.trainedIn(model, china))
    facts.insert(ExportControls.namesItem(control, Party("chip")))
    facts.insert(ExportControls.destination(control, china))
    let inForce = try #require(Period(from: "2025-01-01", until: "2027-01-01"))
    facts.insert(ExportControls.effective(control), over: inForce)
    return facts
  }

  private func isAsked(_ facts: Facts, on day: Day? = nil) async throws -> Bool {
    try await facts.findings().verdict(question, on: day ?? self.day).outcome == .holds
  }

  @Test("A model trained on a restricted chip raises a question while the chip is restricted")
  func question() async throws {
    let facts = try facts()
    #expect(try await isAsked(facts))
    #expect(try await !isAsked(facts, on: "2024-12-31"))
    #expect(try await !isAsked(facts, on: "2027-01-01"))
    let proof = try await facts.findings().explain(question, on: day)
    #expect("\(proof)".contains("a question, not a verdict"))
  }

  @Test("A chip of a maker that is not on record raises the question too")
  func unknownMaker() async throws {
    let (unknown, holder) = (Chip("unknown"), Party("lab"))
    var facts = try facts()
    facts.insert(Training.trainedOn(model, unknown))
    facts.insert(ExportControls.namesItem(control, Party("unknown")))
    let question = Training.complianceQuestion(model, unknown, china, control)
    #expect(try await facts.findings().verdict(question, on: day).outcome == .holds)
    facts.insert(ExportControls.licenseGranted(control, Party("unknown"), holder, "some"))
    #expect(try await facts.findings().verdict(question, on: day).outcome == .doesNotHold)
  }

  @Test("A training that is over before the control raises no question")
  func trainedBefore() async throws {
    var facts = try facts()
    let early = Model("early")
    facts.insert(Profile.develops(Lab("lab"), early))
    let period = Period(from: "2024-01-01", until: "2024-06-01")!
    facts.insert(Training.trainedOn(early, chip), over: period)
    facts.insert(Training.trainedIn(early, china), over: period)
    let rows = try await facts.findings().atoms(
      matching: Training.complianceQuestion(early, any(), any(), any()), conceivable: true)
    #expect(rows.isEmpty)
  }

  @Test("A place that is not on record, or is not a destination, raises no question")
  func place() async throws {
    var facts = try facts()
    let elsewhere = Model("elsewhere")
    facts.insert(Profile.develops(Lab("lab"), elsewhere))
    facts.insert(Training.trainedOn(elsewhere, chip))
    let pattern = Training.complianceQuestion(elsewhere, any(), any(), any())
    #expect(try await facts.findings().atoms(matching: pattern).isEmpty)
    facts.insert(Training.trainedIn(elsewhere, "JP" as Country))
    #expect(try await facts.findings().atoms(matching: pattern).isEmpty)
  }

  @Test("A license of the lab or the chip's maker answers the question, another's does not")
  func licenses() async throws {
    for (holder, isAnswered) in [("lab", true), ("maker", true), ("home", false)] {
      var facts = try facts()
      facts.insert(
        ExportControls.licenseGranted(
          control, Party("chip"), Party(EntityID(holder)), "some terms"))
      #expect(try await isAsked(facts) == !isAnswered, "\(holder)")
    }
    var facts = try facts()
    let notice = ExportControl("notice")
    facts.insert(ExportControls.allowsException(control, Party("chip"), notice))
    facts.insert(ExportControls.effective(notice))
    facts.insert(ExportControls.destination(notice, china))
    #expect(try await !isAsked(facts))
  }

  @Test("Where a license is only conceivable, so is the question")
  func unclearLicense() async throws {
    let source = Source(id: "source", name: "source", reliability: .b)
    let license = Statement([
      ExportControls.licenseGranted(control, Party("chip"), Party("lab"), "some terms")
    ])
    let chronicle = try Chronicle(
      entities: [
        Lab("lab"), Model("model", lab: "lab"), Chipmaker("maker"), Chip("chip", maker: "maker"),
        ExportControl("control"),
      ], sources: [source],
      entries: [
        Entry(
          "training",
          Statement([
            Training.trainedOn(model, chip), Training.trainedIn(model, china),
            ExportControls.namesItem(control, Party("chip")),
            ExportControls.destination(control, china), ExportControls.effective(control),
          ])),
        Entry("license", license, claims: [Claim(source: "source", stance: .unclear)]),
      ])
    let verdict = try await chronicle.findings().verdict(question, on: day)
    #expect(verdict.outcome == .indeterminate)
  }

  @Test("A chip that is made where the training took place raises no question")
  func domestic() async throws {
    var facts = try facts()
    facts.insert(ExportControls.namesItem(control, Party("other")))
    facts.insert(Training.trainedOn(model, Chip("other")))
    let rows = try await facts.findings().rows(Training.complianceQuestion, on: day)
    #expect(rows.map(\.1.id) == ["chip"])
  }

  @Test("One chip alone and another cannot both be; a variant of the one is no other")
  func disputed() async throws {
    var facts = try facts()
    facts.insert(Training.trainedOnlyOn(model, Chip("other")))
    facts.insert(Training.trainedOn(model, Chip("other")))
    facts.insert(Training.trainedOn(model, Chip("part")))
    let rows = try await facts.findings().rows(Training.trainingDisputed, on: day)
    #expect(rows.map(\.2.id) == ["chip"])
  }

  @Test("A control erodes where use without a license meets software tuned at home, perhaps")
  func erosion() async throws {
    var facts = try facts()
    let atom = Training.controlErodes(control, china)
    #expect(try await facts.findings().verdict(atom, on: day).outcome == .doesNotHold)
    facts.insert(
      Access.grantedAccess(Lab("lab"), model, Party("home")),
      over: Period(from: "2025-12-01", until: nil)!)
    let findings = try await facts.findings()
    let verdict = try findings.verdict(atom, on: day)
    #expect(verdict.outcome == .holds)
    #expect(verdict.credibility == .possible)
    #expect(try findings.verdict(atom, on: "2025-12-01").outcome == .doesNotHold)
    facts.insert(
      ExportControls.licenseGranted(control, Party("chip"), Party("lab"), "some terms"))
    #expect(try await facts.findings().verdict(atom, on: day).outcome == .doesNotHold)
  }
}
