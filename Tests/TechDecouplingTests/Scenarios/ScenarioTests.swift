import TechDecoupling
import Testing

/// What each kind of change does to what follows.
@Suite struct ScenarioTests {
  typealias F = FindingsTests

  static let thing = F.thing(F.lab, F.maker)
  static let doubt = F.doubt(F.lab)
  static let result = F.result(F.lab)
  static let day: Day = "2026-02-01"

  static let good = F.event("one", thing, on: "2026-01-10", by: "good")
  static let poor = F.event("two", thing, on: "2026-01-10", by: "poor")
  static let ended = Entry("end", Event("it ends", on: "2026-01-20", ends: [thing]))
  static let doubted = F.event("doubted", doubt, on: "2026-01-20", by: "good")

  static func chronicle(_ entries: [Entry]) throws -> Chronicle {
    try Chronicle(entities: [F.lab, F.maker], sources: F.sources, entries: entries)
  }

  static func findings(
    _ entries: [Entry], _ changes: [Scenario.Change], under book: Rulebook = F.book,
    from viewpoint: Viewpoint = Viewpoint()
  ) async throws -> Findings {
    try await chronicle(entries).findings(
      under: book, supposing: Scenario("what if", changes), from: viewpoint)
  }

  // MARK: - Entries

  @Test func `What is supposed holds at every level, over its period`() async throws {
    let findings = try await Self.findings(
      [], [.suppose(Self.thing, over: "2026-01-15/2026-02-15")],
      from: Viewpoint(trusting: .confirmed))
    let verdict = try findings.verdict(Self.result, on: Self.day)
    #expect(verdict.outcome == .holds)
    #expect(verdict.credibility == .confirmed)
    #expect(
      try findings.runs(of: Self.result).map(\.period)
        == [Period.days("2026-01-15", "2026-02-15")])
    #expect(
      "\(try findings.explain(Self.thing, on: Self.day))"
        == """
        recorded: thing(lab, maker) on 2026-02-01, confirmed, 2026-01-15 to 2026-02-15
          supposed, over 2026-01-15/2026-02-15
        """)
    #expect(try findings.verdict(Self.thing, on: Self.day).reasons == ["supposed"])
  }

  @Test func `What is supposed may hold any text`() async throws {
    let worn = RecordWords.wears(F.lab, "a\u{1}\n \\u{1}")
    let findings = try await Self.findings([], [.suppose(worn)])
    #expect(try findings.verdict(worn, on: Self.day).outcome == .holds)
    #expect(try findings.changes(behind: worn, on: Self.day) == [.suppose(worn)])
  }

  @Test func `What is supposed with an open end is ended by an event`() async throws {
    let end = Entry("end", Event("it ends", on: "2026-03-01", ends: [Self.thing]))
    let findings = try await Self.findings([end], [.suppose(Self.thing, over: "2026-01-15/..")])
    #expect(
      try findings.runs(of: Self.thing).map(\.period)
        == [Period.days("2026-01-15", "2026-02-28")])
  }

  @Test func `What is confirmed is taken at every level, as its claims date it`() async throws {
    let findings = try await Self.findings(
      [Self.poor], [.confirm("two")], from: Viewpoint(trusting: .confirmed))
    #expect(try findings.verdict(Self.result, on: "2026-01-10").credibility == .confirmed)
    #expect(try findings.verdict(Self.result, on: "2026-01-09").outcome == .doesNotHold)
    #expect(
      "\(try findings.explain(Self.thing, on: Self.day))".contains("supposed two: two, dated"))
  }

  @Test func `What is confirmed is known whatever is known`() async throws {
    let entry = Entry(
      "late", Event("late", begins: [Self.thing]),
      claims: [
        Claim(
          source: "good", reported: "2026-05-01", date: "2026-01-10", isFirstHand: true)
      ])
    let early = Viewpoint(knownBy: "2026-01-20")
    let known = try await Self.findings([entry], [.removeRule("Other")], under: F.book + Self.other)
    #expect(try known.verdict(Self.thing, on: Self.day).outcome == .holds)
    let unknown = try await Self.chronicle([entry]).findings(under: F.book, from: early)
    #expect(try unknown.verdict(Self.thing, on: Self.day).outcome == .doesNotHold)
    let confirmed = try await Self.findings([entry], [.confirm("late")], from: early)
    #expect(
      try confirmed.runs(of: Self.thing).map(\.period) == [Period(from: "2026-01-10", until: nil)])
  }

  @Test func `What is denied is taken at no level, and its claims stay on record`() async throws {
    let own = F.event("own", Self.thing, on: "2026-01-10", by: nil)
    for entry in [Self.good, own] {
      let findings = try await Self.findings(
        [entry], [.deny(entry.id)], from: Viewpoint(trusting: .notJudged))
      let verdict = try findings.verdict(Self.thing, on: Self.day)
      #expect(verdict.outcome == .doesNotHold)
      #expect(verdict.reasons == ["entry '\(entry.id)' has it, and the scenario denies it"])
      let record = try Self.chronicle([entry])
      #expect(findings.chronicle[entry.id] == record[entry.id])
    }
  }

  @Test func `A denied end ends nothing`() async throws {
    let end = Entry("end", Event("it ends", on: "2026-01-20", ends: [Self.thing]))
    let findings = try await Self.findings([Self.good, end], [.deny("end")])
    #expect(try findings.verdict(Self.thing, on: Self.day).outcome == .holds)
  }

  @Test func `An entry is added and another retracted`() async throws {
    let findings = try await Self.findings(
      [Self.good],
      [.retract("one"), .add(F.event("new", Self.thing, on: "2026-01-20", by: "good"))])
    #expect(
      try findings.runs(of: Self.thing).map(\.period) == [Period(from: "2026-01-20", until: nil)])
  }

  // MARK: - Claims

  @Test func `A claim is added to an entry and counts with the others`() async throws {
    let claim = Claim(source: "fair", isFirstHand: true)
    let findings = try await Self.findings([Self.good], [.addClaim(claim, to: "one")])
    #expect(try findings.verdict(Self.thing, on: Self.day).credibility == .confirmed)
  }

  @Test func `An entry that loses its last claim is no longer on record`() async throws {
    let findings = try await Self.findings(
      [Self.good], [.removeClaims(of: "good", from: "one")])
    #expect(findings.chronicle["one"] == nil)
    #expect(try findings.verdict(Self.thing, on: Self.day).outcome == .doesNotHold)
    // The recorder's own word stays.
    var own = Self.good
    own.isOwnWord = true
    let kept = try await Self.findings([own], [.removeClaims(of: "good", from: "one")])
    #expect(try kept.verdict(Self.thing, on: Self.day).outcome == .holds)
  }

  @Test(arguments: [nil, "2026-02-01"] as [Day?])
  func `Who withdraws takes back what relays it, on whatever day it was said`(
    _ knownBy: Day?
  ) async throws {
    let relayed = Entry(
      "relayed", Event("relayed", on: "2026-01-10", begins: [Self.doubt]),
      claims: [
        Claim(
          source: "fair", relays: [Relay("good", reported: "2026-01-11")], reported: "2026-01-12"),
        Claim(source: "poor", relays: [Relay("fair")], reported: "2026-01-13"),
      ])
    let own = Entry(
      "own", Event("own", on: "2026-01-10", begins: [Self.thing]),
      claims: [
        Claim(source: "good", reported: "2026-01-11", isFirstHand: true),
        Claim(source: "fair", reported: "2026-01-11", isFirstHand: true),
      ])
    let viewpoint = Viewpoint(knownBy: knownBy, trusting: .notJudged)
    let before = try await Self.findings([relayed, own], [], from: viewpoint)
    #expect(try before.verdict(Self.doubt, on: Self.day).outcome == .holds)
    #expect(try before.verdict(Self.thing, on: Self.day).credibility == .confirmed)
    let after = try await Self.findings([relayed, own], [.withdraw("good")], from: viewpoint)
    #expect(try after.verdict(Self.doubt, on: Self.day).outcome == .doesNotHold)
    #expect(try after.verdict(Self.thing, on: Self.day).credibility == .possible)
  }

  // MARK: - Held statements

  static func held(_ atoms: [Atom], given: [Atom] = [], over period: DatePeriod? = nil) -> Entry {
    Entry(
      "held",
      Statement(
        atoms, over: period, holding: Holding(holder: "an observer", given: given),
        words: "If it is so, then this."),
      claims: [Claim(source: "poor", isFirstHand: true)])
  }

  @Test func `What is adopted without a condition is a fact over its period`() async throws {
    let findings = try await Self.findings(
      [Self.held([Self.thing], over: "2026-01-15/2026-02-15")], [.adopt("held")],
      from: Viewpoint(trusting: .confirmed))
    #expect(
      try findings.runs(of: Self.result).map(\.period)
        == [Period.days("2026-01-15", "2026-02-15")])
    #expect(findings.facts.held.map(\.isAdopted) == [true])
  }

  @Test func `What is adopted given something is a rule over its period`() async throws {
    let findings = try await Self.findings(
      [Self.held([Self.result], given: [Self.doubt], over: "2026-01-15/2026-02-15"), Self.poor],
      [.adopt("held"), .suppose(Self.doubt, over: "2026-02-01/..")],
      from: Viewpoint(trusting: .confirmed))
    #expect(
      try findings.runs(of: Self.result).map(\.period)
        == [Period.days("2026-02-01", "2026-02-15")])
    let proof = try findings.explain(Self.result, on: Self.day)
    #expect(proof.conclusions == ["result(lab) 2026-02-01 Adopted: held"])
    #expect("\(proof)".hasPrefix("If it is so, then this.\n"))
  }

  @Test func `What is adopted in words alone is the statement that follows`() async throws {
    let findings = try await Self.findings(
      [Self.held([], given: [Self.thing]), Self.good], [.adopt("held")])
    #expect(
      try findings.runs(of: Adoption.follows("held")).map(\.period)
        == [Period(from: "2026-01-10", until: nil)])
  }

  @Test func `What is confirmed keeps its date though its source withdraws`() async throws {
    let second = Claim(source: "poor", isFirstHand: true)
    let findings = try await Self.findings(
      [Self.good], [.addClaim(second, to: "one"), .confirm("one"), .withdraw("good")])
    #expect(
      try findings.runs(of: Self.thing).map(\.period) == [Period(from: "2026-01-10", until: nil)])
    #expect(try findings.verdict(Self.thing, on: Self.day).credibility == .confirmed)
  }

  // MARK: - Rules

  static let other = Rulebook("Other") {
    Rule("Other") { (lab: Variable<Lab>) in F.result(lab).when(F.doubt(lab)) }
  }

  @Test func `A rule is added and another left out`() async throws {
    let entries = [F.event("doubted", Self.doubt, on: "2026-01-10", by: "good")]
    let without = try await Self.findings(entries, [])
    #expect(try without.verdict(Self.result, on: Self.day).outcome == .doesNotHold)
    let with = try await Self.findings(entries, [.addRule(Self.other.rules[0])])
    #expect(try with.verdict(Self.result, on: Self.day).outcome == .holds)
    let left = try await Self.findings([Self.good], [.removeRule("Result")])
    #expect(left.rulebook.rules.isEmpty)
  }

  @Test func `A parameter is set`() async throws {
    let book = Rulebook("Counted") {
      Rule("Counted") { (lab: Variable<Lab>, other: Variable<Lab>) in
        F.result(lab).when(
          F.doubt(lab), count(per: other, where: F.doubt(other)) >= Parameter("labs", 2))
      }
    }
    let entries = [F.event("doubted", Self.doubt, on: "2026-01-10", by: "good")]
    let before = try await Self.findings(entries, [], under: book)
    #expect(try before.verdict(Self.result, on: Self.day).outcome == .doesNotHold)
    let after = try await Self.findings(
      entries, [.set("labs", to: .integer(1))], under: book)
    #expect(try after.verdict(Self.result, on: Self.day).outcome == .holds)
    #expect(
      try after.changes(behind: Self.result, on: Self.day) == [.set("labs", to: .integer(1))])
  }

  // MARK: - As a whole

  @Test func `The chronicle that a scenario is applied to stays as it is`() throws {
    let chronicle = try Self.chronicle([Self.good])
    let copy = chronicle
    let changed = try Scenario(
      "what if", [.confirm("one"), .withdraw("fair"), .suppose(Self.doubt)]
    ).applied(to: chronicle)
    #expect(chronicle == copy)
    #expect(changed != chronicle)
    #expect(try Scenario.none.applied(to: chronicle) == chronicle)
  }

  @Test func `What is supposed goes with the chronicle when it is merged, and with the entry`()
    throws
  {
    let denied = try Scenario("what if", [.deny("one")]).applied(
      to: Self.chronicle([Self.good]))
    let merged = try Chronicle().merging(denied)
    #expect(merged == denied)
    #expect(try merged.facts()[Self.thing] == nil)
    var again = merged
    again.remove(entry: "one")
    try again.add(Self.good)
    #expect(try again.facts()[Self.thing] != nil)
  }

  @Test func `A scenario is applied to a record that another was applied to`() async throws {
    let first = try Scenario("first", [.suppose(Self.thing)])
    let second = try Scenario("second", [.suppose(Self.doubt)])
    let twice = try second.applied(to: first.applied(to: Self.chronicle([])))
    #expect(try twice == first.merging(second).applied(to: Self.chronicle([])))
    #expect(
      try await twice.findings(under: F.book).verdict(Self.result, on: Self.day).outcome
        == .doesNotHold)
  }

  @Test func `The order in which changes are given, or scenarios merged, plays no part`() throws {
    let changes: [Scenario.Change] = [
      .suppose(Self.doubt), .confirm("one"), .withdraw("fair"), .suppose(Self.doubt),
      .removeRule("Result"),
    ]
    let scenario = try Scenario("what if", changes)
    #expect(scenario.changes.count == 4)
    #expect(try Scenario("what if", changes.reversed()) == scenario)
    let (first, second) = (
      try Scenario("a", Array(changes[..<2])), try Scenario("b", Array(changes[2...]))
    )
    #expect(try first.merging(second) == second.merging(first))
    #expect(try first.merging(second).changes == scenario.changes)
    #expect(try first.merging(second).name == "a + b")
    #expect(try first.merging(.none) == first)
  }

  @Test func `A conclusion knows what it rests on and what it needs`() async throws {
    let changes: [Scenario.Change] = [
      .suppose(Self.thing), .suppose(F.thing(F.lab, Chipmaker("other"))), .retract("doubted"),
    ]
    let chronicle = try Chronicle(
      entities: [F.lab, F.maker, Chipmaker("other")], sources: F.sources,
      entries: [F.event("doubted", Self.doubt, on: "2026-01-10", by: "good")])
    let findings = try await chronicle.findings(
      under: F.book, supposing: Scenario("what if", changes))
    // One of the two suffices and stands in the proof; what is taken away stands in none.
    #expect(try findings.changes(behind: Self.result, on: Self.day) == [changes[0]])
    #expect(
      try await findings.changes(neededFor: Self.result, on: Self.day) == [.retract("doubted")])
  }

  @Test func `With an entry that is added go the changes that name it`() async throws {
    let changes: [Scenario.Change] = [.add(Self.poor), .confirm("two")]
    let findings = try await Self.findings(
      [], changes, from: Viewpoint(trusting: .confirmed))
    let needed = try await findings.changes(neededFor: Self.result, on: Self.day)
    #expect(needed == findings.scenario.changes)
    #expect(needed.map(\.description) == ["confirm 'two'", "add entry 'two'"])
  }
}
