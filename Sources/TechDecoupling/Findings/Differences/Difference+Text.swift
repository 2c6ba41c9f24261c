extension Difference: CustomStringConvertible {
  /// The difference as text, no line longer than 80 columns: a part for each way of being other.
  public var description: String {
    var lines: [String] = []
    Printing.wrap(
      Printing.safe("\(after), compared with \(before)"), first: "", indent: "  ", into: &lines)
    if rows.isEmpty { lines.append("nothing is different") }
    for change in Change.allCases {
      let rows = rows.filter { $0.change == change }
      if rows.isEmpty { continue }
      lines += ["", "\(change.rawValue):"]
      for row in rows.filter(\.isConcluded) + rows.filter({ !$0.isConcluded }) {
        row.write(into: &lines)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The difference as a table in Markdown.
  public var markdown: String {
    let table = DifferenceTable(self)
    let head = DifferenceTable.Row(cells: table.columns)
    let rule = DifferenceTable.Row(cells: table.columns.map { _ in "---" })
    return ([head, rule] + table.rows).map(\.line).joined(separator: "\n")
  }
}

extension Difference.Row: CustomStringConvertible {
  /// The row in a few lines: the atom with its days, how it was, and what makes it so.
  public var description: String {
    var lines: [String] = []
    write(into: &lines)
    return lines.joined(separator: "\n")
  }

  fileprivate func write(into lines: inout [String]) {
    func add(_ text: String, _ first: String, _ indent: String) {
      Printing.wrap(Printing.safe(text), first: first, indent: indent, into: &lines)
    }
    let record = isConcluded ? "" : ", on record"
    add("\(atom)\(record), \(days.words)", "  ", "      ")
    if !before.isEmpty { add("before: \(before.words)", "    ", "      ") }
    if !after.isEmpty { add("now: \(after.words)", "    ", "      ") }
    for cause in causes { add("\(cause)", "    - ", "      ") }
  }
}

extension Difference.Cause: CustomStringConvertible {
  /// The cause in words: `confirm 'v4-trained-on-blackwell'`.
  public var description: String {
    let way = exceptions.map(\.description).joined(separator: ", then ")
    return origin.description + (exceptions.isEmpty ? "" : ", by way of \(way)")
  }
}

extension Difference.Cause.Origin: CustomStringConvertible {
  /// The origin in words.
  public var description: String {
    switch self {
    case .change(let change): return "\(change)"
    case .record(let atom, let entries):
      let names = entries.map { "'\($0)'" }.joined(separator: ", ")
      return "the record of \(atom)" + (entries.isEmpty ? "" : ", by \(names)")
    case .rule(let name): return "rule '\(name)'"
    case .parameter(let name): return "parameter '\(name)'"
    }
  }
}

extension [Period] {
  /// The periods in words: `2026-02-25 to 2026-03-09; from 2026-04-24 on`.
  var words: String { map(\.words).joined(separator: "; ") }
}

extension [Run] {
  /// The runs in words, without their atom; `not at all` if there are none.
  var words: String {
    if isEmpty { return "not at all" }
    return map { "\($0.period.words), \($0.credibility?.rawValue ?? "only conceivable")" }
      .joined(separator: "; ")
  }
}

extension Printing {
  /// Text that stands in one cell of a Markdown table.
  static func cell(_ text: String) -> String {
    safe(text).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
