import Synchronization

/// A value that tasks share, each of them reaching it alone.
///
/// It is a `Mutex` whose turns the thread sanitizer sees.
package struct SharingLock<Value>: ~Copyable, Sendable {
  private let mutex: Mutex<Value>
  /// How often the lock was held.
  ///
  /// On Linux the thread sanitizer does not see that a `Mutex` for which a thread waits is handed
  /// over to it. It sees that this count is.
  private let turnCount = Atomic<Int>(0)

  package init(_ value: consuming sending Value) { mutex = Mutex(value) }

  package func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try mutex.withLock { value throws(Failure) in
      _ = turnCount.load(ordering: .acquiring)
      defer { turnCount.add(1, ordering: .releasing) }
      return try body(&value)
    }
  }
}

extension SharingLock<Void> {
  /// Creates a lock on what lies beside it.
  init() { self.init(()) }

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
