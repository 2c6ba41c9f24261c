/// Finds the types of a clause's variables and terms from the columns in which they stand.
///
/// Columns of premises narrow what stands in them; conclusions and exceptions only give its base.
/// What remains open is decided for whole numbers first, then the terms are narrowed anew.
struct TypeInference {
  typealias Base = TypeTable.Base

  private enum Constraint {
    case below(Int, type: Int)
    case belowAny(Int, types: [Int])
    case equal(Int, Int)
    case sameBase(Int, Int)
    case call(node: Int, operands: [Int], name: String)
  }

  private let clause: RuleClause
  private let types: TypeTable
  private var constraints: [Constraint] = []
  /// The constraints that speak of a slot.
  private var touching: [[Int]] = []
  /// Whether a constraint is to be applied again.
  private var isWaiting: [Bool] = []
  /// Those of columns and equalities, in the order in which they are applied.
  private var waiting: [Int] = []
  /// Of each node, then of each variable.
  private(set) var sets: [TypeSet] = []
  /// The base of each literal that may have several.
  private(set) var literalBases: [Int: Base] = [:]
  /// The way in which each functor is used.
  private(set) var overloads: [Int: Overload] = [:]

  init(_ clause: RuleClause, types: TypeTable, columns: (Int) -> [Int]) {
    self.clause = clause
    self.types = types
    addColumns(clause.head, columns, isSink: true)
    for condition in clause.conditions { addColumns(condition, columns) }
    for aggregate in clause.aggregates {
      for condition in aggregate.conditions { addColumns(condition, columns) }
    }
    let fixed = constraints
    // A choice may change what others find; there are few of them.
    for _ in 0..<8 {
      constraints = fixed
      for condition in clause.conditions { addCondition(condition) }
      for aggregate in clause.aggregates {
        for condition in aggregate.conditions { addCondition(condition) }
      }
      for node in clause.nodes.indices { addNode(node) }
      solve()
      if !decide() { break }
    }
  }

  /// The place of a term's types: a variable has one for all its occurrences.
  func slot(_ node: Int) -> Int {
    if case .variable(_, let number) = clause.nodes[node].kind {
      return clause.nodes.count + number
    }
    return node
  }

  func set(_ node: Int) -> TypeSet { sets[slot(node)] }
  func set(ofVariable number: Int) -> TypeSet { sets[clause.nodes.count + number] }

  // MARK: - Constraints

  private mutating func addColumns(
    _ atom: RuleClause.Application, _ columns: (Int) -> [Int], isSink: Bool
  ) {
    for (term, type) in zip(atom.terms, columns(atom.relation)) {
      if isSink {
        for base in types.bases(of: type) {
          constraints.append(.below(slot(term), type: types.constants(base)))
        }
      } else {
        constraints.append(.below(slot(term), type: type))
      }
    }
  }

  private mutating func addColumns(_ condition: RuleClause.Condition, _ columns: (Int) -> [Int]) {
    switch condition.kind {
    case .atom(let atom), .window(let atom, _):
      addColumns(atom, columns, isSink: condition.isNegated)
    case .run(let atom, let start, let end, let length):
      addColumns(atom, columns, isSink: condition.isNegated)
      for node in [start, end].compactMap(\.self) {
        constraints.append(.below(slot(node), type: types.constants(.day)))
      }
      if let length { constraints.append(.below(slot(length), type: types.constants(.number))) }
    case .kind(let node, let type):
      constraints.append(.below(slot(node), type: type))
    case .same(let left, let right):
      for node in [left, right] {
        constraints.append(.below(slot(node), type: types.constants(.entity)))
      }
    case .comparison, .test:
      break
    }
  }

  private mutating func addCondition(_ condition: RuleClause.Condition) {
    if case .comparison(let left, _, let right) = condition.kind {
      constraints.append(.equal(slot(left), slot(right)))
    }
  }

  private mutating func addNode(_ node: Int) {
    switch clause.nodes[node].kind {
    case .variable, .wildcard:
      break
    case .literal(let literal), .parameter(_, let literal):
      let bases = literalBases[node].map { [$0] } ?? literal.bases
      constraints.append(.belowAny(node, types: bases.map { types.constants($0) }))
    case .cast(let value, let type):
      constraints.append(.below(node, type: type))
      switch clause.nodes[value].kind {
      case .literal, .parameter: constraints.append(.below(value, type: type))
      default: break
      }
    case .aggregate(let number):
      addAggregate(clause.aggregates[number], node)
    case .call(let name, let operands):
      addCall(node, name, operands)
    }
  }

  private mutating func addAggregate(_ aggregate: RuleClause.Aggregate, _ node: Int) {
    guard let value = aggregate.value, aggregate.function != "count" else {
      constraints.append(.below(node, type: types.constants(.number)))
      return
    }
    switch aggregate.function {
    case "mean" where aggregate.isHead:
      break
    case "mean":
      constraints.append(.below(node, type: types.constants(.float)))
    case "sum":
      let bases: [Base] = [.number, .unsigned, .float]
      constraints.append(.belowAny(node, types: bases.map { types.constants($0) }))
    default:
      let bases: [Base] = [.number, .unsigned, .float, .day]
      constraints.append(.belowAny(node, types: bases.map { types.constants($0) }))
    }
    constraints.append(.equal(node, slot(value)))
  }

  private mutating func addCall(_ node: Int, _ name: String, _ operands: [Int]) {
    let slots = operands.map { slot($0) }
    if let overload = overloads[node] {
      if Functors.operators.contains(name), overload.isUniform {
        // What may also be a day is narrowed by the choice alone.
        constraints.append(.below(node, type: types.constants(overload.result)))
        for operand in slots { constraints.append(.sameBase(operand, node)) }
      } else {
        constraints.append(.below(node, type: types.constants(overload.result)))
        guard name != "ord" else { return }
        for (index, operand) in slots.enumerated() {
          constraints.append(.below(operand, type: types.constants(overload.operand(index))))
        }
      }
      return
    }
    constraints.append(.call(node: node, operands: slots, name: name))
  }

  // MARK: - Solving

  /// Applies each constraint again only when a set changes that it speaks of: a chain of
  /// equalities, or a term in a term in a term, takes as many steps as it is long.
  private mutating func solve() {
    sets = Array(repeating: .all, count: clause.nodes.count + clause.variables.count)
    touching = Array(repeating: [], count: sets.count)
    isWaiting = Array(repeating: true, count: constraints.count)
    waiting.removeAll()
    var choices: [Int] = []
    for (index, constraint) in constraints.enumerated() {
      switch constraint {
      case .below(let slot, _), .belowAny(let slot, _):
        touching[slot].append(index)
        waiting.append(index)
      case .equal(let one, let other):
        touching[one].append(index)
        touching[other].append(index)
        waiting.append(index)
      case .sameBase(let one, let other):
        touching[one].append(index)
        touching[other].append(index)
        choices.append(index)
      case .call(let node, let operands, _):
        touching[node].append(index)
        for operand in operands { touching[operand].append(index) }
        choices.append(index)
      }
    }
    var decided: Set<Int> = []
    var isChanged = true
    while isChanged {
      isChanged = false
      // Columns and equalities first: functors choose by what is known of their operands.
      var next = 0
      while next < waiting.count {
        let index = waiting[next]
        next += 1
        isWaiting[index] = false
        if narrow(constraints[index]) { isChanged = true }
      }
      waiting.removeAll(keepingCapacity: true)
      for index in choices where isWaiting[index] {
        isWaiting[index] = false
        switch constraints[index] {
        case .call(let node, let operands, let name):
          if choose(node, operands, name, &decided) { isChanged = true }
        case .sameBase(let one, let other):
          if share(one, other) { isChanged = true }
        case .below, .belowAny, .equal:
          break
        }
      }
    }
  }

  private mutating func assign(_ slot: Int, _ set: TypeSet) -> Bool {
    if sets[slot] == set { return false }
    sets[slot] = set
    for index in touching[slot] where !isWaiting[index] {
      isWaiting[index] = true
      switch constraints[index] {
      case .below, .belowAny, .equal: waiting.append(index)
      case .sameBase, .call: break
      }
    }
    return true
  }

  private mutating func narrow(_ constraint: Constraint) -> Bool {
    switch constraint {
    case .below(let slot, let type):
      return assign(slot, types.meet(sets[slot], TypeSet([type])))
    case .belowAny(let slot, let tops):
      let set = sets[slot]
      if set.isAll { return assign(slot, TypeSet(tops)) }
      return assign(slot, set.filter { type in tops.contains { types.isSubtype(type, $0) } })
    case .equal(let one, let other):
      let meet = types.meet(sets[one], sets[other])
      let isFirst = assign(one, meet)
      let isSecond = assign(other, meet)
      return isFirst || isSecond
    case .sameBase, .call:
      return false
    }
  }

  /// Narrows two sets to types of bases that both have.
  private mutating func share(_ one: Int, _ other: Int) -> Bool {
    func roots(_ set: TypeSet) -> Set<Int> {
      Set((set.types ?? []).compactMap { types.root(of: $0) })
    }
    let (first, second) = (sets[one], sets[other])
    let (left, right) = (roots(first), roots(second))
    if first.isAll {
      return second.isAll ? false : assign(one, TypeSet(Array(right)))
    }
    if second.isAll { return assign(other, TypeSet(Array(left))) }
    let common = left.intersection(right)
    let isCommon = { (type: Int) in common.contains { types.isSubtype(type, $0) } }
    let isFirst = assign(one, first.filter(isCommon))
    let isSecond = assign(other, second.filter(isCommon))
    return isFirst || isSecond
  }

  /// The ways in which a functor can still be used.
  private func candidates(_ node: Int, _ operands: [Int], _ name: String) -> [Overload] {
    (Functors.overloads(name) ?? []).filter { overload in
      (overload.isVariadic || overload.operands.count == operands.count)
        && operands.indices.allSatisfy {
          types.admits(sets[operands[$0]], overload.operand($0))
        }
        && types.admits(sets[node], overload.result)
    }
  }

  /// Narrows operands and result once one way remains.
  private mutating func choose(
    _ node: Int, _ operands: [Int], _ name: String, _ decided: inout Set<Int>
  ) -> Bool {
    let candidates = candidates(node, operands, name)
    if candidates.isEmpty { return assign(node, TypeSet([])) }
    var isChanged = false
    let isOperator = Functors.operators.contains(name)
    // Days are calculated with numbers; other operators take and give values of one base.
    if isOperator, candidates.allSatisfy(\.isUniform) {
      for operand in operands where share(operand, node) { isChanged = true }
    }
    guard candidates.count == 1, let overload = candidates.first else { return isChanged }
    if name != "ord" {
      for (index, operand) in operands.enumerated() {
        if limit(operand, to: overload.operand(index)) { isChanged = true }
      }
    }
    if isOperator || !decided.insert(node).inserted {
      if limit(node, to: overload.result) { isChanged = true }
    } else if assign(node, TypeSet([types.constants(overload.result)])) {
      isChanged = true
    }
    return isChanged
  }

  private mutating func limit(_ slot: Int, to base: Base) -> Bool {
    let set = sets[slot]
    if set.isAll { return assign(slot, TypeSet([types.constants(base)])) }
    return assign(slot, set.filter { types.isSubtype($0, types.constants(base)) })
  }

  // MARK: - Choices

  /// Decides literals and functors that may be several; whether anything is new.
  private mutating func decide() -> Bool {
    var isChanged = false
    // What is calculated with days waits until the other choices are made.
    var waiting: [(node: Int, overload: Overload?)] = []
    for node in clause.nodes.indices {
      switch clause.nodes[node].kind {
      case .literal(let literal), .parameter(_, let literal):
        guard literal.bases.count > 1 else { continue }
        let base = literal.bases.first { base in
          sets[node].types?.contains { types.bases(of: $0) == [base] } ?? false
        }
        if literalBases[node] != base {
          literalBases[node] = base
          isChanged = true
        }
      case .call(let name, let operands):
        let slots = operands.map { slot($0) }
        let ways = candidates(node, slots, name)
        let best = ways.min { one, other in
          let left = [one.result.rank] + one.operands.map(\.rank)
          let right = [other.result.rank] + other.operands.map(\.rank)
          return left.lexicographicallyPrecedes(right)
        }
        if ways.count > 1, ways.contains(where: { $0.operands.contains(.day) && !$0.isUniform }) {
          waiting.append((node, best))
        } else if overloads[node] != best {
          overloads[node] = best
          isChanged = true
        }
      case .variable, .wildcard, .cast, .aggregate:
        continue
      }
    }
    if isChanged { return true }
    for (node, best) in waiting where overloads[node] != best {
      overloads[node] = best
      isChanged = true
    }
    return isChanged
  }
}

extension TypeTable.Base {
  /// The order in which ways to use a functor are preferred.
  fileprivate var rank: Int {
    switch self {
    case .symbol: 0
    case .number: 1
    case .unsigned: 2
    case .float: 3
    case .day: 4
    case .entity: 5
    }
  }
}

extension RuleClause.Literal {
  /// The bases that the literal may be of.
  var bases: [TypeTable.Base] {
    switch self {
    case .number: [.number, .unsigned, .float]
    case .unsigned: [.unsigned]
    case .float: [.float]
    case .text: [.symbol, .day, .entity]
    case .typed(_, let base): [base]
    case .truth: [.symbol]
    }
  }
}
