/// What each rule cost, for people: the dearest first, at most 100 columns wide.
struct ProfileTable {
  /// What one rule cost.
  struct Row {
    var rule: String
    /// Its premises in the order in which they last ran, with the rows that each handed on.
    var steps: [(premise: String, rows: Int, duration: Duration)]
    var rounds: Int
    var tuples: Int
    var duration: Duration
  }

  private static let width = 100

  var rows: [Row]
  /// What took how long, in order.
  var phases: [(name: String, duration: Duration)]

  var text: String {
    let whole = rows.reduce(0) { $0 + seconds($1.duration) }
    var lines = [
      column("seconds", 10) + column("share", 8) + column("rounds", 8)
        + column("tuples", 15) + "  rule, and its premises in the order in which they ran"
    ]
    let indent = String(repeating: " ", count: 43)
    let sorted = rows.enumerated().sorted { left, right in
      left.element.duration == right.element.duration
        ? left.offset < right.offset : left.element.duration > right.element.duration
    }
    for (_, row) in sorted {
      let time = seconds(row.duration)
      let share = whole > 0 ? Int((100 * time / whole).rounded()) : 0
      let numbers =
        column(decimals(time), 10) + column("\(share) %", 8) + column(grouped(row.rounds), 8)
        + column(grouped(row.tuples), 15) + "  "
      wrap(row.rule, first: numbers, indent: indent, into: &lines)
      for step in row.steps {
        let numbers =
          column(decimals(seconds(step.duration)), 10) + column("", 16)
          + column(grouped(step.rows), 15) + "    "
        wrap(step.premise, first: numbers, indent: indent + "    ", into: &lines)
      }
    }
    let total = phases.map { "\($0.name) \(decimals(seconds($0.duration))) s" }
    lines.append(total.joined(separator: ", "))
    return lines.joined(separator: "\n")
  }

  private func wrap(
    _ text: String, first: String, indent: String, into lines: inout [String]
  ) {
    var line = first
    var isEmpty = true
    for word in printable(text).split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > ProfileTable.width {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    if !isEmpty { lines.append(line) }
  }

  private func column(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

/// A number with three places after the point.
func decimals(_ number: Double) -> String {
  let thousandths = Int(max(0, min(number, 1e12)) * 1000 + 0.5)
  let rest = String(thousandths % 1000)
  return "\(grouped(thousandths / 1000)).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
}

/// A whole number with commas between thousands.
func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number.magnitude).reversed().enumerated() {
    if index > 0, index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + String(text.reversed())
}
