/// The bytes of a stream that were not taken yet, in one buffer, and the place of the first of them.
///
/// The buffer is filled whole; bytes that wait for more are moved to its start, and only where they
/// fill it does it grow, up to a limit.
struct ByteWindow: ~Copyable {
  private let limit: Int
  private(set) var capacity: Int
  private var base: UnsafeMutableRawPointer
  private var untaken = 0..<0
  /// Whether no bytes follow those that are here.
  private(set) var isAtEnd = false
  /// The line and column of the first byte, from 1.
  private(set) var line = 1
  private(set) var column = 1

  /// Makes a window of so many bytes, which grows to no more than a limit.
  init(capacity: Int, limit: Int) {
    self.capacity = max(16, capacity)
    self.limit = max(limit, self.capacity)
    base = .allocate(byteCount: self.capacity, alignment: 8)
  }

  deinit { base.deallocate() }

  var isEmpty: Bool { untaken.isEmpty }

  /// The bytes, until more are read.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + untaken.lowerBound, count: untaken.count)
  }

  /// The first so many bytes, to be kept.
  func copy(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { copy, initialized in
      UnsafeMutableRawBufferPointer(copy).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      initialized = count
    }
  }

  /// Takes so many bytes, and counts their lines and columns.
  ///
  /// - Complexity: O(*n*) in them.
  mutating func take(_ count: Int) {
    let taken = UnsafeRawBufferPointer(rebasing: bytes[..<count])
    var start = 0
    while true {
      let end = FieldReader.find(0x0A, in: taken, from: start)
      if end == count { break }
      (line, column, start) = (line + 1, 1, end + 1)
    }
    var characters = 0
    // Safe: `start` is at most `count`. All but the bytes that continue a character count.
    for index in start..<count { characters &+= taken[index] & 0xC0 == 0x80 ? 0 : 1 }
    column += characters
    untaken = (untaken.lowerBound + count)..<untaken.upperBound
  }

  /// Takes a byte order mark, which has no column.
  mutating func takeByteOrderMark() {
    take(3)
    column = 1
  }

  /// Reads bytes until the window is full or nothing follows; grows if it is full.
  ///
  /// `fill` puts the next bytes into a buffer and returns how many, 0 at the end.
  mutating func read(_ fill: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    if untaken.lowerBound > 0 {
      // Safe: both ranges lie inside the buffer; they may overlap.
      base.copyMemory(from: base + untaken.lowerBound, byteCount: untaken.count)
      untaken = 0..<untaken.count
    } else if untaken.count == capacity {
      let capacity = min(self.capacity * 2, max(limit, self.capacity + 1))
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
      larger.copyMemory(from: base, byteCount: untaken.count)
      base.deallocate()
      (base, self.capacity) = (larger, capacity)
    }
    while untaken.count < capacity, !isAtEnd {
      let rest = UnsafeMutableRawBufferPointer(
        start: base + untaken.upperBound, count: capacity - untaken.count)
      let count = try fill(rest)
      if count == 0 { isAtEnd = true }
      untaken = 0..<(untaken.upperBound + count)
    }
  }
}
