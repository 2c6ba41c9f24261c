import TechDecoupling
import TestSupport
import Testing

@Suite struct GraphTests {
  private typealias H = HostileText

  private static let book = Rulebook("None") {}

  /// A lab that certainly tells one maker, and conceivably another, and says something.
  private static func findings() async throws -> Findings {
    let (lab, near, far) = (Lab("lab", name: "A & B"), Chipmaker("near"), Chipmaker("far"))
    var facts = Facts(entities: try Chronicle(entities: [lab, near, far]).entities)
    facts.insert(H.says(lab, "no \"x\""))
    facts.insert(H.tells(lab, "v4", near))
    facts.insert(
      RecordedFact(atom: H.tells(lab, "v5", far), certain: [], conceivable: [.always]))
    facts.insert(H.counts.fact(-3, Fixed(millionths: -1_500_000), "2026-02-26"))
    return try await facts.findings(under: book)
  }

  private static func graph() async throws -> Graph {
    try await findings().graph(of: [.relation(H.says), .relation(H.tells)], on: "2026-03-01")
  }

  @Test func `Graphviz gets names, marks, and dashes for what is only conceivable`() async throws {
    #expect(
      try await Self.graph().dot == #"""
        digraph {
          label="on 2026-03-01";
          rankdir=LR;
          node [shape=box];
          n1 [label="far", entity="far"];
          n2 [label="A &amp; B\nsays: no \"x\", confirmed", entity="lab"];
          n3 [label="near", entity="near"];
          n2 -> n3 [label="tells: v4\nconfirmed"];
          n2 -> n1 [label="tells: v5\nonly conceivable", style=dashed];
        }

        """#)
  }

  @Test func `Mermaid gets the same, dotted`() async throws {
    #expect(
      try await Self.graph().mermaid == """
        flowchart LR
          %% on 2026-03-01
          n1["far"]
          n2["A #38; B<br>says: no #34;x#34;#44; confirmed"]
          n3["near"]
          n2 -->|"tells: v4<br>confirmed"| n3
          n2 -.->|"tells: v5<br>only conceivable"| n1

        """)
  }

  @Test func `GraphML has what is known of each node and edge`() async throws {
    let lines = try await Self.graph().graphML.split(separator: "\n").map(String.init)
    #expect(
      lines.contains(
        """
            <node id="n2"><data key="node-entity">lab</data><data key="node-name">A &amp; B</data>\
        <data key="node-kinds">Lab</data><data key="node-marks">says: no "x", confirmed</data></node>
        """))
    #expect(
      lines.suffix(3).first == """
            <edge id="e2" source="n2" target="n1"><data key="edge-relation">tells</data>\
        <data key="edge-atom">tells(lab, "v5", far)</data><data key="edge-label">tells: v5</data>\
        <data key="edge-certain">false</data></edge>
        """)
  }

  @Test func `What is only conceivable is left out if asked`() async throws {
    let graph = try await Self.findings().graph(
      of: [.relation(H.tells)], on: "2026-03-01", conceivable: false)
    #expect(graph.nodes.map(\.entity) == ["lab", "near"])
    #expect(graph.edges.map(\.label.words) == ["tells: v4"])
  }

  @Test func `An edge may join other columns than the first two of entities`() async throws {
    let (lab, v4, nvidia) = (Lab("lab"), Model("v4", name: "V4"), Chipmaker("nvidia"))
    var facts = Facts(entities: try Chronicle(entities: [lab, v4, nvidia]).entities)
    facts.insert(Access.declinedAccess(lab, v4, nvidia.as(Party.self)))
    let findings = try await facts.findings(under: Self.book)
    func edges(_ from: Int?, _ to: Int?) throws -> [String] {
      let graph = try findings.graph(
        of: [.relation(Access.declinedAccess, from: from, to: to)], on: "2026-03-01")
      return graph.edges.map {
        "\(graph.nodes[$0.from].entity) \(graph.nodes[$0.to].entity) \($0.label.words)"
      }
    }
    #expect(try edges(nil, nil) == ["lab v4 declined-access: nvidia"])
    #expect(try edges(nil, 2) == ["lab nvidia declined-access: V4"])
    #expect(try edges(2, nil) == ["nvidia lab declined-access: V4"])
    #expect(try edges(nil, 0) == ["v4 lab declined-access: nvidia"])
  }

  @Test func `A graph joins columns of entities`() async throws {
    let findings = try await Self.findings()
    func message(_ part: Graph.Part, on day: Day = "2026-03-01") -> String {
      do throws(QueryError) {
        return "\(try findings.graph(of: [part], on: day).edges.count) edges"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message(.relation(H.counts)) == """
        TD620: 'counts' has no column of entities; a graph draws what holds of entities; write its \
        rows as a table
        """)
    #expect(
      message(.relation(H.tells, from: 1)) == """
        TD620: 'tells' has no entities in column 1 (counted from 0); an edge joins two columns of \
        entities; name one, or none for the first two
        """)
    #expect(message(.relation(Relation<Lab>("sayz"))).hasPrefix("TD603"))
    #expect(message(.relation(H.tells), on: "2100-01-01").hasPrefix("TD602"))
  }

  // MARK: - Hostile text

  /// Seeds whose names and words are read back from each format.
  @Test(.timeLimit(.minutes(60))) func `Graphs keep every text as it is`() async throws {
    for seed in 0..<100 as Range<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let sample = try await H.sample(&random)
      let graph = try sample.findings.graph(
        of: [.relation(H.says), .relation(H.tells)], on: "2026-03-01")
      let mark = "says: \(sample.words), confirmed"
      let seen = [sample.name.shown, mark.shown]

      let dot = graph.dot.split(separator: "\n").filter { $0.contains("entity=") }
      let first = try #require(dot.first?.dropFirst("  n1 [label=\"".count))
      #expect(dot.count == 2, "seed \(seed)")
      #expect(readDOT(first) == seen, "seed \(seed)")

      let flow = graph.mermaid.split(separator: "\n")
      #expect(flow.count == 5, "seed \(seed)")
      #expect(
        readMermaid(flow[2].dropFirst("  n1[\"".count).dropLast(2))
          == seen.map { $0.replacing("\\n", with: "\\u{5c}n") }, "seed \(seed)")

      let nodes = graph.graphML.split(separator: "\n").filter { $0.contains("<node ") }
      #expect(nodes.count == 2, "seed \(seed)")
      let data = nodes[0].split(separator: "</data>").map(readXML)
      #expect(data[0].hasSuffix("a\"\\<&="), "seed \(seed)")
      #expect(data[1].hasSuffix(">" + sample.name.inXML), "seed \(seed)")
      #expect(data[3].hasSuffix(">" + mark.inXML), "seed \(seed)")
    }
  }

  /// The lines of a label of Graphviz, up to its closing quote.
  private func readDOT(_ text: Substring) -> [String] {
    var lines = [""]
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst(), scalar != "\"" {
      if scalar == "\\", let next = rest.popFirst() {
        if next == "n" {
          lines.append("")
        } else {
          lines[lines.count - 1].unicodeScalars.append(next)
        }
      } else {
        lines[lines.count - 1].unicodeScalars.append(scalar)
      }
    }
    return lines.map { $0.replacing("&amp;", with: "&") }
  }

  private func readMermaid(_ text: Substring) -> [String] {
    text.split(separator: "<br>", omittingEmptySubsequences: false).map { line in
      #expect(!line.contains { "\"<>&`*_\\[]{}|=".contains($0) })
      return numbered(String(line), /#([0-9]+);/, radix: 10)
    }
  }

  private func readXML(_ text: Substring) -> String {
    let named = [("&lt;", "&#x3C;"), ("&gt;", "&#x3E;"), ("&amp;", "&#x26;")]
    let text = named.reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    return numbered(text, /&#x([0-9A-F]+);/, radix: 16)
  }

  /// A text with characters put for their numbers.
  private func numbered(_ text: String, _ number: Regex<(Substring, Substring)>, radix: Int)
    -> String
  {
    var scalars = String.UnicodeScalarView()
    var rest = text[...]
    while let found = rest.firstMatch(of: number.matchingSemantics(.unicodeScalar)) {
      scalars.append(contentsOf: rest[..<found.range.lowerBound].unicodeScalars)
      if let scalar = UInt32(found.1, radix: radix).flatMap(Unicode.Scalar.init) {
        scalars.append(scalar)
      }
      rest = rest[found.range.upperBound...]
    }
    scalars.append(contentsOf: rest.unicodeScalars)
    return String(scalars)
  }
}
