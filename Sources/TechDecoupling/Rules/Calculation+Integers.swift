/// Adds two numbers.
public func + (left: Variable<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Variable<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .add, Formula(right))
}

/// Adds two numbers.
public func + (left: Int, right: Variable<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .add, right.formula)
}

/// Adds two numbers.
public func + (left: Variable<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Parameter<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Variable<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Calculation<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Calculation<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Calculation<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .add, Formula(right))
}

/// Adds two numbers.
public func + (left: Int, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .add, right.formula)
}

/// Adds two numbers.
public func + (left: Calculation<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .add, right.formula)
}

/// Subtracts one number from another.
public func - (left: Variable<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Variable<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .subtract, Formula(right))
}

/// Subtracts one number from another.
public func - (left: Int, right: Variable<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Variable<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Parameter<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Variable<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Calculation<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Calculation<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Calculation<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .subtract, Formula(right))
}

/// Subtracts one number from another.
public func - (left: Int, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Calculation<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Multiplies two numbers.
public func * (left: Variable<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Variable<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .multiply, Formula(right))
}

/// Multiplies two numbers.
public func * (left: Int, right: Variable<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Variable<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Parameter<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Variable<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Calculation<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Calculation<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Calculation<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .multiply, Formula(right))
}

/// Multiplies two numbers.
public func * (left: Int, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Calculation<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Variable<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Variable<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .divide, Formula(right))
}

/// Divides one number by another; integers toward zero.
public func / (left: Int, right: Variable<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Variable<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Parameter<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Variable<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Calculation<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Calculation<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Calculation<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .divide, Formula(right))
}

/// Divides one number by another; integers toward zero.
public func / (left: Int, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .divide, right.formula)
}

/// Divides one number by another; integers toward zero.
public func / (left: Calculation<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .divide, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Variable<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Variable<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .remainder, Formula(right))
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Int, right: Variable<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Variable<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Parameter<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Variable<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Calculation<Int>, right: Variable<Int>) -> Calculation<Int> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Calculation<Int>, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Calculation<Int>, right: Int) -> Calculation<Int> {
  Calculation(left.formula, .remainder, Formula(right))
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Int, right: Calculation<Int>) -> Calculation<Int> {
  Calculation(Formula(left), .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Calculation<Int>, right: Parameter<Int>) -> Calculation<Int> {
  Calculation(left.formula, .remainder, right.formula)
}
