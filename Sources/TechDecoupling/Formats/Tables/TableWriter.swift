import TemporalDatalog

/// Writes rows to a file, a buffer at a time.
struct TableWriter: ~Copyable {
  let relation: RelationSignature
  let format: TableFormat
  let path: String
  private let pools: Pools
  private let horizon: Horizon?
  private let output: (UnsafeRawBufferPointer) throws -> Void
  private let delimiter: [UInt8]
  private let buffer: UnsafeMutableRawPointer
  private let capacity: Int
  private var used = 0

  init(
    _ relation: RelationSignature, _ format: TableFormat, path: String, pools: Pools,
    horizon: Horizon?, capacity: Int = 1 << 20,
    output: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) {
    self.relation = relation
    self.format = format
    self.path = path
    self.pools = pools
    self.horizon = horizon
    self.output = output
    self.capacity = max(64, capacity)
    delimiter = Array(format.delimiter.utf8)
    buffer = .allocate(byteCount: self.capacity, alignment: 8)
  }

  deinit { buffer.deallocate() }

  // MARK: - Rows

  /// Writes all rows; returns how many.
  mutating func write(_ rows: OrderedRows) throws -> Int {
    if let title = format.title { try put("---------------\n" + title + "\n") }
    if format.hasHeader {
      try put(format.header(relation).joined(separator: format.delimiter) + "\n")
    }
    if format.title != nil { try put("===============\n") }
    let count = try rows.withColumns { columns in
      var count = 0
      for row in 0..<rows.count {
        // Without columns for periods, a row stands for the days on which it holds.
        if format.periods == .none, rows.hasDays, rows.repeatsTuple(row) { continue }
        count += 1
        if columns.isEmpty && format.periods == .none { try put("()") }
        for (column, codes) in columns.enumerated() {
          if column > 0 { try put(delimiter) }
          try write(codes[row], column)
        }
        if format.periods != .none {
          if !columns.isEmpty { try put(delimiter) }
          try write(rows.hasDays ? rows.span(row) : nil)
        }
        try put(0x0A)
      }
      return count
    }
    if format.title != nil { try put("===============\n") }
    try flush()
    return count
  }

  @inline(__always)
  private mutating func write(_ code: UInt32, _ column: Int) throws {
    switch relation.columns[column] {
    case .text, .entity: try writeText(code, column)
    case .integer: try write(pools.numbers.value(code))
    case .decimal: try write(millionths: pools.numbers.value(code))
    case .day: try write(Day(number: Int32(clamping: pools.numbers.value(code))))
    }
  }

  // MARK: - Values

  private mutating func writeText(_ code: UInt32, _ column: Int) throws {
    let pools = pools
    try pools.symbols.withBytes(code) { bytes in
      if format.isQuoted {
        try writeQuoted(bytes, column)
        return
      }
      if needsQuotes(bytes) {
        let text = String(decoding: bytes, as: UTF8.self)
        throw TableError([
          problem(bytes.contains(0) ? .unwritable(text) : .needsQuotes(text), column)
        ])
      }
      try put(bytes)
    }
  }

  private mutating func writeQuoted(_ bytes: UnsafeRawBufferPointer, _ column: Int) throws {
    if FieldReader.find(0, in: bytes, from: 0) < bytes.count {
      throw TableError([problem(.unwritable(String(decoding: bytes, as: UTF8.self)), column)])
    }
    try put(0x22)
    var start = 0
    while true {
      let quote = FieldReader.find(0x22, in: bytes, from: start)
      if quote == bytes.count { break }
      try put(UnsafeRawBufferPointer(rebasing: bytes[start...quote]))
      try put(0x22)
      start = quote + 1
    }
    try put(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    try put(0x22)
  }

  /// Whether a text without quotes would be read back as something else.
  private func needsQuotes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // The bytes that a text may not hold lie below 0x0E, and so does the usual delimiter.
    let first = delimiter[0]
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x0E, byte == 0x0A || byte == 0x0D || byte == 0 { return true }
      if byte == first, place + delimiter.count <= bytes.count,
        delimiter.indices.allSatisfy({ bytes[place + $0] == delimiter[$0] })
      {
        return true
      }
      place &+= 1
    }
    // The text and the delimiter after it may make a delimiter that starts earlier.
    return delimiter.count > 1 && endsInDelimiterStart(bytes)
  }

  private func endsInDelimiterStart(_ bytes: UnsafeRawBufferPointer) -> Bool {
    (1..<delimiter.count).contains { length in
      guard length <= bytes.count, bytes.suffix(length).elementsEqual(delimiter.prefix(length))
      else { return false }
      return delimiter[length...].elementsEqual(delimiter[..<(delimiter.count - length)])
    }
  }

  private mutating func write(_ number: Int64) throws {
    try reserve(20)
    used += TableWriter.write(number.magnitude, isNegative: number < 0, to: buffer + used)
  }

  /// Writes digits, and a sign before them; returns how many bytes.
  @inline(__always)
  private static func write(
    _ magnitude: UInt64, isNegative: Bool, to target: UnsafeMutableRawPointer
  ) -> Int {
    var count = 1
    var limit: UInt64 = 10
    while count < 20, magnitude >= limit {
      count &+= 1
      limit = count == 20 ? .max : limit &* 10
    }
    var rest = magnitude
    var place = count
    let start = target + (isNegative ? 1 : 0)
    // Safe: the caller has made room for twenty bytes.
    while place > 0 {
      place &-= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      start.storeBytes(
        of: UInt8(truncatingIfNeeded: digit) &+ 0x30, toByteOffset: place, as: UInt8.self)
      rest = quotient
    }
    if isNegative { target.storeBytes(of: 0x2D, as: UInt8.self) }
    return count + (isNegative ? 1 : 0)
  }

  /// Writes a decimal without needless zeros: `1.5`, `3`, `-0.25`.
  private mutating func write(millionths: Int64) throws {
    try reserve(28)
    let (whole, fraction) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    used += TableWriter.write(whole, isNegative: millionths < 0, to: buffer + used)
    if fraction == 0 { return }
    try put(0x2E)
    var rest = fraction
    var power: UInt64 = 100_000
    while rest > 0 {
      let (digit, remainder) = rest.quotientAndRemainder(dividingBy: power)
      try put(UInt8(digit) + 0x30)
      rest = remainder
      power /= 10
    }
  }

  private mutating func write(_ day: Day) throws {
    let (year, month, date) = day.components
    guard (1000...9999).contains(year) else {
      try put("\(day)")
      return
    }
    try reserve(10)
    var rest = year * 10_000 + month * 100 + date
    for place in [9, 8, 6, 5, 3, 2, 1, 0] {
      buffer.storeBytes(of: UInt8(rest % 10) + 0x30, toByteOffset: used + place, as: UInt8.self)
      rest /= 10
    }
    buffer.storeBytes(of: 0x2D, toByteOffset: used + 4, as: UInt8.self)
    buffer.storeBytes(of: 0x2D, toByteOffset: used + 7, as: UInt8.self)
    used += 10
  }

  /// Writes the ends of a period, both days included; nil: every day.
  private mutating func write(_ span: Span?) throws {
    let from = span?.from ?? FactBlock.open.from
    let until = span?.until ?? FactBlock.open.until
    if from == FactBlock.open.from || from <= horizon?.from.number ?? FactBlock.open.from {
      try put("..")
    } else {
      try writeEnd(from)
    }
    try put(delimiter)
    if until == FactBlock.open.until || until >= horizon?.until.number ?? FactBlock.open.until {
      try put("..")
    } else {
      try writeEnd(until - 1)
    }
  }

  private mutating func writeEnd(_ number: Int32) throws {
    if format.periods == .dayNumbers {
      try write(Int64(number))
    } else {
      try write(Day(number: number))
    }
  }

  private func problem(_ mistake: TableProblem.Mistake, _ column: Int) -> TableProblem {
    TableProblem(
      mistake, relation: relation.name, column: format.label(column, relation),
      at: Place(file: path))
  }

  // MARK: - Buffer

  private mutating func reserve(_ count: Int) throws {
    if used + count > capacity { try flush() }
  }

  private mutating func put(_ byte: UInt8) throws {
    try reserve(1)
    buffer.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
    used += 1
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) throws {
    try reserve(bytes.count)
    if bytes.count > capacity {
      try output(bytes)
      return
    }
    if let source = bytes.baseAddress {
      // Safe: there is room for the bytes, which lie outside of the buffer.
      (buffer + used).copyMemory(from: source, byteCount: bytes.count)
    }
    used += bytes.count
  }

  private mutating func put(_ bytes: [UInt8]) throws {
    for byte in bytes { try put(byte) }
  }

  private mutating func put(_ text: String) throws {
    for byte in text.utf8 { try put(byte) }
  }

  private mutating func flush() throws {
    try output(UnsafeRawBufferPointer(start: buffer, count: used))
    used = 0
  }
}
