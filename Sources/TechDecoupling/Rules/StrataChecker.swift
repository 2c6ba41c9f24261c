import TemporalDatalog

/// Finds cycles of rules through what must be finished first.
struct StrataChecker {
  private(set) var problems: Set<RulebookProblem> = []
  private let rules: [Rule]
  private var numbers: [String: Int] = [:]
  private var names: [String] = []

  init(_ rules: [Rule]) {
    self.rules = rules
    check()
  }

  private mutating func check() {
    var program = Program(horizon: Span(0, 1))
    program.rules = rules.indices.map { outline(rules[$0], number: $0) }
    program.relations = names.map { RelationDeclaration(name: $0, columns: []) }
    // Each cycle is looked for anew; beyond some the rest is told when these are mended.
    while problems.count < 32 {
      do {
        checkBounds(try program.stratify())
        return
      } catch .unstratified(let cycle) {
        guard let first = cycle.first else { return }
        let steps = cycle.map { step in
          RulebookProblem.Step(
            relation: names[step.head], premise: names[step.premise], rule: rules[step.rule].name,
            through: step.through.publicCase)
        }
        let kind: RulebookProblem.Kind =
          first.through == .aggregate ? .recursiveAggregate(steps) : .unstratified(steps)
        problems.insert(RulebookProblem(kind, in: rules[first.rule]))
        // Another cycle may be behind this one.
        program.rules.removeAll { $0.origin == first.rule }
      } catch {
        return
      }
    }
  }

  /// A bound that only a calculation or a run fixes is not known before the recursion is.
  private mutating func checkBounds(_ components: [[Int]]) {
    var component: [Int: Int] = [:]
    for (number, members) in components.enumerated() {
      for member in members { component[member] = number }
    }
    for rule in rules {
      let bindings = rule.bindings
      let head = rule.clause.head.relation.name
      for (index, premise) in rule.clause.premises.enumerated() {
        guard case .aggregate(let aggregate, _, let bound) = premise,
          bindings.bindingEqualities[index] == nil,
          aggregate.body.contains(where: { member in
            guard let name = member.atom?.relation.name else { return false }
            return numbers[name].flatMap { component[$0] }
              == numbers[head].flatMap { component[$0] }
          })
        else { continue }
        if !rule.clause.fixes(bound) {
          let text = bound.description(names: rule.variableNames)
          problems.insert(
            RulebookProblem(.recursiveBound(relation: head, bound: text), in: rule))
        }
      }
    }
  }

  // MARK: - Outlines

  /// The rule with its relations alone: what strata depend on.
  private mutating func outline(_ rule: Rule, number: Int) -> ProgramRule {
    let clause = rule.clause
    let bindings = rule.bindings
    var premises: [TemporalDatalog.Premise] = []
    for (index, premise) in clause.premises.enumerated() {
      outline(premise, isBinding: bindings.bindingEqualities[index] != nil, into: &premises)
    }
    for exception in clause.exceptions { outline(exception: exception, into: &premises) }
    return ProgramRule(
      head: literal(clause.head), premises: premises, variableCount: 0, origin: number)
  }

  private mutating func outline(
    _ premise: Premise, isBinding: Bool, into premises: inout [TemporalDatalog.Premise]
  ) {
    switch premise {
    case .atom(let atom), .sometime(let atom, _), .always(let atom, _):
      premises.append(.holds(literal(atom)))
    case .run(let atom, _, _, _):
      premises.append(.run(literal(atom), RunReading()))
    case .comparison, .same, .range:
      break
    case .aggregate(let aggregate, let comparison, _):
      var body: [TemporalDatalog.Premise] = []
      // Inside, nothing but a constant is sure to be fixed before the recursion is.
      for member in aggregate.body {
        outline(member, isBinding: !member.hasConstantBound, into: &body)
      }
      for exception in aggregate.exceptions { outline(exception: exception, into: &body) }
      let outlined = TemporalDatalog.Aggregate(
        function: aggregate.function.engine, body: body, group: [], per: [], value: nil,
        kind: .integer)
      premises.append(
        .aggregate(
          outlined, isBinding ? .value(0) : .compare(comparison.engine, .constant(0))))
    }
  }

  private mutating func outline(
    exception: Premise, into premises: inout [TemporalDatalog.Premise]
  ) {
    switch exception {
    case .atom(let atom), .sometime(let atom, _), .always(let atom, _), .run(let atom, _, _, _):
      premises.append(.absent(literal(atom)))
    case .comparison, .same, .range:
      break
    case .aggregate(let aggregate, let comparison, let value):
      outline(.aggregate(aggregate, comparison.negated, value), isBinding: false, into: &premises)
    }
  }

  private mutating func literal(_ atom: Atom) -> Literal {
    let name = atom.relation.name
    if let number = numbers[name] { return Literal(number, []) }
    numbers[name] = names.count
    names.append(name)
    return Literal(names.count - 1, [])
  }
}

extension Premise {
  /// Whether an aggregate is compared with a constant or parameter.
  fileprivate var hasConstantBound: Bool {
    guard case .aggregate(_, _, .argument(let bound)) = self else { return false }
    return bound.variable == nil
  }
}

extension Clause {
  /// Whether a bound is a constant, a parameter or a variable that an atom binds.
  fileprivate func fixes(_ bound: Formula) -> Bool {
    switch bound {
    case .argument(.variable(let variable)):
      premises.contains { premise in
        switch premise {
        case .atom(let atom), .sometime(let atom, _), .always(let atom, _):
          atom.variables.contains(variable)
        case .comparison, .same, .run, .range, .aggregate:
          false
        }
      }
    case .argument: true
    case .arithmetic, .call: false
    }
  }
}

extension EvaluationFailure.Dependency.Through {
  fileprivate var publicCase: RulebookProblem.Through {
    switch self {
    case .premise: .premise
    case .exception: .exception
    case .aggregate: .aggregate
    case .run: .run
    }
  }
}
