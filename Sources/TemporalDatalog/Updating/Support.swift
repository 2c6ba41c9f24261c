/// Keeps rows that may be lost where they follow from something else, before all that rests on them
/// is taken out as well.
///
/// A row that follows from something that is left might do so only through itself. Where a
/// ``ValueOrder`` has its value on no cycle, that cannot be: what it follows from has earlier values,
/// and if that is lost in the end, the row is looked at again. So it is kept while it follows from
/// something, and lost for good if not; only rows on cycles are taken out and put back.
///
/// - Source: B. Motik, Y. Nenov, R. Piro, I. Horrocks: Incremental Update of Datalog Materialisation:
///   the Backward/Forward Algorithm, AAAI 2015, which looks for other proofs too, and follows them
///   backward where this relies on an order.
struct Support {
  /// The orders that hold in the state that the update makes, by the least relation of components.
  private(set) var orders: [Int: ValueOrder]
  private let shared: ValueOrders
  private var component = 0
  /// Its least relation, by which its order is known.
  private var leader = 0
  /// Rows of the component that may have been lost.
  private var count = 0
  private var isReady = false
  /// What rows are looked for in: what was there before and will be after; nil where that is not
  /// known.
  private var state: (order: ValueOrder, column: Int, relations: [Relation])?

  init(_ shared: ValueOrders) {
    self.shared = shared
    orders = shared.known
  }

  /// Turns to a component; those before it are up to date.
  mutating func begin(_ component: Int, _ updater: Updater) {
    self.component = component
    leader = updater.graph.leaders[component]
    (count, isReady, state) = (0, false, nil)
    guard let order = orders[leader], let links = updater.graph.links[component] else { return }
    for link in links.links {
      guard let gained = updater.changes[link.relation]?.gained else { continue }
      for row in 0..<gained.count
      where !order.allows(from: gained.value(link.from, row), to: gained.value(link.to, row)) {
        orders[leader] = nil
        return
      }
    }
  }

  /// Parts rows that may be lost into those that follow from nothing that is left and those of which
  /// that is not known; the others, about so many, are kept.
  mutating func check(
    _ rows: Rows, of member: Int, _ updater: Updater
  ) throws(EvaluationFailure) -> (bare: Rows, unchecked: Rows, kept: Int) {
    count += rows.count
    if !isReady { try prepare(updater) }
    let none = Rows(width: rows.width, capacity: 0)
    guard let state else { return (none, rows, 0) }
    let values = rows.column(state.column)
    var (last, isAcyclic) = (values[0], state.order.isAcyclic(values[0]))
    let (acyclic, cyclic) = rows.parted { row in
      if values[row] != last {
        (last, isAcyclic) = (values[row], state.order.isAcyclic(values[row]))
      }
      return isAcyclic
    }
    if acyclic.count == 0 { return (none, cyclic, 0) }
    let found = try updater.conclusions(of: member, among: acyclic, in: state.relations)
    guard let found else { return (acyclic, cyclic, 0) }
    let isTemporal = updater.old[member].isTemporal
    return (
      try acyclic.subtracting(found, isTemporal: isTemporal, nil), cyclic, found.count
    )
  }

  /// Takes or makes an order once that is no more work than what may be lost.
  private mutating func prepare(_ updater: Updater) throws(EvaluationFailure) {
    guard let links = updater.graph.links[component] else {
      isReady = true
      return
    }
    let size = links.links.reduce(0) { $0 + updater.old[$1.relation].count }
    if orders[leader] == nil && count < size / Support.stepsForRow { return }
    isReady = true
    guard let relations = try updater.lasting(component) else { return }
    let order: ValueOrder
    if let known = orders[leader] {
      order = known
    } else {
      order = try updater.order(links)
      orders[leader] = order
      // Steps that come with the change may close cycles, which others need not know.
      let isLonger = links.links.contains { (updater.changes[$0.relation]?.gained.count ?? 0) > 0 }
      if !isLonger { shared.keep(order, of: leader) }
    }
    state = (order, links.column, relations)
  }

  /// About how many steps are put in order in the time in which one row is taken out.
  private static let stepsForRow = 4
}

extension Updater {
  /// Finds an order of all steps that there were, and that there will be.
  fileprivate func order(_ links: ColumnLinks) throws(EvaluationFailure) -> ValueOrder {
    var steps: [(from: UInt32, to: UInt32)] = []
    for link in links.links {
      for rows in [try old[link.relation].joinedRows(), changes[link.relation]?.gained] {
        guard let rows else { continue }
        try context.watch.tick(rows.count)
        for row in 0..<rows.count {
          steps.append((rows.value(link.from, row), rows.value(link.to, row)))
        }
      }
    }
    return ValueOrder(steps)
  }

  /// The relations as far as they were before and will be after; nil if rules need not hold in both
  /// where they hold in these.
  ///
  /// Those of the component are its own and change with it.
  fileprivate func lasting(_ component: Int) throws(EvaluationFailure) -> [Relation]? {
    var asked: Set<Int> = []
    var denied: Set<Int> = []
    for number in graph.rules[component] {
      guard case .join(let rule) = context.physical.rules[number] else { return nil }
      for premise in rule.premises {
        switch premise {
        case .match(let relation, _): asked.insert(relation)
        case .absent(let relation, _): denied.insert(relation)
        case .aggregate:
          if premise.relations.contains(where: { changes[$0] != nil }) { return nil }
        case .compare, .assign, .range: continue
        }
      }
    }
    let members = graph.components[component]
    var relations = old
    for number in asked.union(denied) where !members.contains(number) {
      guard let change = changes[number] else { continue }
      if asked.contains(number) && denied.contains(number) { return nil }
      let none = Rows(width: change.lost.width, capacity: 0)
      let lasting = Relation(over: old[number])
      if asked.contains(number) {
        try lasting.change(lost: change.lost, gained: none)
      } else {
        try lasting.change(lost: none, gained: change.gained)
      }
      relations[number] = lasting
    }
    for member in members { relations[member] = makeOwn(member) }
    return relations
  }

  /// The rows, of some of a relation, that rules conclude from other relations than there were.
  fileprivate func conclusions(
    of member: Int, among rows: Rows, in relations: [Relation]
  ) throws(EvaluationFailure) -> Rows? {
    context.relations = relations
    defer { context.relations = old }
    for rule in graph.rules[graph.component[member]]
    where context.physical.rules[rule].target == member {
      try concludeAgain(rule, rows)
    }
    return try takeConcluded(member)
  }
}

extension Rows {
  /// The rows that meet a condition, and the others; in the same order.
  fileprivate func parted(_ condition: (Int) -> Bool) -> (met: Rows, others: Rows) {
    let (met, others) = (Rows(width: width, capacity: count), Rows(width: width, capacity: 1))
    var row = 0
    while row < count {
      let first = row
      let isMet = condition(row)
      repeat { row += 1 } while row < count && condition(row) == isMet
      if row - first == count { return isMet ? (self, others) : (others, self) }
      (isMet ? met : others).append(self, first..<row)
    }
    return (met, others)
  }
}
