/// An instance of a rule of whose premises some hold together on a day, and no more of them could.
package struct PartialInstance: Sendable, Hashable {
  /// The value of each of the rule's variables; nil where no premise that holds binds it.
  package var bindings: [UInt32?]
  /// The premises that hold, by index.
  package var holding: [Int] = []
  /// The premises that do not hold with these values, whatever the other variables are.
  package var failing: [Int] = []
  /// Premises that test a variable that nothing binds: neither true nor false yet.
  package var waiting: [Int] = []

  /// The number of premises that do not hold.
  package var missingCount: Int { failing.count + waiting.count }

  package init(bindings: [UInt32?]) { self.bindings = bindings }
}

extension Model {
  /// The instances of a rule whose holding premises are a maximal set that hold together on a day.
  ///
  /// An instance that lacks nothing is one that fires.
  ///
  /// - Parameters:
  ///   - pattern: What the head has to be; nil for any value.
  ///   - tests: Premises, by index, that bind nothing though they could.
  ///   - kinds: How the code of each variable is read, for the order of values.
  ///   - count: How many instances, the first by missing premises, then by values; an unbound
  ///     variable comes before any value.
  /// - Returns: No instance if the head cannot be that.
  /// - Complexity: parts of the rule that share no unbound variable are searched apart; each takes
  ///   joins of its premises, without none of them, then without one, two, …, until enough are
  ///   found.
  package func partialInstances(
    ofRule number: Int, concluding pattern: [UInt32?], on day: Int32, _ reading: Reading,
    testing tests: Set<Int>, kinds: [ColumnKind], first count: Int
  ) throws(EvaluationFailure) -> [PartialInstance] {
    guard let bound = program.rules[number].head.unify(pattern) else { return [] }
    let rule = storage.physical.withWholeAggregates(
      reading == .certain
        ? storage.physical.certainRules[number] : storage.physical.conceivableRules[number])
    return try storage.withContext { context throws(EvaluationFailure) in
      let search = PartialSearch(
        context: context, rule: rule, bound: bound, day: day, tests: tests, kinds: kinds,
        limit: count)
      defer { context.failedPremises = [] }
      return try search.instances()
    }
  }

  /// The code of a text, added if nothing has it: a question may be about what nothing mentions.
  package func code(ofText text: String) -> UInt32 {
    storage.withContext { $0.symbols.code(text) }
  }

  /// The code of a number, added if nothing has it.
  package func code(ofNumber number: Int64) -> UInt32 {
    storage.withContext { $0.numbers.code(number) }
  }
}

extension PhysicalProgram {
  /// A rule whose aggregates are evaluated for the groups that ask, where their members were only
  /// collected for those that another premise asks for: that premise may not hold here.
  fileprivate func withWholeAggregates(_ rule: JoinRule) -> JoinRule {
    var rule = rule
    for (index, premise) in rule.premises.enumerated() {
      guard case .aggregate(var read) = premise, case .relation(let target) = read.source,
        let sweep = sweep(to: target), isGuarded(sweep, read.bodies)
      else { continue }
      read.source = .inline(InlineAggregate(bodies: read.bodies, sweep: sweep))
      rule.premises[index] = .aggregate(read)
    }
    return rule
  }

  private func sweep(to target: Int) -> Sweep? {
    for case .sweep(let sweep, target) in rules { return sweep }
    return nil
  }

  /// Whether members are collected with a guard.
  private func isGuarded(_ sweep: Sweep, _ bodies: [JoinRule]) -> Bool {
    rules.contains { rule in
      guard case .join(let join) = rule,
        join.head == sweep.certain || join.head == sweep.conceivable
      else { return false }
      return bodies.contains { $0.head == join.head && $0.premises != join.premises }
    }
  }
}
