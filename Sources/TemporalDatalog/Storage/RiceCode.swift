/// Writes lists of ascending numbers, each from a byte of its own on.
///
/// First come how many there are, the first, and the number of bits *k* that are written of each
/// step as they are: these seven bits a byte. Then, for each other number, what its step to it
/// exceeds one by: divided by two to the power of *k* as so many ones and a zero, and the *k* bits
/// of the remainder.
struct RiceWriter {
  private(set) var bytes: [UInt8] = []
  /// Bits that fill no byte yet, the first one lowest.
  private var waiting: UInt64 = 0
  private var waitingCount = 0

  /// Writes a list; nothing for an empty one.
  ///
  /// O(*n*): a list of *n* numbers up to *m* takes about *n* · (log (*m* / *n*) + 1.5) bits.
  mutating func write(_ numbers: ArraySlice<UInt32>) {
    guard let first = numbers.first, let last = numbers.last else { return }
    let steps = numbers.count - 1
    let excess = steps == 0 ? 0 : (Int(last - first) - steps) / steps
    // As many bits as the mean has are best, or one less for means that just need it.
    let bits = Int.bitWidth - (excess * 11 / 16).leadingZeroBitCount
    writeInSevens(numbers.count)
    writeInSevens(Int(first))
    writeInSevens(bits)
    var known = first
    for number in numbers.dropFirst() {
      let rest = UInt64(number - known - 1)
      var ones = Int(rest >> UInt64(bits))
      while ones >= 32 {
        append(UInt64(UInt32.max), 32)
        ones -= 32
      }
      append(1 << UInt64(ones) - 1, ones + 1)
      append(rest & (1 << UInt64(bits) - 1), bits)
      known = number
    }
    while waitingCount > 0 { emit() }
  }

  private mutating func writeInSevens(_ number: Int) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends no more than 33 bits.
  private mutating func append(_ bits: UInt64, _ count: Int) {
    waiting |= bits << UInt64(waitingCount)
    waitingCount += count
    while waitingCount >= 8 { emit() }
  }

  private mutating func emit() {
    bytes.append(UInt8(truncatingIfNeeded: waiting))
    waiting >>= 8
    waitingCount = max(0, waitingCount - 8)
  }
}

/// Reads a list that ``RiceWriter`` has written.
struct RiceReader {
  // Safe: a list says how many numbers follow, and is read no further; words overhang by as many
  // bytes as there are behind the last list.
  private let codes: UnsafeRawBufferPointer
  private var place: Int
  /// The next bits, lowest first, and how many they are.
  private var window: UInt64 = 0
  private var left = 0
  private let bits: Int
  /// How many numbers there are.
  let count: Int
  /// The number read last; at first the first one.
  private(set) var number: Int

  /// Bytes that have to be there behind the last list.
  static let overhang = 8

  init(_ codes: UnsafeRawBufferPointer, from start: Int) {
    self.codes = codes
    var byte = start
    count = RiceReader.readInSevens(codes, &byte)
    number = RiceReader.readInSevens(codes, &byte)
    bits = RiceReader.readInSevens(codes, &byte)
    place = byte << 3
  }

  private static func readInSevens(_ codes: UnsafeRawBufferPointer, _ place: inout Int) -> Int {
    var (number, shift) = (0, 0)
    while true {
      let byte = codes[place]
      place += 1
      number |= Int(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return number }
      shift += 7
    }
  }

  /// Looks at 57 bits from the place on.
  @inline(__always)
  private mutating func look() {
    window =
      UInt64(littleEndian: codes.loadUnaligned(fromByteOffset: place >> 3, as: UInt64.self))
      >> UInt64(place & 7)
    left = 57
  }

  @inline(__always)
  private mutating func pass(_ count: Int) {
    window >>= UInt64(count)
    left &-= count
    place &+= count
  }

  /// Reads the next number.
  @inline(__always)
  mutating func next() -> Int {
    if left < 32 { look() }
    var ones = (~window).trailingZeroBitCount
    var quotient = 0
    if ones &+ bits >= left {
      look()
      ones = (~window).trailingZeroBitCount
      while ones >= 32 {
        quotient &+= 32
        place &+= 32
        look()
        ones = (~window).trailingZeroBitCount
      }
    }
    quotient &+= ones
    pass(ones &+ 1)
    if left < bits { look() }
    number &+= 1 &+ quotient << bits &+ Int(window & (1 << UInt64(bits) &- 1))
    pass(bits)
    return number
  }
}
