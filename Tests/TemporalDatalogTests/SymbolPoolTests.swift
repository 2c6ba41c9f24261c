import TestSupport
import Testing

@testable import TemporalDatalog

@Suite struct SymbolPoolTests {
  @Test("Texts have codes in the order of arrival, and come back", .timeLimit(.minutes(60)))
  func roundTrip() {
    var pool = SymbolPool()
    var texts: [String] = []
    for number in 0..<2_000 {
      texts.append(String(repeating: "ü\(number)", count: number % 37))
    }
    texts = Array(Set(texts)).sorted()
    texts.append(String(repeating: "long", count: 1 << 19))
    for (number, text) in texts.enumerated() { #expect(pool.code(text) == UInt32(number)) }
    for (number, text) in texts.enumerated() {
      #expect(pool.code(text) == UInt32(number))
      #expect(pool.code(existing: text) == UInt32(number))
      #expect(pool.text(UInt32(number)) == text)
    }
    #expect(pool.count == texts.count)
    #expect(pool.code(existing: "none") == nil)
  }

  @Test("Copies share what they have and do not see what the other adds")
  func copies() {
    var pool = SymbolPool()
    for number in 0..<500 { _ = pool.code("shared \(number)") }
    var copies: [SymbolPool] = []
    for copy in 0..<40 {
      var other = pool
      for number in 0..<(copy * 7) {
        #expect(other.code("\(copy).\(number)") == 500 + UInt32(number))
      }
      #expect(pool.code(existing: "\(copy).0") == nil)
      copies.append(other)
      if copy.isMultiple(of: 10) { pool = other }
      while pool.count > 500 { pool = copies[0] }
    }
    for (copy, other) in copies.enumerated() {
      #expect(other.count == 500 + copy * 7)
      for number in 0..<500 { #expect(other.text(UInt32(number)) == "shared \(number)") }
      for number in 0..<(copy * 7) {
        #expect(other.text(500 + UInt32(number)) == "\(copy).\(number)")
        #expect(other.code(existing: "\(copy).\(number)") == 500 + UInt32(number))
      }
    }
  }

  @Test("A chain of copies that each add much keeps all codes")
  func chain() {
    var pool = SymbolPool()
    var chain: [SymbolPool] = []
    for link in 0..<30 {
      for number in 0..<100 { _ = pool.code("\(link)/\(number)") }
      chain.append(pool)
    }
    for (link, pool) in chain.enumerated() {
      #expect(pool.count == (link + 1) * 100)
      for older in 0...link {
        #expect(pool.code(existing: "\(older)/7") == UInt32(older * 100 + 7))
        #expect(pool.text(UInt32(older * 100 + 7)) == "\(older)/7")
      }
      #expect(pool.code(existing: "\(link + 1)/0") == nil)
    }
  }

  @Test("Texts in a batch get the codes that one after another gives")
  func batches() {
    var random = RepeatableRandom(seed: 7)
    var single = SymbolPool()
    for number in 0..<300 { _ = single.code("old \(number)") }
    var batched = single
    var copies = [batched]
    let texts = (0..<3_000).map { _ in
      Array((random.chance(30) ? "old " : "new ").utf8)
        + Array("\(random.number(0...900))\(random.chance(5) ? "x" : "")".utf8)
    }
    var codes = [UInt32](repeating: 0, count: texts.count)
    codes.withUnsafeMutableBufferPointer { codes in
      guard let base = codes.baseAddress else { return }
      var batch = SymbolBatch()
      var kept: [UnsafeMutableRawBufferPointer] = []
      for (place, text) in texts.enumerated() {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count, alignment: 1)
        bytes.copyBytes(from: text)
        kept.append(bytes)
        batch.append(UnsafeRawBufferPointer(bytes), for: base + place)
        if batch.isFull || random.chance(2) { batch.resolve(in: &batched) }
        if random.chance(1) { copies.append(batched) }
      }
      batch.resolve(in: &batched)
      for bytes in kept { bytes.deallocate() }
    }
    for (text, code) in zip(texts, codes) {
      #expect(single.code(String(decoding: text, as: UTF8.self)) == code)
    }
    #expect(single.count == batched.count)
  }

  @Test("Texts are compared by their bytes")
  func order() {
    var pool = SymbolPool()
    let texts = ["", "a", "a\u{0}", "aa", "b", "z", "é", "日本", "😀"]
    let codes = texts.reversed().map { pool.code($0) }.reversed()
    for (i, first) in codes.enumerated() {
      for (j, second) in codes.enumerated() {
        #expect(pool.precedes(first, second) == (i < j))
        #expect(pool.compare(first, second).signum() == (i - j).signum())
      }
    }
  }

  @Test("Texts that differ in bytes are different, though Swift calls them equal")
  func bytes() {
    var pool = SymbolPool()
    #expect(pool.code("\u{E9}") != pool.code("e\u{301}"))
  }

  @Test("A full pool says so and keeps the texts that it has")
  func full() {
    var symbols = SymbolPool(limit: 3)
    for text in ["a", "b", "c"] { _ = symbols.code(text) }
    #expect(!symbols.isFull)
    #expect(symbols.code("b") == 1)
    #expect(!symbols.isFull)
    _ = symbols.code("d")
    #expect(symbols.isFull)
    #expect(symbols.count == 3)
    #expect(symbols.code(existing: "d") == nil)
    var numbers = NumberPool(limit: 1)
    _ = numbers.code(.max)
    _ = numbers.code(7)
    #expect(!numbers.isFull)
    _ = numbers.code(.min)
    #expect(numbers.isFull)
    #expect(Pools(symbols: SymbolPool(), numbers: numbers).isFull)
  }
}
