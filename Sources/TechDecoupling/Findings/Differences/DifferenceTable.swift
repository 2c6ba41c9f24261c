/// A difference as rows of cells, and the way back from a table in Markdown.
struct DifferenceTable {
  let columns: [String]
  let rows: [Row]

  /// The cells of one row, by column.
  struct Row: Hashable {
    let cells: [String]

    /// The row as a line of a table.
    var line: String { "| " + cells.joined(separator: " | ") + " |" }
  }

  init(_ difference: Difference) {
    columns = ["change", "atom", "days", "before", "now", "because"]
    rows = difference.rows.map { row in
      let cells = [
        row.change.rawValue, "\(row.atom)", row.days.words, row.before.words, row.after.words,
        row.causes.map(\.description).joined(separator: "; "),
      ]
      return Row(cells: cells.map(Printing.cell))
    }
  }

  /// Reads a table whose first line names some of the columns.
  init(reading table: String, columns known: [String]) throws(UnmetExpectation) {
    var lines = table.split(whereSeparator: \.isNewline).map(DifferenceTable.cells)
      .filter { !$0.isEmpty }
    guard !lines.isEmpty else { throw .unreadableTable(line: "", columns: known) }
    let head = lines.removeFirst()
    guard Set(head).isSubset(of: known), Set(head).count == head.count else {
      throw .unreadableTable(line: Row(cells: head).line, columns: known)
    }
    lines.removeAll { $0.allSatisfy { cell in cell.allSatisfy { "-:".contains($0) } } }
    if let short = lines.first(where: { $0.count != head.count }) {
      throw .unreadableTable(line: Row(cells: short).line, columns: head)
    }
    columns = head
    rows = lines.map(Row.init)
  }

  /// The rows with some of the columns alone.
  func selecting(_ chosen: [String]) -> [Row] {
    let places = chosen.compactMap { columns.firstIndex(of: $0) }
    return rows.map { row in Row(cells: places.map { row.cells[$0] }) }
  }

  /// The cells of a line; a bar after a backslash is none between cells.
  private static func cells(_ line: some StringProtocol) -> [String] {
    var cells: [String] = [""]
    var isEscaped = false
    for character in line {
      if character == "|" && !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    guard cells.count > 2 else { return [] }
    return cells.dropFirst().dropLast().map { cell in
      let words = cell.drop { $0 == " " || $0 == "`" }
      return String(words.reversed().drop { $0 == " " || $0 == "`" }.reversed())
    }
  }
}

extension [DifferenceTable.Row] {
  /// The rows without others, each as often as those have it.
  func removing(_ others: [DifferenceTable.Row]) -> [DifferenceTable.Row] {
    var counts = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
    return filter { row in
      guard let count = counts[row], count > 0 else { return true }
      counts[row] = count - 1
      return false
    }
  }
}
