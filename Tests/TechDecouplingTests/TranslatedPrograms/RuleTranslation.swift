import TechDecoupling
import TemporalDatalog
import TestSupport

/// Writes one of the engine's rules as a rule of the library.
struct RuleTranslation {
  let program: RandomProgram
  let rule: ProgramRule
  /// The engine's variables in the order of the library's.
  private var variables: [Int] = []
  private var kinds: [Int: ColumnKind] = [:]

  init(_ program: RandomProgram, _ rule: ProgramRule) {
    self.program = program
    self.rule = rule
    collect(rule.premises)
    variables = kinds.keys.sorted()
  }

  func rule(named name: String) throws -> Rule {
    let (premises, exceptions) = try translated(rule.premises)
    return Rule(
      name, location: SourceLocation(fileID: "random", line: rule.origin),
      variableTypes: variables.map { RandomProgram.type(kinds[$0] ?? .symbol) },
      clause: Clause(head: atom(rule.head), premises: premises, exceptions: exceptions))
  }

  // MARK: - Variables

  private mutating func collect(_ premises: [TemporalDatalog.Premise]) {
    for premise in premises {
      switch premise {
      case .holds(let literal), .absent(let literal): collect(literal)
      case .run(let literal, let parts):
        collect(literal)
        for variable in [parts.start, parts.end, parts.length].compactMap({ $0 }) {
          kinds[variable] = .integer
        }
      case .assign(let variable, _, let kind), .range(let variable, _, _, _, let kind):
        kinds[variable] = kind
      case .aggregate(let aggregate, let use):
        collect(aggregate.body)
        if case .value(let variable) = use { kinds[variable] = aggregate.kind }
      case .compare: break
      }
    }
  }

  private mutating func collect(_ literal: Literal) {
    for (operand, kind) in zip(
      literal.operands, program.program.relations[literal.relation].columns)
    {
      if case .variable(let variable) = operand { kinds[variable] = kind }
    }
  }

  private func id(_ variable: Int) -> VariableID {
    VariableID(variables.firstIndex(of: variable) ?? variables.count)
  }

  // MARK: - Premises

  private func translated(
    _ premises: [TemporalDatalog.Premise]
  ) throws -> ([TechDecoupling.Premise], [TechDecoupling.Premise]) {
    var positive: [TechDecoupling.Premise] = []
    // `==` binds in the order in which premises are written, so that what computes comes first.
    var comparisons: [TechDecoupling.Premise] = []
    var exceptions: [TechDecoupling.Premise] = []
    for premise in premises {
      switch premise {
      case .holds(let literal): positive.append(try windowed(literal))
      case .absent(let literal): exceptions.append(try windowed(literal))
      case .compare(let left, let comparison, let right, let kind):
        comparisons.append(
          .comparison(try formula(left, kind), sign(comparison), try formula(right, kind)))
      case .assign(let variable, let term, let kind):
        positive.append(
          .comparison(.argument(.variable(id(variable))), .equal, try formula(term, kind)))
      case .range(let variable, let from, let to, let step, let kind):
        positive.append(
          .range(
            id(variable), from: try formula(from, kind), to: try formula(to, kind),
            step: try step.map { try formula($0, kind) }))
      case .run(let literal, let parts):
        // The engine's days are numbers; the library keeps them apart.
        guard parts.start == nil, parts.end == nil, let length = parts.length else {
          throw Untranslatable(reason: "a day used as a number")
        }
        positive.append(.run(atom(literal), start: nil, end: nil, length: id(length)))
      case .aggregate(let aggregate, let use):
        let (body, absent) = try translated(aggregate.body)
        let function: AggregateFormula.Function =
          switch aggregate.function {
          case .count: .count
          case .sum: .sum
          case .minimum: .min
          case .maximum: .max
          }
        let formula = AggregateFormula(
          function: function, value: aggregate.value.map(id), per: aggregate.per.map(id),
          body: body, exceptions: absent)
        switch use {
        case .value(let variable):
          positive.append(.aggregate(formula, .equal, .argument(.variable(id(variable)))))
        case .compare(let comparison, let bound):
          positive.append(
            .aggregate(formula, sign(comparison), try self.formula(bound, aggregate.kind)))
        }
      }
    }
    return (positive + comparisons, exceptions)
  }

  private func atom(_ literal: Literal) -> Atom {
    let kinds = program.program.relations[literal.relation].columns
    return Atom(
      relation: program.signature(literal.relation),
      arguments: zip(literal.operands, kinds).map { operand, kind in
        switch operand {
        case .variable(let variable): .variable(id(variable))
        case .constant(let code): .value(program.value(code, kind))
        case .any: .wildcard
        }
      })
  }

  private func windowed(_ literal: Literal) throws -> TechDecoupling.Premise {
    func window(_ first: Int32, _ last: Int32) -> TechDecoupling.Window {
      func days(_ count: Int32) -> Argument { .value(.integer(Int(count))) }
      if first == .min { return .before }
      if last == 0 { return TechDecoupling.Window(.past(days(-first))) }
      if first == 0 { return TechDecoupling.Window(.next(days(last))) }
      return TechDecoupling.Window(.days(days(first), days(last)))
    }
    switch literal.window {
    case nil: return .atom(atom(literal))
    case .sometime(let first, let last): return .sometime(atom(literal), window(first, last))
    case .always(let first, let last): return .always(atom(literal), window(first, last))
    }
  }

  private func formula(
    _ term: TemporalDatalog.Expression, _ kind: ColumnKind
  ) throws -> Formula {
    switch term {
    case .variable(let variable): return .argument(.variable(id(variable)))
    case .constant(let code): return .argument(.value(program.value(code, kind)))
    case .arithmetic(let sign, let left, let right, let kind):
      let (one, other) = (try formula(left, kind), try formula(right, kind))
      switch sign {
      case .minimum: return .call(.min, [one, other])
      case .maximum: return .call(.max, [one, other])
      default:
        guard let operation = Self.operations[sign] else {
          throw Untranslatable(reason: "the operation '\(sign)'")
        }
        return .arithmetic(one, operation, other)
      }
    case .call(let functor, let operands, let kind):
      guard let name = Self.functors[functor] else {
        throw Untranslatable(reason: "the function '\(functor)'")
      }
      return .call(
        name,
        try operands.enumerated().map { try formula($1, functor.kind(ofOperand: $0, kind)) })
    }
  }

  private static let operations:
    [TemporalDatalog.ArithmeticOperator: TechDecoupling.ArithmeticOperator] = [
      .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide,
      .remainder: .remainder, .power: .power, .bitAnd: .bitAnd, .bitOr: .bitOr, .bitXor: .bitXor,
      .shiftLeft: .shiftLeft, .shiftRight: .shiftRight, .shiftRightUnsigned: .unsignedShiftRight,
      .logicalAnd: .logicalAnd, .logicalOr: .logicalOr, .logicalXor: .logicalXor,
    ]

  private static let functors: [TemporalDatalog.Functor: TechDecoupling.Functor] = [
    .negate: .negate, .bitNot: .bitNot, .logicalNot: .logicalNot, .natural: .natural,
    .concatenate: .concatenate, .textLength: .length, .substring: .substring,
    .textOfNumber: .text, .integerOfText: .integer, .decimalOfText: .decimal,
    .integerOfDecimal: .toInteger, .decimalOfInteger: .toDecimal, .contains: .contains,
    .matches: .matches,
  ]

  private func sign(_ comparison: Comparison) -> ComparisonOperator {
    switch comparison {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}
