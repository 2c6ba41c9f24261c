import TestSupport
import Testing

@testable import TemporalDatalog

/// What an update of a model does, and how much it has to do.
@Suite struct UpdateTests {
  private static let horizon = Span(0, 100)

  /// Edges of a path, and which node is reached from which.
  private static func closure(
    _ edges: [(Int64, Int64)], on days: Span? = nil
  ) async throws -> (model: Model, builder: ProgramBuilder) {
    var builder = ProgramBuilder(horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    for (from, to) in edges {
      if let days { builder.fact(edge, from, to, on: days) } else { builder.fact(edge, from, to) }
    }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    return (try await builder.evaluate(), builder)
  }

  private static func edge(_ from: Int64, _ to: Int64, on days: [Span]) -> Fact {
    var numbers = NumberPool()
    return Fact(
      relation: 0, tuple: [numbers.code(from), numbers.code(to)], certain: days, conceivable: days)
  }

  private static func chain(_ count: Int64) -> [(Int64, Int64)] {
    (0..<count).map { ($0, $0 + 1) }
  }

  // MARK: - What it gives

  @Test func whatHoldsOnlyThroughItselfEnds() async throws {
    let (model, _) = try await Self.closure([(0, 1), (1, 2), (2, 3), (3, 1)])
    let after = try await model.updated(with: [Self.edge(0, 1, on: [])])
    let paths = after.table(1).keys.sorted { $0.lexicographicallyPrecedes($1) }
    let expected: [[Int64]] = [
      [1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [3, 1], [3, 2], [3, 3],
    ]
    #expect(paths == expected)
    #expect(model.table(1).count == 12)
  }

  @Test func whatHasAnotherReasonStays() async throws {
    let (model, _) = try await Self.closure([(0, 1), (1, 3), (0, 2), (2, 3), (3, 4)])
    let after = try await model.updated(with: [Self.edge(1, 3, on: [])])
    #expect(after.table(1)[[0, 4]] != nil)
    #expect(after.table(1)[[1, 4]] == nil)
    #expect(after.updateCounts?.takenOut == 2, "only what ends is taken out")
    #expect(after.updateCounts?.kept == 1)
    #expect(after.updateCounts?.putIn == 0)
  }

  @Test func whatHasAnotherReasonOnACycleComesBack() async throws {
    let (model, _) = try await Self.closure([(0, 1), (1, 3), (0, 2), (2, 3), (3, 4), (4, 3)])
    let after = try await model.updated(with: [Self.edge(1, 3, on: [])])
    #expect(after.table(1)[[0, 4]] != nil)
    #expect(after.table(1)[[1, 4]] == nil)
    #expect(after.updateCounts?.putIn == 2, "two paths were out for a while")
  }

  @Test func aReasonThatIsLostLaterIsNone() async throws {
    // 0 → 3 follows from 0 → 2 when it is looked at first, and that ends a round later.
    let (model, _) = try await Self.closure([(0, 1), (1, 2), (1, 3), (2, 3), (3, 4)])
    let after = try await model.updated(
      with: [Self.edge(1, 2, on: []), Self.edge(1, 3, on: [])])
    #expect(
      after.table(1).keys.sorted { $0.lexicographicallyPrecedes($1) } == [
        [0, 1], [2, 3], [2, 4], [3, 4],
      ])
  }

  @Test func aReasonThatComesWithTheChangeIsNotReliedOn() async throws {
    // The new edge 2 → 3 leads on from a path that ends with the change.
    let (model, _) = try await Self.closure([(0, 1), (1, 2), (1, 3), (3, 4)])
    let after = try await model.updated(
      with: [
        Self.edge(1, 3, on: []), Self.edge(0, 1, on: []), Self.edge(2, 3, on: [Self.horizon]),
      ])
    #expect(after.updateCounts != nil)
    #expect(
      after.table(1).keys.sorted { $0.lexicographicallyPrecedes($1) } == [
        [1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [3, 4],
      ])
  }

  private struct Pair: Hashable, Comparable {
    let from: Int64
    let to: Int64

    init(_ from: Int64, _ to: Int64) { (self.from, self.to) = (from, to) }

    static func < (a: Pair, b: Pair) -> Bool { (a.from, a.to) < (b.from, b.to) }
  }

  /// A lattice of edges to the right and down, now and then one that leads back; edges go, come and
  /// move, several at once.
  @Test(arguments: [0, 1, 2, 3] as [UInt64])
  func edgesOfALatticeGoAndCome(backward: UInt64) async throws {
    let side: Int64 = 6
    var random = RepeatableRandom(seed: 40 + backward)
    var edges: Set<Pair> = []
    for node in 0..<side * side {
      if node % side < side - 1 { edges.insert(Pair(node, node + 1)) }
      if node + side < side * side { edges.insert(Pair(node, node + side)) }
    }
    for _ in 0..<backward {
      let node = Int64.random(in: 0..<side * side, using: &random)
      edges.insert(Pair(node, Int64.random(in: 0...node, using: &random)))
    }
    var model = try await Self.closure(edges.map { ($0.from, $0.to) }).model
    var (kept, carried) = (0, 0)
    for _ in 0..<120 {
      let before = edges
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        if Bool.random(using: &random), let edge = edges.sorted(by: <).randomElement(using: &random)
        {
          edges.remove(edge)
        } else {
          let from = Int64.random(in: 0..<side * side, using: &random)
          let steps: [Int64] = [1, side, side + 1, backward > 1 ? -1 : 2]
          let step = steps.randomElement(using: &random) ?? 1
          edges.insert(Pair(from, max(0, from + step)))
        }
      }
      let facts = edges.symmetricDifference(before).map { edge in
        Self.edge(edge.from, edge.to, on: edges.contains(edge) ? [Self.horizon] : [])
      }
      model = try await model.updated(with: facts)
      kept += model.updateCounts?.kept ?? 0
      carried += model.updateCounts == nil ? 0 : 1
      let expected = try await Self.closure(edges.map { ($0.from, $0.to) }).model
      #expect(model.table(1) == expected.table(1))
    }
    #expect(kept > 100)
    #expect(carried > 100)
  }

  @Test func anotherReasonKeepsTheDaysThatItHas() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    for (from, to) in [(0, 1), (1, 3), (3, 4), (2, 3)] as [(Int64, Int64)] {
      builder.fact(edge, from, to, on: Span(10, 60))
    }
    builder.fact(edge, 0, 2, on: Span(20, 30))
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    let model = try await builder.evaluate()
    let after = try await model.updated(with: [Self.edge(1, 3, on: [Span(10, 15)])])
    #expect(after.table(path)[[0, 4]] == [Span(10, 15), Span(20, 30)])
    #expect(after.table(path)[[1, 4]] == [Span(10, 15)])
    #expect((after.updateCounts?.kept ?? 0) > 0)
  }

  @Test func whatIsGivenOfAConclusionStaysUntilItGoes() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    for (from, to) in [(0, 1), (1, 2), (2, 3)] as [(Int64, Int64)] { builder.fact(edge, from, to) }
    builder.fact(path, 0, 2)
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    let model = try await builder.evaluate()
    let without = try await model.updated(with: [Self.edge(1, 2, on: [])])
    #expect(without.table(path)[[0, 3]] != nil)
    #expect(without.table(path)[[1, 3]] == nil)
    var fact = Self.edge(0, 2, on: [])
    fact = Fact(relation: path, tuple: fact.tuple, certain: [], conceivable: [])
    let neither = try await without.updated(with: [fact])
    #expect(neither.updateCounts != nil)
    #expect(neither.table(path).keys.sorted { $0[0] < $1[0] } == [[0, 1], [2, 3]])
  }

  @Test func anOrderThatAForkMadeServesItsSiblings() async throws {
    let (model, _) = try await Self.closure([(0, 1), (1, 3), (0, 2), (2, 3), (3, 4)])
    for gone in [1, 2] as [Int64] {
      // An edge that closes a cycle, in one fork alone.
      let cyclic = try await model.updated(
        with: [Self.edge(gone, 3, on: []), Self.edge(4, 0, on: [Self.horizon])])
      let again = try await cyclic.updated(with: [Self.edge(3 - gone, 3, on: [])])
      #expect(again.table(1)[[0, 4]] == nil)
      #expect(again.table(1)[[4, gone]] != nil)
      let fork = try await model.updated(with: [Self.edge(gone, 3, on: [])])
      #expect(fork.table(1)[[0, 4]] != nil)
      #expect(fork.updateCounts?.kept == 1)
      let longer = try await fork.updated(with: [Self.edge(4, 9, on: [Self.horizon])])
      let shorter = try await longer.updated(with: [Self.edge(4, 9, on: [])])
      #expect(shorter.table(1) == fork.table(1))
    }
  }

  @Test func partOfAPeriodEnds() async throws {
    let (model, _) = try await Self.closure([(0, 1), (1, 2)], on: Span(10, 60))
    let after = try await model.updated(with: [Self.edge(1, 2, on: [Span(10, 20), Span(30, 60)])])
    #expect(after.table(1)[[0, 2]] == [Span(10, 20), Span(30, 60)])
    #expect(after.table(1)[[0, 1]] == [Span(10, 60)])
    #expect(model.table(1)[[0, 2]] == [Span(10, 60)])
  }

  @Test func aMonotoneSumFallsWithItsMembers() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (owns, holds) = (builder.relation("owns", 3), builder.relation("holds", 2))
    for (owner, company, share) in [(1, 2, 60), (1, 3, 30), (2, 3, 30), (3, 4, 100)] {
      builder.fact(owns, Int64(owner), Int64(company), Int64(share))
    }
    for owner in 1...4 { builder.fact(holds, Int64(owner), Int64(owner)) }
    let aggregate = Aggregate(
      function: .sum,
      body: [.holds(literal(holds, 0, 1)), .holds(literal(owns, 1, 2, 3))], group: [0, 2],
      per: [1], value: 3, kind: .integer)
    builder.rule(
      literal(holds, 0, 2), .holds(literal(holds, 0, 0)), .holds(literal(owns, -1, 2, -1)),
      .aggregate(aggregate, .compare(.greaterOrEqual, builder.number(50))))
    let model = try await builder.evaluate()
    #expect(model.table(holds)[[1, 4]] != nil)
    var numbers = NumberPool()
    let share = [2, 3, 30].map { numbers.code($0) }
    let after = try await model.updated(
      with: [Fact(relation: owns, tuple: share, certain: [], conceivable: [])])
    #expect(after.updateCounts != nil)
    #expect(after.table(holds)[[1, 2]] != nil)
    #expect(after.table(holds)[[1, 3]] == nil)
    #expect(after.table(holds)[[1, 4]] == nil)
  }

  @Test func aFailureIsToldAsEvaluatingTellsIt() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (given, halves) = (builder.relation("given", 1), builder.relation("halves", 2))
    builder.fact(given, 2)
    let four = builder.number(4)
    builder.rule(
      literal(halves, 0, 1), .holds(literal(given, 0)),
      .assign(1, .arithmetic(.divide, four, .variable(0), .integer), .integer))
    let model = try await builder.evaluate()
    var numbers = NumberPool()
    let zero = Fact(
      relation: given, tuple: [numbers.code(0)], certain: [Self.horizon],
      conceivable: [Self.horizon])
    await #expect(throws: EvaluationFailure.divisionByZero(rule: 0, operation: "4 / 0", day: 0)) {
      try await model.updated(with: [zero])
    }
    #expect(model.table(halves).count == 1)
  }

  @Test func updatesOfOneModelAreMadeSideBySide() async throws {
    var builder = ProgramBuilder(Self.horizon)
    let (edge, path) = (builder.relation("edge", 2), builder.relation("path", 2))
    let square = builder.relation("square", 2)
    for (from, to) in Self.chain(200) { builder.fact(edge, from, to) }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(edge, 1, 2)))
    // Squares of the new nodes have codes that no model has yet.
    builder.rule(
      literal(square, 0, 2), .holds(literal(edge, 0, 1)),
      .assign(2, .arithmetic(.multiply, .variable(1), .variable(1), .integer), .integer))
    let model = try await builder.evaluate()
    let nodes = (0..<16 as Range<Int64>).map { task in
      (0..<8).map { 100_000 * (8 * task + $0 + 1) }
    }
    let results = try await withThrowingTaskGroup(of: (Int, Model).self) { group in
      for task in nodes.indices {
        group.addTask {
          var model = model
          for node in nodes[task] {
            model = try await model.updated(with: [Self.edge(200, node, on: [Self.horizon])])
          }
          return (task, model)
        }
      }
      var results: [(Int, Model)] = []
      for try await result in group { results.append(result) }
      return results
    }
    for (task, after) in results {
      #expect(after.updateCounts != nil)
      #expect(after.count(path, .certain) == 200 * 201 / 2 + 8 * 201)
      let squares = Set(after.table(square).keys.filter { $0[0] == 200 }.map { $0[1] })
      #expect(squares == Set(nodes[task].map { $0 * $0 }))
    }
    #expect(model.count(path, .certain) == 200 * 201 / 2)
  }

  // MARK: - How much it does

  @Test func effortIsInProportionToTheEffect() async throws {
    var efforts: [Int] = []
    for length in [400, 800] as [Int64] {
      let (model, _) = try await Self.closure(Self.chain(length))
      let after = try await model.updated(
        with: [Self.edge(length - 1, length, on: []), Self.edge(length, length + 1, on: [])])
      let counts = try #require(after.updateCounts)
      #expect(counts.takenOut == Int(length))
      #expect(counts.putIn == 0)
      #expect(after.count(1, .certain) == Int(length * (length - 1) / 2))
      efforts.append(counts.concluded)
    }
    // Twice the chain has four times the paths, and twice as many of them end.
    #expect(efforts[1] <= 2 * efforts[0] + 2)
  }

  @Test func whatConcludesNothingReachesNothing() async throws {
    let (model, _) = try await Self.closure(Self.chain(200))
    let same = try await model.updated(with: [Self.edge(3, 4, on: [Self.horizon])])
    #expect(same.updateCounts == UpdateCounts())
    let none = try await model.updated(with: [Self.edge(900, 901, on: [])])
    #expect(none.updateCounts == UpdateCounts())
  }

  @Test func aVastChangeIsEvaluatedAnew() async throws {
    let edges = Self.chain(600)
    let (model, _) = try await Self.closure(edges)
    let after = try await model.updated(with: [Self.edge(300, 301, on: [])])
    #expect(after.updateCounts == nil)
    #expect(after.count(1, .certain) == 300 * 301 / 2 + 299 * 300 / 2)
  }

  @Test func whatIsUndoneLeavesNothingBehind() async throws {
    let (model, _) = try await Self.closure(Self.chain(300))
    var after = model
    for node in 0..<100 as Range<Int64> {
      after = try await after.updated(with: [Self.edge(300, 1_000 + node, on: [Self.horizon])])
      after = try await after.updated(with: [Self.edge(300, 1_000 + node, on: [])])
    }
    for relation in after.storage.relations { #expect(relation.overlay?.layerCount ?? 0 == 0) }
    #expect(after.table(1) == model.table(1))
  }

  /// An edge that nothing else leads to, on days that are not certain: where there were none, it has
  /// everything evaluated anew.
  private static func vagueEdge(on days: Span) -> Fact {
    var edge = edge(900, 901, on: [days])
    edge.certain = []
    return edge
  }

  @Test func whatIsEvaluatedAnewLiesOnWhatWasThere() async throws {
    let days = Span(10, 50)
    let (model, _) = try await Self.closure(Self.chain(100), on: days)
    let after = try await model.updated(
      with: [Self.edge(99, 100, on: []), Self.vagueEdge(on: days)])
    #expect(after.updateCounts == nil)
    #expect(after.storage.relations[1].overlay?.base === model.storage.relations[1])
    #expect(after.storage.relations[1].overlay?.layerCount == 100)
    #expect(after.table(1).count == 99 * 100 / 2)
    let again = try await after.updated(with: [Self.edge(99, 100, on: [days])])
    #expect(again.updateCounts != nil)
    for number in 0...1 {
      #expect(again.storage.relations[number].overlay?.base === model.storage.relations[number])
      #expect(again.storage.relations[number].overlay?.layerCount == 0)
    }
    #expect(again.table(1) == model.table(1))
  }

  @Test func whatIsEvaluatedAnewSharesWhatIsTheSame() async throws {
    let days = Span(10, 50)
    let (model, _) = try await Self.closure(Self.chain(100), on: days)
    let after = try await model.updated(with: [Self.vagueEdge(on: days)])
    #expect(after.updateCounts == nil)
    for number in 0...1 {
      #expect(after.storage.relations[number] === model.storage.relations[number])
    }
    #expect(after.table(1, .conceivable).count == 100 * 101 / 2 + 1)
  }

  @Test func whatDiffersInManyRowsHasRowsOfItsOwn() async throws {
    let days = Span(10, 50)
    let (model, _) = try await Self.closure(Self.chain(100), on: days)
    let after = try await model.updated(
      with: [Self.edge(50, 51, on: []), Self.vagueEdge(on: days)])
    #expect(after.updateCounts == nil)
    #expect(after.storage.relations[1].overlay == nil)
    #expect(after.table(1).count == 2_500)
  }

  @Test func forksShareWhatTheyLeaveAlone() async throws {
    let (model, _) = try await Self.closure(Self.chain(300))
    for node in 0..<20 as Range<Int64> {
      let fork = try await model.updated(with: [Self.edge(300, 1_000 + node, on: [Self.horizon])])
      #expect(fork.count(1, .certain) == 300 * 301 / 2 + 301)
      let path = fork.storage.relations[1]
      #expect(path.overlay?.layerCount == 301)
      #expect(path.overlay?.base === model.storage.relations[1])
    }
    #expect(model.count(1, .certain) == 300 * 301 / 2)
  }
}
