/// Interned 64-bit numbers: equal numbers have equal codes.
///
/// Numbers in `-2^30 ..< 2^30` are their own code, biased; others stand in a table, shared between
/// copies as in ``SymbolPool``.
package struct NumberPool: Sendable {
  private var frozen: [NumberSegment] = []
  private var tail = NumberSegment(first: 0)
  private let limit: Int
  /// Whether a number was refused because there are no more codes.
  ///
  /// What was coded since then is wrong: whoever adds numbers looks at this before using codes.
  package private(set) var isFull = false

  /// The codes from here on are left to the engine, for what is no number.
  package static let firstFreeCode: UInt32 = 0xF000_0000
  /// The bit of the codes of numbers that stand in the table.
  package static let tableBit: UInt32 = 1 << 31

  /// Creates an empty pool with room for a number of large numbers.
  package init(limit: Int = Int(NumberPool.firstFreeCode & ~(1 << 31))) {
    self.limit = min(limit, Int(NumberPool.firstFreeCode & ~NumberPool.tableBit))
  }

  /// How many numbers stand in the table.
  package var tableCount: Int { Int(tail.first) + tail.count }

  /// Returns the code of a number, adding it if it is new.
  @inline(__always)
  package mutating func code(_ value: Int64) -> UInt32 {
    if value >= -(1 << 30) && value < (1 << 30) {
      return UInt32(truncatingIfNeeded: value &+ (1 << 30))
    }
    return tableCode(value)
  }

  private mutating func tableCode(_ value: Int64) -> UInt32 {
    let hash = ByteHash.hash(value)
    if let known = find(value, hash) { return known | NumberPool.tableBit }
    guard tableCount < limit else {
      isFull = true
      return 0
    }
    if !isKnownUniquelyReferenced(&tail) { detach() }
    return tail.add(value, hash) | NumberPool.tableBit
  }

  /// Leaves the tail to those who share it.
  private mutating func detach() {
    if tail.count <= 64 {
      tail = NumberSegment(merging: [tail])
      return
    }
    frozen.append(tail)
    tail = NumberSegment(first: UInt32(tableCount))
    while frozen.count > 1, frozen[frozen.count - 2].count < 2 * frozen[frozen.count - 1].count {
      let last = frozen.suffix(2)
      frozen.removeLast(2)
      frozen.append(NumberSegment(merging: Array(last)))
    }
  }

  /// Returns the code of a number; nil if nothing has the number.
  package func code(existing value: Int64) -> UInt32? {
    if value >= -(1 << 30) && value < (1 << 30) {
      return UInt32(value + (1 << 30))
    }
    return find(value, ByteHash.hash(value)).map { $0 | NumberPool.tableBit }
  }

  private func find(_ value: Int64, _ hash: UInt64) -> UInt32? {
    for segment in frozen {
      if let index = segment.find(value, hash) { return index }
    }
    return tail.find(value, hash)
  }

  /// Returns the number that a code stands for.
  @inline(__always)
  package func value(_ code: UInt32) -> Int64 {
    code & NumberPool.tableBit == 0
      ? Int64(code) - (1 << 30) : tableValue(code & ~NumberPool.tableBit)
  }

  @inline(__always)
  private func tableValue(_ index: UInt32) -> Int64 {
    if index >= tail.first { return tail.value(index) }
    for segment in frozen.reversed() where segment.first <= index { return segment.value(index) }
    preconditionFailure("\(index) is no number of this pool")
  }
}

/// Consecutive places of a number table, found by open addressing.
///
/// Once a second pool refers to a segment it is never changed again, which is what makes sharing
/// it between threads sound.
private final class NumberSegment: @unchecked Sendable {
  let first: UInt32
  private var values: [Int64] = []
  /// For each slot, of which there are a power of two, 1 plus the place of a number, or 0.
  private var slots: [UInt32] = []

  var count: Int { values.count }

  init(first: UInt32) { self.first = first }

  /// Copies segments that follow each other.
  init(merging segments: [NumberSegment]) {
    first = segments.first?.first ?? 0
    for segment in segments { values += segment.values }
    resize(for: values.count)
  }

  @inline(__always)
  func value(_ index: UInt32) -> Int64 { values[Int(index &- first)] }

  @inline(__always)
  func find(_ value: Int64, _ hash: UInt64) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return nil }
      if values[Int(slot) - 1] == value { return first &+ slot &- 1 }
      place = (place &+ 1) & mask
    }
  }

  /// Adds a number that is new.
  func add(_ value: Int64, _ hash: UInt64) -> UInt32 {
    values.append(value)
    if values.count * 3 > slots.count * 2 {
      resize(for: values.count)
    } else {
      place(hash, UInt32(values.count))
    }
    return first + UInt32(values.count - 1)
  }

  private func place(_ hash: UInt64, _ entry: UInt32) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 { place = (place &+ 1) & mask }
    slots[place] = entry
  }

  private func resize(for needed: Int) {
    var size = max(16, slots.count)
    while needed * 3 > size * 2 { size *= 2 }
    slots = []
    slots = [UInt32](repeating: 0, count: size)
    for (index, value) in values.enumerated() {
      place(ByteHash.hash(value), UInt32(index + 1))
    }
  }
}
