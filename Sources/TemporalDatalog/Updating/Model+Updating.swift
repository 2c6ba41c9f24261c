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
  /// more than a part of what evaluating has cost, what is not up to date by then is evaluated anew;
  /// everything is where facts are dated or imprecise of which none was before.
  ///
  /// - Parameters:
  ///   - facts: In the codes of the model's pools; ``intern(_:)`` makes new ones.
  ///   - budget: A limit for evaluating anew.
  /// - Throws: `EvaluationFailure`, as evaluating does.
  package func updated(
    with facts: [Fact], budget: EvaluationBudget = EvaluationBudget()
  ) async throws(EvaluationFailure) -> Model {
    switch try storage.update(facts, program, budget) {
    case .done(let storage):
      return Model(program: program, storage)
    case .partly(let remainder):
      do throws(EvaluationFailure) {
        return Model(program: program, try await remainder.evaluated(program))
      } catch {
        if error.isOfEffort { throw error }
      }
    case .wholly:
      break
    }
    // An error is told as evaluating anew would tell it.
    let store = try storage.store(facts, program)
    let model = try await program.evaluate(store, budget: budget, manner: storage.manner)
    return Model(program: program, try model.storage.sharing(storage))
  }

  /// What the update that made the model has worked on; nil if rules were evaluated anew.
  package var updateCounts: UpdateCounts? { storage.updateCounts }
  /// How many relations were taken over when others were evaluated anew.
  package var reusedCount: Int { storage.reusedCount }
}

extension ModelStorage {
  /// What came of an update.
  enum Attempt {
    case done(ModelStorage)
    /// The rest is to be evaluated anew, since to carry the change on takes too much.
    case partly(Remainder)
    /// Everything is to be evaluated anew: the facts do not fit, or rules fail on them.
    case wholly
  }

  func update(
    _ facts: [Fact], _ program: Program, _ budget: EvaluationBudget
  ) throws(EvaluationFailure) -> Attempt {
    let workshop = openWorkshop()
    let context = workshop.context
    context.relations = relations
    let graph = context.updateGraph
    // What has failed is in no state to be used again.
    var isSound = true
    defer { if isSound { close(workshop) } }
    var change = GivenChange(facts, program)
    if !change.fits(context) { return .wholly }
    try change.compare(context, relations: relations, given: given) { graph.isConcluded[$0] }
    if change.rows.isEmpty && change.marks.isEmpty {
      return .done(ModelStorage(self, relations, given, UpdateCounts(), orders))
    }
    let changed = try given.changed(by: change, context) { graph.isConcluded[$0] }
    let updater = Updater(workshop, graph, relations, change, changed, orders)
    context.watch.begin(limit: updateLimit)
    do throws(EvaluationFailure) {
      try updater.run()
    } catch {
      isSound = false
      guard case .cancelled = error else { return .wholly }
      guard context.watch.isSpent else { throw error }
      return .partly(try Remainder(updater, changed, self, budget))
    }
    return .done(
      ModelStorage(
        self, updater.new, changed, updater.counts, ValueOrders(updater.support.orders)))
  }

  /// How many rows of work an update may take before the rest is evaluated anew: about a tenth of
  /// the work that the evaluation took.
  private var updateLimit: Int { manner.rowsForUpdate + work.reduce(0, +) / 32 }

  /// All that is given once facts have changed.
  ///
  /// O(*n*).
  func store(_ facts: [Fact], _ program: Program) throws(EvaluationFailure) -> FactStore {
    let workshop = openWorkshop()
    defer { close(workshop) }
    let graph = workshop.context.updateGraph
    return try given.store(
      program, workshop.context, relations: relations, but: GivenChange(facts, program)
    ) { graph.isConcluded[$0] }
  }
}

extension Relation {
  /// What concluding the relation has taken, in rows of an update, which are dearer.
  var work: Int { insertedCount * (dense != nil ? 1 : isTemporal ? 16 : 8) }
}
