/// One stage of a rule: takes batches of bindings and hands on batches of bindings.
///
/// A batch has one column for each variable that is still needed, and two more, `from` and
/// `until`, once a temporal premise has been met. Batches are full except for the last, so that
/// the cost of a stage is spread over thousands of rows.
class Step {
  let context: Context
  let layout: Layout
  /// Rows handed on next.
  let out: Rows
  /// The next stage; nil only for a sink.
  var next: Step?

  static let batchSize = 2048

  init(_ context: Context, _ layout: Layout) {
    self.context = context
    self.layout = layout
    out = Rows(width: layout.width, capacity: Step.batchSize)
  }

  /// Finds what the stage looks into; called before each run of the rule.
  func prepare() throws(EvaluationFailure) {}

  /// Takes one batch.
  func process(_ input: Rows) throws(EvaluationFailure) {}

  /// Hands on what is left; called once after the last batch.
  func finish() throws(EvaluationFailure) {
    try flush()
    try next?.finish()
  }

  final func flush() throws(EvaluationFailure) {
    if out.count == 0 { return }
    try next?.process(out)
    out.count = 0
  }

  /// Hands on one row of the input unchanged, but for its days.
  @inline(__always)
  final func emit(
    _ input: Rows, _ row: Int, _ copies: [Copy]
  ) throws(EvaluationFailure) {
    if out.count == Step.batchSize { try flush() }
    for copy in copies { out.column(copy.to)[out.count] = input.value(copy.from, row) }
    out.count &+= 1
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

  /// The columns that pass from this layout to a later one, days included if both have them.
  func copies(to later: Layout, withDays: Bool) -> [Copy] {
    var copies: [Copy] = []
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

/// Where the value of a key's column comes from.
enum KeySource {
  case slot(Int)
  case constant(UInt32)
}

/// A key, filled row by row, that remembers the row before.
final class KeyBuffer {
  let values: UnsafeMutablePointer<UInt32>
  private(set) var sources: [KeySource] = []
  private var isFilled = false

  init() { values = UnsafeMutablePointer.allocate(capacity: 1) }
  private init(capacity: Int) { values = UnsafeMutablePointer.allocate(capacity: capacity) }
  deinit { values.deallocate() }

  static func make(_ sources: [KeySource]) -> KeyBuffer {
    let buffer = KeyBuffer(capacity: max(1, sources.count))
    buffer.sources = sources
    for (index, source) in sources.enumerated() {
      if case .constant(let code) = source {
        buffer.values[index] = code
      } else {
        buffer.values[index] = 0
      }
    }
    return buffer
  }

  var length: Int { sources.count }

  func reset() { isFilled = false }

  /// Fills the key from a row; returns whether it differs from the key before.
  @inline(__always)
  func fill(_ input: Rows, _ row: Int) -> Bool {
    var isNew = !isFilled
    isFilled = true
    for index in 0..<sources.count {
      if case .slot(let slot) = sources[index] {
        let value = input.value(slot, row)
        if values[index] != value {
          values[index] = value
          isNew = true
        }
      }
    }
    return isNew
  }
}
