import TechDecoupling
import Testing

/// The code of the article *Writing a report* is a piece of this file, and runs.
@Suite struct ReportArticleTests {
  @Test func `the article's code makes a page`() async throws {
    let findings = try await Seeds.articles().findings(under: Access.rulebook)
    var report = Report(title: "Who has DeepSeek-V4", lead: ["Nvidia and AMD have not."])
    report.relations = [Access.withheldFrom.signature, Access.earlyAccess.signature]
    report.day = "2026-02-26"
    let page = try findings.html(of: report)
    for words in [
      "<h1>Who has DeepSeek-V4</h1>", "id=\"finding.withheld-from.deepseek-v4.nvidia\"",
      "id=\"finding.early-access.deepseek-v4.huawei\"", "id=\"source.reuters\"",
      "Proof, on 2026-02-26",
    ] { #expect(page.contains(words), "\(words)") }
  }

  @Test func `the article shows that code, and addresses that the page has`() async throws {
    let article = try Repository.text(
      of: Repository.path(
        "Sources/TechDecoupling/TechDecoupling.docc/Articles/writing-a-report.md"))
    let source = try Repository.text(of: #filePath).filter { !$0.isWhitespace }
    let blocks = article.split(separator: "```swift\n").dropFirst()
      .compactMap { $0.split(separator: "\n```").first }
    #expect(blocks.count == 1)
    for block in blocks { #expect(source.contains(block.filter { !$0.isWhitespace }), "\(block)") }
    let page = try await Seeds.all().findings(under: Access.rulebook).html()
    let addresses = article.split(separator: "`report.html#").dropFirst()
      .compactMap { $0.split(separator: "`").first }
    #expect(addresses.count == 4)
    for address in addresses { #expect(page.contains("id=\"\(address)\""), "\(address)") }
  }

  @Test func `a page is written whole or not at all`() async throws {
    let findings = try await Seeds.articles().findings(under: Access.rulebook)
    let report = Report(relations: [Access.withheldFrom.signature])
    let path = Repository.path(".build/no-such-folder/report.html")
    let problem = FileProblem(.write, path, reason: "there is no such file or folder")
    #expect(throws: problem) { try findings.write(report, to: path) }
    #expect(
      "\(problem)"
        == "TD101: cannot write '\(path)': there is no such file or folder; give the path"
        + " of a file")
  }
}
