/// One rule instance of the finished model.
package struct Derivation: Sendable, Hashable {
  package var rule: Int
  /// The value of each of the rule's variables; nil for a variable local to an aggregate's body.
  package var bindings: [UInt32?]
  /// Where a premise has a wildcard there may be several tuples: the tuples that satisfy each
  /// positive premise, by the premise's index.
  ///
  /// Only `holds` and `run` premises have an entry.
  package var witnesses: [Int: [UInt32]]
  package var days: [Span]

  package init(
    rule: Int, bindings: [UInt32?], witnesses: [Int: [UInt32]] = [:], days: [Span] = []
  ) {
    self.rule = rule
    self.bindings = bindings
    self.witnesses = witnesses
    self.days = days
  }
}

extension Model {
  /// The instances of rules that conclude a tuple in a reading, with the days on which they fire.
  ///
  /// `rule` indexes `program.rules` as given; order: rule, then bindings. Every premise is
  /// evaluated against the finished model, so an instance may be circular; who builds a proof
  /// chooses by height. A premise with a window is checked, not followed: ask ``days(_:_:_:)`` for
  /// the days of its witness.
  ///
  /// - Throws: `EvaluationFailure.cancelled` if the task is.
  package func derivations(
    of tuple: [UInt32], relation: Int, _ reading: Reading
  ) throws(EvaluationFailure) -> [Derivation] {
    var result: [Derivation] = []
    for number in storage.rulesByHead[relation] ?? [] {
      guard let bound = program.rules[number].head.unify(tuple) else { continue }
      let physical =
        reading == .certain
        ? storage.physical.certainRules[number] : storage.physical.conceivableRules[number]
      result += try instances(of: physical, rule: number, bound: bound)
    }
    return result
  }

  /// The members of an aggregate's group in a reading: instances of the aggregate's body.
  ///
  /// - Parameters:
  ///   - path: The index of the aggregate among the rule's premises; for a nested one, followed by
  ///     its index in each body.
  ///   - bindings: Values of the rule's variables; those of the group must be given.
  /// - Returns: Instances whose bindings and witnesses are those of the body, with all days on
  ///   which each holds. Instances that differ only in variables that are neither in the group nor
  ///   counted are one member of the aggregate.
  package func members(
    of path: [Int], inRule rule: Int, bindings: [UInt32?], _ reading: Reading
  ) throws(EvaluationFailure) -> [Derivation] {
    var physical =
      reading == .certain
      ? storage.physical.certainRules[rule] : storage.physical.conceivableRules[rule]
    var group: [Int] = []
    for index in path {
      guard physical.premises.indices.contains(index),
        case .aggregate(let read) = physical.premises[index]
      else { return [] }
      physical = read.bodies.count == 1 || reading == .certain ? read.bodies[0] : read.bodies[1]
      group = read.group
    }
    var bound: [Int: UInt32] = [:]
    for variable in group where bindings.indices.contains(variable) {
      if let value = bindings[variable] { bound[variable] = value }
    }
    return try instances(of: physical, rule: rule, bound: bound)
  }

  /// All instances of a rule that agree with some values.
  private func instances(
    of original: JoinRule, rule: Int, bound: [Int: UInt32]
  ) throws(EvaluationFailure) -> [Derivation] {
    try storage.withContext { context throws(EvaluationFailure) in
      var physical = original
      var count = physical.variableCount
      for (index, premise) in physical.premises.enumerated() {
        guard case .match(let relation, let operands) = premise else { continue }
        let named = operands.map { operand -> Operand in
          guard case .any = operand else { return operand }
          count += 1
          return .variable(count - 1)
        }
        physical.premises[index] = .match(relation, named)
      }
      var planner = Planner(context, physical)
      planner.prebound = bound.keys.sorted()
      planner.wanted = Set(physical.premises.flatMap(\.bindable)).union(bound.keys).sorted()
      let pipeline = planner.pipeline(head: nil)
      let input = Rows(width: bound.count, capacity: 1)
      input.append(planner.prebound.compactMap { bound[$0] })
      context.failedPremises = []
      try context.watch.check()
      try pipeline.prepare()
      try pipeline.run(input)
      context.failedPremises = []
      guard let sink = pipeline.sink else { return [] }
      return try derivations(sink, physical, original.variableCount, rule)
    }
  }

  private func derivations(
    _ sink: CollectStep, _ physical: JoinRule, _ variableCount: Int, _ rule: Int
  ) throws(EvaluationFailure) -> [Derivation] {
    let layout = sink.layout
    var rows = try sink.rows.sorted(by: Array(0..<layout.width))
    if layout.isTemporal { rows = rows.coalesced() }
    var result: [Derivation] = []
    var row = 0
    while row < rows.count {
      let first = row
      var days: [Span] = []
      while row < rows.count,
        Rows.compare(rows, first, rows, row, columns: layout.variables.count) == 0
      {
        days.append(layout.isTemporal ? rows.span(row) : program.horizon)
        row += 1
      }
      var values: [Int: UInt32] = [:]
      for (slot, variable) in layout.variables.enumerated() {
        values[variable] = rows.value(slot, first)
      }
      var witnesses: [Int: [UInt32]] = [:]
      for (index, premise) in physical.premises.enumerated() {
        guard case .match(_, let operands) = premise else { continue }
        witnesses[index] = operands.compactMap { operand in
          switch operand {
          case .variable(let variable): values[variable]
          case .constant(let code): code
          case .any: nil
          }
        }
      }
      result.append(
        Derivation(
          rule: rule, bindings: (0..<variableCount).map { values[$0] }, witnesses: witnesses,
          days: days))
    }
    return result
  }
}

extension Literal {
  /// The values of variables that make the literal a tuple, of which nil is any value; nil if none
  /// do.
  func unify(_ tuple: [UInt32?]) -> [Int: UInt32]? {
    guard tuple.count == operands.count else { return nil }
    var values: [Int: UInt32] = [:]
    for (operand, value) in zip(operands, tuple) {
      guard let value else { continue }
      switch operand {
      case .any: continue
      case .constant(let code): if code != value { return nil }
      case .variable(let variable):
        if let known = values[variable], known != value { return nil }
        values[variable] = value
      }
    }
    return values
  }
}
