/// A random number generator that is the same everywhere.
///
/// - Source: Guy L. Steele Jr., Doug Lea, Christine H. Flood: Fast splittable pseudorandom number
///   generators, OOPSLA 2014.
struct SplitMix {
  var state: UInt64

  /// A number from 0 up, below a limit.
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  /// A number below a limit, small ones likelier: the lesser of two.
  mutating func skewed(below limit: Int) -> Int {
    let (a, b) = (below(limit), below(limit))
    return min(a, b)
  }
}

/// The columns of a fact that must not repeat.
typealias Columns = SIMD4<Int32>

extension FactFile {
  /// Adds so many different facts of two or three columns, in the order in which they are made.
  ///
  /// - Parameter make: One fact; nil is passed over.
  mutating func addDistinct(
    _ count: Int, columns width: Int, _ make: () -> (Int, Int, Int)?
  ) {
    var seen: Set<Columns> = []
    while seen.count < count {
      guard let (a, b, c) = make() else { continue }
      let columns = Columns(
        Int32(truncatingIfNeeded: a), Int32(truncatingIfNeeded: b), Int32(truncatingIfNeeded: c), 0)
      guard seen.insert(columns).inserted else { continue }
      if width == 2 { add(a, b) } else { add(a, b, c) }
    }
  }
}
