import Synchronization

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
  let storage: ModelStorage

  init(program: Program, _ context: Context) {
    self.program = program
    storage = ModelStorage(context, program)
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
    let (order, run) = storage.search(physical, bound)
    guard let run else { return }
    let key = order.prefix(bound.count).map { pattern[$0] ?? 0 } + [0]
    let (low, high) = run.range(of: key, length: bound.count)
    var row = low
    var tuple = [UInt32](repeating: 0, count: arity)
    while row < high {
      let first = row
      var days: [Span] = []
      while row < high, Rows.compare(run.rows, first, run.rows, row, columns: arity) == 0 {
        days.append(run.rows.width > arity ? run.rows.span(row) : program.horizon)
        row += 1
      }
      for (position, column) in order.enumerated() {
        tuple[column] = run.rows.value(position, first)
      }
      body(tuple, days)
    }
  }

  /// The days on which a tuple holds: coalesced, ascending.
  package func days(_ relation: Int, _ tuple: [UInt32], _ reading: Reading) -> [Span] {
    let (relation, run) = sealed(relation, reading)
    guard tuple.count == relation.arity else { return [] }
    let (low, high) = run.range(of: tuple + [0], length: tuple.count)
    return (low..<high).map { relation.isTemporal ? run.rows.span($0) : program.horizon }
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
  // Safe: sealed rows never change; whatever may change, sort orders and the number pool of the
  // context, is reached only through the lock.
  private let context: Context
  private let lock = Mutex<Void>(())
  let relations: [Relation]
  var pools: Pools { lock.withLock { _ in context.pools } }
  let physical: PhysicalProgram
  let profile: [RuleProfile]
  let mergedCount: Int
  /// The program's rules by the relation that they conclude.
  let rulesByHead: [Int: [Int]]

  init(_ context: Context, _ program: Program) {
    self.context = context
    profile = context.costs.map(\.profile)
    mergedCount = context.watch.mergedCount
    rulesByHead = Dictionary(grouping: program.rules.indices) { program.rules[$0].head.relation }
    relations = context.relations
    physical = context.physical
    context.watch.isOff = true
    for relation in relations { relation.watch = nil }
  }

  func relation(_ number: Int, _ reading: Reading) -> Int {
    reading == .certain ? number : physical.conceivable[number]
  }

  /// A sort order that begins with some columns, and the rows in it.
  func search(_ relation: Int, _ columns: [Int]) -> (order: [Int], run: SortedRun?) {
    if Set(columns) == Set(0..<columns.count) {
      // Rows come in the order of their columns wherever that order serves.
      return (Array(0..<relations[relation].arity), run(relation))
    }
    return lock.withLock { _ in
      do throws(EvaluationFailure) {
        let index = try relations[relation].index(prefix: columns)
        return (index.order, index.searchableRuns(.all).first)
      } catch {
        preconditionFailure("a model's relation has no budget that could be spent")
      }
    }
  }

  /// All rows of a relation in the order of its columns.
  func run(_ relation: Int) -> SortedRun {
    lock.withLock { _ in
      do throws(EvaluationFailure) {
        if let run = try relations[relation].sealedRun() {
          run.prepareForSearch()
          return run
        }
        preconditionFailure("relation \(relation) of a model is not sealed")
      } catch {
        preconditionFailure("a model's relation has no budget that could be spent")
      }
    }
  }

  func withContext<Result, Failure: Error>(
    _ body: (Context) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try lock.withLock { _ throws(Failure) in try body(context) }
  }
}
