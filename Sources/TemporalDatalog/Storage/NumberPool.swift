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
    NumberPool.code(small: value) ?? tableCode(value, ByteHash.hash(value))
  }

  /// Returns the code of a number that needs no table; nil for others.
  @inlinable
  @inline(__always)
  package static func code(small value: Int64) -> UInt32? {
    guard value >= -(1 << 30) && value < (1 << 30) else { return nil }
    return UInt32(truncatingIfNeeded: value &+ (1 << 30))
  }

  /// Returns the code of a large number with its hash, adding it if it is new.
  mutating func tableCode(_ value: Int64, _ hash: UInt64) -> UInt32 {
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
    NumberPool.code(small: value)
      ?? find(value, ByteHash.hash(value)).map { $0 | NumberPool.tableBit }
  }

  /// Finds the codes of numbers that need no second look.
  func find(_ batch: borrowing NumberBatch) {
    for segment in frozen { segment.find(batch) }
    tail.find(batch)
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
/// it between threads sound. Accesses are not checked at run time, as in a ``SymbolSegment``.
private final class NumberSegment: @unchecked Sendable {
  let first: UInt32
  @exclusivity(unchecked) private var values: [Int64] = []
  /// For each slot, of which there are a power of two, half a hash and 1 plus the place of a number,
  /// or 0; in the order of hashes, as those of a ``SymbolSegment``.
  @exclusivity(unchecked) private var slots: [UInt64] = []
  /// The number of bits of a hash that say nothing about the slot of a number.
  @exclusivity(unchecked) private var shift: UInt64 = 0

  var count: Int { values.count }

  init(first: UInt32) { self.first = first }

  /// Copies segments that follow each other.
  init(merging segments: [NumberSegment]) {
    first = segments.first?.first ?? 0
    resize(for: segments.reduce(0) { $0 + $1.count })
    for segment in segments {
      for value in segment.values { _ = add(value, ByteHash.hash(value)) }
    }
  }

  @inline(__always)
  func value(_ index: UInt32) -> Int64 { values[Int(index &- first)] }

  @inline(__always)
  func find(_ value: Int64, _ hash: UInt64) -> UInt32? {
    guard !values.isEmpty else { return nil }
    let mask = UInt64(slots.count - 1)
    var place = hash >> shift
    return slots.withUnsafeBufferPointer { slots in
      while true {
        // Safe: `place` is masked to the number of slots.
        let slot = slots[Int(place)]
        if slot == 0 { return nil }
        if slot >> 32 == hash >> 32 {
          let index = UInt32(truncatingIfNeeded: slot) &- 1
          if values[Int(index)] == value { return first &+ index }
        }
        place = (place &+ 1) & mask
      }
    }
  }

  /// Finds the codes of the numbers that a first look finds; the others stay unknown.
  func find(_ batch: borrowing NumberBatch) {
    guard !values.isEmpty else { return }
    let shift = shift
    // Safe: places have as many bits as the number of slots, and entries number values.
    slots.withUnsafeBufferPointer { slots in
      for place in 0..<batch.count {
        batch.entries[place] = slots[Int(batch.hashes[place] >> shift)]
      }
    }
    values.withUnsafeBufferPointer { values in
      for place in 0..<batch.count {
        let entry = batch.entries[place]
        let index = UInt32(truncatingIfNeeded: entry) &- 1
        if entry != 0, entry >> 32 == batch.hashes[place] >> 32,
          values[Int(index)] == batch.values[place]
        {
          batch.codes[place] = first &+ index | NumberPool.tableBit
        }
      }
    }
  }

  /// Adds a number that is new.
  func add(_ value: Int64, _ hash: UInt64) -> UInt32 {
    resize(for: count + 1)
    values.append(value)
    place(hash & (UInt64(UInt32.max) << 32) | UInt64(count))
    return first + UInt32(count - 1)
  }

  @inline(__always)
  private func place(_ entry: UInt64) {
    let mask = UInt64(slots.count - 1)
    var place = entry >> shift
    while slots[Int(place)] != 0 { place = (place &+ 1) & mask }
    slots[Int(place)] = entry
  }

  private func resize(for needed: Int) {
    if needed * 4 <= slots.count * 3 { return }
    var size = max(16, slots.count)
    while needed * 4 > size * 3 { size *= 2 }
    let smaller = slots
    slots = [UInt64](repeating: 0, count: size)
    shift = UInt64(64 - size.trailingZeroBitCount)
    for entry in smaller where entry != 0 { place(entry) }
  }
}
