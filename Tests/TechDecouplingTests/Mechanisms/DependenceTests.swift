import TechDecoupling
import Testing

@Suite("Dependence") struct DependenceTests {
  private let day: Day = "2026-01-01"
  private let control = ExportControl("control")

  /// A lab in one country, and what it could build on.
  private func facts() throws -> Facts {
    let chronicle = try Chronicle(
      entities: [
        Lab("lab", country: "CN"), Lab("member"), Group("class"), Technology("software"),
        Chipmaker("maker", country: "US"), Chipmaker("home", country: "CN"),
        Chip("chip", maker: "maker"), Chip("local", maker: "home"),
        Platform("platform", maker: "maker"), Technology("spare"), ExportControl("control"),
      ], sources: [], entries: [])
    return try chronicle.facts(from: Viewpoint())
  }

  private func depends(_ user: EntityID, _ part: EntityID) -> Atom {
    Dependence.dependsOn(Party(user), Party(part))
  }

  private func alternative(_ other: EntityID, _ part: EntityID) -> Atom {
    Dependence.alternativeTo(Party(other), Party(part))
  }

  @Test("What something depends on is relied on through chains, down to who makes it")
  func chains() async throws {
    var facts = try facts()
    facts.insert(depends("lab", "software"))
    facts.insert(depends("software", "platform"))
    facts.insert(depends("platform", "chip"), over: Period(from: day, until: nil)!)
    let findings = try await facts.findings()
    func relied(on day: Day) -> [String] {
      findings.rows(Dependence.reliesOn, on: day).filter { $0.0.id == "lab" }.map(\.1.id.text)
    }
    #expect(relied(on: day) == ["chip", "maker", "platform", "software"])
    #expect(relied(on: "2025-12-31") == ["maker", "platform", "software"])
    #expect(
      findings.rows(Dependence.exposedTo, on: day).map { "\($0.0.id) \($0.1.id)" } == [
        "lab US", "platform US", "software US",
      ])
  }

  @Test("A party is not exposed to its own country, and nobody without parts is exposed")
  func ownCountry() async throws {
    var facts = try facts()
    facts.insert(depends("lab", "local"))
    let findings = try await facts.findings()
    let origins = findings.rows(Dependence.originatesIn, on: day).map { "\($0.0.id) \($0.1.id)" }
    #expect(Set(origins).isSuperset(of: ["local CN", "chip US", "platform US", "lab CN"]))
    #expect(!origins.contains("spare CN") && !origins.contains("spare US"))
    #expect(findings.rows(Dependence.exposedTo, on: day).isEmpty)
  }

  @Test("A member of a class relies on what the class depends on, which is possible at best")
  func classes() async throws {
    var facts = try facts()
    facts.insert(Profile.memberOf(Party("member"), Group("class")))
    facts.insert(depends("class", "chip"))
    let findings = try await facts.findings()
    let verdict = try findings.verdict(
      Dependence.reliesOn(Party("member"), Party("maker")), on: day)
    #expect(verdict.credibility == .possible)
    #expect(
      try findings.verdict(Dependence.reliesOn(Party("lab"), Party("maker")), on: day).outcome
        == .doesNotHold)
  }

  @Test("Dependence in both directions is mutual, and in one it is not")
  func bothDirections() async throws {
    var facts = try facts()
    facts.insert(depends("lab", "platform"))
    #expect(try await facts.findings().rows(Dependence.mutuallyReliant, on: day).isEmpty)
    facts.insert(depends("maker", "lab"))
    let findings = try await facts.findings()
    let rows = findings.rows(Dependence.mutuallyReliant, on: day).map { "\($0.0.id) \($0.1.id)" }
    #expect(rows.contains("lab maker"))
    #expect(rows.contains("maker lab"))
  }

  @Test("A part without a ready alternative is a single point of failure, for chains as well")
  func singlePoints() async throws {
    var facts = try facts()
    facts.insert(depends("lab", "platform"))
    facts.insert(depends("platform", "chip"))
    facts.insert(alternative("local", "chip"))
    facts.insert(
      Dependence.unready(Party("local")), over: Period(from: nil, until: day)!)
    let findings = try await facts.findings()
    func points(on day: Day) -> [String] {
      findings.rows(Dependence.singlePoint, on: day).map { "\($0.0.id) \($0.1.id)" }
    }
    #expect(points(on: "2025-12-31") == ["lab chip", "lab platform", "platform chip"])
    #expect(points(on: day) == ["lab platform"])

    let stricter = Rulebook.standard.setting(Dependence.fewestAlternatives.name, to: 2)
    let strict = try await facts.findings(under: stricter)
    #expect(strict.rows(Dependence.singlePoint, on: day).count == 3)
  }

  @Test("What one country alone can give is confined to it, until another can as well")
  func jurisdictions() async throws {
    var facts = try facts()
    facts.insert(depends("lab", "chip"))
    var findings = try await facts.findings()
    #expect(findings.rows(Dependence.confinedTo, on: day).map(\.2.id) == ["US"])
    facts.insert(alternative("local", "chip"))
    findings = try await facts.findings()
    #expect(
      findings.rows(Dependence.availableFrom, on: day).map(\.1.id) == ["CN", "US"])
    #expect(findings.rows(Dependence.confinedTo, on: day).isEmpty)
    facts.insert(Dependence.unready(Party("local")))
    findings = try await facts.findings()
    #expect(findings.rows(Dependence.confinedTo, on: day).map(\.2.id) == ["US"])
  }

  @Test("A control hits who relies on what it restricts, and an alternative shields from it")
  func controls() async throws {
    var facts = try facts()
    facts.insert(ExportControls.namesItem(control, Party("chip")))
    facts.insert(ExportControls.destination(control, china))
    facts.insert(ExportControls.effective(control), over: Period(from: day, until: nil)!)
    facts.insert(depends("lab", "software"))
    facts.insert(depends("software", "chip"))
    facts.insert(alternative("local", "chip"))
    var findings = try await facts.findings()
    #expect(findings.rows(Dependence.hitBy, on: day).map(\.0.id) == ["lab"])
    #expect(findings.rows(Dependence.hitBy, on: "2025-12-31").isEmpty)
    #expect(findings.rows(Dependence.shieldedFrom, on: day).isEmpty)

    // As long as it still relies on the chip as well, the alternative does not shield it.
    facts.insert(depends("lab", "local"))
    findings = try await facts.findings()
    #expect(findings.rows(Dependence.shieldedFrom, on: day).isEmpty)

    facts = try self.facts()
    facts.insert(ExportControls.namesItem(control, Party("chip")))
    facts.insert(ExportControls.destination(control, china))
    facts.insert(ExportControls.effective(control))
    facts.insert(depends("lab", "local"))
    facts.insert(alternative("local", "chip"))
    findings = try await facts.findings()
    #expect(findings.rows(Dependence.hitBy, on: day).isEmpty)
    #expect(findings.rows(Dependence.shieldedFrom, on: day).map(\.0.id) == ["lab"])
  }

  @Test("Who relies on a class is hit by a control on a member, which is possible at best")
  func controlledClasses() async throws {
    var facts = try facts()
    facts.insert(ExportControls.namesItem(control, Party("chip")))
    facts.insert(ExportControls.destination(control, china))
    facts.insert(ExportControls.effective(control))
    facts.insert(depends("lab", "class"))
    let atom = Dependence.hitBy(Party("lab"), control)
    #expect(try await facts.findings().verdict(atom, on: day).outcome == .doesNotHold)
    facts.insert(Profile.memberOf(Party("chip"), Group("class")))
    #expect(try await facts.findings().verdict(atom, on: day).credibility == .possible)
  }

  @Test("On the seeds AI has two suppliers without a stand-in, and labs were hit by early controls")
  func seeds() async throws {
    let usual = try await Seeds.articles().findings()
    #expect(
      usual.rows(Dependence.singlePoint, on: "2026-02-26").map { "\($0.0.id) \($0.1.id)" } == [
        "ai amd", "ai nvidia", "us-chip-controls need-for-nvidia-chips",
      ])
    try usual.expect(
      Dependence.exposedTo(Party("ai"), Country("US")), on: "2026-02-26", .possible,
      rows: ["F004-09", "F004-10"],
      leaves: ["depends-on(ai, amd)", "home-country(amd, US)"])
    let doubtful = try await Seeds.articles().findings(from: Viewpoint(trusting: .doubtful))
    try doubtful.expect(
      Dependence.singlePoint(Party("nvidia"), Party("lab-partnerships")), on: "2026-02-26",
      .doubtful, rows: ["F000-23", "F000-25"],
      leaves: [
        "depends-on(nvidia, software-ecosystem)",
        "depends-on(software-ecosystem, lab-partnerships)",
      ])
    try doubtful.expect(
      Dependence.hitBy(Party("deepseek"), ExportControl("us-controls-2022")), on: "2023-06-01",
      .doubtful, rows: ["F000-14", "F000-33"],
      leaves: [
        "depends-on(chinese-labs, us-chips)", "destination(us-controls-2022, CN)",
        "effective(us-controls-2022)", "home-country(deepseek, CN)", "member-of(a100, us-chips)",
        "member-of(deepseek, chinese-labs)", "names-item(us-controls-2022, a100)",
      ])
  }

  @Test("AI rests on chipmaking, clouds and data as well as software, and makers on developers")
  func layers() async throws {
    // One text that names nobody says so, and it cannot be judged.
    let findings = try await Seeds.articles().findings(from: Viewpoint(trusting: .notJudged))
    for part in ["chipmaking", "cloud-computing", "data", "software"] {
      try findings.expect(
        Dependence.reliesOn(Party("ai"), Party(EntityID(part))), on: "2026-02-26", .notJudged,
        rows: ["F002-33"], leaves: ["depends-on(ai, \(part))"])
    }
    // Through its two suppliers AI relies on those who develop models.
    try findings.expect(
      Dependence.reliesOn(Party("ai"), Party("model-developers")), on: "2026-02-26", .notJudged,
      rows: ["F002-29", "F004-09"],
      leaves: ["depends-on(ai, amd)", "depends-on(amd, model-developers)"])
  }
}
