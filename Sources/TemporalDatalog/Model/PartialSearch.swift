/// Finds maximal sets of a rule's premises that hold together on one day.
///
/// Once the head is given, premises that share no unbound variable do not depend on each other: a
/// maximal set of all is one of each such part, so that each part is searched by itself.
struct PartialSearch {
  let context: Context
  let rule: JoinRule
  /// The values that the head gives to variables.
  let bound: [Int: UInt32]
  let day: Int32
  /// Premises that bind nothing though they could.
  let tests: Set<Int>
  let kinds: [ColumnKind]
  let limit: Int

  /// After so many sets of one part, what has been found is enough.
  private static let mostSets = 4_096

  func instances() throws(EvaluationFailure) -> [PartialInstance] {
    var bindings = [UInt32?](repeating: nil, count: rule.variableCount)
    for (variable, code) in bound { bindings[variable] = code }
    var best = [PartialInstance(bindings: bindings)]
    for part in parts() {
      let found = try maximal(part)
      let products = best.flatMap { whole in found.map { joined(whole, $0) } }
      best = Array(products.sorted(by: precedes).prefix(limit))
    }
    return best.map { instance in
      var instance = instance
      instance.holding.sort()
      instance.failing.sort()
      instance.waiting.sort()
      return instance
    }
  }

  private func joined(_ left: PartialInstance, _ right: PartialInstance) -> PartialInstance {
    var both = left
    for (variable, code) in right.bindings.enumerated() where both.bindings[variable] == nil {
      both.bindings[variable] = code
    }
    both.holding += right.holding
    both.failing += right.failing
    both.waiting += right.waiting
    return both
  }

  // MARK: - Parts

  /// The premises, those together that share an unbound variable.
  private func parts() -> [[Int]] {
    var parts: [(premises: [Int], variables: VariableSet)] = []
    for (index, premise) in rule.premises.enumerated() {
      let unbound = premise.mentioned.subtracting(VariableSet(bound.keys))
      var part = (premises: [index], variables: unbound)
      let touching = parts.indices.filter { !parts[$0].variables.isDisjoint(with: part.variables) }
      for other in touching.reversed() {
        let taken = parts.remove(at: other)
        part.premises += taken.premises
        part.variables.formUnion(taken.variables)
      }
      parts.append(part)
    }
    return parts.map { $0.premises.sorted() }
  }

  /// The first maximal sets of one part, with their values.
  private func maximal(_ part: [Int]) throws(EvaluationFailure) -> [PartialInstance] {
    let start = seed()
    let known = VariableSet(bound.keys)
    // What no value makes true fails in every instance.
    var open: [Int] = []
    for premise in part {
      if isReady(premise, known), try extendable(premise, start, bound.keys.sorted()).isEmpty {
        continue
      }
      open.append(premise)
    }
    var found: [PartialInstance] = []
    var tried = 0
    for size in 0...open.count {
      for omitted in Combinations(of: open.count, size: size) {
        tried += 1
        if tried > PartialSearch.mostSets { break }
        let set = open.indices.filter { !omitted.contains($0) }.map { open[$0] }
        guard isReady(set, known) else { continue }
        try collect(set, of: part, into: &found)
      }
      if found.count >= limit || tried > PartialSearch.mostSets { break }
    }
    if found.isEmpty { try collect(widened(open, known), of: part, into: &found) }
    return found
  }

  /// A maximal set, made by adding what can be added, one premise after the other.
  private func widened(_ open: [Int], _ known: VariableSet) throws(EvaluationFailure) -> [Int] {
    var set: [Int] = []
    var isWider = true
    while isWider {
      isWider = false
      for premise in open where !set.contains(premise) {
        let wider = (set + [premise]).sorted()
        guard isReady(wider, known), try join(wider).rows.count > 0 else { continue }
        set = wider
        isWider = true
      }
    }
    return set
  }

  // MARK: - Binding

  /// Whether a premise can be asked once some variables are bound.
  private func isReady(_ premise: Int, _ known: VariableSet) -> Bool {
    tests.contains(premise)
      ? rule.premises[premise].bindable.isSubset(of: known)
      : rule.premises[premise].needs.isSubset(of: known)
  }

  /// Whether some premises bind all that they need.
  private func isReady(_ set: [Int], _ known: VariableSet) -> Bool {
    var rest = set
    var known = known
    while !rest.isEmpty {
      guard let next = rest.firstIndex(where: { isReady($0, known) }) else { return false }
      known.formUnion(rule.premises[rest.remove(at: next)].bindable)
    }
    return true
  }

  private func seed() -> Rows {
    let row = bound.keys.sorted().compactMap { bound[$0] } + [dayCode(day), dayCode(day + 1)]
    let rows = Rows(width: row.count, capacity: 1)
    rows.append(row)
    return rows
  }

  /// The values with which some premises hold together, and the variables in the columns' order.
  private func join(
    _ set: [Int]
  ) throws(EvaluationFailure) -> (rows: Rows, variables: [Int]) {
    let known = bound.keys.sorted()
    if set.isEmpty { return (seed(), known) }
    var planner = Planner(context, rule)
    planner.prebound = known
    planner.hasPreboundDays = true
    planner.omitted = Set(rule.premises.indices).subtracting(set)
    planner.wanted = Set(set.flatMap { rule.premises[$0].bindable }).union(known).sorted()
    let (rows, variables) = try run(planner, seed())
    var failed: Set<UInt32> = []
    for premise in context.failedPremises.intersection(set).sorted() {
      failed.formUnion(try self.rows(of: rows, variables, at: premise, failing: true))
    }
    if failed.isEmpty { return (rows, variables) }
    let kept = Rows(width: rows.width, capacity: rows.count)
    for row in 0..<rows.count where !failed.contains(UInt32(row)) { kept.append(rows.row(row)) }
    return (kept, variables)
  }

  /// The numbers of the rows with which a premise holds too.
  private func extendable(
    _ premise: Int, _ rows: Rows, _ variables: [Int]
  ) throws(EvaluationFailure) -> Set<UInt32> {
    let found = try self.rows(of: rows, variables, at: premise)
    guard context.failedPremises.contains(premise) else { return found }
    // What has no result holds with no value, though other members of an aggregate have one.
    return found.subtracting(try self.rows(of: rows, variables, at: premise, failing: true))
  }

  /// The numbers of the rows with which a premise holds, or with which an operation in it fails.
  private func rows(
    of rows: Rows, _ variables: [Int], at premise: Int, failing: Bool = false
  ) throws(EvaluationFailure) -> Set<UInt32> {
    // One more variable, the last, carries each row's number through the join.
    let number = rule.variableCount
    let numbered = Rows(width: variables.count + 3, capacity: rows.count)
    numbered.count = rows.count
    for column in variables.indices {
      numbered.column(column).update(from: rows.column(column), count: rows.count)
    }
    for row in 0..<rows.count {
      numbered.column(variables.count)[row] = UInt32(row)
      numbered.column(variables.count + 1)[row] = dayCode(day)
      numbered.column(variables.count + 2)[row] = dayCode(day + 1)
    }
    var planner = Planner(context, rule)
    planner.prebound = variables + [number]
    planner.hasPreboundDays = true
    planner.omitted = Set(rule.premises.indices).subtracting([premise])
    planner.wanted = [number]
    if failing { planner.failing = [premise] }
    let found = try run(planner, numbered).rows
    return Set((0..<found.count).map { found.value(0, $0) })
  }

  private func run(
    _ planner: Planner, _ input: Rows
  ) throws(EvaluationFailure) -> (rows: Rows, variables: [Int]) {
    try context.watch.check()
    let pipeline = planner.pipeline(head: nil)
    context.failedPremises = []
    try pipeline.prepare()
    try pipeline.run(input)
    guard let sink = pipeline.sink else { return (Rows(width: 0, capacity: 0), []) }
    return (sink.rows, sink.layout.variables)
  }

  // MARK: - Collecting

  /// Adds the instances of a set of premises that no further premise of its part could join.
  private func collect(
    _ set: [Int], of part: [Int], into found: inout [PartialInstance]
  ) throws(EvaluationFailure) {
    let (rows, variables) = try join(set)
    guard rows.count > 0 else { return }
    var template = PartialInstance(bindings: [])
    template.holding = set
    var isWider = [Bool](repeating: false, count: rows.count)
    for premise in part where !set.contains(premise) {
      guard isReady(premise, VariableSet(variables)) else {
        template.waiting.append(premise)
        continue
      }
      template.failing.append(premise)
      for row in try extendable(premise, rows, variables) { isWider[Int(row)] = true }
    }
    var slots = [Int?](repeating: nil, count: rule.variableCount)
    for (slot, variable) in variables.enumerated() { slots[variable] = slot }
    for row in 0..<rows.count where !isWider[row] {
      func code(_ variable: Int) -> UInt32? { slots[variable].map { rows.value($0, row) } }
      if found.count >= limit, let last = found.last {
        let order = template.missingCount - last.missingCount
        if order > 0 || order == 0 && compare(code, { last.bindings[$0] }) >= 0 { continue }
      }
      template.bindings = (0..<rule.variableCount).map(code)
      if found.contains(template) { continue }
      let place = found.firstIndex { precedes(template, $0) } ?? found.count
      found.insert(template, at: place)
      if found.count > limit { found.removeLast() }
    }
  }

  // MARK: - Order

  private func precedes(_ left: PartialInstance, _ right: PartialInstance) -> Bool {
    if left.missingCount != right.missingCount { return left.missingCount < right.missingCount }
    let order = compare({ left.bindings[$0] }, { right.bindings[$0] })
    return order == 0 ? left.failing.lexicographicallyPrecedes(right.failing) : order < 0
  }

  /// Compares the values of two instances: negative, zero or positive.
  private func compare(_ left: (Int) -> UInt32?, _ right: (Int) -> UInt32?) -> Int {
    for variable in 0..<rule.variableCount {
      let (first, second) = (left(variable), right(variable))
      if first == second { continue }
      guard let first else { return -1 }
      guard let second else { return 1 }
      let order: Int
      if kinds.indices.contains(variable), kinds[variable] != .symbol {
        let (a, b) = (context.numbers.value(first), context.numbers.value(second))
        order = a < b ? -1 : a > b ? 1 : 0
      } else {
        order = context.symbols.compare(first, second)
      }
      if order != 0 { return order }
    }
    return 0
  }
}

/// The ways to choose some of the numbers below a count, in lexicographic order.
struct Combinations: Sequence, IteratorProtocol {
  private let count: Int
  private var current: [Int]?

  init(of count: Int, size: Int) {
    self.count = count
    current = size <= count ? Array(0..<size) : nil
  }

  mutating func next() -> [Int]? {
    guard let result = current else { return nil }
    var following = result
    var place = result.count - 1
    while place >= 0 && following[place] == count - result.count + place { place -= 1 }
    if place < 0 {
      current = nil
    } else {
      following[place] += 1
      for later in result.indices where later > place {
        following[later] = following[later - 1] + 1
      }
      current = following
    }
    return result
  }
}
