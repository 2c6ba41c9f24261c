// Concrete overloads: generic ones cost the type checker minutes where these cost milliseconds.

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .equal, Formula(right))
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Fixed, right: Variable<Fixed>) -> Premise {
  .comparison(Formula(left), .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Calculation<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Calculation<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .equal, Formula(right))
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .notEqual, Formula(right))
}

/// Says that the two differ.
public func != (left: Fixed, right: Variable<Fixed>) -> Premise {
  .comparison(Formula(left), .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Calculation<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Calculation<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .notEqual, Formula(right))
}

/// Says that the two differ.
public func != (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .less, Formula(right))
}

/// Says that the first is less.
public func < (left: Fixed, right: Variable<Fixed>) -> Premise {
  .comparison(Formula(left), .less, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Calculation<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Calculation<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .less, Formula(right))
}

/// Says that the first is less.
public func < (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .lessOrEqual, Formula(right))
}

/// Says that the first is at most the second.
public func <= (left: Fixed, right: Variable<Fixed>) -> Premise {
  .comparison(Formula(left), .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Calculation<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Calculation<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .lessOrEqual, Formula(right))
}

/// Says that the first is at most the second.
public func <= (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .greater, Formula(right))
}

/// Says that the first is greater.
public func > (left: Fixed, right: Variable<Fixed>) -> Premise {
  .comparison(Formula(left), .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Calculation<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Calculation<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .greater, Formula(right))
}

/// Says that the first is greater.
public func > (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .greaterOrEqual, Formula(right))
}

/// Says that the first is at least the second.
public func >= (left: Fixed, right: Variable<Fixed>) -> Premise {
  .comparison(Formula(left), .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Calculation<Fixed>, right: Variable<Fixed>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Calculation<Fixed>, right: Calculation<Fixed>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Calculation<Fixed>, right: Fixed) -> Premise {
  .comparison(left.formula, .greaterOrEqual, Formula(right))
}

/// Says that the first is at least the second.
public func >= (left: Calculation<Fixed>, right: Parameter<Fixed>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}
