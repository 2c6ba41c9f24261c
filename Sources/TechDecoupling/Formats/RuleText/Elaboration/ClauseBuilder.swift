/// Makes a clause of nodes out of one head and one list of conditions, names looked up.
struct ClauseBuilder {
  private(set) var clause: RuleClause
  /// Something was reported: the clause is not whole.
  private(set) var isBroken = false
  init(head: AtomSyntax, range: TextRange) {
    clause = RuleClause(
      head: RuleClause.Application(relation: -1, terms: [], range: head.range), range: range)
  }

  /// Builds the clause; nil if its head names no relation.
  static func build(
    head: AtomSyntax, _ literals: [BodyExpansion.Literal], range: TextRange,
    in elaborator: inout Elaborator
  ) -> ClauseBuilder? {
    var builder = ClauseBuilder(head: head, range: range)
    let application = builder.application(head, in: &elaborator)
    for literal in literals {
      builder.clause.conditions += builder.condition(literal, in: &elaborator)
    }
    guard let application else { return nil }
    builder.clause.head = application
    for found in ScopeResolver.resolve(&builder.clause) {
      builder.report(found.mistake, found.range, in: &elaborator)
    }
    return builder
  }

  private mutating func report(
    _ mistake: RuleMeaningMistake, _ range: TextRange, in elaborator: inout Elaborator
  ) {
    elaborator.report(mistake, range)
    isBroken = true
  }

  mutating func add(_ kind: RuleClause.Node.Kind, _ range: TextRange) -> Int {
    clause.nodes.append(RuleClause.Node(kind: kind, range: range))
    return clause.nodes.count - 1
  }

  // MARK: - Atoms

  private mutating func application(
    _ atom: AtomSyntax, in elaborator: inout Elaborator
  ) -> RuleClause.Application? {
    guard let relation = elaborator.relation(atom.name) else {
      isBroken = true
      return nil
    }
    let entry = elaborator.relations[relation]
    guard entry.types.count == atom.terms.count else {
      let columns = zip(entry.attributes, entry.typeNames).map { "\($0): \($1)" }
      report(
        .wrongArity(relation: entry.name, columns: columns, found: atom.terms.count), atom.range,
        in: &elaborator)
      return nil
    }
    let terms = zip(atom.terms, entry.types).map { term, type in
      if type == elaborator.types.truthType, case .variable(let name) = term.kind,
        let truth = ["True": true, "False": false][name]
      {
        return add(.literal(.truth(truth)), term.range)
      }
      return node(term, in: &elaborator)
    }
    return RuleClause.Application(relation: relation, terms: terms, range: atom.range)
  }

  // MARK: - Terms

  mutating func node(_ term: TermSyntax, in elaborator: inout Elaborator) -> Int {
    if let literal = term.literal { return add(.literal(literal), term.range) }
    switch term.kind {
    case .variable(let name):
      return add(.variable(name, -1), term.range)
    case .wildcard:
      return add(.wildcard, term.range)
    case .number, .unsigned, .float, .text:
      return add(.wildcard, term.range)
    case .parameter(let name):
      guard let parameter = elaborator.parameters[name] else {
        let near = elaborator.nearestName(to: name, among: elaborator.parameters.keys)
        report(.unknownParameter(name, nearest: near), term.range, in: &elaborator)
        return add(.literal(.number("0")), term.range)
      }
      elaborator.parameters[name]?.isUsed = true
      return add(.parameter(name, parameter.literal), term.range)
    case .call(let name, let operands):
      return call(name, operands, term.range, in: &elaborator)
    case .unary(let name, let operand):
      let functor = name.text == "-" ? "negate" : Functors.canonical(name.text)
      return call(
        NameSyntax(text: functor, range: name.range), [operand], term.range, in: &elaborator)
    case .binary(let left, let name, let right):
      return call(
        NameSyntax(text: Functors.canonical(name.text), range: name.range), [left, right],
        term.range, in: &elaborator)
    case .cast(let value, let name):
      let inner = node(value, in: &elaborator)
      guard let type = elaborator.type(name) else {
        isBroken = true
        return inner
      }
      return add(.cast(inner, type: type), term.range)
    case .aggregate(let aggregate):
      return self.aggregate(aggregate, in: &elaborator)
    }
  }

  private mutating func call(
    _ name: NameSyntax, _ operands: [TermSyntax], _ range: TextRange,
    in elaborator: inout Elaborator
  ) -> Int {
    let nodes = operands.map { node($0, in: &elaborator) }
    guard let overloads = Functors.overloads(name.text) else {
      let near = elaborator.nearestName(to: name.text, among: Functors.names)
      report(.unknownFunctor(name.text, nearest: near), name.range, in: &elaborator)
      return add(.wildcard, range)
    }
    let counts = Set(overloads.map { $0.isVariadic ? 2 : $0.operands.count }).sorted()
    let isVariadic = overloads.contains(where: \.isVariadic)
    if isVariadic ? nodes.isEmpty : !counts.contains(nodes.count) {
      let expected =
        isVariadic ? "1 or more" : counts.map(String.init).joined(separator: " or ")
      report(
        .functorArity(name.text, expected: expected, found: nodes.count), range, in: &elaborator)
      return add(.wildcard, range)
    }
    return add(.call(name.text, nodes), range)
  }

  // MARK: - Conditions

  private mutating func condition(
    _ literal: BodyExpansion.Literal, in elaborator: inout Elaborator
  ) -> [RuleClause.Condition] {
    func made(_ kind: RuleClause.Condition.Kind) -> [RuleClause.Condition] {
      [RuleClause.Condition(kind: kind, isNegated: literal.isNegated, range: literal.range)]
    }
    switch literal.body {
    case .atom(let atom):
      if atom.terms.count == 1, let type = kind(atom.name.text, in: &elaborator) {
        let term = node(atom.terms[0], in: &elaborator)
        guard !literal.isNegated, case .variable = clause.nodes[term].kind else {
          report(.kindCondition(atom.name.text), atom.range, in: &elaborator)
          return []
        }
        return made(.kind(term, type: type))
      }
      return application(atom, in: &elaborator).map { made(.atom($0)) } ?? []
    case .window(let window, let atom):
      for term in [window.from, window.to].compactMap(\.self) {
        if case .parameter = term.kind { _ = node(term, in: &elaborator) }
      }
      return application(atom, in: &elaborator).map { made(.window($0, window)) } ?? []
    case .run(let atom, let run):
      guard let application = application(atom, in: &elaborator) else { return [] }
      func variable(_ name: NameSyntax?) -> Int? {
        name.map { add(.variable($0.text, -1), $0.range) }
      }
      let (start, end, length) = (variable(run.start), variable(run.end), variable(run.length))
      return made(.run(application, start: start, end: end, length: length))
    case .comparison(let left, let operation, let right, _):
      let (one, other) = (node(left, in: &elaborator), node(right, in: &elaborator))
      nameWildcard(one, beside: other)
      nameWildcard(other, beside: one)
      return made(.comparison(one, operation, other))
    case .test(let term):
      return made(.test(node(term, in: &elaborator)))
    case .same(let left, let right, _):
      return made(.same(node(left, in: &elaborator), node(right, in: &elaborator)))
    case .all, .any, .not, .constant:
      return []
    }
  }

  /// A wildcard beside an aggregate takes its value, whatever it is.
  private mutating func nameWildcard(_ node: Int, beside other: Int) {
    if case .wildcard = clause.nodes[node].kind, case .aggregate = clause.nodes[other].kind {
      clause.nodes[node].kind = .variable("any'\(node)", -1)
    }
  }

  /// The type of entities whose name stands as a condition, unless a relation has the name.
  private func kind(_ name: String, in elaborator: inout Elaborator) -> Int? {
    guard elaborator.lookUp(name) == nil, let type = elaborator.types.numbers[name],
      elaborator.types.bases(of: type) == [.entity]
    else { return nil }
    return type
  }

  // MARK: - Aggregates

  private mutating func aggregate(
    _ syntax: AggregateSyntax, in elaborator: inout Elaborator
  ) -> Int {
    let name = syntax.function.text == "average" ? "mean" : syntax.function.text
    var aggregate = RuleClause.Aggregate(
      function: name, value: nil, per: syntax.per, conditions: [], range: syntax.range,
      isHead: syntax.isHead)
    aggregate.value = syntax.value.map { node($0, in: &elaborator) }
    if name == "count", let value = syntax.value, !syntax.isHead {
      report(.aggregateForm(name, reason: .value), value.range, in: &elaborator)
    } else if name != "count", syntax.value == nil {
      report(.aggregateForm(name, reason: .noValue), syntax.range, in: &elaborator)
    }
    do throws(BodyExpansion.TooMany) {
      let alternatives = try BodyExpansion.alternatives(of: syntax.body)
      if alternatives.count > 1 {
        report(.aggregateForm(name, reason: .alternatives), syntax.body.range, in: &elaborator)
      }
      // A body of 'true' or 'false' alone is a comparison of constants.
      if alternatives.first?.isEmpty ?? true {
        let range = syntax.body.range
        let one = add(.literal(.number("1")), range)
        let other = add(.literal(.number(alternatives.isEmpty ? "0" : "1")), range)
        aggregate.conditions.append(
          RuleClause.Condition(
            kind: .comparison(one, .equal, other), isNegated: false, range: range))
      }
      for literal in alternatives.first ?? [] {
        aggregate.conditions += condition(literal, in: &elaborator)
      }
    } catch {
      report(.tooManyRules(limit: BodyExpansion.limit), syntax.range, in: &elaborator)
    }
    clause.aggregates.append(aggregate)
    return add(.aggregate(clause.aggregates.count - 1), syntax.range)
  }
}
