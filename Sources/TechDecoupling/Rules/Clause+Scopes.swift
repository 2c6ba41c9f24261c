extension Clause {
  /// Returns the clause with variables of its own for each aggregate, and its reason in as few
  /// pieces as can be.
  ///
  /// Two aggregates may use one variable, and each means its own. A rule has one form whichever way
  /// it was written, so that rules that say the same are equal.
  ///
  /// - Parameters:
  ///   - types: The type of each variable; those of new ones are added.
  ///   - names: A name for each variable, or nothing; those of new ones are added.
  func separated(types: inout [ColumnType], names: inout [String]) -> Clause {
    var outer = (premises + exceptions).reduce(into: head.variables) {
      $0.formUnion($1.outerVariables)
    }
    for case .argument(.variable(let variable)) in reason?.parts ?? [] { outer.insert(variable) }
    var scopes = AggregateScopes(used: outer, types: types, names: names)
    let clause = Clause(
      head: head, premises: premises.map { scopes.separate($0, visible: outer) },
      exceptions: exceptions.map { scopes.separate($0, visible: outer) },
      reason: reason?.joined)
    types = scopes.types
    names = scopes.names
    return clause
  }
}

/// Gives each aggregate of a clause variables that no other has.
private struct AggregateScopes {
  var used: Set<VariableID>
  var types: [ColumnType]
  var names: [String]

  mutating func separate(_ premise: Premise, visible: Set<VariableID>) -> Premise {
    guard case .aggregate(var aggregate, let comparison, let bound) = premise else {
      return premise
    }
    var own = (aggregate.body + aggregate.exceptions).reduce(
      into: Set(aggregate.per + [aggregate.value].compactMap(\.self))
    ) { $0.formUnion($1.outerVariables) }
    own.subtract(visible)
    var others: [VariableID: VariableID] = [:]
    for variable in own.intersection(used).sorted(by: { $0.number < $1.number }) {
      others[variable] = VariableID(types.count)
      types.append(types[variable.number])
      if names.indices.contains(variable.number) { names.append(names[variable.number]) }
    }
    if !others.isEmpty {
      aggregate = aggregate.renaming(others)
      own = Set(own.map { others[$0] ?? $0 })
    }
    used.formUnion(own)
    let inside = visible.union(own)
    aggregate.body = aggregate.body.map { separate($0, visible: inside) }
    aggregate.exceptions = aggregate.exceptions.map { separate($0, visible: inside) }
    return .aggregate(aggregate, comparison, bound)
  }
}

extension Reason {
  /// The sentence with neighboring words in one piece.
  fileprivate var joined: Reason {
    var joined: [Part] = []
    for part in parts {
      if case .text(let words) = part {
        if words.isEmpty { continue }
        if case .text(let before)? = joined.last {
          joined[joined.count - 1] = .text(before + words)
          continue
        }
      }
      joined.append(part)
    }
    return Reason(parts: joined)
  }
}
