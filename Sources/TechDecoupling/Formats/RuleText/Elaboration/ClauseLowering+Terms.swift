extension ClauseLowering {
  /// The term as it stands in an atom; a calculation becomes a variable of its value.
  mutating func argument(_ node: Int, into body: inout Body) -> Argument {
    let formula = formula(node, into: &body)
    if case .argument(let argument) = formula { return argument }
    if let value = formula.folded { return .value(value) }
    let variable = fresh(node)
    body.add(
      .comparison(.argument(.variable(variable)), .equal, formula), clause.nodes[node].range)
    return .variable(variable)
  }

  mutating func formula(_ node: Int, into body: inout Body) -> Formula {
    switch clause.nodes[node].kind {
    case .variable(_, let number):
      return .argument(.variable(VariableID(number)))
    case .wildcard:
      return .argument(.wildcard)
    case .literal(let literal):
      return .argument(.value(value(literal, node)))
    case .parameter(let name, let literal):
      if let setting = settings[name] { usedSettings[name] = value(setting, node) }
      return .argument(.parameter(name, default: value(literal, node)))
    case .cast(let inner, let type):
      let formula = formula(inner, into: &body)
      let isNumber = types.isOfBase(inference.set(inner), .number)
      return isNumber && types.bases(of: type) == [.unsigned] ? .natural(formula) : formula
    case .aggregate(let number) where clause.aggregates[number].function == "mean":
      return mean(number, clause.nodes[node].range, into: &body)
    case .aggregate(let number):
      let variable = fresh(node)
      body.add(
        .aggregate(formula(ofAggregate: number), .equal, .argument(.variable(variable))),
        clause.nodes[node].range)
      return .argument(.variable(variable))
    case .call("range", _):
      let variable = fresh(node)
      body.counted.append(variable)
      addRange(node, to: variable, into: &body)
      return .argument(.variable(variable))
    case .call(let name, let operands):
      let parts = operands.map { formula($0, into: &body) }
      return call(name, parts, inference.overloads[node], clause.nodes[node].range)
    }
  }

  private mutating func value(_ literal: RuleClause.Literal, _ node: Int) -> Value {
    let base =
      inference.literalBases[node]
      ?? inference.set(node).types?.first.map { types.base(of: $0) } ?? literal.bases[0]
    switch literal.value(of: base) {
    case .success(let value):
      return value
    case .failure(let mistake):
      // The default is reported with the types; what it is set to is not typed by itself.
      switch mistake {
      case .type:
        report(.literalType(found: literal.written, expected: base.name), clause.nodes[node].range)
      case .number(let digits, let reason):
        report(.numberRange(digits, reason: reason), clause.nodes[node].range)
      case .date(let text, let problem): report(.date(text, problem), clause.nodes[node].range)
      }
      return .integer(0)
    }
  }
}
