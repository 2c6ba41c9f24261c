/// Arithmetic on variables, parameters and values, for comparisons: `price * units + tax`.
public struct Calculation<ColumnValue: Column>: Operand {
  /// The calculation with its type erased.
  public let formula: Formula

  init(_ left: Formula, _ operation: ArithmeticOperator, _ right: Formula) {
    formula = .arithmetic(left, operation, right)
  }
}
