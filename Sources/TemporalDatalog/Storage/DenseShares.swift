import Synchronization

/// A dense set while several lanes add to it: each lane has some of the bits to itself, and sends
/// what belongs elsewhere.
///
/// Two threads that wrote to the same part of memory would wait for each other at every row. Bits
/// are dealt out in stripes, so that every lane has about as much to do; a stripe is long, so that
/// rows which begin alike mostly belong to one lane.
final class DenseShares: Sendable {
  let set: DenseSet
  let laneCount: Int
  /// A position without its last bits is the number of its stripe.
  let shift: Int
  /// The lane of each stripe.
  let owners: [UInt8]
  private let locks: [Lock]

  private final class Lock: Sendable {
    let mutex = Mutex<Void>(())
  }

  init(_ set: DenseSet, lanes: Int) {
    self.set = set
    laneCount = min(lanes, Int(UInt8.max))
    // Some dozens of stripes, each some cache lines long at least.
    shift = max(10, Int.bitWidth - (set.bitCount / 64).leadingZeroBitCount)
    let count = laneCount
    owners = (0...set.bitCount >> shift).map { UInt8($0 % count) }
    locks = (0..<count).map { _ in Lock() }
  }

  /// Calls a function while no other lane adds to a lane's bits.
  func withBits<Failure: Error>(
    of lane: Int, _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    try locks[lane].mutex.withLock { _ throws(Failure) in try body() }
  }
}
