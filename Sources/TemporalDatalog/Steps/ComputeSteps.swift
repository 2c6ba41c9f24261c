/// What happens to a row on which an operation has no result.
enum FailureMode {
  /// The row is dropped and the premise noted, for a ``CloserLook`` after the rule has run.
  case note
  /// The least failing row ends the evaluation.
  case raise
  /// Only such rows pass: another failure on the same row is looked at.
  case failing
}

/// The part that steps with arithmetic share: what to do about failing rows.
class ComputeStep: Step {
  let input: Layout
  /// The premise's place in its rule.
  let premise: Int
  let origin: Int
  let mode: FailureMode

  init(
    _ context: Context, _ input: Layout, _ output: Layout, premise: Int, origin: Int,
    mode: FailureMode
  ) {
    self.input = input
    self.premise = premise
    self.origin = origin
    self.mode = mode
    super.init(context, output)
  }

  /// Handles failures; throws the least by values, then day, if they count.
  func handle(_ failures: [Int: ArithmeticFailure], _ rows: Rows) throws(EvaluationFailure) {
    switch mode {
    case .note:
      context.failedPremises.insert(premise)
    case .raise:
      let least = failures.min { left, right in
        let order = Rows.compare(rows, left.key, rows, right.key, columns: rows.width)
        return order == 0 ? left.key < right.key : order < 0
      }
      guard let least else { return }
      let day = input.isTemporal ? rows.span(least.key).from : context.horizon.from
      throw least.value.failure(rule: origin, day: day)
    case .failing:
      break
    }
  }

  /// Ends the evaluation if there are more texts or numbers than codes.
  @inline(__always)
  final func refuseFullPools(_ rows: Rows, _ row: Int) throws(EvaluationFailure) {
    if context.symbols.isFull || context.numbers.isFull {
      throw .undefined(
        rule: origin, operation: "a new text or number",
        reason: "an evaluation has room for about four billion texts and two billion numbers",
        day: input.isTemporal && row < rows.count ? rows.span(row).from : context.horizon.from)
    }
  }
}

/// A comparison of two terms: keeps the rows on which it is true.
final class CompareStep: ComputeStep {
  private let left: TermEvaluator
  private let right: TermEvaluator
  private let comparison: Comparison
  private let isTextOrder: Bool
  private let copies: [Copy]
  private let selected = Rows(width: 1, capacity: 0)

  init(
    _ context: Context, _ input: Layout, _ output: Layout, left: Expression,
    _ comparison: Comparison, right: Expression, kind: ColumnKind, premise: Int, origin: Int,
    mode: FailureMode
  ) {
    self.left = TermEvaluator(left, input, kind, context)
    self.right = TermEvaluator(right, input, kind, context)
    self.comparison = comparison
    isTextOrder = kind == .symbol && comparison != .equal && comparison != .notEqual
    copies = input.copies(to: output, withDays: true)
    super.init(context, input, output, premise: premise, origin: origin, mode: mode)
  }

  override var isShareable: Bool { !left.makesCodes && !right.makesCodes }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    var failures: [Int: ArithmeticFailure] = [:]
    let lefts = try left.values(input, &failures)
    let rights = try right.values(input, &failures)
    if !failures.isEmpty { try handle(failures, input) }
    selected.reserve(input.count)
    let numbers = selected.base
    var count = 0
    for row in 0..<input.count {
      let isWanted: Bool
      if mode == .failing {
        isWanted = failures[row] != nil
      } else {
        isWanted = (failures.isEmpty || failures[row] == nil) && holds(lefts[row], rights[row])
      }
      // Safe: there is room for the number of every row.
      numbers[count] = UInt32(truncatingIfNeeded: row)
      count &+= isWanted ? 1 : 0
    }
    try emit(input, numbers, count, copies)
    try refuseFullPools(input, 0)
    try context.watch.tick(input.count)
  }

  override func letGo() {
    super.letGo()
    selected.clear(keeping: Step.leastBatch)
  }

  /// Texts are in the order of their bytes; equal texts have equal codes.
  @inline(__always)
  private func holds(_ left: Int64, _ right: Int64) -> Bool {
    if !isTextOrder { return comparison.holds(left, right) }
    let order = context.symbols.compare(
      UInt32(truncatingIfNeeded: left), UInt32(truncatingIfNeeded: right))
    return comparison.holds(order, 0)
  }
}

/// Binds a variable to a term's value, or compares it if it is bound.
final class AssignStep: ComputeStep {
  private let term: TermEvaluator
  private let isSymbol: Bool
  private let known: Int?
  private let target: Int?
  private let copies: [Copy]

  init(
    _ context: Context, _ input: Layout, _ output: Layout, variable: Int, term: Expression,
    kind: ColumnKind, premise: Int, origin: Int, mode: FailureMode
  ) {
    self.term = TermEvaluator(term, input, kind, context)
    isSymbol = kind == .symbol
    known = input.slot(variable)
    target = known == nil ? output.slot(variable) : nil
    copies = input.copies(to: output, withDays: true)
    super.init(context, input, output, premise: premise, origin: origin, mode: mode)
  }

  override var isShareable: Bool { false }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    var failures: [Int: ArithmeticFailure] = [:]
    let values = try term.values(input, &failures)
    if !failures.isEmpty { try handle(failures, input) }
    for row in 0..<input.count {
      let hasFailed = !failures.isEmpty && failures[row] != nil
      if hasFailed != (mode == .failing) { continue }
      let code =
        isSymbol ? UInt32(truncatingIfNeeded: values[row]) : context.code(values[row])
      if let known, !hasFailed, input.value(known, row) != code { continue }
      try emit(input, row, copies)
      if let target { out.column(target)[out.count - 1] = code }
    }
    try refuseFullPools(input, 0)
    try context.watch.tick(input.count)
  }
}

/// Never lets a row through: stands for a premise whose variables nothing binds.
final class NothingStep: Step {}
