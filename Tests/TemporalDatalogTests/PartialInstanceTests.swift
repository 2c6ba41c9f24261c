import TestSupport
import Testing

@testable import TemporalDatalog

/// Rule instances that nearly fire, on random programs, against the naive evaluator.
@Suite struct PartialInstanceTests {
  static let programCount: UInt64 = 500

  /// What one run over the programs has looked at.
  private struct Counts {
    var instances = 0
    var failing = 0
    var waiting = 0
    var severalParts = 0
    var nearest = 0
  }

  @Test(.timeLimit(.minutes(60)))
  func `Without what is missing an instance fires, with any of it left it does not`() async throws {
    var counts = Counts()
    for seed in 1...Self.programCount {
      let random = ProgramGenerator.program(seed: seed)
      guard let model = try? await random.program.evaluate(random.store),
        let naive = try? NaiveEvaluator.evaluate(random.program, random.store)
      else { continue }
      var chance = RepeatableRandom(seed: seed)
      for number in random.program.rules.indices {
        for _ in 0..<2 {
          let day = Int32(
            chance.number(
              Int(random.program.horizon.from)...Int(random.program.horizon.until) - 1))
          let pattern = self.pattern(random, random.program.rules[number].head, &chance)
          try check(random, model, naive, rule: number, pattern, day, &counts)
        }
      }
    }
    #expect(counts.instances > 3_000, "\(counts)")
    #expect(counts.failing > 2_000, "\(counts)")
    #expect(counts.waiting > 200, "\(counts)")
    #expect(counts.severalParts > 500, "\(counts)")
    #expect(counts.nearest > 500, "\(counts)")
  }

  /// A head of some values: given ones of the program, some that nothing mentions, or any.
  private func pattern(
    _ random: RandomProgram, _ head: Literal, _ chance: inout RepeatableRandom
  ) -> [UInt32?] {
    random.program.relations[head.relation].columns.map { kind in
      if chance.chance(20) { return nil }
      if kind == .symbol { return UInt32(chance.number(0...12)) }
      let given = random.facts.flatMap { fact in
        zip(fact.tuple, random.program.relations[fact.relation].columns)
          .filter { $0.1 == kind }.map(\.0)
      }
      return given.isEmpty ? nil : chance.pick(given)
    }
  }

  private func check(
    _ random: RandomProgram, _ model: Model, _ naive: NaiveModel, rule number: Int,
    _ pattern: [UInt32?], _ day: Int32, _ counts: inout Counts
  ) throws {
    let rule = random.program.rules[number]
    let kinds = kinds(of: rule, random.program)
    let found = try model.partialInstances(
      ofRule: number, concluding: pattern, on: day, .certain, testing: [], kinds: kinds, first: 3)
    guard let bound = rule.head.unify(pattern) else {
      #expect(found.isEmpty)
      return
    }
    let comment = "seed \(random.seed), rule \(number), \(pattern) on \(day)"
    try #require(!found.isEmpty, "\(comment)")
    #expect(found.map(\.missingCount) == found.map(\.missingCount).sorted(), "\(comment)")
    #expect(Set(found).count == found.count, "\(comment)")
    func fires(_ premises: [Int], _ bindings: [UInt32?]) throws -> Bool {
      try Self.fires(
        premises.map { rule.premises[$0] }, bindings, kinds, random, model, naive, on: day,
        variables: rule.variableCount)
    }
    for instance in found {
      // A text that a rule made has another code in the naive model.
      let texts = zip(instance.bindings, kinds).compactMap { $1 == .symbol ? $0 : nil }
      if texts.contains(where: { $0 >= RandomProgram.symbols.count }) { continue }
      let complaint = Comment(rawValue: "\(comment): \(instance) of \(rule)")
      let parts = instance.holding + instance.failing + instance.waiting
      try #require(parts.sorted() == Array(rule.premises.indices), complaint)
      for (variable, code) in bound { #expect(instance.bindings[variable] == code, complaint) }
      #expect(try fires(instance.holding, instance.bindings), complaint)
      for premise in instance.failing {
        #expect(try !fires(instance.holding + [premise], instance.bindings), complaint)
      }
      let known = Set(instance.bindings.indices.filter { instance.bindings[$0] != nil })
      for premise in instance.waiting {
        #expect(!known.isSuperset(of: rule.premises[premise].needs), complaint)
      }
      counts.instances += 1
      counts.failing += instance.failing.count
      counts.waiting += instance.waiting.count
      if instance.missingCount > 1 { counts.severalParts += 1 }
    }
    // Nothing with fewer missing is left out: no larger set holds, whatever the values.
    guard let first = found.first, first.missingCount > 0, rule.premises.count <= 6 else { return }
    var head = [UInt32?](repeating: nil, count: rule.variableCount)
    for (variable, code) in bound { head[variable] = code }
    for omitted in Combinations(of: rule.premises.count, size: first.missingCount - 1) {
      let set = rule.premises.indices.filter { !omitted.contains($0) }
      guard Self.isReady(set.map { rule.premises[$0] }, Set(bound.keys)) else { continue }
      #expect(try !fires(set, head), "\(comment): \(set) would hold, and nearest is \(first)")
      counts.nearest += 1
    }
  }

  /// Whether a rule of some of a rule's premises, with values put in, fires on a day.
  private static func fires(
    _ premises: [Premise], _ bindings: [UInt32?], _ kinds: [ColumnKind], _ random: RandomProgram,
    _ model: Model, _ naive: NaiveModel, on day: Int32, variables: Int
  ) throws -> Bool {
    var program = random.program
    let target = program.relations.count
    program.relations.append(RelationDeclaration(name: "fires", columns: []))
    let given = bindings.enumerated().compactMap { variable, code in
      code.map { Premise.assign(variable, .constant($0), kinds[variable]) }
    }
    program.rules.append(
      ProgramRule(
        head: Literal(target, []), premises: premises + given, variableCount: variables,
        origin: program.rules.count))
    var below = naive
    below.certain.append([:])
    below.conceivable.append([:])
    // Values may be such as rules computed.
    var store = random.store
    store.numbers = model.numbers
    let result = try NaiveEvaluator.evaluate(
      program, store, only: target, above: below, limit: 2_000)
    let days: DaySet = result[target, .certain][[]] ?? 0
    return days & (1 << DaySet(day - program.horizon.from)) != 0
  }

  private static func isReady(_ premises: [Premise], _ bound: Set<Int>) -> Bool {
    var known = bound
    var rest = premises
    while !rest.isEmpty {
      guard let next = rest.firstIndex(where: { known.isSuperset(of: $0.needs) }) else {
        return false
      }
      known.formUnion(rest.remove(at: next).bindings)
    }
    return true
  }

  private func kinds(of rule: ProgramRule, _ program: Program) -> [ColumnKind] {
    (0..<rule.variableCount).map { kind(of: $0, rule.premises, program) ?? .integer }
  }

  private func kind(
    of variable: Int, _ premises: [Premise], _ program: Program
  ) -> ColumnKind? {
    for premise in premises {
      switch premise {
      case .holds(let literal), .absent(let literal), .run(let literal, _):
        if let column = literal.operands.firstIndex(of: .variable(variable)) {
          return program.relations[literal.relation].columns[column]
        }
      case .assign(variable, _, let kind), .range(variable, _, _, _, let kind): return kind
      case .aggregate(let aggregate, let use):
        if case .value(variable) = use {
          return aggregate.function == .count ? .integer : aggregate.kind
        }
        if let kind = kind(of: variable, aggregate.body, program) { return kind }
      case .compare, .assign, .range: continue
      }
    }
    return nil
  }
}
