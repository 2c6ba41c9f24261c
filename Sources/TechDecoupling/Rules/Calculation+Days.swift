/// Returns the day a number of days later.
public func + (left: Variable<Day>, right: Int) -> Calculation<Day> {
  Calculation(left.formula, .add, Formula(right))
}

/// Returns the day a number of days later.
public func + (left: Variable<Day>, right: Variable<Int>) -> Calculation<Day> {
  Calculation(left.formula, .add, right.formula)
}

/// Returns the day a number of days later.
public func + (left: Variable<Day>, right: Parameter<Int>) -> Calculation<Day> {
  Calculation(left.formula, .add, right.formula)
}

/// Returns the day a number of days later.
public func + (left: Variable<Day>, right: Calculation<Int>) -> Calculation<Day> {
  Calculation(left.formula, .add, right.formula)
}

/// Returns the day a number of days later.
public func + (left: Calculation<Day>, right: Int) -> Calculation<Day> {
  Calculation(left.formula, .add, Formula(right))
}

/// Returns the day a number of days later.
public func + (left: Calculation<Day>, right: Variable<Int>) -> Calculation<Day> {
  Calculation(left.formula, .add, right.formula)
}

/// Returns the day a number of days later.
public func + (left: Calculation<Day>, right: Parameter<Int>) -> Calculation<Day> {
  Calculation(left.formula, .add, right.formula)
}

/// Returns the day a number of days later.
public func + (left: Calculation<Day>, right: Calculation<Int>) -> Calculation<Day> {
  Calculation(left.formula, .add, right.formula)
}

/// Returns the day a number of days earlier.
public func - (left: Variable<Day>, right: Int) -> Calculation<Day> {
  Calculation(left.formula, .subtract, Formula(right))
}

/// Returns the day a number of days earlier.
public func - (left: Variable<Day>, right: Variable<Int>) -> Calculation<Day> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the day a number of days earlier.
public func - (left: Variable<Day>, right: Parameter<Int>) -> Calculation<Day> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the day a number of days earlier.
public func - (left: Variable<Day>, right: Calculation<Int>) -> Calculation<Day> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the day a number of days earlier.
public func - (left: Calculation<Day>, right: Int) -> Calculation<Day> {
  Calculation(left.formula, .subtract, Formula(right))
}

/// Returns the day a number of days earlier.
public func - (left: Calculation<Day>, right: Variable<Int>) -> Calculation<Day> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the day a number of days earlier.
public func - (left: Calculation<Day>, right: Parameter<Int>) -> Calculation<Day> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the day a number of days earlier.
public func - (left: Calculation<Day>, right: Calculation<Int>) -> Calculation<Day> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the number of days from the second day to the first.
public func - (left: Variable<Day>, right: Variable<Day>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the number of days from the second day to the first.
public func - (left: Variable<Day>, right: Day) -> Calculation<Int> {
  Calculation(left.formula, .subtract, Formula(right))
}

/// Returns the number of days from the second day to the first.
public func - (left: Day, right: Variable<Day>) -> Calculation<Int> {
  Calculation(Formula(left), .subtract, right.formula)
}

/// Returns the number of days from the second day to the first.
public func - (left: Variable<Day>, right: Parameter<Day>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the number of days from the second day to the first.
public func - (left: Parameter<Day>, right: Variable<Day>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the number of days from the second day to the first.
public func - (left: Variable<Day>, right: Calculation<Day>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}

/// Returns the number of days from the second day to the first.
public func - (left: Calculation<Day>, right: Variable<Day>) -> Calculation<Int> {
  Calculation(left.formula, .subtract, right.formula)
}
