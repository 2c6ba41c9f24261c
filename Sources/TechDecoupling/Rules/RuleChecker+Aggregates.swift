extension RuleChecker {
  func resultType(of aggregate: AggregateFormula) -> ColumnType? {
    guard aggregate.function != .count else { return .integer }
    return aggregate.value.map { rule.variableTypes[$0.number] }
  }

  /// Checks an aggregate, and those that stand inside of it.
  ///
  /// - Parameter outside: The variables that the premises beside the aggregate bind, and those
  ///   around them.
  mutating func check(_ aggregate: AggregateFormula, outside: Set<VariableID>) {
    let valueType = aggregate.value.map { rule.variableTypes[$0.number] }
    let isRight: Bool
    switch aggregate.function {
    case .count: isRight = valueType == nil
    case .sum: isRight = valueType?.isNumeric ?? false
    case .min, .max: isRight = valueType?.isMeasured ?? false
    }
    if !isRight { report(.aggregatedType(aggregate.function, valueType)) }
    let group = aggregate.variables.intersection(outside)
    let inner = Bindings(aggregate.body, given: group)
    for premise in aggregate.body + aggregate.exceptions {
      if case .run = premise {
        report(.runInside(.aggregate))
      } else {
        check(premise, outside: inner.bound)
      }
    }
    for exception in aggregate.exceptions {
      if case .run = exception { continue }
      checkAsException(exception)
    }
    for variable in aggregate.per + [aggregate.value].compactMap(\.self) {
      if outside.contains(variable) {
        report(.fixedMember(name(variable)))
      } else {
        check([variable], in: .aggregate, aggregate, inner)
      }
    }
    for premise in aggregate.body + aggregate.exceptions {
      check(premise.outerVariables, in: .aggregate, aggregate, inner)
    }
  }

  /// Reports variables that nothing in an aggregate's body binds.
  private mutating func check(
    _ variables: Set<VariableID>, in use: RulebookProblem.Use, _ aggregate: AggregateFormula,
    _ inner: Bindings
  ) {
    for variable in variables.subtracting(inner.bound) {
      let deeper = (aggregate.body + aggregate.exceptions).boundInside
      report(
        deeper.contains(variable)
          ? .boundOnlyInside(name(variable), in: use) : .unboundVariable(name(variable), in: use))
    }
  }
}

extension [Premise] {
  /// Variables that the bodies of aggregates among the premises bind.
  var boundInside: Set<VariableID> {
    reduce(into: []) { result, premise in
      guard case .aggregate(let aggregate, _, _) = premise else { return }
      result.formUnion(Bindings(aggregate.body).bound)
      result.formUnion((aggregate.body + aggregate.exceptions).boundInside)
    }
  }
}
