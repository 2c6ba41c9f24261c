import Foundation
import Testing

/// The README shows programs and what they print; both must be what the package has.
@Suite struct ReadmeTests {
  @Test func `the README's example is the example target's source`() throws {
    let example = try text("Examples/withheld/main.swift")
    #expect(try blocks(of: text("README.md"), language: "swift").contains(example))
  }

  @Test func `the README's example is 15 lines of code`() throws {
    let lines = try text("Examples/withheld/main.swift").split(separator: "\n")
    #expect(lines.count <= 15)
  }

  @Test func `the README shows what its example prints`() throws {
    let expected = try text("Examples/withheld/expected.txt")
    #expect(try blocks(of: text("README.md"), language: "").contains(expected))
  }

  @Test func `the README's excerpt of the briefing is the briefing's beginning`() throws {
    let expected = try text("Examples/briefing/expected.txt")
    #expect(
      try blocks(of: text("README.md"), language: "").contains {
        !$0.isEmpty && expected.hasPrefix($0)
      })
  }

  @Test func `the README's rules are the example's, and print what its page shows`() throws {
    let readme = try text("README.md")
    let rules = blocks(of: readme, language: "datalog")
    #expect(rules.count == 1)
    let program = try text("Examples/rules/programs/early-access.dl")
    #expect(rules.allSatisfy { program.contains($0) })
    // `.ci/check-rules` runs the commands of that page.
    let pages = try blocks(of: text("Examples/rules/README.md"), language: "console")
    let command = "rules Examples/rules/programs/early-access.dl"
    let shown = blocks(of: readme, language: "").filter { $0.contains("lost_access") }
    #expect(shown.count == 1)
    #expect(pages.contains { $0.contains(command) && shown.allSatisfy($0.contains) })
  }

  @Test func `the article on watching shows parts of the example's source`() throws {
    let article = try text(
      "Sources/TechDecoupling/TechDecoupling.docc/Articles/watching-a-record.md")
    let example = try text("Examples/watching/main.swift")
    let shown = blocks(of: article, language: "swift")
    #expect(shown.count == 3)
    for block in shown { #expect(example.contains(block)) }
  }

  @Test func `every file that the README links to is there`() throws {
    let readme = try text("README.md")
    for match in readme.matches(of: /\]\(([^)#]+)\)/) where !match.1.hasPrefix("http") {
      let path = package.appending(path: String(match.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(match.1)")
    }
  }

  private let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: package.appending(path: path), encoding: .utf8)
  }

  /// The fenced blocks of a Markdown text in a language.
  private func blocks(of markdown: String, language: String) -> [String] {
    var blocks: [String] = []
    var open: (language: String, lines: [Substring])?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        open?.lines.append(line)
        continue
      }
      if let block = open {
        if block.language == language { blocks.append(block.lines.joined(separator: "\n") + "\n") }
        open = nil
      } else {
        open = (String(line.dropFirst(3)), [])
      }
    }
    return blocks
  }
}
