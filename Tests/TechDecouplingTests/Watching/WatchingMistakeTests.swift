import TechDecoupling
import Testing

/// A change that fails changes nothing and is no news.
@Suite(.timeLimit(.minutes(60))) struct WatchingMistakeTests {
  typealias F = FindingsTests
  typealias S = ScenarioTests

  static let length = Relation<Lab, Int>("length")
  static let share = Relation<Lab, Int>("share")

  /// Has no result for a length of 0.
  static let book = Rulebook("Shares") {
    Rule("Share") { (lab: Variable<Lab>, part: Variable<Int>, length: Variable<Int>) in
      share(lab, part).when(Self.length(lab, length), part == 100 / length)
    }
  }

  static func length(_ id: EntryID, _ number: Int) -> Entry {
    F.event(id, length(F.lab, number), on: "2026-01-10", by: "good")
  }

  /// Makes a change that must fail, and sees that nothing has changed or is told.
  private static func refused<E: Error>(
    _ record: LiveRecord, _ pattern: Atom, as type: E.Type,
    _ change: @Sendable (LiveRecord) async throws -> Void
  ) async throws -> E? {
    let before = await record.findings.chronicle
    let news = try await record.watch(pattern)
    let error = await #expect(throws: type) { try await change(record) }
    #expect(await record.findings.chronicle == before)
    await record.finishWatching()
    for await difference in news { Issue.record("\(difference)") }
    return error
  }

  @Test func `An entry with a mistake is not recorded, nor what was added with it`() async throws {
    let record = try await WatchingTests.record()
    let error = try await Self.refused(record, S.thing, as: ChronicleError.self) {
      try await $0.add(entries: [
        S.good, F.event("two", S.thing, on: "2026-01-10", by: "nobody"),
      ])
    }
    #expect(error?.problems.count == 1)
  }

  @Test func `An entry whose consequences have no result is not recorded`() async throws {
    let record = try await LiveRecord(S.chronicle([]), under: Self.book)
    let pattern = Self.share(any(), any())
    let error = try await Self.refused(record, pattern, as: EvaluationError.self) {
      try await $0.add(Self.length("zero", 0))
    }
    #expect(error?.code == "TD505")
    var news = try await record.watch(pattern).makeAsyncIterator()
    try await record.add(Self.length("four", 4))
    #expect(await WatchingTests.told(news.next()) == ["begins share(lab, 25) from 2026-01-10 on"])
  }

  @Test func `What a failing change did before it failed is undone`() async throws {
    struct Regret: Error {}
    let record = try await WatchingTests.record()
    _ = try await Self.refused(record, S.thing, as: Regret.self) {
      try await $0.change { chronicle in
        try chronicle.add(S.good)
        throw Regret()
      }
    }
  }

  @Test func `A cancelled task records nothing`() async throws {
    let record = try await WatchingTests.record()
    let error = try await Self.refused(record, S.thing, as: EvaluationError.self) { record in
      try await Task {
        withUnsafeCurrentTask { $0?.cancel() }
        try await record.add(S.good)
      }.value
    }
    #expect(error?.code == "TD501")
    try await record.add(S.good)
    #expect(await record.findings.chronicle.entryCount == 1)
  }

  @Test func `A pattern of no known relation is refused`() async throws {
    let record = try await WatchingTests.record()
    let wrong = Relation<Lab>("reslt")
    let error = await #expect(throws: QueryError.self) { try await record.watch(wrong(any())) }
    #expect(error == .unknownRelation(name: "reslt", nearest: "result"))
  }

  @Test func `A relation that the record has no more is told as ended`() async throws {
    let record = try await WatchingTests.record([S.good])
    var news = try await record.watch(S.thing).makeAsyncIterator()
    try await record.change { $0 = Chronicle() }
    let ended = try #require(await news.next())
    #expect(ended.rows.map(\.change) == [.ends])
  }
}
