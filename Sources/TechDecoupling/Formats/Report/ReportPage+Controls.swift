/// The state of each chip for each destination, as far as any provision covers it.
struct ChipMatrix {
  /// The state from a day on; nil: from the horizon's edge.
  struct Change {
    let from: Day?
    let lenient: ControlState
    let strict: ControlState
  }

  /// Destinations for which the record says the same of every chip.
  let destinations: [[Country]]
  /// The chips that some provision covers, with the changes for each group of destinations.
  let rows: [(chip: Chip, cells: [[Change]])]
  /// The chips that none covers.
  let uncovered: [Chip]

  /// A conclusion on an item and a destination without the destination.
  private struct Trace: Hashable {
    let atom: Atom
    let period: Period
    let isCertain: Bool
  }

  /// The relations whose runs are the days on which a state can change; item and destination are
  /// their columns 1 and 2.
  static let relations = [
    ExportControls.restricts.signature, ExportControls.licenseNeeded.signature,
    ExportControls.prohibited.signature, ExportControls.excepted.signature,
  ]

  /// - Complexity: that of ``Findings/controlAnswer(_:to:on:)`` for each change of each cell.
  init(_ findings: Findings) throws(QueryError) {
    var traces: [EntityID: Set<Trace>] = [:]
    var days: [EntityID: [EntityID: Set<Day?>]] = [:]
    for relation in ChipMatrix.relations {
      for run in try findings.runs(of: relation.pattern) {
        guard let values = run.atom.values, case .entity(let item) = values[1],
          case .entity(let destination) = values[2]
        else { continue }
        var atom = run.atom
        atom.arguments[2] = .wildcard
        traces[destination, default: []].insert(
          Trace(atom: atom, period: run.period, isCertain: run.isCertain))
        days[item, default: [:]][destination, default: [nil]]
          .formUnion([run.period.from, run.period.until])
      }
    }
    let entities = findings.facts.entities
    var groups: [Set<Trace>: [Country]] = [:]
    for (id, traces) in traces {
      groups[traces, default: []].append(
        Country(record: entities[id] ?? EntityRecord(id: id, roles: [Country.kind.name])))
    }
    destinations = groups.values.map { $0.sorted { $0.id < $1.id } }
      .sorted { ($0.count, $0[0].id) < ($1.count, $1[0].id) }
    var rows: [(chip: Chip, cells: [[Change]])] = []
    var uncovered: [Chip] = []
    for chip in entities.all(Chip.self) {
      guard let changes = days[chip.id] else {
        uncovered.append(chip)
        continue
      }
      var cells: [[Change]] = []
      for destination in destinations.map({ $0[0] }) {
        cells.append(
          try ChipMatrix.changes(chip, destination, changes[destination.id] ?? [nil], findings))
      }
      rows.append((chip, cells))
    }
    self.rows = rows
    self.uncovered = uncovered
  }

  private static func changes(
    _ chip: Chip, _ destination: Country, _ days: Set<Day?>, _ findings: Findings
  ) throws(QueryError) -> [Change] {
    var changes: [Change] = []
    let horizon = findings.horizon
    for day in days.map({ $0 ?? horizon.from }).sorted() where day < horizon.until {
      let answer = try findings.controlAnswer(chip, to: destination, on: day)
      if let last = changes.last, last.lenient == answer.lenient, last.strict == answer.strict {
        continue
      }
      changes.append(
        Change(
          from: day == horizon.from ? nil : day, lenient: answer.lenient, strict: answer.strict))
    }
    return changes
  }
}

extension ChipMatrix.Change {
  var words: String {
    lenient == strict ? "\(strict)" : "between '\(lenient)' and '\(strict)'"
  }

  /// The class by which the state is drawn.
  var mark: String {
    let kind =
      switch strict {
      case .notCovered: "free"
      case .exception: "excepted"
      case .allowedWithConditions: "allowed"
      case .licenseNeeded: "licensed"
      case .prohibited: "prohibited"
      }
    return lenient == strict ? kind : kind + " unsure"
  }
}

extension ReportPage {
  /// Writes the matrix of chips and destinations, if the rules know export controls.
  mutating func writeChipMatrix() throws {
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
    if matrix.rows.isEmpty {
      markup.element("p", text: "No provision on record covers a chip.")
    } else {
      write(matrix)
    }
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
