import Synchronization

/// Hands out ranges of the rows that a first premise reads to the lanes that share them.
///
/// Each lane begins with a part of its own, so that rows which lie together are often concluded by
/// the lane that has their place; who is done helps the others.
final class ScanTickets: Sendable {
  private let size: Int
  private let parts: [Part]

  private final class Part: Sendable {
    let range: Range<Int>
    let next: Atomic<Int>

    init(_ range: Range<Int>) {
      self.range = range
      next = Atomic(range.lowerBound)
    }
  }

  init(count: Int, size: Int, lanes: Int) {
    self.size = min(size, count)
    parts = (0..<lanes).map { Part(count * $0 / lanes..<count * ($0 + 1) / lanes) }
  }

  /// Hands out nothing more.
  func close() {
    for part in parts { part.next.store(part.range.upperBound, ordering: .relaxed) }
  }

  /// The next range that nobody has taken; nil if there is none.
  func next(for lane: Int) -> Range<Int>? {
    for offset in parts.indices {
      let part = parts[(lane + offset) % parts.count]
      if part.next.load(ordering: .relaxed) >= part.range.upperBound { continue }
      let start = part.next.wrappingAdd(size, ordering: .relaxed).oldValue
      if start < part.range.upperBound { return start..<min(start + size, part.range.upperBound) }
    }
    return nil
  }
}
