import TemporalDatalog

/// Many random programs, each on the engine and on the naive evaluator.
package struct ComparisonRun: Sendable {
  /// One text for each disagreement, made small: seed, program, facts and what differs.
  package private(set) var reports: [String] = []
  package private(set) var agreed = 0
  package private(set) var failedAlike = 0
  package private(set) var skipped = 0
  package private(set) var counts: ConstructCounts

  /// Compares the programs of the seeds, some at a time side by side, until too many disagree.
  package static func run(
    seeds: Range<UInt64>, goal: Int, disagreements limit: Int = 3
  ) async -> ComparisonRun {
    var run = ComparisonRun(counts: ConstructCounts(goal: goal))
    var next = seeds.lowerBound
    let step: UInt64 = 32
    while next < seeds.upperBound, run.reports.count < limit {
      let batch = Array(next..<min(next + step, seeds.upperBound))
      let known = run.counts
      let results = await withTaskGroup(of: (UInt64, Result).self) { group in
        for seed in batch { group.addTask { (seed, await result(of: seed, known)) } }
        var results: [UInt64: Result] = [:]
        for await (seed, result) in group { results[seed] = result }
        return results
      }
      for seed in batch {
        guard let result = results[seed] else { continue }
        await run.add(result, seed, limit)
      }
      next += step
    }
    return run
  }

  private enum Result: Sendable {
    case agreed(Set<Construct>)
    case failedAlike, skipped, disagreed
  }

  private static func result(of seed: UInt64, _ counts: ConstructCounts) async -> Result {
    let program = ProgramGenerator.program(seed: seed)
    switch await EngineComparison.outcome(program) {
    case .agreed(let model): return .agreed(counts.wanting(program, model))
    case .failedAlike: return .failedAlike
    case .skipped: return .skipped
    case .disagreed: return .disagreed
    }
  }

  private mutating func add(_ result: Result, _ seed: UInt64, _ limit: Int) async {
    switch result {
    case .agreed(let constructs):
      agreed += 1
      counts.add(constructs)
    case .failedAlike: failedAlike += 1
    case .skipped: skipped += 1
    case .disagreed:
      if reports.count < limit {
        reports.append(await EngineComparison.report(ProgramGenerator.program(seed: seed)))
      }
    }
  }
}
