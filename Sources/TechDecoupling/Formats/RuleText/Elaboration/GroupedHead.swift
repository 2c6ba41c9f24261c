/// Conclusions with aggregates: `total(d, sum(a)) :- sale(d, a)`.
///
/// The other columns are the group. The body stands twice: once outside, which says what groups
/// there are, and once within each aggregate.
enum GroupedHead {
  static func expand(
    _ head: AtomSyntax, _ literals: [BodyExpansion.Literal]
  ) -> (AtomSyntax, [BodyExpansion.Literal]) {
    let body = BodySyntax.all(
      literals.map { $0.isNegated ? .not($0.body, $0.range) : $0.body })
    var head = head
    var group: Set<String> = []
    for term in head.terms where !term.isHeadAggregate { group.formUnion(term.variables) }
    for index in head.terms.indices {
      guard case .aggregate(var aggregate) = head.terms[index].kind, aggregate.isHead else {
        continue
      }
      aggregate.body = body
      head.terms[index].kind = .aggregate(aggregate)
    }
    // Outside, other names: the aggregates' variables are their own.
    var counts: [String: Int] = [:]
    for literal in literals {
      for name in literal.body.allVariables { counts[name, default: 0] += 1 }
    }
    let outside = literals.map { literal in
      var literal = literal
      let isAtom = literal.body.isAtom
      let mapper = SyntaxMapper(variable: { name in
        if group.contains(name) { return .variable(name) }
        return counts[name] == 1 && isAtom ? .wildcard : .variable(name + "'")
      })
      literal.body = mapper.map(literal.body)
      return literal
    }
    return (head, outside)
  }
}

extension BodySyntax {
  fileprivate var isAtom: Bool {
    switch self {
    case .atom, .window, .run: true
    default: false
    }
  }

  /// Every variable of the body, as often as it stands there.
  fileprivate var allVariables: [String] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.allVariables)
    case .not(let inner, _): inner.allVariables
    case .atom(let atom), .window(_, let atom): atom.terms.flatMap(\.variables)
    case .run(let atom, let run):
      atom.terms.flatMap(\.variables) + [run.start, run.end, run.length].compactMap { $0?.text }
    case .comparison(let left, _, let right, _), .same(let left, let right, _):
      left.variables + right.variables
    case .test(let term): term.variables
    case .constant: []
    }
  }
}

extension TermSyntax {
  /// The variables of the term, those of aggregates included.
  var variables: [String] {
    switch kind {
    case .variable(let name): [name]
    case .wildcard, .parameter, .number, .unsigned, .float, .text: []
    case .call(_, let operands): operands.flatMap(\.variables)
    case .unary(_, let operand): operand.variables
    case .binary(let left, _, let right): left.variables + right.variables
    case .cast(let value, _): value.variables
    case .aggregate(let aggregate):
      (aggregate.value?.variables ?? []) + aggregate.body.allVariables
    }
  }
}
