import TemporalDatalog

extension ProgramGenerator {
  /// Adds an aggregate over finished relations, as a value or compared.
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
    if depth < (isPlain ? 1 : 3) {
      let percent = isFocused(.nestedAggregate) && depth == 0 ? 80 : 8
      if random.chance(percent) { addAggregate(&inner, depth: depth + 1) }
    }
    if !isPlain, random.chance(5) { addRange(&inner) }
    if !isPlain, random.chance(5) { addFunction(&inner) }
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
}
