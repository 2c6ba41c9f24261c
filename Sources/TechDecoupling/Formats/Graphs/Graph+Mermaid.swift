extension Graph {
  /// The graph as a flowchart of Mermaid, which Markdown pages may contain.
  ///
  /// A node's label is its name, with what holds of it below. What is only conceivable is dotted.
  /// Control characters and those that turn the direction of text are shown as `\u{202e}`.
  ///
  /// - Complexity: O(*n*) in nodes and edges.
  public var mermaid: String {
    var text = "flowchart LR\n  %% on \(day)\n"
    for (place, node) in nodes.enumerated() {
      let lines = [node.name] + node.marks.map { "\($0.words), \($0.certainty)" }
      text += "  n\(place + 1)[\(Mermaid.label(lines))]\n"
    }
    for edge in edges {
      let arrow = edge.label.credibility == nil ? "-.->" : "-->"
      let label = Mermaid.label([edge.label.words, edge.label.certainty])
      text += "  n\(edge.from + 1) \(arrow)|\(label)| n\(edge.to + 1)\n"
    }
    return text
  }
}

/// Text as Mermaid reads it.
private enum Mermaid {
  /// Lines of text in quotes, in which neither Markdown nor HTML is left.
  ///
  /// Mermaid reads a label as Markdown, then as HTML, and puts characters for `#35;` last. So every
  /// sign is written by number, save those that mean nothing within a word or after one. A `\n` in a
  /// node breaks the line even so; its backslash is shown as `\u{5c}`.
  static func label(_ lines: [String]) -> String {
    var result = "\""
    for (number, line) in lines.enumerated() {
      if number > 0 { result += "<br>" }
      let scalars = Array(Printing.safe(line).unicodeScalars)
      for (place, scalar) in scalars.enumerated() {
        func isWord(_ place: Int) -> Bool {
          scalars.indices.contains(place)
            && (scalars[place].properties.isAlphabetic || isDigit(scalars[place]))
        }
        let isPlain =
          switch scalar {
          case " ": place > 0 && place + 1 < scalars.count && scalars[place - 1] != " "
          case ",", ":": isWord(place - 1)
          case "-", ".": isWord(place - 1) && isWord(place + 1)
          default: !scalar.isASCII || isWord(place)
          }
        if scalar == "\\", place + 1 < scalars.count, scalars[place + 1] == "n" {
          result += "#92;u#123;5c#125;"
        } else if isPlain {
          result.unicodeScalars.append(scalar)
        } else {
          result += "#\(scalar.value);"
        }
      }
    }
    return result + "\""
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
