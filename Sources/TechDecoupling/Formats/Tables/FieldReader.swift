/// Reads the values that stand in the columns of a row.
enum FieldReader {
  /// Why a field has no value.
  enum Failure: Error {
    /// The text has another form.
    case form
    /// The value does not fit into 64 bits.
    case range
    /// The value has more than six places.
    case places
  }

  /// Reads a whole number: an optional sign and digits, spaces allowed before.
  @inline(__always)
  static func integer(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int64 {
    var place = 0
    // Safe: `place` stays below `bytes.count`.
    while place < bytes.count, isSpace(bytes[place]) { place &+= 1 }
    var isNegative = false
    if place < bytes.count, bytes[place] == 0x2D || bytes[place] == 0x2B {
      isNegative = bytes[place] == 0x2D
      place &+= 1
    }
    guard place < bytes.count else { throw .form }
    // Below zero, where there is room for one value more.
    var value: Int64 = 0
    let safe = place &+ 18
    while place < bytes.count {
      let digit = bytes[place] &- 0x30
      guard digit < 10 else { throw .form }
      if place < safe {
        value = value &* 10 &- Int64(digit)
      } else {
        let (product, isLarge) = value.multipliedReportingOverflow(by: 10)
        let (difference, isLarger) = product.subtractingReportingOverflow(Int64(digit))
        if isLarge || isLarger {
          while place < bytes.count {
            guard bytes[place] &- 0x30 < 10 else { throw .form }
            place &+= 1
          }
          throw .range
        }
        value = difference
      }
      place &+= 1
    }
    if isNegative { return value }
    if value == .min { throw .range }
    return -value
  }

  /// Reads a number that may be written in base 2 or 16, as Soufflé writes unsigned ones.
  static func unsigned(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int64 {
    let isBinary = bytes.starts(with: [0x30, 0x62])
    guard bytes.count > 2, isBinary || bytes.starts(with: [0x30, 0x78]) else {
      return try integer(bytes)
    }
    var value: Int64 = 0
    for byte in bytes.dropFirst(2) {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < (isBinary ? 2 : 16)
      else { throw .form }
      let (product, isLarge) = value.multipliedReportingOverflow(by: isBinary ? 2 : 16)
      if isLarge { throw .range }
      value = product | Int64(digit)
    }
    return value
  }

  /// Reads a decimal as millionths, times a power of ten: digits, perhaps a point and an exponent.
  static func millionths(
    _ bytes: UnsafeRawBufferPointer, power: Int = 0
  ) throws(Failure) -> Int64 {
    var place = 0
    while place < bytes.count, isSpace(bytes[place]) { place += 1 }
    var isNegative = false
    if place < bytes.count, bytes[place] == 0x2D || bytes[place] == 0x2B {
      isNegative = bytes[place] == 0x2D
      place += 1
    }
    var value: Int64 = 0
    // Zeros at the end wait: only a digit after them makes them count.
    var zeros = 0
    var digits = 0
    var places = 0
    var hasPoint = false
    var isLarge = false
    func add(_ digit: Int64, _ value: inout Int64) {
      let (product, first) = value.multipliedReportingOverflow(by: 10)
      let (difference, second) = product.subtractingReportingOverflow(digit)
      if first || second { isLarge = true } else { value = difference }
    }
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x2E, !hasPoint {
        hasPoint = true
      } else if byte &- 0x30 < 10 {
        digits += 1
        if hasPoint { places += 1 }
        if byte == 0x30 {
          zeros += 1
        } else {
          if value != 0 { for _ in 0..<min(zeros, 20) { add(0, &value) } }
          zeros = 0
          add(Int64(byte &- 0x30), &value)
        }
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { throw .form }
    var exponent: Int64 = 0
    if place < bytes.count {
      guard bytes[place] | 0x20 == 0x65 else { throw .form }
      let written = UnsafeRawBufferPointer(rebasing: bytes[(place + 1)...])
      guard let first = written.first, !isSpace(first) else { throw .form }
      do throws(Failure) {
        exponent = try integer(written)
      } catch {
        guard error == .range else { throw error }
        exponent = first == 0x2D ? -1_000_000 : 1_000_000
      }
    }
    if value == 0 && !isLarge { return 0 }
    // value · 10^(zeros - places + exponent), in millionths.
    let shift =
      max(-1_000_000, min(1_000_000, exponent)) + Int64(zeros - places) + Int64(power) + 6
    if shift < 0 { throw .places }
    if isLarge || shift > 19 { throw .range }
    for _ in 0..<shift { add(0, &value) }
    if isLarge || !isNegative && value == .min { throw .range }
    return isNegative ? value : -value
  }

  /// Reads a day of the form `2025-03-01`; nil if it has another form or does not exist.
  @inline(__always)
  static func day(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    var value = 0
    for place in 0..<10 where place != 4 && place != 7 {
      let digit = bytes[place] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return Day(value / 10_000, value / 100 % 100, value % 100)?.number
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  // MARK: - Text

  /// What keeps bytes from being a text.
  enum TextFlaw {
    case null
    case encoding(UInt8)
  }

  /// Returns what keeps bytes from being a text; nil for UTF-8 without U+0000.
  @inline(__always)
  static func flaw(_ bytes: UnsafeRawBufferPointer) -> TextFlaw? {
    var place = 0
    var high: UInt64 = 0
    var zeros: UInt64 = 0
    // Safe: no load reaches beyond `bytes.count`.
    while place &+ 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      high |= word
      zeros |= (word &- 0x0101_0101_0101_0101) & ~word
      place &+= 8
    }
    while place < bytes.count {
      let byte = bytes[place]
      high |= UInt64(byte)
      if byte == 0 { return .null }
      place &+= 1
    }
    if zeros & 0x8080_8080_8080_8080 != 0 { return .null }
    if high & 0x8080_8080_8080_8080 == 0 { return nil }
    return malformed(bytes).map { .encoding($0) }
  }

  /// The first byte that is not UTF-8, nil if there is none.
  private static func malformed(_ bytes: UnsafeRawBufferPointer) -> UInt8? {
    var place = 0
    while place < bytes.count {
      let first = bytes[place]
      if first < 0x80 {
        place += 1
        continue
      }
      // The length of a sequence, and what its second byte may be.
      let (length, second): (Int, ClosedRange<UInt8>) =
        switch first {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE, 0xEF: (3, 0x80...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0...0)
        }
      guard length > 0, place + length <= bytes.count, second.contains(bytes[place + 1]) else {
        return first
      }
      for next in 2..<max(length, 2) where bytes[place + next] & 0xC0 != 0x80 { return first }
      place += length
    }
    return nil
  }

  // MARK: - Searching

  /// Returns the offset of the first byte of a value from a place on, or the count.
  @inline(__always)
  static func find(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    var place = start
    // Safe: no load reaches beyond `bytes.count`.
    while place &+ 8 <= bytes.count {
      let word =
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ pattern
      let hits = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      // Only bits above the lowest hit may be wrong.
      if hits != 0 { return place &+ hits.trailingZeroBitCount >> 3 }
      place &+= 8
    }
    while place < bytes.count {
      if bytes[place] == byte { return place }
      place &+= 1
    }
    return bytes.count
  }
}
