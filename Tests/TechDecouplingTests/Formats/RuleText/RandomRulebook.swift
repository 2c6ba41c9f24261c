import TechDecoupling
import TestSupport

/// Makes rulebooks at random that have every form of the language, most of them sound.
struct RandomRulebook {
  private var random: RepeatableRandom
  private var types: [ColumnType] = []
  /// Variables that premises so far bind.
  private var bound: [VariableID] = []
  /// Variables of ranges, which no atom binds once more.
  private var counted: Set<VariableID> = []

  private static let lab = ColumnType.entity(role: "Lab")
  private static let chipmaker = ColumnType.entity(role: "Chipmaker")
  private static let foundry = ColumnType.entity(role: "Foundry")
  private static let party = ColumnType.entity(role: nil)

  private static let recorded: [RelationSignature] = [
    RelationSignature(name: "briefs", columns: [lab, chipmaker]),
    RelationSignature(name: "home-country", columns: [party, party], isOneOf: true),
    RelationSignature(name: "chip2chip-Link", columns: [chipmaker, .integer, .decimal]),
    RelationSignature(name: "dated", columns: [party, .day]),
    RelationSignature(name: "says", columns: [lab, .text]),
    RelationSignature(name: "casts", columns: [foundry, .integer, .integer]),
    RelationSignature(name: "raining", columns: []),
  ]
  private static let concluded: [RelationSignature] = [
    RelationSignature(name: "watched", columns: [lab, chipmaker, .integer]),
    RelationSignature(name: "told-of", columns: [party, .text, .day]),
    RelationSignature(name: "x", columns: [.decimal]),
    RelationSignature(name: "is-over", columns: []),
  ]

  init(seed: UInt64) { random = RepeatableRandom(seed: seed) }

  mutating func book() -> Rulebook {
    let count = int(1...4)
    let name = pick(["Random", "a \"quoted\" name", "two\nlines"])
    var rules: [Rule] = []
    for number in 1...count { rules.append(rule(number)) }
    var facts: [GivenFact] = []
    for _ in 0..<int(0...2) {
      let relation = pick(Self.recorded)
      let arguments = relation.columns.map { Argument.value(value($0)) }
      facts.append(GivenFact(Atom(relation: relation, arguments: arguments), over: period()))
    }
    var book = Rulebook(name, rules: rules, facts: facts)
    for parameter in book.parameters where chance(3) {
      switch parameter.defaultValue {
      case .integer: book = book.setting(parameter.name, to: int(0...50))
      case .text: book = book.setting(parameter.name, to: pick(Self.texts))
      default: break
      }
    }
    return book
  }

  // MARK: - Rules

  private mutating func rule(_ number: Int) -> Rule {
    types = []
    bound = []
    counted = []
    var premises: [Premise] = []
    for _ in 0..<int(0...2) { premises.append(binding()) }
    for _ in 0..<int(0...3) { premises.append(condition(depth: 0)) }
    var exceptions: [Premise] = []
    for _ in 0..<int(0...2) where chance(2) { exceptions.append(exception()) }
    let relation = pick(Self.concluded)
    let head = Atom(
      relation: relation,
      arguments: relation.columns.map { column in
        if chance(6) { return .value(value(column)) }
        if chance(12) { return parameter(column) }
        return boundVariable(column).map { .variable($0) } ?? .value(value(column))
      })
    let names = [
      "Rule \(number)", "naïve “rule” \(number)", "{\(number)}\\ \"r\"\n", "x \(number)",
    ]
    return Rule(
      pick(names), strength: pick(Credibility.allCases),
      location: SourceLocation(fileID: "Random", line: number), variableTypes: types,
      clause: Clause(
        head: head, premises: premises, exceptions: exceptions, reason: chance(2) ? reason() : nil))
  }

  private mutating func reason() -> Reason {
    var parts: [Reason.Part] = []
    for _ in 0..<int(0...4) {
      switch int(0...3) {
      case 0 where !bound.isEmpty: parts.append(.argument(.variable(pick(bound))))
      case 1: parts.append(.argument(parameter(pick([.integer, .text, Self.lab]))))
      case 2: parts.append(.argument(.value(value(anyType()))))
      default:
        parts.append(.text(pick(["{braces}", " and \"so\" ", "on\r\n\t", "}", "{{", "é→😀"])))
      }
    }
    return Reason(parts: parts)
  }

  /// An atom that binds variables, through a window or as a run now and then.
  private mutating func binding(inside: Bool = false) -> Premise {
    let atom = atom(binding: true)
    switch int(0...7) {
    case 0, 1: return .sometime(atom, window())
    case 2: return .always(atom, window())
    case 3 where !inside:
      return .run(
        atom, start: chance(2) ? newVariable(.day) : nil, end: chance(3) ? newVariable(.day) : nil,
        length: chance(2) ? newVariable(.integer) : nil)
    default: return .atom(atom)
    }
  }

  private mutating func condition(depth: Int) -> Premise {
    switch int(0...9) {
    case 0:
      let type = anyType()
      let value = formula(type, depth: 2)
      return .comparison(.argument(.variable(newVariable(type))), .equal, value)
    case 1, 2: return comparison()
    case 3: return .same(entityTerm(), entityTerm())
    case 4:
      let (from, to) = (formula(.integer, depth: 1), formula(.integer, depth: 1))
      let step = chance(2) ? formula(.integer, depth: 1) : nil
      let variable = newVariable(.integer)
      counted.insert(variable)
      return .range(variable, from: from, to: to, step: step)
    case 5, 6: return aggregate(depth: depth)
    default: return binding(inside: depth > 0)
    }
  }

  private mutating func exception() -> Premise {
    switch int(0...5) {
    case 0: return .sometime(atom(binding: false), window())
    case 1: return .always(atom(binding: false), window())
    case 2: return comparison()
    case 3: return .same(entityTerm(), entityTerm())
    default: return .atom(atom(binding: false))
    }
  }

  private mutating func comparison() -> Premise {
    if chance(5) {
      // A constant that is no pattern is read as false, as Soufflé has it.
      let call =
        chance(2)
        ? Formula.call(.contains, [formula(.text, depth: 1), formula(.text, depth: 1)])
        : .call(
          .matches,
          [.argument(.value(.text(pick(["a.*", "[0-9]+", "\"?"])))), formula(.text, depth: 1)])
      return .comparison(call, pick([.equal, .notEqual]), .argument(.value(.integer(int(0...1)))))
    }
    let type = anyType()
    var operation = pick(ComparisonOperator.allCases)
    if case .entity = type { operation = pick([.equal, .notEqual]) }
    return .comparison(formula(type, depth: 3), operation, formula(type, depth: 1))
  }

  private mutating func aggregate(depth: Int) -> Premise {
    let outer = bound
    var body = [binding(inside: true)]
    if chance(2) { body.append(condition(depth: depth + 1)) }
    let exceptions = chance(4) ? [Premise.atom(atom(binding: false))] : []
    let locals = bound.filter { !outer.contains($0) }
    let function = pick(AggregateFormula.Function.allCases)
    let values = locals.filter { isSummable($0, for: function) }
    bound = outer
    guard function == .count || !values.isEmpty else { return .atom(atom(binding: true)) }
    let value = function == .count ? nil : pick(values)
    let isExtreme = function == .min || function == .max
    let per = locals.filter { _ in !isExtreme && chance(2) }.filter { $0 != value }
    let type = value.map { types[$0.number] } ?? .integer
    let formula = AggregateFormula(
      function: function, value: value, per: per, body: body, exceptions: exceptions)
    if chance(2) {
      return .aggregate(formula, .equal, .argument(.variable(newVariable(type))))
    }
    return .aggregate(formula, pick(ComparisonOperator.allCases), self.formula(type, depth: 1))
  }

  private func isSummable(_ variable: VariableID, for function: AggregateFormula.Function) -> Bool {
    switch types[variable.number] {
    case .integer, .decimal: true
    case .day: function != .sum
    case .entity, .text: false
    }
  }

  // MARK: - Atoms and windows

  private mutating func atom(binding: Bool) -> Atom {
    let relation = pick(chance(4) ? Self.concluded : Self.recorded)
    return Atom(
      relation: relation,
      arguments: relation.columns.map { column in
        switch int(0...9) {
        case 0: return .value(value(column))
        case 1: return .wildcard
        case 2 where chance(3): return parameter(column)
        default:
          if chance(2) || !binding, let variable = boundVariable(column),
            !binding || !counted.contains(variable)
          {
            return .variable(variable)
          }
          if !binding { return .wildcard }
          guard case .entity = column, chance(3) else { return .variable(newVariable(column)) }
          return .variable(newVariable(pick([Self.lab, Self.chipmaker, Self.foundry, Self.party])))
        }
      })
  }

  private mutating func window() -> Window {
    func days(_ count: Int) -> Argument { .value(.integer(count)) }
    let parameter = Argument.parameter("days", default: .integer(30))
    switch int(0...5) {
    case 0: return Window(.past(days(int(0...400))))
    case 1: return Window(.next(days(int(0...400))))
    case 2: return Window(.before)
    case 3: return Window(chance(2) ? .past(parameter) : .next(parameter))
    case 4: return Window(.days(days(int(-9 ... -1)), parameter))
    default:
      let first = int(-20...20)
      return Window(.days(days(first), days(first + int(0...9))))
    }
  }

  // MARK: - Terms

  private mutating func formula(_ type: ColumnType, depth: Int) -> Formula {
    if depth == 0 || chance(3) { return .argument(term(type)) }
    switch type {
    case .integer:
      switch int(0...12) {
      case 0: return .call(.negate, [formula(.integer, depth: depth - 1)])
      case 1: return .call(pick([.bitNot, .logicalNot]), [formula(.integer, depth: depth - 1)])
      case 2: return .call(.natural, [formula(.integer, depth: depth - 1)])
      case 3: return .call(pick([.length, .ordinal]), [formula(.text, depth: depth - 1)])
      case 4: return .call(.integer, [formula(.text, depth: depth - 1)])
      case 5: return .call(.toInteger, [formula(.decimal, depth: depth - 1)])
      case 6: return extreme(type, depth)
      case 7:
        return .arithmetic(
          .argument(term(.day)), .subtract, formula(.day, depth: depth - 1))
      default:
        return .arithmetic(
          formula(type, depth: depth - 1), pick(ArithmeticOperator.allCases),
          formula(type, depth: depth - 1))
      }
    case .decimal:
      switch int(0...5) {
      case 0: return .call(.negate, [formula(type, depth: depth - 1)])
      case 1: return .call(.decimal, [formula(.text, depth: depth - 1)])
      case 2: return .call(.toDecimal, [formula(.integer, depth: depth - 1)])
      case 3: return extreme(type, depth)
      default:
        return .arithmetic(
          formula(type, depth: depth - 1), pick([.add, .subtract, .multiply, .divide]),
          formula(type, depth: depth - 1))
      }
    case .day:
      if chance(3) { return extreme(type, depth) }
      return .arithmetic(
        formula(type, depth: depth - 1), pick([.add, .subtract]),
        formula(.integer, depth: depth - 1))
    case .text:
      switch int(0...3) {
      case 0:
        return .call(
          .concatenate, (0..<int(2...3)).map { _ in formula(.text, depth: depth - 1) })
      case 1:
        return .call(
          .substring,
          [
            formula(.text, depth: depth - 1), formula(.integer, depth: 0),
            formula(.integer, depth: 0),
          ])
      case 2: return .call(.text, [formula(pick([.integer, .decimal]), depth: depth - 1)])
      default: return extreme(type, depth)
      }
    case .entity: return .argument(term(type))
    }
  }

  private mutating func extreme(_ type: ColumnType, _ depth: Int) -> Formula {
    .call(
      pick([.min, .max]), (0..<int(2...3)).map { _ in formula(type, depth: depth - 1) })
  }

  private mutating func term(_ type: ColumnType) -> Argument {
    if !chance(4), let variable = boundVariable(type) { return .variable(variable) }
    return chance(4) ? parameter(type) : .value(value(type))
  }

  private mutating func entityTerm() -> Argument {
    if !chance(4), let variable = boundVariable(Self.party) { return .variable(variable) }
    return .value(value(Self.party))
  }

  private mutating func newVariable(_ type: ColumnType) -> VariableID {
    let variable = VariableID(types.count)
    types.append(type)
    bound.append(variable)
    return variable
  }

  private mutating func boundVariable(_ type: ColumnType) -> VariableID? {
    let fitting = bound.filter { variable in
      switch (types[variable.number], type) {
      case (.entity(let one), .entity(let other)): one == other || other == nil || chance(5)
      case (let one, let other): one == other
      }
    }
    return fitting.isEmpty ? nil : pick(fitting)
  }

  private mutating func parameter(_ type: ColumnType) -> Argument {
    switch type {
    case .integer: .parameter("number", default: .integer(-3))
    case .decimal: .parameter("share", default: .decimal(0.5))
    case .day: .parameter("since", default: .day("2024-02-29"))
    case .text: .parameter("word", default: .text("a \"b\""))
    case .entity: .parameter("who", default: .entity("acme-inc."))
    }
  }

  private static let texts = [
    "", "plain", "\"", "\\", "\\n", "line\nbreak\r\ttab", "{x}", "é漢😀", "2026-01-01", "_", "//",
    "/*",
    "\u{0}\u{1}\u{7F}", "#define", "%d", "'", "\u{2028}",
  ]

  private mutating func value(_ type: ColumnType) -> Value {
    switch type {
    case .entity:
      .entity(EntityID(pick(["nvidia", "CN", "a b", "it's \"x\"", "v-4.1", "漢", "2", "-", "_x"])))
    case .integer: .integer(pick([0, 1, -1, 7, 1_000_000, .max, .min, 2026]))
    case .decimal:
      .decimal(Fixed(millionths: pick([0, 1, -1, 1_500_000, -2_000_000, .max, .min])))
    case .day: .day(Day(number: pick([0, -1, 20_000, -719_529, 2_932_896, 18_321, -30_000])))
    case .text: .text(pick(Self.texts))
    }
  }

  private mutating func period() -> Period {
    let from = chance(3) ? nil : Day(number: Int32(int(-9...20_000)))
    let until = chance(3) ? nil : Day(number: Int32(int(20_001...30_000)))
    return Period(from: from, until: until) ?? .always
  }

  private mutating func anyType() -> ColumnType {
    pick([.integer, .integer, .decimal, .day, .text, Self.lab, Self.party])
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &random)]
  }

  private mutating func int(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  /// True once in a number of times.
  private mutating func chance(_ times: Int) -> Bool { int(1...times) == 1 }
}
