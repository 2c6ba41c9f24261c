import TemporalDatalog

extension RuleLowering {
  func literal(
    _ atom: Atom, _ window: TemporalDatalog.Window? = nil, in compiled: inout CompiledRules
  ) -> Literal {
    let number = compiled.number(of: atom.relation)
    return Literal(number, atom.arguments.map { operand($0, in: &compiled) }, window: window)
  }

  private func operand(_ argument: Argument, in compiled: inout CompiledRules)
    -> TemporalDatalog.Operand
  {
    switch argument {
    case .variable(let variable): .variable(variable.number)
    case .wildcard: .any
    case .value(let value): .constant(compiled.code(value))
    case .parameter(let name, let value): .constant(compiled.code(parameters[name] ?? value))
    }
  }

  func expression(_ formula: Formula, in compiled: inout CompiledRules) -> Expression {
    switch formula {
    case .argument(let argument):
      switch operand(argument, in: &compiled) {
      case .variable(let number): return .variable(number)
      case .constant(let code): return .constant(code)
      case .any: preconditionFailure("a wildcard in a comparison is refused by validation")
      }
    case .arithmetic(let left, let operation, let right):
      return .arithmetic(
        operation.engine, expression(left, in: &compiled), expression(right, in: &compiled),
        kind(left, right))
    case .call(let functor, let operands):
      return call(functor, operands, in: &compiled)
    }
  }

  private func call(
    _ functor: Functor, _ operands: [Formula], in compiled: inout CompiledRules
  ) -> Expression {
    var terms: [Expression] = []
    for operand in operands { terms.append(expression(operand, in: &compiled)) }
    guard let first = operands.first.flatMap(type(of:)), let term = terms.first else {
      preconditionFailure("a functor without operands is refused by validation")
    }
    switch functor {
    case .min, .max:
      let operation: TemporalDatalog.ArithmeticOperator = functor == .min ? .minimum : .maximum
      return terms.dropFirst().reduce(term) { .arithmetic(operation, $0, $1, first.kind) }
    case .text where first.kind == .symbol:
      return term
    case .negate: return .call(.negate, terms, first.kind)
    case .bitNot: return .call(.bitNot, terms, .integer)
    case .logicalNot: return .call(.logicalNot, terms, .integer)
    case .natural: return .call(.natural, terms, .integer)
    case .concatenate: return .call(.concatenate, terms, .symbol)
    case .length: return .call(.textLength, terms, .symbol)
    case .substring: return .call(.substring, terms, .symbol)
    case .ordinal: return .call(.ordinal, terms, .symbol)
    case .text: return .call(.textOfNumber, terms, first.kind)
    case .integer: return .call(.integerOfText, terms, .symbol)
    case .decimal: return .call(.decimalOfText, terms, .symbol)
    case .toInteger: return .call(.integerOfDecimal, terms, .decimal)
    case .toDecimal: return .call(.decimalOfInteger, terms, .integer)
    case .contains: return .call(.contains, terms, .symbol)
    case .matches: return .call(.matches, terms, .symbol)
    }
  }

  // MARK: - Types

  /// The kind of the values of two formulas that are compared or calculated with.
  func kind(_ left: Formula, _ right: Formula) -> ColumnKind {
    (type(of: left) ?? type(of: right))?.kind ?? .integer
  }

  func type(of variable: VariableID) -> ColumnType { rule.variableTypes[variable.number] }

  private func type(of formula: Formula) -> ColumnType? {
    formula.type { type(of: $0) }
  }
}

extension Formula {
  /// The type of a formula that is valid; nil for a wildcard.
  func type(_ variable: (VariableID) -> ColumnType?) -> ColumnType? {
    switch self {
    case .argument(.variable(let number)): variable(number)
    case .argument(.value(let value)), .argument(.parameter(_, let value)): value.type
    case .argument(.wildcard): nil
    case .arithmetic(let left, let operation, let right):
      switch (left.type(variable), operation, right.type(variable)) {
      case (.day, .subtract, .day): .integer
      case (let type, _, _): type
      }
    case .call(let functor, let operands):
      functor.result(of: operands.compactMap { $0.type(variable) })
    }
  }
}
