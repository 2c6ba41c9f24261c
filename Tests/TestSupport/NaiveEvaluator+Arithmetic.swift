import TemporalDatalog

extension NaiveEvaluator {
  /// The outcome of a term on a row.
  enum Outcome {
    case value(Int64)
    case failure(NaiveFailure)
    /// A value in it is the result of an operation that failed already.
    case spoilt
  }

  func evaluate(_ expression: Expression, _ kind: ColumnKind, _ scope: NaiveScope) -> Outcome {
    switch expression {
    case .variable(let variable):
      if scope.spoilt.contains(variable) { return .spoilt }
      guard let value = scope.values[variable] else {
        preconditionFailure("variable \(variable) of a term is bound by no premise")
      }
      return .value(value)
    case .constant(let code): return .value(decode(code, kind))
    case .arithmetic(let sign, let left, let right, let kind):
      let (left, right) = (evaluate(left, kind, scope), evaluate(right, kind, scope))
      guard case .value(let first) = left, case .value(let second) = right else {
        if case .failure = left { return left }
        if case .failure = right { return right }
        return .spoilt
      }
      return evaluate(sign, Int128(first), Int128(second), kind)
    case .call(let functor, _, _):
      preconditionFailure("the naive evaluator does not know '\(functor)'")
    }
  }

  /// Exact arithmetic, then one look at whether the result fits into 64 bits.
  private func evaluate(
    _ sign: ArithmeticOperator, _ left: Int128, _ right: Int128, _ kind: ColumnKind
  ) -> Outcome {
    let one: Int128 = kind == .decimal ? 1_000_000 : 1
    let exact: Int128
    switch sign {
    case .add: exact = left + right
    case .subtract: exact = left - right
    case .multiply: exact = rounded(left * right, over: one)
    case .divide:
      if right == 0 { return .failure(.divisionByZero(rule: origin)) }
      exact = kind == .decimal ? rounded(left * one, over: right) : left / right
    case .remainder:
      if right == 0 { return .failure(.divisionByZero(rule: origin)) }
      exact = left % right
    case .minimum: exact = min(left, right)
    case .maximum: exact = max(left, right)
    case .power, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .shiftRightUnsigned,
      .logicalAnd, .logicalOr, .logicalXor:
      preconditionFailure("the naive evaluator does not know '\(sign)'")
    }
    guard let value = Int64(exactly: exact) else { return .failure(.overflow(rule: origin)) }
    return .value(value)
  }

  /// A quotient rounded to the nearest, halves to the even neighbor.
  private func rounded(_ dividend: Int128, over divisor: Int128) -> Int128 {
    let quotient = dividend / divisor
    let rest = (dividend % divisor).magnitude
    let away: Int128 = (dividend < 0) == (divisor < 0) ? 1 : -1
    if rest * 2 > divisor.magnitude { return quotient + away }
    if rest * 2 == divisor.magnitude, quotient % 2 != 0 { return quotient + away }
    return quotient
  }

  func compare(_ left: Int64, _ comparison: Comparison, _ right: Int64) -> Bool {
    switch comparison {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}
