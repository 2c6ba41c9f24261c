import Synchronization

/// Locks on the parts of a dense set, for several lanes that add to it.
///
/// Two threads that wrote to the same part of memory would wait for each other at every row. Bits
/// are dealt out in some dozens of stripes, and a lane has a stripe to itself while it sets bits
/// there; rows that are concluded together mostly begin alike, and so belong to one stripe.
final class StripeLocks: Sendable {
  /// A position without its last bits is the number of its stripe.
  private let shift: Int
  private let locks: [Lock]

  private final class Lock: Sendable {
    let mutex = Mutex<Void>(())
  }

  private static let count = 64

  /// Makes locks for so many bits.
  init(bitCount: Int) {
    var shift = 6
    while (max(1, bitCount) - 1) >> shift >= StripeLocks.count { shift += 1 }
    self.shift = shift
    locks = (0...(max(1, bitCount) - 1) >> shift).map { _ in Lock() }
  }

  /// The stripe of all positions, if they have one.
  @inline(__always)
  func stripe(ofAll positions: UnsafePointer<UInt32>, _ count: Int) -> Int? {
    var low = UInt32.max
    var high: UInt32 = 0
    for index in 0..<count {
      low = min(low, positions[index])
      high = max(high, positions[index])
    }
    let stripe = Int(high) >> shift
    return Int(low) >> shift == stripe ? stripe : nil
  }

  /// Calls a function while no other lane has a stripe.
  @inline(__always)
  func withLock(_ stripe: Int, _ body: () -> Void) {
    locks[stripe].mutex.withLock { _ in body() }
  }

  /// Calls a function with those of some numbers whose positions are of one stripe, for each
  /// stripe, while no other lane has it.
  ///
  /// `sorted` has room for all numbers. O(numbers + stripes).
  @inline(__always)
  func forEachStripe(
    of positions: UnsafePointer<UInt32>, _ numbers: UnsafePointer<UInt32>, _ count: Int,
    into sorted: UnsafeMutablePointer<UInt32>,
    _ body: (_ numbers: UnsafePointer<UInt32>, _ count: Int) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: StripeLocks.count) { ends in
      // Safe: a position below the bit count is of a stripe below 64.
      guard let ends = ends.baseAddress else { return }
      ends.initialize(repeating: 0, count: StripeLocks.count)
      for index in 0..<count { ends[Int(positions[Int(numbers[index])]) >> shift] &+= 1 }
      var sum = 0
      for stripe in 0..<StripeLocks.count { (ends[stripe], sum) = (sum, sum &+ ends[stripe]) }
      for index in 0..<count {
        let stripe = Int(positions[Int(numbers[index])]) >> shift
        sorted[ends[stripe]] = numbers[index]
        ends[stripe] &+= 1
      }
      var start = 0
      for stripe in locks.indices where ends[stripe] > start {
        withLock(stripe) { body(sorted + start, ends[stripe] - start) }
        start = ends[stripe]
      }
    }
  }
}
