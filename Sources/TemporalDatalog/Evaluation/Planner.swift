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
  /// What of each premise decides when it can run.
  let parts: [Part]

  init(_ context: Context, _ rule: JoinRule) {
    self.context = context
    self.rule = rule
    parts = rule.premises.map(Part.init)
  }

  // MARK: - Order

  /// An order, about how many rows all premises together hand on in it, or what takes as long, and
  /// how many have to be sorted for it before.
  private struct Plan {
    var order: [Int] = []
    var rows = 0.0
    var sortedRows = 0.0
    /// The relations that are sorted, and by which columns.
    var sorts: [(relation: Int, columns: [Int])] = []

    /// What is sorted counts as much as a few rows that are handed on.
    var cost: Double { rows + 4 * sortedRows }
  }

  /// With fewer rows to be sorted, no order is looked for that needs it not.
  private static let rowsWorthPlans = 4096.0

  /// The premises in the order in which they run, and about how many rows they all hand on.
  ///
  /// The delta comes first, unless to begin elsewhere seems to take fewer rows: where much is new,
  /// it may be better looked into than read. Where a rule runs once, what has to be sorted for it
  /// counts too.
  ///
  /// O(*n*²) for *n* premises, O(*n*³) where much would have to be sorted, and *n* times that where
  /// the head is bits.
  func plan() -> (order: [Int], rows: Double) {
    let plan = bestPlan()
    return (plan.order, plan.rows)
  }

  /// About how few rows the premises hand on in any order, whatever has to be sorted for it.
  var fewestRows: Double { plan(first: nil).rows }

  /// The plan that seems to cost least: of beginning with each premise where much would have to be
  /// sorted, else of beginning with the delta and with that which multiplies rows least.
  private func bestPlan() -> Plan {
    if context.manner.keepsWrittenOrder { return plan(first: nil) }
    let free = cheapest(first: nil)
    if let driver {
      let fromDelta = cheapest(first: driver)
      return free.cost < fromDelta.cost ? free : fromDelta
    }
    if !prebound.isEmpty || free.sortedRows < Planner.rowsWorthPlans { return free }
    var best = free
    let assigned = VariableSet(rule.premises.compactMap(\.assigned))
    for (first, premise) in rule.premises.enumerated()
    where first != last && first != free.order.first && !omitted.contains(first)
      && premise.isMatch && premise.bindable.isDisjoint(with: assigned)
    {
      let plan = cheapest(first: first)
      if plan.cost < best.cost { best = plan }
    }
    return best
  }

  /// The cheapest plan that begins with a premise, or with that which multiplies rows least: in the
  /// order of what multiplies rows least, or with a premise at the end that goes from bits to bits.
  private func cheapest(first: Int?) -> Plan {
    var best = plan(first: first)
    if !isHeadDense || last != nil { return best }
    for (index, premise) in rule.premises.enumerated()
    where index != first && index != best.order.last && !omitted.contains(index) {
      guard case .match(_, let operands) = premise, operands.last == rule.operands.last else {
        continue
      }
      let plan = plan(first: first, uniting: index)
      if plan.cost < best.cost { best = plan }
    }
    return best
  }

  private var isHeadDense: Bool {
    context.relations.indices.contains(rule.head) && context.relations[rule.head].dense != nil
  }

  /// The order that begins with a premise, or with that which multiplies rows least, and ends with
  /// a premise, if one is to go from bits to bits.
  private func plan(first: Int?, uniting kept: Int? = nil) -> Plan {
    var remaining = rule.premises.indices.filter { !omitted.contains($0) && $0 != last }
    var bound = VariableSet(prebound)
    var plan = Plan()
    plan.order.reserveCapacity(parts.count)
    // About how many rows are handed on by the last premise.
    var size = 1.0
    // Values that arithmetic gives are waited for by the premises that mention them.
    var late = VariableSet(remaining.compactMap { parts[$0].isLate ? parts[$0].assigned : nil })
    late.subtract(bound)
    func take(_ index: Int, cost known: Double? = nil) {
      let before = size
      size *= known ?? cost(index, bound) ?? 1
      // What goes from bits to bits goes there together, but each key takes its time.
      let isUnited = remaining.count == 1 && joinsBits(index, bound, plan)
      plan.rows += isUnited ? 12 * before + size / 16 : size
      addSorting(index, bound, to: &plan)
      plan.order.append(index)
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
      let early = best(remaining, bound) {
        parts[$0].isMatch && parts[$0].bindable.isDisjoint(with: late)
          && ($0 != kept || remaining.count == 1)
      }
      let earliest = best(remaining, bound, unless: early) {
        parts[$0].isRange && !parts[$0].isLate && parts[$0].isReady(bound)
      }
      if let (next, cost) = earliest {
        take(next, cost: cost)
      } else if let next = remaining.first(where: {
        parts[$0].isLate && parts[$0].isReady(bound)
      }) {
        take(next)
      } else if let (next, cost) = best(remaining, bound, where: { parts[$0].isMatch }) {
        take(next, cost: cost)
      } else {
        // Nothing binds what is left: the caller's validation failed, and no row passes.
        take(remaining[0])
      }
    }
    if let last { plan.order.append(last) }
    return plan
  }

  /// What of a premise decides when it can run, found once.
  struct Part {
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

  /// The premise to run next of some of those that remain, and the rows for each row so far: the
  /// one with the fewest, or, if the written order is kept, the first; unless that is another one.
  private func best(
    _ remaining: [Int], _ bound: VariableSet, unless other: (index: Int, cost: Double?)? = nil,
    where isCandidate: (Int) -> Bool
  ) -> (index: Int, cost: Double?)? {
    var best = other
    for index in remaining where isCandidate(index) {
      if context.manner.keepsWrittenOrder {
        if best.map({ index < $0.index }) ?? true { best = (index, nil) }
        continue
      }
      guard let cost = cost(index, bound) else { continue }
      if best?.cost.map({ cost < $0 }) ?? true { best = (index, cost) }
    }
    return best
  }

  private func cost(_ index: Int, _ bound: VariableSet) -> Double? {
    if rule.premises[index].isRange {
      return rule.premises[index].expectedCount(context.numbers)
    }
    guard let (relation, columns) = search(index, bound) else { return nil }
    return context.relations[relation].expectedMatches(bound: columns, scope: scope(of: index))
  }

  /// Adds what has to be sorted before a premise can be looked into, if it is not yet: of a rule that
  /// runs once; in recursion, sort orders of what is not new are kept up from round to round.
  private func addSorting(_ index: Int, _ bound: VariableSet, to plan: inout Plan) {
    if let driver {
      if index != driver || plan.order.isEmpty { return }
    } else if !prebound.isEmpty {
      return
    }
    guard let (relation, columns) = search(index, bound) else { return }
    let count = context.relations[relation].countToSort(bound: columns, scope: scope(of: index))
    if count == 0 || plan.sorts.contains(where: { $0 == (relation, columns) }) { return }
    plan.sorts.append((relation, columns))
    plan.sortedRows += Double(count)
  }

  /// Whether what the last premise finds is added to the head as bits; a body has no head, and what
  /// comes first is read row by row.
  private func joinsBits(_ index: Int, _ bound: VariableSet, _ plan: Plan) -> Bool {
    guard !plan.order.isEmpty || !prebound.isEmpty, isHeadDense,
      case .match(let relation, let operands) = rule.premises[index],
      BitUnion.joins(operands, rule.operands, isBound: { bound.contains($0) })
    else { return false }
    return context.relations[relation].readsBits(
      Array(operands.indices.dropLast()), scope(of: index))
  }

  /// The relation that a premise looks into, and which columns are bound.
  private func search(_ index: Int, _ bound: VariableSet) -> (relation: Int, columns: [Int])? {
    guard case .match(let relation, let operands) = rule.premises[index] else { return nil }
    var columns: [Int] = []
    columns.reserveCapacity(operands.count)
    for (column, operand) in operands.enumerated() {
      switch operand {
      case .constant: columns.append(column)
      case .variable(let variable): if bound.contains(variable) { columns.append(column) }
      case .any: break
      }
    }
    return (relation, columns)
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
