import TemporalDatalog

/// Words for what an instance of a rule says, with its values.
struct InstanceWords {
  let findings: Findings
  let level: Level
  let rule: Rule
  let bindings: [UInt32?]

  init(_ findings: Findings, _ level: Level, _ rule: Rule, _ bindings: [UInt32?]) {
    self.findings = findings
    self.level = level
    self.rule = rule
    self.bindings = bindings
  }

  /// The rule's own sentence, with names for entities.
  func sentence(_ reason: Reason) -> String {
    reason.parts.map { part in
      switch part {
      case .text(let text): text
      case .argument(let argument): name(argument)
      }
    }.joined()
  }

  private func name(_ argument: Argument) -> String {
    switch argument {
    case .value(let value): findings.name(of: value)
    case .wildcard: "something"
    case .variable(let variable): value(variable.number).map(findings.name) ?? "something"
    case .parameter(let name, let value):
      findings.name(of: findings.rulebook.settings[name] ?? value)
    }
  }

  private func value(_ variable: Int) -> Value? {
    guard bindings.indices.contains(variable), let code = bindings[variable],
      rule.variableTypes.indices.contains(variable)
    else { return nil }
    return level.compiled.value(code, as: rule.variableTypes[variable], in: level.model.pools)
  }

  // MARK: - Premises without a height

  /// What a premise or exception without a height says.
  func kind(
    _ premise: TemporalDatalog.Premise, _ index: Int, _ derivation: Derivation, _ day: Int32,
    _ reading: Reading
  ) -> Explanation.Kind {
    switch premise {
    case .absent(let literal):
      let found = level.matches(literal, derivation.bindings, from: day, .conceivable)
      return .absence(
        Explanation.Absence(
          atom: level.pattern(literal, derivation.bindings), day: Day(number: day),
          window: literal.window.map { WindowTransform($0).words }, isConceivable: !found.isEmpty))
    case .compare(let left, let comparison, let right, let kind):
      let type = type(of: left) ?? type(of: right)
      return .comparison(
        "\(written(left, kind, type)) \(comparison.symbol) \(written(right, kind, type))")
    case .assign(let variable, let expression, let kind):
      let type = type(of: .variable(variable)) ?? type(of: expression)
      return .comparison(
        "\(written(.variable(variable), kind, type)) == \(written(expression, kind, type))")
    case .range(let variable, let from, let to, let step, let kind):
      let type = type(of: .variable(variable))
      let terms = ([from, to] + (step.map { [$0] } ?? [])).map { written($0, kind, type) }
      return .comparison(
        "\(written(.variable(variable), kind, type)) in range(\(terms.joined(separator: ", ")))")
    case .aggregate(let aggregate, .compare(let comparison, let bound)):
      let type = type(of: bound)
      return .comparison(
        "\(aggregate.function.formula.rawValue) \(comparison.symbol)"
          + " \(written(bound, aggregate.kind, type))")
    case .aggregate(let aggregate, .value(let variable)):
      return .comparison(
        "\(aggregate.function.formula.rawValue) is"
          + " \(written(.variable(variable), aggregate.kind, type(of: .variable(variable))))")
    case .holds(let literal), .run(let literal, _):
      return .comparison("\(level.pattern(literal, derivation.bindings))")
    }
  }

  func type(of expression: Expression) -> ColumnType? {
    switch expression {
    case .variable(let variable):
      rule.variableTypes.indices.contains(variable) ? rule.variableTypes[variable] : nil
    case .constant: nil
    case .arithmetic(.subtract, let left, let right, _):
      // Days are added to and subtracted from each other as numbers.
      type(of: left) == .day && type(of: right) == .day ? .integer : type(of: left)
    case .arithmetic(_, let left, let right, _): type(of: left) ?? type(of: right)
    case .call(let functor, _, let kind):
      switch functor.result(kind) {
      case .symbol: .text
      case .integer: .integer
      case .decimal: .decimal
      }
    }
  }

  private func written(_ expression: Expression, _ kind: ColumnKind, _ type: ColumnType?) -> String
  {
    switch expression {
    case .variable(let variable):
      guard bindings.indices.contains(variable), let code = bindings[variable] else { return "_" }
      return written(code, kind, self.type(of: expression) ?? type)
    case .constant(let code):
      return written(code, kind, type)
    case .arithmetic(let operation, let left, let right, let kind):
      let own = self.type(of: left) ?? self.type(of: right)
      switch operation {
      case .minimum, .maximum:
        return "\(operation.symbol)(\(written(left, kind, own)), \(written(right, kind, own)))"
      default:
        return "(\(operand(left, kind, own)) \(operation.symbol) \(operand(right, kind, own)))"
      }
    case .call(.negate, let operands, let kind):
      return operands.map { "-" + written($0, kind, nil) }.joined()
    case .call(let functor, let operands, let kind):
      let words = operands.enumerated().map { index, operand in
        let kind = functor.kind(ofOperand: index, kind)
        return written(operand, kind, kind == .symbol ? .text : nil)
      }
      return "\(functor.symbol)(\(words.joined(separator: ", ")))"
    }
  }

  /// An operand of arithmetic; a number beside a day is a number of days.
  private func operand(
    _ expression: Expression, _ kind: ColumnKind, _ type: ColumnType?
  ) -> String {
    if type == .day, case .constant(let code) = expression { return written(code, kind, .integer) }
    return written(expression, kind, type)
  }

  private func written(_ code: UInt32, _ kind: ColumnKind, _ type: ColumnType?) -> String {
    let type =
      type
      ?? {
        switch kind {
        case .symbol: .entity(role: nil)
        case .integer: .integer
        case .decimal: .decimal
        }
      }()
    let value = level.compiled.value(code, as: type, in: level.model.pools)
    if case .text(let text) = value { return "\"\(text)\"" }
    return findings.name(of: value)
  }

  // MARK: - Aggregates

  /// What an aggregate counts once.
  func member(_ variables: [Int]) -> String {
    guard !variables.isEmpty else { return "member" }
    // No code stands for a value without its variable: symbols and numbers share codes.
    return variables.map { written(.variable($0), .symbol, nil) }.joined(separator: ", ")
  }
}

extension Findings {
  /// The name of an entity, or a value as it is written.
  func name(of value: Value) -> String {
    switch value {
    case .entity(let id): trusted.facts.entities[id]?.name ?? chronicle.entities.name(of: id)
    case .text(let text): text
    case .integer, .decimal, .day: value.written
    }
  }
}

extension WindowTransform {
  /// The window in words.
  var words: String {
    let kind = isAlways ? "on every day" : "on some day"
    switch (first, last) {
    case (.min, -1): return "\(kind) before"
    case (0, 0): return "\(kind) of today alone"
    case (let first, 0): return "\(kind) of the past \(days(first))"
    case (0, let last): return "\(kind) of the next \(days(last))"
    case (let first, let last): return "\(kind) from \(first) to \(last) days away"
    }
  }

  private func days(_ count: Int32) -> String {
    count.magnitude == 1 ? "day" : "\(count.magnitude) days"
  }
}

extension TemporalDatalog.Functor {
  /// The name as rule text has it.
  fileprivate var symbol: String {
    let functor: Functor =
      switch self {
      case .negate: .negate
      case .bitNot: .bitNot
      case .logicalNot: .logicalNot
      case .natural: .natural
      case .concatenate: .concatenate
      case .textLength: .length
      case .substring: .substring
      case .ordinal: .ordinal
      case .textOfNumber: .text
      case .integerOfText: .integer
      case .decimalOfText: .decimal
      case .integerOfDecimal: .toInteger
      case .decimalOfInteger: .toDecimal
      case .contains: .contains
      case .matches: .matches
      }
    return functor.rawValue
  }
}

extension TemporalDatalog.Comparison {
  var symbol: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }
}

extension AggregateFunction {
  var formula: AggregateFormula.Function {
    switch self {
    case .count: .count
    case .sum: .sum
    case .minimum: .min
    case .maximum: .max
    }
  }

  /// The value of some members; nil if there is none, or if the sum does not fit.
  func value(of numbers: [Int64]) -> Int64? {
    switch self {
    case .count: return Int64(numbers.count)
    case .minimum: return numbers.min()
    case .maximum: return numbers.max()
    case .sum:
      var sum: Int64 = 0
      for number in numbers {
        let (result, overflow) = sum.addingReportingOverflow(number)
        if overflow { return nil }
        sum = result
      }
      return sum
    }
  }
}
