/// Orders a rule's premises and makes the stages that run them.
///
/// The delta mostly comes first; comparisons and exceptions as soon as their variables are bound; of the
/// other premises always the one that multiplies the rows least, by the relations' present sizes.
/// Arithmetic and aggregates wait until nothing else can be done: they are the dear part, and an
/// error in them then does not depend on the order of joins.
struct Planner {
  var context: Context
  let rule: JoinRule
  /// The premise that reads only the newest rows.
  var driver: Int?
  /// Relations of the stratum that is evaluated: other premises on them are told apart by age.
  var stratum: Set<Int> = []
  /// Variables bound before the first premise, and whether they come with days.
  var prebound: [Int] = []
  var hasPreboundDays = false
  /// Variables that the caller wants to see at the end.
  var wanted: [Int]?
  /// The premise that is looked at last, and what is to happen where it fails.
  var last: Int?
  var lastMode = FailureMode.raise
  /// Premises of which only rows that fail in them are looked at.
  var failing: Set<Int> = []
  /// Premises left out.
  var omitted: Set<Int> = []

  init(_ context: Context, _ rule: JoinRule) {
    self.context = context
    self.rule = rule
  }

  // MARK: - Order

  /// The premises in the order in which they run, and about how many rows they all hand on.
  ///
  /// The delta comes first, unless to begin elsewhere seems to take fewer rows: where much is new,
  /// it may be better looked into than read.
  ///
  /// O(*n*²) for *n* premises.
  func plan() -> (order: [Int], rows: Double) {
    guard let driver, !context.manner.keepsWrittenOrder else { return plan(first: nil) }
    let fromDelta = plan(first: driver)
    guard case .match(let relation, _) = rule.premises[driver] else { return fromDelta }
    let free = plan(first: nil)
    // What is looked into has to be sorted first, each row as dear as a few that are handed on.
    let sorting = 4 * Double(context.relations[relation].deltaCount)
    return free.rows + sorting < fromDelta.rows ? free : fromDelta
  }

  /// An order, and about how many rows all premises together hand on in it.
  private func plan(first: Int?) -> (order: [Int], rows: Double) {
    let parts = rule.premises.map(Part.init)
    var remaining = rule.premises.indices.filter { !omitted.contains($0) && $0 != last }
    var bound = VariableSet(prebound)
    var order: [Int] = []
    // About how many rows are handed on by the last premise, and by all.
    var size = 1.0
    var sum = 0.0
    // Values that arithmetic gives are waited for by the premises that mention them.
    var late = VariableSet(remaining.compactMap { parts[$0].isLate ? parts[$0].assigned : nil })
    late.subtract(bound)
    func take(_ index: Int) {
      size *= cost(index, bound) ?? 1
      sum += size
      order.append(index)
      bound.formUnion(parts[index].bindable)
      late.subtract(parts[index].bindable)
      remaining.removeAll { $0 == index }
    }
    if let first { take(first) }
    while !remaining.isEmpty {
      if let next = remaining.first(where: { parts[$0].isTest(bound) && !parts[$0].isLate }) {
        take(next)
        continue
      }
      let matches = remaining.filter { parts[$0].isMatch }
      let early = matches.filter { parts[$0].bindable.isDisjoint(with: late) }
      let ranges = remaining.filter {
        parts[$0].isRange && !parts[$0].isLate && parts[$0].isReady(bound)
      }
      if let next = best(early + ranges, bound) {
        take(next)
      } else if let next = remaining.first(where: {
        parts[$0].isLate && parts[$0].isReady(bound)
      }) {
        take(next)
      } else if let next = best(matches, bound) {
        take(next)
      } else {
        // Nothing binds what is left: the caller's validation failed, and no row passes.
        take(remaining[0])
      }
    }
    if let last { order.append(last) }
    return (order, sum)
  }

  /// What of a premise decides when it can run, found once.
  private struct Part {
    let isMatch: Bool
    let isRange: Bool
    let isLate: Bool
    let assigned: Int?
    let needs: VariableSet
    let bindable: VariableSet

    init(_ premise: PhysicalPremise) {
      isMatch = premise.isMatch
      isRange = premise.isRange
      isLate = premise.isLate
      assigned = premise.assigned
      needs = premise.needs
      bindable = premise.bindable
    }

    func isReady(_ bound: VariableSet) -> Bool { needs.isSubset(of: bound) }

    /// Whether the premise gives each row one row at most, once some variables are bound.
    func isTest(_ bound: VariableSet) -> Bool {
      if isMatch { return false }
      if isRange, let assigned, !bound.contains(assigned) { return false }
      return isReady(bound)
    }
  }

  /// The premise to run next: the one with the fewest rows for each row so far, or, if the written
  /// order is kept, the first.
  private func best(_ candidates: [Int], _ bound: VariableSet) -> Int? {
    if context.manner.keepsWrittenOrder { return candidates.min() }
    var best: (cost: Double, index: Int)?
    for index in candidates {
      guard let cost = cost(index, bound) else { continue }
      if best.map({ cost < $0.cost }) ?? true { best = (cost, index) }
    }
    return best?.index
  }

  private func cost(_ index: Int, _ bound: VariableSet) -> Double? {
    if rule.premises[index].isRange {
      return rule.premises[index].expectedCount(context.numbers)
    }
    guard case .match(let relation, let operands) = rule.premises[index] else { return nil }
    let columns = operands.indices.filter { column in
      switch operands[column] {
      case .constant: true
      case .variable(let variable): bound.contains(variable)
      case .any: false
      }
    }
    return context.relations[relation].expectedMatches(bound: columns, scope: scope(of: index))
  }

  /// Premises on the stratum's own relations see the newest rows only on one side of the driver,
  /// so that no pair of new rows is met twice.
  func scope(of premise: Int) -> Scope {
    guard let driver, case .match(let relation, _) = rule.premises[premise],
      stratum.contains(relation)
    else { return .all }
    return premise == driver ? .newest : premise < driver ? .all : .older
  }
}
