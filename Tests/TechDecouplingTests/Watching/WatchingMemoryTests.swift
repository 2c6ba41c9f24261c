import Testing

@testable import TechDecoupling

/// A watcher keeps the findings that it was told last, and the record the newest; no others.
@Suite(.timeLimit(.minutes(60))) struct WatchingMemoryTests {
  private struct Weak {
    weak var facts: DrawnFacts?

    init(_ findings: Findings) { facts = findings.trusted.facts.drawn }
  }

  @Test func `Findings between the last told and the newest are let go`() async throws {
    let record = try await WatchingTests.record()
    let first = Weak(await record.findings)
    var slow = try await record.watch(ScenarioTests.result).makeAsyncIterator()
    var between: [Weak] = []
    for day in 1...9 {
      let entry = FindingsTests.event(
        EntryID("on-\(day)"), ScenarioTests.thing,
        on: try DateRange(parsing: "2026-03-0\(10 - day)"),
        by: "good")
      try await record.add(entry)
      between.append(Weak(await record.findings))
    }
    #expect(first.facts != nil)
    #expect(between.dropLast().allSatisfy { $0.facts == nil })
    #expect(between.last?.facts != nil)
    #expect(await slow.next()?.rows.count == 1)
    #expect(first.facts == nil)
  }
}
