import Testing

@testable import TechDecoupling

@Suite(.timeLimit(.minutes(60))) struct RoundTripTests {
  @Test func `what was written reads as an equal chronicle and is written as the same bytes`()
    throws
  {
    var taken = 0
    for seed in 1...600 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      // Some random records are none: their claims disagree with their entries.
      guard let chronicle = try? Chronicle(joining: [random.document()]) else { continue }
      taken += 1
      let json = chronicle.json
      let again: Chronicle
      do {
        again = try Chronicle(json: json, name: "written")
      } catch {
        Issue.record("seed \(seed): \(error)\n\(json)")
        continue
      }
      #expect(again == chronicle, "seed \(seed)\n\(json)\n\(again.json)")
      #expect(again.json == json, "seed \(seed)\n\(json)")
    }
    #expect(taken >= 300)
  }

  @Test func `a document read twice says what it says once`() throws {
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      let document = random.document()
      guard let once = try? Chronicle(joining: [document]) else { continue }
      let twice = try Chronicle(joining: [document, document])
      #expect(twice == once, "seed \(seed)")
      #expect(twice.json == once.json, "seed \(seed)")
    }
  }

  @Test func `documents in any order make the same chronicle`() throws {
    var taken = 0
    for seed in 1...100 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      let whole = random.document()
      guard let chronicle = try? Chronicle(joining: [whole]) else { continue }
      taken += 1
      var parts = (0..<4).map { _ in Document() }
      parts[0].kinds = whole.kinds
      parts[1].relations = whole.relations
      parts[2].sources = whole.sources
      for entity in whole.entities { parts[random.below(4)].entities.append(entity) }
      for entry in whole.entries { parts[random.below(4)].entries.append(entry) }
      let files = try parts.enumerated().map { number, part in
        ChronicleReader.File(name: "\(number)", bytes: Array(try part.json.utf8))
      }
      #expect(try ChronicleReader.read(files) == chronicle, "seed \(seed)")
      #expect(try ChronicleReader.read(files.reversed()) == chronicle, "seed \(seed)")
    }
    #expect(taken >= 50)
  }
}

extension Document {
  /// The document as a file, unchecked: what a chronicle of its own would not take alone.
  fileprivate var json: String {
    get throws {
      var object = JSONObject()
      object[DocumentKey.format] = .string(ChronicleFormat.version)
      object[DocumentKey.kinds] = .list(kinds.map(\.json))
      object[DocumentKey.relations] = .list(relations.map(\.json))
      let vocabulary = Vocabulary(kinds: [RandomRecord.university])
      object[DocumentKey.entities] = .list(entities.map { $0.json(in: vocabulary) })
      object[DocumentKey.sources] = .list(sources.map(\.json))
      object[DocumentKey.entries] = .list(entries.map(\.json))
      return JSONValue.object(object.members).text
    }
  }
}
