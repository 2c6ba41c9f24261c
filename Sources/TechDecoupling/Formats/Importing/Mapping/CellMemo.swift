import TemporalDatalog

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

  /// What was kept for a key, or else what a function makes, which is kept.
  ///
  /// The key is there while the function runs.
  mutating func result(
    for key: UnsafeRawBufferPointer, else make: () -> Result
  ) -> Result {
    let hash = key.cellHash
    if let known = result(for: key, hash) { return known }
    let made = make()
    keep(made, for: key, hash)
    return made
  }

  /// What was kept for a key with a hash; nil if nothing was.
  ///
  /// - Complexity: O(1) on average, and O(*n*) in the bytes of the key.
  func result(for key: UnsafeRawBufferPointer, _ hash: UInt32) -> Result? {
    let number = index.number(hash) { number in
      let place = (number == 0 ? 0 : ends[number - 1])..<ends[number]
      return keys.withUnsafeBytes { keys in
        UnsafeRawBufferPointer(rebasing: keys[place]).hasSameBytes(as: key)
      }
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
}

extension UnsafeRawBufferPointer {
  /// A hash of the bytes, another one in every process.
  var cellHash: UInt32 { UInt32(truncatingIfNeeded: ByteHash.hash(self)) }
}
