import TestSupport
import Testing

@testable import TemporalDatalog

/// What is found in a finished relation with layers on it, held to a set of tuples.
@Suite struct LayeredLookupTests {
  /// A relation, kept as bits or as sorted rows, after some changes, and its tuples.
  private struct Sample {
    let relation: Relation
    private(set) var tuples: Set<[UInt32]>
    private let greatest: [Int]

    init(_ generator: inout RepeatableRandom) throws {
      let arity = generator.number(1...3)
      greatest = (0..<arity).map { _ in generator.number(3...30) }
      let base = Relation(
        name: "r", arity: arity, isTemporal: false,
        rowsWorthBits: generator.pick([1, .max]), nil)
      tuples = []
      let rows = Rows(width: arity, capacity: 0)
      for _ in 0..<generator.number(0...400) {
        let tuple = Sample.tuple(greatest, &generator)
        tuples.insert(tuple)
        rows.append(tuple)
      }
      if rows.count > 0 { try base.insert(rows) }
      _ = try base.advance()
      try base.seal()
      relation = Relation(over: base)
      for _ in 0..<generator.number(0...5) { try change(&generator) }
    }

    static func tuple(_ greatest: [Int], _ generator: inout RepeatableRandom) -> [UInt32] {
      greatest.map { UInt32(generator.number(0...$0)) }
    }

    func tuple(_ generator: inout RepeatableRandom) -> [UInt32] {
      Sample.tuple(greatest, &generator)
    }

    private mutating func change(_ generator: inout RepeatableRandom) throws {
      var (lost, gained) = (Set<[UInt32]>(), Set<[UInt32]>())
      for _ in 0..<generator.number(0...60) {
        let tuple = tuple(&generator)
        if tuples.contains(tuple) { lost.insert(tuple) } else { gained.insert(tuple) }
      }
      tuples.subtract(lost)
      tuples.formUnion(gained)
      try relation.change(lost: block(lost), gained: block(gained))
    }

    private func block(_ tuples: Set<[UInt32]>) -> Rows {
      let rows = Rows(width: greatest.count, capacity: 0)
      for tuple in tuples.sorted(by: { $0.lexicographicallyPrecedes($1) }) { rows.append(tuple) }
      return rows
    }
  }

  @Test("A batch is told what one key after the other is", arguments: 0..<200)
  func selection(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed))
    let sample = try Sample(&generator)
    let arity = sample.relation.arity
    // Some tuples twice in a row, some with values that no tuple has.
    let asked = (0..<generator.number(0...200)).flatMap { _ in
      var tuple = sample.tuple(&generator)
      if generator.chance(5) { tuple[0] = generator.pick([31, 5_000, .max]) }
      return repeatElement(tuple, count: generator.number(1...2))
    }
    let input = Rows(width: arity, capacity: 0)
    for tuple in asked { input.append(tuple) }
    let selected = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, asked.count))
    defer { selected.deallocate() }
    // Whole tuples, and those that agree in some columns.
    for length in [arity, generator.number(1...arity)] {
      let lookup = try sample.relation.layered(Array(0..<length))
      let key = KeyBuffer(lookup.order, (0..<length).map { ($0, .slot($0)) })
      let known = Set(sample.tuples.map { Array($0.prefix(length)) })
      for arePresent in [true, false] {
        let count = lookup.select(key, of: input, arePresent: arePresent, into: selected)
        #expect(
          (0..<count).map { Int(selected[$0]) }
            == asked.indices.filter {
              known.contains(Array(asked[$0].prefix(length))) == arePresent
            }, "seed \(seed)")
      }
    }
  }

  @Test("The rows with a key come sorted, from whatever layer", arguments: 0..<200)
  func reading(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed + 1_000))
    let sample = try Sample(&generator)
    let arity = sample.relation.arity
    for choice in 0..<(1 << arity) {
      let bound = (0..<arity).filter { choice >> $0 & 1 == 1 }
      let lookup = try sample.relation.layered(bound)
      let order = lookup.order
      for _ in 0..<10 {
        let wanted = sample.tuple(&generator)
        let found = Rows(width: arity, capacity: 0)
        lookup.read(order.prefix(bound.count).map { wanted[$0] } + [0], into: found)
        let expected = sample.tuples.filter { tuple in bound.allSatisfy { tuple[$0] == wanted[$0] }
        }
        .map { tuple in order.map { tuple[$0] } }
        .sorted { $0.lexicographicallyPrecedes($1) }
        #expect((0..<found.count).map(found.row) == expected, "seed \(seed)")
      }
    }
  }

  @Test("What is absent of some rows is what the relation does not have", arguments: 0..<100)
  func absence(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed + 2_000))
    let sample = try Sample(&generator)
    let rows = Rows(width: sample.relation.arity, capacity: 0)
    let asked = Set((0..<generator.number(0...300)).map { _ in sample.tuple(&generator) })
      .sorted { $0.lexicographicallyPrecedes($1) }
    for tuple in asked { rows.append(tuple) }
    let absent = try sample.relation.absentPart(rows)
    #expect((0..<absent.count).map(absent.row) == asked.filter { !sample.tuples.contains($0) })
  }
}
