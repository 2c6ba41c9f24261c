import TestSupport
import Testing

@testable import TechDecoupling

/// Whatever the bytes: an error with a code, or a report that accounts for what is left.
@Suite(.timeLimit(.minutes(60))) struct ImportFuzzTests {
  private static let mapping = """
    {"format": "techdecoupling-mapping/1", "delimiter": ",", "row": "{key}: {{x}",
     "source": {"id": "s", "name": "S", "reliability": "B", "published": "2026-11"},
     "kinds": [{"name": "U"}], "relations": [{"name": "weighs", "columns": ["U", "decimal", "day"]}],
     "columns": [{"name": "land", "separator": ";", "country": true},
       {"name": "kg", "column": "weight", "power": -3, "round": true}],
     "entities": [{"id": "u-{key}", "roles": ["U", "Lab"], "name": "{key}", "country": "{land}"}],
     "entries": [
       {"id": "w-{key}", "states": ["weighs(u-{key}, {kg}, {day})"], "period": "{year}/.."},
       {"id": "e-{key}-{land}", "event": "{key}", "date": "{year}", "optional": true,
        "begins": ["home-country(u-{key}, {land})"], "marks": ["legal-basis(c, \\"{key}, (x)\\")"]}]}
    """

  private static let table =
    "key,land,weight,day,year\r\nA,JP;US,1500.5,2026-02-25,2020~\r\n\"b, \"\"c\"\"\",Korea (Republic of),"
    + "1e3,2026-13-01,[..2020]\r\n\"two\nlines\",,-0,x,\n"

  private static let telling = Array("{}[]\",:;\\/0123456789.-+eE()~? \r\n".utf8) + [0, 0x80, 0xFF]

  private func mutated(_ text: String, _ random: inout RepeatableRandom) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes.remove(at: index)
      case 1: bytes.insert(Self.telling.randomElement(using: &random) ?? 0, at: index)
      case 2: bytes[index] = Self.telling.randomElement(using: &random) ?? 0
      default:
        let end = min(bytes.count, index + Int.random(in: 0...40, using: &random))
        bytes.insert(
          contentsOf: bytes[index..<end], at: Int.random(in: bytes.indices, using: &random))
      }
    }
    return bytes
  }

  @Test func `a mapping changed at random is refused with places, or reads the table`() throws {
    var (read, refused) = (0, 0)
    for seed in 1...700 as ClosedRange<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let text = String(decoding: mutated(Self.mapping, &random), as: UTF8.self)
      do throws(ReadingError) {
        let mapping = try Mapping(json: text)
        read += 1
        _ = try? Imports.read(Self.table, by: mapping)
      } catch {
        refused += 1
        #expect(!error.problems.isEmpty, "seed \(seed)")
        #expect(error.problems.allSatisfy { $0.description.hasPrefix("TD") }, "seed \(seed)")
        #expect(error.problems.allSatisfy { $0.place != nil }, "seed \(seed)")
      }
    }
    #expect(read >= 10 && refused >= 300, "\(read) read, \(refused) refused")
  }

  @Test func `a table changed at random is refused with a code, or read with all accounted for`()
    throws
  {
    let mapping = try Mapping(json: Self.mapping)
    var (read, refused) = (0, 0)
    for seed in 1...1_000 as ClosedRange<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let bytes = mutated(Self.table, &random)
      do {
        var file = try Imports.table(bytes, limits: CSVReader.Limits(buffer: 16, row: 1 << 16))
        let imported = try mapping.read(&file)
        read += 1
        let entries = imported.report.taken.filter { ["weighs", "home-country"].contains($0.key) }
        #expect(entries.values.reduce(0, +) == imported.document.entries.count, "seed \(seed)")
        #expect(imported.report.left.allSatisfy { $0.code.hasPrefix("TD") }, "seed \(seed)")
        #expect(imported.report.left.allSatisfy { ($0.place.line ?? 0) >= 1 }, "seed \(seed)")
        var again = try Imports.table(bytes)
        #expect(try mapping.read(&again) == imported, "seed \(seed)")
      } catch let error as ImportError {
        refused += 1
        #expect(error.problems.allSatisfy { $0.code.hasPrefix("TD") }, "seed \(seed)")
      }
    }
    #expect(read >= 300 && refused >= 30, "\(read) read, \(refused) refused")
  }

  @Test func `a set changed at random is refused with a code, or read`() throws {
    let list = """
      {"tables": {"licenceRequirements": ["all"], "licencePolicies": ["denied"]}, "entries": [
        {"n": "Orchard", "a": ["O"], "c": ["CN"], "lr": 0, "lp": 0, "fr": "84 FR 22961"}]}
      """
    for seed in 1...100 as ClosedRange<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let text = String(decoding: mutated(list, &random), as: UTF8.self)
      try Imports.withFiles(["entity-list.json": text]) { folder in
        do {
          _ = try DataSet.entityList.read(from: folder)
        } catch let error as ImportError {
          #expect(error.problems.allSatisfy { $0.code.hasPrefix("TD") }, "seed \(seed)")
        }
      }
    }
  }
}
