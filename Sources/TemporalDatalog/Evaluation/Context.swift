/// What the steps of all rules share while a program is evaluated.
final class Context {
  /// Rules are as they are run: guards that are taken become premises.
  var physical: PhysicalProgram
  var relations: [Relation]
  var symbols: SymbolPool
  var numbers: NumberPool
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
  /// The stages with which updates last ran each rule, and the sizes of its relations then.
  var updateStages: [UpdateStart: (sizes: [Int], stages: Planner.Stages)] = [:]
  /// Who helps with rules that are shared out.
  let crew = Crew()

  var pools: Pools {
    get { Pools(symbols: symbols, numbers: numbers) }
    set { (symbols, numbers) = (newValue.symbols, newValue.numbers) }
  }
  var horizon: Span { physical.horizon }
  var horizonFrom: UInt32 { dayCode(physical.horizon.from) }
  var horizonUntil: UInt32 { dayCode(physical.horizon.until) }

  init(
    _ physical: PhysicalProgram, relations: [Relation], pools: Pools, _ manner: EvaluationManner,
    watch: Watch
  ) {
    self.physical = physical
    self.relations = relations
    symbols = pools.symbols
    numbers = pools.numbers
    self.watch = watch
    self.manner = manner
    costs = RuleCost.all(physical)
  }

  /// What one lane of a rule sees: the same relations, a watch of its own, and, while it runs, the
  /// same codes.
  init(laneOf context: Context) {
    physical = context.physical
    relations = context.relations
    symbols = SymbolPool()
    numbers = NumberPool()
    watch = Watch(laneOf: context.watch)
    manner = context.manner
    costs = []
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
    if let known = overflows.firstIndex(of: operation) {
      return Context.firstMarker + UInt32(known)
    }
    if overflows.count < 1 << 20 { overflows.append(operation) }
    return Context.firstMarker + UInt32(overflows.count - 1)
  }

  func operation(_ marker: UInt32) -> String { overflows[Int(marker - Context.firstMarker)] }
}
