import TestSupport
import Testing

@testable import TemporalDatalog

/// What goes from bits to bits, held to rows.
@Suite struct BitUnionTests {
  @Test("The bits of one set are added to another where they belong", arguments: 0..<60)
  func union(seed: Int) throws {
    var random = RepeatableRandom(seed: UInt64(seed))
    func bounds(_ columns: Int) -> [ClosedRange<UInt32>] {
      (0..<columns).map { column in
        let low = UInt32(random.number(0...90))
        return low...low + UInt32(random.number(0...(column == columns - 1 ? 400 : 5)))
      }
    }
    let source = DenseSet(bounds(1 + seed % 3))
    let target = DenseSet(bounds(1 + seed / 3 % 3))
    let locks = seed % 2 == 0 ? nil : target.locks
    var known: Set<Int> = []
    for set in [source, target] {
      for _ in 0..<random.pick([0, 10, 800]) {
        let position = random.number(0...set.bitCount - 1)
        set.setWord(position >> 6, set.word(position >> 6) | 1 << UInt64(position & 63))
        if set === target { known.insert(position) }
      }
    }
    func has(_ set: DenseSet, _ position: Int) -> Bool {
      set.word(position >> 6) >> UInt64(position & 63) & 1 == 1
    }
    let size = try #require(source.sizes.last)
    for prefix in 0..<source.bitCount / size {
      let places = (0..<size).filter { has(source, prefix * size + $0) }
      let stretch = source.stretch(prefix)
      #expect(stretch.count == places.count)
      #expect(places.isEmpty || stretch.low == places.first && stretch.high == places.last)
      let length = stretch.high - stretch.low + 1
      if places.isEmpty || length > target.bitCount { continue }
      let start = random.number(0...target.bitCount - length)
      var new: [UInt64] = []
      let first = target.formUnion(
        from: prefix * size + stretch.low, of: source, at: start, count: length, among: locks,
        new: &new)
      let expected = Set(places.map { start + $0 - stretch.low })
      let found = (0..<64 * new.count).filter { new[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
      #expect(Set(found.map { first << 6 + $0 }) == expected.subtracting(known))
      known.formUnion(expected)
    }
    #expect(known == Set((0..<target.bitCount).filter { has(target, $0) }))
  }

  private func bits(_ rows: [[UInt32]]) throws -> Relation {
    let relation = Relation(name: "r", arity: 2, isTemporal: false, rowsWorthBits: 1, nil)
    relation.isRecursive = true
    let block = Rows(width: 2, capacity: rows.count)
    for row in rows { block.append(row) }
    try relation.insert(block)
    _ = try relation.advance()
    return relation
  }

  @Test("Keys are followed up to one of whose tuples the head's bits have no room")
  func followingKeys() throws {
    let known = (0..<20).flatMap { first in stride(from: 0, to: 99, by: 2).map { [first, $0] } }
    let head = try bits(known.map { $0.map { UInt32($0) } })
    func values(_ key: UInt32) -> [UInt32] { (0...8).map { key + 10 * $0 } }
    let source = try bits(
      (0..<9).flatMap { key in values(key).map { [key, $0] } } + [[9, 3], [9, 300]])
    let set = try #require(source.dense)
    #expect(head.dense != nil)
    var physical = PhysicalProgram(horizon: Span(0, 10))
    for _ in 0..<2 {
      physical.relations.append(PhysicalRelation(name: "r", columns: [.integer, .integer]))
    }
    let context = Context(
      physical, relations: [head, source], pools: Pools(), EvaluationManner(),
      watch: Watch(EvaluationBudget()))
    let step = HeadStep(
      context, Layout(variables: [0, 2], isTemporal: false), .relation(head),
      operands: [.variable(0), .variable(2)])
    let layout = Layout(variables: [0, 1], isTemporal: false)
    #expect(BitUnion(layout, [.variable(2), .variable(1)], step) == nil)
    #expect(BitUnion(layout, [.any, .variable(2)], step) == nil)
    let union = try #require(BitUnion(layout, [.variable(1), .variable(2)], step))
    let input = Rows(width: 2, capacity: 6)
    let batch: [[UInt32]] = [[0, 0], [5, 3], [5, 3], [7, 9], [1, 1], [1, 12]]
    for row in batch { input.append(row) }
    union.prepare()
    let key = KeyBuffer([.slot(1)])
    let first = union.add(key, of: input, from: 0, in: set)
    #expect(first.end == 3 && first.count == 27)
    #expect(union.add(key, of: input, from: 3, in: set).end == 3)
    let rest = union.add(key, of: input, from: 4, in: set)
    #expect(rest.end == 6 && rest.count == 9)
    // Even values are known; each of the others is new once.
    let found = head.pending.joined()
    let expected = [[5, 3], [1, 1]].flatMap { row in values(row[1]).map { [row[0], $0] } }
    #expect(Set((0..<found.count).map(found.row)) == Set(expected))
    #expect(found.count == expected.count && head.insertedCount == known.count + 36)
  }

  /// Rules that read what they conclude twice, on edges of which some lead far.
  private func program(_ seed: Int) -> (builder: ProgramBuilder, relations: [Int]) {
    var builder = ProgramBuilder()
    var random = RepeatableRandom(seed: UInt64(seed))
    let edge = builder.relation("edge", 2)
    let path = builder.relation("path", 2)
    let colored = builder.relation("colored", 3)
    let marked = builder.relation("marked", 1)
    let nodes = random.pick([30, 50, 280])
    // Where each leads to many, most of a round is new, and is counted.
    let edges = nodes > 100 ? nodes + nodes / 8 : 8 * nodes
    // Numbers are known by the order in which they are met.
    for node in 0..<nodes { builder.fact(marked, Int64(node)) }
    for _ in 0..<edges {
      builder.fact(edge, Int64(random.number(0...nodes - 1)), Int64(random.number(0...nodes - 1)))
    }
    builder.rule(literal(path, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(literal(path, 0, 2), .holds(literal(path, 0, 1)), .holds(literal(path, 1, 2)))
    // A constant, and a variable twice, before the last column.
    let three = builder.number(3)
    guard case .constant(let code) = three else { return (builder, []) }
    builder.rule(
      Literal(colored, [.constant(code), .variable(0), .variable(1)]),
      .holds(literal(edge, 0, 2)), .holds(literal(path, 2, 1)))
    builder.rule(
      literal(colored, 0, 0, 1), .holds(literal(edge, 0, 2)), .holds(literal(colored, -1, 2, 1)))
    // Values that come in later than bits began.
    let grown = builder.relation("grown", 2)
    builder.rule(literal(grown, 0, 1), .holds(literal(edge, 0, 1)))
    builder.rule(
      literal(grown, 0, 2), .holds(literal(grown, 0, 1)),
      .assign(2, .arithmetic(.add, .variable(1), builder.number(Int64(nodes)), .integer), .integer),
      .compare(.variable(2), .less, builder.number(Int64(3 * nodes)), .integer))
    builder.rule(literal(grown, 0, 1), .holds(literal(edge, 0, 2)), .holds(literal(grown, 2, 1)))
    return (builder, [path, colored, grown])
  }

  @Test("What rules conclude from bits is what they conclude from rows", arguments: 0..<12)
  func rules(seed: Int) async throws {
    let (builder, relations) = program(seed)
    #expect(!relations.isEmpty)
    var rows = EvaluationManner()
    rows.rowsWorthBits = .max
    let expected = try await builder.program.evaluate(builder.store, manner: rows)
    var derived: [Int]?
    for lanes in [1, 3] {
      var manner = EvaluationManner(lanes: lanes)
      (manner.rowsWorthBits, manner.rowsWorthLanes) = (8, lanes > 1 ? 1 : manner.rowsWorthLanes)
      let found = try await builder.program.evaluate(builder.store, manner: manner)
      for relation in relations { #expect(found.table(relation) == expected.table(relation)) }
      #expect(found.profile.map(\.new) == expected.profile.map(\.new))
      #expect(found.profile.map(\.rounds) == expected.profile.map(\.rounds))
      #expect(derived == nil || derived == found.profile.map(\.derived))
      derived = found.profile.map(\.derived)
    }
  }
}
