import Synchronization

/// What is being done, on standard error: about every second once it has taken two.
///
/// On a terminal it is one line that is written over; elsewhere, and only if asked for, lines.
final class Progress: Sendable {
  private struct State {
    var last: ContinuousClock.Instant
    var isShown = false
  }
  private let isOn: Bool
  private let state: Mutex<State>

  /// - Parameter isForced: Whether it is asked for, so that it is told from the first second, and
  ///   where there is no terminal.
  init(isForced: Bool, isQuiet: Bool) {
    isOn = isForced || isTerminal && !isQuiet
    let start = ContinuousClock.now
    state = Mutex(State(last: isForced ? start : start + .seconds(1)))
  }

  /// Says what is being done, if it is time to.
  func report(_ text: @autoclosure () -> String) {
    guard isOn else { return }
    let now = ContinuousClock.now
    let isDue = state.withLock { state in
      guard now - state.last >= .seconds(1) else { return false }
      state.last = now
      state.isShown = true
      return true
    }
    guard isDue else { return }
    let line = printable(text())
    // Back to the line's start, and clear what is right of the new text.
    if isTerminal {
      say("\r" + line.prefix(79) + "\u{1B}[K", line: false)
    } else {
      say("rules: " + line)
    }
  }

  /// Clears the line, so that what follows stands alone.
  func clear() {
    guard isOn, isTerminal else { return }
    let isShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    if isShown { say("\r\u{1B}[K", line: false) }
  }
}
