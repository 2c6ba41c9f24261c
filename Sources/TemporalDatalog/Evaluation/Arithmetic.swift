/// Why an operation has no result.
enum ArithmeticFailure: Error, Hashable {
  case overflow(String)
  case divisionByZero(String)

  func failure(rule: Int, day: Int32) -> EvaluationFailure {
    switch self {
    case .overflow(let operation): .overflow(rule: rule, operation: operation, day: day)
    case .divisionByZero(let operation):
      .divisionByZero(rule: rule, operation: operation, day: day)
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
    }
    throw .overflow(describe(sign, left, right, kind))
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
    case .add: "\(left) + \(right)"
    case .subtract: "\(left) - \(right)"
    case .multiply: "\(left) * \(right)"
    case .divide: "\(left) / \(right)"
    case .remainder: "\(left) % \(right)"
    case .minimum: "min(\(left), \(right))"
    case .maximum: "max(\(left), \(right))"
    }
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
  /// Returns the result of the operation; nil if it has none.
  package func apply(_ left: Int64, _ right: Int64, _ kind: ColumnKind) -> Int64? {
    try? Arithmetic.apply(self, left, right, kind)
  }
}
