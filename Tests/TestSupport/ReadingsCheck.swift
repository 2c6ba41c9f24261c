import TemporalDatalog

/// A fact in plain numbers, for tests that do not speak the engine's language.
package struct PlainFact: Sendable, Hashable {
  /// An index of ``ReadingsCheck/columnKinds``.
  package var relation: Int
  /// Symbols and numbers.
  package var tuple: [Int]
  package var certain: [Range<Int32>]
  package var conceivable: [Range<Int32>]
  package var marks: [Range<Int32>]

  package init(
    _ relation: Int, _ tuple: [Int], certain: [Range<Int32>], conceivable: [Range<Int32>],
    marks: [Range<Int32>] = []
  ) {
    self.relation = relation
    self.tuple = tuple
    self.certain = certain
    self.conceivable = conceivable
    self.marks = marks
  }
}

/// Both readings of an imprecise record held against every reading it allows, one at a time.
///
/// Certain conclusions have to hold in every reading; what holds in some reading has to be
/// conceivable.
package struct ReadingsCheck: Sendable {
  /// The columns of the record's relations.
  package static let columnKinds: [[ColumnKind]] = [
    [.symbol], [.symbol, .symbol], [.symbol, .integer],
  ]

  /// What breaks an inclusion, a line each, after the program; empty if nothing does.
  package private(set) var violations: [String] = []
  /// Whether some conclusion differs from reading to reading.
  package private(set) var isImprecisionFelt = false
  /// Whether the two readings leave open what differs from reading to reading, and nothing else.
  package private(set) var isExact = true

  /// Evaluates random rules on the record's facts with the engine and on each reading's facts
  /// naively, two-valued.
  package static func check(
    seed: UInt64, days: Range<Int32>, symbolCount: Int, record: [PlainFact],
    readings: [[PlainFact]]
  ) async throws -> ReadingsCheck {
    var numbers = NumberPool()
    let horizon = Span(days.lowerBound, days.upperBound)
    let facts = record.map { engineFact($0, &numbers) }
    let program = ProgramGenerator.plainRules(
      seed: seed, over: columnKinds, facts, numbers: numbers, horizon: horizon,
      symbolCount: symbolCount)
    let model = NaiveModel(try await program.program.evaluate(program.store), program.program)
    let empty = [[NaiveTuple: DaySet]](repeating: [:], count: program.program.relations.count)
    var every = empty
    var some = empty
    for (index, reading) in readings.enumerated() {
      var precise = program
      precise.facts = reading.map { engineFact($0, &precise.numbers) }
      let result = try NaiveEvaluator.evaluate(precise.program, precise.store, isTwoValued: true)
      for relation in empty.indices {
        let holding = result[relation, .certain]
        some[relation].merge(holding) { $0 | $1 }
        every[relation] =
          index == 0
          ? holding
          : every[relation].reduce(into: [:]) { common, entry in
            let days = entry.value & holding[entry.key, default: 0]
            if days != 0 { common[entry.key] = days }
          }
      }
    }
    var check = ReadingsCheck()
    let expected = NaiveModel(certain: every, conceivable: some)
    check.compare(program, expected, model)
    return check
  }

  private mutating func compare(
    _ program: RandomProgram, _ readings: NaiveModel, _ model: NaiveModel
  ) {
    for relation in program.program.relations.indices {
      let name = program.program.relations[relation].name
      for (tuple, days) in model[relation, .certain]
      where days & ~readings[relation, .certain][tuple, default: 0] != 0 {
        violations.append("certain \(name)\(tuple) does not hold in every reading")
      }
      for (tuple, days) in readings[relation, .conceivable]
      where days & ~model[relation, .conceivable][tuple, default: 0] != 0 {
        violations.append("\(name)\(tuple) holds in some reading and is not conceivable")
      }
    }
    for relation in program.concluded {
      if readings[relation, .certain] != readings[relation, .conceivable] {
        isImprecisionFelt = true
      }
      for reading in Reading.allCases where readings[relation, reading] != model[relation, reading]
      {
        isExact = false
      }
    }
    if !violations.isEmpty {
      violations.insert("\(program)", at: 0)
      violations.append("what the readings share and allow, against what was found:")
      violations += program.difference(readings, model)
    }
  }

  private static func engineFact(_ fact: PlainFact, _ numbers: inout NumberPool) -> Fact {
    func spans(_ ranges: [Range<Int32>]) -> [Span] {
      ranges.map { Span($0.lowerBound, $0.upperBound) }
    }
    let tuple = zip(fact.tuple, columnKinds[fact.relation]).map { value, kind in
      kind == .symbol ? UInt32(value) : numbers.code(Int64(value))
    }
    return Fact(
      relation: fact.relation, tuple: tuple, certain: spans(fact.certain),
      conceivable: spans(fact.conceivable), marks: spans(fact.marks))
  }
}
