extension Program {
  /// Returns everything that holds, given and concluded.
  ///
  /// Looks at cancellation and at the budget every few thousand rows.
  ///
  /// `reporting` is called about once a second with how far the evaluation got.
  ///
  /// - Throws: `EvaluationFailure`; then nothing has been computed that could be used.
  package func evaluate(
    _ facts: consuming FactStore, budget: EvaluationBudget = EvaluationBudget(),
    manner: EvaluationManner = EvaluationManner(),
    reporting: (@Sendable (EvaluationFailure.Progress) -> Void)? = nil
  ) async throws(EvaluationFailure) -> Model {
    checkArities()
    let dependencies = dependencies
    let strata = try stratify(dependencies)
    let watch = Watch(budget, reporting: reporting)
    let context = try Loader(self, strata, dependencies).load(facts, manner, watch)
    try await Evaluator(context).run()
    return Model(program: self, context)
  }

  /// Holds the caller to its promise that literals have the columns of their relations.
  private func checkArities() {
    for rule in rules {
      checkArity(.holds(rule.head))
      rule.premises.forEach(checkArity)
    }
  }

  private func checkArity(_ premise: Premise) {
    switch premise {
    case .holds(let literal), .absent(let literal), .run(let literal, _):
      let relation = relations[literal.relation]
      precondition(
        literal.operands.count == relation.columns.count,
        "a literal of '\(relation.name)' has \(literal.operands.count) operands")
    case .aggregate(let aggregate, _): aggregate.body.forEach(checkArity)
    case .compare, .assign, .range: break
    }
  }
}

/// How an evaluation goes about its work; the result is the same.
package struct EvaluationManner: Sendable, Hashable {
  /// How many threads one rule may use; fewer where it has little to do.
  package var lanes: Int
  /// Whether premises are joined as they are written, instead of in the order that seems cheapest.
  ///
  /// Comparisons and exceptions stay as early as they can be.
  package var keepsWrittenOrder: Bool
  /// With fewer rows that a rule's premises hand on, one thread does it all.
  package var rowsWorthLanes = 1 << 14
  /// With fewer rows, a relation is not kept as bits, and its sort orders are whole rows.
  package var rowsWorthBits = 1024
  /// About so many values of a column that recursion carries along are followed together, a quarter
  /// of it where several threads are to help.
  package var valuesForPart = 1 << 12
  /// An update may always take so many rows of work, however little the evaluation took.
  package var rowsForUpdate = 1 << 17

  /// More threads than this are not asked for: each needs room of its own.
  package static let mostLanes = 64

  package init(lanes: Int = 1, keepsWrittenOrder: Bool = false) {
    self.lanes = min(lanes, EvaluationManner.mostLanes)
    self.keepsWrittenOrder = keepsWrittenOrder
  }
}
