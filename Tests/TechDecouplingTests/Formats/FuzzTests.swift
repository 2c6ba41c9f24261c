import Testing

@testable import TechDecoupling

/// Whatever the bytes: an error with a place, or a chronicle.
@Suite(.timeLimit(.minutes(60))) struct FuzzTests {
  private static let document = """
    {"format": "techdecoupling/1", "title": "\\u00e9\\ud83d\\ude00 \\n",
     "kinds": [{"name": "U", "fields": [{"name": "rank", "states": "rank"}]}],
     "relations": [{"name": "rank", "columns": ["U", "integer"]},
       {"name": "share", "columns": ["entity", "decimal", "day", "text"], "oneOf": true}],
     "entities": [{"id": "a", "roles": ["Lab", "U"], "rank": 12, "country": "CN", "name": "深度"},
       {"id": "m", "roles": ["Model"], "lab": "a", "aliases": ["x", "y"]}],
     "sources": [{"id": "s", "name": "S", "reliability": "B", "published": "2026-02-25",
       "interested": true}, {"id": "t", "name": "T", "reliability": "F"}],
     "entries": [
      {"id": "e", "event": "x", "date": "[..2026-02-25]", "begins": ["develops(a, m)"],
       "marks": ["share(a, -5.92, 2024-02-29, \\"q, \\\\\\"(\\")"], "rows": ["F1"],
       "claims": [{"source": "s", "relays": ["t"], "reported": "2026-02",
         "attribution": {"people": 2, "role": "r"}, "effects": ["develops(a, m)"]}]},
      {"id": "o", "states": ["develops(a, _)"], "period": "2022-10/..",
       "claims": [{"source": "t", "stance": "unclear"}]},
      {"id": "h", "held": {"holder": "t", "likelihood": "sure", "given": ["rank(a, 1)"]},
       "words": "w"}]}
    """

  /// Bytes that matter to one of the readers, beside any byte.
  private static let telling =
    Array(#"{}[]",:\/0123456789.-+eEtfn_()~?%X u"#.utf8) + [0, 0x80, 0xFF]

  private func mutated(_ bytes: [UInt8], _ random: inout RandomRecord) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(2) {
      let index = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes.remove(at: index)
      case 1: bytes.insert(random.any(Self.telling), at: index)
      case 2: bytes[index] = UInt8(random.below(256))
      case 3: bytes.swapAt(index, random.below(bytes.count))
      case 4:
        let end = min(bytes.count, index + random.below(40))
        bytes.insert(contentsOf: bytes[index..<end], at: random.below(bytes.count))
      default: bytes[index] = random.any(Self.telling)
      }
      if bytes.isEmpty { return bytes }
    }
    return bytes
  }

  @Test func `the document itself is read`() throws {
    #expect(try Chronicle(json: Self.document).entryCount == 3)
  }

  @Test func `bytes changed at random give an error with a place, or a chronicle`() throws {
    let whole = Array(Self.document.utf8)
    var (read, refused) = (0, 0)
    for seed in 1...5_000 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      let bytes = mutated(whole, &random)
      do throws(ReadingError) {
        let chronicle = try Chronicle(json: bytes, name: "f")
        read += 1
        // Written and read again it means the same.
        let again = try Chronicle(json: chronicle.json)
        #expect(again == chronicle, "seed \(seed)")
      } catch {
        refused += 1
        #expect(!error.problems.isEmpty, "seed \(seed)")
        for problem in error.problems {
          let place = problem.place
          #expect((place?.line ?? 0) >= 1 && place?.path.hasPrefix("$") == true, "seed \(seed)")
          #expect(problem.description.hasPrefix("TD"), "seed \(seed)")
        }
      }
    }
    #expect(read >= 100 && refused >= 2_500, "\(read) read, \(refused) refused")
  }

  @Test func `a document cut at any byte is an error`() {
    let whole = Array(Self.document.utf8)
    for count in 0..<whole.count {
      #expect(throws: ReadingError.self, "cut at \(count)") {
        try Chronicle(json: Array(whole[..<count]))
      }
    }
  }

  @Test func `atoms changed at random give an error with a character, or an atom`() {
    let vocabulary = Vocabulary(relations: [RandomRecord.mixed, RandomRecord.plain])
    let whole = Array(#"mixed(a-b, -12, 5.92, 2024-02-29, "q\"\\ é")"#.utf8)
    for seed in 1...5_000 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      let text = String(decoding: mutated(whole, &random), as: UTF8.self)
      do throws(AtomProblem) {
        let atom = try Atom(parsing: text, in: vocabulary)
        #expect((try? Atom(parsing: atom.description, in: vocabulary)) == atom, "seed \(seed)")
      } catch {
        #expect((1...(text.unicodeScalars.count + 1)).contains(error.column), "seed \(seed)")
      }
    }
  }
}
