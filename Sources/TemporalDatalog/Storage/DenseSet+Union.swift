/// Where the tuples that begin with some values stand among all that might.
struct Stretch {
  /// How many they are.
  var count = 0
  /// The place of the first, and that of the last; the first value of the next column has place 0.
  var low = 0
  var high = -1
}

extension DenseSet {
  /// The tuples that begin with the values of all columns but the last, whose number is given as
  /// by ``locate``.
  ///
  /// O(values / 64).
  func stretch(_ prefix: Int) -> Stretch {
    let size = sizes[sizes.count &- 1]
    let start = prefix &* size
    let last = (start &+ size &- 1) >> 6
    var stretch = Stretch()
    var mask: UInt64 = ~0 << UInt64(start & 63)
    for index in start >> 6...last {
      if index == last { mask &= ~0 >> UInt64(63 &- (start &+ size &- 1) & 63) }
      let word = words[index] & mask
      mask = ~0
      if word == 0 { continue }
      let place = index << 6 &- start
      if stretch.count == 0 { stretch.low = place &+ word.trailingZeroBitCount }
      stretch.high = place &+ 63 &- word.leadingZeroBitCount
      stretch.count &+= word.nonzeroBitCount
    }
    return stretch
  }

  /// Sets the bits, from a position on, that another set has from another one on, so many as are
  /// given; appends the words in which bits were new, from the first to the last, each with the
  /// others left out, and returns the number of the first.
  ///
  /// With locks, other lanes may add tuples too. O(count / 64).
  func formUnion(
    from position: Int, of source: DenseSet, at start: Int, count: Int, among locks: StripeLocks?,
    new: inout [UInt64]
  ) -> Int {
    let bits = MovedBits(source, position, at: start, count: count)
    // Mostly all is known, which a look tells without a lock.
    let first = firstUnknown(bits)
    var index = first
    while index <= bits.last {
      guard let locks else {
        add(bits, index...bits.last, new: &new)
        break
      }
      let stripe = locks.stripe(of: index << 6)
      let end = min(bits.last, locks.lastWord(of: stripe))
      locks.withLock(stripe, and: stripe) { add(bits, index...end, new: &new) }
      index = end &+ 1
    }
    return first
  }

  /// The first word of some bits of which one is not set; beyond the last if there is none.
  @inline(__always)
  private func firstUnknown(_ bits: MovedBits) -> Int {
    var index = bits.first
    if bits[index] & ~word(index) != 0 { return index }
    index &+= 1
    // Four at once, for each of which a branch would cost more than the look.
    while index &+ 3 < bits.last {
      let unknown =
        bits[inside: index] & ~word(index) | bits[inside: index &+ 1] & ~word(index &+ 1)
        | bits[inside: index &+ 2] & ~word(index &+ 2)
        | bits[inside: index &+ 3] & ~word(index &+ 3)
      if unknown != 0 { break }
      index &+= 4
    }
    while index <= bits.last, bits[index] & ~word(index) == 0 { index &+= 1 }
    return index
  }

  /// Sets the bits of some words, and appends those that were not set, word by word.
  private func add(_ bits: MovedBits, _ range: ClosedRange<Int>, new: inout [UInt64]) {
    for index in range {
      let old = word(index)
      let unknown = bits[index] & ~old
      if unknown != 0 { setWord(index, old | unknown) }
      new.append(unknown)
    }
  }
}

/// Bits of a set as they would stand elsewhere.
private struct MovedBits {
  /// The words in which they would stand.
  let first: Int
  let last: Int
  private let source: UnsafeMutablePointer<UInt64>
  private let shift: UInt64
  private let firstMask: UInt64
  private let lastMask: UInt64

  @inline(__always)
  init(_ set: DenseSet, _ position: Int, at start: Int, count: Int) {
    let end = start &+ count &- 1
    (first, last) = (start >> 6, end >> 6)
    (firstMask, lastMask) = (~0 << UInt64(start & 63), ~0 >> UInt64(63 &- end & 63))
    let distance = position &- start
    source = set.words + distance >> 6
    shift = UInt64(truncatingIfNeeded: distance & 63)
  }

  /// The bits in one word; others than those are not set.
  @inline(__always)
  subscript(index: Int) -> UInt64 {
    var bits = self[inside: index]
    if index == first { bits &= firstMask }
    if index == last { bits &= lastMask }
    return bits
  }

  /// The bits in one word between the first and the last.
  @inline(__always)
  subscript(inside index: Int) -> UInt64 {
    // Safe: a set has a word more on either side. Shifted by 64 in two steps where nothing is.
    source[index] >> shift | (source[index &+ 1] << (63 &- shift)) << 1
  }
}
