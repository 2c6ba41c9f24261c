import TechDecoupling
import Testing

/// If this, then that: what follows when a lab gives access, or its refusal proves untrue.
@Suite struct AccessTests {
  static let (lab, v4) = (Lab("deepseek"), Model("deepseek-v4", lab: "deepseek"))
  static let (nvidia, amd) = (Chipmaker("nvidia"), Chipmaker("amd"))

  /// The record: one outlet says that the lab declined to show its model to two chipmakers.
  static func chronicle() throws -> Chronicle {
    let reuters = Source(id: "reuters", name: "Reuters", reliability: .b)
    let entries = [nvidia, amd].map { maker in
      Entry(
        EntryID("declined-to-\(maker.id)"),
        Event(
          "The lab declines", on: "2026-02-20",
          begins: [Access.declinedAccess(lab, v4, maker.as(Party.self))]),
        claims: [Claim(source: "reuters", reported: "2026-02-25", isFirstHand: true)])
    }
    return try Chronicle(entities: [lab, v4, nvidia, amd], sources: [reuters], entries: entries)
  }

  static let granted = Scenario.Change.suppose(
    Access.grantedAccess(lab, v4, nvidia.as(Party.self)), over: "2026-03-10/..")

  @Test func `A model is withheld from those to whom access is declined`() async throws {
    let findings = try await Self.chronicle().findings()
    for maker in [Self.nvidia, Self.amd] {
      try findings.refute(Access.withheldFrom(Self.v4, maker), on: "2026-02-19")
      try findings.require(
        Access.withheldFrom(Self.v4, maker), on: "2026-02-20", atLeast: .probable)
    }
  }

  @Test func `Access ends the withholding, for the one who is given it`() async throws {
    let chronicle = try Self.chronicle()
    let findings = try await chronicle.findings()
    let supposed = try await chronicle.findings(
      supposing: Scenario("Nvidia is granted access", [Self.granted]))
    try supposed.difference(from: findings)
      .matching(Access.withheldFrom(any(), any())).require(
        """
        | change | atom                               | days               |
        | ------ | ---------------------------------- | ------------------ |
        | shifts | withheld-from(deepseek-v4, nvidia) | from 2026-03-10 on |
        """)
  }

  @Test func `A refusal that is denied withholds nothing`() async throws {
    let supposed = try await Self.chronicle().findings(
      supposing: Scenario("The lab denies it", [.deny("declined-to-nvidia")]))
    try supposed.refute(Access.withheldFrom(Self.v4, Self.nvidia), on: "2026-02-26")
    try supposed.require(Access.withheldFrom(Self.v4, Self.amd), on: "2026-02-26")
  }

  @Test func `A failing expectation says why`() async throws {
    let supposed = try await Self.chronicle().findings(
      supposing: Scenario("Nvidia is granted access", [Self.granted]))
    let error = #expect(throws: UnmetExpectation.self) {
      try supposed.require(Access.withheldFrom(Self.v4, Self.nvidia), on: "2026-03-10")
    }
    let text = error?.description ?? ""
    #expect(text.contains("the nearest days on which it holds: 2026-02-20 to 2026-03-09"))
    #expect(text.contains("rule 'Declined before release' is stopped by early-access"))
    // Below the verdict stands what is missing: the exception that stops the rule, with its proof.
    #expect(text.contains("! unless early-access(deepseek-v4, nvidia)"))
    #expect(text.contains("supposed, over 2026-03-10/.."))
  }
}
