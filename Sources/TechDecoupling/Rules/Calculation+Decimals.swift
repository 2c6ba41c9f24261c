/// Adds two numbers.
public func + (left: Variable<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Variable<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .add, Formula(right))
}

/// Adds two numbers.
public func + (left: Fixed, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .add, right.formula)
}

/// Adds two numbers.
public func + (left: Variable<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Parameter<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Variable<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Calculation<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .add, right.formula)
}

/// Adds two numbers.
public func + (left: Calculation<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .add, Formula(right))
}

/// Adds two numbers.
public func + (left: Fixed, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .add, right.formula)
}

/// Adds two numbers.
public func + (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .add, right.formula)
}

/// Subtracts one number from another.
public func - (left: Variable<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Variable<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, Formula(right))
}

/// Subtracts one number from another.
public func - (left: Fixed, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Variable<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Parameter<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Variable<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Calculation<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Calculation<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, Formula(right))
}

/// Subtracts one number from another.
public func - (left: Fixed, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .subtract, right.formula)
}

/// Subtracts one number from another.
public func - (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Multiplies two numbers.
public func * (left: Variable<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Variable<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, Formula(right))
}

/// Multiplies two numbers.
public func * (left: Fixed, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Variable<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Parameter<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Variable<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Calculation<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Calculation<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, Formula(right))
}

/// Multiplies two numbers.
public func * (left: Fixed, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .multiply, right.formula)
}

/// Multiplies two numbers.
public func * (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .multiply, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Variable<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Variable<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, Formula(right))
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Fixed, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .divide, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Variable<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Parameter<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Variable<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Calculation<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Calculation<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, Formula(right))
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Fixed, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .divide, right.formula)
}

/// Divides one number by another, cut to six places toward zero.
public func / (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .divide, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Variable<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Variable<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, Formula(right))
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Fixed, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Variable<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Parameter<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Variable<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Calculation<Fixed>, right: Variable<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Calculation<Fixed>, right: Fixed) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, Formula(right))
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Fixed, right: Calculation<Fixed>) -> Calculation<Fixed> {
  Calculation(Formula(left), .remainder, right.formula)
}

/// Returns what is left of a division, with the sign of the first number.
public func % (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Calculation<Fixed> {
  Calculation(left.formula, .remainder, right.formula)
}
