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
      if kind == .symbol {
        return .value(precedes(first, second) == (sign == .minimum) ? first : second)
      }
      return evaluate(sign, first, second, kind)
    case .call(let functor, let operands, let kind):
      var values: [Int64] = []
      var isSpoilt = false
      for (index, operand) in operands.enumerated() {
        switch evaluate(operand, functor.kind(ofOperand: index, kind), scope) {
        case .value(let value): values.append(value)
        case .failure(let failure): return .failure(failure)
        case .spoilt: isSpoilt = true
        }
      }
      return isSpoilt ? .spoilt : call(functor, values, kind)
    }
  }

  /// Exact arithmetic, then one look at whether the result fits into 64 bits.
  private func evaluate(
    _ sign: ArithmeticOperator, _ first: Int64, _ second: Int64, _ kind: ColumnKind
  ) -> Outcome {
    let (left, right) = (Int128(first), Int128(second))
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
    case .power: return power(first, second)
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .shiftRightUnsigned:
      return .value(bits(sign, first, second))
    case .logicalAnd: return .value(first != 0 && second != 0 ? 1 : 0)
    case .logicalOr: return .value(first != 0 || second != 0 ? 1 : 0)
    case .logicalXor: return .value((first == 0) != (second == 0) ? 1 : 0)
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

  /// Compares two values of a kind; texts go by their bytes.
  func compare(
    _ left: Int64, _ comparison: Comparison, _ right: Int64, _ kind: ColumnKind
  ) -> Bool {
    if kind != .symbol || comparison == .equal || comparison == .notEqual {
      return compare(left, comparison, right)
    }
    return compare(precedes(left, right) ? -1 : left == right ? 0 : 1, comparison, 0)
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
