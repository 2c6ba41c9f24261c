import TechDecoupling
import Testing

/// What the article on the rule language shows is read as it says.
@Suite struct RuleLanguageArticleTests {
  private func article() throws -> String {
    try Repository.text(
      of: Repository.path("Sources/TechDecoupling/TechDecoupling.docc/Articles/rule-language.md"))
  }

  @Test func `the article's programs are read without warnings, and print as the same rules`()
    throws
  {
    let blocks = try article().split(separator: "```datalog\n").dropFirst().compactMap {
      $0.split(separator: "\n```").first.map { String($0) + "\n" }
    }
    #expect(blocks.count >= 10)
    for block in blocks {
      do {
        let program = try RuleProgram(parsing: block, name: "article.dl")
        #expect(program.warnings.map(\.description) == [], "\(block)")
        let text = try program.text
        #expect(try RuleProgram(parsing: text).rulebook == program.rulebook, "\(block)\n\(text)")
      } catch {
        Issue.record("\(error)\n\(block)")
      }
    }
  }

  @Test func `what the article says is refused is refused`() throws {
    let article = try article()
    let start = try #require(article.range(of: "### What is refused"))
    let end = try #require(article.range(of: "### What differs"))
    var count = 0
    for line in article[start.upperBound..<end.lowerBound].split(separator: "\n") {
      let cells = line.replacing("\\|", with: "¦").split(separator: "|")
      guard cells.count == 3, cells[2].contains("TD") else { continue }
      let example = cells[1].trimmed.replacing("¦", with: "|")
      let code = cells[2].trimmed
      count += 1
      do {
        _ = try RuleProgram(parsing: example)
        Issue.record("\(example) is read")
      } catch {
        #expect(error.problems.map(\.code).contains(code), "\(example): \(error)")
      }
    }
    #expect(count > 10)
  }
}

extension Substring {
  /// A cell of a table without the spaces and marks around it.
  fileprivate var trimmed: String {
    let marks: Set<Character> = [" ", "`"]
    return String(drop { marks.contains($0) }.reversed().drop { marks.contains($0) }.reversed())
  }
}
