import Testing

@testable import TechDecoupling

/// What the article *Importing data* shows is read as it says.
@Suite struct ImportArticleTests {
  private static let article = Repository.path(
    "Sources/TechDecoupling/TechDecoupling.docc/Articles/importing-data.md")

  /// Reads a set, as the article shows it; compiled, and run where the sets are.
  private func readChips() throws -> Imported {
    let read = try DataSet.epochChips.read(from: "data/epoch")
    return read
  }

  @Test func `a set that is not there is said`() {
    #expect(throws: ImportError.self) { try readChips() }
  }

  @Test func `the mapping is one, and takes what it says`() throws {
    let shown = try ArticleCodeTests.blocks(of: Self.article, language: "json")
    #expect(shown.count == 1)
    let mapping = try Mapping(json: shown.first ?? "")
    let read = try Imports.read("part,makers,since\nWafer,Kumo; Sora,2018\n", by: mapping)
    #expect(
      Imports.atoms(read) == ["provides(kumo, wafer)", "provides(sora, wafer)"])
  }

  @Test func `the example is under 80 lines, and the report that the article shows is its own`()
    throws
  {
    let program = try Repository.text(of: Repository.path("Examples/importing/main.swift"))
    #expect(program.split(separator: "\n", omittingEmptySubsequences: false).count < 80)
    let mapping = try Mapping(
      contentsOf: Repository.path("Examples/importing/suppliers.mapping.json"))
    let path = Repository.path("Examples/importing/suppliers.csv")
    let report = "\(try mapping.read(from: path).report)".replacing(path, with: "suppliers.csv")
    let article = try Repository.text(of: Self.article)
    #expect(report.split(separator: "\n").prefix(3).allSatisfy { article.contains($0) })
  }
}
