/// Orders a rule's premises and makes the stages that run them.
///
/// The delta comes first; comparisons and exceptions as soon as their variables are bound; of the
/// other premises always the one that multiplies the rows least, by the relations' present sizes.
/// Arithmetic and aggregates wait until nothing else can be done: they are the dear part, and an
/// error in them then does not depend on the order of joins.
struct Planner {
  let context: Context
  let rule: JoinRule
  /// The premise that reads only the newest rows.
  var driver: Int?
  /// Relations of the stratum that is evaluated: other premises on them are told apart by age.
  var stratum: Set<Int> = []
  /// Variables bound before the first premise, and whether they come with days.
  var prebound: [Int] = []
  var hasPreboundDays = false
  /// Variables that the caller wants to see at the end.
  var wanted: [Int]?
  /// The premise that is looked at last, and what is to happen where it fails.
  var last: Int?
  var lastMode = FailureMode.raise
  /// Premises of which only rows that fail in them are looked at.
  var failing: Set<Int> = []
  /// Premises left out.
  var omitted: Set<Int> = []

  init(_ context: Context, _ rule: JoinRule) {
    self.context = context
    self.rule = rule
  }

  // MARK: - Order

  /// The premises in the order in which they run.
  func order() -> [Int] {
    var remaining = rule.premises.indices.filter { !omitted.contains($0) && $0 != last }
    var bound = Set(prebound)
    var order: [Int] = []
    // Values that arithmetic gives are waited for by the premises that mention them.
    let late = Set(
      remaining.compactMap { index in
        rule.premises[index].isLate ? rule.premises[index].assigned : nil
      })
    func take(_ index: Int) {
      order.append(index)
      bound.formUnion(rule.premises[index].bindable)
      remaining.removeAll { $0 == index }
    }
    if let driver { take(driver) }
    while !remaining.isEmpty {
      if let next = remaining.first(where: {
        let premise = rule.premises[$0]
        return premise.isTest(bound) && !premise.isLate
      }) {
        take(next)
        continue
      }
      let matches = remaining.filter { rule.premises[$0].isMatch }
      let early = matches.filter {
        rule.premises[$0].bindable.isDisjoint(with: late.subtracting(bound))
      }
      let ranges = remaining.filter {
        rule.premises[$0].isRange && !rule.premises[$0].isLate
          && rule.premises[$0].needs.isSubset(of: bound)
      }
      if let next = cheapest(early + ranges, bound) {
        take(next)
      } else if let next = remaining.first(where: {
        rule.premises[$0].isLate && rule.premises[$0].needs.isSubset(of: bound)
      }) {
        take(next)
      } else if let next = cheapest(matches, bound) {
        take(next)
      } else {
        // Nothing binds what is left: the caller's validation failed, and no row passes.
        take(remaining[0])
      }
    }
    if let last { order.append(last) }
    return order
  }

  private func cheapest(_ matches: [Int], _ bound: Set<Int>) -> Int? {
    var best: (cost: Double, index: Int)?
    for index in matches {
      if rule.premises[index].isRange {
        let cost = rule.premises[index].expectedCount(context.numbers)
        if best.map({ cost < $0.cost }) ?? true { best = (cost, index) }
        continue
      }
      guard case .match(let relation, let operands) = rule.premises[index] else { continue }
      let columns = operands.indices.filter { column in
        switch operands[column] {
        case .constant: true
        case .variable(let variable): bound.contains(variable)
        case .any: false
        }
      }
      let cost = context.relations[relation].expectedMatches(
        bound: columns, scope: scope(of: index))
      if best.map({ cost < $0.cost }) ?? true { best = (cost, index) }
    }
    return best?.index
  }

  /// Premises on the stratum's own relations see the newest rows only on one side of the driver,
  /// so that no pair of new rows is met twice.
  private func scope(of premise: Int) -> Scope {
    guard let driver, case .match(let relation, _) = rule.premises[premise],
      stratum.contains(relation)
    else { return .all }
    return premise == driver ? .newest : premise < driver ? .all : .older
  }

  // MARK: - Stages

  /// Makes the stages, with a head or, without, a place to collect rows.
  func pipeline(head: Relation?) -> Pipeline {
    let order = order()
    var needed: [Set<Int>] = Array(repeating: [], count: order.count + 1)
    needed[order.count] = wanted.map(Set.init) ?? Set(rule.operands.compactMap(\.variable))
    for position in order.indices.reversed() {
      needed[position] = needed[position + 1].union(rule.premises[order[position]].mentioned)
    }
    let inputLayout = Layout(variables: prebound, isTemporal: hasPreboundDays)
    var layout = inputLayout
    var steps: [Step] = []
    var bound = Set(prebound)
    for (position, index) in order.enumerated() {
      let premise = rule.premises[index]
      let isReady = premise.needs.isSubset(of: bound)
      bound.formUnion(premise.bindable)
      let isTemporal = layout.isTemporal || isTemporal(premise)
      let output = Layout(
        variables: bound.intersection(needed[position + 1]).sorted(), isTemporal: isTemporal)
      steps.append(
        isReady
          ? step(premise, index, layout, output) : NothingStep(context, output))
      layout = output
    }
    if let head {
      steps.append(HeadStep(context, layout, relation: head, operands: rule.operands))
      return Pipeline(
        context, steps, inputWidth: inputLayout.width, sink: nil, operands: rule.operands,
        order: order)
    }
    let sink = CollectStep(context, layout)
    steps.append(sink)
    return Pipeline(
      context, steps, inputWidth: inputLayout.width, sink: sink, operands: rule.operands,
      order: order)
  }

  private func isTemporal(_ premise: PhysicalPremise) -> Bool {
    premise.relations.contains { context.relations[$0].isTemporal }
  }

  private func step(
    _ premise: PhysicalPremise, _ index: Int, _ input: Layout, _ output: Layout
  ) -> Step {
    let mode: FailureMode =
      index == last ? lastMode : failing.contains(index) ? .failing : .note
    switch premise {
    case .match(let relation, let operands):
      return JoinStep(
        context, input, output, relation: context.relations[relation], operands: operands,
        scope: scope(of: index))
    case .absent(let relation, let operands):
      return ExceptionStep(
        context, input, output, relation: context.relations[relation], operands: operands)
    case .compare(let left, let comparison, let right, let kind):
      return CompareStep(
        context, input, output, left: left, comparison, right: right, kind: kind, premise: index,
        origin: rule.origin, mode: mode)
    case .assign(let variable, let term, let kind):
      return AssignStep(
        context, input, output, variable: variable, term: term, kind: kind, premise: index,
        origin: rule.origin, mode: mode)
    case .range(let variable, let from, let to, let step, let kind):
      return RangeStep(
        context, input, output, variable: variable, from: from, to: to, step: step, kind: kind,
        premise: index, origin: rule.origin, mode: mode)
    case .aggregate(let read):
      var inline: InlineGroups?
      if case .inline(let aggregate) = read.source {
        inline = InlineGroups(
          context, aggregate, group: read.group,
          bodies: aggregate.bodies.map { body in
            var planner = Planner(context, body)
            planner.prebound = read.group
            planner.hasPreboundDays = input.isTemporal
            return planner.pipeline(head: nil)
          },
          isTemporal: input.isTemporal || isTemporal(premise))
      }
      return AggregateStep(
        context, input, output, read: read, inline: inline,
        isTemporal: inline?.isTemporal ?? isTemporal(premise),
        premise: index, origin: rule.origin, mode: mode)
    }
  }
}

extension PhysicalPremise {
  var isMatch: Bool { if case .match = self { true } else { false } }
  var isRange: Bool { if case .range = self { true } else { false } }

  /// Whether the premise gives each row one row at most, once some variables are bound.
  func isTest(_ bound: Set<Int>) -> Bool {
    switch self {
    case .match: false
    case .range(let variable, _, _, _, _): bound.contains(variable) && needs.isSubset(of: bound)
    default: needs.isSubset(of: bound)
    }
  }

  /// About how many numbers a range gives to each row.
  func expectedCount(_ numbers: NumberPool) -> Double {
    guard case .range(_, .constant(let from), .constant(let to), let step, let kind) = self else {
      return 16
    }
    var width: Int64?
    if case .constant(let code) = step { width = numbers.value(code) }
    return NumberRange(from: numbers.value(from), to: numbers.value(to), step: width, kind).count
  }

  /// Whether the premise computes something that may fail, or is dear.
  var isLate: Bool {
    switch self {
    case .match, .absent: false
    case .compare(let left, _, let right, _): left.mayFail || right.mayFail
    case .assign(_, let term, _): term.mayFail
    case .range: rangeTerms.contains(where: \.mayFail)
    case .aggregate: true
    }
  }

  /// The variable that the premise gives a value to.
  var assigned: Int? {
    switch self {
    case .assign(let variable, _, _), .range(let variable, _, _, _, _): variable
    case .aggregate(let read):
      if case .value(let variable) = read.use { variable } else { nil }
    case .match, .absent, .compare: nil
    }
  }

  /// Variables that must be bound before.
  var needs: Set<Int> {
    switch self {
    case .match: []
    case .absent(_, let operands): Set(operands.compactMap(\.variable))
    case .compare(let left, _, let right, _): Set(left.variables + right.variables)
    case .assign(_, let term, _): Set(term.variables)
    case .range: Set(rangeTerms.flatMap(\.variables))
    case .aggregate(let read):
      switch read.use {
      case .value: Set(read.group)
      case .compare(_, let term): Set(read.group + term.variables)
      }
    }
  }

  /// Variables that are bound afterwards.
  var bindable: Set<Int> {
    if case .match(_, let operands) = self { return Set(operands.compactMap(\.variable)) }
    return assigned.map { [$0] } ?? []
  }

  var mentioned: Set<Int> { needs.union(bindable) }
}

extension Operand {
  var variable: Int? { if case .variable(let number) = self { number } else { nil } }
}

extension Literal {
  var variables: [Int] { operands.compactMap(\.variable) }
}
