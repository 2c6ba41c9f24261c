/// Keeps an evaluation within its budget and ends it when its task is cancelled.
final class Watch {
  let budget: EvaluationBudget
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  /// Called about once a second.
  private let reporting: (@Sendable (EvaluationFailure.Progress) -> Void)?
  private var lastReport: ContinuousClock.Instant
  /// Work left before the clock is read again, and what it was when the clock was read.
  private var countdown = 0
  private var stretch = 0
  /// Set once the evaluation has ended: the budget is that of no one then, but a task that asks the
  /// model can still be cancelled.
  var isOff = false
  var rule: Int?
  var round = 0
  /// Rows of work after which an update gives up; nil for no limit.
  private var limit: Int?
  /// Whether that limit was reached.
  private(set) var isSpent = false
  /// Rows that merging sorted blocks has written.
  var mergedCount = 0
  /// Parts of recursion that were followed to the end by themselves.
  var partCount = 0
  /// Counts the rows that are stored.
  var countFacts: () -> Int = { 0 }

  /// Rows of work between two looks at the clock: well under a millisecond.
  private static let interval = 1 << 14

  init(
    _ budget: EvaluationBudget,
    reporting: (@Sendable (EvaluationFailure.Progress) -> Void)? = nil
  ) {
    self.budget = budget
    self.reporting = reporting
    start = clock.now
    lastReport = start
  }

  /// The watch of one lane of a rule, which tells nobody how far it got.
  init(laneOf watch: Watch) {
    budget = watch.budget
    start = watch.start
    reporting = nil
    lastReport = watch.lastReport
    isOff = watch.isOff
    rule = watch.rule
    round = watch.round
  }

  var progress: EvaluationFailure.Progress {
    EvaluationFailure.Progress(rule: rule, round: round, facts: countFacts())
  }

  /// Notes that about so many rows are worked on; looks at the clock now and then.
  @inline(__always)
  func tick(_ rows: Int) throws(EvaluationFailure) {
    countdown &-= rows &+ 16
    if countdown < 0 { try check() }
  }

  /// Counts work from now on, and ends what takes more than so many rows; nil for no limit.
  func begin(limit: Int?) {
    self.limit = limit
    isSpent = false
    wind()
  }

  /// Sets how much work there is until the clock is read.
  private func wind() {
    stretch = min(Watch.interval, max(0, limit ?? Watch.interval))
    countdown = stretch
  }

  /// Throws if the task is cancelled or the budget spent.
  func check() throws(EvaluationFailure) {
    if let limit {
      let left = limit - (stretch - countdown)
      isSpent = left < 0
      self.limit = left
    }
    wind()
    if isSpent || Task.isCancelled { throw .cancelled(progress) }
    if isOff { return }
    if let reporting, clock.now - lastReport >= .seconds(1) {
      lastReport = clock.now
      reporting(progress)
    }
    if let limit = budget.duration, clock.now - start > limit {
      throw .timeSpent(limit: limit, progress)
    }
    if let limit = budget.facts, countFacts() > limit {
      throw .factsSpent(limit: limit, progress)
    }
  }
}
