extension Graph {
  /// The graph in the language of Graphviz, for `dot -Tsvg`.
  ///
  /// A node's label is its name, with what holds of it below; its attribute `entity` is the id. What
  /// is only conceivable is dashed. Control characters and those that turn the direction of text are
  /// shown as `\u{202e}`.
  ///
  /// - Complexity: O(*n*) in nodes and edges.
  public var dot: String {
    var text = "digraph {\n  label=\"on \(day)\";\n  rankdir=LR;\n  node [shape=box];\n"
    for (place, node) in nodes.enumerated() {
      let lines = [node.name] + node.marks.map { "\($0.words), \($0.certainty)" }
      let entity = DOT.label([node.entity.text])
      text += "  n\(place + 1) [label=\(DOT.label(lines)), entity=\(entity)];\n"
    }
    for edge in edges {
      let style = edge.label.credibility == nil ? ", style=dashed" : ""
      let label = DOT.label([edge.label.words, edge.label.certainty])
      text += "  n\(edge.from + 1) -> n\(edge.to + 1) [label=\(label)\(style)];\n"
    }
    return text + "}\n"
  }
}

/// Text as Graphviz reads it.
private enum DOT {
  /// Lines of text in quotes; neither its escapes nor its references to characters are left in them.
  static func label(_ lines: [String]) -> String {
    var result = "\""
    for (number, line) in lines.enumerated() {
      if number > 0 { result += "\\n" }
      for scalar in Printing.safe(line).unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "&": result += "&amp;"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
