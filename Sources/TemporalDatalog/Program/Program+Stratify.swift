extension Program {
  /// Returns the relations in the order in which they are evaluated: one array for each set of
  /// relations that depend on one another.
  ///
  /// An exception, an aggregate or a run needs a finished relation. `count`, `max` and sums
  /// compared by `>=` or `>`, and `min` by `<=` or `<`, may take part in recursion.
  ///
  /// - Throws: `EvaluationFailure.unstratified` with the shortest cycle through a premise that
  ///   needs a finished relation.
  package func stratify() throws(EvaluationFailure) -> [[Int]] { try stratify(dependencies) }

  /// As above, with the program's dependencies.
  func stratify(
    _ dependencies: [EvaluationFailure.Dependency]
  ) throws(EvaluationFailure) -> [[Int]] {
    let components = StronglyConnected.components(
      Edges(dependencies.map { ($0.head, $0.premise) }, nodeCount: relations.count))
    var component = [Int](repeating: 0, count: relations.count)
    for (number, members) in components.enumerated() {
      for member in members { component[member] = number }
    }
    func isInner(_ dependency: EvaluationFailure.Dependency) -> Bool {
      component[dependency.head] == component[dependency.premise]
    }
    let forbidden = dependencies.filter { $0.through != .premise && isInner($0) }
    if forbidden.isEmpty { return components }
    var inner = [[EvaluationFailure.Dependency]](repeating: [], count: relations.count)
    for dependency in dependencies where isInner(dependency) {
      inner[dependency.head].append(dependency)
    }
    var best: [EvaluationFailure.Dependency]?
    for dependency in forbidden {
      // A path that is no shorter is not looked for to its end.
      let limit = best.map { $0.count - 1 } ?? .max
      if let cycle = path(from: dependency.premise, to: dependency.head, inner, below: limit) {
        best = [dependency] + cycle
      }
    }
    if let best { throw .unstratified(cycle: best) }
    return components
  }

  /// The shortest chain of dependencies between two relations of one component; nil if it is not
  /// shorter than a limit.
  private func path(
    from start: Int, to end: Int, _ outgoing: [[EvaluationFailure.Dependency]], below limit: Int
  ) -> [EvaluationFailure.Dependency]? {
    if start == end { return limit > 0 ? [] : nil }
    var reached: [Int: EvaluationFailure.Dependency] = [:]
    var queue = [(relation: start, depth: 0)]
    var next = 0
    while next < queue.count, reached[end] == nil {
      let (relation, depth) = queue[next]
      next += 1
      if depth + 1 >= limit { break }
      for dependency in outgoing[relation]
      where dependency.premise != start && reached[dependency.premise] == nil {
        reached[dependency.premise] = dependency
        queue.append((dependency.premise, depth + 1))
      }
    }
    if reached[end] == nil { return nil }
    var chain: [EvaluationFailure.Dependency] = []
    var relation = end
    while relation != start, let dependency = reached[relation] {
      chain.append(dependency)
      relation = dependency.head
    }
    return chain.reversed()
  }

  /// What the heads of rules depend on, in the order of rules and their premises.
  var dependencies: [EvaluationFailure.Dependency] {
    var result: [EvaluationFailure.Dependency] = []
    for rule in rules { Program.addDependencies(of: rule, to: &result) }
    return result
  }

  private static func addDependencies(
    of rule: ProgramRule, to result: inout [EvaluationFailure.Dependency]
  ) {
    func add(_ relation: Int, _ through: EvaluationFailure.Dependency.Through) {
      result.append(
        EvaluationFailure.Dependency(
          head: rule.head.relation, premise: relation, rule: rule.origin, through: through))
    }
    lazy var bound = positives(rule.premises)
    func visit(_ premises: [Premise], inside aggregate: Bool) {
      for premise in premises {
        switch premise {
        case .holds(let literal):
          add(literal.relation, aggregate ? .aggregate : .premise)
        case .absent(let literal):
          add(literal.relation, .exception)
        case .run(let literal, _):
          add(literal.relation, .run)
        case .compare, .assign, .range:
          break
        case .aggregate(let inner, let use):
          visit(inner.body, inside: aggregate || !inner.isMonotone(use, bound))
        }
      }
    }
    visit(rule.premises, inside: false)
  }

  /// The variables that positive premises bind.
  static func positives(_ premises: [Premise]) -> VariableSet {
    var bound = VariableSet()
    for case .holds(let literal) in premises { bound.formUnion(literal.variables) }
    return bound
  }
}

extension Aggregate {
  /// Whether more members can only turn the comparison from false to true, with a bound that
  /// does not move: a constant, or a variable that a positive premise of the rule binds.
  func isMonotone(_ use: AggregateUse, _ bound: VariableSet) -> Bool {
    guard case .compare(let comparison, let limit) = use else { return false }
    switch limit {
    case .constant: break
    case .variable(let variable): guard bound.contains(variable) else { return false }
    case .arithmetic, .call: return false
    }
    switch function {
    case .count, .sum, .maximum:
      return comparison == .greater || comparison == .greaterOrEqual
    case .minimum:
      return comparison == .less || comparison == .lessOrEqual
    }
  }
}
