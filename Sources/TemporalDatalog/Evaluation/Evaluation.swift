/// The facts given to an evaluation, and the numbers in them.
package struct FactStore: Sendable {
  package var numbers = NumberPool()
  package private(set) var facts: [Fact] = []
  /// Timeless tuples loaded in bulk, flat, per relation.
  package private(set) var bulk: [Int: [UInt32]] = [:]

  package init() {}

  package mutating func insert(_ fact: Fact) {
    facts.append(fact)
  }

  /// Adds timeless tuples of one relation: `codes` is row after row.
  package mutating func insert(timeless codes: [UInt32], relation: Int) {
    bulk[relation, default: []].append(contentsOf: codes)
  }
}

extension Program {
  /// Returns everything that holds, given and concluded.
  ///
  /// Looks at cancellation and at the budget every few thousand rows.
  ///
  /// - Throws: `EvaluationFailure`; then nothing has been computed that could be used.
  package func evaluate(
    _ facts: consuming FactStore, budget: EvaluationBudget = EvaluationBudget()
  ) async throws(EvaluationFailure) -> Model {
    let strata = try stratify()
    let watch = Watch(budget)
    let context = try Loader(self, strata).load(facts, watch)
    try await Evaluator(context).run()
    return Model(program: self, context)
  }
}
