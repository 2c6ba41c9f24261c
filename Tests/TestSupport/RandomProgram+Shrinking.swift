import TemporalDatalog

extension RandomProgram {
  /// Returns a smaller program that still fails: rules, premises and facts are left out one at a
  /// time, and windows, marks and second stretches, as long as the failure stays.
  package func shrunk(while fails: (RandomProgram) async -> Bool) async -> RandomProgram {
    var smallest = self
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for candidate in smallest.smaller() where await fails(candidate) {
        smallest = candidate
        isSmaller = true
        break
      }
    }
    return smallest
  }

  private func smaller() -> [RandomProgram] {
    var candidates: [RandomProgram] = []
    func add(_ change: (inout RandomProgram) -> Void) {
      var candidate = self
      change(&candidate)
      if candidate.program.rules.allSatisfy(\.isSafe) { candidates.append(candidate) }
    }
    for rule in program.rules.indices { add { $0.program.rules.remove(at: rule) } }
    for fact in facts.indices { add { $0.facts.remove(at: fact) } }
    for row in bulk.indices { add { $0.bulk.remove(at: row) } }
    for rule in program.rules.indices {
      for premise in program.rules[rule].premises.indices {
        add { $0.program.rules[rule].premises.remove(at: premise) }
        for smaller in program.rules[rule].premises[premise].smaller() {
          add { $0.program.rules[rule].premises[premise] = smaller }
        }
      }
    }
    for fact in facts.indices {
      if facts[fact].certain != facts[fact].conceivable {
        add {
          $0.facts[fact].certain = $0.facts[fact].conceivable
          $0.facts[fact].marks = []
        }
      }
      if facts[fact].conceivable.count > 1 {
        add {
          $0.facts[fact].conceivable = Array($0.facts[fact].conceivable.prefix(1))
          $0.facts[fact].certain = $0.facts[fact].conceivable
        }
      }
    }
    return candidates
  }
}

extension Premise {
  fileprivate func smaller() -> [Premise] {
    func plain(_ literal: Literal) -> Literal? {
      guard literal.window != nil else { return nil }
      var plain = literal
      plain.window = nil
      return plain
    }
    switch self {
    case .holds(let literal): return [plain(literal)].compactMap { $0 }.map { .holds($0) }
    case .absent(let literal): return [plain(literal)].compactMap { $0 }.map { .absent($0) }
    case .aggregate(let aggregate, let use):
      var results: [Premise] = []
      for place in aggregate.body.indices {
        var fewer = aggregate
        fewer.body.remove(at: place)
        results.append(.aggregate(fewer, use))
        for smaller in aggregate.body[place].smaller() {
          var simpler = aggregate
          simpler.body[place] = smaller
          results.append(.aggregate(simpler, use))
        }
      }
      return results
    case .assign(let variable, let term, let kind):
      return term.smaller(kind).map { .assign(variable, $0, kind) }
    case .range(let variable, let from, let to, let step?, let kind):
      return [
        .range(variable, from: from, to: to, step: nil, kind), .assign(variable, step, kind),
      ]
    case .range(let variable, let from, _, nil, let kind):
      return [.assign(variable, from, kind)]
    case .compare, .run: return []
    }
  }
}

extension Expression {
  /// The operands that are of the term's kind, and the term with one of them made smaller.
  fileprivate func smaller(_ kind: ColumnKind) -> [Expression] {
    switch self {
    case .variable, .constant: return []
    case .arithmetic(_, let left, let right, _): return [left, right]
    case .call(let functor, let operands, let own):
      return operands.indices.filter { functor.kind(ofOperand: $0, own) == kind }
        .map { operands[$0] }
    }
  }
}
