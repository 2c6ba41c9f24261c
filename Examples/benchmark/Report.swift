/// One entry of a table.
enum Cell {
  case none
  case text(String)
  case whole(Int)
  case decimal(Double, Int)
  case range(ClosedRange<Double>, Int)
  case holds(Bool)

  /// For people.
  var text: String {
    switch self {
    case .none: "–"
    case .text(let text): text
    case .whole(let number): grouped(number)
    case .decimal(let number, let places): decimals(number, places)
    case .range(let range, let places):
      "\(decimals(range.lowerBound, places))–\(decimals(range.upperBound, places))"
    case .holds(let holds): holds ? "yes" : "NO"
    }
  }

  var json: String {
    switch self {
    case .none: "null"
    case .text(let text): Report.quoted(text)
    case .whole(let number): String(number)
    case .decimal(let number, _): number.isFinite ? String(number) : "null"
    case .range(let range, _): "[\(range.lowerBound), \(range.upperBound)]"
    case .holds(let holds): String(holds)
    }
  }

  fileprivate var isNumber: Bool {
    switch self {
    case .text, .holds: false
    default: true
    }
  }
}

/// Rows of entries under titles that differ.
struct Table {
  let title: String
  let columns: [String]
  private(set) var rows: [[Cell]] = []

  init(title: String, columns: [String]) {
    self.title = title
    self.columns = columns
  }

  /// Adds a row; what it lacks at its end is left open.
  mutating func add(_ row: [Cell]) {
    rows.append(row + Array(repeating: .none, count: max(0, columns.count - row.count)))
  }

  /// Whether every bound in it holds.
  var holds: Bool {
    rows.allSatisfy { row in
      row.allSatisfy { if case .holds(false) = $0 { false } else { true } }
    }
  }

  /// Lines for people: columns of one width, numbers to the right.
  var text: String {
    let texts = rows.map { $0.map(\.text) }
    let widths = columns.indices.map { column in
      texts.reduce(columns[column].count) { max($0, $1[column].count) }
    }
    func line(_ fields: [String], _ isRight: [Bool]) -> String {
      let padded = fields.indices.map { index in
        let space = String(repeating: " ", count: widths[index] - fields[index].count)
        return isRight[index] ? space + fields[index] : fields[index] + space
      }
      let line = padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    let areNumbers = columns.indices.map { column in rows.allSatisfy { $0[column].isNumber } }
    let lines = [line(columns, areNumbers)] + texts.map { line($0, areNumbers) }
    return "\(title)\n" + lines.map { "  " + $0 }.joined(separator: "\n")
  }

  var markdown: String {
    let rule = columns.indices.map { column in
      rows.allSatisfy { $0[column].isNumber } ? "---:" : "---"
    }
    let lines = [columns, rule] + rows.map { $0.map(\.text) }
    return "### \(title)\n\n"
      + lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  fileprivate var json: String {
    let objects = rows.map { row in
      let fields = zip(columns, row).map { "\(Report.quoted($0)): \($1.json)" }
      return "    {" + fields.joined(separator: ", ") + "}"
    }
    return "  \(Report.quoted(title)): [\n" + objects.joined(separator: ",\n") + "\n  ]"
  }
}

/// What was measured, and where.
struct Report {
  var machine: Machine
  /// The peers and their versions.
  var peers: [String]
  var runs: Int
  var tables: [Table]

  var holds: Bool { tables.allSatisfy(\.holds) }

  func rendered(as format: Options.Format) -> String {
    let tables = tables.filter { !$0.rows.isEmpty }
    return switch format {
    case .text: ([heading] + tables.map(\.text)).joined(separator: "\n\n")
    case .markdown: ([heading] + tables.map(\.markdown)).joined(separator: "\n\n")
    case .json:
      "{\n"
        + ([
          "  \"date\": \(Report.quoted(machine.date))",
          "  \"machine\": \(Report.quoted(machine.description))",
          "  \"peers\": [\(peers.map(Report.quoted).joined(separator: ", "))]",
          "  \"runs\": \(runs)",
        ] + tables.map(\.json)).joined(separator: ",\n") + "\n}"
    }
  }

  private var heading: String {
    let beside = peers.isEmpty ? "" : " Beside ours: \(peers.joined(separator: "; "))."
    let times = runs == 1 ? "One run." : "Medians of \(runs) runs."
    return "Measured on \(machine.date) on \(machine.description). \(times)\(beside)"
  }

  /// Text as JSON.
  fileprivate static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\" + String(scalar)
      case 0..<0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
