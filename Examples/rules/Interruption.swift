import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// What happens at Ctrl-C: while nothing is evaluated or written the program ends at once; else its
/// task is cancelled, so that no file stays half written; at a second Ctrl-C it ends.
///
/// The signal's handler, which may call next to nothing, writes to a pipe; a thread of its own reads
/// it, since those of tasks may all be busy.
enum Interruption {
  private struct Running: Sendable {
    var isCancelled: @Sendable () -> Bool
    var cancel: @Sendable () -> Void
  }
  private static let running = Mutex<Running?>(nil)

  // Safe: set before the handler and the thread are there, and never again.
  nonisolated(unsafe) private static var reading: Int32 = -1
  nonisolated(unsafe) private static var writing: Int32 = -1

  /// Begins to wait for Ctrl-C.
  static func watch() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    (reading, writing) = (ends[0], ends[1])
    let previous = signal(SIGINT) { _ in
      var byte: UInt8 = 0
      _ = write(Interruption.writing, &byte, 1)
    }
    // What a script starts in the background ignores Ctrl-C: SIG_IGN, which is 1, stays.
    if unsafeBitCast(previous, to: Int.self) == 1 {
      signal(SIGINT, previous)
      return
    }
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    pthread_create(
      &thread, nil,
      { _ in
        Interruption.wait()
        return nil
      }, nil)
  }

  /// Runs work that Ctrl-C cancels.
  static func cancelling<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task(operation: work)
    running.withLock { $0 = Running(isCancelled: { task.isCancelled }, cancel: task.cancel) }
    defer { running.withLock { $0 = nil } }
    return try await task.value
  }

  private static func wait() {
    var byte: UInt8 = 0
    while true {
      let count = read(reading, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return }
      let work = running.withLock { $0 }
      guard let work, !work.isCancelled() else {
        say("rules: interrupted")
        _exit(ExitCode.interrupted.rawValue)
      }
      work.cancel()
    }
  }
}
