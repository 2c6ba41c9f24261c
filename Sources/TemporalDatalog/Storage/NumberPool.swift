/// Interned 64-bit numbers: equal numbers have equal codes.
///
/// Numbers in `-2^30 ..< 2^30` are their own code, biased; others stand in a table.
package struct NumberPool: Sendable {
  private var table: [Int64] = []
  private var codes: [Int64: UInt32] = [:]

  package init() {}

  /// Returns the code of a number, adding it if it is new.
  package mutating func code(_ value: Int64) -> UInt32 {
    if value >= -(1 << 30) && value < (1 << 30) {
      return UInt32(value + (1 << 30))
    }
    if let code = codes[value] { return code }
    let code = UInt32(1 << 31) | UInt32(table.count)
    table.append(value)
    codes[value] = code
    return code
  }

  /// Returns the code of a number; nil if nothing has the number.
  package func code(existing value: Int64) -> UInt32? {
    if value >= -(1 << 30) && value < (1 << 30) {
      return UInt32(value + (1 << 30))
    }
    return codes[value]
  }

  /// Returns the number that a code stands for.
  @inline(__always)
  package func value(_ code: UInt32) -> Int64 {
    code & (1 << 31) == 0 ? Int64(code) - (1 << 30) : table[Int(code & ~(1 << 31))]
  }
}
