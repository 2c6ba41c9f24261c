import TechDecoupling
import Testing

@Suite("Interdependence") struct InterdependenceTests {
  private let day: Day = "2026-01-01"
  private let first = ExportControl("first")
  private let second = ExportControl("second")
  private let us = Country("US")

  /// A control of 2024 on a chip, and a later one on its variant.
  private func facts() throws -> Facts {
    let chronicle = try Chronicle(
      entities: [
        Agency("agency", country: "US"), ExportControl("first", authority: "US"),
        ExportControl("second", authority: "agency"), Chipmaker("maker", country: "US"),
        Chipmaker("home", country: "CN"), Chip("chip", maker: "maker"),
        Chip("variant", maker: "maker", base: "chip"), Chip("local", maker: "home"),
        Lab("lab", country: "CN"), Model("model", lab: "lab"), Technology("weights"),
      ], sources: [], entries: [])
    var facts = try chronicle.facts(from: Viewpoint())
    for (control, item, since) in [
      (first, "chip", "2024-01-01" as Day), (second, "variant", "2025-01-01"),
    ] {
      facts.insert(ExportControls.namesItem(control, Party(EntityID(item))))
      facts.insert(ExportControls.destination(control, china))
      facts.insert(
        ExportControls.effective(control), over: try #require(Period(from: since, until: nil)))
    }
    for dimension in Dimension.allCases {
      facts.insert(Interdependence.tied.fact(us, china, dimension.rawValue))
    }
    return facts
  }

  private func answers(_ facts: Facts, _ response: Response, on day: Day) async throws -> [String] {
    try await facts.findings().rows(Interdependence.answers, on: day)
      .filter { $0.2 == response.rawValue }.map { "\($0.0.id) \($0.1.id)" }
  }

  private func index(
    _ facts: Facts, _ dimension: Dimension = .hardware, on day: Day
  ) async throws -> [Int] {
    try await facts.findings().rows(Interdependence.index, on: day)
      .filter { $0.2 == dimension.rawValue }.map(\.3)
  }

  @Test("What a country keeps from its own buyers is answered by none of its labs")
  func ownControls() async throws {
    var facts = try facts()
    facts.insert(Stacks.tunedFor(Party("model"), Party("local")))
    facts.insert(Interdependence.backs.fact(china, Party("home"), "money"))
    #expect(try await answers(facts, .selfSufficiency, on: day) == ["lab first", "lab second"])
    facts.insert(Profile.issuedBy(ExportControl("own"), Party("CN")))
    facts.insert(ExportControls.namesItem(ExportControl("own"), Party("chip")))
    facts.insert(ExportControls.destination(ExportControl("own"), china))
    facts.insert(ExportControls.effective(ExportControl("own")))
    #expect(try await answers(facts, .selfSufficiency, on: day) == ["lab first", "lab second"])
  }

  @Test("A lab that trains on what works around a control gets round it as well")
  func trainingOnVariants() async throws {
    var facts = try facts()
    facts.insert(Training.trainedOn(Model("model"), Chip("chip")))
    #expect(try await answers(facts, .workaround, on: "2024-12-31") == ["variant first"])
    facts.insert(Training.trainedOn(Model("model"), Chip("variant")))
    #expect(
      try await answers(facts, .workaround, on: "2024-12-31") == ["lab first", "variant first"])
    #expect(try await answers(facts, .workaround, on: "2023-12-31") == [])
    // From the day on which another control catches the variant nothing gets round.
    #expect(try await answers(facts, .workaround, on: "2025-01-01") == [])
    // A lab of a country that the control does not reach gets round nothing.
    facts.insert(Profile.develops(Lab("other"), Model("other-model")))
    facts.insert(Profile.homeCountry(Party("other"), us))
    facts.insert(Training.trainedOn(Model("other-model"), Chip("variant")))
    #expect(
      try await answers(facts, .workaround, on: "2024-12-31") == ["lab first", "variant first"])
  }

  @Test("A variant outside a control works around it, and a later control that covers it answers")
  func cycle() async throws {
    var facts = try facts()
    #expect(try await answers(facts, .workaround, on: "2023-12-31") == [])
    #expect(try await answers(facts, .workaround, on: "2024-01-01") == ["variant first"])
    #expect(try await answers(facts, .tightening, on: "2024-12-31") == [])
    #expect(try await answers(facts, .tightening, on: "2025-01-01") == ["second variant"])
    #expect(try await facts.findings().rows(Interdependence.turnOfTheCycle, on: day).isEmpty)

    facts.insert(
      Stacks.tunedFor(Party("model"), Party("local")), over: Period(from: day, until: nil)!)
    #expect(try await answers(facts, .selfSufficiency, on: "2025-12-31") == [])
    #expect(
      try await answers(facts, .selfSufficiency, on: day) == ["lab first", "lab second"])
    let turns = try await facts.findings().rows(Interdependence.turnOfTheCycle, on: day)
    #expect(
      turns.map { "\($0.0.id) \($0.1.id) \($0.2.id) \($0.3.id)" } == [
        "first variant second lab"
      ])
  }

  @Test("A control toward a country that the first does not reach answers no workaround")
  func elsewhere() async throws {
    var facts = try facts()
    facts.insert(ExportControls.effective(ExportControl("third")))
    facts.insert(ExportControls.namesItem(ExportControl("third"), Party("variant")))
    facts.insert(ExportControls.destination(ExportControl("third"), "JP" as Country))
    #expect(try await answers(facts, .tightening, on: day) == ["second variant"])
  }

  @Test("A control that covers the variant itself is not worked around by it")
  func coveredVariant() async throws {
    var facts = try facts()
    facts.insert(ExportControls.namesItem(first, Party("variant")))
    #expect(try await answers(facts, .workaround, on: day) == [])
    #expect(try await answers(facts, .tightening, on: day) == [])
  }

  @Test("Tuning for parts from abroad is no self-sufficiency, and state support makes it surer")
  func selfSufficiency() async throws {
    var facts = try facts()
    facts.insert(Stacks.tunedFor(Party("model"), Party("variant")))
    #expect(try await answers(facts, .selfSufficiency, on: day) == [])
    facts.insert(Stacks.tunedFor(Party("model"), Party("local")))
    let atom = Interdependence.answers.fact(Party("lab"), Party("first"), "self-sufficiency")
    #expect(try await facts.findings().verdict(atom, on: day).credibility == .possible)
    facts.insert(Interdependence.backs.fact(china, Party("home"), "money"))
    #expect(try await facts.findings().verdict(atom, on: day).credibility == .probable)
  }

  @Test("The index falls by one for each tie cut, and a license brings it back")
  func index() async throws {
    var facts = try facts()
    #expect(try await index(facts, on: "2023-12-31") == [100])
    #expect(try await index(facts, on: "2024-01-01") == [99])
    #expect(try await index(facts, on: "2025-01-01") == [98])
    facts.insert(
      ExportControls.licenseGranted(second, Party("variant"), Party("maker"), "some"),
      over: Period(from: day, until: nil)!)
    #expect(try await index(facts, on: "2025-12-31") == [98])
    #expect(try await index(facts, on: day) == [99])
    facts.insert(Stacks.tunedFor(Party("model"), Party("local")))
    #expect(try await index(facts, on: day) == [97])
    #expect(try await index(facts, .collaboration, on: day) == [100])
  }

  @Test("Know-how is a dimension of its own, and so is what is withheld across the border")
  func dimensions() async throws {
    var facts = try facts()
    facts.insert(Interdependence.knowHow(Party("weights")))
    facts.insert(ExportControls.namesItem(second, Party("weights")))
    #expect(try await index(facts, .intellectualProperty, on: day) == [99])
    #expect(try await index(facts, .hardware, on: day) == [98])
    facts.insert(
      ExportControls.licenseGranted(second, Party("weights"), Party("lab"), "research"))
    #expect(try await index(facts, .intellectualProperty, on: day) == [100])

    facts.insert(Access.declinedAccess(Lab("lab"), Model("model"), Party("maker")))
    #expect(try await index(facts, .collaboration, on: day) == [99])
    facts.insert(Access.declinedAccess(Lab("lab"), Model("model"), Party("home")))
    #expect(try await index(facts, .collaboration, on: day) == [99])
    facts.insert(Access.grantedAccess(Lab("lab"), Model("model"), Party("maker")))
    #expect(try await index(facts, .collaboration, on: day) == [100])
  }

  @Test("An index whose ties are not certain lies between its least and its greatest")
  func uncertain() async throws {
    let chronicle = try Seeds.all()
    let findings = try await chronicle.findings()
    let rows = findings.rows(Interdependence.index, on: "2022-10-10", conceivable: true)
      .filter { $0.2 == Dimension.hardware.rawValue }.map(\.3)
    #expect(rows.count > 1)
    #expect(
      findings.rows(Interdependence.index, on: "2022-10-10")
        .filter { $0.2 == Dimension.hardware.rawValue }.isEmpty)
  }
}
