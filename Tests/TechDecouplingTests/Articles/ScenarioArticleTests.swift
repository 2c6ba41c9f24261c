import TechDecoupling
import Testing

/// The code of the articles that change a record or its rules.
@Suite struct ScenarioArticleTests {
  private let deepseek = Seeds.deepseek
  private let v4 = Seeds.v4
  private let nvidia = Seeds.nvidia

  @Test func `Supposing what if`() async throws {
    let chronicle = try Seeds.all()
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }

    let granted = try Scenario(
      "Nvidia is granted access",
      [.suppose(Access.grantedAccess(deepseek, v4, nvidia.as(Party.self)), over: "2026-03-10/..")])

    let findings = try await chronicle.findings()
    let supposed = try await chronicle.findings(supposing: granted)
    print(try supposed.difference(from: findings).conclusions)
    #expect(printed.joined().contains("withheld-from(deepseek-v4, nvidia), 2026-03-10"))
  }

  /// The test that the article shows, as it stands there.
  @Suite struct Expectations {
    let v4 = Seeds.v4
    let nvidia = Seeds.nvidia
    let chronicle: Chronicle
    let granted: Scenario
    let findings: Findings

    init() async throws {
      chronicle = try Seeds.all()
      findings = try await chronicle.findings()
      granted = try Scenario(
        "Nvidia is granted access",
        [
          .suppose(
            Access.grantedAccess(Seeds.deepseek, v4, nvidia.as(Party.self)), over: "2026-03-10/..")
        ])
    }

    @Test func `Access ends the withholding`() async throws {
      let supposed = try await chronicle.findings(supposing: granted)
      try supposed.require(Access.withheldFrom(v4, nvidia), on: "2026-03-09")
      try supposed.refute(Access.withheldFrom(v4, nvidia), on: "2026-03-10")
      try supposed.difference(from: findings).matching(Access.withheldFrom(any(), any())).require(
        """
        | change | atom                               | days                     |
        | ------ | ---------------------------------- | ------------------------ |
        | shifts | withheld-from(deepseek-v4, nvidia) | 2026-03-10 to 2026-04-23 |
        """)
    }
  }

  @Test func `Taking out a tie`() async throws {
    let chronicle = try Seeds.all()
    var copy = chronicle
    copy.remove(entry: "ai-leans-on-two-suppliers")
    let without = try await copy.findings()
    let tie = Dependence.dependsOn.signature.name
    let count = try await chronicle.findings().facts.rows.count { $0.atom.relation.name == tie }
    #expect(without.facts.rows.count { $0.atom.relation.name == tie } < count)
  }

  @Test func `Setting a parameter of norms`() async throws {
    let chronicle = try Seeds.all()
    let two = Rulebook.standard.setting(Norms.labs.name, to: 2)
    let findings = try await chronicle.findings(under: two)
    #expect(findings.rulebook == two)
  }

  @Test func `Setting a parameter of stacks`() async throws {
    let chronicle = try Seeds.all()
    let faster = Rulebook.standard.setting(Stacks.catchingUp.name, to: 21)
    let findings = try await chronicle.findings(under: faster)
    #expect(findings.rulebook == faster)
  }

  @Test func `Raising a question of compliance`() async throws {
    let chronicle = try Seeds.all()
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }

    var fork = chronicle
    try fork.add(
      Entry(
        "supposed",
        Statement([
          Training.trainedOn(Model("deepseek-v4"), Chip("blackwell")),
          Training.trainedIn(Model("deepseek-v4"), Country("CN")),
        ])))
    let findings = try await fork.findings()
    for row in findings.rows(Training.complianceQuestion, on: "2026-02-26") { print(row) }
    #expect(!printed.isEmpty)
  }

  @Test func `Updating findings`() async throws {
    var chronicle = try Seeds.articles()
    let entry = Entry(
      "granted",
      Event(
        "Access is granted", on: "2026-03-10",
        begins: [Access.grantedAccess(deepseek, v4, nvidia.as(Party.self))]))
    let scenario = try Scenario("Released", [.suppose(Access.released(v4), over: "2026-03-01/..")])
    let owns = Relation<Party, Party, Int>("holds-shares")
    let (first, second) = (Party("first"), Party("second"))
    let from2025 = try #require(Period(from: "2025-01-01", until: nil))
    var facts = Facts()
    facts.insert(owns(first, second, 40))
    let loaded = try await facts.findings(under: Rulebook("None") {})

    let findings = try await chronicle.findings()

    // The record has grown.
    try chronicle.add(entry)
    let later = try await findings.updated(to: chronicle)

    // A scenario is tried.
    let supposed = try await findings.supposing(scenario)

    // Facts that came without a record change one by one.
    var changes = FactChanges()
    changes.remove(owns(first, second, 40))
    changes.add(owns(first, second, 60), over: from2025)
    let after = try await loaded.updated(with: changes)

    let withheld = Access.withheldFrom(v4, nvidia)
    #expect(try later.verdict(withheld, on: "2026-03-10").outcome == .doesNotHold)
    #expect(try supposed.verdict(withheld, on: "2026-03-01").outcome == .doesNotHold)
    #expect(after.rows(owns, on: "2025-01-01").map(\.2) == [60])
  }
}
