// Two numbers of one type: integers or decimals, never mixed.

/// Adds two numbers.
public func + <Left: Operand, Right: Operand>(
  left: Left, right: Right
) -> Calculation<Left.ColumnValue>
where Left.ColumnValue: NumericColumn, Left.ColumnValue == Right.ColumnValue {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + <Left: Operand>(
  left: Left, right: Left.ColumnValue
) -> Calculation<Left.ColumnValue> where Left.ColumnValue: NumericColumn {
  Calculation(left.formula, .add, Formula(right))
}

/// Adds two numbers.
public func + <Right: Operand>(
  left: Right.ColumnValue, right: Right
) -> Calculation<Right.ColumnValue> where Right.ColumnValue: NumericColumn {
  Calculation(Formula(left), .add, right.formula)
}

/// Subtracts one number from another.
public func - <Left: Operand, Right: Operand>(
  left: Left, right: Right
) -> Calculation<Left.ColumnValue>
where Left.ColumnValue: NumericColumn, Left.ColumnValue == Right.ColumnValue {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - <Left: Operand>(
  left: Left, right: Left.ColumnValue
) -> Calculation<Left.ColumnValue> where Left.ColumnValue: NumericColumn {
  Calculation(left.formula, .subtract, Formula(right))
}

/// Subtracts one number from another.
public func - <Right: Operand>(
  left: Right.ColumnValue, right: Right
) -> Calculation<Right.ColumnValue> where Right.ColumnValue: NumericColumn {
  Calculation(Formula(left), .subtract, right.formula)
}

/// Multiplies two numbers.
public func * <Left: Operand, Right: Operand>(
  left: Left, right: Right
) -> Calculation<Left.ColumnValue>
where Left.ColumnValue: NumericColumn, Left.ColumnValue == Right.ColumnValue {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * <Left: Operand>(
  left: Left, right: Left.ColumnValue
) -> Calculation<Left.ColumnValue> where Left.ColumnValue: NumericColumn {
  Calculation(left.formula, .multiply, Formula(right))
}

/// Multiplies two numbers.
public func * <Right: Operand>(
  left: Right.ColumnValue, right: Right
) -> Calculation<Right.ColumnValue> where Right.ColumnValue: NumericColumn {
  Calculation(Formula(left), .multiply, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / <Left: Operand, Right: Operand>(
  left: Left, right: Right
) -> Calculation<Left.ColumnValue>
where Left.ColumnValue: NumericColumn, Left.ColumnValue == Right.ColumnValue {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / <Left: Operand>(
  left: Left, right: Left.ColumnValue
) -> Calculation<Left.ColumnValue> where Left.ColumnValue: NumericColumn {
  Calculation(left.formula, .divide, Formula(right))
}

/// Divides one number by another; integers toward zero.
public func / <Right: Operand>(
  left: Right.ColumnValue, right: Right
) -> Calculation<Right.ColumnValue> where Right.ColumnValue: NumericColumn {
  Calculation(Formula(left), .divide, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % <Left: Operand, Right: Operand>(
  left: Left, right: Right
) -> Calculation<Left.ColumnValue>
where Left.ColumnValue: NumericColumn, Left.ColumnValue == Right.ColumnValue {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % <Left: Operand>(
  left: Left, right: Left.ColumnValue
) -> Calculation<Left.ColumnValue> where Left.ColumnValue: NumericColumn {
  Calculation(left.formula, .remainder, Formula(right))
}

/// Returns what is left of a division, with the sign of the first number.
public func % <Right: Operand>(
  left: Right.ColumnValue, right: Right
) -> Calculation<Right.ColumnValue> where Right.ColumnValue: NumericColumn {
  Calculation(Formula(left), .remainder, right.formula)
}
