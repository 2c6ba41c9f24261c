/// Makes premises, exceptions and a conclusion out of a clause whose types are known.
struct ClauseLowering {
  typealias Base = TypeTable.Base

  /// What a scope's conditions become, with their places.
  struct Body {
    var premises: [Premise] = []
    var exceptions: [Premise] = []
    var premisePlaces: [TextRange] = []
    var exceptionPlaces: [TextRange] = []
    /// Variables made for calculations, which count for nothing by themselves.
    var counted: [VariableID] = []

    mutating func add(_ premise: Premise, _ range: TextRange) {
      premises.append(premise)
      premisePlaces.append(range)
    }

    mutating func add(exception: Premise, _ range: TextRange) {
      exceptions.append(exception)
      exceptionPlaces.append(range)
    }
  }

  let clause: RuleClause
  let inference: TypeInference
  let types: TypeTable
  let relations: [Elaborator.Relation]
  /// What parameters are set to where they are used, for the book.
  var settings: [String: RuleClause.Literal]
  private(set) var usedSettings: [String: Value] = [:]
  private(set) var variableTypes: [ColumnType] = []
  private(set) var names: [String] = []
  private(set) var problems: [Elaborator.Found] = []
  private var takenNames: Set<String> = []

  init(
    _ clause: RuleClause, _ inference: TypeInference, types: TypeTable,
    relations: [Elaborator.Relation], settings: [String: RuleClause.Literal]
  ) {
    self.clause = clause
    self.inference = inference
    self.types = types
    self.relations = relations
    self.settings = settings
    for (number, variable) in clause.variables.enumerated() {
      let type = inference.set(ofVariable: number).types.map { columnType(of: $0) }
      variableTypes.append(type ?? .integer)
      names.append(freeName(variable.name))
    }
  }

  private func columnType(of types: [Int]) -> ColumnType {
    let columns = Set(types.map { self.types.columnType(of: $0) })
    if columns.count == 1, let only = columns.first { return only }
    if case .entity? = columns.first { return .entity(role: nil) }
    return columns.first ?? .integer
  }

  private mutating func freeName(_ name: String) -> String {
    let plain = String(name.prefix { $0 != "'" })
    var free = plain
    var count = 2
    while !takenNames.insert(free).inserted {
      free = "\(plain)\(count)"
      count += 1
    }
    return free
  }

  private mutating func report(_ mistake: RuleMeaningMistake, _ range: TextRange) {
    problems.append(Elaborator.Found(mistake: mistake, range: range))
  }

  // MARK: - The clause

  /// The conclusion; what it calculates becomes conditions of the body.
  mutating func head(into body: inout Body) -> Atom {
    Atom(
      relation: relations[clause.head.relation].signature,
      arguments: clause.head.terms.map { argument($0, into: &body) })
  }

  mutating func body() -> Body {
    var body = Body()
    for condition in clause.conditions { lower(condition, into: &body) }
    return body
  }

  // MARK: - Conditions

  private mutating func lower(_ condition: RuleClause.Condition, into body: inout Body) {
    let range = condition.range
    func add(_ premise: Premise) {
      if condition.isNegated {
        body.add(exception: premise, range)
      } else {
        body.add(premise, range)
      }
    }
    switch condition.kind {
    case .atom(let atom):
      add(.atom(self.atom(atom, into: &body)))
    case .window(let application, let syntax):
      let atom = self.atom(application, into: &body)
      // On a timeless premise every window is that premise, at the horizon's edges too.
      guard relations[application.relation].isTemporal, let window = window(syntax) else {
        add(.atom(atom))
        return
      }
      add(syntax.isAlways ? .always(atom, window) : .sometime(atom, window))
    case .run(let application, let start, let end, let length):
      func variable(_ node: Int?) -> VariableID? {
        guard let node, case .variable(_, let number) = clause.nodes[node].kind else { return nil }
        return VariableID(number)
      }
      add(
        .run(
          self.atom(application, into: &body), start: variable(start), end: variable(end),
          length: variable(length)))
    case .comparison(let left, let operation, let right):
      lower(left, operation, right, isNegated: condition.isNegated, range, into: &body)
    case .test(let node):
      if let reason = unreadablePattern(node) {
        // No text matches it, and none can be said not to: both tests are false.
        problems.append(Elaborator.Found(mistake: .pattern(reason), range: range))
        let (zero, one) = (
          Formula.argument(.value(.integer(0))), Formula.argument(.value(.integer(1)))
        )
        body.add(.comparison(zero, .equal, one), range)
        return
      }
      let test = formula(node, into: &body)
      add(.comparison(test, .equal, .argument(.value(.integer(1)))))
    case .same(let left, let right):
      add(.same(argument(left, into: &body), argument(right, into: &body)))
    case .kind:
      break
    }
  }

  private mutating func atom(
    _ application: RuleClause.Application, into body: inout Body
  ) -> Atom {
    Atom(
      relation: relations[application.relation].signature,
      arguments: application.terms.map { argument($0, into: &body) })
  }

  private mutating func lower(
    _ left: Int, _ operation: ComparisonOperator, _ right: Int, isNegated: Bool,
    _ range: TextRange, into body: inout Body
  ) {
    if let number = aggregate(left) {
      compare(number, operation, right, isNegated: isNegated, range, into: &body)
    } else if let number = aggregate(right) {
      compare(number, operation.mirrored, left, isNegated: isNegated, range, into: &body)
    } else if operation == .equal, !isNegated, isRange(right), let variable = variable(left) {
      addRange(right, to: variable, into: &body)
    } else if operation == .equal, !isNegated, isRange(left), let variable = variable(right) {
      addRange(left, to: variable, into: &body)
    } else {
      let comparison = Premise.comparison(
        formula(left, into: &body), operation, formula(right, into: &body))
      if isNegated {
        body.add(exception: comparison, range)
      } else {
        body.add(comparison, range)
      }
    }
  }

  private func aggregate(_ node: Int) -> Int? {
    guard case .aggregate(let number) = clause.nodes[node].kind,
      clause.aggregates[number].function != "mean"
    else { return nil }
    return number
  }

  private mutating func compare(
    _ number: Int, _ operation: ComparisonOperator, _ other: Int, isNegated: Bool,
    _ range: TextRange, into body: inout Body
  ) {
    let aggregate = formula(ofAggregate: number)
    let value = formula(other, into: &body)
    // An empty group has no least or greatest value, and neither comparison of it is true.
    let isExtreme = aggregate.function == .min || aggregate.function == .max
    if isNegated, !isExtreme {
      body.add(exception: .aggregate(aggregate, operation, value), range)
    } else {
      body.add(.aggregate(aggregate, isNegated ? operation.negated : operation, value), range)
    }
  }

  // MARK: - Ranges

  private func isRange(_ node: Int) -> Bool {
    if case .call("range", _) = clause.nodes[node].kind { return true }
    return false
  }

  /// The variable that a node is; where something else binds it, a range asks for its numbers.
  private func variable(_ node: Int) -> VariableID? {
    guard case .variable(_, let number) = clause.nodes[node].kind else { return nil }
    return VariableID(number)
  }

  private mutating func addRange(_ node: Int, to variable: VariableID, into body: inout Body) {
    guard case .call(_, let operands) = clause.nodes[node].kind else { return }
    let parts = operands.map { formula($0, into: &body) }
    body.add(
      .range(variable, from: parts[0], to: parts[1], step: parts.count > 2 ? parts[2] : nil),
      clause.nodes[node].range)
  }

  // MARK: - Terms

  /// The term as it stands in an atom; a calculation becomes a variable of its value.
  private mutating func argument(_ node: Int, into body: inout Body) -> Argument {
    let formula = formula(node, into: &body)
    if case .argument(let argument) = formula { return argument }
    if let value = formula.folded { return .value(value) }
    let variable = fresh(node)
    body.add(
      .comparison(.argument(.variable(variable)), .equal, formula), clause.nodes[node].range)
    return .variable(variable)
  }

  private mutating func fresh(_ node: Int) -> VariableID {
    fresh(inference.set(node).types.map { columnType(of: $0) } ?? .integer, "value")
  }

  private mutating func fresh(_ type: ColumnType, _ name: String) -> VariableID {
    let variable = VariableID(variableTypes.count)
    variableTypes.append(type)
    names.append(freeName(name))
    return variable
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

  // MARK: - Aggregates

  private mutating func formula(ofAggregate number: Int) -> AggregateFormula {
    let syntax = clause.aggregates[number]
    let function = AggregateFormula.Function(rawValue: syntax.function) ?? .count
    return formula(syntax, function)
  }

  private mutating func formula(
    _ syntax: RuleClause.Aggregate, _ function: AggregateFormula.Function
  ) -> AggregateFormula {
    var body = Body()
    var value: VariableID?
    if function != .count || syntax.function == "mean", let node = syntax.value {
      if case .variable(_, let number) = clause.nodes[node].kind {
        value = VariableID(number)
      } else {
        let formula = formula(node, into: &body)
        let variable = fresh(node)
        value = variable
        body.add(
          .comparison(.argument(.variable(variable)), .equal, formula), clause.nodes[node].range)
      }
    }
    for condition in syntax.conditions { lower(condition, into: &body) }
    var per: [VariableID] = []
    if let listed = syntax.per {
      for name in listed {
        // The body's own variable; one of the clause has one value in a group, which is reported.
        let own = syntax.locals.last { clause.variables[$0].name == name.text }
        let other = clause.variables.firstIndex { $0.name == name.text }
        if let variable = own ?? other {
          per.append(VariableID(variable))
        } else {
          let known = syntax.locals.map { clause.variables[$0].name }
          report(
            .unknownVariable(
              name.text, place: "'per'", nearest: nearest(to: name.text, among: known)),
            name.range)
        }
      }
    } else if function == .count || function == .sum {
      per = syntax.locals.map { VariableID($0) }.filter { $0 != value } + body.counted
      if isPlain(syntax) {
        for index in body.premises.indices {
          body.premises[index] = nameWildcards(body.premises[index], &per)
        }
      }
    }
    if function == .count, let extra = value {
      if !per.contains(extra) { per.append(extra) }
      value = nil
    }
    return AggregateFormula(
      function: function, value: value, per: per, body: body.premises, exceptions: body.exceptions)
  }

  /// Whether each tuple of the body's one atom counts, wildcards included.
  ///
  /// The peer makes a relation of the named variables of any other body first, and counts that:
  /// of several atoms, of one with a variable twice, with an aggregate or a range beside it.
  private func isPlain(_ aggregate: RuleClause.Aggregate) -> Bool {
    var atoms = 0
    for condition in aggregate.conditions {
      if !condition.isNegated, let atom = condition.atom {
        atoms += 1
        let variables = atom.terms.flatMap { self.variables(in: $0) }
        if Set(variables).count < variables.count { return false }
      }
      if condition.nodes.contains(where: { isDeep($0) }) { return false }
    }
    return atoms <= 1 && !(aggregate.value.map { isDeep($0) } ?? false)
  }

  private func variables(in node: Int) -> [Int] {
    switch clause.nodes[node].kind {
    case .variable(_, let number): [number]
    case .wildcard, .literal, .parameter, .aggregate: []
    case .call(_, let operands): operands.flatMap { variables(in: $0) }
    case .cast(let value, _): variables(in: value)
    }
  }

  /// Whether a term has an aggregate or a range in it.
  private func isDeep(_ node: Int) -> Bool {
    switch clause.nodes[node].kind {
    case .variable, .wildcard, .literal, .parameter: false
    case .call(let name, let operands): name == "range" || operands.contains { isDeep($0) }
    case .cast(let value, _): isDeep(value)
    case .aggregate: true
    }
  }

  /// Puts variables for the wildcards of an atom: each tuple counts.
  private mutating func nameWildcards(
    _ premise: Premise, _ per: inout [VariableID]
  ) -> Premise {
    func named(_ atom: Atom) -> Atom {
      var atom = atom
      for (index, argument) in atom.arguments.enumerated() where argument == .wildcard {
        let variable = fresh(atom.relation.columns[index], "any")
        per.append(variable)
        atom.arguments[index] = .variable(variable)
      }
      return atom
    }
    switch premise {
    case .atom(let atom): return .atom(named(atom))
    case .sometime(let atom, let window): return .sometime(named(atom), window)
    case .always(let atom, let window): return .always(named(atom), window)
    case .run, .comparison, .same, .range, .aggregate: return premise
    }
  }

  /// The mean of values: their sum by their number, where there are any.
  private mutating func mean(
    _ number: Int, _ range: TextRange, into body: inout Body
  ) -> Formula {
    let syntax = clause.aggregates[number]
    let isDecimal =
      syntax.value.map { types.isOfBase(inference.set($0), .float) } ?? false
    let (sum, count) = (
      fresh(isDecimal ? .decimal : .integer, "sum"), fresh(.integer, "count")
    )
    let countFormula = Formula.argument(.variable(count))
    body.add(.aggregate(formula(syntax, .sum), .equal, .argument(.variable(sum))), range)
    body.add(.aggregate(formula(syntax, .count), .equal, countFormula), range)
    let one = Formula.argument(.value(.integer(1)))
    body.add(.comparison(countFormula, .greaterOrEqual, one), range)
    // A division may be calculated before the comparison is looked at.
    let divisor = Formula.call(.max, [countFormula, one])
    return .arithmetic(
      .argument(.variable(sum)), .divide, isDecimal ? .call(.toDecimal, [divisor]) : divisor)
  }

  // MARK: - Windows

  private mutating func window(_ syntax: WindowSyntax) -> Window? {
    guard let from = length(syntax.from) else { return nil }
    guard let to = syntax.to.map({ length($0) }) else { return openWindow(syntax, from) }
    guard let to else { return nil }
    let zero = Argument.value(.integer(0))
    switch syntax.direction {
    case .past where from == zero: return Window(.past(to))
    case .next where from == zero: return Window(.next(to))
    case .next, .around: return Window(.days(from, to))
    case .past:
      guard case .value(.integer(let near)) = from, case .value(.integer(let far)) = to else {
        report(
          .misplaced(
            "a parameter in a window that does not begin today",
            next: "begin it at 0d, or write it with '<*[…]'"), syntax.range)
        return nil
      }
      return Window(.days(.value(.integer(-far)), .value(.integer(-near))))
    }
  }

  /// The days beyond which there is no horizon.
  private static let farthest = 10_000_000

  private mutating func openWindow(_ syntax: WindowSyntax, _ from: Argument) -> Window? {
    let far = ClauseLowering.farthest
    switch (syntax.direction, from) {
    case (.past, .value(.integer(1))): return .before
    case (.past, .value(.integer(0))): return Window(.past(.value(.integer(far))))
    case (.past, .value(.integer(let near))):
      return Window(.days(.value(.integer(-far)), .value(.integer(-near))))
    case (.next, .value(.integer(0))): return Window(.next(.value(.integer(far))))
    case (.next, _), (.around, _): return Window(.days(from, .value(.integer(far))))
    case (.past, _):
      report(
        .misplaced(
          "a parameter in a window that does not begin today",
          next: "begin it at 0d, or write it with '<*[…]'"), syntax.range)
      return nil
    }
  }

  /// A number of days.
  private mutating func length(_ term: TermSyntax) -> Argument? {
    switch term.kind {
    case .parameter(let name):
      guard
        let node = clause.nodes.first(where: {
          if case .parameter(name, _) = $0.kind { true } else { false }
        }), case .parameter(_, let literal) = node.kind
      else { return nil }
      if let setting = settings[name], case .success(let value) = setting.value(of: .number) {
        usedSettings[name] = value
      }
      guard case .success(let value) = literal.value(of: .number) else { break }
      return .parameter(name, default: value)
    default:
      guard let literal = term.literal, case .success(let value) = literal.value(of: .number),
        case .integer = value
      else { break }
      return .value(value)
    }
    report(
      .misplaced(
        "a window's end that is no number of days", next: "write a whole number or a parameter"),
      term.range)
    return nil
  }
}

extension ComparisonOperator {
  /// The comparison with its sides exchanged.
  var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
