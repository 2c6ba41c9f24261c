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
  var usedSettings: [String: Value] = [:]
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

  mutating func fresh(_ node: Int) -> VariableID {
    fresh(inference.set(node).types.map { columnType(of: $0) } ?? .integer, "value")
  }

  mutating func fresh(_ type: ColumnType, _ name: String) -> VariableID {
    let variable = VariableID(variableTypes.count)
    variableTypes.append(type)
    names.append(freeName(name))
    return variable
  }

  mutating func report(_ mistake: RuleMeaningMistake, _ range: TextRange) {
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

  mutating func lower(_ condition: RuleClause.Condition, into body: inout Body) {
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

  mutating func addRange(_ node: Int, to variable: VariableID, into body: inout Body) {
    guard case .call(_, let operands) = clause.nodes[node].kind else { return }
    let parts = operands.map { formula($0, into: &body) }
    body.add(
      .range(variable, from: parts[0], to: parts[1], step: parts.count > 2 ? parts[2] : nil),
      clause.nodes[node].range)
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
