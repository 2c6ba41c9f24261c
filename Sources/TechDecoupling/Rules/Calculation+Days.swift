/// Returns the day a number of days later.
public func + <Left: Operand<Day>, Right: Operand<Int>>(
  day: Left, days: Right
) -> Calculation<Day> {
  Calculation(day.formula, .add, days.formula)
}

/// Returns the day a number of days later.
public func + <Left: Operand<Day>>(day: Left, days: Int) -> Calculation<Day> {
  Calculation(day.formula, .add, Formula(days))
}

/// Returns the day a number of days earlier.
public func - <Left: Operand<Day>, Right: Operand<Int>>(
  day: Left, days: Right
) -> Calculation<Day> {
  Calculation(day.formula, .subtract, days.formula)
}

/// Returns the day a number of days earlier.
public func - <Left: Operand<Day>>(day: Left, days: Int) -> Calculation<Day> {
  Calculation(day.formula, .subtract, Formula(days))
}

/// Returns the number of days from the second day to the first.
public func - <Left: Operand<Day>, Right: Operand<Day>>(
  day: Left, earlier: Right
) -> Calculation<Int> {
  Calculation(day.formula, .subtract, earlier.formula)
}

/// Returns the number of days from the second day to the first.
public func - <Left: Operand<Day>>(day: Left, earlier: Day) -> Calculation<Int> {
  Calculation(day.formula, .subtract, Formula(earlier))
}
