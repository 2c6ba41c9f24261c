/// Eight bytes of a text, looked at as one.
struct ByteWord {
  static let size = 8
  private let word: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Reads the bytes from an index on, of which there are eight.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    assert(index >= 0 && index + Self.size <= bytes.count)
    word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// Whether each byte is a character of ASCII from the space on.
  @inline(__always)
  var isPlain: Bool { (word | (word &- 0x20 &* Self.ones)) & Self.highBits == 0 }

  /// Whether some byte is another one.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let difference = word ^ (UInt64(byte) &* Self.ones)
    return (difference &- Self.ones) & ~difference & Self.highBits != 0
  }
}
