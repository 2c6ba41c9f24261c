/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Aggregate<Day>, right: Day) -> Premise {
  .aggregate(left.formula, .equal, Formula(right))
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Aggregate<Day>, right: Variable<Day>) -> Premise {
  .aggregate(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Aggregate<Day>, right: Parameter<Day>) -> Premise {
  .aggregate(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Aggregate<Day>, right: Calculation<Day>) -> Premise {
  .aggregate(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Day>, right: Aggregate<Day>) -> Premise {
  .aggregate(right.formula, .equal, left.formula)
}

/// Says that the two differ.
public func != (left: Aggregate<Day>, right: Day) -> Premise {
  .aggregate(left.formula, .notEqual, Formula(right))
}

/// Says that the two differ.
public func != (left: Aggregate<Day>, right: Variable<Day>) -> Premise {
  .aggregate(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Aggregate<Day>, right: Parameter<Day>) -> Premise {
  .aggregate(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Aggregate<Day>, right: Calculation<Day>) -> Premise {
  .aggregate(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Day>, right: Aggregate<Day>) -> Premise {
  .aggregate(right.formula, .notEqual, left.formula)
}

/// Says that the first is less.
public func < (left: Aggregate<Day>, right: Day) -> Premise {
  .aggregate(left.formula, .less, Formula(right))
}

/// Says that the first is less.
public func < (left: Aggregate<Day>, right: Variable<Day>) -> Premise {
  .aggregate(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Aggregate<Day>, right: Parameter<Day>) -> Premise {
  .aggregate(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Aggregate<Day>, right: Calculation<Day>) -> Premise {
  .aggregate(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Day>, right: Aggregate<Day>) -> Premise {
  .aggregate(right.formula, .greater, left.formula)
}

/// Says that the first is at most the second.
public func <= (left: Aggregate<Day>, right: Day) -> Premise {
  .aggregate(left.formula, .lessOrEqual, Formula(right))
}

/// Says that the first is at most the second.
public func <= (left: Aggregate<Day>, right: Variable<Day>) -> Premise {
  .aggregate(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Aggregate<Day>, right: Parameter<Day>) -> Premise {
  .aggregate(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Aggregate<Day>, right: Calculation<Day>) -> Premise {
  .aggregate(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Day>, right: Aggregate<Day>) -> Premise {
  .aggregate(right.formula, .greaterOrEqual, left.formula)
}

/// Says that the first is greater.
public func > (left: Aggregate<Day>, right: Day) -> Premise {
  .aggregate(left.formula, .greater, Formula(right))
}

/// Says that the first is greater.
public func > (left: Aggregate<Day>, right: Variable<Day>) -> Premise {
  .aggregate(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Aggregate<Day>, right: Parameter<Day>) -> Premise {
  .aggregate(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Aggregate<Day>, right: Calculation<Day>) -> Premise {
  .aggregate(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Day>, right: Aggregate<Day>) -> Premise {
  .aggregate(right.formula, .less, left.formula)
}

/// Says that the first is at least the second.
public func >= (left: Aggregate<Day>, right: Day) -> Premise {
  .aggregate(left.formula, .greaterOrEqual, Formula(right))
}

/// Says that the first is at least the second.
public func >= (left: Aggregate<Day>, right: Variable<Day>) -> Premise {
  .aggregate(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Aggregate<Day>, right: Parameter<Day>) -> Premise {
  .aggregate(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Aggregate<Day>, right: Calculation<Day>) -> Premise {
  .aggregate(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Day>, right: Aggregate<Day>) -> Premise {
  .aggregate(right.formula, .lessOrEqual, left.formula)
}
