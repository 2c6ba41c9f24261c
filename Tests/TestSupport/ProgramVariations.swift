import TemporalDatalog

/// A program without one construct: if its result differs, the construct mattered.
package struct Variation: Sendable {
  package var construct: Construct
  package var altered: RandomProgram
  /// The readings in which a difference counts.
  package var readings: [Reading] = Reading.allCases
  /// The relations one of which has to hold something for the difference to count.
  package var relations: Set<Int>
  /// The rule that was changed; nil if the facts or the horizon were.
  package var rule: Int?

  /// The altered program's model, as far as it may differ for the relations.
  func result(_ model: NaiveModel) throws(NaiveRejection) -> NaiveModel {
    guard rule != nil, let head = relations.first else {
      return try NaiveEvaluator.evaluate(altered.program, altered.store, limit: 300)
    }
    return try NaiveEvaluator.evaluate(
      altered.program, altered.store, only: head, above: model, limit: 300)
  }
}

extension RandomProgram {
  /// Each construct of the program in turn left out or replaced by its plain counterpart.
  package func variations() -> [Variation] {
    let strata = (try? program.naiveStrata()) ?? []
    var variations = program.rules.indices.flatMap { self.variations(ofRule: $0, strata) }
    if facts.contains(where: { !$0.marks.isEmpty }) {
      var altered = self
      for fact in facts.indices { altered.facts[fact].marks = [] }
      variations.append(
        Variation(construct: .mark, altered: altered, readings: [.certain], relations: concluded))
    }
    if facts.contains(where: { $0.certain != $0.conceivable }) { variations += precise() }
    var altered = self
    altered.program.horizon.from -= 3
    altered.program.horizon.until += 3
    variations.append(Variation(construct: .edge, altered: altered, relations: concluded))
    return variations
  }

  /// Each construct of one rule in turn left out or replaced.
  func variations(ofRule index: Int, _ strata: [Set<Int>]) -> [Variation] {
    var variations: [Variation] = []
    let rule = program.rules[index]
    let head = Set([rule.head.relation])
    func add(_ construct: Construct, _ premises: [Premise]?) {
      var altered = self
      if let premises {
        altered.program.rules[index].premises = premises
      } else {
        altered.program.rules.remove(at: index)
      }
      if let premises,
        premises.count == rule.premises.count || altered.program.rules[index].isSafe
      {
        variations.append(
          Variation(construct: construct, altered: altered, relations: head, rule: index))
      } else if premises == nil {
        variations.append(
          Variation(construct: construct, altered: altered, relations: head, rule: index))
      }
    }
    let stratum = strata.first { $0.contains(rule.head.relation) } ?? []
    for (place, premise) in rule.premises.enumerated() {
      for (construct, replacement) in premise.plainer(stratum, program) {
        var premises = rule.premises
        premises.replaceSubrange(place...place, with: replacement)
        add(construct, premises)
      }
    }
    for construct in rule.recursions(stratum) { add(construct, nil) }
    return variations
  }

  /// The program on facts whose days are all certain, or not at all.
  private func precise() -> [Variation] {
    var altered = self
    for fact in facts.indices {
      altered.facts[fact].conceivable = altered.facts[fact].certain
      altered.facts[fact].marks = []
    }
    func heads(_ suits: (Premise) -> Bool) -> Set<Int> {
      Set(program.rules.filter { $0.premises.contains(where: suits) }.map(\.head.relation))
    }
    var variations = [
      Variation(
        construct: .imprecision, altered: altered, readings: [.conceivable], relations: concluded)
    ]
    let exceptions = heads { if case .absent = $0 { true } else { false } }
    let aggregates = heads { if case .aggregate = $0 { true } else { false } }
    let runs = heads { if case .run = $0 { true } else { false } }
    for (construct, relations) in [
      (Construct.exceptionReading, exceptions), (.aggregateRange, aggregates), (.runReading, runs),
    ] where !relations.isEmpty {
      variations.append(
        Variation(
          construct: construct, altered: altered, readings: [.certain], relations: relations))
    }
    return variations
  }
}

extension ProgramRule {
  /// The kinds of recursion that the rule takes part in.
  fileprivate func recursions(_ stratum: Set<Int>) -> [Construct] {
    var constructs: [Construct] = []
    for case .holds(let literal) in premises where stratum.contains(literal.relation) {
      guard stratum.contains(head.relation) else { continue }
      if literal.relation == head.relation { constructs.append(.recursion) }
      if literal.relation != head.relation { constructs.append(.mutualRecursion) }
      if literal.window != nil { constructs.append(.windowRecursion) }
    }
    return constructs
  }
}

extension Premise {
  /// What could stand in the premise's place if the engine overlooked one construct of it.
  fileprivate func plainer(
    _ stratum: Set<Int>, _ program: Program
  ) -> [(Construct, [Premise])] {
    switch self {
    case .holds(let literal):
      return [(literal.operands.isEmpty ? .nullary : .premise, [])]
        + literal.plainer(program).map { ($0.0, [.holds($0.1)]) }
    case .absent(let literal):
      var results: [(Construct, [Premise])] = [
        (literal.operands.isEmpty ? .nullary : .exception, [])
      ]
      if literal.operands.contains(.any) { results.append((.exceptionWildcard, [])) }
      if let window = literal.window {
        var sameDay = literal
        sameDay.window = nil
        results.append(
          (window.isSometime ? .exceptionSometime : .exceptionAlways, [.absent(sameDay)]))
      }
      return results
    case .compare(let left, let comparison, let right, let kind):
      var results: [(Construct, [Premise])] = [(comparison.construct, [])]
      if kind == .symbol {
        let isOrder = comparison != .equal && comparison != .notEqual
        results.append((isOrder ? .symbolOrder : .symbolComparison, []))
      }
      if kind == .decimal { results.append((.decimalComparison, [])) }
      for (construct, plainer) in left.plainer {
        results.append((construct, [.compare(plainer, comparison, right, kind)]))
      }
      for (construct, plainer) in right.plainer {
        results.append((construct, [.compare(left, comparison, plainer, kind)]))
      }
      return results
    case .assign(let variable, let expression, let kind):
      return expression.plainer.map { ($0.0, [.assign(variable, $0.1, kind)]) }
    case .range(let variable, let from, let to, let step, let kind):
      var results: [(Construct, [Premise])] = [
        (.range, [.range(variable, from: from, to: from, step: step, kind)])
      ]
      if step != nil {
        results.append((.rangeStep, [.range(variable, from: from, to: to, step: nil, kind)]))
      }
      return results
    case .run(let literal, let parts):
      let constants = [
        (Construct.runStart, parts.start), (.runEnd, parts.end), (.runLength, parts.length),
      ]
      let fixed = constants.compactMap { part in
        part.1.map { Premise.assign($0, .constant(1 << 30), .integer) }
      }
      return constants.filter { $0.1 != nil }.map { ($0.0, [.holds(literal)] + fixed) }
    case .aggregate(let aggregate, let use):
      return aggregate.plainer(use, stratum, program)
    }
  }
}

extension Aggregate {
  fileprivate func plainer(
    _ use: AggregateUse, _ stratum: Set<Int>, _ program: Program
  ) -> [(Construct, [Premise])] {
    var results: [(Construct, [Premise])] = []
    switch use {
    case .value(let variable):
      let construct: Construct =
        switch function {
        case .count: .countValue
        case .sum: .sumValue
        case .minimum: .minimumValue
        case .maximum: .maximumValue
        }
      results.append((construct, [.assign(variable, .constant(1 << 30), kind)]))
    case .compare:
      let isRecursive = body.contains {
        if case .holds(let literal) = $0 { stratum.contains(literal.relation) } else { false }
      }
      let construct: Construct =
        switch function {
        case .count: isRecursive ? .monotoneCount : .countComparison
        case .sum: isRecursive ? .monotoneSum : .sumComparison
        case .minimum: isRecursive ? .monotoneMinimum : .minimumComparison
        case .maximum: isRecursive ? .monotoneMaximum : .maximumComparison
        }
      results.append((construct, []))
    }
    if function == .count || function == .sum {
      let members = Aggregate(
        function: .count, body: body, group: group, per: [], value: nil, kind: .integer)
      results.append(
        (
          .emptyGroup,
          [
            .aggregate(self, use),
            .aggregate(members, .compare(.greaterOrEqual, .constant((1 << 30) + 1))),
          ]
        ))
    }
    for (place, premise) in body.enumerated() {
      var plain = self
      switch premise {
      case .holds(var literal) where literal.window != nil:
        literal.window = nil
        plain.body[place] = .holds(literal)
        results.append((.aggregateWindow, [.aggregate(plain, use)]))
      case .absent:
        plain.body.remove(at: place)
        results.append((.aggregateException, [.aggregate(plain, use)]))
      case .aggregate(let inner, let innerUse):
        if case .value(let variable) = innerUse {
          plain.body[place] = .assign(variable, .constant(1 << 30), inner.kind)
        } else {
          plain.body.remove(at: place)
        }
        results.append((.nestedAggregate, [.aggregate(plain, use)]))
      default: break
      }
    }
    return results
  }
}

extension Literal {
  fileprivate func plainer(_ program: Program) -> [(Construct, Literal)] {
    var results: [(Construct, Literal)] = []
    if let window {
      var sameDay = self
      sameDay.window = nil
      results.append((window.construct, sameDay))
    }
    var seen: Set<Operand> = []
    for (column, operand) in operands.enumerated() {
      var plain = self
      switch operand {
      case .constant:
        plain.operands[column] = .any
        results.append((.constant, plain))
      case .any:
        let kind = program.relations[relation].columns[column]
        plain.operands[column] = .constant(kind == .symbol ? 0 : (1 << 30) + 1)
        results.append((.wildcard, plain))
      case .variable:
        guard !seen.insert(operand).inserted else { continue }
        plain.operands[column] = .any
        results.append((.repeatedVariable, plain))
      }
    }
    return results
  }
}

extension Window {
  var isSometime: Bool { if case .sometime = self { true } else { false } }

  fileprivate var construct: Construct {
    switch self {
    case .sometime(.min, _): .sometimeBefore
    case .sometime(_, 0): .sometimePast
    case .sometime(0, _): .sometimeNext
    case .sometime: .sometimeDays
    case .always(.min, _): .alwaysBefore
    case .always(_, 0): .alwaysPast
    case .always(0, _): .alwaysNext
    case .always: .alwaysDays
    }
  }
}

extension Comparison {
  fileprivate var construct: Construct {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}

extension Expression {
  /// The term with one operation replaced by its left side.
  fileprivate var plainer: [(Construct, Expression)] {
    if case .call(let functor, let operands, let kind) = self {
      return functor.plainer(operands, kind)
    }
    guard case .arithmetic(let sign, let left, _, let kind) = self else { return [] }
    if kind == .symbol { return [(.symbolExtreme, left)] }
    let construct: Construct =
      switch sign {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      case .divide: .divide
      case .remainder: .remainder
      case .minimum: .lesserOf
      case .maximum: .greaterOf
      case .power: .power
      case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .shiftRightUnsigned: .bitOperation
      case .logicalAnd, .logicalOr, .logicalXor: .logicalOperation
      }
    return [(construct, left)] + (kind == .decimal ? [(.decimalArithmetic, left)] : [])
  }
}

extension Functor {
  /// The call's operand where it is of the result's kind, else a constant.
  fileprivate func plainer(
    _ operands: [Expression], _ kind: ColumnKind
  ) -> [(Construct, Expression)] {
    let zero = Expression.constant(1 << 30)
    return switch self {
    case .negate, .bitNot, .natural: [(.changedNumber, operands[0])]
    case .logicalNot: [(.logicalOperation, operands[0])]
    case .integerOfDecimal, .decimalOfInteger: [(.changedNumber, zero)]
    case .concatenate: [(.concatenate, operands[0])]
    case .textLength: [(.textLength, zero)]
    case .substring: [(.substring, operands[0])]
    case .ordinal: []
    case .textOfNumber: [(.textOfNumber, .constant(0))]
    case .integerOfText, .decimalOfText: [(.numberOfText, zero)]
    case .contains: [(.contains, zero)]
    case .matches: [(.matches, zero)]
    }
  }
}
