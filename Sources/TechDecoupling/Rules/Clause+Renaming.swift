extension Clause {
  /// Returns the clause with other variables in the place of some.
  func renaming(_ names: [VariableID: VariableID]) -> Clause {
    Clause(
      head: head.renaming(names), premises: premises.map { $0.renaming(names) },
      exceptions: exceptions.map { $0.renaming(names) },
      reason: reason.map { reason in
        Reason(
          parts: reason.parts.map { part in
            guard case .argument(let argument) = part else { return part }
            return .argument(argument.renaming(names))
          })
      })
  }
}

extension AggregateFormula {
  /// Returns the aggregate with other variables in the place of some.
  func renaming(_ names: [VariableID: VariableID]) -> AggregateFormula {
    var result = self
    result.value = value.map { names[$0] ?? $0 }
    result.per = per.map { names[$0] ?? $0 }
    result.body = body.map { $0.renaming(names) }
    result.exceptions = exceptions.map { $0.renaming(names) }
    return result
  }
}

extension Premise {
  fileprivate func renaming(_ names: [VariableID: VariableID]) -> Premise {
    switch self {
    case .atom(let atom): .atom(atom.renaming(names))
    case .sometime(let atom, let window): .sometime(atom.renaming(names), window)
    case .always(let atom, let window): .always(atom.renaming(names), window)
    case .comparison(let left, let comparison, let right):
      .comparison(left.renaming(names), comparison, right.renaming(names))
    case .same(let left, let right): .same(left.renaming(names), right.renaming(names))
    case .run(let atom, let start, let end, let length):
      .run(
        atom.renaming(names), start: start.map { names[$0] ?? $0 },
        end: end.map { names[$0] ?? $0 },
        length: length.map { names[$0] ?? $0 })
    case .range(let variable, let from, let to, let step):
      .range(
        names[variable] ?? variable, from: from.renaming(names), to: to.renaming(names),
        step: step?.renaming(names))
    case .aggregate(let aggregate, let comparison, let value):
      .aggregate(aggregate.renaming(names), comparison, value.renaming(names))
    }
  }
}

extension Atom {
  fileprivate func renaming(_ names: [VariableID: VariableID]) -> Atom {
    Atom(relation: relation, arguments: arguments.map { $0.renaming(names) })
  }
}

extension Argument {
  fileprivate func renaming(_ names: [VariableID: VariableID]) -> Argument {
    guard case .variable(let variable) = self, let name = names[variable] else { return self }
    return .variable(name)
  }
}

extension Formula {
  fileprivate func renaming(_ names: [VariableID: VariableID]) -> Formula {
    switch self {
    case .argument(let argument): .argument(argument.renaming(names))
    case .arithmetic(let left, let operation, let right):
      .arithmetic(left.renaming(names), operation, right.renaming(names))
    case .call(let functor, let operands):
      .call(functor, operands.map { $0.renaming(names) })
    }
  }
}
