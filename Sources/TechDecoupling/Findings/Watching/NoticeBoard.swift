import TemporalDatalog

/// Where the newest findings are posted, in the place of those before, and awaited.
final class NoticeBoard: Sendable {
  /// Findings, and how many were posted before them.
  struct Notice: Sendable {
    let findings: Findings
    let number: Int
  }

  private struct State {
    var newest: Notice
    var isFinished = false
    /// Those who wait for a notice newer than all.
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var arrivalCount = 0
  }

  private let state: SharingLock<State>

  init(_ findings: Findings) {
    state = SharingLock(State(newest: Notice(findings: findings, number: 0)))
  }

  var newest: Notice { state.withLock { $0.newest } }

  /// Posts findings and wakes all who wait for some.
  func post(_ findings: Findings) {
    wake { $0.newest = Notice(findings: findings, number: $0.newest.number + 1) }
  }

  /// Says that no more is posted.
  func finish() {
    wake { $0.isFinished = true }
  }

  private func wake(_ change: (inout State) -> Void) {
    let woken = state.withLock { state in
      change(&state)
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for reader in woken { reader.resume() }
  }

  /// Waits for a notice with a higher number and returns the newest; nil once there will be none,
  /// or if the task is cancelled.
  func notice(after number: Int) async -> Notice? {
    let arrival = state.withLock { state in
      state.arrivalCount += 1
      return state.arrivalCount
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          // A task that was cancelled before this point has found nobody to wake.
          guard state.newest.number <= number, !state.isFinished, !Task.isCancelled else {
            return false
          }
          state.waiting[arrival] = continuation
          return true
        }
        if !waits { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: arrival) }?.resume()
    }
    let newest = newest
    return newest.number > number && !Task.isCancelled ? newest : nil
  }
}
