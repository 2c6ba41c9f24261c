/// Why an operation has no result.
enum ArithmeticFailure: Error, Hashable {
  case overflow(String)
  case divisionByZero(String)
  case undefined(String, reason: String)

  func failure(rule: Int, day: Int32) -> EvaluationFailure {
    switch self {
    case .overflow(let operation): .overflow(rule: rule, operation: operation, day: day)
    case .divisionByZero(let operation):
      .divisionByZero(rule: rule, operation: operation, day: day)
    case .undefined(let operation, let reason):
      .undefined(rule: rule, operation: operation, reason: reason, day: day)
    }
  }
}

/// Exact arithmetic on integers and on decimals of six places, both as 64-bit numbers.
enum Arithmetic {
  static let one: Int128 = 1_000_000

  /// Returns the result of an operation.
  ///
  /// Integers divide toward zero. A product or quotient of decimals is rounded to six places, half
  /// to even. Intermediate values have 128 bits, so that only the result can overflow.
  @inline(__always)
  static func apply(
    _ sign: ArithmeticOperator, _ left: Int64, _ right: Int64, _ kind: ColumnKind
  ) throws(ArithmeticFailure) -> Int64 {
    switch sign {
    case .add:
      let (value, overflow) = left.addingReportingOverflow(right)
      if !overflow { return value }
    case .subtract:
      let (value, overflow) = left.subtractingReportingOverflow(right)
      if !overflow { return value }
    case .multiply:
      if kind != .decimal {
        let (value, overflow) = left.multipliedReportingOverflow(by: right)
        if !overflow { return value }
      } else if let value = Int64(exactly: rounded(Int128(left) * Int128(right), over: one)) {
        return value
      }
    case .divide:
      if right == 0 { throw .divisionByZero(describe(sign, left, right, kind)) }
      if kind != .decimal {
        let (value, overflow) = left.dividedReportingOverflow(by: right)
        if !overflow { return value }
      } else if let value = Int64(exactly: rounded(Int128(left) * one, over: Int128(right))) {
        return value
      }
    case .remainder:
      if right == 0 { throw .divisionByZero(describe(sign, left, right, kind)) }
      // The least number over -1 leaves no remainder, though its quotient would overflow.
      return right == -1 ? 0 : left % right
    case .minimum:
      return min(left, right)
    case .maximum:
      return max(left, right)
    case .power:
      if let value = try power(left, right, kind) { return value }
    case .bitAnd: return left & right
    case .bitOr: return left | right
    case .bitXor: return left ^ right
    case .shiftLeft: return left &<< right
    case .shiftRight: return left &>> right
    case .shiftRightUnsigned:
      return Int64(bitPattern: UInt64(bitPattern: left) &>> UInt64(bitPattern: right))
    case .logicalAnd: return left != 0 && right != 0 ? 1 : 0
    case .logicalOr: return left != 0 || right != 0 ? 1 : 0
    case .logicalXor: return (left != 0) != (right != 0) ? 1 : 0
    }
    throw .overflow(describe(sign, left, right, kind))
  }

  /// A power by repeated squaring; nil if it does not fit.
  ///
  /// A decimal is rounded after every multiplication, and one over it for a negative exponent.
  private static func power(
    _ base: Int64, _ exponent: Int64, _ kind: ColumnKind
  ) throws(ArithmeticFailure) -> Int64? {
    let scale = kind == .decimal ? one : 1
    let (whole, rest) = Int128(exponent).quotientAndRemainder(dividingBy: scale)
    if rest != 0 {
      throw .undefined(
        describe(.power, base, exponent, kind), reason: "an exponent is a whole number")
    }
    if whole < 0 && base == 0 { throw .divisionByZero(describe(.power, base, exponent, kind)) }
    var result = scale
    var square = Int128(base)
    var left = whole.magnitude
    let isCutOff = whole < 0 && kind != .decimal
    while left > 0 {
      if left & 1 == 1 {
        result = rounded(result * square, over: scale)
        if Int64(exactly: result) == nil { return isCutOff ? 0 : nil }
      }
      left >>= 1
      if left > 0 {
        square = rounded(square * square, over: scale)
        if square.magnitude > UInt128(Int64.max) {
          // A greater power of it is at least as far out.
          return isCutOff ? 0 : nil
        }
      }
    }
    if whole < 0 {
      if result == 0 { return nil }
      result = kind == .decimal ? rounded(scale * scale, over: result) : scale / result
    }
    return Int64(exactly: result)
  }

  /// A quotient rounded to the nearest, half to even.
  static func rounded(_ dividend: Int128, over divisor: Int128) -> Int128 {
    let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    let twice = rest.magnitude * 2
    if twice > divisor.magnitude || (twice == divisor.magnitude && quotient % 2 != 0) {
      return quotient + ((dividend < 0) == (divisor < 0) ? 1 : -1)
    }
    return quotient
  }

  /// An operation as a person writes it: `9223372036854775807 + 1`, `max(1, 2)`.
  static func describe(
    _ sign: ArithmeticOperator, _ left: Int64, _ right: Int64, _ kind: ColumnKind
  ) -> String {
    let left = describe(Int128(left), kind)
    let right = describe(Int128(right), kind)
    return switch sign {
    case .minimum, .maximum: "\(sign.symbol)(\(left), \(right))"
    default: "\(left) \(sign.symbol) \(right)"
    }
  }

  /// A number as a text; a decimal with all its places.
  static func text(_ value: Int64, _ kind: ColumnKind) -> String {
    if kind != .decimal { return String(value) }
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(rest)
    return "\(value < 0 ? "-" : "")\(whole)."
      + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// A number as a person writes it; a decimal with one place at least.
  static func describe(_ value: Int128, _ kind: ColumnKind) -> String {
    if kind != .decimal { return String(value) }
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.count) + digits
    while digits.count > 1 && digits.last == "0" { digits.removeLast() }
    return "\(value < 0 ? "-" : "")\(whole).\(digits)"
  }
}

extension Comparison {
  @inline(__always)
  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// Whether every value from `low` to `high` compares so with a bound.
  func holdsForAll(_ low: Int64, _ high: Int64, _ bound: Int64) -> Bool {
    switch self {
    case .equal: low == high && low == bound
    case .notEqual: bound < low || bound > high
    case .less: high < bound
    case .lessOrEqual: high <= bound
    case .greater: low > bound
    case .greaterOrEqual: low >= bound
    }
  }

  /// Whether any value from `low` to `high` compares so with a bound.
  func holdsForAny(_ low: Int64, _ high: Int64, _ bound: Int64) -> Bool {
    switch self {
    case .equal: low <= bound && bound <= high
    case .notEqual: !(low == high && low == bound)
    case .less: low < bound
    case .lessOrEqual: low <= bound
    case .greater: high > bound
    case .greaterOrEqual: high >= bound
    }
  }
}

extension ArithmeticOperator {
  /// The sign or word as rule text has it.
  package var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .remainder: "%"
    case .minimum: "min"
    case .maximum: "max"
    case .power: "^"
    case .bitAnd: "band"
    case .bitOr: "bor"
    case .bitXor: "bxor"
    case .shiftLeft: "bshl"
    case .shiftRight: "bshr"
    case .shiftRightUnsigned: "bshru"
    case .logicalAnd: "land"
    case .logicalOr: "lor"
    case .logicalXor: "lxor"
    }
  }

  /// Returns the result of the operation; nil if it has none.
  package func apply(_ left: Int64, _ right: Int64, _ kind: ColumnKind) -> Int64? {
    try? Arithmetic.apply(self, left, right, kind)
  }
}
