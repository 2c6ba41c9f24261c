import Testing

@testable import TechDecoupling

/// The schema is made from the reader's tables; the file in the repository is what users find.
@Suite struct ChronicleSchemaTests {
  @Test func `the schema file is the one that the reader's tables make`() throws {
    let path = Repository.path("schema/chronicle.schema.json")
    let made = Chronicle.jsonSchema
    if Repository.isRecording { try FileAccess.write(Array(made.utf8), to: path) }
    let written = String(decoding: try FileAccess.read(path), as: UTF8.self)
    #expect(
      written == made,
      "schema/chronicle.schema.json is out of date; write it anew with TECHDECOUPLING_RECORD=1")
  }

  @Test func `each set of keys has distinct names in the order of its cases`() {
    func check<Key: KeySet>(_ keys: Key.Type) {
      let names = Key.allCases.map(\.name)
      #expect(Set(names).count == names.count)
      #expect(Key.allCases.map(\.rawValue) == Array(0..<names.count))
    }
    check(DocumentKey.self)
    check(KindKey.self)
    check(ProfileFieldKey.self)
    check(RelationKey.self)
    check(EntityKey.self)
    check(SourceKey.self)
    check(EntryKey.self)
    check(HoldingKey.self)
    check(ClaimKey.self)
    check(RelayKey.self)
    check(AttributionKey.self)
  }
}
