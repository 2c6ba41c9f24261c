/// Carries a change of given rows through a program's rules.
///
/// Component by component, each after those that it reads. What rests on something lost is taken
/// out first, as far as nothing given holds it, nor, where ``Support`` can tell, anything else; what
/// of that follows from the rest is put back; then follows what is gained (delete and rederive).
/// Every rule starts at what has changed, so the work is in proportion to the rows that are taken
/// out and put in, and to what they are joined with.
///
/// - Source: A. Gupta, I. S. Mumick, V. S. Subrahmanian: Maintaining Views Incrementally, SIGMOD
///   1993; extended here to days, windows, runs and aggregates.
final class Updater {
  let workshop: Workshop
  let context: Context
  let graph: UpdateGraph
  /// The relations as they were, and as they become.
  let old: [Relation]
  var new: [Relation] { seesOld ? becoming : context.relations }
  /// The new relations while rules see the old ones; else the context has them, and alone, so that a
  /// change copies no list.
  private var becoming: [Relation]
  /// What has changed of finished relations, and of a component's own in the round before.
  private(set) var changes: [RowChange?]
  /// Which of both states rules see at present.
  private(set) var seesOld = true
  private let change: GivenChange
  private let given: GivenFacts
  /// Rows that rules have concluded for the component at hand, by relation; in no order.
  private var concluded: [Int: RowBlocks] = [:]
  /// Components that a change has reached and that are not up to date.
  private var open: Set<Int> = []

  /// What an update has worked on so far.
  private(set) var counts = UpdateCounts()
  /// Keeps rows that something else gives.
  private(set) var support: Support

  init(
    _ workshop: Workshop, _ graph: UpdateGraph, _ relations: [Relation], _ change: GivenChange,
    _ given: GivenFacts, _ orders: ValueOrders
  ) {
    self.workshop = workshop
    context = workshop.context
    self.graph = graph
    self.change = change
    self.given = given
    support = Support(orders)
    // Bits are searched as they are: a sort order of them costs more than most updates.
    old =
      relations.contains { $0.dense != nil }
      ? relations.map { $0.dense == nil ? $0 : Relation(over: $0) } : relations
    becoming = old
    context.relations = old
    changes = [RowChange?](repeating: nil, count: old.count)
  }

  func run() throws(EvaluationFailure) {
    open = Set(change.rows.keys.map { graph.component[$0] })
    // What no rule concludes is changed at once, so that it is there whatever comes of the rest.
    for component in open.sorted() where graph.rules[component].isEmpty { try close(component) }
    while let component = open.min() { try close(component) }
  }

  /// Brings a component up to date, and opens those that read what has changed.
  private func close(_ component: Int) throws(EvaluationFailure) {
    let changed = try update(component)
    open.remove(component)
    for relation in changed { open.formUnion(graph.readers[relation]) }
  }

  /// The components that are not up to date, and those that may follow from these.
  var unfinished: Set<Int> {
    var reached = open
    var waiting = Array(open)
    while let component = waiting.popLast() {
      for member in graph.components[component] {
        for reader in graph.readers[member] where reached.insert(reader).inserted {
          waiting.append(reader)
        }
      }
    }
    return reached
  }

  /// The rows that rules conclude from, in the state that they see.
  func relation(_ number: Int) -> Relation { context.relations[number] }

  private func see(old isOld: Bool) {
    if isOld == seesOld { return }
    seesOld = isOld
    if isOld {
      becoming = context.relations
      context.relations = old
    } else {
      context.relations = becoming
      becoming = []
    }
  }

  // MARK: - Components

  /// What a component's relation has lost and gained so far.
  private struct Balance {
    var lost: Index
    var gained: RowBlocks
    /// What was lost without a look at what else it follows from.
    var unchecked: RowBlocks

    init(_ relation: Relation) {
      let columns = Array(0..<relation.arity)
      lost = Index(order: columns, isTemporal: relation.isTemporal)
      gained = RowBlocks(width: relation.width)
      unchecked = RowBlocks(width: relation.width)
    }
  }

  /// Brings the relations of a component up to date, and returns those that have changed.
  private func update(_ component: Int) throws(EvaluationFailure) -> [Int] {
    let members = graph.components[component]
    let rules = graph.rules[component]
    counts.components += 1
    if rules.isEmpty {
      for member in members { try finish(member, change.rows[member]) }
      return members.filter { changes[$0] != nil }
    }
    var balances: [Int: Balance] = [:]
    for member in members { balances[member] = Balance(old[member]) }
    support.begin(component, self)
    try takeOut(members, rules, &balances)
    try putIn(members, rules, &balances)
    for member in members {
      changes[member] = nil
      guard let balance = balances[member] else { continue }
      let isTemporal = old[member].isTemporal
      let lost = try balance.lost.all
      let gained = try balance.gained.sorted(isTemporal: isTemporal)
      var net = RowChange(lost: lost, gained: gained)
      if isTemporal {
        net.lost = try lost.subtracting(gained, isTemporal: true, nil)
        net.gained = try gained.subtracting(lost, isTemporal: true, nil)
      } else {
        (net.lost, net.gained) = Rows.differences(lost, gained)
      }
      if net.isEmpty { replace(member, by: old[member]) } else { changes[member] = net }
    }
    return members.filter { changes[$0] != nil }
  }

  /// Changes a relation that no rule concludes.
  private func finish(_ relation: Int, _ change: RowChange?) throws(EvaluationFailure) {
    guard let change else { return }
    try makeOwn(relation).change(lost: change.lost, gained: change.gained)
    changes[relation] = change
  }

  /// The relation as it becomes, apart from the one that it was.
  func makeOwn(_ relation: Int) -> Relation {
    let known = seesOld ? becoming[relation] : context.relations[relation]
    if known !== old[relation] { return known }
    let own = Relation(over: known)
    replace(relation, by: own)
    return own
  }

  private func replace(_ relation: Int, by other: Relation) {
    if seesOld { becoming[relation] = other } else { context.relations[relation] = other }
  }

  // MARK: - Taking out and putting in

  /// Finds all that may be lost, by what was lost before it.
  private func takeOut(
    _ members: [Int], _ rules: [Int], _ balances: inout [Int: Balance]
  ) throws(EvaluationFailure) {
    see(old: true)
    for member in members {
      if let lost = change.rows[member]?.lost { conclude(lost, member) }
    }
    for rule in rules { try conclude(rule, isLoss: true) }
    while true {
      var isChanged = false
      for member in members {
        changes[member] = nil
        guard var lost = try takeConcluded(member) else { continue }
        if let known = balances[member]?.lost {
          for run in known.runs {
            lost = try lost.subtracting(run.rows, isTemporal: old[member].isTemporal, nil)
          }
        }
        if let kept = given.rows[member] { lost = try kept.absentPart(lost) }
        if lost.count == 0 { continue }
        let (bare, unchecked, kept) = try support.check(lost, of: member, self)
        counts.kept += kept
        balances[member]?.unchecked.append(RowBlocks(unchecked))
        lost = try Rows.merged(bare, unchecked, isTemporal: old[member].isTemporal, nil)
        if lost.count == 0 { continue }
        isChanged = true
        counts.takenOut += lost.count
        try balances[member]?.lost.append(lost, nil)
        let none = Rows(width: lost.width, capacity: 0)
        try makeOwn(member).change(lost: lost, gained: none)
        changes[member] = RowChange(lost: lost, gained: none)
      }
      if !isChanged { return }
      try concludeOnward(members, rules, isLoss: true)
    }
  }

  /// Finds what holds of all that was taken out, and what is gained.
  private func putIn(
    _ members: [Int], _ rules: [Int], _ balances: inout [Int: Balance]
  ) throws(EvaluationFailure) {
    see(old: false)
    for rule in rules {
      let head = context.physical.rules[rule].target
      guard let lost = balances[head]?.unchecked, lost.count > 0 else { continue }
      try concludeAgain(rule, try lost.sorted(isTemporal: old[head].isTemporal))
    }
    for member in members {
      if let gained = change.rows[member]?.gained { conclude(gained, member) }
    }
    for rule in rules { try conclude(rule, isLoss: false) }
    while true {
      var isChanged = false
      for member in members {
        changes[member] = nil
        guard let rows = try takeConcluded(member) else { continue }
        let gained = try context.relations[member].absentPart(rows)
        if gained.count == 0 { continue }
        isChanged = true
        counts.putIn += gained.count
        balances[member]?.gained.append(RowBlocks(gained))
        let none = Rows(width: gained.width, capacity: 0)
        try makeOwn(member).change(lost: none, gained: gained)
        changes[member] = RowChange(lost: none, gained: gained)
      }
      if !isChanged { return }
      try concludeOnward(members, rules, isLoss: false)
    }
  }

  /// Applies a component's rules to what its own relations have lost or gained in the last round.
  private func concludeOnward(
    _ members: [Int], _ rules: [Int], isLoss: Bool
  ) throws(EvaluationFailure) {
    if !graph.isRecursive[graph.component[members[0]]] { return }
    counts.rounds += 1
    // What lies outside has been met before.
    var others: [(relation: Int, change: RowChange)] = []
    for rule in rules {
      for source in graph.sources[rule] where !members.contains(source) {
        guard let change = changes[source] else { continue }
        others.append((source, change))
        changes[source] = nil
      }
    }
    defer { for other in others { changes[other.relation] = other.change } }
    for rule in rules { try conclude(rule, isLoss: isLoss) }
  }

  // MARK: - Conclusions

  /// Notes rows that hold, or may not.
  func conclude(_ rows: Rows, _ relation: Int) {
    if rows.count == 0 { return }
    counts.concluded += rows.count
    concluded[relation, default: RowBlocks(width: rows.width)].append(rows)
  }

  func takeConcluded(_ relation: Int) throws(EvaluationFailure) -> Rows? {
    guard let blocks = concluded.removeValue(forKey: relation) else { return nil }
    return try blocks.joined().normalized(isTemporal: old[relation].isTemporal)
  }

  private func conclude(_ rule: Int, isLoss: Bool) throws(EvaluationFailure) {
    if !graph.sources[rule].contains(where: { changes[$0] != nil }) { return }
    try context.watch.tick(1)
    switch context.physical.rules[rule] {
    case .join(let join): try conclude(rule, join, isLoss: isLoss)
    case .window(let source, let window, let target):
      try concludeWindow(source, window, target, isLoss: isLoss)
    case .run(let run): try concludeRuns(run, isLoss: isLoss)
    case .sweep(let sweep, let target):
      try concludeSweep(sweep, target, isLoss: isLoss)
    }
  }

  /// Concludes what of some rows of a rule's head follows from what is left.
  func concludeAgain(_ rule: Int, _ lost: Rows) throws(EvaluationFailure) {
    switch context.physical.rules[rule] {
    case .join(let join): try concludeAgain(rule, join, lost)
    case .window(let source, let window, let target):
      try concludeWindowAgain(source, window, target, lost)
    case .sweep(let sweep, let target):
      // Without recursion, the groups that have changed are swept anew.
      if graph.isRecursive[graph.component[target]] { try sweepAgain(sweep, target, lost) }
    case .run: break
    }
  }
}

/// How much an update has worked on: measures without a clock.
package struct UpdateCounts: Sendable, Hashable {
  /// Components of the program that something reached.
  package var components = 0
  /// Rounds of recursion.
  package var rounds = 0
  /// Rows that rules concluded, known ones included.
  package var concluded = 0
  /// Rows that might have been lost and were kept, since they follow from something else.
  package var kept = 0
  /// Rows that were taken out, some for a while only.
  package var takenOut = 0
  /// Rows that were put in, or back.
  package var putIn = 0

  package init() {}
}

extension Index {
  /// All rows as one sorted block.
  var all: Rows {
    get throws(EvaluationFailure) {
      try consolidate(nil)
      return runs.first?.rows ?? Rows(width: order.count + (isTemporal ? 2 : 0), capacity: 0)
    }
  }
}
