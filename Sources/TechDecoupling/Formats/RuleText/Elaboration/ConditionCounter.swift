/// Counts what a clause has of conditions and aggregates, those within aggregates included.
struct ConditionCounter {
  private(set) var conditions = 0
  private(set) var aggregates = 0

  static let conditionLimit = 1000
  static let aggregateLimit = 100

  mutating func count(_ body: BodySyntax) {
    switch body {
    case .all(let parts), .any(let parts): for part in parts { count(part) }
    case .not(let inner, _): count(inner)
    case .atom(let atom), .window(_, let atom), .run(let atom, _):
      conditions += 1
      for term in atom.terms { count(term) }
    case .comparison(let left, _, let right, _), .same(let left, let right, _):
      conditions += 1
      count(left)
      count(right)
    case .test(let term):
      conditions += 1
      count(term)
    case .constant: conditions += 1
    }
  }

  mutating func count(_ term: TermSyntax) {
    switch term.kind {
    case .variable, .wildcard, .parameter, .number, .unsigned, .float, .text: break
    case .call(_, let operands): for operand in operands { count(operand) }
    case .unary(_, let operand): count(operand)
    case .binary(let left, _, let right):
      count(left)
      count(right)
    case .cast(let value, _): count(value)
    case .aggregate(let aggregate):
      aggregates += 1
      if let value = aggregate.value { count(value) }
      if !aggregate.isHead { count(aggregate.body) }
    }
  }
}
