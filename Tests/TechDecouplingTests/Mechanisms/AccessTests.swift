import TechDecoupling
import Testing

@Suite("Access") struct AccessTests {
  private let lab = Lab("lab")
  private let model = Model("model")
  private let day: Day = "2026-01-01"

  /// Facts about one lab, two makers and a class of makers.
  private func facts() throws -> Facts {
    let chronicle = try Chronicle(
      entities: [
        Lab("lab"), Model("model", lab: "lab"), Chipmaker("near"), Chipmaker("far"),
        Group("class"), Group("unnamed"), Platform("stack", maker: "near"), Norm("sharing"),
      ], sources: [], entries: [])
    return try chronicle.facts(from: Viewpoint())
  }

  private func withheld(_ facts: Facts, on day: Day) async throws -> [String] {
    try await facts.findings().rows(Access.withheldFrom, on: day).map(\.1.id.text)
  }

  @Test("A customary partner is left out while another is briefed, which is possible at best")
  func leftOut() async throws {
    var facts = try facts()
    facts.insert(Access.grantedAccess(lab, model, Party("far")))
    facts.insert(Access.customaryPartner(lab, Chipmaker("near")))
    let findings = try await facts.findings()
    let atom = Access.withheldFrom(model, Chipmaker("near"))
    #expect(try findings.verdict(atom, on: day).credibility == .possible)
    #expect(findings.rows(Access.withheldFrom, on: day).count == 1)

    facts.insert(
      Access.grantedAccess(lab, model, Party("near")), over: Period(from: day, until: nil)!)
    let later = try await facts.findings()
    #expect(try later.verdict(atom, on: "2025-12-31").outcome == .holds)
    #expect(try later.verdict(atom, on: day).outcome == .doesNotHold)
  }

  @Test("Silence about one that is no customary partner says nothing")
  func noPartner() async throws {
    var facts = try facts()
    facts.insert(Access.grantedAccess(lab, model, Party("far")))
    #expect(try await withheld(facts, on: day) == [])
  }

  @Test("What is declined to a class reaches its members while they are in it")
  func datedMembers() async throws {
    var facts = try facts()
    facts.insert(Access.declinedAccess(lab, model, Party("class")))
    facts.insert(
      Profile.memberOf(Party("near"), Group("class")), over: Period(from: day, until: nil)!)
    #expect(try await withheld(facts, on: "2025-12-31") == [])
    #expect(try await withheld(facts, on: day) == ["near"])
    let atom = Access.withheldFrom(model, Chipmaker("near"))
    #expect(try await facts.findings().verdict(atom, on: day).credibility == .possible)
  }

  @Test("What is given to a class reaches its members, and beats what is declined to them")
  func grantedToClass() async throws {
    var facts = try facts()
    facts.insert(Access.declinedAccess(lab, model, Party("near")))
    facts.insert(Access.grantedAccess(lab, model, Party("class")))
    facts.insert(Profile.memberOf(Party("near"), Group("class")))
    let findings = try await facts.findings()
    #expect(findings.rows(Access.earlyAccess, on: day).map(\.1.id) == ["near"])
    let verdict = try findings.verdict(
      Access.withheldFrom(model, Chipmaker("near")), on: day)
    #expect(verdict.outcome == .doesNotHold)
    #expect(verdict.undercut?.level == .confirmed)
  }

  @Test("An unnamed class gains a head start as a class, and nobody in particular does")
  func unnamedClass() async throws {
    var facts = try facts()
    facts.insert(Access.declinedAccess(lab, model, Party("near")))
    facts.insert(Access.grantedAccess(lab, model, Party("unnamed")))
    let findings = try await facts.findings()
    #expect(findings.rows(Access.gainsHeadStart, on: day).map(\.0.id) == ["unnamed"])
    #expect(findings.rows(Access.aheadOf, on: day).isEmpty)
    #expect(findings.rows(Access.earlyAccess, on: day, conceivable: true).isEmpty)
  }

  @Test("A head start is counted in days once both its ends are known")
  func daysAhead() async throws {
    var facts = try facts()
    facts.insert(Access.declinedAccess(lab, model, Party("near")))
    let given = Period(from: "2026-01-01", until: nil)!
    facts.insert(Access.grantedAccess(lab, model, Party("far")), over: given)
    #expect(try await facts.findings().rows(Access.headStartInDays, on: day).isEmpty)
    facts.insert(Access.released(model), over: Period(from: "2026-01-31", until: nil)!)
    let findings = try await facts.findings()
    #expect(findings.rows(Access.headStartInDays, on: day).map(\.3) == [30])
    #expect(findings.rows(Access.headStartInDays, on: "2026-01-31").isEmpty)
  }

  @Test("Without a norm on record, that tuning needs the model is possible at best")
  func tuning() async throws {
    var facts = try facts()
    facts.insert(Access.declinedAccess(lab, model, Party("near")))
    let atom = Access.cannotPreTune(Chipmaker("near"), Platform("stack"), model)
    let withoutNorm = try await facts.findings()
    #expect(try withoutNorm.verdict(atom, on: day).credibility == .possible)
    #expect(withoutNorm.rows(Access.normBroken, on: day).isEmpty)
    facts.insert(Access.callsForEarlyAccess(Norm("sharing")))
    let withNorm = try await facts.findings()
    #expect(try withNorm.verdict(atom, on: day).credibility == .confirmed)
    #expect(withNorm.rows(Access.normBroken, on: day).count == 1)
  }
}
