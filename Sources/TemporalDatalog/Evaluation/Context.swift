/// What the steps of all rules share while a program is evaluated.
///
/// Accesses to the relations and pools are not checked at run time: they are read all the time, and
/// no access encloses another to the same one.
final class Context {
  /// Rules are as they are run: guards that are taken become premises.
  var physical: PhysicalProgram
  @exclusivity(unchecked) var relations: [Relation]
  @exclusivity(unchecked) var symbols: SymbolPool
  @exclusivity(unchecked) var numbers: NumberPool
  let watch: Watch
  /// Sums that fit no number, by the marker that stands for them.
  private(set) var overflows: [String] = []
  /// What each rule costs.
  let costs: [RuleCost]
  /// Rows of each relation when it was last counted, and of all.
  private var settledCounts: [Int] = []
  private var settledTotal = 0
  /// The relations that change at present; all others are counted.
  private var unsettled: [Int]?
  /// Rows that are kept outside of relations while a rule runs; they count as facts.
  var collectedCount = 0
  /// Bytes of the texts that functions made.
  var madeByteCount = 0
  /// Compiled patterns by the codes of their texts.
  var patterns: [Int64: Result<Pattern, PatternError>] = [:]
  /// Premises in which an operation failed on some row while a rule ran.
  var failedPremises: Set<Int> = []
  let manner: EvaluationManner
  /// What was given before any rule ran.
  var given = GivenFacts()
  /// Which rules a change can reach, found when a model is first updated.
  private(set) lazy var updateGraph = UpdateGraph(physical)
  /// The stages with which updates last ran each rule from each start, and the sizes of its
  /// relations then.
  private var updateStages: [Int: (sizes: [Int], stages: Planner.Stages)] = [:]
  /// What updates have worked with, for those to come.
  private var workshops: [Workshop] = []
  /// Who holds the codes for an update, whose own ones are what it has seen of them.
  private var origin: Context?
  /// Whether anybody asks what each step took.
  let isTimed: Bool
  /// Held by whoever reads or changes the context of a model.
  let lock = SharingLock<Void>()
  /// Who helps with rules that are shared out.
  let crew: Crew

  var pools: Pools {
    get { Pools(symbols: symbols, numbers: numbers) }
    set { (symbols, numbers) = (newValue.symbols, newValue.numbers) }
  }
  var horizon: Span { physical.horizon }
  var horizonFrom: UInt32 { dayCode(physical.horizon.from) }
  var horizonUntil: UInt32 { dayCode(physical.horizon.until) }

  init(
    _ physical: PhysicalProgram, relations: [Relation], pools: Pools, _ manner: EvaluationManner,
    watch: Watch, overflows: [String] = []
  ) {
    self.overflows = overflows
    self.physical = physical
    self.relations = relations
    symbols = pools.symbols
    numbers = pools.numbers
    self.watch = watch
    self.manner = manner
    crew = Crew(helpers: manner.lanes - 1)
    costs = RuleCost.all(physical)
    isTimed = true
  }

  /// What one lane of a rule sees: the same relations, a watch of its own, and, while it runs, the
  /// same codes.
  ///
  /// `watch` is what the lane's own begins with, if not the other's, which may be in use.
  init(laneOf context: Context, _ watch: Watch? = nil) {
    physical = context.physical
    relations = context.relations
    symbols = SymbolPool()
    numbers = NumberPool()
    self.watch = Watch(laneOf: watch ?? context.watch)
    manner = context.manner
    crew = Crew()
    costs = []
    isTimed = true
  }

  /// What an update sees: relations of its own, and the codes that another context holds for all
  /// models that updates make of one another.
  ///
  /// Called while the other's lock is held.
  private init(updateOf context: Context) {
    origin = context
    isTimed = false
    physical = context.physical
    relations = []
    (symbols, numbers) = (context.symbols, context.numbers)
    overflows = context.overflows
    patterns = context.patterns
    watch = Watch(laneOf: context.watch)
    manner = context.manner
    crew = Crew()
    given = context.given
    costs = []
    updateGraph = context.updateGraph
    watch.countFacts = { [unowned self] in storedCount }
  }

  // MARK: - Codes

  /// The code of a number, added if it is new.
  @inline(__always)
  func code(_ number: Int64) -> UInt32 { NumberPool.code(small: number) ?? tableCode(number) }

  private func tableCode(_ number: Int64) -> UInt32 {
    guard let origin else { return numbers.code(number) }
    if let known = numbers.code(existing: number) { return known }
    return origin.lock.withLock {
      // Let go of, so that adding copies nothing.
      numbers = NumberPool()
      defer { numbers = origin.numbers }
      return origin.numbers.code(number)
    }
  }

  /// The code of a text, added if it is new.
  func code(_ text: UnsafeRawBufferPointer) -> UInt32 {
    guard let origin else { return symbols.code(text) }
    if let known = symbols.code(existing: text) { return known }
    return origin.lock.withLock {
      symbols = SymbolPool()
      defer { symbols = origin.symbols }
      return origin.symbols.code(text)
    }
  }

  // MARK: - Size

  /// Rows that all relations hold, those that are kept outside of them, and one for every 64 bytes
  /// of texts that functions made.
  ///
  /// O(relations that change): a program may have thousands.
  var storedCount: Int {
    let others = collectedCount + madeByteCount / 64
    guard let unsettled else { return relations.reduce(others) { $0 + $1.storedCount } }
    return unsettled.reduce(settledTotal + others) {
      $0 + relations[$1].storedCount - settledCounts[$1]
    }
  }

  /// Notes which relations change from now on.
  func unsettle(_ changing: [Int]) { unsettled = changing }

  /// Counts some relations anew; none changes.
  func settle(_ changed: [Int]) {
    if settledCounts.isEmpty {
      settledCounts = [Int](repeating: 0, count: relations.count)
    }
    for relation in changed {
      let count = relations[relation].storedCount
      settledTotal += count - settledCounts[relation]
      settledCounts[relation] = count
    }
    unsettled = []
  }

  // MARK: - Values that do not exist

  /// Codes from here on mark a sum that fits no number; number codes stay below.
  static let firstMarker: UInt32 = 0xF000_0000

  /// A code that stands for a failed sum.
  func marker(_ operation: String) -> UInt32 {
    if let origin {
      return origin.lock.withLock {
        defer { overflows = origin.overflows }
        return origin.marker(operation)
      }
    }
    if let known = overflows.firstIndex(of: operation) {
      return Context.firstMarker + UInt32(known)
    }
    if overflows.count < 1 << 20 { overflows.append(operation) }
    return Context.firstMarker + UInt32(overflows.count - 1)
  }

  func operation(_ marker: UInt32) -> String { overflows[Int(marker - Context.firstMarker)] }

  // MARK: - Updates

  /// What an update of some relations works with.
  ///
  /// Called while the lock is held, as is ``close(_:)``.
  func openWorkshop() -> Workshop {
    guard let workshop = workshops.popLast() else { return Workshop(Context(updateOf: self)) }
    let context = workshop.context
    context.origin = self
    context.pools = pools
    context.overflows = overflows
    return workshop
  }

  /// Takes back what an update has worked with, once it has come to its end.
  func close(_ workshop: Workshop) {
    let context = workshop.context
    context.origin = nil
    // Let go of, so that adding copies nothing.
    context.pools = Pools()
    context.relations = []
    if workshops.count < Context.mostWorkshops { workshops.append(workshop) }
  }

  /// As many updates that run side by side find what others have left.
  private static let mostWorkshops = 4

  /// The stages of a rule from a start on: those of the last time, of whichever update, unless a
  /// relation has grown or shrunk much.
  func stages(
    _ start: Int, sizes: [Int], _ make: () -> Planner.Stages
  ) -> Planner.Stages {
    let holder = origin ?? self
    let known = holder.lock.withLock { holder.updateStages[start] }
    if let known, known.sizes == sizes { return known.stages }
    let stages = make()
    holder.lock.withLock { holder.updateStages[start] = (sizes, stages) }
    return stages
  }
}
