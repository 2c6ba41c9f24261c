import Synchronization

/// Hands out ranges of the rows that a first premise reads to the lanes that share them.
final class ScanTickets: Sendable {
  private let count: Int
  private let size: Int
  private let taken = Atomic<Int>(0)

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  /// The next range that nobody has taken; nil if there is none.
  func next() -> Range<Int>? {
    if size >= count {
      return count > 0 && taken.exchange(1, ordering: .relaxed) == 0 ? 0..<count : nil
    }
    let start = taken.wrappingAdd(size, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + size, count) : nil
  }
}
