import TemporalDatalog

extension Level {
  /// The atom of a literal with some values; a wildcard where there is none.
  func pattern(_ literal: Literal, _ bindings: [UInt32?]) -> Atom {
    let signature = compiled.relations[literal.relation]
    let arguments = zip(codes(literal, bindings), signature.columns).map {
      code, column -> Argument in
      code.map { .value(compiled.value($0, as: column, in: model.pools)) } ?? .wildcard
    }
    return Atom(relation: signature, arguments: arguments)
  }

  private func codes(_ literal: Literal, _ bindings: [UInt32?]) -> [UInt32?] {
    literal.operands.map { operand in
      switch operand {
      case .constant(let code): code
      case .variable(let variable): bindings.indices.contains(variable) ? bindings[variable] : nil
      case .any: nil
      }
    }
  }

  /// The tuples that make a literal true on a day, sorted by values, each with the nearest day of
  /// its window on which it holds.
  func matches(
    _ literal: Literal, _ bindings: [UInt32?], from day: Int32, _ reading: Reading
  ) -> [(coded: CodedAtom, day: Int32)] {
    let horizon = compiled.program.horizon
    var found: [(atom: Atom, coded: CodedAtom, day: Int32)] = []
    let offsets = literal.window.map(WindowTransform.init)
    guard let window = offsets.map({ $0.days(from: day, within: horizon) }) ?? Span(day, day + 1)
    else { return [] }
    model.forEach(literal.relation, matching: codes(literal, bindings), reading) { tuple, days in
      if let offsets, !SpanSet.contains(day, in: offsets.image(of: days, within: horizon)) {
        return
      }
      let near = SpanSet.intersection(days, [window]).map { span in
        min(max(day, span.from), span.until - 1)
      }
      guard
        let nearest = near.min(by: {
          (abs(Int64($0) - Int64(day)), $0) < (abs(Int64($1) - Int64(day)), $1)
        })
      else { return }
      let coded = CodedAtom(relation: literal.relation, tuple: tuple)
      found.append((atom(coded), coded, nearest))
    }
    return found.sorted { $0.atom < $1.atom }.map { ($0.coded, $0.day) }
  }

  /// Whether the run that an instance reads differs between the readings.
  func differ(_ literal: Literal, _ derivation: Derivation, _ day: Int32) -> Bool {
    var differs = false
    model.forEach(literal.relation, matching: codes(literal, derivation.bindings), .conceivable) {
      tuple, days in
      let certain = model.days(literal.relation, tuple, .certain)
      if SpanSet.span(of: day, in: days) != SpanSet.span(of: day, in: certain) { differs = true }
    }
    return differs
  }

  /// Whether an aggregate has members on a day that are only conceivable.
  func isImprecise(
    _ aggregate: TemporalDatalog.Aggregate, _ derivation: Derivation, on day: Int32
  ) -> Bool {
    let group = Set(aggregate.group)
    var bindings: [UInt32?] = Array(repeating: nil, count: derivation.bindings.count)
    for variable in group where bindings.indices.contains(variable) {
      bindings[variable] = derivation.bindings[variable]
    }
    for case .holds(let literal) in aggregate.body {
      let certain = matches(literal, bindings, from: day, .certain)
      let conceivable = matches(literal, bindings, from: day, .conceivable)
      if certain.count != conceivable.count { return true }
    }
    return false
  }
}
