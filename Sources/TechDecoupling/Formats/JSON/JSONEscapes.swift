/// The escapes of JSON strings, both ways.
enum JSONEscapes {
  /// Resolves escapes that the parser has found well-formed.
  static func resolved(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    walk(bytes) {
      result.append(contentsOf: $0)
    } escaped: { piece, _ in
      result.append(contentsOf: piece)
    }
    return result
  }

  /// The offset, from the start of the escaped bytes, of what became a byte of the resolved text.
  static func source(of index: Int, in bytes: ArraySlice<UInt8>) -> Int {
    var length = 0
    var found: Int?
    walk(bytes) { stretch in
      if found == nil, length + stretch.count > index {
        found = stretch.startIndex - bytes.startIndex + index - length
      }
      length += stretch.count
    } escaped: { piece, offset in
      length += piece.count
      if length > index, found == nil { found = offset }
    }
    return found ?? bytes.count
  }

  /// Calls functions with each stretch of bytes that stand for themselves, and with each other
  /// character's bytes and the offset of what stands for it.
  private static func walk(
    _ bytes: ArraySlice<UInt8>, _ plain: (ArraySlice<UInt8>) -> Void,
    escaped body: ([UInt8], Int) -> Void
  ) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let start = index
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\\")) ?? bytes.endIndex
      if end > start || end + 1 == bytes.endIndex {
        // A last byte that escapes nothing stands for itself.
        index = end + 1 < bytes.endIndex ? end : bytes.endIndex
        plain(bytes[start..<index])
        continue
      }
      let letter = bytes[index + 1]
      index += 2
      guard letter == UInt8(ascii: "u") else {
        body([meaning(of: letter) ?? letter], start - bytes.startIndex)
        continue
      }
      var unit = hexadecimal(bytes, at: index) ?? 0xFFFD
      index += 4
      if 0xD800..<0xDC00 ~= unit, let low = hexadecimal(bytes, at: index + 2) {
        unit = 0x10000 + (unit - 0xD800) << 10 + (low & 0x3FF)
        index += 6
      }
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      body(Array(String(scalar).utf8), start - bytes.startIndex)
    }
  }

  /// The byte that `\n` and the like stand for; nil if JSON has no such escape.
  static func meaning(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// Reads four hexadecimal digits.
  static func hexadecimal(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt32? {
    guard index >= bytes.startIndex, index + 4 <= bytes.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = hexadecimalDigit(byte) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// Appends a text in quotes, with no more escapes than JSON asks for.
  ///
  /// - Complexity: O(*n*) in bytes, which are copied at once where none needs an escape.
  static func quote(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      let isPlain = utf8.allSatisfy { byte in
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
      }
      if isPlain {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { append(byte, to: &bytes) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A: bytes.append(contentsOf: Array("\\n".utf8))
    case 0x0D: bytes.append(contentsOf: Array("\\r".utf8))
    case 0x09: bytes.append(contentsOf: Array("\\t".utf8))
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: Array("\\u00".utf8))
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}
