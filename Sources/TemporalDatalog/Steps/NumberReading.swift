/// Reads numbers at the beginning of texts, as C's `strtoll` and `strtod` do.
enum NumberReading {
  enum Outcome {
    case value(Int64)
    case tooGreat
    case none
  }

  /// An integer after white space and a sign, in decimal, or after `0x` or `0b`; what follows is
  /// not read.
  static func integer(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    var place = 0
    // White space is passed over in decimal only.
    let isPrefixed = prefixedBase(bytes, 0) != nil
    if !isPrefixed { skipSpace(bytes, &place) }
    var isNegative = false
    if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
      isNegative = bytes[place] == UInt8(ascii: "-")
      place += 1
    }
    var base: Int128 = 10
    if isPrefixed, let found = prefixedBase(bytes, 0) {
      base = found
      place += 2
    }
    var value: Int128 = 0
    let start = place
    while place < bytes.count, let digit = digit(bytes[place]), digit < base {
      value = min(value * base + digit, Int128(UInt64.max))
      place += 1
    }
    // `0x` without digits is a zero before an `x`.
    if place == start { return isPrefixed && base == 16 ? .value(0) : .none }
    return Int64(exactly: isNegative ? -value : value).map(Outcome.value) ?? .tooGreat
  }

  private static func prefixedBase(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int128? {
    var place = place
    if place < bytes.count, bytes[place] == UInt8(ascii: "-") { place += 1 }
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "0") else { return nil }
    return switch bytes[place + 1] {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private static func digit(_ byte: UInt8) -> Int128? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int128(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int128(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int128(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private static func skipSpace(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) {
    while place < bytes.count, bytes[place] == 0x20 || (9...13).contains(bytes[place]) {
      place += 1
    }
  }

  /// A decimal after white space and a sign, with or without an exponent, in millionths: rounded to
  /// six places, half to even.
  static func decimal(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    var place = 0
    skipSpace(bytes, &place)
    var isNegative = false
    if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
      isNegative = bytes[place] == UInt8(ascii: "-")
      place += 1
    }
    // Digits beyond these cannot matter, but for whether there is anything but zeros.
    let digitLimit = 30
    var digits: [UInt8] = []
    var hasRest = false
    var exponent = 0
    var hasDigits = false
    var isFraction = false
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if let digit = decimalDigit(bytes[place]) {
        hasDigits = true
        if digits.count < digitLimit {
          if digit != 0 || !digits.isEmpty { digits.append(digit) }
          if isFraction { exponent -= 1 }
        } else {
          hasRest = hasRest || digit != 0
          if !isFraction { exponent += 1 }
        }
      } else {
        break
      }
      place += 1
    }
    if !hasDigits { return .none }
    exponent += writtenExponent(bytes, place)
    return millionths(digits, exponent + 6, isNegative, hasRest)
  }

  private static func decimalDigit(_ byte: UInt8) -> UInt8? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? byte - UInt8(ascii: "0") : nil
  }

  private static func writtenExponent(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var place = start
    guard place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") else { return 0 }
    place += 1
    var sign = 1
    if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
      if bytes[place] == UInt8(ascii: "-") { sign = -1 }
      place += 1
    }
    var exponent = 0
    while place < bytes.count, let digit = decimalDigit(bytes[place]) {
      exponent = min(exponent * 10 + Int(digit), 1_000_000)
      place += 1
    }
    return sign * exponent
  }

  private static func millionths(
    _ digits: [UInt8], _ exponent: Int, _ isNegative: Bool, _ hasRest: Bool
  ) -> Outcome {
    if digits.isEmpty { return .value(0) }
    var value: Int128 = 0
    for digit in digits { value = value * 10 + Int128(digit) }
    if exponent > 0 {
      if digits.count + exponent > 20 { return .tooGreat }
      for _ in 0..<exponent { value *= 10 }
    } else if exponent < 0 {
      if -exponent > 36 { return .value(0) }
      var divisor: Int128 = 1
      for _ in 0 ..< -exponent { divisor *= 10 }
      // What was cut off makes a half more than a half.
      let twice = 2 * value + (hasRest ? 1 : 0)
      value = Arithmetic.rounded(twice, over: 2 * divisor)
    }
    return Int64(exactly: isNegative ? -value : value).map(Outcome.value) ?? .tooGreat
  }
}

/// Looks for bytes in bytes.
enum ByteSearch {
  /// Whether one text stands in another.
  ///
  /// O(length of both): the part's own borders say how far a mismatch moves it.
  static func contains(_ part: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer) -> Bool {
    if part.isEmpty { return true }
    if part.count > text.count { return false }
    var borders = [Int](repeating: 0, count: part.count)
    var length = 0
    for place in 1..<max(1, part.count) {
      while length > 0 && part[place] != part[length] { length = borders[length - 1] }
      if part[place] == part[length] { length += 1 }
      borders[place] = length
    }
    length = 0
    for byte in text {
      while length > 0 && byte != part[length] { length = borders[length - 1] }
      if byte == part[length] { length += 1 }
      if length == part.count { return true }
    }
    return false
  }
}
