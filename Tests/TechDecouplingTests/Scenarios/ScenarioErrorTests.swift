import TechDecoupling
import Testing

/// Changes that cannot be made, or not together: each mistake with its whole text.
@Suite struct ScenarioErrorTests {
  typealias F = FindingsTests
  typealias S = ScenarioTests

  private static let claim = Claim(source: "good", isFirstHand: true)
  private static let other = Rule(
    "Other", location: SourceLocation(fileID: "a", line: 1),
    variableTypes: [], clause: Clause(head: S.result, premises: [.atom(S.thing)]))
  private static let another = Rule(
    "Other", location: SourceLocation(fileID: "a", line: 1),
    variableTypes: [], clause: Clause(head: S.result, premises: [.atom(S.doubt)]))

  static let contradictions: [(Scenario.Change, Scenario.Change)] = [
    (.confirm("one"), .deny("one")),
    (.confirm("one"), .retract("one")),
    (.add(S.good), .retract("one")),
    (.adopt("one"), .retract("one")),
    (.addClaim(claim, to: "one"), .retract("one")),
    (.addClaim(claim, to: "one"), .removeClaims(of: "good", from: "one")),
    (.withdraw("good"), .addClaim(claim, to: "one")),
    (.withdraw("good"), .add(S.good)),
    (.add(S.good), .add(F.event("one", S.doubt, on: "2026-01-10", by: "good"))),
    (.addRule(other), .removeRule("Other")),
    (.addRule(other), .addRule(another)),
    (.set("labs", to: .integer(1)), .set("labs", to: .integer(2))),
  ]

  @Test(arguments: contradictions)
  func `Two changes of which one undoes the other are refused, in a scenario and merged`(
    _ first: Scenario.Change, _ second: Scenario.Change
  ) throws {
    for changes in [[first, second], [second, first]] {
      let error = #expect(throws: ScenarioError.self) { try Scenario("both", changes) }
      #expect(error?.problems.map(\.code) == ["TD801"])
    }
    let (one, two) = (try Scenario("one", [first]), try Scenario("two", [second]))
    #expect(throws: ScenarioError.self) { try one.merging(two) }
  }

  @Test func `Changes that speak of one entry need not contradict each other`() throws {
    let second = Claim(source: "fair", isFirstHand: true)
    let scenario = try Scenario(
      "all",
      [
        .add(S.good), .confirm("one"), .addClaim(second, to: "one"),
        .removeClaims(of: "poor", from: "one"), .withdraw("poor"),
        .set("labs", to: .integer(1)), .set("makers", to: .integer(2)),
      ])
    #expect(scenario.changes.count == 7)
  }

  @Test func `A contradiction names both changes`() throws {
    let error = #expect(throws: ScenarioError.self) {
      try Scenario("both", [.deny("one"), .confirm("one")])
    }
    #expect(
      error?.description
        == "TD801: deny 'one' contradicts confirm 'one'; the changes of a scenario are made"
        + " together; remove one of them")
  }

  static let mistakes: [(Scenario.Change, String)] = [
    (
      .confirm("ome"),
      "TD802: cannot confirm 'ome': the record has no entry 'ome'; did you mean 'one'?"
    ),
    (
      .retract("something else"),
      "TD802: cannot retract 'something else': the record has no entry 'something else'; name an"
        + " entry of the record"
    ),
    (
      .withdraw("goof"),
      "TD803: 'goof' cannot withdraw: the record has no such source; did you mean 'good'?"
    ),
    (
      .removeClaims(of: "fair", from: "one"),
      "TD804: 'one' has no claim of 'fair' to remove; name a source that claims it"
    ),
    (
      .adopt("one"),
      "TD805: cannot adopt 'one': nobody holds it, it is claimed; confirm it"
    ),
    (
      .confirm("held"),
      "TD806: cannot confirm 'held': it is an opinion, forecast or conditional, and no fact;"
        + " adopt 'held', or retract it"
    ),
  ]

  @Test(arguments: mistakes)
  func `A change that the record does not allow is refused`(
    _ change: Scenario.Change, _ text: String
  ) throws {
    let chronicle = try S.chronicle([S.good, S.held([S.doubt])])
    let scenario = try Scenario("what if", [change])
    let error = #expect(throws: ScenarioError.self) { try scenario.applied(to: chronicle) }
    #expect(error?.description == text)
  }

  @Test func `What is added has to fit the record`() throws {
    let scenario = try Scenario("what if", [.suppose(F.doubt(Lab("nobody")))])
    let error = #expect(throws: ChronicleError.self) {
      try scenario.applied(to: S.chronicle([]))
    }
    #expect(error?.problems.map(\.code) == ["TD302"])
  }

  @Test func `A rule that is left out and not there is reported with the rules`() async throws {
    await #expect(throws: RulebookError.self) {
      try await S.findings([S.good], [.removeRule("Nothing")])
    }
  }
}
