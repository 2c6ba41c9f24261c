import TechDecoupling
import Testing

@Suite("The date of an entry")
struct EntryDateTests {
  private func support(_ entry: Entry) throws -> Support {
    let facts = try RecordWords.facts([entry], trusting: .notJudged)
    return try #require(facts[RecordWords.holds(RecordWords.lab)]?.supports.first)
  }

  @Test("A date on an entry is that of its claims that have none")
  func written() throws {
    let chronicle = try RecordWords.chronicle([
      RecordWords.event(on: "2026-02", claims: [.own("b1"), .own("c1", date: "2026-02-25")])
    ])
    let entry = try #require(chronicle["event"])
    #expect(entry.claims.map(\.date) == ["2026-02", "2026-02-25"])
    guard case .event(let event) = entry.content else { return }
    #expect(event.date == nil)
  }

  @Test("It is that of the asserting claims of the best grade")
  func bestGrade() throws {
    let support = try support(
      RecordWords.event(
        on: nil,
        claims: [
          .own("b1", date: "2026-02"), .own("c1", date: "2026-03"),
          .own("a1", .denies, date: "2026-04"),
        ]))
    #expect(support.date == "2026-02")
  }

  @Test("Where the best differ, it is the days common to them")
  func common() throws {
    let support = try support(
      RecordWords.event(
        on: nil, claims: [.own("b1", date: "2026-02"), .own("b2", date: "[..2026-02-25]")]))
    #expect(support.date == "[2026-02-01..2026-02-25]")
    #expect(support.conflictingDates.isEmpty)
  }

  @Test("Where none is common, it is all days from the first to the last, and a conflict")
  func conflict() throws {
    let entry = RecordWords.event(
      on: nil, claims: [.own("b1", date: "2026-02-25"), .own("b2", date: "2026-02-20")])
    let support = try support(entry)
    #expect(support.date == "[2026-02-20..2026-02-25]")
    #expect(support.conflictingDates == ["2026-02-20", "2026-02-25"])
    let facts = try RecordWords.facts([entry])
    #expect(facts.conflicts.map(\.kind) == [.dates(["2026-02-20", "2026-02-25"])])
    #expect(facts.conflicts(with: RecordWords.holds(RecordWords.lab)).first?.entry == "event")
  }

  @Test("A better claim without a date leaves the dating to the others")
  func undatedBest() throws {
    let support = try support(
      RecordWords.event(on: nil, claims: [.own("a1"), .own("c1", date: "2026-02")]))
    #expect(support.date == "2026-02")
  }

  @Test("The grade of a claim that relays is that of its chain")
  func relayed() throws {
    var relay = Claim.relay("a1", "c1")
    relay.date = "2026-03"
    let support = try support(
      RecordWords.event(on: nil, claims: [relay, .own("b1", date: "2026-02")]))
    #expect(support.date == "2026-02")
  }

  @Test("The recorder's own date is best-credited, whatever claims are added")
  func ownDate() throws {
    var chronicle = try RecordWords.chronicle([RecordWords.event(on: "2026-02-01")])
    try chronicle.add(RecordWords.event(on: "2026-02-07", claims: [.own("a1")]))
    let entry = try #require(chronicle["event"])
    #expect(entry.isOwnWord)
    #expect(entry.claims.map(\.date) == ["2026-02-07"])
    let support = try chronicle.facts()[RecordWords.holds(RecordWords.lab)]?.supports.first
    #expect(support?.date == "2026-02-01")
    #expect(support?.isOwnWord == true)
    #expect(support?.claims.count == 1)
  }

  @Test("Each end of a Statement's period is joined as a date is")
  func periods() throws {
    var first = Claim.own("b1")
    first.period = "2022/.."
    var second = Claim.own("b2")
    second.period = "[2022-06..2023-01]/"
    let support = try support(
      Entry("s", Statement([RecordWords.holds(RecordWords.lab)]), claims: [first, second]))
    #expect(support.period == "[2022-06-01..2022-12-31]/..")
    second.period = "2022/2024"
    let facts = try RecordWords.facts([
      Entry("s", Statement([RecordWords.holds(RecordWords.lab)]), claims: [first, second])
    ])
    #expect(facts.conflicts.map(\.kind) == [.periods(["2022/..", "2022/2024"])])
    #expect(
      facts[RecordWords.holds(RecordWords.lab)]?.supports.first?.period == "2022/[2024-01-01..]")
  }

  @Test("A finite date outside the horizon is an error, wherever it stands")
  func horizon() throws {
    let chronicle = try RecordWords.chronicle([
      RecordWords.event(on: "1850", claims: [.own("b1"), .own("b2", date: "2100-01-01")])
    ])
    let error = #expect(throws: ChronicleError.self) { try chronicle.facts() }
    #expect(
      error?.description == """
        TD330: '1850' is outside the horizon in entry 'event', claims[0].date; an evaluation knows the days 1900-01-01 to 2099-12-31; correct the date, or widen the horizon
        TD330: '2100-01-01' is outside the horizon in entry 'event', claims[1].date; an evaluation knows the days 1900-01-01 to 2099-12-31; correct the date, or widen the horizon
        """)
  }
}
