import TechDecoupling
import Testing

@Suite("What keeps a fact from certain") struct DoubtTests {
  private static let holds = RecordWords.holds(RecordWords.lab)

  private static func reasons(_ entries: [Entry], on day: Day) async throws -> [String] {
    let verdict = try await RecordWords.chronicle(entries).findings(
      under: Rulebook("None", rules: [])
    ).verdict(holds, on: day)
    #expect(verdict.outcome == .indeterminate)
    return verdict.reasons
  }

  @Test("An imprecise end is named, the exact period that it cuts and an end ahead are not")
  func ends() async throws {
    func end(_ id: EntryID, _ date: DateRange) -> Entry {
      Entry(id, Event("\(id)", on: date, ends: [Self.holds]))
    }
    let reasons = try await Self.reasons(
      [
        Entry("stated", Statement([Self.holds], over: "2025-01-01/..", words: "so it is")),
        end("first", "2026-02"), end("second", "2026-05"),
      ], on: "2026-02-10")
    #expect(
      reasons == [
        "recorded by entry 'stated': so it is",
        "it may have ended then, by entry 'first', known only as 2026-02",
      ])
  }

  @Test("A period of which an end is unknown is named")
  func unknownEnd() async throws {
    let reasons = try await Self.reasons(
      [Entry("stated", Statement([Self.holds], over: "2025-01-01/", words: "so it is"))],
      on: "2026-02-10")
    #expect(
      reasons == [
        "recorded by entry 'stated': so it is",
        "entry 'stated': its period is known only as 2025-01-01/",
      ])
  }
}
