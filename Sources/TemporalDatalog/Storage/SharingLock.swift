import Synchronization

/// A lock on what models share that updates made of one another.
struct SharingLock: ~Copyable, Sendable {
  private let mutex = Mutex<Void>(())
  /// How often the lock was held.
  ///
  /// On Linux the thread sanitizer does not see that a `Mutex` for which a thread waits is handed
  /// over to it. It sees that this count is.
  private let turnCount = Atomic<Int>(0)

  func withLock<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try mutex.withLock { _ throws(Failure) in
      _ = turnCount.load(ordering: .acquiring)
      defer { turnCount.add(1, ordering: .releasing) }
      return try body()
    }
  }
}
