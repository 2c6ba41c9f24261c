/// One stage of a rule: takes batches of bindings and hands on batches of bindings.
///
/// A batch has one column for each variable that is still needed, and two more, `from` and
/// `until`, once a temporal premise has been met. Batches are full except for the last, and those
/// of a stage that hands on much soon have thousands of rows, over which its cost is spread; one
/// that hands on little takes little room.
class Step {
  let context: Context
  let layout: Layout
  /// Rows handed on next.
  let out: Rows
  /// The next stage; nil only for a sink.
  var next: Step?
  /// Rows handed on since costs were taken, and the time that the next stages took for them.
  private(set) var passedCount = 0
  private var nextDuration = Duration.zero
  private let isTimed: Bool
  /// Whether the stage has found what it looks into.
  private(set) final var isReady = false

  /// With so many rows a batch is full; grows until it is the largest.
  private(set) final var batchSize = Step.leastBatch
  /// No batch has more rows.
  static let largestBatch = 2048
  static let leastBatch = 32

  init(_ context: Context, _ layout: Layout) {
    self.context = context
    self.layout = layout
    isTimed = context.isTimed
    out = Rows(width: layout.width, capacity: 0)
  }

  /// Lets batches be as large as any from the first one on.
  final func enlargeBatches() {
    batchSize = Step.largestBatch
    out.reserve(batchSize)
  }

  /// Makes the stage ready for a run of the rule.
  final func makeReady() throws(EvaluationFailure) {
    out.count = 0
    out.reserve(batchSize)
    try prepare()
    isReady = true
  }

  /// Finds what the stage looks into.
  func prepare() throws(EvaluationFailure) {}

  /// Lets go of what the stage looks into, which may be no longer what its relation has.
  func letGoOfRelation() { isReady = false }

  /// Lets go of what the stage looks into, and of room that only few runs need.
  func letGo() {
    letGoOfRelation()
    batchSize = Step.leastBatch
    out.clear(keeping: Step.leastBatch)
  }

  /// Takes one batch.
  func process(_ input: Rows) throws(EvaluationFailure) {}

  /// Hands on what is left; called once after the last batch.
  func finish() throws(EvaluationFailure) {
    // Nothing has reached a stage that is not ready.
    if out.count == 0, next?.isReady != true { return }
    let started = isTimed ? Step.clock.now : nil
    try handOn()
    try next?.finish()
    if let started { nextDuration += Step.clock.now - started }
  }

  final func flush() throws(EvaluationFailure) {
    if out.count == 0 { return }
    let started = isTimed ? Step.clock.now : nil
    try handOn()
    if let started { nextDuration += Step.clock.now - started }
  }

  private func handOn() throws(EvaluationFailure) {
    if out.count == 0 { return }
    passedCount &+= out.count
    if let next {
      if !next.isReady { try next.makeReady() }
      try next.process(out)
    }
    let isFull = out.count == batchSize
    out.count = 0
    if isFull && batchSize < Step.largestBatch {
      batchSize = min(4 * batchSize, Step.largestBatch)
      out.reserve(batchSize)
    }
  }

  /// Notes rows that were handed on in another way than as a batch.
  @inline(__always)
  final func notePassed(_ count: Int) { passedCount &+= count }

  static let clock = ContinuousClock()

  /// Returns the rows handed on and the time of the next stages since the last time.
  final func takeCost() -> (passed: Int, next: Duration) {
    defer { (passedCount, nextDuration) = (0, .zero) }
    return (passedCount, nextDuration)
  }

  /// Whether several lanes can run the stage side by side, each with a stage of its own: it must
  /// not make codes.
  var isShareable: Bool { true }

  /// Hands on one row of the input unchanged, but for its days.
  @inline(__always)
  final func emit(
    _ input: Rows, _ row: Int, _ copies: [Copy]
  ) throws(EvaluationFailure) {
    if out.count == batchSize { try flush() }
    for copy in copies { out.column(copy.to)[out.count] = input.value(copy.from, row) }
    out.count &+= 1
  }

  /// Hands on some rows of the input unchanged, but for their days.
  ///
  /// `count` row numbers ascend.
  final func emit(
    _ input: Rows, _ selected: UnsafePointer<UInt32>, _ count: Int, _ copies: [Copy]
  ) throws(EvaluationFailure) {
    var start = 0
    while start < count {
      if out.count == batchSize { try flush() }
      let size = min(count &- start, batchSize &- out.count)
      for copy in copies {
        // Safe: row numbers are below the input's count, and there is room for `size` rows.
        let source = input.column(copy.from)
        let target = out.column(copy.to) + out.count
        let numbers = selected + start
        for index in 0..<size { target[index] = source[Int(numbers[index])] }
      }
      out.count &+= size
      start &+= size
    }
  }
}

/// Which variables a batch has, in which columns.
struct Layout: Hashable {
  var variables: [Int]
  var isTemporal: Bool

  var width: Int { variables.count + (isTemporal ? 2 : 0) }
  var from: Int { variables.count }
  var until: Int { variables.count + 1 }

  func slot(_ variable: Int) -> Int? { variables.firstIndex(of: variable) }

  /// The columns of operands that a row of this layout binds, and by what.
  func bound(_ operands: [Operand]) -> [(column: Int, source: KeySource)] {
    var bound: [(column: Int, source: KeySource)] = []
    bound.reserveCapacity(operands.count)
    for (column, operand) in operands.enumerated() {
      switch operand {
      case .constant(let code): bound.append((column, .constant(code)))
      case .variable(let variable):
        if let slot = slot(variable) { bound.append((column, .slot(slot))) }
      case .any: break
      }
    }
    return bound
  }

  /// The columns that pass from this layout to a later one, days included if both have them.
  func copies(to later: Layout, withDays: Bool) -> [Copy] {
    var copies: [Copy] = []
    copies.reserveCapacity(later.width)
    for (to, variable) in later.variables.enumerated() {
      if let from = slot(variable) { copies.append(Copy(from: from, to: to)) }
    }
    if withDays && isTemporal && later.isTemporal {
      copies.append(Copy(from: from, to: later.from))
      copies.append(Copy(from: until, to: later.until))
    }
    return copies
  }
}

struct Copy {
  var from: Int
  var to: Int
}
