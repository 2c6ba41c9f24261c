/// Arithmetic on variables, parameters and values, for comparisons: `price * units + tax`.
///
/// Integers and decimals are never mixed. Overflow and division by zero end an evaluation with an
/// error that names the rule, the values and the day.
public struct Calculation<ColumnValue: OrderedColumn>: Operand {
  /// The calculation with its type erased.
  public let formula: Formula

  init(_ left: Formula, _ operation: ArithmeticOperator, _ right: Formula) {
    formula = .arithmetic(left, operation, right)
  }
}
