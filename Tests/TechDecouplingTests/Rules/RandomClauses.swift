import TechDecoupling
import TestSupport

/// Makes rulebooks from clauses put together at random, most of them with mistakes, and facts.
struct RandomClauses {
  private var random: RepeatableRandom
  private var types: [ColumnType] = []

  private static let relations: [RelationSignature] = [
    Relation<Party>("a").signature, Relation<Party, Int>("b").signature,
    Relation<Party, Fixed>("c").signature, Relation<Party, Day>("d").signature,
    Relation<Party, Party>("e").signature, Relation<String, Int, Int>("f").signature,
  ]
  private static let allTypes: [ColumnType] = [
    .entity(role: nil), .integer, .integer, .decimal, .day, .text,
  ]

  private static let operations: [ArithmeticOperator] = [
    .add, .subtract, .multiply, .divide, .remainder,
  ]

  init(seed: UInt64) { random = RepeatableRandom(seed: seed) }

  mutating func book() -> Rulebook {
    let count = Int.random(in: 1...3, using: &random)
    var rules: [Rule] = []
    for number in 0..<count { rules.append(rule(number)) }
    return Rulebook("Random", rules: rules)
  }

  mutating func facts(from first: Day) -> Facts {
    var facts = Facts()
    for relation in RandomClauses.relations where Bool.random(using: &random) {
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        var atom = Atom(relation: relation, arguments: [])
        for column in relation.columns { atom.arguments.append(.value(value(column))) }
        let start = Int.random(in: 0...8, using: &random)
        let period = Period(
          from: first.advanced(by: start),
          until: first.advanced(by: start + Int.random(in: 1...6, using: &random)))
        facts.insert(atom, over: Bool.random(using: &random) ? period ?? .always : .always)
      }
    }
    return facts
  }

  private mutating func rule(_ number: Int) -> Rule {
    types = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      types.append(RandomClauses.allTypes.randomElement(using: &random) ?? .integer)
    }
    let head = atom(wildcards: false)
    var clause = Clause(head: head)
    // What the head mentions is more often bound than not.
    for argument in head.arguments where Int.random(in: 0..<8, using: &random) > 0 {
      if case .variable(let variable) = argument { clause.premises.append(binding(variable)) }
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      clause.premises.append(premise(isInside: false))
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      clause.exceptions.append(premise(isInside: false))
    }
    return Rule(
      "Rule \(number)", location: SourceLocation(fileID: "Random", line: number),
      variableTypes: types, clause: clause)
  }

  private mutating func binding(_ variable: VariableID) -> Premise {
    guard types.indices.contains(variable.number) else { return .atom(atom(wildcards: true)) }
    let fitting = RandomClauses.relations.filter { relation in
      relation.columns.contains { isSame($0, types[variable.number]) }
    }
    guard let relation = fitting.randomElement(using: &random) else {
      return premise(isInside: false)
    }
    var arguments = relation.columns.map { _ in Argument.wildcard }
    if let column = relation.columns.firstIndex(where: { isSame($0, types[variable.number]) }) {
      arguments[column] = .variable(variable)
    }
    return .atom(Atom(relation: relation, arguments: arguments))
  }

  private func isSame(_ one: ColumnType, _ other: ColumnType) -> Bool {
    switch (one, other) {
    case (.entity, .entity): true
    default: one == other
    }
  }

  private mutating func premise(isInside: Bool) -> Premise {
    switch Int.random(in: 0..<(isInside ? 9 : 12), using: &random) {
    case 0...3: return .atom(atom(wildcards: true))
    case 4: return .sometime(atom(wildcards: true), window())
    case 5: return .always(atom(wildcards: true), window())
    case 6: return .comparison(formula(), comparison(), formula())
    case 7: return .same(argument(), argument())
    case 8 where !isInside:
      return .run(atom(wildcards: true), start: nil, end: nil, length: variable())
    default:
      var per: [VariableID] = []
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        if let variable = variable() { per.append(variable) }
      }
      let function = AggregateFormula.Function.allCases.randomElement(using: &random) ?? .count
      var body = [Premise.atom(atom(wildcards: true))]
      if Bool.random(using: &random) { body.append(premise(isInside: true)) }
      return .aggregate(
        AggregateFormula(
          function: function, value: function == .count ? nil : variable(), per: per, body: body,
          exceptions: Int.random(in: 0..<4, using: &random) == 0 ? [premise(isInside: true)] : []),
        comparison(), formula())
    }
  }

  private mutating func atom(wildcards: Bool) -> Atom {
    let relation =
      RandomClauses.relations.randomElement(using: &random)
      ?? RandomClauses.relations[0]
    var arguments: [Argument] = []
    for column in relation.columns {
      let fitting = types.indices.filter { isSame(types[$0], column) }
      switch Int.random(in: 0..<10, using: &random) {
      case 0: arguments.append(.value(value(column)))
      case 1 where wildcards: arguments.append(.wildcard)
      case 2 where Bool.random(using: &random): arguments.append(argument())
      default:
        if let number = fitting.randomElement(using: &random) {
          arguments.append(.variable(VariableID(number)))
        } else {
          arguments.append(wildcards ? .wildcard : .value(value(column)))
        }
      }
    }
    if Int.random(in: 0..<200, using: &random) == 0 { arguments.append(.wildcard) }
    return Atom(relation: relation, arguments: arguments)
  }

  private mutating func window() -> Window {
    let (one, other) = (
      Argument.value(.integer(Int.random(in: -2...3, using: &random))),
      Argument.value(
        .integer(Bool.random(using: &random) ? Int.random(in: 0...4, using: &random) : .max))
    )
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return Window(.past(other))
    case 1: return Window(.next(.parameter("days", default: .integer(2))))
    case 2: return Window(.days(one, other))
    default: return .before
    }
  }

  private mutating func formula() -> Formula {
    if Int.random(in: 0..<3, using: &random) > 0 { return .argument(argument()) }
    let operation = RandomClauses.operations.randomElement(using: &random) ?? .add
    return .arithmetic(.argument(argument()), operation, .argument(argument()))
  }

  private mutating func comparison() -> ComparisonOperator {
    ComparisonOperator.allCases.randomElement(using: &random) ?? .equal
  }

  private mutating func variable() -> VariableID? {
    types.isEmpty ? nil : VariableID(Int.random(in: 0..<types.count, using: &random))
  }

  private mutating func argument() -> Argument {
    if Int.random(in: 0..<4, using: &random) > 0, let variable = variable() {
      return .variable(variable)
    }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return .wildcard
    case 1: return .variable(VariableID(Int.random(in: -1...6, using: &random)))
    case 2: return .parameter("number", default: .integer(1))
    default: return .value(value(RandomClauses.allTypes.randomElement(using: &random) ?? .text))
    }
  }

  private mutating func value(_ type: ColumnType) -> Value {
    let number = Int.random(in: 0...3, using: &random)
    switch type {
    case .entity: return .entity(EntityID(["x", "y", "z", "w"][number]))
    case .integer: return .integer([0, 1, 2, .max][number])
    case .decimal: return .decimal(Fixed(millionths: [0, 1_500_000, -1, .max][number]))
    case .day: return .day(Day(number: Int32(number)))
    case .text: return .text(["x", "", "y", "long"][number])
    }
  }
}
