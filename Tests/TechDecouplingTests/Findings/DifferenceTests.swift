import TechDecoupling
import Testing

/// What two findings disagree on, and because of what.
@Suite struct DifferenceTests {
  typealias F = FindingsTests
  typealias S = ScenarioTests

  static func difference(
    _ entries: [Entry], _ changes: [Scenario.Change], under book: Rulebook = F.book
  ) async throws -> Difference {
    let before = try await S.chronicle(entries).findings(under: book)
    return try await S.findings(entries, changes, under: book).difference(from: before)
  }

  /// The rows that rules conclude, without runs: `begins result(lab) from 2026-01-10 on`.
  static func told(_ difference: Difference) -> [String] {
    difference.conclusions.rows.map { row in
      "\(row.change.rawValue) \(row.atom) \(row.days.map(\.words).joined(separator: "; "))"
    }
  }

  static let fair = F.event("fair", S.thing, on: "2026-01-10", by: "fair")

  @Test func `Findings do not differ from themselves`() async throws {
    let difference = try await Self.difference([S.good], [])
    #expect(difference.isEmpty)
    #expect(
      difference.description
        == "the record as it is, compared with the record as it is\nnothing is different")
  }

  @Test func `What a supposition adds begins because of it`() async throws {
    let change = Scenario.Change.suppose(S.thing, over: "2026-01-10/..")
    let difference = try await Self.difference([], [change])
    #expect(Self.told(difference) == ["begins result(lab) from 2026-01-10 on"])
    #expect(difference.rows.map(\.isConcluded) == [true, false])
    for row in difference.rows {
      #expect(row.causes.map(\.origin) == [.change(change)])
      #expect(row.before.isEmpty)
    }
  }

  @Test func `What loses its fact ends because of the change`() async throws {
    for change in [
      Scenario.Change.retract("one"), .deny("one"), .withdraw("good"),
      .removeClaims(of: "good", from: "one"),
    ] {
      let difference = try await Self.difference([S.good], [change])
      #expect(Self.told(difference) == ["ends result(lab) from 2026-01-10 on"])
      #expect(difference.conclusions.rows.flatMap(\.causes).map(\.origin) == [.change(change)])
    }
  }

  @Test func `What an exception cuts shifts, by way of the exception`() async throws {
    let change = Scenario.Change.suppose(S.doubt, over: "2026-03-01/..")
    let end = Entry("end", Event("it ends", on: "2026-05-01", ends: [S.thing]))
    let difference = try await Self.difference([S.good, end], [change])
    #expect(Self.told(difference) == ["shifts result(lab) 2026-03-01 to 2026-04-30"])
    #expect(
      difference.conclusions.rows.flatMap(\.causes)
        == [Difference.Cause(origin: .change(change), exceptions: [S.doubt])])
  }

  @Test func `A conclusion that loses its exception begins because of what ended that`()
    async throws
  {
    let doubted = F.event("doubted", S.doubt, on: "2026-01-01", by: "good")
    let difference = try await Self.difference([S.good, doubted], [.retract("doubted")])
    #expect(Self.told(difference) == ["begins result(lab) from 2026-01-10 on"])
    #expect(
      difference.conclusions.rows.flatMap(\.causes)
        == [Difference.Cause(origin: .change(.retract("doubted")), exceptions: [S.doubt])])
  }

  @Test func `Credibility and certainty are gained and lost`() async throws {
    let confirmed = try await Self.difference([Self.fair], [.confirm("fair")])
    #expect(Self.told(confirmed) == ["gains credibility result(lab) from 2026-01-10 on"])
    let claim = Claim(source: "fair", stance: .denies, isFirstHand: true)
    let denied = try await Self.difference([S.good], [.addClaim(claim, to: "one")])
    #expect(denied.rows.isEmpty || Self.told(denied).allSatisfy { $0.hasPrefix("loses") })
    let unclear = F.event("unclear", S.thing, on: "2026-01-10", by: "good", stance: .unclear)
    let sure = try await Self.difference([unclear], [.confirm("unclear")])
    #expect(Self.told(sure) == ["gains certainty result(lab) from 2026-01-10 on"])
    let doubt = F.event("doubted", S.doubt, on: "2026-02-01", by: "good", stance: .unclear)
    let unsure = try await Self.difference([S.good], [.add(doubt)])
    #expect(Self.told(unsure) == ["loses certainty result(lab) from 2026-02-01 on"])
    #expect(
      try unsure.conclusions.rows.flatMap(\.causes)
        == Scenario("one", [.add(doubt)]).changes.map {
          Difference.Cause(origin: .change($0), exceptions: [S.doubt])
        })
    let weaker = try await Self.difference(
      [S.good, Self.fair], [.retract("one"), .retract("fair"), .add(Self.weak)])
    #expect(Self.told(weaker) == ["loses credibility result(lab) from 2026-01-10 on"])
  }

  static let weak = F.event("weak", S.thing, on: "2026-01-10", by: "fair")

  @Test func `Rules and parameters are causes`() async throws {
    let doubted = F.event("doubted", S.doubt, on: "2026-01-10", by: "good")
    let rule = S.other.rules[0]
    let added = try await Self.difference([doubted], [.addRule(rule)])
    #expect(added.conclusions.rows.flatMap(\.causes).map(\.origin) == [.change(.addRule(rule))])
    let removed = try await Self.difference([S.good], [.removeRule("Result")])
    #expect(
      removed.conclusions.rows.flatMap(\.causes).map(\.origin) == [.change(.removeRule("Result"))])
    // Without a scenario the rule itself is named.
    let chronicle = try S.chronicle([doubted])
    let other = try await chronicle.findings(under: F.book + S.other)
    let plain = try await other.difference(from: chronicle.findings(under: F.book))
    #expect(plain.conclusions.rows.flatMap(\.causes).map(\.origin) == [.rule("Other")])
  }

  @Test func `Between two records the entries that speak otherwise are the cause`() async throws {
    let before = try await S.chronicle([]).findings(under: F.book)
    let after = try await S.chronicle([S.good]).findings(under: F.book)
    let difference = try after.difference(from: before)
    #expect(
      difference.conclusions.rows.flatMap(\.causes).map(\.origin)
        == [.record(S.thing, entries: ["one"])])
    let back = try before.difference(from: after)
    #expect(Self.told(back) == ["ends result(lab) from 2026-01-10 on"])
    #expect(
      back.conclusions.rows.flatMap(\.causes).map(\.origin)
        == [.record(S.thing, entries: ["one"])])
  }

  @Test func `What a rival value of a one-of relation makes uncertain has it as the cause`()
    async throws
  {
    let (one, two) = (
      RecordWords.wears(RecordWords.lab, "a"), RecordWords.wears(RecordWords.lab, "b")
    )
    let chronicle = try RecordWords.chronicle([RecordWords.event("one", begins: [one])])
    let scenario = try Scenario("what if", [.suppose(two, over: "2026-05-01/..")])
    let before = try await chronicle.findings(under: F.book)
    let difference = try await chronicle.findings(under: F.book, supposing: scenario)
      .difference(from: before)
    #expect(
      difference.rows.map { "\($0.change.rawValue) \($0.atom)" }
        == [#"loses certainty wears(lab, "a")"#, #"begins wears(lab, "b")"#])
    #expect(
      difference.rows.flatMap(\.causes).map(\.origin)
        == Array(repeating: .change(scenario.changes[0]), count: 2))
  }

  @Test func `What is read as another entity has the identity as the cause`() async throws {
    let same = Profile.sameAs(
      RecordWords.lab.as(Party.self), RecordWords.other.as(Party.self))
    let chronicle = try RecordWords.chronicle([
      RecordWords.event("one", begins: [RecordWords.holds(RecordWords.other)])
    ])
    let scenario = try Scenario("what if", [.suppose(same)])
    let before = try await chronicle.findings(under: F.book)
    let after = try await chronicle.findings(under: F.book, supposing: scenario)
    let rows = try after.difference(from: before).rows.filter {
      $0.atom.relation == RecordWords.holds.signature
    }
    // The other id still holds the office, as it is now read.
    #expect(
      rows.map { "\($0.change.rawValue) \($0.atom)" } == ["begins holds-office(lab)"])
    #expect(rows.flatMap(\.causes).map(\.origin) == [.change(scenario.changes[0])])
  }

  @Test func `A difference reads as text, Markdown and data`() async throws {
    let change = Scenario.Change.suppose(S.doubt, over: "2026-03-01/..")
    let end = Entry("end", Event("it ends", on: "2026-05-01", ends: [S.thing]))
    let difference = try await Self.difference([S.good, end], [change])
    #expect(
      difference.description
        == """
        what if, compared with the record as it is

        begins:
          doubt(lab), on record, from 2026-03-01 on
            now: from 2026-03-01 on, confirmed
            - suppose doubt(lab) over 2026-03-01/..

        shifts:
          result(lab), 2026-03-01 to 2026-04-30
            before: 2026-01-10 to 2026-04-30, probable
            now: 2026-01-10 to 2026-02-28, probable
            - suppose doubt(lab) over 2026-03-01/.., by way of doubt(lab)
        """)
    #expect(
      difference.conclusions.markdown
        == """
        | change | atom | days | before | now | because |
        | --- | --- | --- | --- | --- | --- |
        | shifts | result(lab) | 2026-03-01 to 2026-04-30 | 2026-01-10 to 2026-04-30, probable | \
        2026-01-10 to 2026-02-28, probable | suppose doubt(lab) over 2026-03-01/.., by way of \
        doubt(lab) |
        """)
    #expect(
      difference.conclusions.json
        == """
        {
          "format": "techdecoupling-difference/1",
          "before": "the record as it is",
          "after": "what if",
          "rows": [
            {
              "change": "shifts",
              "atom": "result(lab)",
              "concluded": true,
              "days": [
                {
                  "from": "2026-03-01",
                  "to": "2026-04-30"
                }
              ],
              "before": [
                {
                  "from": "2026-01-10",
                  "to": "2026-04-30",
                  "credibility": "probable"
                }
              ],
              "after": [
                {
                  "from": "2026-01-10",
                  "to": "2026-02-28",
                  "credibility": "probable"
                }
              ],
              "causes": [
                {
                  "cause": "suppose doubt(lab) over 2026-03-01/..",
                  "exceptions": ["doubt(lab)"]
                }
              ]
            }
          ]
        }

        """)
  }
}
