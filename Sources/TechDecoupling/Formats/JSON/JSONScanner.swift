/// Finds where a JSON value ends: it knows strings, escapes and brackets, and nothing else.
///
/// It goes on where bytes ended before, so that each is looked at once. In what is not JSON it agrees
/// with a ``JSONParser`` up to the first mistake, which is therefore before the end that it finds, or at it.
struct JSONScanner {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// The bytes that were looked at.
  private(set) var place = 0

  /// Scans on, and returns the number of bytes of the value; nil if it may have more than there are.
  ///
  /// - Parameter bytes: The value from its first byte, which is no space, as far as it was read.
  mutating func end(in bytes: UnsafeRawBufferPointer, isAtEnd: Bool) -> Int? {
    // Safe: `place` is below the count wherever a byte is looked at.
    let count = bytes.count
    while place < count {
      if isInString {
        guard closeString(bytes) else { break }
        if depth == 0 { return place }
        continue
      }
      switch bytes[place] {
      case UInt8(ascii: "\""):
        // A value that is neither string nor container ends where one begins.
        if depth == 0, place > 0 { return place }
        isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 0, place > 0 { return place }
        depth &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return place }
        depth &-= 1
        if depth == 0 {
          place &+= 1
          return place
        }
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0A, 0x0D, 0x09:
        if depth == 0 { return place }
      default: break
      }
      place &+= 1
    }
    return isAtEnd ? count : nil
  }

  /// Moves behind the quote that closes a string; false if it is not there yet.
  private mutating func closeString(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if isEscaped {
      place &+= 1
      isEscaped = false
    }
    while true {
      place = Self.findQuoteOrBackslash(in: bytes, from: place)
      if place >= bytes.count { return false }
      if bytes[place] == UInt8(ascii: "\"") {
        place &+= 1
        isInString = false
        return true
      }
      place &+= 2
      if place > bytes.count {
        (place, isEscaped) = (bytes.count, true)
        return false
      }
    }
  }

  @inline(__always)
  private static func findQuoteOrBackslash(
    in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = start
    // Safe: no load reaches beyond `bytes.count`.
    while place &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let hits = ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & (ones &* 0x80)
      // Only bits above the lowest hit may be wrong.
      if hits != 0 { return place &+ hits.trailingZeroBitCount >> 3 }
      place &+= 8
    }
    while place < bytes.count, bytes[place] != 0x22, bytes[place] != 0x5C { place &+= 1 }
    return place
  }
}
