extension Formula {
  /// The terms in the formula, from left to right.
  var arguments: [Argument] {
    switch self {
    case .argument(let argument): [argument]
    case .arithmetic(let left, _, let right): left.arguments + right.arguments
    case .call(_, let operands): operands.flatMap(\.arguments)
    }
  }

  /// The variables in the formula.
  var variables: Set<VariableID> { Set(arguments.compactMap(\.variable)) }

  /// The variable, if the formula is nothing else.
  var loneVariable: VariableID? {
    guard case .argument(.variable(let variable)) = self else { return nil }
    return variable
  }
}

extension Argument {
  /// The variable, if the term is one.
  var variable: VariableID? {
    guard case .variable(let variable) = self else { return nil }
    return variable
  }
}

extension Atom {
  /// The variables among the terms.
  var variables: Set<VariableID> { Set(arguments.compactMap(\.variable)) }
}

extension AggregateFormula {
  /// The variables that occur in the body, its exceptions, the value and `per`.
  var variables: Set<VariableID> {
    (body + exceptions).reduce(into: Set(per + [value].compactMap(\.self))) {
      $0.formUnion($1.variables)
    }
  }
}

extension Premise {
  /// The variables that occur anywhere in the premise.
  var variables: Set<VariableID> {
    if case .aggregate(let aggregate, _, _) = self {
      return outerVariables.union(aggregate.variables)
    }
    return outerVariables
  }

  /// The variables that occur in the premise outside of an aggregate.
  var outerVariables: Set<VariableID> {
    switch self {
    case .atom(let atom), .sometime(let atom, _), .always(let atom, _):
      atom.variables
    case .comparison(let left, _, let right):
      left.variables.union(right.variables)
    case .same(let left, let right):
      Set([left, right].compactMap(\.variable))
    case .run(let atom, let start, let end, let length):
      atom.variables.union([start, end, length].compactMap(\.self))
    case .range(let variable, let from, let to, let step):
      from.variables.union(to.variables).union(step?.variables ?? []).union([variable])
    case .aggregate(_, _, let bound):
      bound.variables
    }
  }

  /// The atom that the premise looks at, with or without a window.
  var atom: Atom? {
    switch self {
    case .atom(let atom), .sometime(let atom, _), .always(let atom, _), .run(let atom, _, _, _):
      atom
    case .comparison, .same, .range, .aggregate:
      nil
    }
  }

  /// The window through which the premise looks.
  var window: Window? {
    switch self {
    case .sometime(_, let window), .always(_, let window): window
    default: nil
    }
  }

  /// The premise and, if it is an aggregate, what stands in its body.
  var flattened: [Premise] {
    guard case .aggregate(let aggregate, _, _) = self else { return [self] }
    return [self] + (aggregate.body + aggregate.exceptions).flatMap(\.flattened)
  }
}
