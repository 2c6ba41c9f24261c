/// Evaluates a term on all rows of a batch.
struct TermEvaluator {
  let term: Expression
  let layout: Layout
  let kind: ColumnKind

  /// The value on each row; where an operation fails, the row is noted with the reason.
  func values(
    _ input: Rows, _ numbers: NumberPool, _ failures: inout [Int: ArithmeticFailure]
  ) -> [Int64] {
    evaluate(term, input, numbers, &failures)
  }

  private func evaluate(
    _ term: Expression, _ input: Rows, _ numbers: NumberPool,
    _ failures: inout [Int: ArithmeticFailure]
  ) -> [Int64] {
    switch term {
    case .constant(let code):
      return [Int64](repeating: read(code, numbers), count: input.count)
    case .variable(let variable):
      guard let slot = layout.slot(variable) else {
        return [Int64](repeating: 0, count: input.count)
      }
      let source = input.column(slot)
      return [Int64](unsafeUninitializedCapacity: input.count) { values, initialized in
        // Safe: the column holds `input.count` values.
        for row in 0..<input.count { values[row] = read(source[row], numbers) }
        initialized = input.count
      }
    case .arithmetic(let sign, let left, let right, let kind):
      var values = evaluate(left, input, numbers, &failures)
      let others = evaluate(right, input, numbers, &failures)
      for row in 0..<input.count {
        do throws(ArithmeticFailure) {
          values[row] = try Arithmetic.apply(sign, values[row], others[row], kind)
        } catch {
          if failures[row] == nil { failures[row] = error }
          values[row] = 0
        }
      }
      return values
    case .call:
      for row in 0..<input.count where failures[row] == nil {
        failures[row] = .undefined("a function", reason: "it is not known")
      }
      return [Int64](repeating: 0, count: input.count)
    }
  }

  /// Symbols are compared by their codes.
  @inline(__always)
  private func read(_ code: UInt32, _ numbers: NumberPool) -> Int64 {
    kind == .symbol ? Int64(code) : numbers.value(code)
  }
}
