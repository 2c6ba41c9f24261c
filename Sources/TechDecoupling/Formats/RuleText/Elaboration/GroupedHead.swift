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
      literal.body = literal.body.mappingVariables { name in
        if group.contains(name) { return .variable(name) }
        return counts[name] == 1 && literal.body.isAtom ? .wildcard : .variable(name + "'")
      }
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

  /// The body with other terms for its variables.
  func mappingVariables(_ change: (String) -> TermSyntax.Kind) -> BodySyntax {
    func changed(_ atom: AtomSyntax) -> AtomSyntax {
      var atom = atom
      atom.terms = atom.terms.map { $0.mappingVariables(change) }
      return atom
    }
    func changed(_ name: NameSyntax?) -> NameSyntax? {
      guard let name, case .variable(let other) = change(name.text) else { return nil }
      return NameSyntax(text: other, range: name.range)
    }
    switch self {
    case .all(let parts): return .all(parts.map { $0.mappingVariables(change) })
    case .any(let parts): return .any(parts.map { $0.mappingVariables(change) })
    case .not(let inner, let range): return .not(inner.mappingVariables(change), range)
    case .atom(let atom): return .atom(changed(atom))
    case .window(let window, let atom): return .window(window, changed(atom))
    case .run(let atom, var run):
      (run.start, run.end, run.length) = (
        changed(run.start), changed(run.end), changed(run.length)
      )
      return .run(changed(atom), run)
    case .comparison(let left, let operation, let right, let range):
      return .comparison(
        left.mappingVariables(change), operation, right.mappingVariables(change), range)
    case .test(let term): return .test(term.mappingVariables(change))
    case .same(let left, let right, let range):
      return .same(left.mappingVariables(change), right.mappingVariables(change), range)
    case .constant: return self
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

  /// The term with others for its variables.
  fileprivate func mappingVariables(_ change: (String) -> TermSyntax.Kind) -> TermSyntax {
    var term = self
    switch kind {
    case .variable(let name): term.kind = change(name)
    case .wildcard, .parameter, .number, .unsigned, .float, .text: break
    case .call(let name, let operands):
      term.kind = .call(name, operands.map { $0.mappingVariables(change) })
    case .unary(let name, let operand):
      term.kind = .unary(name, operand.mappingVariables(change))
    case .binary(let left, let name, let right):
      term.kind = .binary(left.mappingVariables(change), name, right.mappingVariables(change))
    case .cast(let value, let type):
      term.kind = .cast(value.mappingVariables(change), type)
    case .aggregate(var aggregate):
      aggregate.value = aggregate.value?.mappingVariables(change)
      aggregate.body = aggregate.body.mappingVariables(change)
      aggregate.per = aggregate.per.map { names in
        names.map { name in
          guard case .variable(let other) = change(name.text) else { return name }
          return NameSyntax(text: other, range: name.range)
        }
      }
      term.kind = .aggregate(aggregate)
    }
    return term
  }
}
