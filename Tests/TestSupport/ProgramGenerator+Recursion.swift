import TemporalDatalog

extension ProgramGenerator {
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
    let symbols = draft.bound(.symbol)
    if !symbols.isEmpty, makes(.concatenate, else: 8),
      program.relations[relation].columns.contains(.symbol)
    {
      // Longer texts inside a guard end too.
      let next = draft.variable(.symbol)
      draft.add(
        .assign(
          next,
          .call(
            .concatenate, [.variable(random.pick(symbols)), .constant(constant(.symbol))], .symbol),
          .symbol))
      draft.add(
        .compare(
          .call(.textLength, [.variable(next)], .integer), .less,
          .constant(self.numbers.code(Int64(random.number(3...5)))), .integer))
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
