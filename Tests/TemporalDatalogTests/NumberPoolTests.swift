import TestSupport
import Testing

@testable import TemporalDatalog

@Suite struct NumberPoolTests {
  @Test(
    "Equal numbers have equal codes, and every number comes back",
    arguments: [
      0, 1, -1, 1 << 30, (1 << 30) - 1, -(1 << 30), -(1 << 30) - 1, .max, .min,
    ] as [Int64])
  func roundTrip(number: Int64) {
    var pool = NumberPool()
    _ = pool.code(.max - 1)
    let code = pool.code(number)
    #expect(pool.code(number) == code)
    #expect(pool.value(code) == number)
    #expect(code < Context.firstMarker)
  }

  @Test("Codes of small numbers are in the order of numbers")
  func order() {
    var pool = NumberPool()
    let codes = [-(1 << 30), -7, 0, 3, 1 << 20].map { pool.code($0) }
    #expect(codes == codes.sorted())
  }
}

extension NumberPoolTests {
  @Test("Copies share what they have and do not see what the other adds")
  func copies() {
    var pool = NumberPool()
    var chain: [NumberPool] = []
    let large: Int64 = 1 << 40
    for link in 0..<30 {
      for number in 0..<100 { _ = pool.code(large + Int64(link * 1_000 + number)) }
      chain.append(pool)
    }
    for (link, pool) in chain.enumerated() {
      #expect(pool.tableCount == (link + 1) * 100)
      for older in 0...link {
        let number = large + Int64(older * 1_000 + 7)
        let code = pool.code(existing: number)
        #expect(code == UInt32(1 << 31) + UInt32(older * 100 + 7))
        #expect(code.map(pool.value) == number)
      }
      #expect(pool.code(existing: large + Int64((link + 1) * 1_000)) == nil)
    }
  }

  @Test("Numbers in a batch get the codes that one after another gives, while the table grows")
  func batches() {
    var random = RepeatableRandom(seed: 7)
    var single = NumberPool()
    for number in 0..<300 { _ = single.code(1 << 40 + Int64(number)) }
    var batched = single
    var copies = [batched]
    let values = (0..<40_000).map { _ in
      Int64(random.number(0...20_000)) - (random.chance(20) ? 0 : 1 << 50)
    }
    var codes = [UInt32](repeating: 0, count: values.count)
    codes.withUnsafeMutableBufferPointer { codes in
      guard let base = codes.baseAddress else { return }
      var batch = NumberBatch()
      for (place, value) in values.enumerated() {
        if batch.isFull || random.chance(1) { batch.resolve(in: &batched) }
        batch.append(value, for: base + place)
        if place.isMultiple(of: 1_000) { copies.append(batched) }
      }
      batch.resolve(in: &batched)
    }
    for (value, code) in zip(values, codes) {
      #expect(single.code(value) == code)
      #expect(batched.value(code) == value)
    }
    #expect(single.tableCount == batched.tableCount)
  }
}
