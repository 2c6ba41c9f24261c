import TemporalDatalog

/// What was evaluated at one level of credibility, or at several that take the same.
struct Level: Sendable {
  /// The lowest level that it stands for.
  let credibility: Credibility
  /// The highest level that it stands for.
  let highest: Credibility
  /// The facts taken at this level.
  let facts: Facts
  /// Rules and facts as the engine ran them.
  let compiled: CompiledRules
  /// What holds, in codes.
  let model: TemporalDatalog.Model
}

/// A tuple of a relation, in the codes of one level.
struct CodedAtom: Hashable {
  let relation: Int
  let tuple: [UInt32]
}

extension Level {
  /// Returns the codes of a ground atom; nil if nothing has its relation or one of its values.
  func code(_ atom: Atom) -> CodedAtom? {
    guard let relation = compiled.relationNumbers[atom.relation.name],
      let values = atom.values, values.count == compiled.relations[relation].columns.count
    else { return nil }
    var tuple: [UInt32] = []
    for value in values {
      guard let code = compiled.code(existing: value, in: model.pools) else { return nil }
      tuple.append(code)
    }
    return CodedAtom(relation: relation, tuple: tuple)
  }

  /// Returns the atom that codes stand for.
  func atom(_ coded: CodedAtom) -> Atom {
    atom(relation: coded.relation, coded.tuple)
  }

  func atom(relation: Int, _ tuple: [UInt32]) -> Atom {
    Atom(
      relation: compiled.relations[relation],
      arguments: compiled.values(tuple, relation: relation, in: model.pools).map { .value($0) })
  }

  /// The days on which a ground atom holds in a reading.
  func days(_ atom: Atom, _ reading: Reading) -> [Span] {
    guard let coded = code(atom) else { return [] }
    return model.days(coded.relation, coded.tuple, reading)
  }

  /// Calls a function with each tuple that matches an atom with wildcards, and its days.
  func forEach(
    matching pattern: Atom, _ reading: Reading, _ body: (CodedAtom, [Span]) -> Void
  ) {
    guard let relation = compiled.relationNumbers[pattern.relation.name],
      pattern.arguments.count == compiled.relations[relation].columns.count
    else { return }
    var codes: [UInt32?] = []
    for argument in pattern.arguments {
      guard case .value(let value) = argument else {
        codes.append(nil)
        continue
      }
      guard let code = compiled.code(existing: value, in: model.pools) else { return }
      codes.append(code)
    }
    model.forEach(relation, matching: codes, reading) { tuple, days in
      body(CodedAtom(relation: relation, tuple: tuple), days)
    }
  }

  /// The period of a span; an end at the horizon's edge is open.
  func period(_ span: Span) -> Period { compiled.period(span) }
}
