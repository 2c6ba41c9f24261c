import TechDecoupling

/// The engine's order of a rule's premises beside all orders in which they could be written.
enum Orders {
  static let usage = "benchmark orders PROGRAM FOLDER"

  /// What a rule cost in one order.
  private struct Cost {
    var seconds: Double
    /// Rows that its premises handed on.
    var rows: Int

    /// The less of both, each by itself.
    static func least(_ one: Cost?, _ other: Cost) -> Cost {
      Cost(
        seconds: min(one?.seconds ?? .infinity, other.seconds),
        rows: min(one?.rows ?? .max, other.rows))
    }

    /// How many times as dear it is as another.
    func ratios(to other: Cost) -> (time: Double, rows: Double) {
      (seconds / max(other.seconds, 1e-9), Double(rows + 1) / Double(other.rows + 1))
    }

    /// Whether it is within the bound of the best.
    func holds(beside best: Cost) -> Bool {
      let (time, rows) = ratios(to: best)
      return (seconds < Orders.leastSeconds ? rows : time) <= Orders.bound
    }
  }

  /// The engine's cost may be this many times the best order's.
  private static let bound = 1.5
  /// Rules that take less are judged by rows: a clock tells too little.
  private static let leastSeconds = 0.001
  private static let runs = 3
  /// So often is measured once more what looks too dear: another program may have had the machine.
  private static let repetitions = 3

  /// Runs each rule with its premises in each order, and prints how the engine's order compares.
  static func perform(_ arguments: [String]) async throws(Failure) -> ExitCode {
    if let first = arguments.first, ["--help", "-h"].contains(first) {
      print("usage: \(usage)")
      return .success
    }
    guard arguments.count == 2 else {
      throw Failure.usage("'orders' needs a program and a folder of facts; usage: \(usage)")
    }
    do {
      let program = try RuleProgram(contentsOf: arguments[0])
      let facts = try program.facts(from: arguments[1])
      let holds = try await compare(program.rulebook, facts)
      return holds ? .success : .bound
    } catch {
      throw Failure(code: .mistake, message: "\(error)")
    }
  }

  private static func compare(_ rulebook: Rulebook, _ facts: Facts) async throws -> Bool {
    let planned = try await costs(rulebook, facts, .planned, Budget(threads: 1))
    let started = ContinuousClock.now
    _ = try await facts.findings(
      under: rulebook, within: Budget(threads: 1), joining: .written)
    let written = ContinuousClock.now - started
    var holds = true
    print("orders\tours s\tbest s\tratio\tours rows\tbest rows\tratio\tholds\trule")
    for (number, rule) in rulebook.rules.enumerated() {
      let orders = rule.orders
      guard orders.count > 1, var ours = planned[rule.name] else { continue }
      var best: Cost?
      var quickest: (seconds: Double, book: Rulebook)?
      // An order that takes several times as long as ours is not the best.
      let patience = written + .seconds(4 * ours.seconds + 0.5)
      let budget = Budget(duration: patience, threads: 1)
      for order in orders {
        var rules = rulebook.rules
        rules[number] = order
        let book = Rulebook(rulebook.name, rules: rules, facts: rulebook.facts)
        do {
          let found = try await costs(book, facts, .written, budget)
          guard let cost = found[rule.name] else { continue }
          if cost.seconds < quickest?.seconds ?? .infinity { quickest = (cost.seconds, book) }
          best = .least(best, cost)
        } catch EvaluationError.timeSpent {
          continue
        }
      }
      guard var best, let quickest else { continue }
      for _ in 0..<repetitions where !ours.holds(beside: best) {
        let again = try await costs(rulebook, facts, .planned, Budget(threads: 1))
        let other = try await costs(quickest.book, facts, .written, Budget(threads: 1))
        if let cost = again[rule.name] { ours = .least(ours, cost) }
        if let cost = other[rule.name] { best = .least(best, cost) }
      }
      let (time, rows) = ours.ratios(to: best)
      let isGood = ours.holds(beside: best)
      holds = holds && isGood
      print(
        "\(orders.count)\t\(decimals(ours.seconds, 4))\t\(decimals(best.seconds, 4))\t"
          + "\(decimals(time, 2))\t\(ours.rows)\t\(best.rows)\t\(decimals(rows, 2))\t"
          + "\(isGood ? "yes" : "NO")\t\(printable(rule.name))")
    }
    return holds
  }

  /// What each rule costs, by name: the least of some runs.
  private static func costs(
    _ rulebook: Rulebook, _ facts: Facts, _ order: JoinOrder, _ budget: Budget
  ) async throws -> [String: Cost] {
    var costs: [String: Cost] = [:]
    for _ in 0..<runs {
      let findings = try await facts.findings(
        under: rulebook, within: budget, joining: order)
      for profile in findings.profile {
        let seconds = profile.duration / .seconds(1)
        let rows = profile.steps.reduce(0) { $0 + $1.rowCount }
        costs[profile.rule] = .least(costs[profile.rule], Cost(seconds: seconds, rows: rows))
      }
    }
    return costs
  }
}

extension Rule {
  /// The rule with its atoms, or those of one of its aggregates, in every order.
  ///
  /// More than five atoms stay as they are.
  fileprivate var orders: [Rule] {
    var clauses = Orders.permuted(clause.premises).map { premises in
      var clause = clause
      clause.premises = premises
      return clause
    }
    for (index, premise) in clause.premises.enumerated() {
      guard case .aggregate(var formula, let comparison, let bound) = premise else { continue }
      for body in Orders.permuted(formula.body).dropFirst() {
        formula.body = body
        var clause = clause
        clause.premises[index] = .aggregate(formula, comparison, bound)
        clauses.append(clause)
      }
    }
    return clauses.map { clause in
      Rule(
        name, strength: strength, location: location, variableTypes: variableTypes, clause: clause)
    }
  }
}

extension Orders {
  /// Premises with their atoms in every order, the given one first; other premises keep their places.
  fileprivate static func permuted(_ premises: [Premise]) -> [[Premise]] {
    let places = premises.indices.filter { index in
      switch premises[index] {
      case .atom, .sometime, .always, .run: true
      case .comparison, .same, .range, .aggregate: false
      }
    }
    guard (2...5).contains(places.count) else { return [premises] }
    return permutations(Array(places.indices)).map { order in
      var result = premises
      for (position, from) in order.enumerated() {
        result[places[position]] = premises[places[from]]
      }
      return result
    }
  }

  private static func permutations(_ items: [Int]) -> [[Int]] {
    if items.isEmpty { return [[]] }
    return items.flatMap { first in
      permutations(items.filter { $0 != first }).map { [first] + $0 }
    }
  }
}
