extension Elaborator {
  /// Adds a fact or the rules of a clause.
  mutating func add(_ syntax: ClauseSyntax) {
    let heading = heading(syntax)
    guard let body = syntax.body else {
      if heading == nil, addPlainFacts(syntax) { return }
      for head in syntax.heads { addFact(head, syntax, heading) }
      return
    }
    if let period = syntax.period { report(.period(.onRule), period.range) }
    warnOfSingleVariables(syntax)
    guard isShort(body, syntax) else { return }
    var alternatives: [[BodyExpansion.Literal]]
    do throws(BodyExpansion.TooMany) {
      alternatives = try BodyExpansion.alternatives(of: body)
      if alternatives.count * syntax.heads.count > BodyExpansion.limit {
        throw BodyExpansion.TooMany()
      }
    } catch {
      report(.tooManyRules(limit: BodyExpansion.limit), syntax.range)
      return
    }
    if alternatives.isEmpty { checkNames(syntax, body) }
    for head in syntax.heads {
      for literals in alternatives {
        add(head, literals, syntax, heading)
      }
    }
  }

  /// Whether the clause has few enough conditions and aggregates: some checks compare each with each.
  private mutating func isShort(_ body: BodySyntax, _ syntax: ClauseSyntax) -> Bool {
    var counter = ConditionCounter()
    counter.count(body)
    for head in syntax.heads { for term in head.terms { counter.count(term) } }
    let (conditions, aggregates) = (
      ConditionCounter.conditionLimit, ConditionCounter.aggregateLimit
    )
    if counter.conditions > conditions {
      report(.tooLong(noun: "conditions", limit: conditions), syntax.range)
    } else if counter.aggregates > aggregates {
      report(.tooLong(noun: "aggregates", limit: aggregates), syntax.range)
    } else {
      return true
    }
    checkNames(syntax, body)
    return false
  }

  /// A clause that is never true makes no rule; its relations are looked up all the same.
  private mutating func checkNames(_ syntax: ClauseSyntax, _ body: BodySyntax) {
    for head in syntax.heads {
      if let number = relation(head.name) { relations[number].hasRows = true }
    }
    for atom in body.atoms {
      if let number = relation(atom.name) { relations[number].isRead = true }
    }
  }

  // MARK: - Rules

  private mutating func add(
    _ head: AtomSyntax, _ literals: [BodyExpansion.Literal], _ syntax: ClauseSyntax,
    _ heading: Heading?
  ) {
    var literals = literals
    var head = head
    if head.terms.contains(where: \.isHeadAggregate) {
      (head, literals) = GroupedHead.expand(head, literals)
    }
    guard
      let builder = ClauseBuilder.build(
        head: head, literals, range: syntax.range, in: &self)
    else {
      if let number = lookUp(head.name.text) { relations[number].hasRows = true }
      return
    }
    let clause = builder.clause
    relations[clause.head.relation].hasRows = true
    checkTime(clause)
    noteReads(clause)
    guard !builder.isBroken else { return }
    let inference = TypeInference(clause, types: types) { relations[$0].types }
    // Where types are not defined, what follows from them says nothing.
    let mistakes =
      areTypesSound
      ? TypeReporter.check(clause, inference, types: types, relations: relations) : []
    for mistake in mistakes { report(mistake.mistake, mistake.range) }
    lower(clause, inference, syntax, heading, isTyped: areTypesSound && mistakes.isEmpty)
  }

  private mutating func noteReads(_ clause: RuleClause) {
    for condition in clause.conditions + clause.aggregates.flatMap(\.conditions) {
      guard let number = condition.atom?.relation else { continue }
      // A relation that only its own rules read is not read.
      if number != clause.head.relation { relations[number].isRead = true }
    }
  }

  /// What is concluded from a temporal relation holds on some days only.
  private mutating func checkTime(_ clause: RuleClause) {
    let head = relations[clause.head.relation]
    guard !head.isTemporal else { return }
    for condition in clause.conditions + clause.aggregates.flatMap(\.conditions) {
      guard let number = condition.atom?.relation, relations[number].isTemporal else { continue }
      report(
        .notTemporal(relation: head.name, from: relations[number].name), condition.range)
      return
    }
  }

  private mutating func lower(
    _ clause: RuleClause, _ inference: TypeInference, _ syntax: ClauseSyntax, _ heading: Heading?,
    isTyped: Bool
  ) {
    var lowering = ClauseLowering(
      clause, inference, types: types, relations: relations,
      settings: parameters.compactMapValues(\.setting))
    var body = lowering.body()
    let head = lowering.head(into: &body)
    if isTyped { for problem in lowering.problems { report(problem.mistake, problem.range) } }
    for (name, value) in lowering.usedSettings { parameters[name]?.value = value }
    let isStated = body.premises.isEmpty && body.exceptions.isEmpty && heading == nil
    if isStated, head.values != nil {
      if !isTyped { return }
      facts.append(GivenFact(head, location: location(syntax.range)))
      return
    }
    let reason = heading?.reason.map { self.reason($0, lowering, syntax) }
    let relation = relations[clause.head.relation]
    let count = (ruleCounts[relation.name] ?? 0) + 1
    ruleCounts[relation.name] = count
    let rule = Rule(
      name(heading, relation.signature.name, count),
      strength: heading?.strength ?? .confirmed, location: location(syntax.range),
      variableTypes: lowering.variableTypes, variableNames: lowering.names,
      clause: Clause(
        head: head, premises: body.premises, exceptions: body.exceptions, reason: reason ?? nil))
    rules.append(rule)
    places.append(
      RulePlaces(
        clause, names: lowering.names, rule: syntax.range, body: body, isTyped: isTyped,
        relations: relations))
  }

  /// The rule's name; the rules of one heading are numbered.
  private mutating func name(_ heading: Heading?, _ relation: String, _ count: Int) -> String {
    guard let given = heading?.name else { return "\(relation) \(count) (\(bookName))" }
    let uses = (headingUses[given.range.from] ?? 0) + 1
    headingUses[given.range.from] = uses
    return uses == 1 ? given.text : "\(given.text) (\(uses))"
  }

  // MARK: - Facts

  /// Adds facts whose terms are values, the many, without a clause for each.
  private mutating func addPlainFacts(_ syntax: ClauseSyntax) -> Bool {
    var made: [GivenFact] = []
    guard let period = period(syntax) else {
      for head in syntax.heads {
        if let number = lookUp(head.name.text) { relations[number].hasRows = true }
      }
      return true
    }
    for head in syntax.heads {
      guard let number = lookUp(head.name.text),
        relations[number].types.count == head.terms.count
      else { return false }
      var values: [Argument] = []
      values.reserveCapacity(head.terms.count)
      for (term, type) in zip(head.terms, relations[number].types) {
        guard let literal = term.literal,
          case .success(let value) = literal.value(of: types.base(of: type))
        else { return false }
        values.append(.value(value))
      }
      guard checkPeriod(syntax, number) else { return true }
      relations[number].hasRows = true
      made.append(
        GivenFact(
          Atom(relation: relations[number].signature, arguments: values), over: period,
          location: location(syntax.range)))
    }
    facts += made
    return true
  }

  private mutating func addFact(_ head: AtomSyntax, _ syntax: ClauseSyntax, _ heading: Heading?) {
    var isConstant = true
    for term in head.terms {
      guard let open = term.openPart else { continue }
      isConstant = false
      report(.variableInFact(open.name), open.range)
    }
    if let period = syntax.period, let number = lookUp(head.name.text) {
      guard checkPeriod(syntax, number), isConstant else { return }
      let before = facts.count
      add(head, [], syntax, heading)
      guard let days = self.period(syntax) else { return }
      if facts.count == before + 1, let fact = facts.popLast() {
        facts.append(GivenFact(fact.atom, over: days, location: fact.location))
      } else if !hasErrors {
        report(.period(.onRule), period.range)
      }
      return
    }
    guard isConstant else {
      if let number = relation(head.name) { relations[number].hasRows = true }
      return
    }
    add(head, [], syntax, heading)
  }

  private mutating func checkPeriod(_ syntax: ClauseSyntax, _ number: Int) -> Bool {
    guard let period = syntax.period, !relations[number].isTemporal else { return true }
    relations[number].hasRows = true
    report(.period(.relationIsNotTemporal(relations[number].name)), period.range)
    return false
  }

  /// The days of a fact, both written ones included; nil if they are none.
  private mutating func period(_ syntax: ClauseSyntax) -> Period? {
    guard let written = syntax.period else { return .always }
    func day(_ name: NameSyntax?) -> Day?? {
      guard let name else { return .some(nil) }
      do throws(DateProblem) {
        return try Day(parsing: name.text)
      } catch {
        report(.date(name.text, error), name.range)
        return nil
      }
    }
    guard let from = day(written.from), let last = day(written.to) else { return nil }
    guard let period = Period(from: from, until: last?.advanced(by: 1)) else {
      report(
        .period(.reversed(written.from?.text ?? "_", written.to?.text ?? "_")), written.range)
      return nil
    }
    return period
  }
}

extension TermSyntax {
  /// Whether the term is `sum(a)` and the like, which only a conclusion has.
  var isHeadAggregate: Bool {
    if case .aggregate(let aggregate) = kind { return aggregate.isHead }
    return false
  }

  /// The first part that has no value by itself: a variable, a wildcard, an aggregate.
  fileprivate var openPart: (name: String, range: TextRange)? {
    switch kind {
    case .variable(let name): return ["True", "False"].contains(name) ? nil : (name, range)
    case .wildcard: return ("_", range)
    case .parameter, .number, .unsigned, .float, .text: return nil
    case .call(_, let operands):
      for operand in operands {
        if let part = operand.openPart { return part }
      }
      return nil
    case .unary(_, let operand): return operand.openPart
    case .binary(let left, _, let right): return left.openPart ?? right.openPart
    case .cast(let value, _): return value.openPart
    case .aggregate(let aggregate):
      return aggregate.isHead ? (aggregate.function.text, range) : nil
    }
  }
}

extension BodySyntax {
  /// The atoms of the body, those of aggregates left out.
  fileprivate var atoms: [AtomSyntax] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.atoms)
    case .not(let inner, _): inner.atoms
    case .atom(let atom), .window(_, let atom), .run(let atom, _): [atom]
    case .comparison, .test, .same, .constant: []
    }
  }
}

extension RulePlaces {
  init(
    _ clause: RuleClause, names: [String], rule: TextRange, body: ClauseLowering.Body,
    isTyped: Bool, relations: [Elaborator.Relation]
  ) {
    self.init(
      rule: rule, head: clause.head.range, premises: body.premisePlaces,
      exceptions: body.exceptionPlaces, isTyped: isTyped)
    for (number, variable) in clause.variables.enumerated() {
      variables[names[number]] = variable.range
    }
    for condition in clause.conditions + clause.aggregates.flatMap(\.conditions) {
      if let atom = condition.atom {
        self.relations.append((relations[atom.relation].signature.name, condition.range))
        for term in atom.terms where condition.isNegated {
          note(term, clause, names, \.exceptionVariables)
        }
      }
    }
  }

  private mutating func note(
    _ node: Int, _ clause: RuleClause, _ names: [String],
    _ places: WritableKeyPath<RulePlaces, [String: TextRange]>
  ) {
    guard case .variable(_, let number) = clause.nodes[node].kind,
      self[keyPath: places][names[number]] == nil
    else { return }
    self[keyPath: places][names[number]] = clause.nodes[node].range
  }
}
