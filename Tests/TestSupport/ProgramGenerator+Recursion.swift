import TemporalDatalog

extension ProgramGenerator {
  // MARK: - Aggregates

  mutating func addAggregate(_ draft: inout RuleDraft, depth: Int = 0) {
    var (function, isValue) = aggregateShape()
    if isPlain, function == .sum { isValue = false }
    let needsNumber = function != .count
    let first = relation(draft) { columns in
      !needsNumber || columns.contains { $0 != .symbol }
    }
    guard let first else { return }
    // The body sees the outer variables as bound; what it binds itself stays inside.
    var inner = draft
    inner.premises = []
    addMember(first, &inner, isFocused(.aggregateWindow) ? 90 : 15)
    if random.chance(30), let second = relation(draft) { addMember(second, &inner, 15) }
    if random.chance(6) { addRun(&inner, random.pick([.runStart, .runEnd, .runLength])) }
    if random.chance(6) { addArithmetic(&inner) }
    if depth == 0, random.chance(8) { addAggregate(&inner, depth: 1) }
    if makes(.aggregateException, else: 18), let third = relation(draft) {
      let operands = program.relations[third].columns.map { kind -> Operand in
        let known = inner.bound(kind)
        return known.isEmpty || random.chance(20) ? .any : .variable(random.pick(known))
      }
      var literal = Literal(third, operands)
      if random.chance(20) { literal.window = window() }
      inner.add(.absent(literal))
    }
    var locals = inner.bound.filter { !draft.bound.contains($0) }
    let numeric = locals.filter { inner.kinds[$0] != .symbol }
    var value: Int?
    if needsNumber {
      guard !numeric.isEmpty else { return }
      value = random.pick(numeric)
    } else if !numeric.isEmpty, random.chance(15) {
      let variable = random.pick(numeric)
      inner.add(
        .compare(
          .variable(variable), comparison(), .constant(constant(inner.kinds[variable])),
          inner.kinds[variable]))
    }
    let kind = value.map { inner.kinds[$0] } ?? .integer
    draft.kinds = inner.kinds
    locals.removeAll { $0 == value }
    let per =
      locals.filter { _ in random.chance(75) }
      + (random.chance(15) ? [value] : []).compactMap { $0 }
    let used = Set(inner.premises.flatMap { $0.bindings + $0.needs })
    let aggregate = Aggregate(
      function: function, body: inner.premises, group: draft.bound.filter(used.contains).sorted(),
      per: per.sorted(), value: value, kind: kind)
    if isValue {
      let variable = draft.variable(kind)
      draft.add(.aggregate(aggregate, .value(variable)))
      draft.computed.append(variable)
    } else {
      let numbers = draft.bound(kind)
      var bound = Expression.constant(
        function == .count
          ? self.numbers.code(Int64(random.number(0...2)))
          : function == .sum && kind == .integer
            ? self.numbers.code(Int64(random.number(2...7))) : constant(kind))
      if !numbers.isEmpty, random.chance(20) { bound = .variable(random.pick(numbers)) }
      draft.add(.aggregate(aggregate, .compare(comparison(), bound)))
    }
  }

  private mutating func addMember(_ relation: Int, _ draft: inout RuleDraft, _ percent: Int) {
    var literal = positive(relation, &draft, joins: true)
    if random.chance(percent) { literal.window = window() }
    draft.add(.holds(literal))
  }

  private mutating func aggregateShape() -> (AggregateFunction, isValue: Bool) {
    if isFocused(.emptyGroup), random.chance(30) {
      return (random.pick([.count, .sum]), random.chance(50))
    }
    return choose([
      (.countValue, (.count, true)), (.sumValue, (.sum, true)),
      (.minimumValue, (.minimum, true)), (.maximumValue, (.maximum, true)),
      (.countComparison, (.count, false)), (.sumComparison, (.sum, false)),
      (.minimumComparison, (.minimum, false)), (.maximumComparison, (.maximum, false)),
      (.minimumComparison, (.minimum, false)), (.maximumComparison, (.maximum, false)),
      (.countComparison, (.count, false)), (.sumComparison, (.sum, false)),
    ])
  }

  // MARK: - Recursion

  /// Adds `head(x) when edge(y, x), head(y)` or the like, with room for windows and exceptions.
  mutating func makeRecursiveRule(_ relation: Int) {
    var draft = RuleDraft(level: levels[relation])
    let peers = levels.indices.filter { levels[$0] == draft.level }
    let others = peers.filter { $0 != relation }
    let peer =
      others.isEmpty || !makes(.mutualRecursion, else: 40) ? relation : random.pick(others)
    var literal = positive(peer, &draft, joins: false)
    if makes(.windowRecursion, else: 25) {
      literal.window =
        random.chance(75)
        ? .sometime(first: -Int32(random.number(1...3)), last: -Int32(random.number(0...1)))
        : window()
    }
    draft.add(.holds(literal))
    draft.isRecursive = true
    addPositive(&draft, isFirst: false, recursive: false)
    let numbers = draft.bound(.integer)
    if !numbers.isEmpty, random.chance(30),
      program.relations[relation].columns.contains(.integer)
    {
      // Counting up inside a guard ends.
      let next = draft.variable(.integer)
      let one = self.numbers.code(Int64(random.number(1...2)))
      draft.add(
        .assign(
          next, .arithmetic(.add, .variable(random.pick(numbers)), .constant(one), .integer),
          .integer))
      draft.add(
        .compare(
          .variable(next), .less, .constant(self.numbers.code(Int64(random.number(4...7)))),
          .integer))
    }
    finish(draft, relation)
  }

  /// Adds `head(x) when given(_, x), sum(v, per: y, head(y), given(y, x, v)) >= bound`.
  mutating func makeMonotoneRule(_ relation: Int) {
    guard
      let edge = levels.indices.first(where: {
        program.relations[$0].columns == [.symbol, .symbol, .integer]
      })
    else { return }
    var draft = RuleDraft(level: levels[relation])
    let owned = draft.variable(.symbol)
    let owner = draft.variable(.symbol)
    let share = draft.variable(.integer)
    draft.add(.holds(Literal(edge, [.any, .variable(owned), .any])))
    var member = Literal(relation, [.variable(owner)])
    if random.chance(30) { member.window = window() }
    var body = [
      Premise.holds(member),
      .holds(Literal(edge, [.variable(owner), .variable(owned), .variable(share)])),
    ]
    if random.chance(20), let other = self.relation(draft) {
      body.append(
        .absent(
          Literal(
            other,
            program.relations[other].columns.map {
              $0 == .symbol ? .variable(random.pick([owner, owned])) : .any
            })))
    }
    body.shuffle(using: &random)
    let function: AggregateFunction = choose([
      (.monotoneSum, .sum), (.monotoneCount, .count), (.monotoneMinimum, .minimum),
      (.monotoneMaximum, .maximum),
    ])
    let aggregate = Aggregate(
      function: function, body: body, group: [owned],
      per: function == .count || random.chance(70) ? [owner] : [],
      value: function == .count ? nil : share, kind: .integer)
    let comparison: Comparison =
      switch (function, random.chance(60)) {
      case (.minimum, true): .lessOrEqual
      case (.minimum, false): .less
      case (_, true): .greaterOrEqual
      case (_, false): .greater
      }
    let bound = numbers.code(
      Int64(function == .count ? random.number(1...2) : random.number(2...4)))
    draft.add(.aggregate(aggregate, .compare(comparison, .constant(bound))))
    program.rules.append(
      ProgramRule(
        head: Literal(relation, [.variable(owned)]), premises: draft.premises,
        variableCount: draft.kinds.count, origin: 0))
  }
}
