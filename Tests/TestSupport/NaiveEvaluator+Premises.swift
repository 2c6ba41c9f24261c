import TemporalDatalog

/// Receives the days of a row found.
typealias Found = (DaySet) -> Void
/// Receives a failure and the days on which it spoils a row that satisfies all the rest.
typealias Failed = (NaiveFailure, DaySet) -> Void

extension NaiveEvaluator {
  /// Premises that bind first, then the others as soon as what they need is bound.
  func order(_ premises: [Premise], bound: Set<Int>) -> [Premise] {
    var ordered = premises.filter(\.isPositive)
    var known = bound.union(ordered.flatMap(\.bindings))
    var rest = premises.filter { !$0.isPositive }
    while !rest.isEmpty {
      guard let next = rest.firstIndex(where: { known.isSuperset(of: $0.needs) }) else {
        preconditionFailure("a variable of \(rest) is bound by no premise")
      }
      let premise = rest.remove(at: next)
      known.formUnion(premise.bindings)
      ordered.append(premise)
    }
    return ordered
  }

  /// Finds the rows that satisfy the premises from an index on, and the days of each.
  ///
  /// A failed operation does not stop the search: what depends on it is passed over, and if the
  /// row satisfies all the rest, the failure is reported.
  func solve(
    _ premises: [Premise], _ index: Int, _ scope: NaiveScope, _ days: DaySet, _ reading: Reading,
    failures: [NaiveFailure] = [], found: Found, failed: Failed
  ) {
    if days == 0 { return }
    if index == premises.count {
      if failures.isEmpty { found(days) }
      for failure in failures { failed(failure, days) }
      return
    }
    func next(_ days: DaySet, _ more: NaiveFailure? = nil) {
      solve(
        premises, index + 1, scope, days, reading,
        failures: more.map { failures + [$0] } ?? failures, found: found, failed: failed)
    }
    switch premises[index] {
    case .holds(let literal):
      for (tuple, held) in model[literal.relation, reading] {
        match(tuple, literal, scope) { next(days & self.days(of: tuple, held, literal, reading)) }
      }
      // A mark can be certain through a window though no day of the tuple is.
      if reading == .certain, literal.window != nil {
        for tuple in marks[literal.relation].keys
        where model[literal.relation, .certain][tuple] == nil {
          match(tuple, literal, scope) { next(days & self.days(of: tuple, 0, literal, reading)) }
        }
      }
    case .absent(let literal):
      if literal.variables.contains(where: scope.spoilt.contains) { return next(days) }
      next(days & ~present(literal, scope, reading == .certain ? .conceivable : .certain))
    case .compare(let left, let comparison, let right, let kind):
      switch (evaluate(left, kind, scope), evaluate(right, kind, scope)) {
      case (.value(let left), .value(let right)):
        if compare(left, comparison, right, kind) { next(days) }
      case (.failure(let failure), _), (_, .failure(let failure)): next(days, failure)
      default: next(days)
      }
    case .assign(let variable, let expression, let kind):
      switch evaluate(expression, kind, scope) {
      case .value(let value): bind(variable, value, scope) { next(days) }
      case .failure(let failure): spoil(variable, scope) { next(days, failure) }
      case .spoilt: spoil(variable, scope) { next(days) }
      }
    case .range(let variable, let from, let to, let step, let kind):
      solve(variable, from, to, step, kind, scope, days, next: next)
    case .run(let literal, let parts):
      for tuple in model[literal.relation, .conceivable].keys {
        match(tuple, literal, scope) {
          for (run, runDays) in self.runs(of: tuple, literal, reading) {
            self.read(run, parts, scope) { next(days & runDays) }
          }
        }
      }
    case .aggregate(let aggregate, let use):
      solve(aggregate, use, scope, days, reading, next: next)
    }
  }

  /// Binds a variable to each number of a range.
  private func solve(
    _ variable: Int, _ from: Expression, _ to: Expression, _ step: Expression?,
    _ kind: ColumnKind, _ scope: NaiveScope, _ days: DaySet,
    next: (DaySet, NaiveFailure?) -> Void
  ) {
    var values: [Int64] = []
    for term in [from, to] + (step.map { [$0] } ?? []) {
      switch evaluate(term, kind, scope) {
      case .value(let value): values.append(value)
      case .failure(let failure): return spoil(variable, scope) { next(days, failure) }
      case .spoilt: return spoil(variable, scope) { next(days, nil) }
      }
    }
    guard
      let numbers = range(
        from: values[0], to: values[1], step: values.count > 2 ? values[2] : nil, kind)
    else {
      isTooLarge = true
      return
    }
    for number in numbers { bind(variable, number, scope) { next(days, nil) } }
  }

  /// The days on which a literal with all its variables bound holds for some tuple.
  private func present(_ literal: Literal, _ scope: NaiveScope, _ reading: Reading) -> DaySet {
    var days: DaySet = 0
    solve([.holds(literal)], 0, scope, everyDay, reading) {
      days |= $0
    } failed: { _, _ in
    }
    return days
  }

  // MARK: - Binding

  /// Binds the literal's variables to a tuple's values while the rest runs, if they agree.
  func match(
    _ tuple: NaiveTuple, _ literal: Literal, _ scope: NaiveScope, _ rest: () -> Void
  ) {
    let columns = columns[literal.relation]
    var fresh: [Int] = []
    var agrees = true
    for column in 0..<literal.operands.count where agrees {
      switch literal.operands[column] {
      case .any: break
      case .constant(let code): agrees = decode(code, columns[column]) == tuple[column]
      case .variable(let variable):
        if let value = scope.values[variable] {
          agrees = value == tuple[column]
        } else {
          scope.values[variable] = tuple[column]
          fresh.append(variable)
        }
      }
    }
    if agrees { rest() }
    for variable in fresh { scope.values[variable] = nil }
  }

  /// Binds a variable while the rest runs; a variable that is bound already has to agree.
  func bind(_ variable: Int, _ value: Int64, _ scope: NaiveScope, _ rest: () -> Void) {
    if scope.spoilt.contains(variable) { return rest() }
    if let known = scope.values[variable] {
      if known == value { rest() }
      return
    }
    scope.values[variable] = value
    rest()
    scope.values[variable] = nil
  }

  func spoil(_ variable: Int, _ scope: NaiveScope, _ rest: () -> Void) {
    if scope.isKnown(variable) { return rest() }
    scope.spoilt.insert(variable)
    rest()
    scope.spoilt.remove(variable)
  }

  /// Binds the parts of a run that are read; an end at the horizon's edge has no number.
  func read(
    _ run: Range<Int>, _ parts: RunReading, _ scope: NaiveScope, _ rest: () -> Void
  ) {
    let hasStart = run.lowerBound > 0
    let hasEnd = run.upperBound < length
    let first = Int64(program.horizon.from)
    var bindings: [(Int, Int64)] = []
    if let start = parts.start {
      guard hasStart else { return }
      bindings.append((start, first + Int64(run.lowerBound)))
    }
    if let end = parts.end {
      guard hasEnd else { return }
      bindings.append((end, first + Int64(run.upperBound)))
    }
    if let length = parts.length {
      guard hasStart, hasEnd else { return }
      bindings.append((length, Int64(run.count)))
    }
    bind(bindings[...], scope, rest)
  }

  private func bind(
    _ bindings: ArraySlice<(Int, Int64)>, _ scope: NaiveScope, _ rest: () -> Void
  ) {
    guard let (variable, value) = bindings.first else { return rest() }
    bind(variable, value, scope) { bind(bindings.dropFirst(), scope, rest) }
  }
}

extension Premise {
  /// Whether the premise binds variables of its own accord.
  var isPositive: Bool {
    switch self {
    case .holds, .run: true
    case .absent, .compare, .assign, .range, .aggregate: false
    }
  }

  /// The variables that are bound after the premise.
  package var bindings: [Int] {
    switch self {
    case .holds(let literal): literal.variables
    case .run(let literal, let parts):
      literal.variables + [parts.start, parts.end, parts.length].compactMap { $0 }
    case .assign(let variable, _, _), .range(let variable, _, _, _, _): [variable]
    case .aggregate(_, .value(let variable)): [variable]
    case .absent, .compare, .aggregate: []
    }
  }

  /// The variables that have to be bound before the premise.
  package var needs: [Int] {
    switch self {
    case .holds, .run: []
    case .absent(let literal): literal.variables
    case .compare(let left, _, let right, _): left.variables + right.variables
    case .assign(_, let expression, _): expression.variables
    case .range: rangeTerms.flatMap(\.variables)
    case .aggregate(let aggregate, .value): aggregate.group
    case .aggregate(let aggregate, .compare(_, let bound)): aggregate.group + bound.variables
    }
  }
}
