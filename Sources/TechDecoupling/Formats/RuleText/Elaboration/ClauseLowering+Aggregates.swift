extension ClauseLowering {
  mutating func formula(ofAggregate number: Int) -> AggregateFormula {
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
  mutating func mean(
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
}
