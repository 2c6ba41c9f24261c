extension ReportPage {
  /// Writes the matrix of chips and destinations, if there is one.
  mutating func writeChipMatrix() {
    guard let matrix else { return }
    markup.open("section", [("id", "chips"), ("aria-labelledby", "chips-title")])
    markup.element("h2", [("id", "chips-title")], text: "Which chip may go where")
    markup.element("p", [("class", "note")]) {
      $0.text("The strictest state of each chip for each destination on ")
      $0.element("span", [("class", "day")], text: "\(day)")
      $0.text(
        ", and over time from \(span.first) to \(span.last). A chip whose figures are not on record"
          + " is covered by name only.")
    }
    markup.literal(
      """
      <ul class="legend"><li class="free">not covered</li><li class="excepted">exception</li>\
      <li class="allowed">allowed with conditions</li><li class="licensed">license needed</li>\
      <li class="prohibited">prohibited</li><li class="unsure">open between two</li></ul>\n
      """)
    write(matrix)
    for group in matrix.destinations where group.count > ReportPage.namedCount {
      let names = group.map(\.name).joined(separator: ", ")
      markup.element("p", [("class", "note")], text: "\(title(group)) are: \(names).")
    }
    if !matrix.uncovered.isEmpty {
      let names = matrix.uncovered.map(\.name).joined(separator: ", ")
      markup.element("p", [("class", "note")], text: "No provision on record covers: \(names).")
    }
    markup.close("section")
  }

  private static let namedCount = 4

  private func title(_ group: [Country]) -> String {
    let names = group.map(\.name)
    if names.count <= ReportPage.namedCount { return names.joined(separator: ", ") }
    return names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more"
  }

  // Roles are said, since narrow pages lay the table out as blocks.
  private mutating func write(_ matrix: ChipMatrix) {
    let titles = matrix.destinations.map(title)
    markup.open(
      "table", [("class", "matrix"), ("role", "table"), ("aria-labelledby", "chips-title")])
    markup.element("thead", [("role", "rowgroup")]) { head in
      head.element("tr", [("role", "row")]) { row in
        row.element("th", [("role", "columnheader"), ("scope", "col")], text: "Chip")
        for title in titles {
          row.element("th", [("role", "columnheader"), ("scope", "col")], text: title)
        }
      }
    }
    markup.open("tbody", [("role", "rowgroup")])
    for row in matrix.rows {
      markup.open("tr", [("role", "row")])
      markup.element("th", [("role", "rowheader"), ("scope", "row")], text: row.chip.name)
      for (title, changes) in zip(titles, row.cells) {
        markup.open("td", [("role", "cell")])
        markup.element("span", [("class", "where"), ("aria-hidden", "true")], text: title)
        let now = changes.last { $0.from.map { $0 <= day } ?? true }
        markup.element("span", [("class", "state")], text: now?.words ?? "not covered")
        writeStrip(changes)
        markup.close("td")
      }
      markup.close("tr")
    }
    markup.close("tbody")
    markup.close("table")
    markup.element("p", [("class", "none"), ("hidden", "")], text: "No chip fits the filter.")
  }

  private mutating func writeStrip(_ changes: [ChipMatrix.Change]) {
    markup.open("svg", [("class", "strip"), ("aria-hidden", "true")])
    for (index, change) in changes.enumerated() {
      let start = change.from.map { max($0, span.first) } ?? span.first
      let next = index + 1 < changes.count ? changes[index + 1].from : nil
      let end = min(next ?? span.last, span.last)
      guard start < end else { continue }
      markup.element(
        "rect",
        [("class", change.mark), ("x", place(start)), ("width", width(start, end)), ("y", "0")]
      ) { shape in
        let from = change.from.map { ", from \($0) on" } ?? ""
        shape.element("title", text: change.words + from)
      }
    }
    writeDayLine()
    markup.close("svg")
  }

  func width(_ start: Day, _ end: Day) -> String {
    place(span.first.advanced(by: start.distance(to: end)))
  }

  /// Writes the line that stands at the page's day.
  mutating func writeDayLine() {
    markup.element(
      "line",
      [("class", "now"), ("x1", place(day)), ("x2", place(day)), ("y1", "0"), ("y2", "100%")]
    ) { _ in }
  }
}
