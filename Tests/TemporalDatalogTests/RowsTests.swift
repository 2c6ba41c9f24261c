import TestSupport
import Testing

@testable import TemporalDatalog

@Suite struct RowsTests {
  private func block(_ rows: [[UInt32]], width: Int) -> Rows {
    let block = Rows(width: width, capacity: 0)
    for row in rows { block.append(row) }
    return block
  }

  private func all(_ rows: Rows) -> [[UInt32]] { (0..<rows.count).map(rows.row) }

  private func isBefore(_ a: [UInt32], _ b: [UInt32]) -> Bool { a.lexicographicallyPrecedes(b) }

  private func random(
    _ random: inout RepeatableRandom, count: Int, width: Int, isWide: Bool
  ) -> [[UInt32]] {
    (0..<count).map { _ in
      (0..<width).map { _ in
        isWide ? UInt32(truncatingIfNeeded: random.next()) : UInt32(random.number(0...20))
      }
    }
  }

  @Test("Sorting leaves each row once, in order", arguments: 0..<60)
  func sorting(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed))
    let width = generator.number(1...5)
    let count = generator.pick([0, 1, 2, 7, 12, 13, 50, 600, 20_000])
    let rows = random(&generator, count: count, width: width, isWide: generator.chance(50))
    let order = Array((0..<width).reversed())
    let sorted = try block(rows, width: width).sorted(by: order)
    let expected = Set(rows).map { row in order.map { row[$0] } }.sorted(by: isBefore)
    #expect(all(sorted) == expected, "seed \(seed)")
  }

  @Test("Rows that are parted before they are sorted come to the same", arguments: 0..<60)
  func sortingInParts(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed))
    let width = generator.number(1...4)
    var rows = random(
      &generator, count: generator.pick([14, 60, 3_000, 20_000]), width: width,
      isWide: generator.chance(50))
    // Values that nearly all rows have make parts that are parted once more.
    if seed % 3 == 0 {
      for row in rows.indices where !generator.chance(3) { rows[row][0] = 17 }
    }
    var blocks = RowBlocks(width: width)
    var first = 0
    while first < rows.count {
      let end = min(rows.count, first + generator.pick([1, 100, 5_000]))
      blocks.append(RowBlocks(block(Array(rows[first..<end]), width: width)))
      first = end
    }
    let order = Array((0..<width).reversed().prefix(generator.number(1...width)))
    let sorted = try blocks.sorted(by: order, atOnce: generator.pick([1, 13, 700]))
    let expected = Set(rows.map { row in order.map { row[$0] } }).sorted(by: isBefore)
    #expect(all(sorted) == expected, "seed \(seed)")
    // Two stretches of the first column's values, one of which may be empty or hold all.
    let bounds = order.map { column in
      (rows.map { $0[column] }.min() ?? 0)...(rows.map { $0[column] }.max() ?? 0)
    }
    let limit = generator.pick([0, 9, 17, 1 << 31, .max - 1] as [UInt32])
    let stretches = [0...limit, limit + 1...UInt32.max].flatMap { range in
      all(blocks.sorted(by: order, within: range, bounds))
    }
    #expect(stretches == expected, "seed \(seed)")
  }

  @Test(
    "A merge holds the rows of both, and a difference those of the first alone", arguments: 0..<60)
  func merging(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed))
    let width = generator.number(1...3)
    let left = Set(
      random(&generator, count: generator.number(0...300), width: width, isWide: false))
    let right = Set(
      random(&generator, count: generator.number(0...300), width: width, isWide: false))
    let a = try block(Array(left), width: width).sorted(by: Array(0..<width))
    let b = try block(Array(right), width: width).sorted(by: Array(0..<width))
    let merged = try Rows.merged(a, b, isTemporal: false, nil)
    #expect(all(merged) == left.union(right).sorted(by: isBefore), "seed \(seed)")
    let rest = try a.subtracting(b, isTemporal: false, nil)
    #expect(all(rest) == left.subtracting(right).sorted(by: isBefore), "seed \(seed)")
    let (first, second) = Rows.differences(a, b)
    #expect(all(first) == all(rest), "seed \(seed)")
    #expect(all(second) == right.subtracting(left).sorted(by: isBefore), "seed \(seed)")
  }

  @Test("Of two blocks without columns neither has what the other lacks")
  func nullaryDifferences() {
    let (row, none) = (block([[]], width: 0), block([], width: 0))
    #expect(Rows.differences(row, none).0.count == 1 && Rows.differences(none, row).1.count == 1)
    let (first, second) = Rows.differences(row, row)
    #expect(first.count == 0 && second.count == 0)
  }

  @Test("Temporal merges and differences are those of days", arguments: 0..<100)
  func days(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed))
    func make() throws -> (rows: Rows, days: Set<[Int32]>) {
      var rows: [[UInt32]] = []
      var days: Set<[Int32]> = []
      for _ in 0..<generator.number(0...20) {
        let key = UInt32(generator.number(0...2))
        let from = Int32(generator.number(-10...10))
        let until = from + Int32(generator.number(1...5))
        rows.append([key, dayCode(from), dayCode(until)])
        for day in from..<until { days.insert([Int32(key), day]) }
      }
      return (try block(rows, width: 3).sorted(by: [0, 1, 2]).coalesced(), days)
    }
    func days(_ rows: Rows) -> Set<[Int32]> {
      Set(
        (0..<rows.count).flatMap { row in
          (rows.span(row).from..<rows.span(row).until).map { [Int32(rows.value(0, row)), $0] }
        })
    }
    let (a, left) = try make()
    let (b, right) = try make()
    #expect(days(a) == left, "seed \(seed)")
    let merged = try Rows.merged(a, b, isTemporal: true, nil)
    #expect(days(merged) == left.union(right), "seed \(seed)")
    #expect(merged.coalesced().count == merged.count, "seed \(seed)")
    let rest = try a.subtracting(b, isTemporal: true, nil)
    #expect(days(rest) == left.subtracting(right), "seed \(seed)")
  }

  @Test("A run finds the rows of every key", arguments: 0..<40)
  func searching(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed))
    let rows = random(&generator, count: generator.number(0...400), width: 3, isWide: false)
    let run = SortedRun(try block(rows, width: 3).sorted(by: [0, 1, 2]), arity: 3)
    for length in 0...3 {
      let key = (0..<4).map { _ in UInt32(generator.number(0...22)) }
      let (low, high) = run.range(of: key, length: length)
      let expected = Set(rows).filter { $0.prefix(length).elementsEqual(key.prefix(length)) }
      #expect(Set((low..<high).map(run.rows.row)) == expected, "seed \(seed)")
    }
  }

  @Test("More rows than can be numbered are refused")
  func tooManyRows() throws {
    let relation = Relation(name: "many", arity: 1, isTemporal: false, rowLimit: 3, nil)
    try relation.insert(block([[1], [2], [3]], width: 1))
    #expect(try relation.advance())
    try relation.insert(block([[3], [4]], width: 1))
    #expect(throws: EvaluationFailure.tooManyRows(relation: "many")) { _ = try relation.advance() }
  }
}
