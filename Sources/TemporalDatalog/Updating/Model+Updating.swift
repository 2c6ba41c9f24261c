extension Model {
  /// Gives codes to texts and numbers that facts of an update mention.
  ///
  /// All models that updates made of one another share their codes.
  package func intern<Result>(_ body: (inout Pools) -> Result) -> Result {
    storage.withContext { context in
      var pools = context.pools
      // Handed over, so that adding copies nothing.
      context.pools = Pools()
      defer { context.pools = pools }
      return body(&pools)
    }
  }

  /// Returns the model of the facts after a change: the one that evaluating them anew gives.
  ///
  /// Each fact states all that is given of its tuple from now on: its days in both readings and its
  /// marks; without any, nothing is given. Facts about one tuple are united. The model itself stays
  /// as it is, and both share what has not changed.
  ///
  /// O(rows that change or are taken out for a while, and what they are joined with). Where that is
  /// more than a part of what evaluating has cost, and where facts are dated or imprecise of which
  /// none was before, everything is evaluated anew.
  ///
  /// - Parameters:
  ///   - facts: In the codes of the model's pools; ``intern(_:)`` makes new ones.
  ///   - budget: A limit for evaluating anew.
  /// - Throws: `EvaluationFailure`, as evaluating does.
  package func updated(
    with facts: [Fact], budget: EvaluationBudget = EvaluationBudget()
  ) async throws(EvaluationFailure) -> Model {
    switch try storage.update(facts, program) {
    case .done(let storage):
      return Model(program: program, storage)
    case .anew(let store, let manner):
      let model = try await program.evaluate(store, budget: budget, manner: manner)
      return Model(program: program, try model.storage.sharing(storage))
    }
  }

  /// What the update that made the model has worked on; nil if everything was evaluated.
  package var updateCounts: UpdateCounts? { storage.updateCounts }
}

extension ModelStorage {
  /// What came of an update.
  enum Attempt {
    case done(ModelStorage)
    /// Everything has to be evaluated anew, of these facts.
    case anew(FactStore, EvaluationManner)
  }

  func update(_ facts: [Fact], _ program: Program) throws(EvaluationFailure) -> Attempt {
    let workshop = openWorkshop()
    let context = workshop.context
    context.relations = relations
    let graph = context.updateGraph
    // What has failed is in no state to be used again.
    var isSound = true
    defer { if isSound { close(workshop) } }
    var change = GivenChange(facts, program)
    if change.fits(context) {
      try change.compare(context, relations: relations, given: given) { graph.isConcluded[$0] }
      if change.rows.isEmpty && change.marks.isEmpty {
        return .done(ModelStorage(self, relations, given, UpdateCounts(), orders))
      }
      let changed = try given.changed(by: change, context) { graph.isConcluded[$0] }
      let updater = Updater(workshop, graph, relations, change, changed, orders)
      context.watch.begin(limit: updateLimit)
      do throws(EvaluationFailure) {
        try updater.run()
        return .done(
          ModelStorage(
            self, updater.new, changed, updater.counts, ValueOrders(updater.support.orders)))
      } catch {
        isSound = false
        // An error is told as evaluating anew would tell it.
        if case .cancelled = error, !context.watch.isSpent { throw error }
      }
    }
    let store = try given.store(program, context, relations: relations, but: change) {
      graph.isConcluded[$0]
    }
    return .anew(store, context.manner)
  }
}

extension Context {
  /// About a tenth of the work that the evaluation took, in rows of an update, which are dearer.
  var updateLimit: Int {
    let work = relations.reduce(0) { sum, relation in
      sum + relation.insertedCount * (relation.dense != nil ? 1 : relation.isTemporal ? 16 : 8)
    }
    return Context.leastUpdateLimit + work / 32
  }

  /// An update may always take so much.
  private static let leastUpdateLimit = 1 << 17
}
