/// What is being done, on standard error, once it has taken two seconds.
///
/// On a terminal it is one line that is written over; elsewhere a line for each step, if asked for.
struct Progress {
  private let isOn: Bool
  private let start = ContinuousClock.now
  private var isShown = false

  init(isForced: Bool) {
    isOn = isForced || isTerminal
  }

  /// Says what is being done.
  mutating func report(_ text: String) {
    guard isOn, !isTerminal || ContinuousClock.now - start > .seconds(2) else { return }
    let line = printable(text)
    if isTerminal {
      // Back to the line's start, and clear what is right of the new text.
      say("\r" + line.prefix(79) + "\u{1B}[K", line: false)
      isShown = true
    } else {
      say("benchmark: " + line)
    }
  }

  /// Clears the line, so that what follows stands alone.
  mutating func clear() {
    if isShown { say("\r\u{1B}[K", line: false) }
    isShown = false
  }
}
