import TemporalDatalog
import TestSupport
import Testing

@testable import TechDecoupling

@Suite("Rows written and read again") struct TableRoundTripTests {
  private static let types: [ColumnType] = [
    .text, .integer, .decimal, .day, .entity(role: nil), .entity(role: "Lab"),
  ]

  private static func value(
    _ type: ColumnType, _ random: inout RepeatableRandom, _ format: TableFormat
  ) -> Value {
    switch type {
    case .integer:
      return .integer(
        random.pick([0, 1, -1, 7, 1 << 30, -(1 << 30) - 1, .max, .min, random.number(-99...99)]))
    case .decimal:
      return .decimal(
        Fixed(
          millionths: random.pick([
            0, 1, -1, 1_500_000, -250_000, .max, .min, Int64(random.number(-9_999_999...9_999_999)),
          ])))
    case .day:
      return .day(Day(number: Int32(random.number(-800_000...800_000))))
    case .text, .entity:
      var text = ""
      for _ in 0..<random.number(0...4) {
        text += random.pick(["a", "b", "é", "日", "😀", " ", ",", "::", "x-1", "'", "company_000"])
        if format.isQuoted { text += random.pick(["", "\"", "\n", "\r\n", "\t", "\"\""]) }
      }
      if format.delimiter == "," && !format.isQuoted { text.removeAll { $0 == "," } }
      if format.delimiter.contains(":") && !format.isQuoted { text.removeAll { $0 == ":" } }
      if case .text = type { return .text(text) }
      return .entity(EntityID(text.isEmpty ? "e" : text))
    }
  }

  private static func days(_ random: inout RepeatableRandom) -> Period {
    let from = random.number(-10_000...20_000)
    let until = from + random.number(1...3_000)
    return Period(
      unchecked: random.chance(20) ? nil : Day(number: Int32(from)),
      random.chance(20) ? nil : Day(number: Int32(until)))
  }

  @Test("Rows of every type come back in every format", .timeLimit(.minutes(60)))
  func everyFormat() throws {
    for seed in UInt64(1)...400 {
      var random = RepeatableRandom(seed: seed)
      var format = TableFormat()
      format.delimiter = random.pick(["\t", ",", "::", ":-:", ", "])
      format.hasHeader = random.chance(30)
      format.isQuoted = random.chance(40)
      format.periods = random.pick([.none, .none, .dates, .dayNumbers])
      let columns = (0..<random.number(0...4)).map { _ in random.pick(Self.types) }
      let relation = RelationSignature(name: "r", columns: columns)
      if format.delimiter == ", " && !format.isQuoted && columns.contains(where: { $0.isText }) {
        continue
      }
      var given: Set<Tables.Row> = []
      var facts = Facts()
      for _ in 0..<random.number(0...12) {
        let row = Tables.Row(
          values: columns.map { Self.value($0, &random, format) },
          days: format.periods == .none ? .always : Self.days(&random))
        given.insert(row)
        facts.bulk.insert(relation) { pools in
          [
            FactBlock(
              count: 1, columns: row.values.map { [pools.code($0)] },
              from: format.periods == .none ? [] : [row.days.bulk.from],
              until: format.periods == .none ? [] : [row.days.bulk.until])
          ]
        }
      }
      let bytes = try Tables.write(facts, relation, format)
      let text = String(decoding: bytes, as: UTF8.self)
      for buffer in [16, 17, 31, 1 << 16] {
        let table = try Tables.read(
          bytes, as: relation, format, limits: TableReader.Limits(buffer: buffer))
        var read = Set(Tables.rows(table))
        // Days of equal rows are written as one stretch where they touch.
        var expected: Set<Tables.Row> = []
        for (values, rows) in Dictionary(grouping: given, by: \.values) {
          for period in Period.coalesced(rows.map(\.days)) {
            expected.insert(Tables.Row(values: values, days: period))
          }
        }
        if columns.isEmpty && format.periods == .none { read = Set(read.prefix(1)) }
        #expect(read == expected, "seed \(seed), buffer \(buffer), text \(text.debugDescription)")
      }
      #expect(
        try Tables.write(facts, relation, format, buffer: 1 << 16) == bytes, "seed \(seed)")
    }
  }

  @Test("Rows are sorted: numbers by value, text by its bytes, then the first day")
  func order() throws {
    let relation = RelationSignature(name: "r", columns: [.integer, .text])
    var facts = Facts()
    let numbers: [Int] = [5, -5, .max, .min, 1 << 40, -(1 << 40), 0, 1 << 30, (1 << 30) - 1]
    let texts = ["b", "a", "é", "z", "", "aa", "company_0002", "company_00010", "company_0001"]
    var expected: [String] = []
    for number in numbers.sorted() {
      for text in texts.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        expected.append("\(number)\t\(text)\n")
      }
    }
    for number in numbers {
      for text in texts {
        facts.bulk.insert(relation) {
          [FactBlock(count: 1, columns: [[$0.code(.integer(number))], [$0.code(.text(text))]])]
        }
      }
    }
    let bytes = try Tables.write(facts, relation, TableFormat())
    #expect(String(decoding: bytes, as: UTF8.self) == expected.joined())
  }

  @Test("Text that is long and nearly alike is sorted by its bytes")
  func longTexts() throws {
    let relation = RelationSignature(name: "r", columns: [.text])
    var random = RepeatableRandom(seed: 3)
    var texts: Set<String> = []
    for _ in 0..<500 {
      let start = String(repeating: "common beginning ", count: random.number(0...3))
      texts.insert(
        start + String(repeating: "x", count: random.number(0...20)) + random.pick(["", "a", "b"]))
    }
    var facts = Facts()
    facts.insert(Relation<String>("r"), columns: Array(texts))
    let bytes = try Tables.write(facts, relation, TableFormat(), buffer: 1 << 12)
    let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(String(decoding: bytes, as: UTF8.self) == sorted.map { $0 + "\n" }.joined())
  }

  @Test("Random bytes are rows or mistakes, whatever the format", .timeLimit(.minutes(60)))
  func randomBytes() {
    let alphabet = Array("0123456789-+.eE\t\t\n\n\r\"\",:() x2025-03-01..é".utf8) + [0, 0xFF, 0xC3]
    for seed in UInt64(1)...3_000 {
      var random = RepeatableRandom(seed: seed)
      var format = TableFormat()
      format.delimiter = random.pick(["\t", ",", "::", "\"x"])
      format.hasHeader = random.chance(20)
      format.isQuoted = random.chance(50)
      format.periods = random.pick([.none, .dates, .dayNumbers])
      format.unsignedColumns = [0]
      let columns = (0..<random.number(0...3)).map { _ in random.pick(Self.types) }
      let relation = RelationSignature(name: "r", columns: columns)
      let bytes = (0..<random.number(0...60)).map { _ in random.pick(alphabet) }
      var results: Set<String> = []
      for buffer in [16, 19, 1 << 12] {
        do {
          let table = try Tables.read(
            bytes, as: relation, format, limits: TableReader.Limits(buffer: buffer))
          results.insert("\(Tables.rows(table))")
        } catch {
          results.insert("\(error)")
        }
      }
      #expect(results.count == 1, "seed \(seed): \(results)")
    }
  }
}

extension ColumnType {
  fileprivate var isText: Bool {
    switch self {
    case .text, .entity: true
    case .integer, .decimal, .day: false
    }
  }
}
