import Synchronization

/// Hands out ranges of the rows that a first premise reads to the lanes that share them.
///
/// Each lane begins with a part of its own, and who is done helps others that have much left. What
/// one lane concludes it mostly reads again in the next round, so that it has that part of memory
/// to itself; rows that went from lane to lane would take it along each time.
final class ScanTickets: Sendable {
  private let size: Int
  private let parts: [Part]

  private final class Part: Sendable {
    let range: Range<Int>
    let next: Atomic<Int>
    /// Whether the lane whose part it is has begun with it, and will end it.
    let isBegun = Atomic(false)

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
    parts[lane].isBegun.store(true, ordering: .relaxed)
    for offset in parts.indices {
      let part = parts[(lane + offset) % parts.count]
      let left = part.range.upperBound - part.next.load(ordering: .relaxed)
      // Little is left to the lane that is at it.
      let isSpared = offset > 0 && left <= 2 * size && part.isBegun.load(ordering: .relaxed)
      if left <= 0 || isSpared { continue }
      let start = part.next.wrappingAdd(size, ordering: .relaxed).oldValue
      if start < part.range.upperBound { return start..<min(start + size, part.range.upperBound) }
    }
    return nil
  }
}
