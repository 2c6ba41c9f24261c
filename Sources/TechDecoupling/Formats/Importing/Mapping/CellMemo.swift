/// What cells became, so that what stands in many rows is read once.
///
/// Little of a long table is kept: what would be too much makes room for what follows.
struct CellMemo<Result> {
  private var index = HashIndex()
  /// The keys one after another, and the end of each.
  private var keys: [UInt8] = []
  private var ends: [Int] = []
  private var results: [Result] = []

  /// How many results, and how many bytes of keys, are kept at most.
  private static var limit: (results: Int, bytes: Int) { (1 << 16, 1 << 22) }

  /// What was kept for a key with a hash; nil if nothing was.
  ///
  /// - Complexity: O(1) on average, and O(*n*) in the bytes of the key.
  func result(for key: UnsafeRawBufferPointer, _ hash: UInt32) -> Result? {
    let number = index.number(hash) { number in
      let start = number == 0 ? 0 : ends[number - 1]
      guard ends[number] - start == key.count else { return false }
      return keys.withUnsafeBytes { Self.areSame($0, from: start, key) }
    }
    return number.map { results[$0] }
  }

  /// Keeps a result for a key that has none.
  mutating func keep(_ result: Result, for key: UnsafeRawBufferPointer, _ hash: UInt32) {
    let (most, mostBytes) = Self.limit
    if results.count == most || keys.count + key.count > mostBytes { self = CellMemo() }
    index.append(hash)
    keys.append(contentsOf: key)
    ends.append(keys.count)
    results.append(result)
  }

  /// Whether a key stands at a place, where there are as many bytes.
  @inline(__always)
  private static func areSame(
    _ keys: UnsafeRawBufferPointer, from start: Int, _ key: UnsafeRawBufferPointer
  ) -> Bool {
    var place = 0
    // Safe: no load reaches beyond the count of the key.
    while place &+ 8 <= key.count {
      if keys.loadUnaligned(fromByteOffset: start &+ place, as: UInt64.self)
        != key.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      {
        return false
      }
      place &+= 8
    }
    while place < key.count {
      if keys[start &+ place] != key[place] { return false }
      place &+= 1
    }
    return true
  }
}

extension UnsafeRawBufferPointer {
  /// A hash of the bytes, another one in every process.
  var cellHash: UInt32 {
    var hasher = Hasher()
    hasher.combine(bytes: self)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }
}
