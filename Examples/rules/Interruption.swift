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

/// What happens at Ctrl-C: before anything is evaluated or written the program ends at once; after
/// that its task is cancelled, so that no file stays half written; at a second Ctrl-C it ends.
///
/// A thread of its own waits for the signal: the threads of tasks may all be busy, and a signal
/// handler may call next to nothing.
enum Interruption {
  private static let task = Mutex<Running?>(nil)

  /// Keeps the signal for the waiting thread.
  ///
  /// Threads inherit what is blocked, so this comes before anything that starts one.
  static func watch() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
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
    let running = Task(operation: work)
    task.withLock { $0 = Running(isCancelled: { running.isCancelled }, cancel: running.cancel) }
    defer { task.withLock { $0 = nil } }
    return try await running.value
  }

  private struct Running: Sendable {
    var isCancelled: @Sendable () -> Bool
    var cancel: @Sendable () -> Void
  }

  private static func wait() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    while true {
      var signal: Int32 = 0
      guard sigwait(&signals, &signal) == 0 else { return }
      let running = task.withLock { $0 }
      guard let running, !running.isCancelled() else {
        say("rules: interrupted")
        _exit(ExitCode.interrupted.rawValue)
      }
      running.cancel()
    }
  }
}
