import TemporalDatalog
import TestSupport
import Testing

/// The engine against the law read literally, on random programs.
@Suite struct RandomProgramTests {
  static let programCount = 4_000
  static let goal = 100

  @Test(.timeLimit(.minutes(60)))
  func theEngineAgreesWithTheNaiveEvaluatorOnRandomPrograms() async {
    let run = await ComparisonRun.run(seeds: 0..<UInt64(Self.programCount), goal: Self.goal)
    for report in run.reports { Issue.record("\(report)") }
    #expect(run.skipped <= Self.programCount / 100, "the naive evaluator gave up too often")
    #expect(run.failedAlike >= 30, "too few programs end in an error or are refused")
    if run.reports.isEmpty {
      for construct in run.counts.missing {
        Issue.record(
          """
          '\(construct.rawValue)' changed a result in \(run.counts.count(construct)) programs, \
          fewer than \(Self.goal); the generator has to make more of it
          """)
      }
    }
  }
}
