import Testing

@testable import TechDecoupling

@Suite struct ByteWordTests {
  @Test func `eight bytes are plain if each is a character from the space on`() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<ByteWord.size {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: ByteWord.size)
        bytes[place] = byte
        bytes.withUnsafeBufferPointer { bytes in
          let word = ByteWord(bytes, at: 0)
          #expect(word.isPlain == (0x20..<0x80 ~= byte), "\(byte) at \(place)")
          for sought in [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x00, 0xFF] {
            #expect(word.contains(sought) == bytes.contains(sought), "\(byte) at \(place)")
          }
        }
      }
    }
  }
}
