import TechDecoupling
import TemporalDatalog
import TestSupport

/// What a random program has that a rulebook cannot say.
struct Untranslatable: Error {
  let reason: String
}

extension RandomProgram {
  /// The program with what a rulebook cannot say put in other terms: the ends of a run become its
  /// length.
  var sayable: RandomProgram {
    var result = self
    for index in program.rules.indices {
      result.program.rules[index].premises = program.rules[index].premises.flatMap(Self.sayable)
    }
    return result
  }

  private static func sayable(
    _ premise: TemporalDatalog.Premise
  ) -> [TemporalDatalog.Premise] {
    switch premise {
    case .holds, .absent, .range, .compare, .assign: return [premise]
    case .run(let literal, let parts):
      let read = [parts.length, parts.start, parts.end].compactMap { $0 }
      let fixed = read.dropFirst().map {
        TemporalDatalog.Premise.assign($0, .constant(1 << 30), .integer)
      }
      return [.run(literal, TemporalDatalog.RunReading(length: read.first))] + fixed
    case .aggregate(var aggregate, let use):
      aggregate.body = aggregate.body.flatMap(sayable)
      return [.aggregate(aggregate, use)]
    }
  }

  /// The program as rules of the library, which state some of the facts: symbols are texts.
  func rulebook() throws -> Rulebook {
    let rules = try program.rules.enumerated().map { index, rule in
      try RuleTranslation(self, rule).rule(named: "rule \(index)")
    }
    let stated = recorded.filter(isStated).flatMap { fact in
      fact.certain.map { GivenFact(fact.atom, over: $0) }
    }
    return Rulebook("random", rules: rules, facts: stated)
  }

  /// The facts, but for those that the rulebook states, as the library draws them from a record.
  func libraryFacts() -> Facts {
    var facts = Facts()
    for fact in recorded where !isStated(fact) { facts.insert(fact) }
    return facts
  }

  /// Whether the rulebook states a fact: about every second that has no doubt.
  private func isStated(_ fact: RecordedFact) -> Bool {
    let length = fact.atom.description.utf8.reduce(0) { $0 &+ Int($1) }
    return fact.certain == fact.conceivable && fact.marks.isEmpty && length % 2 == 0
  }

  /// The facts, those of one atom together.
  private var recorded: [RecordedFact] {
    var merged: [Atom: RecordedFact] = [:]
    var order: [Atom] = []
    func add(_ fact: RecordedFact) {
      guard var known = merged[fact.atom] else {
        order.append(fact.atom)
        merged[fact.atom] = fact
        return
      }
      known.certain = Period.coalesced(known.certain + fact.certain)
      known.conceivable = Period.coalesced(known.conceivable + fact.conceivable)
      known.marks += fact.marks
      merged[fact.atom] = known
    }
    for fact in facts {
      add(
        RecordedFact(
          atom: atom(fact.relation, fact.tuple), certain: fact.certain.map(period),
          conceivable: fact.conceivable.map(period), marks: fact.marks.map(period)))
    }
    for row in bulk {
      add(
        RecordedFact(
          atom: atom(row.relation, row.tuple), certain: [period(row.days)],
          conceivable: [period(row.days)]))
    }
    return order.compactMap { merged[$0] }
  }

  var horizon: Horizon {
    Horizon(
      from: Day(number: program.horizon.from), until: Day(number: program.horizon.until))
      ?? .standard
  }

  /// The findings in the naive form.
  func naiveModel(of findings: Findings) throws -> NaiveModel {
    let empty = [[NaiveTuple: DaySet]](repeating: [:], count: program.relations.count)
    var model = NaiveModel(certain: empty, conceivable: empty)
    for (relation, declaration) in program.relations.enumerated() {
      let pattern = Atom(
        relation: signature(relation),
        arguments: declaration.columns.map { _ in .wildcard })
      for run in try findings.runs(of: pattern) {
        let tuple = (run.atom.values ?? []).map(Self.number)
        let from = run.period.from?.number ?? program.horizon.from
        let until = run.period.until?.number ?? program.horizon.until
        for day in from..<until {
          let bit: DaySet = 1 << DaySet(day - program.horizon.from)
          model.insert(tuple, bit, into: relation, .conceivable)
          if run.isCertain { model.insert(tuple, bit, into: relation, .certain) }
        }
      }
    }
    return model
  }

  func signature(_ relation: Int) -> RelationSignature {
    let declaration = program.relations[relation]
    return RelationSignature(
      name: declaration.name, columns: declaration.columns.map(RandomProgram.type))
  }

  static func type(_ kind: ColumnKind) -> ColumnType {
    switch kind {
    case .symbol: .text
    case .integer: .integer
    case .decimal: .decimal
    }
  }

  func value(_ code: UInt32, _ kind: ColumnKind) -> Value {
    switch kind {
    case .symbol: .text(RandomProgram.symbols.text(code))
    case .integer: .integer(Int(numbers.value(code)))
    case .decimal: .decimal(Fixed(millionths: numbers.value(code)))
    }
  }

  private static func number(_ value: Value) -> Int64 {
    switch value {
    case .text(let text): NaiveEvaluator.value(of: text, RandomProgram.symbols)
    case .integer(let number): Int64(number)
    case .decimal(let number): number.millionths
    case .day, .entity: -1
    }
  }

  func atom(_ relation: Int, _ tuple: NaiveTuple) -> Atom {
    let kinds = program.relations[relation].columns
    return Atom(
      relation: signature(relation),
      arguments: zip(tuple, kinds).map { number, kind in
        switch kind {
        case .symbol: .value(.text(NaiveEvaluator.text(of: number)))
        case .integer: .value(.integer(Int(number)))
        case .decimal: .value(.decimal(Fixed(millionths: number)))
        }
      })
  }

  private func atom(_ relation: Int, _ tuple: [UInt32]) -> Atom {
    let kinds = program.relations[relation].columns
    return Atom(
      relation: signature(relation),
      arguments: zip(tuple, kinds).map { .value(value($0, $1)) })
  }

  private func period(_ span: Span) -> Period {
    let horizon = program.horizon
    let period = Period(
      from: span.from == horizon.from ? nil : Day(number: span.from),
      until: span.until == horizon.until ? nil : Day(number: span.until))
    return period ?? .always
  }
}
