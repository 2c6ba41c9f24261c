/// What the steps of all rules share while a program is evaluated.
final class Context {
  let physical: PhysicalProgram
  var relations: [Relation]
  var symbols: SymbolPool
  var numbers: NumberPool
  let watch: Watch
  /// Sums that fit no number, by the marker that stands for them.
  private(set) var overflows: [String] = []
  /// Rows that are kept outside of relations while a rule runs; they count as facts.
  var collectedCount = 0
  /// Compiled patterns by the codes of their texts.
  var patterns: [Int64: Result<Pattern, PatternError>] = [:]
  /// Premises in which an operation failed on some row while a rule ran.
  var failedPremises: Set<Int> = []

  var pools: Pools { Pools(symbols: symbols, numbers: numbers) }
  var horizon: Span { physical.horizon }
  var horizonFrom: UInt32 { dayCode(physical.horizon.from) }
  var horizonUntil: UInt32 { dayCode(physical.horizon.until) }

  init(_ physical: PhysicalProgram, relations: [Relation], pools: Pools, watch: Watch) {
    self.physical = physical
    self.relations = relations
    symbols = pools.symbols
    numbers = pools.numbers
    self.watch = watch
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
