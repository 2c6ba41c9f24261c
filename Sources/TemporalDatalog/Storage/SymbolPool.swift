/// Interned texts: equal bytes have equal codes, given in the order of arrival from 0.
///
/// A pool is a list of segments that never change again and a tail of its own. A copy shares them
/// all; the first text that is added to a copy starts a new tail, so that rules' constants are
/// added to millions of loaded texts without copying these. Segments are merged so that each is at
/// least twice as large as the next: there are O(log *n*) of them, usually one or two.
///
/// The bytes are taken as they are; whether they are well-formed UTF-8 is the caller's to know.
package struct SymbolPool: Sendable {
  private var frozen: [SymbolSegment] = []
  private var tail = SymbolSegment(first: 0)
  private let limit: Int
  /// Whether a text was refused because there are no more codes.
  ///
  /// What was coded since then is wrong: whoever adds texts looks at this before using codes.
  package private(set) var isFull = false

  /// Creates an empty pool with room for a number of texts; one code stays free.
  package init(limit: Int = Int(UInt32.max)) {
    self.limit = min(limit, Int(UInt32.max))
  }

  /// The number of texts.
  package var count: Int { Int(tail.first) + tail.count }

  // MARK: - Adding

  /// Returns the code of a text, adding it if it is new.
  ///
  /// O(length) on average.
  package mutating func code(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { code(UnsafeRawBufferPointer($0)) }
  }

  /// Returns the code of some bytes, adding them if they are new.
  package mutating func code(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    code(bytes, ByteHash.hash(bytes))
  }

  /// Returns the code of some bytes with their hash, adding them if they are new.
  mutating func code(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64) -> UInt32 {
    if let known = find(bytes, hash) { return known }
    guard count < limit else {
      isFull = true
      return 0
    }
    if !isKnownUniquelyReferenced(&tail) { detach() }
    return tail.add(bytes, hash)
  }

  /// Leaves the tail to those who share it.
  private mutating func detach() {
    if tail.count <= 64 {
      tail = SymbolSegment(merging: [tail])
      return
    }
    frozen.append(tail)
    tail = SymbolSegment(first: UInt32(count))
    while frozen.count > 1, frozen[frozen.count - 2].count < 2 * frozen[frozen.count - 1].count {
      let last = frozen.suffix(2)
      frozen.removeLast(2)
      frozen.append(SymbolSegment(merging: Array(last)))
    }
  }

  // MARK: - Looking up

  /// Returns the code of a text; nil if nothing has the text.
  package func code(existing text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { code(existing: UnsafeRawBufferPointer($0)) }
  }

  /// Returns the code of some bytes; nil if nothing has them.
  package func code(existing bytes: UnsafeRawBufferPointer) -> UInt32? {
    find(bytes, ByteHash.hash(bytes))
  }

  private func find(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64) -> UInt32? {
    for segment in frozen {
      if let code = segment.find(bytes, hash) { return code }
    }
    return tail.find(bytes, hash)
  }

  /// Finds the codes of texts that need no second look.
  func find(_ batch: borrowing SymbolBatch) {
    for segment in frozen { segment.find(batch) }
    tail.find(batch)
  }

  /// The text that a code stands for.
  package func text(_ code: UInt32) -> String {
    withBytes(code) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls a function with the bytes that a code stands for; they are valid during the call.
  @inline(__always)
  package func withBytes<Result, Failure: Error>(
    _ code: UInt32, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let segment = segment(of: code)
    // Safe: the segment is held by this pool during the call, and its bytes never move.
    return try body(segment.bytes(code))
  }

  /// Whether one text comes before another in the order of their bytes.
  package func precedes(_ first: UInt32, _ second: UInt32) -> Bool {
    compare(first, second) < 0
  }

  /// Compares two texts by their bytes: negative, zero or positive.
  package func compare(_ first: UInt32, _ second: UInt32) -> Int {
    if first == second { return 0 }
    return withBytes(first) { left in
      withBytes(second) { right in
        for (x, y) in zip(left, right) where x != y { return x < y ? -1 : 1 }
        return left.count - right.count
      }
    }
  }

  private func segment(of code: UInt32) -> SymbolSegment {
    precondition(code < count, "\(code) is no code of this pool")
    if code >= tail.first { return tail }
    return frozen.last { $0.first <= code } ?? tail
  }
}

/// Consecutive codes with their texts: an arena of bytes and an open-addressing table.
///
/// Once a second pool refers to a segment it is never changed again, which is what makes sharing
/// it between threads sound. No access to a property encloses another to the same one; checking
/// that at run time would cost as much as the rest of adding a text.
final class SymbolSegment: @unchecked Sendable {
  let first: UInt32
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var arena = ByteArena()
  /// Where each text's length and bytes stand in the arena.
  @exclusivity(unchecked) private(set) var starts: [UnsafeRawPointer] = []
  /// For each slot, of which there are a power of two, half a hash and 1 plus a text's number, or 0.
  ///
  /// A text stands where the first bits of its hash say, or soon after: slots are in the order of
  /// hashes, so that a larger table is written from end to end without a look at any text.
  @exclusivity(unchecked) private(set) var slots: [UInt64] = []
  /// The number of bits of a hash that say nothing about the place of a text.
  @exclusivity(unchecked) private(set) var shift: UInt64 = 0

  init(first: UInt32) { self.first = first }

  /// Copies segments that follow each other.
  init(merging segments: [SymbolSegment]) {
    first = segments.first?.first ?? 0
    let total = segments.reduce(0) { $0 + $1.count }
    starts.reserveCapacity(total)
    resize(for: total)
    for segment in segments {
      for number in 0..<segment.count {
        let bytes = segment.bytes(segment.first + UInt32(number))
        _ = add(bytes, ByteHash.hash(bytes))
      }
    }
  }

  @inline(__always)
  func bytes(_ code: UInt32) -> UnsafeRawBufferPointer {
    ByteArena.bytes(at: starts[Int(code &- first)])
  }

  @inline(__always)
  func find(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64) -> UInt32? {
    guard count > 0 else { return nil }
    let mask = UInt64(slots.count - 1)
    var place = hash >> shift
    return slots.withUnsafeBufferPointer { slots in
      while true {
        // Safe: `place` is masked to the number of slots.
        let slot = slots[Int(place)]
        if slot == 0 { return nil }
        if slot >> 32 == hash >> 32 {
          let number = Int(slot & 0xFFFF_FFFF) - 1
          if ByteArena.bytes(at: starts[number]).hasSameBytes(as: bytes) {
            return first &+ UInt32(number)
          }
        }
        place = (place &+ 1) & mask
      }
    }
  }

  /// Adds bytes that are new.
  func add(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64) -> UInt32 {
    if (count + 1) * 4 > slots.count * 3 { resize(for: count + 1) }
    starts.append(arena.append(bytes))
    count += 1
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
    var size = max(16, slots.count)
    // The half of a hash that a slot has gives no more than 2^32 places.
    while needed * 4 > size * 3, size < 1 << 32 { size *= 2 }
    guard size > slots.count else { return }
    let smaller = slots
    slots = [UInt64](repeating: 0, count: size)
    shift = UInt64(64 - size.trailingZeroBitCount)
    for entry in smaller where entry != 0 { place(entry) }
  }
}

/// Texts one after another in blocks that never move.
struct ByteArena: ~Copyable {
  private var blocks: [UnsafeMutableRawPointer] = []
  private var next: UnsafeMutableRawPointer?
  private var room = 0

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// A text's length takes one byte, or nine if it is longer than 254.
  private static let longMark: UInt8 = 255

  mutating func append(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer {
    let isLong = bytes.count >= Int(ByteArena.longMark)
    let head = isLong ? 9 : 1
    let block = reserve(head + bytes.count)
    if isLong {
      block.storeBytes(of: ByteArena.longMark, as: UInt8.self)
      block.storeBytes(of: UInt64(bytes.count), toByteOffset: 1, as: UInt64.self)
    } else {
      block.storeBytes(of: UInt8(bytes.count), as: UInt8.self)
    }
    if let source = bytes.baseAddress {
      // Safe: `reserve` made room for the head and the bytes, which lie outside of the block.
      (block + head).copyMemory(from: source, byteCount: bytes.count)
    }
    return UnsafeRawPointer(block)
  }

  private mutating func reserve(_ size: Int) -> UnsafeMutableRawPointer {
    if let next, room >= size {
      self.next = next + size
      room -= size
      return next
    }
    let blockSize = min(1 << 20, 256 << min(blocks.count, 12))
    // A text that fills much of a block has one of its own, and leaves the open block open.
    if size > blockSize / 4 {
      let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 1)
      blocks.append(block)
      return block
    }
    let block = UnsafeMutableRawPointer.allocate(byteCount: blockSize, alignment: 1)
    blocks.append(block)
    next = block + size
    room = blockSize - size
    return block
  }

  @inline(__always)
  static func bytes(at start: UnsafeRawPointer) -> UnsafeRawBufferPointer {
    // Safe: `start` was made by `append`, so a head and that many bytes stand there.
    let length = start.load(as: UInt8.self)
    if length != longMark { return UnsafeRawBufferPointer(start: start + 1, count: Int(length)) }
    let long = start.loadUnaligned(fromByteOffset: 1, as: UInt64.self)
    return UnsafeRawBufferPointer(start: start + 9, count: Int(long))
  }
}
