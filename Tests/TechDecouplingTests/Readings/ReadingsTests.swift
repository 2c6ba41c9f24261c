import TechDecoupling
import TestSupport
import Testing

/// Both readings of imprecise records against every reading that the records allow.
@Suite struct ReadingsTests {
  static let recordCount: UInt64 = 500

  @Test(.timeLimit(.minutes(60)))
  func certainHoldsInEveryReadingAndSomeReadingIsConceivable() async throws {
    var imprecisionFelt = 0
    var exact = 0
    var violations = 0
    for seed in 0..<Self.recordCount where violations < 3 {
      let record = SmallRecord.random(seed: seed, readings: 40)
      let check = try await ReadingsCheck.check(
        seed: seed, days: SmallRecord.days, symbolCount: SmallRecord.symbolCount,
        record: record.facts(), readings: record.readings())
      if check.isImprecisionFelt { imprecisionFelt += 1 }
      if check.isImprecisionFelt && check.isExact { exact += 1 }
      if !check.violations.isEmpty {
        violations += 1
        Issue.record(
          """
          seed \(seed): \(check.violations.joined(separator: "\n"))
          entries:
          \(record.entries.map { "\($0)" }.joined(separator: "\n"))
          """)
      }
    }
    #expect(imprecisionFelt >= 100)
    // Safe, not complete; but readings that left everything open would be useless.
    #expect(exact >= 100)
  }
}
