/// Evaluates a term on all rows of a batch.
///
/// A value is a number or a symbol's code, as 64 bits.
struct TermEvaluator {
  let term: Expression
  let layout: Layout
  let kind: ColumnKind
  let context: Context

  init(_ term: Expression, _ layout: Layout, _ kind: ColumnKind, _ context: Context) {
    self.term = term.flattened
    self.layout = layout
    self.kind = kind
    self.context = context
  }

  /// Whether the term may make texts that have no code yet.
  var makesCodes: Bool { term.callsFunction }

  /// The value on each row; where an operation fails, the row is noted with the reason.
  func values(
    _ input: Rows, _ failures: inout [Int: ArithmeticFailure]
  ) throws(EvaluationFailure) -> [Int64] {
    try evaluate(term, kind, input, &failures)
  }

  private func evaluate(
    _ term: Expression, _ kind: ColumnKind, _ input: Rows,
    _ failures: inout [Int: ArithmeticFailure]
  ) throws(EvaluationFailure) -> [Int64] {
    switch term {
    case .constant(let code):
      let value = kind == .symbol ? Int64(code) : context.numbers.value(code)
      return [Int64](repeating: value, count: input.count)
    case .variable(let variable):
      guard let slot = layout.slot(variable) else {
        return [Int64](repeating: 0, count: input.count)
      }
      let source = input.column(slot)
      let (count, numbers) = (input.count, context.numbers)
      return [Int64](unsafeUninitializedCapacity: count) { values, initialized in
        // Safe: the column holds `count` values.
        if kind == .symbol {
          for row in 0..<count { values[row] = Int64(source[row]) }
        } else {
          for row in 0..<count { values[row] = numbers.value(source[row]) }
        }
        initialized = count
      }
    case .arithmetic(let sign, let left, let right, let kind):
      var values = try evaluate(left, kind, input, &failures)
      let others = try evaluate(right, kind, input, &failures)
      if kind == .symbol {
        choose(sign, &values, others, failures)
        return values
      }
      for row in 0..<input.count {
        do throws(ArithmeticFailure) {
          values[row] = try Arithmetic.apply(sign, values[row], others[row], kind)
        } catch {
          if failures[row] == nil { failures[row] = error }
          values[row] = 0
        }
      }
      return values
    case .call(let functor, let operands, let kind):
      var columns: [[Int64]] = []
      for (index, operand) in operands.enumerated() {
        columns.append(
          try evaluate(operand, functor.kind(ofOperand: index, kind), input, &failures))
      }
      return try FunctionCall(functor: functor, kind: kind, context: context)
        .values(columns, count: input.count, &failures)
    }
  }

  /// The lesser or greater of two texts.
  private func choose(
    _ sign: ArithmeticOperator, _ values: inout [Int64], _ others: [Int64],
    _ failures: [Int: ArithmeticFailure]
  ) {
    for row in values.indices where values[row] != others[row] {
      // A failed operation leaves no code behind.
      if !failures.isEmpty && failures[row] != nil { continue }
      let order = context.symbols.compare(UInt32(values[row]), UInt32(others[row]))
      if sign == .minimum ? order > 0 : order < 0 { values[row] = others[row] }
    }
  }
}

extension Expression {
  /// Whether a function is called anywhere in the term.
  var callsFunction: Bool {
    if case .call = self { return true }
    return operands.contains(where: \.callsFunction)
  }

  /// The term with texts in a row inside of texts in a row made one, so that no text is made on
  /// the way.
  fileprivate var flattened: Expression {
    switch self {
    case .variable, .constant: self
    case .arithmetic(let sign, let left, let right, let kind):
      .arithmetic(sign, left.flattened, right.flattened, kind)
    case .call(let functor, let operands, let kind):
      .call(
        functor,
        operands.flatMap { operand -> [Expression] in
          let flat = operand.flattened
          if functor == .concatenate, case .call(.concatenate, let parts, _) = flat {
            return parts
          }
          return [flat]
        }, kind)
    }
  }
}
