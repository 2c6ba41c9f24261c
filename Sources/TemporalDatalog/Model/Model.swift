/// The least model of a program on its facts: immutable, both readings.
///
/// Tuples come in the order of their codes.
package struct Model: Sendable {
  package let program: Program
  /// The numbers behind codes, those in derivations included.
  package var numbers: NumberPool { storage.pools.numbers }
  /// The texts behind codes, those that functors made included.
  package var symbols: SymbolPool { storage.pools.symbols }
  /// Texts and numbers together.
  package var pools: Pools { storage.pools }
  /// What each rule cost, in the program's order; certain before conceivable.
  package var profile: [RuleProfile] { storage.profile }
  /// Rows that merging sorted blocks has written in one thread: a measure of work without a clock.
  package var mergedCount: Int { storage.mergedCount }
  /// Parts of recursion that were followed to the end by themselves.
  package var partCount: Int { storage.partCount }
  let storage: ModelStorage

  init(program: Program, _ context: Context) {
    self.init(
      program: program,
      ModelStorage(context, program, work: context.relations.map(\.work)))
  }

  init(program: Program, _ storage: ModelStorage) {
    self.program = program
    self.storage = storage
  }

  /// The number of tuples that hold on at least one day.
  package func count(_ relation: Int, _ reading: Reading) -> Int {
    let known = storage.relations[storage.relation(relation, reading)]
    if !known.isTemporal { return known.count }
    let (relation, rows) = sealed(relation, reading)
    var count = 0
    for row in 0..<rows.rows.count
    where row == 0
      || Rows.compare(rows.rows, row - 1, rows.rows, row, columns: relation.arity) != 0
    {
      count += 1
    }
    return count
  }

  /// Calls a function with each tuple that matches (`nil`: any value) and its coalesced days.
  ///
  /// O(log *n* + *k*) for *k* matches; the first search on a set of columns sorts the relation.
  package func forEach(
    _ relation: Int, matching pattern: [UInt32?], _ reading: Reading,
    _ body: (_ tuple: [UInt32], _ days: [Span]) -> Void
  ) {
    let bound = pattern.indices.filter { pattern[$0] != nil }
    let physical = storage.relation(relation, reading)
    let arity = storage.relations[physical].arity
    guard pattern.count == arity else { return }
    let (order, rows, range) = storage.search(physical, bound) { pattern[$0] ?? 0 }
    var row = range.lowerBound
    var tuple = [UInt32](repeating: 0, count: arity)
    while row < range.upperBound {
      let first = row
      var days: [Span] = []
      while row < range.upperBound, Rows.compare(rows, first, rows, row, columns: arity) == 0 {
        days.append(rows.width > arity ? rows.span(row) : program.horizon)
        row += 1
      }
      for (position, column) in order.enumerated() {
        tuple[column] = rows.value(position, first)
      }
      body(tuple, days)
    }
  }

  /// The days on which a tuple holds: coalesced, ascending.
  package func days(_ relation: Int, _ tuple: [UInt32], _ reading: Reading) -> [Span] {
    let physical = storage.relation(relation, reading)
    let relation = storage.relations[physical]
    guard tuple.count == relation.arity else { return [] }
    let (_, rows, range) = storage.search(physical, Array(tuple.indices)) { tuple[$0] }
    return range.map { relation.isTemporal ? rows.span($0) : program.horizon }
  }

  func sealed(
    _ relation: Int, _ reading: Reading
  ) -> (relation: Relation, run: SortedRun) {
    let physical = storage.relation(relation, reading)
    return (storage.relations[physical], storage.run(physical))
  }
}

/// What a model's copies share: sealed relations, and sort orders that are made when asked for.
final class ModelStorage: @unchecked Sendable {
  // Safe: sealed rows never change; sort orders have locks of their own, and what else may change,
  // the context, is reached only through its lock.
  /// One for all models that updates made of one another: they share codes.
  private let context: Context
  let relations: [Relation]
  /// What was given, where relations do not tell.
  let given: GivenFacts
  var pools: Pools { context.lock.withLock { context.pools } }
  let physical: PhysicalProgram
  let profile: [RuleProfile]
  let mergedCount: Int
  let partCount: Int
  /// What concluding each relation has taken, in rows of an update, which are dearer.
  let work: [Int]
  /// Relations that evaluating took over from the model before.
  let reusedCount: Int
  /// What the update that made the model has worked on.
  let updateCounts: UpdateCounts?
  /// The program's rules by the relation that they conclude.
  let rulesByHead: [Int: [Int]]
  /// In which orders recursive components lead from value to value, as far as updates asked.
  let orders: ValueOrders

  /// What an evaluation has come to that took some relations over, with what concluding each has
  /// taken.
  init(
    _ context: Context, _ program: Program, work: [Int], reusedCount: Int = 0,
    _ orders: ValueOrders = ValueOrders()
  ) {
    self.context = context
    updateCounts = nil
    (self.work, self.reusedCount, self.orders) = (work, reusedCount, orders)
    given = context.given
    profile = context.costs.map(\.profile)
    mergedCount = context.watch.mergedCount
    partCount = context.watch.partCount
    rulesByHead = Dictionary(grouping: program.rules.indices) { program.rules[$0].head.relation }
    relations = context.relations
    physical = context.physical
    context.watch.isOff = true
    // What other models have too is only read.
    for relation in relations where relation.watch != nil { relation.watch = nil }
  }

  /// What an update made of another model; without counts if all was evaluated anew.
  init(
    _ other: ModelStorage, _ relations: [Relation], _ given: GivenFacts, _ counts: UpdateCounts?,
    _ orders: ValueOrders
  ) {
    updateCounts = counts
    self.orders = orders
    context = other.context
    profile = other.profile
    mergedCount = other.mergedCount
    partCount = other.partCount
    (work, reusedCount) = (other.work, other.reusedCount)
    rulesByHead = other.rulesByHead
    physical = other.physical
    self.relations = relations
    self.given = given
  }

  func relation(_ number: Int, _ reading: Reading) -> Int {
    reading == .certain ? number : physical.conceivable[number]
  }

  /// The rows that have some values in some columns, in an order that begins with these.
  func search(
    _ relation: Int, _ columns: [Int], _ value: (Int) -> UInt32
  ) -> (order: [Int], rows: Rows, range: Range<Int>) {
    func range(_ order: [Int], _ run: SortedRun) -> (order: [Int], rows: Rows, range: Range<Int>) {
      let key = order.prefix(columns.count).map(value) + [0]
      let (low, high) = run.range(of: key, length: columns.count)
      return (order, run.rows, low..<high)
    }
    let isUpdated = relations[relation].overlay != nil
    if !isUpdated && Set(columns) == Set(0..<columns.count) {
      // Rows come in the order of their columns wherever that order serves.
      return range(Array(0..<relations[relation].arity), run(relation))
    }
    do throws(EvaluationFailure) {
      if isUpdated {
        let lookup = try relations[relation].layered(columns)
        let rows = Rows(width: relations[relation].width, capacity: 16)
        lookup.read(lookup.order.prefix(columns.count).map(value) + [0], into: rows)
        return (lookup.order, rows, 0..<rows.count)
      }
      let (runs, order) = try relations[relation].searchableRuns(prefix: columns, .all)
      let none = Rows(width: relations[relation].width, capacity: 0)
      return runs.first.map { range(order, $0) } ?? (order, none, 0..<0)
    } catch {
      preconditionFailure("a model's relation has no budget that could be spent")
    }
  }

  /// All rows of a relation in the order of its columns.
  func run(_ relation: Int) -> SortedRun {
    do throws(EvaluationFailure) {
      if let run = try relations[relation].sealedRun(isSearched: true) { return run }
      preconditionFailure("relation \(relation) of a model is not sealed")
    } catch {
      preconditionFailure("a model's relation has no budget that could be spent")
    }
  }

  func withContext<Result, Failure: Error>(
    _ body: (Context) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try context.lock.withLock { () throws(Failure) in
      context.relations = relations
      return try body(context)
    }
  }

  /// Which rules a change can reach.
  var updateGraph: UpdateGraph { context.lock.withLock { context.updateGraph } }

  /// What an update of the model works with; others may be made at the same time.
  func openWorkshop() -> Workshop { context.lock.withLock { context.openWorkshop() } }

  /// How the model was evaluated.
  var manner: EvaluationManner { context.manner }

  /// Leaves what an update has worked with to others.
  func close(_ workshop: Workshop) { context.lock.withLock { context.close(workshop) } }
}
