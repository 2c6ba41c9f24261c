import TemporalDatalog

/// The height of each atom on each day: how tall its least proof is, by definition.
///
/// 0 if recorded, else 1 + the tallest premise of the best instance. `sometime` is as tall as its
/// least tall day, `always` and a run as their tallest; an aggregate as its tallest member, a
/// monotone one as the least height at which its members meet the bound; exceptions, comparisons,
/// empty groups and marks that complete a window are 0. Found by trying every instance of every
/// rule on every day until no height becomes less.
package final class NaiveHeights {
  private let evaluator: NaiveEvaluator
  private let reading: Reading
  /// By relation, tuple and day; nil while no proof is found.
  private var heights: [[NaiveTuple: [Int?]]]

  /// Finds the heights of a reading in a finished model.
  package init(_ program: RandomProgram, _ model: NaiveModel, _ reading: Reading) {
    evaluator = NaiveEvaluator(program.program, program.store)
    self.reading = reading
    let given = evaluator.model
    heights = program.program.relations.map { _ in [:] }
    for relation in program.program.relations.indices {
      for (tuple, days) in given[relation, reading] {
        heights[relation][tuple] = (0..<evaluator.length).map {
          days & (1 << DaySet($0)) != 0 ? 0 : nil
        }
      }
    }
    evaluator.model = model
    while improve() {}
  }

  /// The height of an atom on a day, by the day's place in the horizon.
  package func height(_ relation: Int, _ tuple: NaiveTuple, day: Int) -> Int? {
    heights[relation][tuple]?[day]
  }

  /// Tries every instance once; returns whether some height became less.
  private func improve() -> Bool {
    var isNew = false
    for (number, rule) in evaluator.program.rules.enumerated() {
      evaluator.rule = number
      let premises = evaluator.order(rule.premises, bound: [])
      for day in 0..<evaluator.length {
        let scope = NaiveScope(rule.variableCount)
        search(premises[...], scope, day, 0) { tallest in
          let tuple = rule.head.operands.indices.map { column -> Int64 in
            switch rule.head.operands[column] {
            case .variable(let variable): scope.values[variable] ?? 0
            case .constant(let code):
              self.evaluator.decode(code, self.evaluator.columns[rule.head.relation][column])
            case .any: 0
            }
          }
          let none = [Int?](repeating: nil, count: self.evaluator.length)
          let known = self.heights[rule.head.relation][tuple, default: none][day]
          if known.map({ $0 > tallest + 1 }) ?? true {
            self.heights[rule.head.relation][tuple, default: none][day] = tallest + 1
            isNew = true
          }
        }
      }
    }
    return isNew
  }

  /// Finds the instances on a day, each with the height of its tallest premise.
  private func search(
    _ premises: ArraySlice<Premise>, _ scope: NaiveScope, _ day: Int, _ tallest: Int,
    found: (Int) -> Void
  ) {
    guard let premise = premises.first else { return found(tallest) }
    func next(_ height: Int?) {
      guard let height else { return }
      search(premises.dropFirst(), scope, day, max(tallest, height), found: found)
    }
    let bit: DaySet = 1 << DaySet(day)
    func satisfied(_ then: () -> Void) {
      evaluator.solve([premise], 0, scope, bit, reading) { _ in
        then()
      } failed: { _, _ in
      }
    }
    switch premise {
    case .holds(let literal):
      let held = evaluator.model[literal.relation, reading]
      let marked = reading == .certain ? evaluator.marks[literal.relation] : [:]
      for tuple in Set(held.keys).union(marked.keys) {
        evaluator.match(tuple, literal, scope) {
          let days = evaluator.days(of: tuple, held[tuple] ?? 0, literal, reading)
          if days & bit != 0 { next(height(of: tuple, literal, day)) }
        }
      }
    case .run(let literal, let parts):
      for tuple in evaluator.model[literal.relation, .conceivable].keys {
        evaluator.match(tuple, literal, scope) {
          for (run, days) in evaluator.runs(of: tuple, literal, reading) where days & bit != 0 {
            let days = run.map { heights[literal.relation][tuple]?[$0] ?? nil }
            let tallest = days.contains(nil) ? nil : days.compactMap { $0 }.max()
            evaluator.read(run, parts, scope) { next(tallest) }
          }
        }
      }
    case .absent, .compare, .assign, .range: satisfied { next(0) }
    case .aggregate(let aggregate, let use):
      satisfied { next(height(of: aggregate, use, scope, day)) }
    }
  }

  /// The height of a literal on a tuple that satisfies it.
  private func height(of tuple: NaiveTuple, _ literal: Literal, _ day: Int) -> Int? {
    let days = heights[literal.relation][tuple]
    switch literal.window {
    case nil: return days?[day] ?? nil
    case .sometime(let first, let last):
      let marks = reading == .certain ? evaluator.marks[literal.relation][tuple] ?? [] : []
      if marks.contains(where: {
        $0.lowerBound - day >= first && $0.upperBound - day <= last
      }) {
        return 0
      }
      return (0..<evaluator.length).filter { $0 - day >= first && $0 - day <= last }
        .compactMap { days?[$0] ?? nil }.min()
    case .always(let first, let last):
      let asked = (0..<evaluator.length).filter { $0 - day >= first && $0 - day <= last }
        .map { days?[$0] ?? nil }
      return asked.contains(nil) ? nil : asked.compactMap { $0 }.max()
    }
  }

  // MARK: - Aggregates

  private func height(
    of aggregate: Aggregate, _ use: AggregateUse, _ scope: NaiveScope, _ day: Int
  ) -> Int? {
    let inner = NaiveScope(scope.values.count)
    for variable in aggregate.group { inner.values[variable] = scope.values[variable] }
    let members = members(of: aggregate, inner, day)
    if members.isEmpty { return 0 }
    guard let meets = bound(aggregate, use, scope, members.map(\.value)) else {
      let all = members.map(\.height)
      return all.contains(nil) ? nil : all.compactMap { $0 }.max()
    }
    // Members of lower height first, until they meet the bound.
    let known = members.compactMap { member in member.height.map { ($0, member.value) } }
    for height in Set([0] + known.map(\.0)).sorted()
    where meets(known.filter { $0.0 <= height }.map(\.1)) {
      return height
    }
    return nil
  }

  /// The members in this reading, each with the least height of a match.
  private func members(
    of aggregate: Aggregate, _ scope: NaiveScope, _ day: Int
  ) -> [(value: Int64, height: Int?)] {
    var best: [NaiveEvaluator.Member: Int] = [:]
    var all: Set<NaiveEvaluator.Member> = []
    func member() -> NaiveEvaluator.Member {
      NaiveEvaluator.Member(
        per: aggregate.per.map { scope.values[$0] ?? 0 },
        value: aggregate.value.flatMap { scope.values[$0] })
    }
    let body = evaluator.order(aggregate.body, bound: Set(aggregate.group))
    evaluator.solve(body, 0, scope, 1 << DaySet(day), reading) { _ in
      all.insert(member())
    } failed: { _, _ in
    }
    search(body[...], scope, day, 0) { height in
      best[member()] = min(best[member()] ?? height, height)
    }
    return all.map { ($0.value ?? 1, best[$0]) }
  }

  /// Whether some members meet the bound, if more of them could only help; nil if they could not.
  private func bound(
    _ aggregate: Aggregate, _ use: AggregateUse, _ scope: NaiveScope, _ all: [Int64]
  ) -> (([Int64]) -> Bool)? {
    guard case .compare(let comparison, let term) = use,
      case .value(let bound) = evaluator.evaluate(term, aggregate.kind, scope)
    else { return nil }
    let isUpward = comparison == .greater || comparison == .greaterOrEqual
    let isDownward = comparison == .less || comparison == .lessOrEqual
    switch aggregate.function {
    case .count where isUpward:
      return { self.evaluator.compare(Int64($0.count), comparison, bound) }
    case .sum where isUpward && all.allSatisfy({ $0 >= 0 }):
      return { self.evaluator.compare($0.reduce(0, +), comparison, bound) }
    case .maximum where isUpward, .minimum where isDownward:
      return { $0.contains { self.evaluator.compare($0, comparison, bound) } }
    default: return nil
    }
  }
}
