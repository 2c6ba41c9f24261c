import Testing

@testable import TechDecoupling

/// Reading the list of a document an element at a time, against parsing the whole document.
@Suite(.timeLimit(.minutes(60))) struct JSONElementReaderTests {
  private func read(
    _ text: String, list: String? = "list", buffer: Int = 16, part: Int = 1 << 20
  ) -> ElementReading {
    ElementReading(
      streaming: Array(text.utf8), list: list, limits: .init(buffer: buffer, part: part))
  }

  @Test func `random documents give the same values at the same places`() {
    var (read, refused) = (0, 0)
    for seed in 1...1_500 as ClosedRange<UInt64> {
      var json = RandomJSON(seed: seed)
      let list = json.random.chance(70) ? "list" : nil
      let bytes = Array(json.document(list: list).utf8)
      let whole = ElementReading(parsing: bytes, list: list)
      read += whole.elements.isEmpty ? 0 : 1
      refused += whole.mistakes.isEmpty ? 0 : 1
      for buffer in [16, json.random.number(16...64), 1 << 16] {
        let part = ElementReading(
          streaming: bytes, list: list, limits: .init(buffer: buffer, part: 1 << 20),
          step: json.random.number(1...40))
        #expect(part == whole, "seed \(seed), buffer \(buffer)")
      }
    }
    #expect(read >= 900 && refused >= 100, "\(read) read, \(refused) refused")
  }

  @Test func `documents with mistakes are refused for the same, at the same places`() {
    var refused: [Substring: Int] = [:]
    for seed in 1...8_000 as ClosedRange<UInt64> {
      var json = RandomJSON(seed: seed)
      let list = json.random.chance(70) ? "list" : nil
      let bytes = json.mutated(json.document(list: list))
      let whole = ElementReading(parsing: bytes, list: list)
      for mistake in whole.mistakes { refused[mistake.prefix(5), default: 0] += 1 }
      let part = ElementReading(
        streaming: bytes, list: list,
        limits: .init(buffer: json.random.number(16...48), part: 1 << 20),
        step: json.random.number(1...40))
      #expect(part == whole, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
    let codes = ["TD102", "TD103", "TD104", "TD105", "TD106", "TD107", "TD109"]
    #expect(Set(codes).isSubset(of: refused.keys.map(String.init)), "\(refused)")
    #expect(refused["TD104", default: 0] >= 2_000, "\(refused)")
  }

  @Test func `elements have their place in the file, whatever stands around them`() {
    let read = read("{\"a\": [1],\n \"list\": [ {\"n\": \"é\", \"m\": 2},\n3 ], \"b\": {}}")
    #expect(read.mistakes == [])
    #expect(
      read.elements == [
        [
          "{\"n\": \"é\", \"m\": 2}", "a.json:2:12 ($.list[0])", "a.json:2:13 ($.list[0].n)",
          "a.json:2:18 ($.list[0].n)", "a.json:2:23 ($.list[0].m)", "a.json:2:28 ($.list[0].m)",
        ],
        ["3", "a.json:3:1 ($.list[1])"],
      ])
    #expect(
      read.outside == [
        "\"a\"", "a.json:1:2 ($.a)", "a.json:1:7 ($.a)", "a.json:1:8 ($.a[0])", "[1]",
        "\"list\"", "a.json:2:2 ($.list)", "", "\"b\"", "a.json:3:6 ($.b)", "a.json:3:11 ($.b)",
        "{}",
      ])
  }

  @Test func `a mistake at the end is told with those in elements, by place`() {
    let text =
      "{\"m\": {\"a\": 1, \"a\": 2}, \"list\": [{\"b\": 1,\n\"b\": 2}, 1, {\"c\":0,\"c\":0}], x"
    #expect(
      read(text).mistakes == ElementReading(parsing: Array(text.utf8), list: "list").mistakes)
    #expect(read(text).mistakes.map { $0.prefix(5) } == ["TD109", "TD109", "TD109", "TD104"])
    #expect(read("{\"list\": [1], \"list\": [2]}").mistakes.map { $0.prefix(5) } == ["TD109"])
  }

  @Test func `the buffer grows with the longest element, not with the file`() {
    let element = #"{"name": "element", "tags": ["a", "b"], "text": "no longer than others"}"#
    var count = 0
    var rest = 100_000
    var pending = Array("{\"type\": \"x\", \"list\": [\n".utf8)[...]
    var reader = JSONElementReader(
      name: "a.json", list: "list", limits: .init(buffer: 1 << 12, part: 1 << 16))
    var written = 0
    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      if pending.isEmpty, rest >= 0 {
        let end = rest == 0 ? "\n], \"id\": 1}\n" : rest == 100_000 ? element : ",\n" + element
        pending = Array(end.utf8)[...]
        rest -= 1
      }
      let part = pending.prefix(buffer.count)
      buffer.copyBytes(from: part)
      pending = pending.dropFirst(part.count)
      written += part.count
      return part.count
    }
    do {
      while try reader.next(fill) != nil { count += 1 }
      #expect(try reader.outside().string("type", of: 0) == "x")
      #expect(try reader.outside().member("id", of: 0) != nil)
    } catch {
      Issue.record("\(error)")
    }
    #expect(count == 100_000 && written > 7_000_000)
    #expect(reader.capacity == 1 << 12)
  }

  @Test func `an element beyond the limit is refused with its place`() {
    let long = "{\"list\": [1,\n  \"\(String(repeating: "x", count: 99))\", 2]}"
    for buffer in [16, 1_000] {
      #expect(
        read(long, buffer: buffer, part: 64).mistakes == [
          "TD110: an element of the list, or all that stands outside of it, is longer than 64 bytes"
            + " at a.json:2:3 ($.list); a quote or bracket may be missing; of a list without such"
            + " elements any length is read"
        ])
    }
    #expect(read(long, buffer: 16, part: 101).mistakes == [])
    let outside = "{\"m\": \"\(String(repeating: "x", count: 99))\", \"list\": []}"
    #expect(read(outside, part: 64).mistakes.map { $0.prefix(5) } == ["TD110"])
    // A mistake that makes it so long is told instead.
    let open = "{\"list\": [{\"a: 1}, {\"b\": 2}, {\"c\": 3}, {\"d\": 4}, {\"e\": 5}, {\"f\": 6}]}"
    #expect(
      read(open, part: 48).mistakes.map { $0.prefix(56) } == [
        "TD104: found 'b' where ':' after the key is expected at "
      ])
  }

  @Test func `a stream that fails ends the reading`() {
    struct Failure: Error {}
    var reader = JSONElementReader(name: "a.json", list: nil)
    #expect(throws: Failure.self) { _ = try reader.next { _ in throw Failure() } }
  }
}
