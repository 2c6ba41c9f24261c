import TemporalDatalog
import TestSupport
import Testing

@testable import TechDecoupling

/// Heights of proofs on random programs, against the definition taken day by day.
@Suite struct RandomHeightTests {
  static let programCount = 200

  @Test(.timeLimit(.minutes(60))) func `Heights are those of the definition, day by day`()
    async throws
  {
    var compared = 0
    var tallest = 0
    for seed in 1...UInt64(Self.programCount) {
      let random = ProgramGenerator.program(seed: seed)
      guard let model = try? await random.program.evaluate(random.store) else { continue }
      let level = Level(random, model)
      for reading in Reading.allCases {
        let naive = try NaiveHeights(level, reading)
        for (coded, days) in naive.heights.sorted(by: {
          $0.key.order.lexicographicallyPrecedes($1.key.order)
        }) {
          for (day, height) in days.sorted(by: { $0.key < $1.key }) where Int(day) % 3 == 0 {
            let prover = Prover(level, reading)
            let node = try prover.prove(coded, on: day)
            let found = node.flatMap { prover.nodes[$0].heights.height(on: day) }
            try #require(
              found == height, "seed \(seed), \(level.atom(coded)) on day \(day), \(reading)")
            if let node {
              let planner = ProofPlanner(prover)
              let number = planner.plan(node, on: day)
              let plan = planner.plans[number]
              #expect(plan.height == height, "seed \(seed), \(level.atom(coded))")
              // The proof stands for the days it claims, at that height.
              for other in plan.span.from..<plan.span.until {
                try #require(
                  days[other] == height,
                  "seed \(seed), \(level.atom(coded)) on \(day): stands on \(other)?")
              }
            }
            compared += 1
            tallest = max(tallest, height)
          }
        }
      }
    }
    #expect(compared > 5_000)
    #expect(tallest >= 4)
  }
}

/// The heights of all atoms on all days, by the definition taken literally.
private struct NaiveHeights {
  var heights: [CodedAtom: [Int32: Int]] = [:]
  private let level: Level
  private let reading: Reading

  init(_ level: Level, _ reading: Reading) throws {
    self.level = level
    self.reading = reading
    var instances: [(atom: CodedAtom, derivation: Derivation)] = []
    let program = level.compiled.program
    for relation in program.relations.indices {
      let any = [UInt32?](repeating: nil, count: program.relations[relation].columns.count)
      var atoms: [CodedAtom] = []
      level.model.forEach(relation, matching: any, reading) { tuple, _ in
        atoms.append(CodedAtom(relation: relation, tuple: tuple))
      }
      for atom in atoms {
        heights[atom] = [:]
        if let fact = level.facts[level.atom(atom)] {
          for period in reading == .certain ? fact.certain : fact.conceivable {
            guard let span = level.compiled.span(period) else { continue }
            for day in span.from..<span.until { heights[atom]?[day] = 0 }
          }
        }
        let found = try level.model.derivations(of: atom.tuple, relation: relation, reading)
        instances += found.map { (atom, $0) }
      }
    }
    var round = 0
    var isChanged = true
    while isChanged {
      round += 1
      isChanged = false
      var found: [(CodedAtom, Int32)] = []
      for (atom, derivation) in instances {
        let premises = program.rules[derivation.rule].premises
        for span in derivation.days {
          for day in span.from..<span.until where heights[atom]?[day] == nil {
            if try holds(premises, derivation, day, path: []) != nil { found.append((atom, day)) }
          }
        }
      }
      for (atom, day) in found where heights[atom]?[day] == nil {
        heights[atom]?[day] = round
        isChanged = true
      }
    }
  }

  /// The height of the tallest premise on a day; nil if one is not proved yet.
  private func holds(
    _ premises: [TemporalDatalog.Premise], _ derivation: Derivation, _ day: Int32, path: [Int]
  ) throws -> Int? {
    var tallest = 0
    for (index, premise) in premises.enumerated() {
      var height: Int? = 0
      switch premise {
      case .absent, .compare, .assign, .range: continue
      case .holds(let literal):
        let atom = atom(literal, derivation, index)
        guard let window = literal.window else {
          height = heights[atom]?[day]
          break
        }
        height = self.height(atom, window, day)
      case .run(let literal, let parts):
        height = self.height(run: atom(literal, derivation, index), parts, derivation, day)
      case .aggregate(let aggregate, let use):
        height = try self.height(aggregate, use, derivation, day, path: path + [index])
      }
      guard let height else { return nil }
      tallest = max(tallest, height)
    }
    return tallest
  }

  private func atom(_ literal: Literal, _ derivation: Derivation, _ index: Int) -> CodedAtom {
    let witness = derivation.witnesses[index] ?? []
    return CodedAtom(
      relation: literal.relation, tuple: Array(witness.prefix(literal.operands.count)))
  }

  private func height(
    _ atom: CodedAtom, _ window: TemporalDatalog.Window, _ day: Int32
  ) -> Int? {
    let horizon = level.compiled.program.horizon
    let (first, last, isAlways) =
      switch window {
      case .sometime(let first, let last): (first, last, false)
      case .always(let first, let last): (first, last, true)
      }
    let asked = (horizon.from..<horizon.until).filter {
      Int64($0) >= Int64(day) + Int64(first) && Int64($0) <= Int64(day) + Int64(last)
    }
    let known = asked.compactMap { heights[atom]?[$0] }
    if isAlways { return known.count == asked.count ? known.max() : nil }
    let marks = level.facts[level.atom(atom)]?.marks.compactMap { level.compiled.span($0) } ?? []
    if marks.contains(where: { mark in (mark.from..<mark.until).allSatisfy(asked.contains) }) {
      return 0
    }
    return known.min()
  }

  private func height(
    run atom: CodedAtom, _ parts: RunReading, _ derivation: Derivation, _ day: Int32
  ) -> Int? {
    var runs = level.model.days(atom.relation, atom.tuple, reading)
    if reading == .conceivable { runs += level.model.days(atom.relation, atom.tuple, .certain) }
    func value(_ variable: Int?) -> Int64? {
      variable.flatMap { derivation.bindings[$0] }.map { level.model.numbers.value($0) }
    }
    return runs.filter { run in
      (run.from..<run.until).contains(day)
        && value(parts.start).map { $0 == Int64(run.from) } ?? true
        && value(parts.end).map { $0 == Int64(run.until) } ?? true
        && value(parts.length).map { $0 == Int64(run.until) - Int64(run.from) } ?? true
    }.compactMap { run in
      let known = (run.from..<run.until).compactMap { heights[atom]?[$0] }
      return known.count == run.until - run.from ? known.max() : nil
    }.min()
  }

  private func height(
    _ aggregate: TemporalDatalog.Aggregate, _ use: AggregateUse, _ derivation: Derivation,
    _ day: Int32, path: [Int]
  ) throws -> Int? {
    let matches = try level.model.members(
      of: path, inRule: derivation.rule, bindings: derivation.bindings, reading
    ).filter { match in match.days.contains { $0.from <= day && day < $0.until } }
    let counted = aggregate.per + (aggregate.value.map { [$0] } ?? [])
    let members = Dictionary(grouping: matches) { match in counted.map { match.bindings[$0] } }
    var known: [(height: Int, value: Int64)] = []
    for (values, matches) in members {
      let heights = try matches.compactMap {
        try holds(aggregate.body, $0, day, path: path)
      }
      let number =
        aggregate.value == nil
        ? 1
        : values.last.flatMap(\.self).map {
          level.model.numbers.value($0)
        }
      if let least = heights.min() { known.append((least, number ?? 1)) }
    }
    known.sort { $0.height < $1.height }
    if let bound = bound(aggregate, use, derivation, members.keys.map { $0.last.flatMap(\.self) }) {
      var values: [Int64] = []
      var height = 0
      if bound(values) { return 0 }
      for member in known {
        values.append(member.value)
        height = member.height
        if bound(values) { return height }
      }
      return nil
    }
    return known.count == members.count ? known.map(\.height).max() ?? 0 : nil
  }

  /// Whether some values meet the bound of an aggregate that more members only bring nearer to it.
  private func bound(
    _ aggregate: TemporalDatalog.Aggregate, _ use: AggregateUse, _ derivation: Derivation,
    _ codes: [UInt32?]
  ) -> (([Int64]) -> Bool)? {
    guard case .compare(let comparison, let expression) = use,
      let limit = expression.value(derivation.bindings, level.model.numbers)
    else { return nil }
    let isAbove = comparison == .greater || comparison == .greaterOrEqual
    let isBelow = comparison == .less || comparison == .lessOrEqual
    let isStrict = comparison == .greater || comparison == .less
    switch aggregate.function {
    case .count where isAbove:
      return { isStrict ? Int64($0.count) > limit : Int64($0.count) >= limit }
    case .sum where isAbove && !isNegative(aggregate, derivation):
      return { isStrict ? $0.reduce(0, +) > limit : $0.reduce(0, +) >= limit }
    case .maximum where isAbove:
      return { values in values.max().map { isStrict ? $0 > limit : $0 >= limit } ?? false }
    case .minimum where isBelow:
      return { values in values.min().map { isStrict ? $0 < limit : $0 <= limit } ?? false }
    default: return nil
    }
  }

  /// Whether a member of the group, on whatever day, is negative.
  private func isNegative(
    _ aggregate: TemporalDatalog.Aggregate, _ derivation: Derivation
  ) -> Bool {
    guard let value = aggregate.value,
      let index = level.compiled.program.rules[derivation.rule].premises.firstIndex(where: {
        if case .aggregate(aggregate, _) = $0 { true } else { false }
      }),
      let members = try? level.model.members(
        of: [index], inRule: derivation.rule, bindings: derivation.bindings, reading)
    else { return false }
    return members.contains { member in
      member.bindings[value].map { level.model.numbers.value($0) < 0 } ?? false
    }
  }
}

extension CodedAtom {
  fileprivate var order: [UInt32] { [UInt32(relation)] + tuple }
}

extension Level {
  /// A level that stands on a program of the engine alone.
  fileprivate init(_ random: RandomProgram, _ model: TemporalDatalog.Model) {
    let horizon =
      Horizon(
        from: Day(number: random.program.horizon.from),
        until: Day(number: random.program.horizon.until)) ?? .standard
    var compiled = CompiledRules(horizon: horizon)
    compiled.program = random.program
    compiled.facts = random.store
    for (number, relation) in random.program.relations.enumerated() {
      compiled.relations.append(
        RelationSignature(name: relation.name, columns: relation.columns.map(\.type)))
      compiled.relationNumbers[relation.name] = number
    }
    let origins = (random.program.rules.map(\.origin).max() ?? -1) + 1
    var types = [[ColumnType]](repeating: [], count: origins)
    for rule in random.program.rules {
      types[rule.origin] = (0..<rule.variableCount).map { variable in
        Self.kind(of: variable, rule.premises, random.program)?.type ?? .integer
      }
    }
    for origin in 0..<origins {
      compiled.rules.append(
        Rule(
          "rule \(origin)", location: SourceLocation(fileID: "T", line: origin),
          variableTypes: types[origin],
          clause: Clause(head: Atom(relation: compiled.relations[0], arguments: []))))
    }
    var facts = Facts()
    var rows: [CodedAtom: RecordedFact] = [:]
    let bulk = random.bulk.map { row in
      Fact(
        relation: row.relation, tuple: row.tuple, certain: [row.days],
        conceivable: [row.days])
    }
    for fact in random.facts + bulk {
      let coded = CodedAtom(relation: fact.relation, tuple: fact.tuple)
      let values = compiled.values(fact.tuple, relation: fact.relation, in: compiled.facts.pools)
      let atom = Atom(
        relation: compiled.relations[fact.relation], arguments: values.map { .value($0) })
      var row = rows[coded] ?? RecordedFact(atom: atom, certain: [], conceivable: [])
      row.certain += fact.certain.map(compiled.period)
      row.conceivable += (fact.conceivable + fact.certain).map(compiled.period)
      row.marks += fact.marks.map(compiled.period)
      rows[coded] = row
    }
    for (_, row) in rows {
      facts.index[row.atom] = facts.rows.count
      facts.rows.append(row)
    }
    self.init(
      credibility: .possible, highest: .confirmed, facts: facts, compiled: compiled, model: model)
  }

  private static func kind(
    of variable: Int, _ premises: [TemporalDatalog.Premise], _ program: Program
  ) -> ColumnKind? {
    for premise in premises {
      switch premise {
      case .holds(let literal), .absent(let literal):
        if let column = literal.operands.firstIndex(of: .variable(variable)) {
          return program.relations[literal.relation].columns[column]
        }
      case .run(let literal, _):
        if let column = literal.operands.firstIndex(of: .variable(variable)) {
          return program.relations[literal.relation].columns[column]
        }
      case .assign(variable, _, let kind), .range(variable, _, _, _, let kind): return kind
      case .aggregate(let aggregate, _):
        if let kind = kind(of: variable, aggregate.body, program) { return kind }
      case .compare, .assign, .range: continue
      }
    }
    return nil
  }
}

extension ColumnKind {
  fileprivate var type: ColumnType {
    switch self {
    case .symbol: .text
    case .integer: .integer
    case .decimal: .decimal
    }
  }
}
