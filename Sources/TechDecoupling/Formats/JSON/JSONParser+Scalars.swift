extension JSONParser {
  /// Parses a string from its opening quote.
  mutating func parseString() throws(Stop) {
    let start = position
    position += 1
    var hasEscapes = false
    skipPlain()
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        append(.string, from: start, hasEscapes: hasEscapes)
        return
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try parseEscape()
      case 0..<0x20:
        throw Stop(mistake: .controlCharacter(code: byte), offset: position)
      case 0x80...:
        let length = UTF8Check.length(ofSequenceAt: position, in: bytes)
        if length == 0 { throw Stop(mistake: .invalidUTF8(byte: byte), offset: position) }
        position += length
      default:
        position += 1
      }
    }
    throw Stop(mistake: .unclosedString, offset: start)
  }

  /// Passes over characters that stand for themselves in a string, by eight, up to the first eight
  /// of which one may not.
  @inline(__always)
  private mutating func skipPlain() {
    bytes.withUnsafeBufferPointer { bytes in
      while position &+ ByteWord.size <= bytes.count {
        let word = ByteWord(bytes, at: position)
        guard word.isPlain, !word.contains(UInt8(ascii: "\"")), !word.contains(UInt8(ascii: "\\"))
        else { return }
        position &+= ByteWord.size
      }
    }
  }

  private mutating func parseEscape() throws(Stop) {
    let start = position
    guard position + 1 < bytes.count else {
      throw Stop(mistake: .endsEarly(expected: "an escape"), offset: bytes.count)
    }
    let letter = bytes[position + 1]
    guard letter == UInt8(ascii: "u") else {
      guard JSONEscapes.meaning(of: letter) != nil else {
        position += 1
        throw unexpected("one of \" \\ / b f n r t u after a backslash")
      }
      position += 2
      return
    }
    let all = bytes[...]
    guard let unit = JSONEscapes.hexadecimal(all, at: position + 2) else {
      throw Stop(mistake: .badUnicodeEscape, offset: start)
    }
    position += 6
    switch unit {
    case 0xDC00..<0xE000:
      throw Stop(mistake: .loneSurrogate, offset: start)
    case 0xD800..<0xDC00:
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u"),
        let low = JSONEscapes.hexadecimal(all, at: position + 2), 0xDC00..<0xE000 ~= low
      else { throw Stop(mistake: .loneSurrogate, offset: start) }
      position += 6
    default: break
    }
  }

  /// Parses a number from its first byte, and holds it to JSON's form.
  mutating func parseNumber() throws(Stop) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let whole = skipDigits()
    var isWellFormed =
      whole > 0 && !(whole > 1 && bytes[position - whole] == UInt8(ascii: "0"))
    if isWellFormed, position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      isWellFormed = skipDigits() > 0
    }
    if isWellFormed, position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) {
        position += 1
      }
      isWellFormed = skipDigits() > 0
    }
    if isWellFormed, position == bytes.count || !JSONParser.continuesWord(bytes[position]) {
      return append(.number, from: start)
    }
    while position < bytes.count, JSONParser.continuesWord(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<min(position, start + 40)], as: UTF8.self)
    throw Stop(mistake: .malformedNumber(text), offset: start)
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
    return position - start
  }

  /// Whether a byte would belong to a number that a person mistyped: `0x1F`, `1.2.3`, `+5`, `NaN`.
  private static func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// What well-formed UTF-8 is.
///
/// - Source: The Unicode Standard, table 3-7.
enum UTF8Check {
  /// The number of bytes of the sequence at an index, 0 if it is not well-formed.
  static func length(ofSequenceAt index: Int, in bytes: [UInt8]) -> Int {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for next in bytes[(index + 2)..<max(index + 2, index + length)] where next & 0xC0 != 0x80 {
      return 0
    }
    return length
  }

  /// The first byte that begins no well-formed sequence, looking from one index up to another.
  static func firstInvalid(in bytes: [UInt8], from start: Int, upTo limit: Int) -> Int? {
    var index = start
    while index < min(limit, bytes.count) {
      let length = length(ofSequenceAt: index, in: bytes)
      if length == 0 { return index }
      index += length
    }
    return nil
  }
}
