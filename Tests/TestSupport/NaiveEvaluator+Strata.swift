import TemporalDatalog

extension Program {
  /// The relations in groups that depend on each other, each group after those it needs.
  ///
  /// Made from the transitive closure of "depends on", which is obvious and slow.
  package func naiveStrata() throws(NaiveRejection) -> [Set<Int>] {
    let edges = rules.flatMap(naiveEdges)
    var reaches = relations.indices.map { Set([$0]) }
    var isNew = true
    while isNew {
      isNew = false
      for edge in edges where !reaches[edge.premise].isSubset(of: reaches[edge.head]) {
        reaches[edge.head].formUnion(reaches[edge.premise])
        isNew = true
      }
    }
    for edge in edges where edge.needsFinished && reaches[edge.premise].contains(edge.head) {
      throw .unstratified
    }
    var strata: [Set<Int>] = []
    var done: Set<Int> = []
    while done.count < relations.count {
      for relation in relations.indices where !done.contains(relation) {
        let together = reaches[relation].filter { reaches[$0].contains(relation) }
        guard reaches[relation].subtracting(together).isSubset(of: done) else { continue }
        strata.append(together)
        done.formUnion(together)
      }
    }
    return strata
  }

  func naiveEdges(_ rule: ProgramRule) -> [NaiveEdge] {
    naiveEdges(rule.premises, rule.head.relation, needsFinished: false, positives(rule.premises))
  }

  private func naiveEdges(
    _ premises: [Premise], _ head: Int, needsFinished: Bool, _ bound: Set<Int>
  ) -> [NaiveEdge] {
    var edges: [NaiveEdge] = []
    for premise in premises {
      switch premise {
      case .holds(let literal):
        edges.append(NaiveEdge(head, literal.relation, needsFinished))
      case .absent(let literal), .run(let literal, _):
        edges.append(NaiveEdge(head, literal.relation, true))
      case .compare, .assign, .range: break
      case .aggregate(let aggregate, let use):
        let mayRecurse = !needsFinished && isMonotone(aggregate, use, bound)
        edges += naiveEdges(aggregate.body, head, needsFinished: !mayRecurse, bound)
      }
    }
    return edges
  }

  /// Whether more members can only make the comparison true, with a bound that does not move.
  private func isMonotone(_ aggregate: Aggregate, _ use: AggregateUse, _ bound: Set<Int>) -> Bool {
    guard case .compare(let comparison, let limit) = use else { return false }
    switch limit {
    case .constant: break
    case .variable(let variable): guard bound.contains(variable) else { return false }
    case .arithmetic, .call: return false
    }
    switch aggregate.function {
    case .count, .sum, .maximum: return comparison == .greater || comparison == .greaterOrEqual
    case .minimum: return comparison == .less || comparison == .lessOrEqual
    }
  }

  /// The variables that positive premises bind.
  private func positives(_ premises: [Premise]) -> Set<Int> {
    var bound: Set<Int> = []
    for case .holds(let literal) in premises { bound.formUnion(literal.variables) }
    return bound
  }
}

/// "The head depends on the premise", and whether it needs it finished.
struct NaiveEdge {
  var head: Int
  var premise: Int
  var needsFinished: Bool

  init(_ head: Int, _ premise: Int, _ needsFinished: Bool) {
    self.head = head
    self.premise = premise
    self.needsFinished = needsFinished
  }
}

extension Literal {
  /// The variables among the operands, in order.
  package var variables: [Int] {
    operands.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }
}
