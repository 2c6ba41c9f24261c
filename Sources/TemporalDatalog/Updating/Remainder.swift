/// What an update leaves to be evaluated anew, when to carry the change on takes too much work.
///
/// Relations that are up to date, or that the change does not reach, stay as they are; all others are
/// concluded once more, from what is given of them and from these.
struct Remainder {
  private let model: ModelStorage
  private let context: Context
  /// The relations that are concluded once more.
  private let concluded: Set<Int>
  /// All others as they have become; these as they were.
  private let relations: [Relation]
  private let orders: [Int: ValueOrder]

  /// Takes over what an update has come to, for the facts as they have become.
  ///
  /// O(1) for each relation, and O(*n* log *n*) for those with layers that rules have to read.
  init(
    _ updater: Updater, _ given: GivenFacts, _ model: ModelStorage, _ budget: EvaluationBudget
  ) throws(EvaluationFailure) {
    let graph = updater.graph
    let components = updater.unfinished
    let concluded = Set(components.flatMap { graph.components[$0] })
    orders = updater.support.orders.filter { !concluded.contains($0.key) }
    var relations = updater.new
    // What has changed of these is not needed, and may not be whole.
    for number in concluded { relations[number] = model.relations[number] }
    (self.model, self.concluded, self.relations) = (model, concluded, relations)
    let watch = Watch(budget)
    var working = relations
    for number in concluded {
      let old = relations[number]
      working[number] = Relation(
        name: old.name, arity: old.arity, isTemporal: old.isTemporal,
        rowsWorthBits: old.rowsWorthBits, watch)
    }
    let read = Set(
      components.flatMap { graph.rules[$0] }.flatMap { model.physical.rules[$0].possibleSources })
    for number in read.subtracting(concluded) {
      working[number] = try relations[number].readable(watch)
    }
    context = Context(
      model.physical, relations: working, pools: updater.context.pools, updater.context.manner,
      watch: watch, overflows: updater.context.overflows)
    watch.countFacts = { [unowned context] in context.storedCount }
    context.given = given
    for number in concluded {
      if let rows = try given.rows[number]?.joinedRows() { try working[number].insert(rows) }
    }
    context.settle(Array(working.indices))
    // What is not concluded once more has cost what it cost.
    for (number, cost) in model.physical.costs.enumerated() where !concluded.contains(cost.head) {
      context.costs[number].profile = model.profile[number]
    }
  }

  /// Evaluates what is left, and returns the whole model.
  func evaluated(_ program: Program) async throws(EvaluationFailure) -> ModelStorage {
    try await Evaluator(context).run()
    var finished = relations
    for number in concluded {
      finished[number] = try context.relations[number].sharing(model.relations[number])
    }
    let work = context.relations.indices.map {
      concluded.contains($0) ? context.relations[$0].work : model.work[$0]
    }
    context.relations = finished
    return ModelStorage(
      context, program, work: work, reusedCount: relations.count - concluded.count,
      ValueOrders(orders))
  }
}

extension Relation {
  /// A finished relation of the same rows and sort orders; what rules ask for besides goes with it.
  ///
  /// O(1), or O(*n* log *n*) if there are layers.
  func readable(_ watch: Watch) throws(EvaluationFailure) -> Relation {
    let copy: Relation
    if overlay?.layers.isEmpty ?? true {
      let base = overlay?.base ?? self
      copy = Relation(
        name: name, arity: arity, isTemporal: isTemporal, rowsWorthBits: rowsWorthBits, nil)
      try copy.takeRows(of: base)
    } else {
      copy = try Relation(
        name: name, arity: arity, isTemporal: isTemporal, rowsWorthBits: rowsWorthBits,
        rows: joinedRows())
    }
    copy.watch = watch
    return copy
  }

  /// Becomes a finished relation of the rows of another, which lies on no other.
  private func takeRows(of other: Relation) throws(EvaluationFailure) {
    (dense, bounds, count) = (other.dense, other.bounds, other.count)
    indexes = try other.orders()
    try seal()
  }

  /// The sort orders of a finished relation, to be changed by somebody else; rows are shared.
  private func orders() throws(EvaluationFailure) -> [Index] {
    // That of the columns is there, unless bits stand for it.
    if dense == nil { _ = try sealedRun() }
    return try withOrders { () throws(EvaluationFailure) in
      try indexes.map { index throws(EvaluationFailure) in
        try consolidate(index)
        let copy = Index(order: index.order, isTemporal: isTemporal)
        for run in index.runs { try copy.append(run.rows, nil) }
        return copy
      }
    }
  }
}
