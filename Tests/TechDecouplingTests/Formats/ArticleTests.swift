import Testing

@testable import TechDecoupling

/// The documents of the article on files are read as they stand there.
@Suite struct ArticleTests {
  @Test func `the article's documents are chronicles`() throws {
    let article = try Repository.text(
      of: Repository.path(
        "Sources/TechDecoupling/TechDecoupling.docc/Articles/reading-and-writing-files.md"))
    let documents = article.split(separator: "```json\n").dropFirst().compactMap {
      $0.split(separator: "\n```").first.map(String.init)
    }
    #expect(documents.count == 2)
    for document in documents {
      let chronicle = try Chronicle(json: document, name: "article")
      #expect(try Chronicle(json: chronicle.json) == chronicle)
    }
  }

  @Test func `the article names every key of the format`() throws {
    let article = try Repository.text(
      of: Repository.path(
        "Sources/TechDecoupling/TechDecoupling.docc/Articles/reading-and-writing-files.md"))
    let names =
      [
        DocumentKey.forms, KindKey.forms, ProfileFieldKey.forms, RelationKey.forms,
        EntityKey.forms, SourceKey.forms, EntryKey.forms, HoldingKey.forms, ClaimKey.forms,
        RelayKey.forms, AttributionKey.forms,
      ].joined().map(\.name)
    let missing = Set(names).filter {
      !article.contains("`\($0)`") && !article.contains("\"\($0)\":")
    }
    #expect(missing.sorted() == [])
  }

  @Test func `the landing page's example says that the model is withheld`() async throws {
    let chronicle = try Chronicle(contentsOf: Repository.path("seeds"))
    let findings = try await chronicle.findings()
    let withheld = try Atom(parsing: "withheld-from(deepseek-v4, nvidia)", in: chronicle)
    let day = try Day(parsing: "2026-03-01")
    #expect(try "\(findings.verdict(withheld, on: day).outcome)" == "holds")
    #expect(try "\(findings.explain(withheld, on: day))".contains("Reuters"))
  }
}
