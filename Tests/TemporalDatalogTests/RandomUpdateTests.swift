import TemporalDatalog
import TestSupport
import Testing

/// Updated models against models evaluated from scratch, on random programs and random changes.
@Suite struct RandomUpdateTests {
  static let programCount = 2_000
  static let changeCount = 20

  @Test(.timeLimit(.minutes(60)))
  func anUpdatedModelIsThatOfItsFactsOnRandomPrograms() async {
    let run = await UpdateComparison.run(
      seeds: 0..<UInt64(Self.programCount), changes: Self.changeCount)
    for report in run.reports { Issue.record("\(report)") }
    #expect(run.carried >= 30_000, "too few changes are carried through the rules")
    #expect(run.partly >= 1_000, "too few changes have the rest evaluated anew")
    #expect(run.counts.kept >= 500, "too few rows are kept for another reason")
    #expect(run.confirmed >= 3_000, "the naive evaluator confirms too few")
  }

  /// Certain members have days there, conceivable ones have none.
  @Test func aGroupIsReadWholeWhereOneReadingAloneHasDays() async {
    let run = await UpdateComparison.result(of: 4_049, changes: Self.changeCount)
    #expect(run.reports == [])
    #expect(run.carried > 10)
  }
}
