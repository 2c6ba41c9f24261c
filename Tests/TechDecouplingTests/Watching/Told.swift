import TechDecoupling
import Testing

/// What a watcher has been told, put together: the runs of each atom.
struct Told: Sendable {
  private(set) var runs: [Atom: [Run]] = [:]
  private(set) var deliveryCount = 0

  init(_ findings: Findings, _ pattern: Atom) throws {
    runs = try Dictionary(grouping: findings.runs(of: pattern), by: \.atom)
  }

  /// What a watcher knows that was told nothing yet.
  init() {}

  /// Takes a difference, which goes on from what was told before.
  mutating func take(_ difference: Difference) {
    #expect(!difference.isEmpty)
    deliveryCount += 1
    let before = runs
    for row in difference.rows {
      #expect(row.before == before[row.atom] ?? [], "\(row)")
      #expect(!row.causes.isEmpty, "no cause of \(row)")
      runs[row.atom] = row.after.isEmpty ? nil : row.after
    }
  }

  /// Takes all that a sequence still delivers.
  mutating func take(allOf news: LiveRecord.Changes) async {
    for await difference in news { take(difference) }
  }
}
