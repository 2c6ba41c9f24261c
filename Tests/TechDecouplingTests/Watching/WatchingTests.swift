import TechDecoupling
import Testing

/// What those who watch a record are told, and when.
@Suite(.timeLimit(.minutes(60))) struct WatchingTests {
  typealias F = FindingsTests
  typealias S = ScenarioTests

  static let good = S.good
  static let fair = F.event("fair", S.thing, on: "2026-01-10", by: "fair")
  static let doubted = F.event("doubted", S.doubt, on: "2026-03-01", by: "good")

  static func record(_ entries: [Entry] = []) async throws -> LiveRecord {
    try await LiveRecord(S.chronicle(entries), under: F.book)
  }

  static func told(_ difference: Difference?) -> [String]? {
    difference.map { DifferenceTests.told($0) }
  }

  // MARK: - What is delivered

  @Test func `What held before is no news`() async throws {
    let record = try await Self.record([Self.good])
    let news = try await record.watch(S.result)
    await record.finishWatching()
    for await difference in news { Issue.record("\(difference)") }
  }

  @Test func `What begins, shifts and ends is delivered with the entries that cause it`()
    async throws
  {
    let record = try await Self.record()
    var news = try await record.watch(S.result).makeAsyncIterator()
    try await record.add(Self.good)
    let begun = try #require(await news.next())
    #expect(
      begun.description == """
        the record now, compared with the record when last told

        begins:
          result(lab), from 2026-01-10 on
            now: from 2026-01-10 on, probable
            - the record of thing(lab, maker), by 'one'
        """)
    try await record.add(Self.doubted)
    let shifted = try #require(await news.next())
    #expect(Self.told(shifted) == ["shifts result(lab) from 2026-03-01 on"])
    #expect(
      shifted.rows[0].causes
        == [
          Difference.Cause(
            origin: .record(S.doubt, entries: ["doubted"]), exceptions: [S.doubt])
        ])
    try await record.change { $0.remove(entry: "one") }
    let ended = try #require(await news.next())
    #expect(Self.told(ended) == ["ends result(lab) 2026-01-10 to 2026-02-28"])
    #expect(ended.rows[0].causes.map(\.origin) == [.record(S.thing, entries: ["one"])])
  }

  @Test func `What becomes more or less credible or certain is delivered`() async throws {
    let record = try await Self.record([Self.fair])
    var news = try await record.watch(S.result).makeAsyncIterator()
    try await record.add(Self.good)
    #expect(
      await Self.told(news.next()) == ["gains credibility result(lab) from 2026-01-10 on"])
    try await record.change { $0.remove(entry: "one") }
    #expect(
      await Self.told(news.next()) == ["loses credibility result(lab) from 2026-01-10 on"])
    try await record.add(
      F.event("unclear", S.doubt, on: "2026-02-01", by: "good", stance: .unclear))
    #expect(await Self.told(news.next()) == ["loses certainty result(lab) from 2026-02-01 on"])
  }

  @Test func `What was told before can be handed over`() async throws {
    let record = try await Self.record([Self.good])
    let empty = try await Self.record().findings
    let known = await record.findings
    var whole = try await record.watch(S.result, since: empty).makeAsyncIterator()
    #expect(await Self.told(whole.next()) == ["begins result(lab) from 2026-01-10 on"])
    try await record.change { $0.remove(entry: "one") }
    var resumed = try await record.watch(S.result, since: known).makeAsyncIterator()
    #expect(await Self.told(resumed.next()) == ["ends result(lab) from 2026-01-10 on"])
  }

  @Test func `Only what matches the pattern is delivered`() async throws {
    let record = try await Self.record([Self.good])
    let news = try await record.watch(S.thing)
    try await record.add(Self.doubted)
    await record.finishWatching()
    for await difference in news { Issue.record("\(difference)") }
  }

  @Test func `An id that is read as another ends, because of who says so`() async throws {
    let (other, lab) = (RecordWords.other, RecordWords.lab)
    let pattern = RecordWords.holds(any())
    let record = try await LiveRecord(
      RecordWords.chronicle([
        RecordWords.event("one", begins: [RecordWords.holds(other)])
      ]), under: F.book)
    let same = Profile.sameAs(lab.as(Party.self), other.as(Party.self))
    var told = try Told(await record.findings, pattern)
    var news = try await record.watch(pattern).makeAsyncIterator()
    try await record.add(Entry("same", Statement([same])))
    let difference = try #require(await news.next())
    told.take(difference)
    #expect(
      difference.rows.map { "\($0.change.rawValue) \($0.atom)" }
        == ["begins holds-office(lab)", "ends holds-office(other)"])
    #expect(
      difference.rows.flatMap(\.causes).map(\.origin)
        == Array(repeating: .record(same, entries: ["same"]), count: 2))
    #expect(try await told.runs == Told(record.findings, pattern).runs)
  }

  // MARK: - Slow and several readers

  @Test func `A slow reader is told what all changes have come to`() async throws {
    let record = try await Self.record()
    let news = try await record.watch(S.result)
    try await record.add(Self.fair)
    try await record.add(Self.good)
    try await record.add(Self.doubted)
    try await record.change { $0.remove(entry: "fair") }
    await record.finishWatching()
    var told: [[String]] = []
    for await difference in news { told.append(DifferenceTests.told(difference)) }
    #expect(told == [["begins result(lab) 2026-01-10 to 2026-02-28"]])
  }

  @Test func `What came and went is not delivered`() async throws {
    let record = try await Self.record()
    let news = try await record.watch(S.result)
    try await record.add(Self.good)
    try await record.change { $0.remove(entry: "one") }
    await record.finishWatching()
    for await difference in news { Issue.record("\(difference)") }
  }

  @Test func `Readers are told by themselves, also those of one sequence`() async throws {
    let record = try await Self.record()
    let news = try await record.watch(S.result)
    var (prompt, late) = (news.makeAsyncIterator(), news.makeAsyncIterator())
    try await record.add(Self.good)
    #expect(await Self.told(prompt.next()) == ["begins result(lab) from 2026-01-10 on"])
    try await record.add(Self.doubted)
    #expect(await Self.told(prompt.next()) == ["shifts result(lab) from 2026-03-01 on"])
    #expect(await Self.told(late.next()) == ["begins result(lab) 2026-01-10 to 2026-02-28"])
  }

  @Test func `A reader that waits is woken by a change`() async throws {
    let record = try await Self.record()
    let news = try await record.watch(S.result)
    let readers = (0..<3).map { _ in
      Task {
        var iterator = news.makeAsyncIterator()
        return await Self.told(iterator.next())
      }
    }
    for _ in 0..<100 { await Task.yield() }
    try await record.add(Self.good)
    for reader in readers {
      #expect(await reader.value == ["begins result(lab) from 2026-01-10 on"])
    }
  }

  @Test @MainActor func `A sequence is read on an actor too`() async throws {
    let record = try await Self.record()
    let news = try await record.watch(S.result)
    try await record.add(Self.good)
    for await difference in news {
      #expect(Self.told(difference) == ["begins result(lab) from 2026-01-10 on"])
      break
    }
  }

  // MARK: - Ends

  /// Whether a task that is cancelled before it reads is told nothing.
  private static func isEndedIfCancelled(_ news: LiveRecord.Changes) async -> Bool {
    await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      var iterator = news.makeAsyncIterator()
      return await iterator.next() == nil
    }.value
  }

  @Test func `A cancelled reader is told nothing, and another goes on`() async throws {
    let record = try await Self.record()
    let news = try await record.watch(S.result)
    let waiting = Task {
      var iterator = news.makeAsyncIterator()
      let difference = await iterator.next()
      return (iterator, difference == nil)
    }
    for _ in 0..<100 { await Task.yield() }
    waiting.cancel()
    var (iterator, isEnded) = await waiting.value
    #expect(isEnded)
    #expect(await Self.isEndedIfCancelled(news))
    try await record.add(Self.good)
    #expect(await Self.isEndedIfCancelled(news))
    #expect(await Self.told(iterator.next()) == ["begins result(lab) from 2026-01-10 on"])
  }

  @Test func `A sequence ends with the live record, after what is left`() async throws {
    var record: LiveRecord? = try await Self.record()
    let news = try #require(try await record?.watch(S.result))
    let waiting = Task {
      var told: [[String]] = []
      for await difference in news { told.append(DifferenceTests.told(difference)) }
      return told
    }
    try await record?.add(Self.good)
    record = nil
    #expect(await waiting.value == [["begins result(lab) from 2026-01-10 on"]])
  }

  @Test func `After watching was finished the record is changed and watched anew`() async throws {
    let record = try await Self.record()
    let old = try await record.watch(S.result)
    await record.finishWatching()
    try await record.add(Self.good)
    for await difference in old { Issue.record("\(difference)") }
    var news = try await record.watch(S.result).makeAsyncIterator()
    try await record.add(Self.doubted)
    #expect(await Self.told(news.next()) == ["shifts result(lab) from 2026-03-01 on"])
  }

  @Test func `A change under way is recorded, though watching is finished meanwhile`()
    async throws
  {
    let record = try await Self.record()
    let empty = await record.findings
    for number in 1...30 {
      let entry = F.event(EntryID("\(number)"), S.thing, on: "2026-01-10", by: "good")
      async let added: Void = record.add(entry)
      for _ in 0..<number { await Task.yield() }
      await record.finishWatching()
      try await added
      #expect(await record.findings.chronicle.entryCount == number)
    }
    var news = try await record.watch(S.result, since: empty).makeAsyncIterator()
    #expect(await Self.told(news.next()) == ["begins result(lab) from 2026-01-10 on"])
  }
}
