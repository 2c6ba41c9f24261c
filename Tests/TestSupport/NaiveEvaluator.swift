import TemporalDatalog

/// The meaning of a program, read literally: day by day, tuple by tuple, round by round.
///
/// Slow and made to be checked by eye. It knows no index, no delta and no interval: the days of a
/// tuple are a set of at most 64 bits, rules are applied to everything known until nothing is new,
/// and both readings are computed side by side. Where the law leaves a choice, it takes these:
///
/// - A window is asked day by day; a window without a day inside the horizon is false even for a
///   tuple that holds on every day.
/// - A wildcard in a windowed literal or a run is a variable of its own: the window and the run are
///   those of one tuple.
/// - A comparison with an aggregate looks at every value from the least to the greatest the
///   aggregate may have. `min` and `max` without a certain member may be absent, so that no
///   comparison with them is certain.
/// - A failure (overflow, division by zero) counts on a row only if the row satisfies everything
///   that does not depend on the failed value. The sum of an aggregate overflows only if the whole
///   sum does.
package final class NaiveEvaluator {
  let program: Program
  let numbers: NumberPool
  /// The given texts, by code.
  let symbols: SymbolPool
  /// Whether something was too large to be listed.
  var isTooLarge = false
  /// The columns of each relation.
  let columns: [[ColumnKind]]
  /// The number of days of the horizon.
  let length: Int
  /// The ranges of imprecise marks, by relation and tuple, as indexes of days: first and last.
  var marks: [[NaiveTuple: [ClosedRange<Int>]]]
  /// What holds so far.
  var model: NaiveModel
  /// The relations that are concluded together with the head of the rule that runs.
  var component: Set<Int> = []
  /// Whether both readings are one.
  var isTwoValued = false
  /// The rule that runs.
  var rule = 0
  /// Groups asked before in this round.
  var groups: [GroupKey: GroupExtents] = [:]
  /// Windows asked before.
  var windows: [WindowKey: DaySet] = [:]

  init(_ program: Program, _ facts: FactStore) {
    self.program = program
    numbers = facts.numbers
    symbols = facts.symbols
    columns = program.relations.map(\.columns)
    length = Int(program.horizon.until) - Int(program.horizon.from)
    precondition((1...64).contains(length), "the naive horizon has 1 to 64 days, not \(length)")
    let empty = [[NaiveTuple: DaySet]](repeating: [:], count: program.relations.count)
    model = NaiveModel(certain: empty, conceivable: empty)
    marks = Array(repeating: [:], count: program.relations.count)
    for fact in facts.facts { insert(fact) }
    for (relation, blocks) in facts.blocks {
      for block in blocks { insert(block, relation) }
    }
  }

  /// Returns everything that holds, or everything that went wrong.
  ///
  /// Two-valued means that the facts are precise, so that one reading is computed for both.
  package static func evaluate(
    _ program: Program, _ facts: FactStore, limit: Int = 2_000, isTwoValued: Bool = false
  ) throws(NaiveRejection) -> NaiveModel {
    let evaluator = NaiveEvaluator(program, facts)
    evaluator.isTwoValued = isTwoValued
    for component in try program.naiveStrata() {
      try evaluator.close(component, limit: limit)
    }
    return evaluator.model
  }

  /// Evaluates one relation and those that depend on it in turn, the others taken from a model.
  ///
  /// Enough where a rule changed that concludes the relation: what is below it stays the same.
  package static func evaluate(
    _ program: Program, _ facts: FactStore, only relation: Int, above model: NaiveModel,
    limit: Int
  ) throws(NaiveRejection) -> NaiveModel {
    let evaluator = NaiveEvaluator(program, facts)
    for component in try program.naiveStrata() where component.contains(relation) {
      for other in program.relations.indices where !component.contains(other) {
        evaluator.model.certain[other] = model.certain[other]
        evaluator.model.conceivable[other] = model.conceivable[other]
      }
      try evaluator.close(component, limit: limit)
    }
    return evaluator.model
  }

  // MARK: - Facts

  private func insert(_ fact: Fact) {
    let tuple = decode(fact.tuple, fact.relation)
    model.insert(tuple, days(fact.certain), into: fact.relation, .certain)
    model.insert(tuple, days(fact.conceivable), into: fact.relation, .conceivable)
    for mark in fact.marks {
      marks[fact.relation][tuple, default: []].append(index(mark.from)...index(mark.until - 1))
    }
  }

  private func insert(_ block: FactBlock, _ relation: Int) {
    for row in 0..<block.count {
      let tuple = decode(block.tuple(row), relation)
      let span = block.span(row)
      let from = max(span.from, program.horizon.from)
      let until = min(span.until, program.horizon.until)
      guard from < until else { continue }
      model.insert(tuple, days([Span(from, until)]), into: relation, .certain)
      model.insert(tuple, days([Span(from, until)]), into: relation, .conceivable)
    }
  }

  private func decode(_ tuple: [UInt32], _ relation: Int) -> NaiveTuple {
    tuple.indices.map { decode(tuple[$0], columns[relation][$0]) }
  }

  func decode(_ code: UInt32, _ kind: ColumnKind) -> Int64 {
    kind == .symbol ? Int64(code) : numbers.value(code)
  }

  func index(_ day: Int32) -> Int { Int(day) - Int(program.horizon.from) }

  private func days(_ spans: [Span]) -> DaySet {
    var days: DaySet = 0
    for span in spans {
      for day in span.from..<span.until where index(day) >= 0 && index(day) < length {
        days |= 1 << DaySet(index(day))
      }
    }
    return days
  }

  // MARK: - The fixpoint

  /// Applies the rules of a component to all that is known until nothing is new.
  private func close(_ component: Set<Int>, limit: Int) throws(NaiveRejection) {
    self.component = component
    let rules = program.rules.indices.filter {
      component.contains(program.rules[$0].head.relation)
    }
    if rules.isEmpty { return }
    // One round is all there is where no rule reads what the component concludes.
    let isRecursive = rules.contains { rule in
      program.naiveEdges(program.rules[rule]).contains { component.contains($0.premise) }
    }
    let ordered = rules.map { order(program.rules[$0].premises, bound: []) }
    var isNew = true
    var round = 0
    while isNew {
      var next = model
      groups = [:]
      for index in rules.indices {
        rule = rules[index]
        for reading in isTwoValued ? [.certain] : Reading.allCases {
          apply(program.rules[rule], ordered[index], reading, &next)
        }
      }
      if isTwoValued { next.conceivable = next.certain }
      next.failures = model.failures
      isNew =
        isRecursive
        && (next.certain != model.certain || next.conceivable != model.conceivable)
      model = next
      round += 1
      if round > min(limit, 60) || model.tupleCount > limit || isTooLarge { throw .tooLarge }
    }
  }

  private func apply(
    _ rule: ProgramRule, _ premises: [Premise], _ reading: Reading, _ next: inout NaiveModel
  ) {
    let scope = NaiveScope(rule.variableCount)
    let head = rule.head
    let kinds = columns[head.relation]
    solve(premises, 0, scope, everyDay, reading) { days in
      var tuple = NaiveTuple()
      for column in 0..<head.operands.count {
        switch head.operands[column] {
        case .variable(let variable):
          guard let value = scope.values[variable] else {
            preconditionFailure("variable \(variable) of a head is bound by no premise")
          }
          tuple.append(value)
        case .constant(let code): tuple.append(self.decode(code, kinds[column]))
        case .any: preconditionFailure("a head has no wildcard")
        }
      }
      next.insert(tuple, days, into: head.relation, reading)
    } failed: { failure, days in
      self.model.failures[failure, default: 0] |= days
    }
  }

  var everyDay: DaySet { length == 64 ? ~0 : (1 << DaySet(length)) - 1 }

  /// The origin of the rule that runs.
  var origin: Int { program.rules[rule].origin }
}

/// The values of a rule's variables while one row is looked for.
final class NaiveScope {
  /// By variable; nil while unbound.
  var values: [Int64?]
  /// Variables whose value is the result of a failed operation.
  var spoilt: Set<Int> = []

  init(_ variableCount: Int) {
    values = Array(repeating: nil, count: variableCount)
  }

  func isKnown(_ variable: Int) -> Bool {
    values[variable] != nil || spoilt.contains(variable)
  }
}
