/// Binds a variable to each number of a range, or tells whether its value is one of them.
final class RangeStep: ComputeStep {
  private let from: TermEvaluator
  private let to: TermEvaluator
  private let step: TermEvaluator?
  private let kind: ColumnKind
  private let known: Int?
  private let target: Int?
  private let copies: [Copy]

  init(
    _ context: Context, _ input: Layout, _ output: Layout, variable: Int, from: Expression,
    to: Expression, step: Expression?, kind: ColumnKind, premise: Int, origin: Int,
    mode: FailureMode
  ) {
    self.from = TermEvaluator(from, input, kind, context)
    self.to = TermEvaluator(to, input, kind, context)
    self.step = step.map { TermEvaluator($0, input, kind, context) }
    self.kind = kind
    known = input.slot(variable)
    target = known == nil ? output.slot(variable) : nil
    copies = input.copies(to: output, withDays: true)
    super.init(context, input, output, premise: premise, origin: origin, mode: mode)
  }

  override func process(_ input: Rows) throws(EvaluationFailure) {
    var failures: [Int: ArithmeticFailure] = [:]
    let firsts = try from.values(input, &failures)
    let ends = try to.values(input, &failures)
    let steps = try step?.values(input, &failures)
    if !failures.isEmpty { try handle(failures, input) }
    for row in 0..<input.count {
      if !failures.isEmpty && failures[row] != nil {
        if mode == .failing {
          try emit(input, row, copies)
          if let target { out.column(target)[out.count - 1] = 0 }
        }
        continue
      }
      if mode == .failing { continue }
      let range = NumberRange(from: firsts[row], to: ends[row], step: steps?[row], kind)
      if let known {
        if range.contains(context.numbers.value(input.value(known, row))) {
          try emit(input, row, copies)
        }
      } else if let target {
        try emitAll(input, row, range, target)
      } else if !range.isEmpty {
        try emit(input, row, copies)
      }
    }
    try context.watch.tick(input.count)
  }

  private func emitAll(
    _ input: Rows, _ row: Int, _ range: NumberRange, _ target: Int
  ) throws(EvaluationFailure) {
    var value = range.first
    var isEmpty = range.isEmpty
    while !isEmpty {
      if out.count == batchSize { try flush() }
      let start = out.count
      let values = out.column(target)
      while !isEmpty && out.count < batchSize {
        values[out.count] = context.code(value)
        out.count &+= 1
        if let next = range.value(after: value) { value = next } else { isEmpty = true }
      }
      for copy in copies {
        let code = input.value(copy.from, row)
        let column = out.column(copy.to)
        for place in start..<out.count { column[place] = code }
      }
      try context.watch.tick(out.count - start)
      try refuseFullPools(input, row)
    }
  }
}

/// The numbers from one up or down to another, which is left out.
package struct NumberRange: Sendable, Hashable {
  package var first: Int64
  package var end: Int64
  package var step: Int64

  /// Without a step, goes by one toward the end.
  package init(from first: Int64, to end: Int64, step: Int64?, _ kind: ColumnKind) {
    let one: Int64 = kind == .decimal ? 1_000_000 : 1
    self.first = first
    self.end = end
    self.step = step ?? (first <= end ? one : -one)
  }

  package var isEmpty: Bool {
    step > 0 ? first >= end : step < 0 ? first <= end : first == end
  }

  /// The next number; nil if that was the last.
  @inline(__always)
  func value(after value: Int64) -> Int64? {
    let (next, overflow) = value.addingReportingOverflow(step)
    if overflow || step == 0 { return nil }
    return (step > 0 ? next < end : next > end) ? next : nil
  }

  func contains(_ value: Int64) -> Bool {
    if isEmpty { return false }
    if step == 0 { return value == first }
    guard step > 0 ? value >= first && value < end : value <= first && value > end else {
      return false
    }
    return (Int128(value) - Int128(first)) % Int128(step) == 0
  }

  /// How many numbers there are.
  var count: Double {
    if isEmpty { return 0 }
    return step == 0 ? 1 : ((Double(end) - Double(first)) / Double(step)).rounded(.up)
  }
}
