/// Finds the mistakes that one rule has by itself.
struct RuleChecker {
  let rule: Rule
  private let names: [String]
  private let parameters: [String: Value]
  private let bindings: Bindings
  private(set) var problems: Set<RulebookProblem> = []

  init(_ rule: Rule, parameters: [String: Value]) {
    self.rule = rule
    self.parameters = parameters
    names = rule.variableNames
    bindings = rule.bindings
  }

  mutating func report(_ kind: RulebookProblem.Kind) {
    problems.insert(RulebookProblem(kind, in: rule))
  }

  /// Finds them all.
  mutating func check() {
    let count = rule.variableTypes.count
    let strangers = Set(rule.clause.allArguments.compactMap(\.variable))
      .filter { !(0..<count).contains($0.number) }
    guard strangers.isEmpty else {
      for variable in strangers { report(.unknownVariable(variable.number, count: count)) }
      return
    }
    if rule.name.isEmpty { report(.emptyName) }
    checkHead()
    for premise in rule.clause.premises { check(premise, outside: bindings.bound) }
    for exception in rule.clause.exceptions {
      check(exception, outside: bindings.bound)
      checkAsException(exception)
    }
    checkUses()
    checkCircles()
  }

  func name(_ variable: VariableID) -> String { names[variable.number] }

  // MARK: - Atoms

  private mutating func checkHead() {
    let head = rule.clause.head
    check(head)
    if head.relation.isOneOf { report(.oneOfConcluded(head.relation.name)) }
    if head.relation.name == Profile.sameAs.name { report(.reservedConcluded(head.relation.name)) }
    if head.arguments.contains(.wildcard) { report(.wildcardInConclusion(head.relation.name)) }
  }

  private mutating func check(_ atom: Atom) {
    let relation = atom.relation
    if !relation.hasUsableName { report(.relationName(relation.name)) }
    guard atom.arguments.count == relation.columns.count else {
      report(.wrongArity(relation, found: atom.arguments.count))
      return
    }
    for (column, (argument, expected)) in zip(atom.arguments, relation.columns).enumerated() {
      guard let found = type(of: argument), !found.fits(expected) else { continue }
      report(.wrongTerm(relation, column: column, expected: expected, found: found))
    }
  }

  /// The type of a term; nil for a wildcard.
  private func type(of argument: Argument) -> ColumnType? {
    switch argument {
    case .value(let value), .parameter(_, let value): value.type
    case .variable(let variable): rule.variableTypes[variable.number]
    case .wildcard: nil
    }
  }

  // MARK: - Premises

  mutating func check(_ premise: Premise, outside: Set<VariableID>) {
    if let atom = premise.atom { check(atom) }
    if let window = premise.window { check(window) }
    switch premise {
    case .atom, .sometime, .always:
      break
    case .comparison(let left, let comparison, let right):
      checkComparison(type(of: left), comparison, type(of: right))
    case .same(let left, let right):
      let (one, other) = (type(of: .argument(left)), type(of: .argument(right)))
      if let one, let other, !one.fits(.entity(role: nil)) || !other.fits(.entity(role: nil)) {
        report(.notEntities(one, other))
      }
    case .run(_, let start, let end, let length):
      for (variable, expected) in [(start, ColumnType.day), (end, .day), (length, .integer)] {
        guard let variable else { continue }
        let found = rule.variableTypes[variable.number]
        if found != expected { report(.variableOfTwoTypes(name(variable), found, expected)) }
      }
    case .range(let variable, let from, let to, let step):
      checkRange(variable, from, to, step)
    case .aggregate(let aggregate, let comparison, let value):
      check(aggregate, outside: outside)
      checkComparison(resultType(of: aggregate), comparison, type(of: value))
    }
  }

  private mutating func checkComparison(
    _ left: ColumnType?, _ comparison: ComparisonOperator, _ right: ColumnType?
  ) {
    guard let left, let right else { return }
    if !left.fits(right) {
      report(.mixedComparison(left, right))
    } else if comparison != .equal, comparison != .notEqual, !left.isOrdered {
      report(.unordered(left, comparison))
    }
  }

  /// The type of a formula; nil, and a report, if it has none.
  private mutating func type(of formula: Formula) -> ColumnType? {
    switch formula {
    case .argument(.wildcard):
      report(.wildcardInComparison)
      return nil
    case .argument(let argument):
      return type(of: argument)
    case .arithmetic(let left, let operation, let right):
      if operation == .divide || operation == .remainder, isZero(right) { report(.divisionByZero) }
      guard let one = type(of: left), let other = type(of: right) else { return nil }
      switch (one, operation, other) {
      case (.integer, _, .integer): return one
      case (.decimal, _, .decimal) where !operation.isOfIntegers: return one
      case (.day, .add, .integer), (.day, .subtract, .integer): return .day
      case (.day, .subtract, .day): return .integer
      default:
        report(.arithmetic(one, operation, other))
        return nil
      }
    case .call(let functor, let operands):
      return type(of: functor, operands)
    }
  }

  /// The type of what a functor makes; nil, and a report, if it has none.
  private mutating func type(of functor: Functor, _ operands: [Formula]) -> ColumnType? {
    var types: [ColumnType] = []
    for operand in operands {
      guard let type = type(of: operand) else { return nil }
      types.append(type)
    }
    if let result = functor.result(of: types) { return result }
    report(.functor(functor, types))
    return nil
  }

  private mutating func checkRange(
    _ variable: VariableID, _ from: Formula, _ to: Formula, _ step: Formula?
  ) {
    let expected = rule.variableTypes[variable.number]
    for bound in [from, to, step].compactMap(\.self) {
      guard let found = type(of: bound) else { continue }
      if !found.isNumeric || found != expected { report(.range(expected, found)) }
    }
  }

  private func isZero(_ formula: Formula) -> Bool {
    let constant: Value
    switch formula {
    case .argument(.value(let value)): constant = value
    case .argument(.parameter(let name, let value)): constant = parameters[name] ?? value
    default: return false
    }
    return constant == .integer(0) || constant == .decimal(Fixed(millionths: 0))
  }

  // MARK: - Windows

  private mutating func check(_ window: Window) {
    for argument in window.arguments {
      if let type = type(of: argument), type != .integer || argument.variable != nil {
        report(.windowLength(type))
      }
    }
    switch window.extent {
    case .past(let days), .next(let days):
      guard let length = days.integer(parameters), length < 0 else { return }
      if case .parameter(let name, _) = days {
        report(.negativeWindow(length, parameter: name))
      } else {
        report(.negativeWindow(length, parameter: nil))
      }
    case .days(let from, let to):
      guard let first = from.integer(parameters), let last = to.integer(parameters), first > last
      else { return }
      report(.reversedWindow(from: first, to: last))
    case .before:
      break
    }
  }

  // MARK: - Exceptions

  mutating func checkAsException(_ exception: Premise) {
    switch exception {
    case .run:
      report(.runInside(.exception))
    case .aggregate(let aggregate, _, _):
      if aggregate.function == .min || aggregate.function == .max { report(.extremeInException) }
    case .range:
      report(.rangeInException)
    case .atom, .sometime, .always, .comparison, .same:
      break
    }
  }

  // MARK: - Bindings

  private mutating func checkUses() {
    let clause = rule.clause
    check(clause.head.variables, in: .conclusion)
    for premise in clause.premises { check(premise.outerVariables, in: .comparison) }
    for exception in clause.exceptions { check(exception.outerVariables, in: .exception) }
    for case .argument(.variable(let variable)) in clause.reason?.parts ?? [] {
      check([variable], in: .reason)
    }
  }

  private mutating func check(_ variables: Set<VariableID>, in use: RulebookProblem.Use) {
    for variable in variables.subtracting(bindings.bound).subtracting(waiting) {
      if insideOnly.contains(variable) {
        report(.boundOnlyInside(name(variable), in: use))
      } else {
        report(.unboundVariable(name(variable), in: use))
      }
    }
  }

  /// Variables that the body of an aggregate binds.
  private var insideOnly: Set<VariableID> {
    (rule.clause.premises + rule.clause.exceptions).boundInside
  }

  /// Variables that an equality would bind if others were bound: those are reported instead.
  private var waiting: Set<VariableID> {
    Set(bindings.stuck.compactMap { bindings.candidate(rule.clause.premises[$0]) })
  }

  /// Reports equalities that wait for nothing but one another.
  private mutating func checkCircles() {
    var circle = bindings.stuck.compactMap { index in
      bindings.candidate(rule.clause.premises[index]).map { (index, $0) }
    }
    while true {
      let members = Set(circle.map(\.1))
      let rest = circle.filter { index, variable in
        bindings.missing(rule.clause.premises[index]).subtracting([variable]).isSubset(of: members)
      }
      if rest.count == circle.count { break }
      circle = rest
    }
    if !circle.isEmpty {
      report(.circularBinding(Set(circle.map(\.1)).sorted { $0.number < $1.number }.map(name)))
    }
  }
}
