/// Projects rows to a rule's head and gives them to its relation.
final class HeadStep: Step {
  private let target: Planner.Target
  let operands: [Operand]
  private let block: Rows
  private let relation: Relation
  private var isTemporal: Bool { relation.isTemporal }

  init(_ context: Context, _ input: Layout, _ target: Planner.Target, operands: [Operand]) {
    relation =
      switch target {
      case .relation(let relation): relation
      case .lane(let sink): sink.relation
      }
    self.target = target
    self.operands = operands
    block = Rows(width: relation.width, capacity: 0)
    super.init(context, input)
  }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    let count = input.count
    block.count = 0
    block.reserve(count)
    for (column, operand) in operands.enumerated() {
      let target = block.column(column)
      switch operand {
      case .constant(let code): for row in 0..<count { target[row] = code }
      case .variable(let variable):
        guard let slot = layout.slot(variable) else { return }
        target.update(from: input.column(slot), count: count)
      case .any: return
      }
    }
    if isTemporal {
      let (from, until) = (block.column(operands.count), block.column(operands.count + 1))
      if layout.isTemporal {
        from.update(from: input.column(layout.from), count: count)
        until.update(from: input.column(layout.until), count: count)
      } else {
        for row in 0..<count {
          from[row] = context.horizonFrom
          until[row] = context.horizonUntil
        }
      }
    }
    block.count = count
    switch target {
    case .relation(let relation): try relation.insert(block)
    case .lane(let sink): try sink.insert(block)
    }
    try context.watch.tick(count)
  }

  /// The bits of the relation, if it has any; a row that they have no room for may change them.
  var bits: DenseSet? { relation.dense }

  /// Takes rows whose bits a function sets; it appends those that were new to a list, and returns
  /// how many there were.
  @inline(__always)
  func insert(_ body: (_ locks: StripeLocks?, _ new: inout RowBlocks) -> Int) {
    switch target {
    case .relation(let relation): relation.insert(body)
    case .lane(let sink): sink.insert(body)
    }
  }

  override func finish() throws(EvaluationFailure) {
    if case .lane(let sink) = target { try sink.finish() }
  }
}

/// Keeps all rows.
final class CollectStep: Step {
  let rows: Rows

  override init(_ context: Context, _ input: Layout) {
    rows = Rows(width: input.width, capacity: 0)
    super.init(context, input)
  }

  deinit { context.collectedCount -= rows.count }

  override func prepare() throws(EvaluationFailure) {
    context.collectedCount -= rows.count
    rows.count = 0
  }

  override func letGo() {
    super.letGo()
    context.collectedCount -= rows.count
    rows.clear(keeping: Step.leastBatch)
  }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    rows.append(contentsOf: input)
    context.collectedCount += input.count
    try context.watch.tick(input.count)
  }

  override func finish() throws(EvaluationFailure) {}
}
