import TestSupport
import Testing

@testable import TemporalDatalog

/// Bits held to a set of tuples, for one to three columns.
@Suite struct DenseSetTests {
  private struct Sample: Sendable {
    let width: Int
    let bounds: [ClosedRange<UInt32>]
    let inside: [[UInt32]]
    let outside: [[UInt32]]
    /// Whether positions have 64 bits, as those of a larger set.
    let isWide: Bool

    /// Rows with repetitions, those of the first list inside the bounds.
    init(seed: Int) {
      var generator = RepeatableRandom(seed: UInt64(seed))
      width = 1 + seed % 3
      isWide = seed % 2 == 1
      let bounds = (0..<width).map { _ in
        let low = UInt32(generator.number(1...50))
        return low...low + UInt32(generator.number(0...90))
      }
      self.bounds = bounds
      inside = (0..<generator.number(0...3_000)).map { _ in
        bounds.map { UInt32(generator.number(Int($0.lowerBound)...Int($0.upperBound))) }
      }
      outside = (0..<generator.number(0...20)).map { _ in
        var row = bounds.map(\.lowerBound)
        let column = generator.number(0...bounds.count - 1)
        row[column] =
          generator.number(0...1) == 0
          ? bounds[column].upperBound + 1 : bounds[column].lowerBound - 1
        return row
      }
    }

    func block(_ rows: [[UInt32]]) -> Rows {
      let block = Rows(width: width, capacity: rows.count)
      for row in rows { block.append(row) }
      return block
    }
  }

  private func all(_ rows: Rows) -> [[UInt32]] { (0..<rows.count).map(rows.row) }

  private func set(_ sample: Sample) throws -> (DenseSet, new: Rows) {
    let set = DenseSet(sample.bounds, isWide: sample.isWide)
    var new = RowBlocks(width: sample.width)
    let outside = Rows(width: sample.width, capacity: 0)
    let rows = sample.inside.prefix(900) + sample.outside + sample.inside.dropFirst(900)
    set.insert(sample.block(Array(rows)), new: &new, outside: outside)
    #expect(all(outside) == sample.outside)
    return (set, new.joined())
  }

  @Test("What was not there is told to be new, and all reads out in order", arguments: 0..<40)
  func insertion(seed: Int) throws {
    let sample = Sample(seed: seed)
    let (set, new) = try set(sample)
    let expected = Set(sample.inside)
    #expect(new.count == expected.count)
    #expect(Set(all(new)) == expected)
    let sorted = expected.sorted { $0.lexicographicallyPrecedes($1) }
    let read = try set.rows(count: expected.count, nil)
    #expect(all(read) == sorted)
  }

  @Test("The tuples that begin with some values are found", arguments: 0..<40)
  func prefixes(seed: Int) throws {
    let sample = Sample(seed: seed)
    let (set, _) = try set(sample)
    let tuples = Set(sample.inside)
    for row in sample.inside.prefix(60) + sample.outside {
      for length in 0...sample.width {
        let positions = set.positions(of: row + [0], length: length)
        let expected = tuples.filter { $0.prefix(length).elementsEqual(row.prefix(length)) }
        #expect(set.hasTuple(in: positions) == !expected.isEmpty)
        if length == sample.width { continue }
        let found = Rows(width: sample.width - length, capacity: 0)
        set.read(positions, from: length, into: found)
        #expect(Set(all(found)) == Set(expected.map { Array($0.dropFirst(length)) }))
        #expect(found.count == expected.count)
      }
    }
  }

  @Test("The tuples with some columns bound are read in order", arguments: 0..<60)
  func keys(seed: Int) throws {
    var generator = RepeatableRandom(seed: UInt64(seed))
    let width = 1 + seed % 4
    // Columns of one value are among them.
    let bounds = (0..<width).map { _ in
      let low = UInt32(generator.number(1...9))
      return low...low + UInt32(generator.number(0...2) * generator.number(0...7))
    }
    let tuples = Set(
      (0..<generator.number(1...200)).map { _ in
        bounds.map { UInt32(generator.number(Int($0.lowerBound)...Int($0.upperBound))) }
      })
    let set = DenseSet(bounds)
    let block = Rows(width: width, capacity: 0)
    for tuple in tuples { block.append(tuple) }
    set.mark(block, isPresent: true)
    for choice in 0..<(1 << width) {
      let bound = (0..<width).filter { choice >> $0 & 1 == 1 }
      let order = bound + (0..<width).filter { !bound.contains($0) }
      for tuple in tuples.sorted(by: { $0.lexicographicallyPrecedes($1) }).prefix(12) {
        let key = bound.map { tuple[$0] }
        let expected = tuples.filter { other in bound.allSatisfy { other[$0] == tuple[$0] } }
          .map { other in order.map { other[$0] } }
          .sorted { $0.lexicographicallyPrecedes($1) }
        let found = Rows(width: width, capacity: 0)
        set.read(key + [0], length: key.count, order: order, into: found)
        #expect(all(found) == expected)
      }
    }
  }

  @Test(
    "What begins with the keys of a batch is read as for one key after the other", arguments: 0..<40
  )
  func batches(seed: Int) throws {
    let sample = Sample(seed: seed)
    let (set, _) = try set(sample)
    var generator = RepeatableRandom(seed: UInt64(seed + 300))
    let length = generator.number(0...sample.width - 1)
    // Some keys come several times in a row, some are out of bounds.
    let asked =
      sample.outside
      + (0..<generator.number(0...400)).flatMap { _ in
        let key = sample.bounds.map { UInt32(generator.number(0...Int($0.upperBound) + 1)) }
        return repeatElement(key, count: generator.number(1...3))
      }
    let tuples = Set(sample.inside)
    let input = sample.block(asked)
    let (ranges, key) = (RangeBuffer(), KeyBuffer((0..<length).map(KeySource.slot)))
    let found = Rows(width: sample.width - length, capacity: 0)
    var start = 0
    while start < asked.count {
      let end = ranges.read(key, of: input, from: start, in: set, into: found)
      try #require(end > start)
      for row in start..<end {
        let expected = tuples.filter { $0.prefix(length).elementsEqual(asked[row].prefix(length)) }
          .map { Array($0.dropFirst(length)) }
          .sorted { $0.lexicographicallyPrecedes($1) }
        let read = (Int(ranges.lows[row])..<Int(ranges.highs[row])).map(found.row)
        #expect(read == expected)
      }
      start = end
    }
  }

  @Test("Bits that are set in parts are those that are set at once", arguments: 0..<40)
  func parts(seed: Int) throws {
    let sample = Sample(seed: seed)
    let set = DenseSet(sample.bounds, isWide: sample.isWide)
    let rows = RowBlocks(sample.block(sample.inside))
    let tuples = Set(sample.inside).sorted { $0.lexicographicallyPrecedes($1) }
    for part in Marking(.add(set, rows), wordCount: set.wordCount).parts(3) { part.perform() }
    #expect(all(try set.rows(count: tuples.count, nil)) == tuples)
    let union = DenseSet(sample.bounds)
    for part in Marking(.unite(union, set), wordCount: set.wordCount).parts(3) { part.perform() }
    #expect(all(try union.rows(count: tuples.count, nil)) == tuples)
  }

  @Test("Rows are told apart by whether their tuples are there", arguments: 0..<40)
  func selection(seed: Int) throws {
    let sample = Sample(seed: seed)
    let (set, _) = try set(sample)
    var generator = RepeatableRandom(seed: UInt64(seed + 100))
    let asked =
      sample.outside
      + (0..<1_500).map { _ in
        sample.bounds.map { UInt32(generator.number(0...Int($0.upperBound))) }
      }
    let tuples = Set(sample.inside)
    let rows = sample.block(asked)
    let selected = UnsafeMutablePointer<UInt32>.allocate(capacity: asked.count)
    defer { selected.deallocate() }
    for arePresent in [true, false] {
      let count = set.select(
        rows, (0..<sample.width).map(KeySource.slot), arePresent: arePresent, into: selected)
      let found = (0..<count).map { Int(selected[$0]) }
      #expect(found == asked.indices.filter { tuples.contains(asked[$0]) == arePresent })
    }
  }

  @Test("Rows are taken out of a copy, and the set keeps them")
  func copies() throws {
    let sample = Sample(seed: 5)
    let (set, _) = try set(sample)
    let copy = DenseSet(copying: set)
    let removed = Array(sample.inside.prefix(100))
    copy.mark(sample.block(removed), isPresent: false)
    let left = Set(sample.inside).subtracting(removed)
    let rest = try copy.rows(count: left.count, nil)
    #expect(Set(all(rest)) == left)
    copy.mark(sample.block(removed), isPresent: true)
    let count = Set(sample.inside).count
    let (copied, kept) = (try copy.rows(count: count, nil), try set.rows(count: count, nil))
    #expect(all(copied) == all(kept))
  }

  @Test("A set in wider bounds has the same tuples, and takes more", arguments: 0..<40)
  func widening(seed: Int) throws {
    let sample = Sample(seed: seed)
    let (set, _) = try set(sample)
    var generator = RepeatableRandom(seed: UInt64(seed + 200))
    let bounds = sample.bounds.map { bound in
      bound.lowerBound - UInt32(generator.number(0...1))...bound.upperBound
        + UInt32(generator.number(1...70))
    }
    let wide = DenseSet(bounds, widening: set)
    let sorted = Set(sample.inside).sorted { $0.lexicographicallyPrecedes($1) }
    let read = try wide.rows(count: sorted.count, nil)
    #expect(all(read) == sorted)
    let more = bounds.map(\.upperBound)
    wide.mark(sample.block([more]), isPresent: true)
    let grown = try wide.rows(count: sorted.count + 1, nil)
    #expect(all(grown) == sorted + [more])
  }

  @Test("Rows that are all out of bounds are set apart, whoever adds them")
  func allOutside() {
    let set = DenseSet([1...70, 1...70])
    let rows = Rows(width: 2, capacity: 0)
    for value in 100..<1_500 as Range<UInt32> { rows.append([value, 1]) }
    var new = RowBlocks(width: 2)
    let outside = Rows(width: 2, capacity: 0)
    set.insert(rows, new: &new, outside: outside)
    set.insert(rows, among: set.locks, new: &new, outside: outside)
    #expect(new.count == 0)
    #expect(all(outside) == all(rows) + all(rows))
  }

  @Test("What several lanes add at once is new in one of them", arguments: 0..<40)
  func sharing(seed: Int) async throws {
    let sample = Sample(seed: seed)
    let set = DenseSet(sample.bounds)
    let locks = set.locks
    let laneCount = 1 + seed % 4
    let lanes = await withTaskGroup(of: (new: RowBlocks, outside: [[UInt32]]).self) { group in
      for lane in 0..<laneCount {
        // Every lane is given all rows, from another one on.
        let start = sample.inside.count * lane / laneCount
        let rows = sample.inside[start...] + sample.outside + sample.inside[..<start]
        group.addTask {
          var new = RowBlocks(width: sample.width)
          let outside = Rows(width: sample.width, capacity: 0)
          set.insert(sample.block(Array(rows)), among: locks, new: &new, outside: outside)
          return (new, all(outside))
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let found = lanes.flatMap { all($0.new.joined()) }
    let expected = Set(sample.inside)
    #expect(found.count == expected.count && Set(found) == expected)
    #expect(lanes.allSatisfy { $0.outside == sample.outside })
    let read = try set.rows(count: expected.count, nil)
    #expect(Set(all(read)) == expected)
  }
}
