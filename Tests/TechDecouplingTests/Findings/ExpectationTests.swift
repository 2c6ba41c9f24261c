import TechDecoupling
import Testing

/// What a failing expectation says.
@Suite struct ExpectationTests {
  typealias F = FindingsTests
  typealias S = ScenarioTests

  static func failure(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing fails"
    } catch {
      return "\(error)"
    }
  }

  @Test func `What holds is required and what does not is refuted`() async throws {
    let findings = try await F.findings([S.good])
    #expect(try findings.require(S.result, on: S.day).credibility == .probable)
    #expect(try findings.refute(S.doubt, on: S.day).outcome == .doesNotHold)
  }

  @Test func `A required atom that nothing records fails with that reason`() async throws {
    let findings = try await F.findings([])
    #expect(
      Self.failure { try findings.require(S.thing, on: S.day) }
        == """
        TD811: expected to hold, possible at least
        thing(lab, maker) on 2026-02-01: does not hold
          - nothing records it, and no rule concludes 'thing'
        thing(lab, maker) does not hold on 2026-02-01
          there is no such fact
          no rule concludes 'thing'
        """)
  }

  @Test func `A required atom that has ended fails with its days and the end`() async throws {
    let findings = try await F.findings([S.good, S.ended])
    #expect(
      Self.failure { try findings.require(S.result, on: S.day) }
        == """
        TD811: expected to hold, possible at least
        result(lab) on 2026-02-01: does not hold
          - the nearest days on which it holds: 2026-01-10 to 2026-01-19
          - thing(lab, maker) is ended by entry 'end', dated 2026-01-20
        result(lab) does not hold on 2026-02-01
          result(lab) held, but until 2026-01-19
        rule 'Result', 1 of 2 missing
          + unless doubt(lab)
          - thing(lab, _)
            thing(lab, maker) held, but until 2026-01-19: entry 'end' ends it
        """)
  }

  @Test func `A required atom that an exception stops fails with its proof`() async throws {
    let findings = try await F.findings([S.good, S.doubted])
    #expect(
      Self.failure { try findings.require(S.result, on: S.day) }
        == """
        TD811: expected to hold, possible at least
        result(lab) on 2026-02-01: does not hold
          - the nearest days on which it holds: 2026-01-10 to 2026-01-19
          - rule 'Result' is stopped by doubt(lab), from 2026-01-20 on
        result(lab) does not hold on 2026-02-01
          result(lab) held, but until 2026-01-19
        rule 'Result', 1 of 2 missing
          + thing(lab, maker)
          ! unless doubt(lab)
            doubt(lab) holds, from 2026-01-20 on
            recorded: doubt(lab) on 2026-02-01, probable, from 2026-01-20 on
              entry doubted: doubted, dated 2026-01-20
              probable: one root graded A
              Good (A) asserts it
        """)
  }

  @Test func `A required atom that is not as credible fails with its proof`() async throws {
    let findings = try await F.findings([S.good])
    let text = Self.failure { try findings.require(S.result, on: S.day, atLeast: .confirmed) }
    #expect(
      text.hasPrefix(
        """
        TD811: expected to hold, confirmed at least
        result(lab) on 2026-02-01: holds, probable
          - lab has a thing from maker
        lab has a thing from maker
          result(lab) on 2026-02-01, probable
        """), "\(text)")
  }

  @Test func `A required atom that is only conceivable fails with what keeps it so`() async throws {
    let findings = try await F.findings([
      F.event("unclear", S.thing, on: "2026-01-10", by: "good", stance: .unclear)
    ])
    let text = Self.failure { try findings.require(S.result, on: S.day) }
    #expect(text.contains("result(lab) on 2026-02-01: indeterminate"))
    #expect(
      text.contains(
        """
          - thing(lab, _)
            thing(lab, maker) is only conceivable: entry 'unclear': its claims call it
              unclear (good)
        """), "\(text)")
    #expect(Self.failure { try findings.refute(S.result, on: S.day) }.hasPrefix("TD812"))
  }

  @Test func `A refuted atom that holds fails with its proof`() async throws {
    let findings = try await F.findings([S.good])
    #expect(
      Self.failure { try findings.refute(S.thing, on: S.day) }
        == """
        TD812: expected not to hold
        thing(lab, maker) on 2026-02-01: holds, probable
          - recorded by entry 'one': one
        recorded: thing(lab, maker) on 2026-02-01, probable, from 2026-01-10 on
          entry one: one, dated 2026-01-10
          probable: one root graded A
          Good (A) asserts it
        """)
  }

  // MARK: - Differences

  static func difference() async throws -> Difference {
    try await DifferenceTests.difference(
      [S.good], [.suppose(S.doubt, over: "2026-03-01/..")])
  }

  @Test func `A difference is stated as a table of any of its columns`() async throws {
    let difference = try await Self.difference()
    try difference.require(difference.markdown)
    try difference.require(
      """
      | atom         | change |
      |--------------|:------:|
      | `result(lab)` | shifts |
      | doubt(lab)   | begins |
      """)
    try difference.conclusions.require("| days |\n|---|\n| from 2026-03-01 on |")
    try difference.matching(S.thing).require("| change | atom |")
  }

  @Test func `Another difference than the table's fails with both sides`() async throws {
    let difference = try await Self.difference()
    #expect(
      Self.failure {
        try difference.require("| change | atom |\n| begins | doubt(lab) |\n| ends | result(lab) |")
      }
        == """
        TD813: the difference is another than the table says
        missing:    | ends | result(lab) |
        unexpected: | shifts | result(lab) |
        """)
    // Each row counts once.
    #expect(
      Self.failure {
        try difference.conclusions.require("| change |\n| shifts |\n| shifts |")
      }.contains("missing:    | shifts |"))
  }

  @Test func `A table that cannot be read is refused`() async throws {
    let difference = try await Self.difference()
    #expect(
      Self.failure { try difference.require("| chnage |\n| begins |") }
        == "TD814: '| chnage |' is no line of a table of the columns 'change', 'atom', 'days',"
        + " 'before', 'now' and 'because'; a line has a cell for each column of the first line,"
        + " between bars")
    #expect(
      Self.failure { try difference.require("| change | atom |\n| begins |") }.hasPrefix(
        "TD814: '| begins |'"))
    #expect(Self.failure { try difference.require("") }.hasPrefix("TD814: ''"))
  }
}
