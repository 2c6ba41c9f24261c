import TechDecoupling
import Testing

@Suite("Norms") struct NormsTests {
  private let day: Day = "2026-01-01"
  private let norm = Norm("sharing")
  private let maker = Chipmaker("maker")

  /// Four labs with a model each, three of them of one country, and a norm.
  private func facts() throws -> Facts {
    var entities: [any Entity] = [
      Norm("sharing"), Chipmaker("maker", country: "US"), Chipmaker("home", country: "CN"),
    ]
    for (number, country) in ["CN", "CN", "CN", "US"].enumerated() {
      entities.append(Lab(EntityID("lab-\(number)"), country: EntityID(country)))
      entities.append(
        Model(EntityID("model-\(number)"), lab: EntityID("lab-\(number)")))
    }
    var facts = try Chronicle(entities: entities, sources: [], entries: [])
      .facts(from: Viewpoint())
    facts.insert(Access.callsForEarlyAccess(norm))
    facts.insert(Norms.gives.fact(norm, "feedback"))
    return facts
  }

  private func decline(_ number: Int, _ recipient: EntityID = "maker") -> Atom {
    Access.declinedAccess(
      Lab(EntityID("lab-\(number)")), Model(EntityID("model-\(number)")), Party(recipient))
  }

  @Test("A norm expects a lab to show what it builds to its partners, until it is out")
  func expected() async throws {
    var facts = try facts()
    facts.insert(Access.customaryPartner(Lab("lab-0"), maker))
    facts.insert(Access.released(Model("model-0")), over: Period(from: day, until: nil)!)
    let findings = try await facts.findings()
    let rows = findings.rows(Norms.expectsAccess, on: "2025-12-31")
    #expect(rows.map { "\($0.1.id) \($0.2.id) \($0.3.id)" } == ["lab-0 model-0 maker"])
    #expect(findings.rows(Norms.expectsAccess, on: day).isEmpty)
  }

  @Test("Both sides gain by tuning before the release, and forgo that where it is withheld")
  func bothSides() async throws {
    var facts = try facts()
    for maker in ["maker", "home"] as [EntityID] {
      facts.insert(
        Profile.makesPlatform(Chipmaker(maker), Platform(EntityID("\(maker)-platform"))))
    }
    facts.insert(Access.grantedAccess(Lab("lab-0"), Model("model-0"), Party("home")))
    facts.insert(decline(0))
    let findings = try await facts.findings()
    #expect(
      findings.rows(Norms.bothGain, on: day).map { "\($0.0.id) \($0.1.id)" } == ["lab-0 home"])
    #expect(
      findings.rows(Norms.bothForgo, on: day).map { "\($0.0.id) \($0.1.id)" } == ["lab-0 maker"])
  }

  @Test("Three labs of one country within the window make a pattern, and two do not")
  func pattern() async throws {
    var facts = try facts()
    facts.insert(decline(0), over: Period(from: "2025-02-01", until: "2025-02-10")!)
    facts.insert(decline(1), over: Period(from: "2025-06-01", until: "2025-06-10")!)
    facts.insert(decline(3))
    #expect(try await facts.findings().rows(Norms.abandoned, on: day).isEmpty)
    facts.insert(decline(2), over: Period(from: day, until: nil)!)
    let findings = try await facts.findings()
    #expect(findings.rows(Norms.abandoned, on: day).map(\.1.id) == ["CN"])
    #expect(findings.rows(Norms.abandoned, on: "2025-12-31").isEmpty)
    // The first refusal ended on 2025-02-09, and leaves the window a year later.
    #expect(findings.rows(Norms.abandoned, on: "2026-02-09").count == 1)
    #expect(findings.rows(Norms.abandoned, on: "2026-02-10").isEmpty)
  }

  @Test("How many labs and how many days make a pattern can be set")
  func parameters() async throws {
    var facts = try facts()
    facts.insert(decline(0), over: Period(from: "2025-02-01", until: "2025-02-10")!)
    facts.insert(decline(1))
    let two = Rulebook.standard.setting(Norms.labs.name, to: 2)
    #expect(try await facts.findings(under: two).rows(Norms.abandoned, on: day).count == 1)
    let shorter = two.setting(Norms.window.name, to: 30)
    #expect(try await facts.findings(under: shorter).rows(Norms.abandoned, on: day).isEmpty)
  }

  @Test("Labs that withhold from different makers, or where no norm is, make no pattern")
  func alike() async throws {
    var facts = try facts()
    facts.insert(decline(0))
    facts.insert(decline(1))
    facts.insert(decline(2, "home"))
    #expect(try await facts.findings().rows(Norms.abandoned, on: day).isEmpty)
    let chronicle = try Chronicle(
      entities: [
        Lab("one", country: "CN"), Model("a", lab: "one"), Chipmaker("maker", country: "US"),
      ], sources: [], entries: [])
    var without = try chronicle.facts(from: Viewpoint())
    without.insert(Access.declinedAccess(Lab("one"), Model("a"), Party("maker")))
    let one = Rulebook.standard.setting(Norms.labs.name, to: 1)
    #expect(try await without.findings(under: one).rows(Norms.abandoned, on: day).isEmpty)
  }

  @Test("From a pattern may follow fragmentation, losses, and faster makers at home")
  func consequences() async throws {
    var facts = try facts()
    for number in 0..<3 { facts.insert(decline(number)) }
    let pattern = try await facts.findings()
    #expect(pattern.rows(Norms.spurred, on: day).isEmpty)
    #expect(
      try pattern.verdict(Norms.loses.fact(maker, "feedback"), on: day).credibility == .possible)
    #expect(
      try pattern.verdict(Norms.fragmenting(china, Country("US")), on: day).credibility
        == .possible)
    facts.insert(Access.grantedAccess(Lab("lab-0"), Model("model-0"), Party("home")))
    let findings = try await facts.findings()
    #expect(
      try findings.verdict(Norms.spurred(Chipmaker("home")), on: day).credibility == .possible)

    let sure = try await facts.findings(under: .standard)
    #expect(sure.rows(Norms.fragmenting, on: day).count == 1)
    #expect(sure.rows(Norms.loses, on: day).map(\.1) == ["feedback"])
  }
}
