extension Graph {
  /// The graph in GraphML, for programs that analyze networks.
  ///
  /// Nodes have `entity` (the id), `name`, `kinds` and `marks`; edges `relation`, `atom`, `label`,
  /// `certain` (true or false) and, if they are certain, `credibility`; the graph its `day`. Several
  /// kinds or marks are on lines of their own. Characters that XML cannot hold are written
  /// `\u{1}`.
  ///
  /// - Complexity: O(*n*) in nodes and edges.
  /// - Source: Brandes, Eiglsperger and Lerner, GraphML Primer, 2002.
  public var graphML: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """
    for (name, owner, type) in Graph.keys {
      text += "  <key id=\"\(owner)-\(name)\" for=\"\(owner)\""
      text += " attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n"
    }
    text += "  <graph edgedefault=\"directed\">\n"
    text += "    " + Graph.datum("graph-day", "\(day)") + "\n"
    for (place, node) in nodes.enumerated() {
      text += "    <node id=\"n\(place + 1)\">"
      text += Graph.datum("node-entity", node.entity.text) + Graph.datum("node-name", node.name)
      text += Graph.datum("node-kinds", node.kinds.joined(separator: "\n"))
      let marks = node.marks.map { "\($0.words), \($0.certainty)" }
      text += Graph.datum("node-marks", marks.joined(separator: "\n")) + "</node>\n"
    }
    for (place, edge) in edges.enumerated() {
      let label = edge.label
      text += "    <edge id=\"e\(place + 1)\""
      text += " source=\"n\(edge.from + 1)\" target=\"n\(edge.to + 1)\">"
      text += Graph.datum("edge-relation", label.atom.relation.name)
      text += Graph.datum("edge-atom", "\(label.atom)") + Graph.datum("edge-label", label.words)
      text += Graph.datum("edge-certain", "\(label.credibility != nil)")
      if let credibility = label.credibility {
        text += Graph.datum("edge-credibility", credibility.rawValue)
      }
      text += "</edge>\n"
    }
    return text + "  </graph>\n</graphml>\n"
  }

  /// What graphs, nodes and edges have: name, owner and type.
  private static let keys = [
    ("day", "graph", "string"), ("entity", "node", "string"), ("name", "node", "string"),
    ("kinds", "node", "string"), ("marks", "node", "string"), ("relation", "edge", "string"),
    ("atom", "edge", "string"), ("label", "edge", "string"), ("certain", "edge", "boolean"),
    ("credibility", "edge", "string"),
  ]

  private static func datum(_ key: String, _ text: String) -> String {
    "<data key=\"\(key)\">\(escaped(text))</data>"
  }

  /// Text within an element; what a reader would see or split otherwise is written by number.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: result += "&amp;"
      case 0x3C: result += "&lt;"
      case 0x3E: result += "&gt;"
      case 0..<9, 0xB, 0xC, 0xE..<0x20, 0xFFFE, 0xFFFF:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      case _ where !Printing.isSafe(scalar):
        result += "&#x\(String(scalar.value, radix: 16, uppercase: true));"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
