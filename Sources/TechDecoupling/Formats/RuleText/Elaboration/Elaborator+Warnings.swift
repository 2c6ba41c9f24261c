extension Elaborator {
  /// Warns of what may not say what was meant.
  mutating func warn() {
    for relation in relations {
      guard let range = relation.range else { continue }
      if !relation.isRead, !relation.isWritten {
        // Columns of rows that are read tell of which kind the entities in them are.
        let tellsKinds = relation.hasRows && relation.signature.columns.contains(where: \.isKind)
        if tellsKinds { continue }
        report(.unusedRelation(relation.name), range)
      } else if !relation.hasRows {
        report(.emptyRelation(relation.name), range)
      }
    }
    for (name, parameter) in parameters.sorted(by: { $0.key < $1.key }) where !parameter.isUsed {
      report(.unusedParameter(name), parameter.range)
    }
  }

  /// Warns of variables that stand in one place of a rule's conditions.
  ///
  /// A name that begins with `_` says so itself; one in a conclusion alone is an error.
  mutating func warnOfSingleVariables(_ syntax: ClauseSyntax) {
    guard let body = syntax.body else { return }
    var counter = VariableCounter()
    for head in syntax.heads {
      for term in head.terms { counter.count(term) }
    }
    for name in counter.places.keys { counter.places[name]?.isUsed = true }
    counter.count(body)
    let sentence =
      syntax.heading?.settings.first { $0.key.text == "because" }?.value.text ?? ""
    for (name, uses) in counter.places.sorted(by: { $0.value.range.from < $1.value.range.from })
    where !uses.isUsed && !name.hasPrefix("_") && !sentence.contains("{\(name)}") {
      report(.variableOnce(name), uses.range)
    }
  }
}

/// Counts the places in which variables stand.
private struct VariableCounter {
  struct Uses {
    var range: TextRange
    /// The name stands in another place too.
    var isUsed = false
  }
  var places: [String: Uses] = [:]

  private mutating func note(_ name: String, _ range: TextRange) {
    if places[name] == nil {
      places[name] = Uses(range: range)
    } else {
      places[name]?.isUsed = true
    }
  }

  mutating func count(_ body: BodySyntax) {
    switch body {
    case .all(let parts), .any(let parts): for part in parts { count(part) }
    case .not(let inner, _): count(inner)
    case .atom(let atom), .window(_, let atom): for term in atom.terms { count(term) }
    case .run(let atom, let run):
      for term in atom.terms { count(term) }
      for name in [run.start, run.end, run.length].compactMap(\.self) {
        note(name.text, name.range)
      }
    case .comparison(let left, _, let right, _), .same(let left, let right, _):
      count(left)
      count(right)
    case .test(let term): count(term)
    case .constant: break
    }
  }

  mutating func count(_ term: TermSyntax) {
    switch term.kind {
    case .variable(let name): note(name, term.range)
    case .wildcard, .parameter, .number, .unsigned, .float, .text: break
    case .call(_, let operands): for operand in operands { count(operand) }
    case .unary(_, let operand): count(operand)
    case .binary(let left, _, let right):
      count(left)
      count(right)
    case .cast(let value, _): count(value)
    case .aggregate(let aggregate):
      if let value = aggregate.value { count(value) }
      for name in aggregate.per ?? [] { note(name.text, name.range) }
      // The body of a conclusion's aggregate is the clause's, which is counted by itself.
      guard !aggregate.isHead else { return }
      count(aggregate.body)
      // Of several atoms only named variables count: '_' would say something else.
      if aggregate.per == nil, aggregate.body.atomCount > 1 {
        var inner = VariableCounter()
        inner.count(aggregate.body)
        for name in inner.places.keys { places[name]?.isUsed = true }
      }
    }
  }
}

extension BodySyntax {
  /// The number of atoms, those of aggregates left out.
  fileprivate var atomCount: Int {
    switch self {
    case .all(let parts), .any(let parts): parts.map(\.atomCount).reduce(0, +)
    case .not(let inner, _): inner.atomCount
    case .atom, .window, .run: 1
    case .comparison, .test, .same, .constant: 0
    }
  }
}

extension ColumnType {
  /// Whether the column takes entities of one kind alone.
  fileprivate var isKind: Bool {
    if case .entity(_?) = self { true } else { false }
  }
}
