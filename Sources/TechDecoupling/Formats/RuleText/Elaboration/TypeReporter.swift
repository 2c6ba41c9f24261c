/// Reports what types of a clause do not agree, one mistake a cause.
struct TypeReporter {
  typealias Base = TypeTable.Base

  private let clause: RuleClause
  private let inference: TypeInference
  private let types: TypeTable
  private let relations: [Elaborator.Relation]
  private(set) var found: [Elaborator.Found] = []
  /// Mistakes that may follow from others.
  private var derived: [Elaborator.Found] = []
  /// What the columns of premises say of each variable, by its place among types.
  private var columnSets: [Int: TypeSet] = [:]
  /// Variables of which a conflict was told.
  private var told: Set<Int> = []

  static func check(
    _ clause: RuleClause, _ inference: TypeInference, types: TypeTable,
    relations: [Elaborator.Relation]
  ) -> [Elaborator.Found] {
    var reporter = TypeReporter(
      clause: clause, inference: inference, types: types, relations: relations)
    reporter.check()
    return reporter.found.isEmpty ? Array(reporter.derived.prefix(1)) : reporter.found
  }

  private init(
    clause: RuleClause, inference: TypeInference, types: TypeTable,
    relations: [Elaborator.Relation]
  ) {
    self.clause = clause
    self.inference = inference
    self.types = types
    self.relations = relations
  }

  private mutating func report(_ mistake: RuleMeaningMistake, _ node: Int) {
    found.append(Elaborator.Found(mistake: mistake, range: clause.nodes[node].range))
  }

  private mutating func derive(_ mistake: RuleMeaningMistake, _ node: Int) {
    derived.append(Elaborator.Found(mistake: mistake, range: clause.nodes[node].range))
  }

  private mutating func check() {
    let conditions = clause.conditions + clause.aggregates.flatMap(\.conditions)
    checkColumns(conditions)
    for node in clause.nodes.indices { check(node) }
    for condition in conditions { check(condition) }
    checkSink(clause.head, isNegated: false)
    for condition in conditions where condition.isNegated {
      if let atom = condition.atom { checkSink(atom, isNegated: true) }
    }
    for (number, variable) in clause.variables.enumerated()
    where inference.set(ofVariable: number).isEmpty && !told.contains(number) {
      derived.append(
        Elaborator.Found(
          mistake: .variableTypes(variable.name, types: [], areKinds: false),
          range: variable.range))
    }
  }

  // MARK: - Columns

  /// Finds the column in which a variable, or a literal, meets one of other values.
  private mutating func checkColumns(_ conditions: [RuleClause.Condition]) {
    for condition in conditions where !condition.isNegated {
      var columns: [(Int, Int)] = []
      if let atom = condition.atom {
        columns = Array(zip(atom.terms, relations[atom.relation].types))
      }
      switch condition.kind {
      case .kind(let node, let type): columns.append((node, type))
      case .run(_, let start, let end, let length):
        for node in [start, end].compactMap(\.self) {
          columns.append((node, types.primitive(.day)))
        }
        if let length { columns.append((length, types.primitive(.number))) }
      default: break
      }
      for (index, (node, type)) in columns.enumerated() {
        guard case .variable(let name, let number) = clause.nodes[node].kind else {
          checkTerm(node, type, column: index, of: condition.atom)
          continue
        }
        let slot = inference.slot(node)
        let before = columnSets[slot] ?? .all
        let after = types.meet(before, TypeSet([type]))
        columnSets[slot] = after
        guard after.isEmpty, !before.isEmpty, told.insert(number).inserted else { continue }
        let others = (before.types ?? []).map { types.name($0) }
        report(
          .variableTypes(
            name, types: [types.name(type)] + others,
            areKinds: areKinds(before, TypeSet([type]))), node)
      }
    }
  }

  private func areKinds(_ one: TypeSet, _ other: TypeSet) -> Bool {
    types.isOfBase(one, .entity) && types.isOfBase(other, .entity)
  }

  /// Checks a term that is no variable against its column.
  private mutating func checkTerm(
    _ node: Int, _ type: Int, column: Int, of atom: RuleClause.Application?
  ) {
    guard let atom else { return }
    switch clause.nodes[node].kind {
    case .literal(let literal), .parameter(_, let literal):
      if !literal.bases.contains(where: { types.bases(of: type).contains($0) }) {
        report(.literalType(found: literal.written, expected: types.name(type)), node)
      }
    case .call, .cast, .aggregate:
      if inference.set(node).isEmpty {
        derive(
          .termType(
            relation: relations[atom.relation].name, column: column + 1,
            expected: types.name(type), found: "", remedy: .conversion), node)
      }
    case .variable, .wildcard:
      break
    }
  }

  private mutating func checkSink(_ atom: RuleClause.Application, isNegated: Bool) {
    for (column, (node, type)) in zip(atom.terms, relations[atom.relation].types).enumerated() {
      let set = inference.set(node)
      guard let found = set.types else { continue }
      if found.isEmpty {
        if case .variable(_, let number) = clause.nodes[node].kind {
          // What premises say of it, where they agree, is not what the column takes.
          guard let known = knownTypes(node), !known.isEmpty,
            types.meet(known, TypeSet([types.root(of: type) ?? type])).isEmpty,
            told.insert(number).inserted
          else { continue }
          report(
            .termType(
              relation: relations[atom.relation].name, column: column + 1,
              expected: types.name(type), found: names(of: node), remedy: .conversion), node)
          continue
        }
        checkTerm(node, type, column: column, of: atom)
        continue
      }
      let isRight = found.allSatisfy { one in
        if types.isSubtype(one, type) { return true }
        if types.isConstants(one) { return types.bases(of: type) == types.bases(of: one) }
        guard isNegated, types.bases(of: one) == types.bases(of: type) else { return false }
        // Other values cannot be told from these, but an entity of another kind is meant otherwise.
        return types.bases(of: type) != [.entity] || !types.meet(one, type).isEmpty
      }
      if isRight { continue }
      if case .literal = clause.nodes[node].kind {
        checkTerm(node, type, column: column, of: atom)
        continue
      }
      report(
        .termType(
          relation: relations[atom.relation].name, column: column + 1, expected: types.name(type),
          found: found.map { types.name($0) }.joined(separator: " or "),
          remedy: areKinds(set, TypeSet([type])) ? .kinds : .subtype), node)
    }
  }

  // MARK: - Terms

  private mutating func check(_ node: Int) {
    let set = inference.set(node)
    switch clause.nodes[node].kind {
    case .variable, .wildcard:
      break
    case .literal(let literal), .parameter(_, let literal):
      guard set.isEmpty else {
        checkValue(literal, node)
        return
      }
      derive(.literalType(found: literal.written, expected: ""), node)
    case .call(let name, let operands):
      if inference.overloads[node] == nil {
        checkCall(node, name, operands)
      }
    case .cast(let value, let type):
      checkCast(value, type, node)
    case .aggregate(let number):
      if set.isEmpty {
        let aggregate = clause.aggregates[number]
        let value = aggregate.value.map { names(of: $0) } ?? "number"
        derive(.noOverload(functor: aggregate.function, found: [value], gives: nil), node)
      }
    }
  }

  private mutating func checkCall(_ node: Int, _ name: String, _ operands: [Int]) {
    let names = operands.map { self.names(of: $0) }
    // A way that takes the operands and gives what is not meant.
    let other = (Functors.overloads(name) ?? []).first { overload in
      operands.enumerated().allSatisfy { index, operand in
        guard let known = knownTypes(operand), !known.isEmpty else { return false }
        return (overload.isVariadic || overload.operands.count == operands.count)
          && types.admits(known, overload.operand(index))
      }
    }
    let mistake = RuleMeaningMistake.noOverload(
      functor: name, found: names, gives: other?.result.name)
    let isFirst = operands.allSatisfy { !(knownTypes($0)?.isEmpty ?? true) }
    if isFirst { report(mistake, node) } else { derive(mistake, node) }
  }

  /// The types that a term has by itself, whatever is meant where it stands.
  private func knownTypes(_ node: Int) -> TypeSet? {
    switch clause.nodes[node].kind {
    case .variable: columnSets[inference.slot(node)]
    case .literal(let literal), .parameter(_, let literal):
      TypeSet(literal.bases.map { types.constants($0) })
    case .cast(_, let type): TypeSet([type])
    case .call: inference.overloads[node].map { TypeSet([types.constants($0.result)]) }
    case .aggregate(let number):
      clause.aggregates[number].function == "count"
        ? TypeSet([types.constants(.number)])
        : clause.aggregates[number].value.flatMap { knownTypes($0) }
    case .wildcard: nil
    }
  }

  private func names(of node: Int) -> String {
    if case .literal(let literal) = clause.nodes[node].kind { return literal.written }
    let set = inference.set(node)
    let known = set.isEmpty ? knownTypes(node) : set
    guard let found = known?.types, !found.isEmpty else { return "unknown type" }
    return found.map { types.name($0) }.joined(separator: " or ")
  }

  private mutating func checkValue(_ literal: RuleClause.Literal, _ node: Int) {
    guard let found = inference.set(node).types, let first = found.first else { return }
    let base = inference.literalBases[node] ?? types.base(of: first)
    guard case .failure(let mistake) = literal.value(of: base) else { return }
    switch mistake {
    case .type:
      report(.literalType(found: literal.written, expected: base.name), node)
    case .number(let digits, let reason):
      report(.numberRange(digits, reason: reason), node)
    case .date(let text, let problem):
      report(.date(text, problem), node)
    }
  }

  private mutating func checkCast(_ value: Int, _ type: Int, _ node: Int) {
    if case .literal = clause.nodes[value].kind {
      if inference.set(node).isEmpty, !inference.set(value).isEmpty {
        report(.cast(from: names(of: value), to: types.name(type)), node)
      }
      return
    }
    if inference.set(node).isEmpty {
      derive(.cast(from: names(of: value), to: types.name(type)), node)
      return
    }
    let from = Set((inference.set(value).types ?? []).flatMap { types.bases(of: $0) })
    let to = types.bases(of: type)
    let whole: Set<Base> = [.number, .unsigned]
    if !from.isEmpty, from != to, !(from.isSubset(of: whole) && to.isSubset(of: whole)) {
      report(.cast(from: names(of: value), to: types.name(type)), node)
    }
  }

  // MARK: - Conditions

  private mutating func check(_ condition: RuleClause.Condition) {
    switch condition.kind {
    case .comparison(let left, let operation, let right):
      checkComparison(left, operation, right, condition.range)
    case .same(let left, let right):
      for node in [left, right] where inference.set(node).isEmpty {
        derive(
          .misplaced("'is' beside a value that is no entity", next: "compare values by '='"), node)
      }
    case .atom, .window, .run, .test, .kind:
      break
    }
  }

  private mutating func checkComparison(
    _ left: Int, _ operation: ComparisonOperator, _ right: Int, _ range: TextRange
  ) {
    let (one, other) = (inference.set(left), inference.set(right))
    if one.isEmpty || other.isEmpty {
      compareKnown(left, operation, right, range)
      return
    }
    guard operation != .equal, operation != .notEqual else { return }
    if types.isOfBase(one, .entity) || types.isOfBase(other, .entity) {
      found.append(
        Elaborator.Found(
          mistake: .comparedTypes(names(of: left), names(of: right), operation: operation),
          range: range))
    }
  }
}

extension TypeReporter {
  /// Reports a comparison whose sides have types of their own that do not meet.
  private mutating func compareKnown(
    _ left: Int, _ operation: ComparisonOperator, _ right: Int, _ range: TextRange
  ) {
    guard let one = knownTypes(left), let other = knownTypes(right), !one.isEmpty, !other.isEmpty,
      types.meet(one, other).isEmpty
    else { return }
    for (node, expected) in [(left, right), (right, left)] {
      guard case .literal(let literal) = clause.nodes[node].kind else { continue }
      report(.literalType(found: literal.written, expected: names(of: expected)), node)
      return
    }
    found.append(
      Elaborator.Found(
        mistake: .comparedTypes(names(of: left), names(of: right), operation: operation),
        range: range))
  }
}

extension RuleClause.Condition {
  /// The relation that is looked at, with its terms.
  var atom: RuleClause.Application? {
    switch kind {
    case .atom(let atom), .window(let atom, _), .run(let atom, _, _, _): atom
    case .comparison, .test, .same, .kind: nil
    }
  }
}
