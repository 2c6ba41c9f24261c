import Testing

@testable import TechDecoupling

/// The article *Importing data* shows pieces of the example `importing`.
@Suite struct ImportArticleTests {
  private func blocks(_ language: String) throws -> [String] {
    let article = try Repository.text(
      of: Repository.path(
        "Sources/TechDecoupling/TechDecoupling.docc/Articles/importing-data.md"))
    return article.split(separator: "```\(language)\n").dropFirst()
      .compactMap { $0.split(separator: "\n```").first.map(String.init) }
  }

  @Test func `the code is that of the example, or of a test`() throws {
    let sources =
      try ["Examples/importing/main.swift"].map {
        try Repository.text(of: Repository.path($0))
      } + [Repository.text(of: #filePath)]
    let shown = try blocks("swift")
    #expect(shown.count == 2)
    for block in shown {
      #expect(
        sources.contains {
          $0.filter { !$0.isWhitespace }.contains(block.filter { !$0.isWhitespace })
        },
        "\(block)")
    }
  }

  /// Reads a set, as the article shows it; compiled, and run where the sets are.
  private func readChips() throws -> Imported {
    let read = try DataSet.epochChips.read(from: "data/epoch")
    return read
  }

  @Test func `a set that is not there is said`() {
    #expect(throws: ImportError.self) { try readChips() }
  }

  @Test func `the mapping is one, and takes what it says`() throws {
    let shown = try blocks("json")
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
    let article = try Repository.text(
      of: Repository.path(
        "Sources/TechDecoupling/TechDecoupling.docc/Articles/importing-data.md"))
    #expect(report.split(separator: "\n").prefix(3).allSatisfy { article.contains($0) })
  }
}
