extension Explanation {
  /// The proof as nested lists in Markdown, for pages and issue trackers.
  ///
  /// The words are those of ``description``: what is explained first, and each step as an item below
  /// the one that rests on it, its further paragraphs on lines of their own. What keeps a step from
  /// certain begins with `?`. Below the twelfth step from the top the depth is printed instead.
  /// Nothing in a text of the record is read as Markdown or HTML.
  ///
  /// - Complexity: O(*n*) in the steps that are printed.
  /// - Source: CommonMark 0.31.
  public var markdown: String {
    var lines: [String] = []
    forEachStep { step, depth, paragraphs in
      let nested = min(depth, Explanation.deepest + 1)
      let margin = String(repeating: "  ", count: max(0, nested - 1))
      let level = depth > Explanation.deepest ? "\\[\(depth)\\] " : ""
      for (number, paragraph) in paragraphs.enumerated() {
        let text = Printing.markdown(paragraph)
        // A backslash at the end of a line breaks it there.
        let end = number + 1 < paragraphs.count ? "\\" : ""
        if depth == 0 {
          lines.append(number == 0 ? "**\(text)**\(end)" : text + end)
        } else if number == 0 {
          lines.append(margin + "- " + level + (step.isDoubt ? "? " : "") + text + end)
        } else {
          lines.append(margin + "  " + text + end)
        }
      }
      if depth == 0 { lines.append("") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Printing {
  /// Text that Markdown shows as it is, on one line and without space at its ends.
  static func markdown(_ text: String) -> String {
    let scalars = Array(safe(text).unicodeScalars)
    let seen = scalars.indices.filter { scalars[$0] != " " }
    guard let first = seen.first, let last = seen.last else { return "&nbsp;" }
    var result = ""
    for place in first...last {
      if isMarkup(place, of: scalars) { result += "\\" }
      result.unicodeScalars.append(scalars[place])
    }
    return result
  }

  /// Whether a sign may mean something to Markdown, or to pages made of it.
  ///
  /// All but those of ordinary sentences, and a point or hyphen within a word or date. A `)` after a
  /// number may begin a list.
  private static func isMarkup(_ place: Int, of scalars: [Unicode.Scalar]) -> Bool {
    func isWord(_ place: Int) -> Bool {
      guard scalars.indices.contains(place) else { return false }
      return scalars[place].properties.isAlphabetic || ("0"..."9").contains(scalars[place])
    }
    let scalar = scalars[place]
    guard scalar.isASCII, !isWord(place) else { return false }
    if scalar == "-" || scalar == "." { return !isWord(place - 1) || !isWord(place + 1) }
    if scalar == ")" { return scalars[..<place].allSatisfy { ("0"..."9").contains($0) } }
    return !" ,;:('\"%".unicodeScalars.contains(scalar)
  }
}
