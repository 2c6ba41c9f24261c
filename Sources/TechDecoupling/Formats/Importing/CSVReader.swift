/// Reads rows of comma-separated values (RFC 4180) from a stream of bytes, one at a time.
///
/// Fields may be quoted, and then hold the delimiter, line breaks, and quotes written twice. Lines
/// end with a line feed, alone or after a carriage return; a byte order mark at the start, and lines
/// without a byte, are skipped. One buffer is all it needs: a row
/// that does not end in the buffer is moved to its start, and only a longer row than the buffer
/// makes it grow, up to a limit.
///
/// - Complexity: O(*n*) in bytes.
struct CSVReader: ~Copyable {
  /// The limits of a reading; tests make them small.
  struct Limits: Sendable {
    /// Bytes read at a time.
    var buffer = 1 << 20
    /// Bytes that one row may have.
    var row = 1 << 26
  }

  /// The place of a field in the buffer.
  struct Field {
    var start: Int
    var count: Int
    /// Whether it has quotes within, still written twice.
    var hasQuotes = false
  }

  /// What keeps a row from being read.
  struct Flaw {
    var mistake: TableProblem.Mistake
    /// The number of the field, from 0; nil for the whole row.
    var field: Int?
  }

  private let delimiter: UInt8
  private let hasQuotes: Bool
  private let limits: Limits
  private var capacity: Int
  /// The buffer.
  private var base: UnsafeMutableRawPointer
  private var unread = 0..<0
  private var isAtEnd = false
  private var isStart = true
  /// The fields of the row that was read last.
  private(set) var fields: [Field] = []
  /// What keeps the row that was read last from being taken; its fields are those before it.
  private(set) var flaw: Flaw?
  /// The line of the row that was read last, from 1.
  private(set) var line = 1
  private var nextLine = 1

  /// Makes a reader of rows, or of whole lines where nothing separates cells.
  init(delimiter: UInt8? = UInt8(ascii: ","), limits: Limits = Limits()) {
    // A line with this byte is flawed.
    self.delimiter = delimiter ?? 0
    hasQuotes = delimiter != nil
    self.limits = limits
    capacity = max(16, limits.buffer)
    base = .allocate(byteCount: capacity, alignment: 8)
    fields.reserveCapacity(64)
  }

  deinit { base.deallocate() }

  /// The bytes of a field of the row that was read last, without its quotes.
  func bytes(_ field: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + fields[field].start, count: fields[field].count)
  }

  /// The same as text.
  func text(_ field: Int) -> String { String(decoding: bytes(field), as: UTF8.self) }

  /// Reads the next row; false at the end.
  ///
  /// `fill` puts the next bytes into a buffer and returns how many, 0 at the end.
  ///
  /// - Throws: ``TableProblem/Mistake`` as a ``Stop`` where nothing after it can be read.
  mutating func next(_ fill: (UnsafeMutableRawBufferPointer) throws -> Int) throws -> Bool {
    if isStart {
      isStart = false
      try refill(fill)
      let start = UnsafeRawBufferPointer(start: base, count: unread.count)
      if start.starts(with: [0x1F, 0x8B]) { throw Stop(mistake: .compressed, line: 1) }
      if start.starts(with: [0xEF, 0xBB, 0xBF]) { unread = 3..<unread.upperBound }
    }
    while true {
      if unread.isEmpty {
        if isAtEnd { return false }
        try refill(fill)
        continue
      }
      if let end = try readRow() {
        line = nextLine
        nextLine += lineCount(unread.lowerBound..<end)
        // A blank line: one field without a byte.
        let isBlank = fields.count == 1 && fields[0].count == 0 && end - unread.lowerBound <= 2
        unread = end..<unread.upperBound
        if isBlank { continue }
        for index in fields.indices where fields[index].hasQuotes { unquote(index) }
        return true
      }
      if unread.count > limits.row {
        throw Stop(mistake: .rowLength(limit: limits.row), line: nextLine)
      }
      try refill(fill)
    }
  }

  /// Why a file cannot be read on, and at which line.
  struct Stop: Error {
    let mistake: TableProblem.Mistake
    let line: Int
  }

  // MARK: - Rows

  /// Finds the fields of the row that starts the unread bytes, and returns the place after it; nil
  /// if it may go on beyond the buffer.
  private mutating func readRow() throws -> Int? {
    fields.removeAll(keepingCapacity: true)
    flaw = nil
    let bytes = UnsafeRawBufferPointer(start: base, count: unread.upperBound)
    let end = bytes.count
    var place = unread.lowerBound
    // Safe: every index is below `end`.
    while true {
      if hasQuotes, place < end, bytes[place] == 0x22 {
        let open = place
        guard let (field, next) = quotedField(bytes, place) else {
          if !isAtEnd { return nil }
          throw Stop(
            mistake: .openQuote, line: nextLine + lineCount(unread.lowerBound..<open, isOpen: true))
        }
        fields.append(field)
        place = next
        if place < end, bytes[place] != delimiter, bytes[place] != 0x0A {
          if bytes[place] == 0x0D, place + 1 == end ? isAtEnd : bytes[place + 1] == 0x0A {
            place += 1
          } else if bytes[place] == 0x0D, place + 1 == end {
            return nil
          } else {
            return skipAfterQuote(bytes, place)
          }
        }
      } else {
        let start = place
        while place < end, bytes[place] != delimiter, bytes[place] != 0x0A { place &+= 1 }
        if place == end, !isAtEnd { return nil }
        let isLast = place == end || bytes[place] == 0x0A
        let trims = isLast && place > start && bytes[place &- 1] == 0x0D
        fields.append(Field(start: start, count: place &- start &- (trims ? 1 : 0)))
      }
      if place >= end {
        if isAtEnd { break }
        return nil
      }
      let byte = bytes[place]
      place &+= 1
      if byte == 0x0A { break }
    }
    checkText(UnsafeRawBufferPointer(rebasing: bytes[unread.lowerBound..<place]))
    return place
  }

  /// A field whose quote opens at a place, and the place after its closing quote; nil if it may go
  /// on beyond the buffer.
  private func quotedField(
    _ bytes: UnsafeRawBufferPointer, _ start: Int
  ) -> (field: Field, next: Int)? {
    var place = start + 1
    var hasQuotes = false
    while true {
      place = FieldReader.find(0x22, in: bytes, from: place)
      if place == bytes.count { return nil }
      // A quote at the end of the buffer may be the first of two.
      if place + 1 == bytes.count, !isAtEnd { return nil }
      if place + 1 == bytes.count || bytes[place + 1] != 0x22 { break }
      hasQuotes = true
      place += 2
    }
    return (Field(start: start + 1, count: place - start - 1, hasQuotes: hasQuotes), place + 1)
  }

  /// Notes what follows a closing quote, and returns the place after the line; nil if it may go on
  /// beyond the buffer.
  private mutating func skipAfterQuote(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int? {
    let end = FieldReader.find(0x0A, in: bytes, from: place)
    if end == bytes.count, !isAtEnd { return nil }
    let last = end > place && bytes[end - 1] == 0x0D ? end - 1 : end
    let rest = String(decoding: bytes[place..<last], as: UTF8.self)
    flaw = Flaw(mistake: .afterQuote(rest), field: fields.count - 1)
    return min(end + 1, bytes.count)
  }

  /// Notes a row that is not UTF-8.
  private mutating func checkText(_ row: UnsafeRawBufferPointer) {
    guard FieldReader.flaw(row) != nil else { return }
    for index in fields.indices {
      let bytes = bytes(index)
      guard let found = FieldReader.flaw(bytes) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      switch found {
      case .null: flaw = Flaw(mistake: .null(text), field: index)
      case .encoding(let byte): flaw = Flaw(mistake: .encoding(text, byte: byte), field: index)
      }
      return
    }
  }

  /// Writes the quotes within a field once, in its place.
  private mutating func unquote(_ index: Int) {
    let bytes = bytes(index)
    var count = 0
    var place = 0
    while place < bytes.count {
      // With the first of two quotes, and without the second.
      let end = min(FieldReader.find(0x22, in: bytes, from: place) + 1, bytes.count)
      let start = base + fields[index].start
      // Safe: both ranges lie inside the field; they may overlap.
      (start + count).copyMemory(from: start + place, byteCount: end - place)
      count += end - place
      place = end + 1
    }
    fields[index] = Field(start: fields[index].start, count: count)
  }

  /// The number of lines that a range of the buffer ends, one at least for a row.
  private func lineCount(_ range: Range<Int>, isOpen: Bool = false) -> Int {
    let bytes = UnsafeRawBufferPointer(start: base, count: range.upperBound)
    var count = 0
    var place = FieldReader.find(0x0A, in: bytes, from: range.lowerBound)
    while place < bytes.count {
      count += 1
      place = FieldReader.find(0x0A, in: bytes, from: place + 1)
    }
    return isOpen ? count : max(1, count)
  }

  // MARK: - Buffer

  /// Moves unread bytes to the start of the buffer, and fills the rest of it.
  private mutating func refill(_ fill: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    if unread.lowerBound > 0 {
      // Safe: both ranges lie inside the buffer; they may overlap.
      base.copyMemory(from: base + unread.lowerBound, byteCount: unread.count)
      unread = 0..<unread.count
    } else if unread.count == capacity {
      // Growing by half at least keeps reading the row again cheap.
      let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity * 2, alignment: 8)
      larger.copyMemory(from: base, byteCount: unread.count)
      base.deallocate()
      (base, capacity) = (larger, capacity * 2)
    }
    while unread.count < capacity, !isAtEnd {
      let rest = UnsafeMutableRawBufferPointer(
        start: base + unread.upperBound, count: capacity - unread.count)
      let count = try fill(rest)
      if count == 0 { isAtEnd = true }
      unread = 0..<(unread.upperBound + count)
    }
  }
}
