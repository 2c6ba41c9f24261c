import TemporalDatalog
import TestSupport
import Testing

/// Hand-computed cases: the evaluator that judges the engine is judged here.
@Suite struct NaiveEvaluatorTests {
  let day: Int32 = 100

  /// A program over six days with relations of the given columns.
  private func program(_ columns: [ColumnKind]...) -> Program {
    var program = Program(horizon: Span(day, day + 6))
    program.relations = columns.enumerated().map {
      RelationDeclaration(name: "r\($0.offset)", columns: $0.element)
    }
    return program
  }

  private func fact(
    _ relation: Int, _ tuple: [UInt32], _ certain: [Range<Int32>],
    _ conceivable: [Range<Int32>]? = nil,
    marks: [Range<Int32>] = []
  ) -> Fact {
    func spans(_ ranges: [Range<Int32>]) -> [Span] {
      ranges.map { Span(day + $0.lowerBound, day + $0.upperBound) }
    }
    return Fact(
      relation: relation, tuple: tuple, certain: spans(certain),
      conceivable: spans(conceivable ?? certain), marks: spans(marks))
  }

  private func store(_ facts: Fact...) -> FactStore {
    var store = FactStore()
    for fact in facts { store.insert(fact) }
    return store
  }

  @Test func sometimePastReachesBackTheDaysGivenAndToday() throws {
    var program = program([.symbol], [.symbol])
    program.rules = [
      ProgramRule(
        head: Literal(1, [.variable(0)]),
        premises: [.holds(Literal(0, [.variable(0)], window: .sometime(first: -2, last: 0)))],
        variableCount: 1, origin: 0)
    ]
    let model = try NaiveEvaluator.evaluate(program, store(fact(0, [7], [1..<2])))
    #expect(model[1, .certain] == [[7]: 0b001110])
  }

  @Test func alwaysIsClippedToTheHorizonAndFalseOutsideIt() throws {
    var program = program([.symbol], [.symbol])
    program.rules = [
      ProgramRule(
        head: Literal(1, [.variable(0)]),
        premises: [.holds(Literal(0, [.variable(0)], window: .always(first: 2, last: 3)))],
        variableCount: 1, origin: 0)
    ]
    let model = try NaiveEvaluator.evaluate(program, store(fact(0, [7], [3..<6])))
    // Day 0 asks 2 and 3; day 1 asks 3 and 4; day 3 asks 5 alone; day 4 asks nothing.
    #expect(model[1, .certain] == [[7]: 0b001110])
  }

  @Test func certainAndConceivableCrossOverInAnException() throws {
    var program = program([.symbol], [.symbol, .symbol], [.symbol])
    program.rules = [
      ProgramRule(
        head: Literal(2, [.variable(0)]),
        premises: [.holds(Literal(0, [.variable(0)])), .absent(Literal(1, [.variable(0), .any]))],
        variableCount: 1, origin: 0)
    ]
    let model = try NaiveEvaluator.evaluate(
      program, store(fact(0, [7], [0..<6]), fact(1, [7, 8], [2..<3], [1..<4])))
    #expect(model[2, .certain] == [[7]: 0b110001])
    #expect(model[2, .conceivable] == [[7]: 0b111011])
  }

  @Test func aMarkIsCertainThroughAWindowThatContainsItsRange() throws {
    var program = program([.symbol], [.symbol])
    program.rules = [
      ProgramRule(
        head: Literal(1, [.variable(0)]),
        premises: [.holds(Literal(0, [.variable(0)], window: .sometime(first: -2, last: 0)))],
        variableCount: 1, origin: 0)
    ]
    let model = try NaiveEvaluator.evaluate(
      program, store(fact(0, [7], [], [1..<3], marks: [1..<3])))
    #expect(model[1, .certain] == [[7]: 0b001100])
    #expect(model[1, .conceivable] == [[7]: 0b011110])
  }

  @Test func aRunAtTheEdgeHasNoNumberAndAnImpreciseOneTwo() throws {
    var program = program([.symbol], [.symbol, .integer])
    program.rules = [
      ProgramRule(
        head: Literal(1, [.variable(0), .variable(1)]),
        premises: [.run(Literal(0, [.variable(0)]), RunReading(length: 1))],
        variableCount: 2, origin: 0)
    ]
    let model = try NaiveEvaluator.evaluate(
      program,
      store(fact(0, [7], [0..<2]), fact(0, [8], [2..<4]), fact(0, [9], [2..<3], [2..<5])))
    #expect(model[1, .certain] == [[8, 2]: 0b001100])
    #expect(
      model[1, .conceivable] == [[8, 2]: 0b001100, [9, 1]: 0b000100, [9, 3]: 0b011100])
  }

  private func aggregate(
    _ function: AggregateFunction, _ use: AggregateUse
  ) -> (Program, FactStore) {
    var program = program([.symbol], [.symbol, .integer], [.symbol, .integer])
    let body = [Premise.holds(Literal(1, [.variable(0), .variable(1)]))]
    let aggregate = Aggregate(
      function: function, body: body, group: [0], per: function == .count ? [1] : [],
      value: function == .count ? nil : 1, kind: .integer)
    program.rules = [
      ProgramRule(
        head: Literal(2, [.variable(0), use == .value(2) ? .variable(2) : .constant(1 << 30)]),
        premises: [.holds(Literal(0, [.variable(0)])), .aggregate(aggregate, use)],
        variableCount: 3, origin: 0)
    ]
    var numbers = NumberPool()
    let facts = store(
      fact(0, [7], [0..<3]), fact(1, [7, numbers.code(3)], [0..<1]),
      fact(1, [7, numbers.code(5)], [], [0..<2]), fact(1, [7, numbers.code(-2)], [], [1..<2]))
    return (program, facts)
  }

  @Test func aCountTakesEveryValueInItsRangeAndTheEmptyGroupIsZero() throws {
    let (program, facts) = aggregate(.count, .value(2))
    let model = try NaiveEvaluator.evaluate(program, facts)
    #expect(model[2, .certain] == [[7, 0]: 0b100])
    #expect(
      model[2, .conceivable] == [[7, 0]: 0b110, [7, 1]: 0b011, [7, 2]: 0b011])
  }

  @Test func aSumHasItsTwoEnds() throws {
    let (program, facts) = aggregate(.sum, .value(2))
    let model = try NaiveEvaluator.evaluate(program, facts)
    #expect(model[2, .certain] == [[7, 0]: 0b100])
    #expect(
      model[2, .conceivable]
        == [[7, 3]: 0b001, [7, 8]: 0b001, [7, -2]: 0b010, [7, 5]: 0b010, [7, 0]: 0b100])
  }

  @Test func aMaximumHasCandidatesAndMayBeAbsent() throws {
    let (program, facts) = aggregate(.maximum, .value(2))
    let model = try NaiveEvaluator.evaluate(program, facts)
    #expect(model[2, .certain] == [:])
    #expect(model[2, .conceivable] == [[7, 3]: 0b001, [7, 5]: 0b011, [7, -2]: 0b010])
  }

  @Test func aComparisonIsCertainOnlyIfTrueOfTheWholeRange() throws {
    var numbers = NumberPool()
    let (program, facts) = aggregate(
      .maximum, .compare(.notEqual, .constant(numbers.code(4))))
    let model = try NaiveEvaluator.evaluate(program, facts)
    #expect(model[2, .certain] == [:])
    #expect(model[2, .conceivable] == [[7, 0]: 0b011])
    let (larger, _) = aggregate(.minimum, .compare(.greaterOrEqual, .constant(numbers.code(3))))
    let least = try NaiveEvaluator.evaluate(larger, facts)
    #expect(least[2, .certain] == [[7, 0]: 0b001])
  }

  @Test func aFailureCountsOnlyOnRowsThatSatisfyTheRest() throws {
    var program = program([.integer], [.integer])
    var numbers = NumberPool()
    let zero = numbers.code(0)
    let quotient = Expression.arithmetic(
      .divide, .constant(numbers.code(6)), .variable(0), .integer)
    program.rules = [
      ProgramRule(
        head: Literal(1, [.variable(1)]),
        premises: [
          .holds(Literal(0, [.variable(0)])), .assign(1, quotient, .integer),
          .compare(.variable(0), .notEqual, .constant(zero), .integer),
        ], variableCount: 2, origin: 4)
    ]
    let facts = store(fact(0, [zero], [0..<1]), fact(0, [numbers.code(4)], [1..<2]))
    let guarded = try NaiveEvaluator.evaluate(program, facts)
    #expect(guarded.failures.isEmpty)
    #expect(guarded[1, .certain] == [[1]: 0b10])
    program.rules[0].premises.removeLast()
    let open = try NaiveEvaluator.evaluate(program, facts)
    #expect(open.failures == [.divisionByZero(rule: 4): 0b1])
  }

  @Test func decimalsRoundHalvesToTheEvenNeighbor() throws {
    var program = program([.decimal], [.decimal])
    var numbers = NumberPool()
    let half = numbers.code(500_000)
    program.rules = [
      ProgramRule(
        head: Literal(1, [.variable(1)]),
        premises: [
          .holds(Literal(0, [.variable(0)])),
          .assign(1, .arithmetic(.multiply, .variable(0), .constant(half), .decimal), .decimal),
        ], variableCount: 2, origin: 0)
    ]
    let values: [Int64] = [1, 3, 5, -1, -3]
    var facts = FactStore()
    for value in values { facts.insert(fact(0, [numbers.code(value)], [0..<1])) }
    let model = try NaiveEvaluator.evaluate(program, facts)
    #expect(Set(model[1, .certain].keys) == [[0], [2], [-2]])
  }

  @Test func ownersThatTogetherHoldHalfRecur() throws {
    // restricted(x) when sum of the shares of restricted owners of x is at least 50.
    var program = program([.symbol, .symbol, .integer], [.symbol])
    var numbers = NumberPool()
    let body: [Premise] = [
      .holds(Literal(1, [.variable(1)])),
      .holds(Literal(0, [.variable(1), .variable(0), .variable(2)])),
    ]
    let sum = Aggregate(
      function: .sum, body: body, group: [0], per: [1], value: 2, kind: .integer)
    program.rules = [
      ProgramRule(
        head: Literal(1, [.variable(0)]),
        premises: [
          .holds(Literal(0, [.any, .variable(0), .any])),
          .aggregate(sum, .compare(.greaterOrEqual, .constant(numbers.code(50)))),
        ], variableCount: 3, origin: 0)
    ]
    let facts = store(
      fact(1, [1], [0..<6]), fact(1, [2], [2..<6]),
      fact(0, [1, 3, numbers.code(30)], [0..<6]), fact(0, [2, 3, numbers.code(30)], [0..<6]),
      fact(0, [3, 4, numbers.code(50)], [0..<4]))
    let model = try NaiveEvaluator.evaluate(program, facts)
    #expect(model[1, .certain] == [[1]: 0b111111, [2]: 0b111100, [3]: 0b111100, [4]: 0b001100])
  }

  @Test func aCycleThroughAnExceptionIsRejected() {
    var program = program([.symbol], [.symbol])
    program.rules = [
      ProgramRule(
        head: Literal(1, [.variable(0)]),
        premises: [.holds(Literal(0, [.variable(0)])), .absent(Literal(1, [.variable(0)]))],
        variableCount: 1, origin: 0)
    ]
    #expect(throws: NaiveRejection.unstratified) {
      try NaiveEvaluator.evaluate(program, store())
    }
  }
}
