// Entities and text know equality alone; numbers and days have overloads of their own.

/// Says that both are equal; binds a variable that no other premise binds.
public func == <V: Column>(left: Variable<V>, right: Variable<V>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == <V: Column>(left: Variable<V>, right: V) -> Premise {
  .comparison(left.formula, .equal, Formula(right))
}

/// Says that both are equal; binds a variable that no other premise binds.
public func == <V: Column>(left: Variable<V>, right: Parameter<V>) -> Premise {
  .comparison(left.formula, .equal, right.formula)
}

/// Says that the two differ.
public func != <V: Column>(left: Variable<V>, right: Variable<V>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}

/// Says that the two differ.
public func != <V: Column>(left: Variable<V>, right: V) -> Premise {
  .comparison(left.formula, .notEqual, Formula(right))
}

/// Says that the two differ.
public func != <V: Column>(left: Variable<V>, right: Parameter<V>) -> Premise {
  .comparison(left.formula, .notEqual, right.formula)
}
