import Testing

@testable import TechDecoupling

/// Whatever the bytes: an error with a place, or a scenario that is written as it is read.
@Suite(.timeLimit(.minutes(60))) struct ScenarioFuzzTests {
  private static let document = """
    {"format": "techdecoupling-scenario/1", "name": "n", "note": "\\u00e9", "changes": [
      {"suppose": "released(m)", "period": "2026-03/.."}, {"confirm": "a"}, {"deny": "b"},
      {"withdraw": "s"}, {"adopt": "c"}, {"retract": "d"}, {"omit": "R"},
      {"add": {"id": "e", "event": "x", "begins": ["released(m)"], "claims": [{"source": "t"}]}},
      {"claim": {"source": "u", "stance": "denies"}, "entry": "f"},
      {"removeClaimsOf": "u", "entry": "g"},
      {"rules": ".rule \\"New\\"\\nreleased(m) :- develops(_, m)."},
      {"set": "p", "value": 2.5}, {"set": "q", "value": {"day": "2026-03-01"}}]}
    """

  private static let telling = Array(#"{}[]",:\0129.-eatn_() "#.utf8) + [0, 0x80, 0xFF]

  private func mutated(_ bytes: [UInt8], _ random: inout RandomRecord) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(2) {
      let index = random.below(bytes.count)
      switch random.below(4) {
      case 0: bytes.remove(at: index)
      case 1: bytes.insert(random.any(Self.telling), at: index)
      case 2: bytes[index] = UInt8(random.below(256))
      default:
        let end = min(bytes.count, index + random.below(60))
        bytes.insert(contentsOf: bytes[index..<end], at: random.below(bytes.count))
      }
    }
    return bytes
  }

  @Test func `the document itself is read`() throws {
    #expect(try Scenario(json: Self.document).changes.count == 13)
  }

  @Test func `bytes changed at random give an error with a place, or a scenario`() throws {
    let whole = Array(Self.document.utf8)
    var (read, refused) = (0, 0)
    for seed in 1...2_000 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      do {
        let scenario = try Scenario(json: mutated(whole, &random), name: "f")
        read += 1
        let written = try scenario.json
        let again = try Scenario(json: written)
        #expect(again == scenario, "seed \(seed)")
        #expect(try again.json == written, "seed \(seed)")
      } catch let error as ReadingError {
        refused += 1
        #expect(!error.problems.isEmpty, "seed \(seed)")
        for problem in error.problems {
          #expect(problem.place?.path.hasPrefix("$") == true, "seed \(seed): \(problem)")
          #expect(problem.description.hasPrefix("TD"), "seed \(seed)")
        }
      }
    }
    #expect(read >= 50 && refused >= 1_000, "\(read) read, \(refused) refused")
  }
}
