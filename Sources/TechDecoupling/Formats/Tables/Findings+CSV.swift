extension Findings {
  /// Returns the runs of a relation as a table for spreadsheets.
  ///
  /// One row for each stretch of days on which a tuple holds, or is conceivable, in one way: its
  /// values (of an entity the id and the name), the first and the last day, `certain` or
  /// `conceivable`, and the credibility. An open end is empty. Lines end as RFC 4180 says; text is in
  /// quotes.
  ///
  /// No cell starts a formula: text that a spreadsheet would calculate, as it begins with `=`, `+`,
  /// `-`, `@` or a tab, has a `'` put before it, and so does text that begins with `'`; without the
  /// first `'` each is as it was. Numbers and days are written as they are, `-3` as well. A control
  /// character, which no cell can hold, is written `\u{0}`.
  ///
  /// - Parameters:
  ///   - relation: The relation.
  ///   - day: A calendar day, of which alone runs are given; nil: all runs.
  /// - Throws: ``QueryError`` if the relation is unknown or the day outside the horizon.
  /// - Complexity: as ``runs(of:)``.
  /// - Source: Y. Shafranovich, RFC 4180, 2005; OWASP, CSV Injection.
  public func csv(of relation: RelationSignature, on day: Day? = nil) throws(QueryError) -> String {
    if let day { try check(day) }
    let entities = facts.entities
    var table = CSV()
    table.write(CSV.header(of: relation).map(CSV.Cell.text))
    for run in try runs(of: relation.pattern) where day.map(run.period.contains) ?? true {
      var cells: [CSV.Cell] = []
      for value in run.atom.values ?? [] {
        switch value {
        case .entity(let id): cells += [.text(id.text), .text(entities.name(of: id))]
        case .text(let text): cells.append(.text(text))
        case .integer, .decimal, .day: cells.append(.plain(value.written))
        }
      }
      cells.append(.plain(run.period.from.map { "\($0)" } ?? ""))
      cells.append(.plain(run.period.until.map { "\($0.advanced(by: -1))" } ?? ""))
      cells.append(.plain(run.isCertain ? "certain" : "conceivable"))
      cells.append(.plain(run.credibility?.rawValue ?? ""))
      table.write(cells)
    }
    return table.text
  }

  /// Returns the runs of a typed relation as a table for spreadsheets.
  ///
  /// As the function of the same name for a relation whose column types are erased.
  public func csv<each C: Column>(
    of relation: Relation<repeat each C>, on day: Day? = nil
  ) throws(QueryError) -> String {
    try csv(of: relation.signature, on: day)
  }
}

/// A table in the making.
struct CSV {
  /// What stands in a cell.
  enum Cell {
    /// Anybody's words.
    case text(String)
    /// A number, a day or a word of the library.
    case plain(String)
  }
  private(set) var text = ""

  mutating func write(_ cells: [Cell]) {
    for (number, cell) in cells.enumerated() {
      if number > 0 { text += "," }
      switch cell {
      case .plain(let words): text += words
      case .text(let words): text += CSV.quoted(words)
      }
    }
    text += "\r\n"
  }

  /// The names of a relation's columns and of those that every table has, each once.
  static func header(of relation: RelationSignature) -> [String] {
    var counts: [String: Int] = [:]
    let columns = relation.columns.flatMap { column in
      let noun = column.noun
      counts[noun, default: 0] += 1
      let number = counts[noun].map { $0 > 1 ? " \($0)" : "" } ?? ""
      let name = noun + number
      return column.isEntity ? [name, name + " name"] : [name]
    }
    return columns + ["from", "to", "certainty", "credibility"]
  }

  private static func quoted(_ text: String) -> String {
    var result = startsFormula(text) ? "\"'" : "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\"\""
      case 0..<9, 0xB, 0xC, 0xE..<0x20, 0x7F: result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Whether a spreadsheet may calculate a text, once it has skipped what is not seen; or drop a `'`
  /// before it.
  private static func startsFormula(_ text: String) -> Bool {
    if let first = text.unicodeScalars.first, "\t\r\n".unicodeScalars.contains(first) {
      return true
    }
    let seen = text.unicodeScalars.first {
      !$0.properties.isWhitespace && Printing.isSafe($0)
    }
    // The wide forms count, as programs for East Asian writing read them as the narrow ones.
    return seen.map { "=+-@'＝＋－＠".unicodeScalars.contains($0) } ?? false
  }
}
