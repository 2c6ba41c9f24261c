import Testing

@testable import TemporalDatalog

@Suite struct PlannerTests {
  /// A context with relations of some sizes, all of one arity.
  private func context(
    _ sizes: [Int], arity: Int, _ manner: EvaluationManner = EvaluationManner(),
    firstValues: [Int: Int] = [:]
  ) throws -> Context {
    var physical = PhysicalProgram(horizon: Span(0, 10))
    var relations: [Relation] = []
    for (number, size) in sizes.enumerated() {
      let firstValues = firstValues[number] ?? size
      physical.relations.append(
        PhysicalRelation(name: "r", columns: Array(repeating: .integer, count: arity)))
      let relation = Relation(name: "r", arity: arity, isTemporal: false, nil)
      let rows = Rows(width: arity, capacity: size)
      for row in 0..<size {
        rows.append((0..<arity).map { UInt32($0 == 0 ? row % firstValues : row + $0) })
      }
      try relation.insert(rows)
      _ = try relation.advance()
      relations.append(relation)
    }
    return Context(
      physical, relations: relations, pools: Pools(), manner,
      watch: Watch(EvaluationBudget()))
  }

  private func rule(_ premises: [PhysicalPremise]) -> JoinRule {
    JoinRule(head: 0, operands: [], premises: premises, variableCount: 8, origin: 0)
  }

  @Test("The smallest relation comes first, then those that it binds")
  func smallestFirst() throws {
    let context = try context([5_000, 10, 400], arity: 2)
    let rule = rule([
      .match(0, [.variable(0), .variable(1)]), .match(1, [.variable(2), .variable(0)]),
      .match(2, [.variable(1), .variable(3)]),
    ])
    #expect(Planner(context, rule).plan().order == [1, 0, 2])
  }

  @Test("The delta comes first, unless it leads to many more rows than to begin elsewhere")
  func deltaFirst() throws {
    func order(firstValues: Int) throws -> [Int] {
      let context = try context([5_000, 3_000, 10], arity: 2, firstValues: [1: firstValues])
      var planner = Planner(
        context,
        rule([
          .match(2, [.variable(2), .variable(3)]), .match(1, [.variable(1), .variable(2)]),
          .match(0, [.variable(0), .variable(1)]),
        ]))
      planner.driver = 2
      planner.stratum = [0]
      return planner.plan().order
    }
    #expect(try order(firstValues: 3_000) == [2, 1, 0])
    // Each new row would meet a thousand others.
    #expect(try order(firstValues: 3) == [0, 1, 2])
  }

  @Test("What goes from bits to bits comes last, where that costs less than the delta first")
  func unitedAtTheEnd() throws {
    func order(head: [Operand]) throws -> [Int] {
      let context = try context([6_400, 100], arity: 2, firstValues: [0: 64])
      #expect(context.relations[0].dense != nil && context.relations[1].dense == nil)
      var rule = rule([
        .match(1, [.variable(0), .variable(1)]), .match(0, [.variable(1), .variable(2)]),
      ])
      rule.operands = head
      var planner = Planner(context, rule)
      planner.driver = 1
      planner.stratum = [0]
      return planner.plan().order
    }
    #expect(try order(head: [.variable(0), .variable(2)]) == [0, 1])
    // Row by row, each would meet a hundred others.
    #expect(try order(head: [.variable(2), .variable(0)]) == [1, 0])
  }

  @Test("Few rows that lanes share are read in the order of the head, and others as they are")
  func orderOfTheHead() throws {
    let context = try context([6_400, 100], arity: 2, firstValues: [0: 64])
    let links = context.relations[1]
    links.watch = context.watch
    try links.seal()
    var rule = rule([
      .match(1, [.variable(0), .variable(1)]), .match(0, [.variable(0), .variable(2)]),
    ])
    rule.operands = [.variable(1), .variable(2)]
    var planner = Planner(context, rule)
    planner.driver = 1
    planner.stratum = [0]
    let pipeline = planner.pipeline([0, 1], .relation(context.relations[0]))
    let scan = try #require(pipeline.steps.first as? JoinStep)
    for isShared in [false, true] {
      scan.isShared = isShared
      try pipeline.prepare()
      #expect(links.indexes.contains { $0.order == [1, 0] } == isShared)
    }
  }

  @Test("The written order is kept if asked, the delta in its place")
  func writtenOrder() throws {
    let context = try context(
      [5_000, 10, 400], arity: 2, EvaluationManner(keepsWrittenOrder: true))
    var planner = Planner(
      context,
      rule([
        .match(0, [.variable(0), .variable(1)]), .match(2, [.variable(1), .variable(3)]),
        .match(1, [.variable(2), .variable(0)]),
        .compare(.variable(0), .less, .variable(1), .integer),
      ]))
    planner.driver = 2
    #expect(planner.plan().order == [0, 3, 1, 2])
  }

  @Test("Hundreds of premises are put in order in little time", .timeLimit(.minutes(60)))
  func manyPremises() throws {
    let context = try context([10], arity: 2)
    let count = 200
    var premises = (0..<count).map { PhysicalPremise.match(0, [.variable($0), .variable($0 + 1)]) }
    premises += (0..<count).map {
      .compare(.variable($0), .notEqual, .variable($0 + 1), .integer)
    }
    var rule = rule(premises)
    rule.variableCount = count + 1
    #expect(Set(Planner(context, rule).plan().order) == Set(0..<2 * count))
  }

  @Test("Comparisons and exceptions run as soon as they can, arithmetic last")
  func filters() throws {
    let context = try context([10, 20, 30], arity: 2)
    let sum = Expression.arithmetic(.add, .variable(0), .variable(1), .integer)
    let rule = rule([
      .assign(4, sum, .integer), .compare(.variable(4), .less, .variable(2), .integer),
      .compare(.variable(0), .less, .variable(1), .integer),
      .match(1, [.variable(1), .variable(2)]), .match(0, [.variable(0), .variable(1)]),
      .absent(2, [.variable(0), .any]),
    ])
    #expect(Planner(context, rule).plan().order == [4, 2, 5, 3, 0, 1])
  }
}
