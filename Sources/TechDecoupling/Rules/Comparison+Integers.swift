// Concrete overloads: generic ones cost the type checker minutes where these cost milliseconds.

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Int>, right: Int) -> Premise {
  .comparison(left.formula, .equal, Formula(right))
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Int, right: Variable<Int>) -> Premise {
  .comparison(Formula(left), .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Variable<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Calculation<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Calculation<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Calculation<Int>, right: Int) -> Premise {
  .comparison(left.formula, .equal, Formula(right))
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == (left: Calculation<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Int>, right: Int) -> Premise {
  .comparison(left.formula, .notEqual, Formula(right))
}

/// Says that the two differ.
public func != (left: Int, right: Variable<Int>) -> Premise {
  .comparison(Formula(left), .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Variable<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Calculation<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Calculation<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != (left: Calculation<Int>, right: Int) -> Premise {
  .comparison(left.formula, .notEqual, Formula(right))
}

/// Says that the two differ.
public func != (left: Calculation<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Int>, right: Int) -> Premise {
  .comparison(left.formula, .less, Formula(right))
}

/// Says that the first is less.
public func < (left: Int, right: Variable<Int>) -> Premise {
  .comparison(Formula(left), .less, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Variable<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Calculation<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Calculation<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is less.
public func < (left: Calculation<Int>, right: Int) -> Premise {
  .comparison(left.formula, .less, Formula(right))
}

/// Says that the first is less.
public func < (left: Calculation<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .less, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Int>, right: Int) -> Premise {
  .comparison(left.formula, .lessOrEqual, Formula(right))
}

/// Says that the first is at most the second.
public func <= (left: Int, right: Variable<Int>) -> Premise {
  .comparison(Formula(left), .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Variable<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Calculation<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Calculation<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is at most the second.
public func <= (left: Calculation<Int>, right: Int) -> Premise {
  .comparison(left.formula, .lessOrEqual, Formula(right))
}

/// Says that the first is at most the second.
public func <= (left: Calculation<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .lessOrEqual, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Int>, right: Int) -> Premise {
  .comparison(left.formula, .greater, Formula(right))
}

/// Says that the first is greater.
public func > (left: Int, right: Variable<Int>) -> Premise {
  .comparison(Formula(left), .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Variable<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Calculation<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Calculation<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is greater.
public func > (left: Calculation<Int>, right: Int) -> Premise {
  .comparison(left.formula, .greater, Formula(right))
}

/// Says that the first is greater.
public func > (left: Calculation<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .greater, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Int>, right: Int) -> Premise {
  .comparison(left.formula, .greaterOrEqual, Formula(right))
}

/// Says that the first is at least the second.
public func >= (left: Int, right: Variable<Int>) -> Premise {
  .comparison(Formula(left), .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Variable<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Calculation<Int>, right: Variable<Int>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Calculation<Int>, right: Calculation<Int>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}

/// Says that the first is at least the second.
public func >= (left: Calculation<Int>, right: Int) -> Premise {
  .comparison(left.formula, .greaterOrEqual, Formula(right))
}

/// Says that the first is at least the second.
public func >= (left: Calculation<Int>, right: Parameter<Int>) -> Premise {
  .comparison(left.formula, .greaterOrEqual, right.formula)
}
