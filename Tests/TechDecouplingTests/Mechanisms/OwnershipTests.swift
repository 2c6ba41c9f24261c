import TechDecoupling
import Testing

@Suite("Ownership") struct OwnershipTests {
  private let day: Day = "2026-01-01"
  private let list = ExportControl("list")
  private let affiliates = ExportControl("affiliates")

  /// Two listed firms, and a rule on affiliates that is in force.
  private func facts() throws -> Facts {
    let chronicle = try Chronicle(
      entities: [
        ExportControl("list", authority: "US"), ExportControl("affiliates", authority: "US"),
        ExportControl("foreign", authority: "CN"), Chipmaker("one"), Chipmaker("two"),
        Chipmaker("free"), Chipmaker("held"), Chipmaker("below"), Chipmaker("deeper"),
      ], sources: [], entries: [])
    var facts = try chronicle.facts(from: Viewpoint())
    facts.insert(ExportControls.effective(list))
    for party in ["one", "two"] as [EntityID] {
      facts.insert(ExportControls.listsParty(list, Party(party)))
    }
    facts.insert(ExportControls.effective(affiliates))
    facts.insert(Dependence.coversAffiliatesFrom.fact(affiliates, 50))
    return facts
  }

  private func own(_ owner: EntityID, _ owned: EntityID, _ share: Double) -> Atom {
    Dependence.owns(Party(owner), Party(owned), Fixed(floatLiteral: share))
  }

  private func affiliated(_ facts: Facts, on day: Day? = nil) async throws -> [String] {
    try await facts.findings().rows(ExportControls.restrictsParty, on: day ?? self.day)
      .filter { $0.0.id == affiliates.id }.map(\.1.id.text)
  }

  @Test(
    "Shares of restricted owners are added up, and half is enough",
    arguments: [(25.0, 25.0, true), (25, 24.999_999, false), (50, 0, true), (49.9, 0, false)])
  func sums(first: Double, second: Double, isRestricted: Bool) async throws {
    var facts = try facts()
    facts.insert(own("one", "held", first))
    facts.insert(own("two", "held", second))
    facts.insert(own("free", "held", 100 - first - second))
    #expect(try await affiliated(facts) == (isRestricted ? ["held"] : []))
  }

  @Test("Restriction passes on through owners, and two equal shares count twice")
  func indirect() async throws {
    var facts = try facts()
    facts.insert(own("one", "held", 60))
    facts.insert(own("held", "below", 30))
    facts.insert(own("two", "below", 30))
    facts.insert(own("below", "deeper", 100))
    facts.insert(own("free", "deeper", 0))
    #expect(try await affiliated(facts) == ["below", "deeper", "held"])
    let proof = try await facts.findings().explain(
      ExportControls.restrictsParty(affiliates, Party("deeper")), on: day)
    #expect(proof.leafAtoms.contains("owns(one, held, 60.0)"))
    #expect(proof.leafAtoms.contains("lists-party(list, two)"))
  }

  @Test("Owners that hold each other are restricted by nobody but a listed one")
  func circles() async throws {
    var facts = try facts()
    facts.insert(own("held", "below", 60))
    facts.insert(own("below", "held", 60))
    #expect(try await affiliated(facts) == [])
    facts.insert(own("one", "held", 50))
    #expect(try await affiliated(facts) == ["below", "held"])
  }

  @Test("Owners that another country lists do not count")
  func foreignLists() async throws {
    var facts = try facts()
    facts.insert(ExportControls.effective(ExportControl("foreign")))
    facts.insert(ExportControls.listsParty(ExportControl("foreign"), Party("free")))
    facts.insert(own("free", "held", 60))
    #expect(try await affiliated(facts) == [])
    facts.insert(ExportControls.listsParty(list, Party("free")))
    #expect(try await affiliated(facts) == ["held"])
  }

  @Test("Two accounts of one share are a conflict, and no sum of theirs is certain")
  func twoAccounts() async throws {
    var chronicle = try Seeds.all()
    try chronicle.add(Chipmaker("biren-subsidiary"))
    for (number, share) in [30.0, 25].enumerated() {
      try chronicle.add(
        Entry(
          EntryID("account-\(number)"),
          Statement([
            Dependence.owns.fact(
              Party("biren"), Party("biren-subsidiary"), Fixed(floatLiteral: share))
          ])))
    }
    let atom = ExportControls.restrictsParty(
      ExportControl("ear-affiliates-50"), Party("biren-subsidiary"))
    let findings = try await chronicle.findings()
    #expect(try findings.verdict(atom, on: "2025-10-15").outcome == .indeterminate)
  }

  @Test("The rule counts only while it is in force, and without a share it covers nobody")
  func inForce() async throws {
    var facts = try facts()
    facts.insert(own("one", "held", 60))
    facts.insert(
      ExportControls.suspended(affiliates), over: Period(from: day, until: "2026-06-01")!)
    #expect(try await affiliated(facts, on: "2025-12-31") == ["held"])
    #expect(try await affiliated(facts, on: day) == [])
    #expect(try await affiliated(facts, on: "2026-06-01") == ["held"])
    let listed = try await facts.findings().atoms(
      matching: ExportControls.restrictsParty(list, any()), on: day)
    #expect(listed.count == 2)
  }

  @Test("A party held by restricted owners needs a license for whatever it buys")
  func answer() async throws {
    var facts = try facts()
    facts.insert(own("one", "held", 60))
    let answer = try await facts.findings().controlAnswer(
      Chip("any"), to: "CN", for: Chipmaker("held"), on: day)
    #expect(answer.state == .licenseNeeded(.notStated))
    #expect(answer.provisions.map(\.control.id) == ["affiliates"])
  }

  @Test("On the seeds the affiliates rule is dated, suspended for a year, and open after it")
  func seeds() async throws {
    var chronicle = try Seeds.all()
    try chronicle.add(Chipmaker("biren-subsidiary"))
    try chronicle.add(
      Entry(
        "biren-holds-a-subsidiary",
        Statement([Dependence.owns.fact(Party("biren"), Party("biren-subsidiary"), 60)])))
    let atom = ExportControls.restrictsParty(
      ExportControl("ear-affiliates-50"), Party("biren-subsidiary"))
    let findings = try await chronicle.findings()
    #expect(try findings.verdict(atom, on: "2025-09-28").outcome == .doesNotHold)
    #expect(try findings.verdict(atom, on: "2025-10-15").outcome == .holds)
    #expect(try findings.verdict(atom, on: "2025-12-01").outcome == .doesNotHold)
    #expect(try findings.verdict(atom, on: "2026-12-01").outcome == .indeterminate)
  }
}
