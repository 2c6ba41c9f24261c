import Testing

@testable import TechDecoupling

/// Kinds of entity and relations of documents' own.
@Suite struct DeclarationTests {
  private let kinds = """
    {"format": "techdecoupling/1",
     "kinds": [{"name": "University", "fields": [
       {"name": "country", "states": "home-country"},
       {"name": "founder", "states": "founded", "entityColumn": 2, "list": true},
       {"name": "opened", "states": "opened"}, {"name": "motto", "states": "motto"},
       {"name": "share", "states": "share"}, {"name": "rank", "states": "rank"}]}],
     "entities": [{"id": "tsinghua", "roles": ["University"], "country": "CN",
       "founder": ["a", "b"], "opened": "1911-04-29", "motto": "自强不息", "share": 0.5, "rank": 1},
       {"id": "a", "roles": ["Agency"]}, {"id": "b", "roles": ["Lab"]}]}
    """
  private let relations = """
    {"format": "techdecoupling/1",
     "relations": [
       {"name": "founded", "columns": ["entity", "University"]},
       {"name": "opened", "columns": ["University", "day"], "oneOf": true},
       {"name": "motto", "columns": ["University", "text"]},
       {"name": "share", "columns": ["University", "decimal"]},
       {"name": "rank", "columns": ["University", "integer"]}],
     "entries": [{"id": "e", "states": ["founded(a, tsinghua)"]}]}
    """

  private func read(_ documents: [String]) throws -> Chronicle {
    try ChronicleReader.read(
      documents.enumerated().map {
        ChronicleReader.File(name: "\($0).json", bytes: Array($1.utf8))
      })
  }

  @Test func `declarations are seen in all documents that are read together`() throws {
    let chronicle = try read([kinds, relations])
    #expect(try read([relations, kinds]) == chronicle)
    let profile = try #require(chronicle.entities["tsinghua"]).profile
    #expect(
      profile == [
        "country": [.entity("CN")], "founder": [.entity("a"), .entity("b")],
        "opened": [.day(try #require(Day(1911, 4, 29)))], "motto": [.text("自强不息")],
        "share": [.decimal(Fixed(millionths: 500_000))], "rank": [.integer(1)],
      ])
    #expect(chronicle.vocabulary.relations["opened"]?.isOneOf == true)
  }

  @Test func `a document alone lacks what another declares`() {
    #expect(throws: ReadingError.self) { try read([kinds]) }
    #expect(throws: ReadingError.self) { try read([relations]) }
  }

  @Test func `own kinds and relations are written and read back`() throws {
    let chronicle = try read([kinds, relations])
    let again = try Chronicle(json: chronicle.json)
    #expect(again == chronicle)
    #expect(again.json == chronicle.json)
  }

  @Test func `the same declaration may stand in two documents`() throws {
    #expect(try read([kinds, relations, relations]) == read([kinds, relations]))
  }
}
