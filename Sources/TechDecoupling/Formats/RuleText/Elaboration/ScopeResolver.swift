/// Says which occurrences of a name in a clause are one variable.
///
/// A name in an aggregate's body is the clause's variable if the clause binds it outside of the
/// aggregate, and does not stand in what is summed or compared; else it is the body's own. A name
/// that only the body of a least or greatest value binds, and that is used outside, is that of the
/// members that have the value: the body is then repeated outside.
struct ScopeResolver {
  typealias Condition = RuleClause.Condition

  private var clause: RuleClause
  private var found: [Elaborator.Found] = []
  /// Names in an aggregate that are never the clause's, though it binds them.
  private var ownNames: [Int: Set<String>] = [:]
  private var freshCount = 0

  /// Numbers the variables of a clause, and returns the mistakes.
  static func resolve(_ clause: inout RuleClause) -> [Elaborator.Found] {
    var resolver = ScopeResolver(clause: clause)
    resolver.checkPairs()
    var conditions = clause.conditions
    _ = resolver.resolve(&conditions, beside: clause.head.terms, visible: [:])
    clause = resolver.clause
    clause.conditions = conditions
    return resolver.found
  }

  private init(clause: RuleClause) { self.clause = clause }

  /// Numbers the variables of a scope, and returns those that it has of its own.
  private mutating func resolve(
    _ conditions: inout [Condition], beside terms: [Int], visible: [String: Int]
  ) -> [Int] {
    let given = Set(visible.keys)
    repeatBodies(&conditions, beside: terms, given: given)
    var names = visible
    var own: [Int] = []
    let occurrences = occurrences(conditions, beside: terms)
    for node in occurrences.variables {
      guard case .variable(let name, _) = clause.nodes[node].kind else { continue }
      if names[name] == nil {
        names[name] = clause.variables.count
        own.append(clause.variables.count)
        clause.variables.append(
          RuleClause.Variable(name: name, range: clause.nodes[node].range))
      }
      clause.nodes[node].kind = .variable(name, names[name] ?? 0)
    }
    for number in occurrences.aggregates {
      let bound = grounded(conditions, given: given, without: number)
      let taken = ownNames[number] ?? valueNames(of: number)
      let shared = allNames(of: number).intersection(bound).subtracting(taken)
      var inner = clause.aggregates[number].conditions
      let value = clause.aggregates[number].value.map { [$0] } ?? []
      let locals = resolve(
        &inner, beside: value, visible: names.filter { shared.contains($0.key) })
      clause.aggregates[number].conditions = inner
      clause.aggregates[number].locals = locals
    }
    return own
  }

  // MARK: - Members that have the least or greatest value

  private mutating func repeatBodies(
    _ conditions: inout [Condition], beside terms: [Int], given: Set<String>
  ) {
    let occurrences = occurrences(conditions, beside: terms)
    guard !occurrences.aggregates.isEmpty else { return }
    let bound = grounded(conditions, given: given, without: nil)
    var loose: [String: Int] = [:]
    for node in occurrences.variables {
      if case .variable(let name, _) = clause.nodes[node].kind, !bound.contains(name),
        loose[name] == nil
      {
        loose[name] = node
      }
    }
    guard !loose.isEmpty else { return }
    for number in occurrences.aggregates {
      let without = grounded(conditions, given: given, without: number)
      let taken = valueNames(of: number)
      let shared = allNames(of: number).intersection(without).subtracting(taken)
      let inner = grounded(clause.aggregates[number].conditions, given: shared, without: nil)
      let witnesses = loose.keys.filter { inner.contains($0) && !shared.contains($0) }.sorted()
      guard !witnesses.isEmpty else {
        repeatInner(of: number, bound: without, &loose, &conditions)
        continue
      }
      let function = clause.aggregates[number].function
      guard function == "min" || function == "max" else {
        for name in witnesses {
          found.append(
            Elaborator.Found(
              mistake: .witness(name), range: clause.nodes[loose[name] ?? 0].range))
          loose[name] = nil
        }
        continue
      }
      ownNames[number] = taken.union(witnesses)
      repeatBody(of: number, keeping: shared.union(witnesses), &conditions)
      for name in witnesses { loose[name] = nil }
    }
  }

  /// Repeats the body of a least or greatest value within an aggregate, if it alone binds a name
  /// that is used outside of both.
  private mutating func repeatInner(
    of number: Int, bound: Set<String>, _ loose: inout [String: Int],
    _ conditions: inout [Condition]
  ) {
    var waiting = inner(of: number)
    while let next = waiting.popLast() {
      waiting += inner(of: next)
      guard ["min", "max"].contains(clause.aggregates[next].function) else { continue }
      let names = grounded(clause.aggregates[next].conditions, given: [], without: nil)
      let witnesses = loose.keys.filter { names.contains($0) }.sorted()
      guard !witnesses.isEmpty else { continue }
      for name in witnesses { loose[name] = nil }
      for outer in [number, next] {
        ownNames[outer] = (ownNames[outer] ?? valueNames(of: outer)).union(witnesses)
      }
      let node = copy(add(.aggregate(next), clause.aggregates[next].range), keeping: bound, "'")
      guard case .aggregate(let copied) = clause.nodes[node].kind else { continue }
      ownNames[copied] = valueNames(of: copied).union(witnesses.map { $0 + "'" })
      let range = clause.aggregates[next].range
      freshCount += 1
      let result = RuleClause.Node.Kind.variable("value'\(freshCount)", -1)
      conditions.append(
        Condition(
          kind: .comparison(add(result, range), .equal, node), isNegated: false, range: range))
      repeatBody(of: copied, keeping: bound.union(witnesses.map { $0 + "'" }), &conditions)
      for name in witnesses {
        let place = clause.aggregates[next].range
        conditions.append(
          Condition(
            kind: .comparison(
              add(.variable(name, -1), place), .equal, add(.variable(name + "'", -1), place)),
            isNegated: false, range: place))
      }
    }
  }

  /// The aggregates that stand directly within one.
  private func inner(of number: Int) -> [Int] {
    let aggregate = clause.aggregates[number]
    return occurrences(aggregate.conditions, beside: aggregate.value.map { [$0] } ?? []).aggregates
  }

  /// Adds an aggregate's conditions beside it, for the members whose value is the aggregate's.
  private mutating func repeatBody(
    of number: Int, keeping names: Set<String>, _ conditions: inout [Condition]
  ) {
    guard let value = clause.aggregates[number].value,
      let node = clause.nodes.firstIndex(where: { $0.kind == .aggregate(number) })
    else { return }
    let range = clause.nodes[node].range
    freshCount += 1
    let suffix = "'\(freshCount)"
    let result = RuleClause.Node.Kind.variable("value" + suffix, -1)
    clause.nodes[node].kind = result
    let moved = add(.aggregate(number), range)
    conditions.append(
      Condition(
        kind: .comparison(add(result, range), .equal, moved), isNegated: false, range: range))
    for condition in clause.aggregates[number].conditions {
      conditions.append(copy(condition, keeping: names, suffix))
    }
    let other = copy(value, keeping: names, suffix)
    conditions.append(
      Condition(
        kind: .comparison(other, .equal, add(result, range)), isNegated: false, range: range))
  }

  private mutating func add(_ kind: RuleClause.Node.Kind, _ range: TextRange) -> Int {
    clause.nodes.append(RuleClause.Node(kind: kind, range: range))
    return clause.nodes.count - 1
  }

  private mutating func copy(
    _ condition: Condition, keeping names: Set<String>, _ suffix: String
  ) -> Condition {
    func copied(_ node: Int) -> Int { copy(node, keeping: names, suffix) }
    func copied(_ atom: RuleClause.Application) -> RuleClause.Application {
      RuleClause.Application(
        relation: atom.relation, terms: atom.terms.map { copied($0) }, range: atom.range)
    }
    var condition = condition
    switch condition.kind {
    case .atom(let atom): condition.kind = .atom(copied(atom))
    case .window(let atom, let window): condition.kind = .window(copied(atom), window)
    case .run(let atom, let start, let end, let length):
      condition.kind = .run(
        copied(atom), start: start.map { copied($0) }, end: end.map { copied($0) },
        length: length.map { copied($0) })
    case .comparison(let left, let operation, let right):
      condition.kind = .comparison(copied(left), operation, copied(right))
    case .test(let node): condition.kind = .test(copied(node))
    case .same(let left, let right): condition.kind = .same(copied(left), copied(right))
    case .kind(let node, let type): condition.kind = .kind(copied(node), type: type)
    }
    return condition
  }

  private mutating func copy(_ node: Int, keeping names: Set<String>, _ suffix: String) -> Int {
    let range = clause.nodes[node].range
    switch clause.nodes[node].kind {
    case .variable(let name, _):
      return add(.variable(names.contains(name) ? name : name + suffix, -1), range)
    case .wildcard, .literal, .parameter:
      return add(clause.nodes[node].kind, range)
    case .call(let name, let operands):
      let copies = operands.map { copy($0, keeping: names, suffix) }
      return add(.call(name, copies), range)
    case .cast(let value, let type):
      return add(.cast(copy(value, keeping: names, suffix), type: type), range)
    case .aggregate(let number):
      var aggregate = clause.aggregates[number]
      aggregate.value = aggregate.value.map { copy($0, keeping: names, suffix) }
      aggregate.conditions = aggregate.conditions.map { copy($0, keeping: names, suffix) }
      aggregate.per = aggregate.per.map { per in
        per.map {
          names.contains($0.text) ? $0 : NameSyntax(text: $0.text + suffix, range: $0.range)
        }
      }
      clause.aggregates.append(aggregate)
      return add(.aggregate(clause.aggregates.count - 1), range)
    }
  }

  // MARK: - Aggregates that bind for one another

  /// Refuses two aggregates of which each binds a name that the other has and does not bind, as the
  /// peer does; one that says what it counts is clear by itself.
  private mutating func checkPairs() {
    struct Names {
      var aggregate: Int
      var bound: Set<String>
      var loose: Set<String>
    }
    var all: [Names] = []
    for condition in clause.conditions {
      let numbers = occurrences([condition], beside: []).aggregates
      guard let first = numbers.first, clause.aggregates[first].per == nil else { continue }
      var names: Set<String> = []
      var inner: [Condition] = [condition]
      for number in numbers {
        names.formUnion(allNames(of: number))
        inner += deepConditions(of: number)
      }
      let bound = grounded(inner, given: [], without: nil)
      all.append(
        Names(aggregate: first, bound: bound, loose: names.subtracting(bound)))
    }
    for (index, one) in all.enumerated() where !one.loose.isEmpty {
      for (position, other) in all.enumerated() where position != index {
        guard !one.loose.isDisjoint(with: other.bound), !other.loose.isDisjoint(with: one.bound)
        else { continue }
        let aggregate = clause.aggregates[one.aggregate]
        found.append(
          Elaborator.Found(
            mistake: .aggregateForm(aggregate.function, reason: .mutual), range: aggregate.range))
        break
      }
    }
  }

  private func deepConditions(of number: Int) -> [Condition] {
    clause.aggregates[number].conditions + inner(of: number).flatMap { deepConditions(of: $0) }
  }

  // MARK: - Names

  private struct Occurrences {
    /// Nodes that are variables, outside of aggregates.
    var variables: [Int] = []
    var aggregates: [Int] = []
  }

  private func occurrences(_ conditions: [Condition], beside terms: [Int]) -> Occurrences {
    var result = Occurrences()
    for term in terms { collect(term, &result) }
    for condition in conditions {
      for node in condition.nodes { collect(node, &result) }
    }
    return result
  }

  private func collect(_ node: Int, _ result: inout Occurrences) {
    switch clause.nodes[node].kind {
    case .variable: result.variables.append(node)
    case .wildcard, .literal, .parameter: break
    case .call(_, let operands): for operand in operands { collect(operand, &result) }
    case .cast(let value, _): collect(value, &result)
    case .aggregate(let number): result.aggregates.append(number)
    }
  }

  private func name(_ node: Int) -> String? {
    guard case .variable(let name, _) = clause.nodes[node].kind else { return nil }
    return name
  }

  /// The names in what an aggregate sums or compares.
  private func valueNames(of number: Int) -> Set<String> {
    guard let value = clause.aggregates[number].value else { return [] }
    return Set(occurrences([], beside: [value]).variables.compactMap { name($0) })
  }

  /// The names in an aggregate and in those within it.
  private func allNames(of number: Int) -> Set<String> {
    let aggregate = clause.aggregates[number]
    let occurrences = occurrences(
      aggregate.conditions, beside: aggregate.value.map { [$0] } ?? [])
    var names = Set(occurrences.variables.compactMap { name($0) })
    for inner in occurrences.aggregates { names.formUnion(allNames(of: inner)) }
    return names
  }

  // MARK: - What is bound

  /// The names that conditions bind, given some, without the value of one aggregate.
  private func grounded(
    _ conditions: [Condition], given: Set<String>, without excluded: Int?
  ) -> Set<String> {
    var bound = given
    var equalities: [(Int, Int)] = []
    func bind(_ node: Int) {
      switch clause.nodes[node].kind {
      case .variable(let name, _): bound.insert(name)
      case .cast(let value, _): bind(value)
      case .wildcard, .literal, .parameter, .call, .aggregate: break
      }
    }
    func isBound(_ node: Int) -> Bool {
      switch clause.nodes[node].kind {
      case .variable(let name, _): bound.contains(name)
      case .cast(let value, _): isBound(value)
      case .literal, .parameter: true
      case .wildcard: false
      case .call(_, let operands): operands.allSatisfy(isBound)
      case .aggregate(let number): number != excluded
      }
    }
    for condition in conditions where !condition.isNegated {
      switch condition.kind {
      case .atom(let atom), .window(let atom, _):
        for term in atom.terms { bind(term) }
      case .run(let atom, let start, let end, let length):
        for term in atom.terms + [start, end, length].compactMap(\.self) { bind(term) }
      case .comparison(let left, .equal, let right), .same(let left, let right):
        equalities.append((left, right))
      case .comparison, .test, .kind:
        break
      }
    }
    var count = -1
    while count != bound.count {
      count = bound.count
      for (left, right) in equalities {
        if isBound(left) { bind(right) }
        if isBound(right) { bind(left) }
      }
    }
    return bound
  }
}

extension RuleClause.Condition {
  /// The terms of the condition, in the order in which they are written.
  var nodes: [Int] {
    switch kind {
    case .atom(let atom), .window(let atom, _): atom.terms
    case .run(let atom, let start, let end, let length):
      atom.terms + [start, end, length].compactMap(\.self)
    case .comparison(let left, _, let right), .same(let left, let right): [left, right]
    case .test(let node), .kind(let node, _): [node]
    }
  }
}
