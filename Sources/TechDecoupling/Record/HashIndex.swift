/// Numbers from 0 up, found by the hashes of what they stand for.
///
/// An open-addressing table with linear probing. Half of each hash is kept, so that the table grows
/// without hashing anew, and most of what differs is never compared.
struct HashIndex: Sendable {
  /// For each slot, of which there are a power of two, a hash and 1 plus a number, or 0.
  private var slots: [UInt64] = []
  /// How many numbers there are.
  private(set) var count = 0

  /// The number with a hash that a function accepts.
  ///
  /// - Complexity: O(1) on average.
  @inline(__always)
  func number(_ hash: UInt32, _ isSame: (Int) -> Bool) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == UInt64(hash) {
        let number = HashIndex.number(in: slots[slot])
        if isSame(number) { return number }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Makes room for so many numbers in all.
  ///
  /// - Complexity: O(*n*) if there is none yet.
  mutating func reserveCapacity(_ wanted: Int) {
    var size = slots.count
    while wanted * 4 > size * 3 { size = max(16, 2 * size) }
    if size > slots.count { grow(to: size) }
  }

  /// Adds the next number, with its hash.
  ///
  /// - Complexity: O(1) amortized.
  mutating func append(_ hash: UInt32) {
    if (count + 1) * 4 > slots.count * 3 { grow(to: max(16, 2 * slots.count)) }
    count += 1
    place(UInt64(hash) << 32 | UInt64(count))
  }

  /// Takes a number out, in whose place the last one comes.
  mutating func remove(_ number: Int, _ hash: UInt32, lastHash: UInt32) {
    if let slot = slot(of: number, hash) { empty(slot) }
    if number != count - 1, let last = slot(of: count - 1, lastHash) {
      slots[last] = slots[last] & ~0xFFFF_FFFF | UInt64(number + 1)
    }
    count -= 1
  }

  private static func number(in slot: UInt64) -> Int {
    Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
  }

  private func slot(of number: Int, _ hash: UInt32) -> Int? {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      if HashIndex.number(in: slots[slot]) == number { return slot }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Empties a slot; what stands behind it moves up, so that no chain is cut.
  private mutating func empty(_ start: Int) {
    let mask = slots.count - 1
    var slot = start
    slots[slot] = 0
    var next = (slot + 1) & mask
    while slots[next] != 0 {
      let home = Int(truncatingIfNeeded: slots[next] >> 32) & mask
      if (next - home) & mask >= (next - slot) & mask {
        slots[slot] = slots[next]
        slots[next] = 0
        slot = next
      }
      next = (next + 1) & mask
    }
  }

  private mutating func grow(to size: Int) {
    let old = slots
    slots = [UInt64](repeating: 0, count: size)
    for slot in old where slot != 0 { place(slot) }
  }

  private mutating func place(_ content: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: content >> 32) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = content
  }
}
