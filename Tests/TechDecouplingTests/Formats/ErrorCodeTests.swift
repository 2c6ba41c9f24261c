import Testing

@testable import TechDecoupling

/// The library's error codes against the documentation and the tests, in the repository's files.
@Suite struct ErrorCodeTests {
  /// The codes that sources give to mistakes: string literals that are a code and nothing else.
  private static func codesInSources() throws -> [String] {
    try Repository.files(below: "Sources", suffix: ".swift").flatMap { path in
      codes(in: try FileAccess.read(path), isLiteral: true)
    }.sorted()
  }

  /// The codes in a text, or the string literals that are a code and nothing else.
  private static func codes(in text: [UInt8], isLiteral: Bool) -> [String] {
    let quote = UInt8(ascii: "\"")
    return text.indices.filter { start in
      guard text[start] == UInt8(ascii: "T"), start > 0, start + 5 < text.count,
        text[start + 1] == UInt8(ascii: "D"),
        text[start + 2..<start + 5].allSatisfy({ 0x30...0x39 ~= $0 })
      else { return false }
      return !isLiteral || (text[start - 1] == quote && text[start + 5] == quote)
    }.map { String(decoding: text[$0..<$0 + 5], as: UTF8.self) }
  }

  private struct Chapter {
    let code: String
    let text: String
  }

  /// The entries of the page, each up to the next heading.
  private static func chapters() throws -> [Chapter] {
    let page = try Repository.text(
      of: Repository.path("Sources/TechDecoupling/TechDecoupling.docc/Articles/error-codes.md"))
    return page.split(separator: "\n### ").dropFirst().map { part in
      let body = part.split(separator: "\n## ").first ?? part
      return Chapter(code: String(body.prefix { $0 != "\n" }), text: String(body))
    }
  }

  @Test func `each code belongs to one mistake`() throws {
    let codes = try Self.codesInSources()
    let repeated = Dictionary(grouping: codes, by: \.self).filter { $1.count > 1 }.keys.sorted()
    #expect(codes.count > 50)
    #expect(repeated == [])
  }

  @Test func `each code has an entry in the documentation, and each entry a code`() throws {
    let documented = try Self.chapters().map(\.code)
    #expect(documented == Set(documented).sorted(), "entries are in order, each once")
    let missing = Set(try Self.codesInSources()).subtracting(documented).sorted()
    let stale = Set(documented).subtracting(try Self.codesInSources()).sorted()
    #expect(missing == [], "codes without an entry")
    #expect(stale == [], "entries without a code")
  }

  @Test func `each entry has a meaning, a message and a way to mend it`() throws {
    for chapter in try Self.chapters() {
      let parts = chapter.text.split(separator: "```", omittingEmptySubsequences: false)
      #expect(parts.count == 3, "\(chapter.code) has one message")
      guard parts.count == 3 else { continue }
      #expect(parts[0].split(separator: "\n").count >= 2, "\(chapter.code) has a meaning")
      #expect(parts[1].hasPrefix("\n\(chapter.code): "), "\(chapter.code) shows its message")
      #expect(parts[2].contains("Mend: "), "\(chapter.code) says how to mend it")
    }
  }

  @Test func `each code is tested`() throws {
    let tested = try Repository.files(below: "Tests", suffix: ".swift").flatMap { path in
      Self.codes(in: try FileAccess.read(path), isLiteral: false)
    }
    let untested = Set(try Self.codesInSources()).subtracting(tested).sorted()
    #expect(untested == [])
  }
}
