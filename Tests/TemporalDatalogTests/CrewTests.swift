import Synchronization
import Testing

@testable import TemporalDatalog

/// Jobs that are shared out among tasks.
@Suite(.timeLimit(.minutes(60))) struct CrewTests {
  @Test func `nobody does a job twice`() async {
    let crew = Crew()
    await withTaskGroup { group in
      for number in 1...3 { group.addTask { await crew.help(as: number) } }
      for job in 0..<30_000 {
        let counts = Counts()
        await crew.run { number in
          counts.add(number)
          // Of some jobs the end comes while helpers are still on their way.
          for _ in 0..<(job & 63) { counts.pass() }
        }
        let done = counts.taken
        #expect(done[0] == 1)
        #expect(done.allSatisfy { $0 <= 1 }, "job \(job): \(done)")
      }
      crew.dismiss()
    }
  }

  @Test func `all jobs that are shared are done once`() async {
    let crew = Crew()
    await withTaskGroup { group in
      for number in 1...2 { group.addTask { await crew.help(as: number) } }
      for _ in 0..<500 {
        let counts = Counts(17)
        await crew.share((0..<17).map { number in { counts.add(number) } })
        #expect(counts.taken == Array(repeating: 1, count: 17))
      }
      crew.dismiss()
    }
  }

  @Test func `helpers that are called in come with a job and go with the crew`() async {
    let crew = Crew(helpers: 3)
    for _ in 0..<500 {
      let counts = Counts(17)
      await crew.share((0..<17).map { number in { counts.add(number) } })
      #expect(counts.taken == Array(repeating: 1, count: 17))
    }
    await crew.disband()
  }

  @Test func `helpers that are called in are cancelled with the crew`() async {
    let crew = Crew(helpers: 1)
    crew.cancel()
    let uncancelled = Counts(2)
    for job in 0..<2_000 {
      await crew.run { number in
        if number > 0, !Task.isCancelled { uncancelled.add(number) }
        // As long as a helper may be on its way.
        for _ in 0..<(job & 63) { uncancelled.pass() }
      }
    }
    await crew.disband()
    #expect(uncancelled.taken == [0, 0])
  }

  private final class Counts: Sendable {
    private let counts: Mutex<[Int]>
    private let passes = Atomic(0)

    init(_ count: Int = 4) { counts = Mutex(Array(repeating: 0, count: count)) }

    var taken: [Int] { counts.withLock { $0 } }

    func add(_ number: Int) { counts.withLock { $0[number] += 1 } }

    func pass() { passes.add(1, ordering: .relaxed) }
  }
}
