import Testing

@testable import TechDecoupling

/// The code of the articles is code that compiles, and what they print is what is printed.
@Suite struct ArticleCodeTests {
  /// The articles and the landing page.
  static func pages() throws -> [String] {
    try Repository.files(below: "Sources/TechDecoupling/TechDecoupling.docc", suffix: ".md")
  }

  /// The fenced blocks of a page in a language.
  static func blocks(of page: String, language: String) throws -> [String] {
    var blocks: [String] = []
    var open: (language: String, lines: [Substring])?
    for line in try Repository.text(of: page).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if !line.hasPrefix("```") {
        open?.lines.append(line)
      } else if let block = open {
        if block.language == language { blocks.append(block.lines.joined(separator: "\n")) }
        open = nil
      } else {
        open = (String(line.dropFirst(3)), [])
      }
    }
    return blocks
  }

  /// What the compiler sees of a piece of code: no comments, no imports, no spaces.
  private func bare(_ code: String) -> String {
    code.split(separator: "\n").filter { !$0.hasPrefix("import ") }
      .map { line in line.range(of: "//").map { line[..<$0.lowerBound] } ?? line }
      .joined().filter { !$0.isWhitespace }
  }

  @Test func `every block of Swift in an article is a piece of an example or a test`() throws {
    let sources = try ["Examples", "Sources/TechDecoupling/Mechanisms", "Tests"].flatMap {
      try Repository.files(below: $0, suffix: ".swift")
    }.map { bare(try Repository.text(of: $0)) }
    let pages = try Self.pages()
    #expect(pages.count > 25)
    var count = 0
    for page in pages {
      for block in try Self.blocks(of: page, language: "swift") {
        count += 1
        let piece = bare(block)
        #expect(sources.contains { $0.contains(piece) }, "\(page)\n\(block)")
      }
    }
    #expect(count > 30)
  }

  @Test func `the first record shows all of its example, and what that prints`() throws {
    let page = Repository.path(
      "Sources/TechDecoupling/TechDecoupling.docc/Articles/a-first-record.md")
    let example = try Repository.text(of: Repository.path("Examples/first-record/main.swift"))
    let code = try Self.blocks(of: page, language: "swift").map(bare)
    #expect(code.joined().count >= bare(example).replacing("print()", with: "").count)
    let printed = try Repository.text(
      of: Repository.path("Tests/Scenarios/first-record/all/expected/stdout"))
    let shown = try Self.blocks(of: page, language: "")
    #expect(shown.joined(separator: "\n\n") + "\n" == printed)
  }

  @Test func `the landing page lists every article once`() throws {
    let (landing, articles) = try Self.pages().reduce(into: ([String](), [String]())) {
      $1.contains("/Articles/") ? $0.1.append($1) : $0.0.append($1)
    }
    #expect(landing.count == 1)
    let page = try Repository.text(of: try #require(landing.first))
    for article in articles {
      let name = String(try #require(article.split(separator: "/").last).dropLast(3))
      #expect(page.split(separator: "\n").count { $0 == "- <doc:\(name)>" } == 1, "\(name)")
    }
  }

  @Test func `the articles name every kind with its fields, and every key of a scenario`() throws {
    let folder = "Sources/TechDecoupling/TechDecoupling.docc/Articles"
    let entities = try Repository.text(of: Repository.path("\(folder)/naming-entities.md"))
    for kind in Vocabulary.standard.kinds.values where kind.name != "Party" {
      #expect(entities.contains("| ``\(kind.name)`` |"), "\(kind.name)")
      for field in kind.fields {
        #expect(entities.contains("| `\(field.name)` | `\(field.relation.name)("), "\(field.name)")
      }
    }
    let scenarios = try Repository.text(of: Repository.path("\(folder)/supposing-what-if.md"))
    let forms = [ScenarioKey.forms, ChangeKey.forms, ValueKey.forms].joined()
    for name in Set(forms.map(\.name)) {
      #expect(
        ["`\(name)`", "`\"\(name)\"`", "\"\(name)\":"].contains { scenarios.contains($0) },
        "\(name)")
    }
  }
}
