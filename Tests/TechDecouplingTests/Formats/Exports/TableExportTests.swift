import Foundation
import TestSupport
import Testing

@testable import TechDecoupling

/// CSV, JSON Lines, linked data and proofs in Markdown.
@Suite struct TableExportTests {
  private typealias H = HostileText

  private static func sample() async throws -> Findings {
    let (lab, maker) = (Lab("lab", name: "=SUM(A1)"), Chipmaker("maker", name: "Maker, \"M\""))
    var facts = Facts(entities: try Chronicle(entities: [lab, maker]).entities)
    facts.insert(
      RecordedFact(
        atom: H.tells(lab, "-2+3", maker),
        certain: [Period(from: "2026-02-25", until: "2026-04-24")].compactMap(\.self),
        conceivable: [Period(from: nil, until: "2026-04-24")].compactMap(\.self)))
    facts.insert(H.counts.fact(-3, Fixed(millionths: -1_500_000), "2026-02-26"))
    return try await facts.findings(under: Rulebook("None") {})
  }

  @Test func `A table has ids, names, days and how sure a row is`() async throws {
    let findings = try await Self.sample()
    #expect(
      try findings.csv(of: H.tells)
        == """
        "Lab","Lab name","text","Chipmaker","Chipmaker name","from","to","certainty","credibility"
        "lab","'=SUM(A1)","'-2+3","maker","Maker, ""M""\",,2026-02-24,conceivable,
        "lab","'=SUM(A1)","'-2+3","maker","Maker, ""M""\",2026-02-25,2026-04-23,certain,confirmed

        """.replacing("\n", with: "\r\n"))
    #expect(
      try findings.csv(of: H.counts)
        == """
        "integer","decimal","day","from","to","certainty","credibility"
        -3,-1.5,2026-02-26,,,certain,confirmed

        """.replacing("\n", with: "\r\n"))
  }

  @Test func `A table of a day has its runs alone`() async throws {
    let findings = try await Self.sample()
    func rows(_ day: Day) throws -> [Substring] {
      try findings.csv(of: H.tells, on: day).split(separator: "\r\n").dropFirst()
        .compactMap { $0.split(separator: ",").last }
    }
    #expect(try rows("2026-02-24") == ["conceivable"])
    #expect(try rows("2026-02-25") == ["confirmed"])
    #expect(try rows("2026-04-24") == [])
    #expect(throws: QueryError.self) { try findings.csv(of: H.tells, on: "2100-01-01") }
    #expect(throws: QueryError.self) { try findings.csv(of: Relation<Lab>("sayz")) }
  }

  @Test func `A column's name comes once`() {
    let relation = Relation<Chipmaker, Chipmaker, Int>("ahead").signature
    #expect(
      CSV.header(of: relation) == [
        "Chipmaker", "Chipmaker name", "Chipmaker 2", "Chipmaker 2 name", "integer", "from", "to",
        "certainty", "credibility",
      ])
  }

  @Test func `JSON Lines have runs, and facts with who says them`() async throws {
    let findings = try await Self.sample()
    #expect(
      try findings.jsonLines(of: [H.tells.signature]) == #"""
        {"atom":"tells(lab, \"-2+3\", maker)","relation":"tells","terms":["lab","-2+3","maker"],"from":null,"to":"2026-02-24","certain":false,"credibility":null}
        {"atom":"tells(lab, \"-2+3\", maker)","relation":"tells","terms":["lab","-2+3","maker"],"from":"2026-02-25","to":"2026-04-23","certain":true,"credibility":"confirmed"}

        """#)
    #expect(try findings.jsonLines().split(separator: "\n").count == 3)
    #expect(
      findings.facts.jsonLines.split(separator: "\n").last.map(String.init) == #"""
        {"atom":"counts(-3, -1.5, 2026-02-26)","relation":"counts","terms":[-3,-1.5,"2026-02-26"],"certain":[{"from":null,"to":null}],"conceivable":[{"from":null,"to":null}],"marks":[],"entries":[],"sources":[]}
        """#)
    let seeds = try await Seeds.articles().findings()
    let line = try #require(
      seeds.facts.jsonLines.split(separator: "\n").first {
        $0.contains("declined-access(deepseek, deepseek-v4, amd)")
      })
    #expect(line.contains(#""sources":["#) && line.contains(#""entries":["v4-declined-to-amd"]"#))
  }

  @Test func `Rows loaded in bulk are lines too`() throws {
    var facts = Facts()
    facts.insert(H.counts, columns: [1, 2], [Fixed(1), Fixed(2)], ["2026-01-01", "2026-01-02"])
    #expect(facts.jsonLines.split(separator: "\n").count == 2)
  }

  @Test func `Linked data has entities with names and findings with typed terms`() async throws {
    let text = try await Self.sample().jsonLD(
      of: [H.tells.signature, H.counts.signature], base: "https://a.example/")
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 7)
    #expect(
      lines[1] == #"""
        {"@id":"https://a.example/entity/lab","@type":["https://a.example/kind/Lab"],"name":"=SUM(A1)"},
        """#)
    #expect(
      lines[5] == #"""
        {"@id":"https://a.example/finding/counts%28-3%2C%20-1.5%2C%202026-02-26%29/open","@type":"Finding","atom":"counts(-3, -1.5, 2026-02-26)","relation":"https://a.example/relation/counts","terms":[{"@value":"-3","@type":"http://www.w3.org/2001/XMLSchema#integer"},{"@value":"-1.5","@type":"http://www.w3.org/2001/XMLSchema#decimal"},{"@value":"2026-02-26","@type":"http://www.w3.org/2001/XMLSchema#date"}],"certainty":"certain","credibility":"confirmed"}
        """#)
  }

  @Test func `A proof in Markdown has the words of its text`() async throws {
    let seeds = try await Seeds.articles().findings()
    let proof = try seeds.explain(
      Access.withheldFrom(Seeds.v4, Seeds.nvidia), on: "2026-02-26")
    let lines = proof.markdown.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.first == #"""
        **DeepSeek has declined to give Nvidia access to DeepSeek-V4 before its release**\
        """#)
    #expect(lines[2] == "")
    #expect(
      lines[3].hasPrefix("- recorded: declined-access(deepseek, deepseek-v4, nvidia), probable"))
    #expect(lines.suffix(3).first == "- absent: no early-access(deepseek-v4, nvidia) on 2026-02-26")
    func words(_ text: String) -> String {
      text.filter { !$0.isWhitespace && !"-*\\".contains($0) }
    }
    #expect(words(proof.markdown) == words(proof.description))
  }

  @Test func `A deep proof in Markdown is indented so far and then counted`() async throws {
    let names = (0...20).map { "n\($0)" }
    let findings = try await findings(ProofTests.closure) { facts in
      for (x, y) in zip(names, names.dropFirst()) { facts.insert(P.edge(x, y)) }
    }
    let lines = try findings.explain(P.path("n0", "n20"), on: "2026-01-01").markdown
      .split(separator: "\n")
    let paths = lines.filter { $0.contains("leads by") }
    let expected = (0..<paths.count).map { min(2 * max($0 - 1, 0), 24) }
    #expect(paths.count == 19)
    #expect(paths.map { $0.prefix { $0 == " " }.count } == expected)
    #expect(paths[12].drop { $0 == " " }.hasPrefix("- n0 leads"))
    #expect(paths[13].drop { $0 == " " }.hasPrefix("- \\[13\\] n0 leads"))
  }

  // MARK: - Hostile text

  @Test(.timeLimit(.minutes(60))) func `Tables and lines keep every text as it is`() async throws {
    for seed in 0..<100 as Range<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let sample = try await H.sample(&random)
      let (findings, name, words) = (sample.findings, sample.name, sample.words)

      let rows = readCSV(try findings.csv(of: H.tells))
      #expect(rows.count == 2 && rows.allSatisfy { $0.count == 9 }, "seed \(seed)")
      let cells = rows.flatMap(\.self)
      #expect(!cells.contains { cell in "=+-@＝＋－＠\t\r\n".contains { cell.first == $0 } })
      #expect(
        rows[1].map(unguarded).prefix(3) == ["a\"\\<&=", name.inCell, words.inCell], "seed \(seed)")

      for text in [
        try findings.jsonLines(of: [H.tells.signature]),
        try findings.jsonLD(of: [H.tells.signature]),
      ] {
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0 != "<" && Printing.isSafe($0) })
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let object = try #require(value as? [String: Any])
        if let terms = object["terms"] as? [String] {
          #expect(Array(terms[1].unicodeScalars) == Array(words.unicodeScalars), "seed \(seed)")
        } else {
          let nodes = try #require(object["@graph"] as? [[String: Any]])
          #expect(nodes.first?["name"] as? String == name, "seed \(seed)")
        }
      }
      #expect(readMarkdown(Printing.markdown(words)) == trimmed(words.shown), "seed \(seed)")
    }
  }

  /// The cells of a table as RFC 4180 reads them.
  private func readCSV(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        cell += "\""
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(cell)
        cell = ""
      case "\r" where !isQuoted && rest.first == "\n":
        rest.removeFirst()
        rows.append(row + [cell])
        row = []
        cell = ""
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows
  }

  private func unguarded(_ cell: String) -> String {
    cell.unicodeScalars.first == "'" ? String(cell.unicodeScalars.dropFirst()) : cell
  }

  /// What Markdown shows; signs that stand alone must mean nothing to it.
  private func readMarkdown(_ text: String) -> String {
    if text == "&nbsp;" { return "" }
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      #expect(!"*_`<>[]#|&~!@$^{}+=?/".unicodeScalars.contains(scalar), "\(text)")
      if scalar == "\\", let next = rest.popFirst() {
        result.unicodeScalars.append(next)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
