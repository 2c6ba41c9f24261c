/// Hashes for the pools and for texts of files: fast, and seeded once a process, so that no file can be made to collide.
///
/// Codes follow the order of arrival, never that of hashes: results do not depend on the seed.
package enum ByteHash {
  private static let seed = UInt64.random(in: .min ... .max)

  /// Returns the hash of some bytes.
  @inline(__always)
  package static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    guard let base = bytes.baseAddress else { return mix(state, 0x9E37_79B9_7F4A_7C15) }
    var offset = 0
    // Safe: no load reaches beyond `bytes.count`.
    while offset &+ 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = mix(state ^ word, 0x9E37_79B9_7F4A_7C15)
      offset &+= 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(base.load(fromByteOffset: offset, as: UInt8.self))
      offset &+= 1
    }
    return mix(mix(state ^ rest, 0xD6E8_FEB8_6659_FD93) ^ seed, 0xA076_1D64_78BD_642F)
  }

  /// Returns the hash of a number.
  @inline(__always)
  static func hash(_ number: Int64) -> UInt64 {
    mix(mix(UInt64(bitPattern: number) ^ seed, 0x9E37_79B9_7F4A_7C15) ^ seed, 0xD6E8_FEB8_6659_FD93)
  }

  @inline(__always)
  private static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = first.multipliedFullWidth(by: second)
    return product.high ^ product.low
  }
}

extension UnsafeRawBufferPointer {
  /// Whether two buffers hold the same bytes.
  @inline(__always)
  package func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let first = baseAddress, let second = other.baseAddress else { return true }
    var offset = 0
    // Safe: no load reaches beyond `count`, which both buffers have.
    while offset &+ 8 <= count {
      if first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        != second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      {
        return false
      }
      offset &+= 8
    }
    while offset < count {
      if first.load(fromByteOffset: offset, as: UInt8.self)
        != second.load(fromByteOffset: offset, as: UInt8.self)
      {
        return false
      }
      offset &+= 1
    }
    return true
  }
}
