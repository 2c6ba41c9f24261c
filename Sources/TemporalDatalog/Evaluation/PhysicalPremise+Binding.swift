extension PhysicalPremise {
  var isMatch: Bool { if case .match = self { true } else { false } }
  var isRange: Bool { if case .range = self { true } else { false } }

  /// About how many numbers a range gives to each row.
  func expectedCount(_ numbers: NumberPool) -> Double {
    guard case .range(_, .constant(let from), .constant(let to), let step, let kind) = self else {
      return 16
    }
    var width: Int64?
    if case .constant(let code) = step { width = numbers.value(code) }
    return NumberRange(from: numbers.value(from), to: numbers.value(to), step: width, kind).count
  }

  /// Whether the premise computes something that may fail, or is dear.
  var isLate: Bool {
    switch self {
    case .match, .absent: false
    case .compare(let left, _, let right, _): left.mayFail || right.mayFail
    case .assign(_, let term, _): term.mayFail
    case .range: rangeTerms.contains(where: \.mayFail)
    case .aggregate: true
    }
  }

  /// The variable that the premise gives a value to.
  var assigned: Int? {
    switch self {
    case .assign(let variable, _, _), .range(let variable, _, _, _, _): variable
    case .aggregate(let read):
      if case .value(let variable) = read.use { variable } else { nil }
    case .match, .absent, .compare: nil
    }
  }

  /// Variables that must be bound before.
  var needs: VariableSet {
    switch self {
    case .match: []
    case .absent(_, let operands): VariableSet(operands.lazy.compactMap(\.variable))
    case .compare(let left, _, let right, _): left.variableSet.union(right.variableSet)
    case .assign(_, let term, _): term.variableSet
    case .range: VariableSet(rangeTerms.flatMap(\.variables))
    case .aggregate(let read):
      switch read.use {
      case .value: VariableSet(read.group)
      case .compare(_, let term): VariableSet(read.group + term.variables)
      }
    }
  }

  /// Variables that are bound afterwards.
  var bindable: VariableSet {
    if case .match(_, let operands) = self {
      return VariableSet(operands.lazy.compactMap(\.variable))
    }
    return assigned.map { VariableSet(CollectionOfOne($0)) } ?? []
  }

  var mentioned: VariableSet { needs.union(bindable) }
}

extension Expression {
  /// The variables read.
  fileprivate var variableSet: VariableSet {
    switch self {
    case .variable(let number): VariableSet(CollectionOfOne(number))
    case .constant: []
    case .arithmetic, .call: VariableSet(variables)
    }
  }
}

extension Operand {
  var variable: Int? { if case .variable(let number) = self { number } else { nil } }
}

extension Literal {
  var variables: VariableSet { VariableSet(operands.lazy.compactMap(\.variable)) }
}
