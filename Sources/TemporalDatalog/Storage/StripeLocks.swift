import Synchronization

/// Locks on the parts of a dense set, for several lanes that add to it.
///
/// Two threads that wrote to the same part of memory would wait for each other at every row. Bits
/// are dealt out in some dozens of stripes, and a lane has a stripe to itself while it sets bits
/// there; rows that are concluded together mostly begin alike, and so belong to one stripe.
final class StripeLocks: @unchecked Sendable {
  /// A position without its last bits is the number of its stripe.
  private let shift: Int
  // Safe: there are as many for each stripe as lie in a line of cache, of which the first is used;
  // a lock is made to be shared.
  private let locks: UnsafeMutablePointer<Mutex<Void>>
  private static let spacing = max(1, 64 / MemoryLayout<Mutex<Void>>.stride)
  private let stripeCount: Int

  private static let count = 64

  /// Makes locks for so many bits.
  init(bitCount: Int) {
    var shift = 6
    while (max(1, bitCount) - 1) >> shift >= StripeLocks.count { shift += 1 }
    self.shift = shift
    stripeCount = (max(1, bitCount) - 1) >> shift + 1
    locks = .allocate(capacity: stripeCount * StripeLocks.spacing)
    for stripe in 0..<stripeCount { lock(stripe).initialize(to: Mutex(())) }
  }

  deinit {
    for stripe in 0..<stripeCount { lock(stripe).deinitialize(count: 1) }
    locks.deallocate()
  }

  @inline(__always)
  private func lock(_ stripe: Int) -> UnsafeMutablePointer<Mutex<Void>> {
    locks + stripe &* StripeLocks.spacing
  }

  /// The number of the stripe in which a position is.
  @inline(__always)
  func stripe(of position: Int) -> Int { position >> shift }

  /// The number of a stripe's last word; the last stripe may end before.
  @inline(__always)
  func lastWord(of stripe: Int) -> Int { (stripe &+ 1) << (shift &- 6) &- 1 }

  /// The first and the last stripe of some positions.
  @inline(__always)
  func stripes<Position: FixedWidthInteger & UnsignedInteger>(
    of positions: UnsafePointer<Position>, _ count: Int
  ) -> (first: Int, last: Int) {
    var low = Position.max
    var high = Position.zero
    for index in 0..<count {
      low = min(low, positions[index])
      high = max(high, positions[index])
    }
    return (Int(truncatingIfNeeded: low) >> shift, Int(truncatingIfNeeded: high) >> shift)
  }

  /// Calls a function while no other lane has a stripe or the one after it.
  @inline(__always)
  func withLock(_ first: Int, and last: Int, _ body: () -> Void) {
    // In the order of stripes, so that no two lanes wait for each other.
    lock(first).pointee.withLock { _ in
      if first == last { return body() }
      lock(last).pointee.withLock { _ in body() }
    }
  }

  /// Calls a function with those of some numbers whose positions are of one stripe, for each
  /// stripe, while no other lane has it.
  ///
  /// `sorted` has room for all numbers. O(numbers + stripes).
  @inline(__always)
  func forEachStripe<Position: FixedWidthInteger & UnsignedInteger>(
    of positions: UnsafePointer<Position>, _ numbers: UnsafePointer<UInt32>, _ count: Int,
    into sorted: UnsafeMutablePointer<UInt32>,
    _ body: (_ numbers: UnsafePointer<UInt32>, _ count: Int) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: StripeLocks.count) { ends in
      // Safe: a position below the bit count is of a stripe below 64.
      guard let ends = ends.baseAddress else { return }
      ends.initialize(repeating: 0, count: StripeLocks.count)
      for index in 0..<count {
        ends[Int(truncatingIfNeeded: positions[Int(numbers[index])]) >> shift] &+= 1
      }
      var sum = 0
      for stripe in 0..<StripeLocks.count { (ends[stripe], sum) = (sum, sum &+ ends[stripe]) }
      for index in 0..<count {
        let stripe = Int(truncatingIfNeeded: positions[Int(numbers[index])]) >> shift
        sorted[ends[stripe]] = numbers[index]
        ends[stripe] &+= 1
      }
      var start = 0
      for stripe in 0..<stripeCount where ends[stripe] > start {
        withLock(stripe, and: stripe) { body(sorted + start, ends[stripe] - start) }
        start = ends[stripe]
      }
    }
  }
}
