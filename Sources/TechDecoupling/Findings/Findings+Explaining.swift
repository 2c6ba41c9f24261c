import TemporalDatalog

extension Findings {
  /// Returns the proof of an atom on a day.
  ///
  /// The instance of least height is taken; of several the first by the order of rules, then by
  /// their values. A conclusion that holds is proved in the certain reading, an indeterminate one
  /// in the conceivable reading with what keeps it from certain.
  ///
  /// - Throws: ``QueryError`` if the question cannot be answered as it is put, or if the atom is
  ///   not even conceivable on the day; ``EvaluationError`` if the task is cancelled.
  /// - Complexity: near linear in the rule instances that lie within twice the proof's height.
  public func explain(_ atom: Atom, on day: Day) throws -> Explanation {
    let (planner, node) = try proved(atom, on: day)
    var builder = ExplanationBuilder(self)
    return try builder.explanation(planner, planner.plan(node, on: day.number))
  }

  /// Returns all proofs of the last step to an atom on a day, the least tall first.
  ///
  /// Each proves the conclusion by another instance of a rule, or by the record; below that step
  /// every proof is the one that ``explain(_:on:)`` gives.
  ///
  /// - Throws: as ``explain(_:on:)``.
  public func explanations(of atom: Atom, on day: Day) throws -> [Explanation] {
    let (planner, node) = try proved(atom, on: day)
    let prover = planner.prover
    try prover.proveFully(node)
    var instances = prover.nodes[node].instances.compactMap { instance in
      prover.height(of: instance, on: day.number).map { (instance, $0) }
    }
    // A stable order among equals: that of rules and values.
    instances = instances.enumerated()
      .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element)
    var result: [Explanation] = []
    if SpanSet.contains(day.number, in: prover.nodes[node].recorded) {
      var builder = ExplanationBuilder(self)
      result.append(
        try builder.explanation(planner, planner.plan(node, on: day.number)))
    }
    for (instance, _) in instances {
      var builder = ExplanationBuilder(self)
      let plan = planner.plan(node, on: day.number, by: instance)
      result.append(try builder.explanation(planner, plan))
    }
    return result
  }

  private func proved(_ atom: Atom, on day: Day) throws -> (ProofPlanner, Int) {
    try check(atom, isGround: true)
    try check(day)
    for reading in [Reading.certain, .conceivable] {
      let prover = Prover(trusted, reading)
      if let coded = trusted.code(atom),
        SpanSet.contains(day.number, in: trusted.model.days(coded.relation, coded.tuple, reading)),
        let node = try prover.prove(coded, on: day.number)
      {
        return (ProofPlanner(prover), node)
      }
    }
    throw QueryError.nothingToExplain(atom: "\(atom)", day: day)
  }
}
