import TestSupport
import Testing

@testable import TemporalDatalog

/// Orders of single columns held to a search of all rows.
@Suite struct ColumnOrderTests {
  /// Values of one column: close together or spread, ascending, few or one alone.
  private func values(seed: Int) -> [UInt32] {
    var generator = RepeatableRandom(seed: UInt64(seed))
    let count = generator.pick([1, 2, 15, 500, 5_000, 40_000])
    let reach = max(1, generator.pick([1, 3, count / 50, count, 4 * count]))
    let low = generator.number(0...1_000_000)
    let values = (0..<count).map { _ in UInt32(low + generator.number(0...reach)) }
    switch seed % 3 {
    case 0: return values
    case 1: return values.sorted()
    // Nearly all have one value, so that rows with others are far from each other.
    default: return values.map { generator.chance(1) ? $0 : values[0] }
    }
  }

  @Test(
    "An order finds each row with a value, ascending, and tells how many it passed",
    arguments: 0..<60)
  func finding(seed: Int) throws {
    let values = values(seed: seed)
    let rows = Rows(width: 2, capacity: values.count)
    for value in values { rows.append([7, value]) }
    let order = try #require(ColumnOrder(rows, column: 1))
    var places: [UInt32: [Int]] = [:]
    for (row, value) in values.enumerated() { places[value, default: []].append(row) }
    let (low, high) = (try #require(values.min()), try #require(values.max()))
    let asked = Set(values.prefix(300) + values.suffix(300) + [low, high, low + (high - low) / 2])
    for value in asked.union([0, high + 1, .max]) {
      var found: [Int] = []
      let count = order.forEachRow(near: value) { found.append($0) }
      #expect(found.count == count, "seed \(seed)")
      #expect(zip(found, found.dropFirst()).allSatisfy(<), "seed \(seed)")
      #expect(found.filter { values[$0] == value } == places[value, default: []], "seed \(seed)")
    }
  }

  @Test("Values that are spread too widely, or none, have no order")
  func refusal() {
    #expect(ColumnOrder(Rows(width: 1, capacity: 0), column: 0) == nil)
    let rows = Rows(width: 1, capacity: 2)
    rows.append([0])
    rows.append([1_033])
    #expect(ColumnOrder(rows, column: 0) == nil)
  }

  @Test("Lists of numbers are read as they were written", arguments: 0..<40)
  func lists(seed: Int) {
    var generator = RepeatableRandom(seed: UInt64(seed))
    let reach = generator.pick([1, 10, 1_000, 1_000_000, Int(UInt32.max)])
    let lists = (0..<30).map { _ in
      Set((0..<generator.number(1...200)).map { _ in UInt32(generator.number(0...reach)) })
        .sorted()
    }
    var writer = RiceWriter()
    let starts = lists.map { list in
      defer { writer.write(list[...]) }
      return writer.bytes.count
    }
    let codes = writer.bytes + [UInt8](repeating: 0xFF, count: RiceReader.overhang)
    for (start, list) in zip(starts, lists) {
      codes.withUnsafeBytes { codes in
        var reader = RiceReader(codes, from: start)
        var read = [UInt32(reader.number)]
        for _ in 1..<reader.count { read.append(UInt32(reader.next())) }
        #expect(read == list, "seed \(seed)")
      }
    }
  }

  @Test("Numbers that lie evenly take little more than the bits that tell them apart")
  func size() {
    var generator = RepeatableRandom(seed: 1)
    let numbers = (0..<1 << 20).filter { _ in generator.number(0...4_095) == 0 }.map(UInt32.init)
    var writer = RiceWriter()
    writer.write(numbers[...])
    let bitsEach = Double(8 * writer.bytes.count) / Double(numbers.count)
    #expect(12.0...14.0 ~= bitsEach)
  }
}
