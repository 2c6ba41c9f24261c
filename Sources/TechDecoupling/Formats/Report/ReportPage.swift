/// The page of a report in the making.
struct ReportPage {
  /// A relation and what is told of it.
  struct Chapter {
    let relation: RelationSignature
    let conclusions: [Conclusion]
  }

  /// An atom that is told, with its stretches of days.
  struct Conclusion {
    let atom: Atom
    let runs: [Run]
  }

  let findings: Findings
  let report: Report
  let chapters: [Chapter]
  /// The atoms that have an address on the page.
  let told: Set<Atom>
  /// The day on which the page opens.
  let day: Day
  /// The days that pictures show: all that are named, with some room.
  let span: (first: Day, last: Day)
  /// What the record says on each entry from this viewpoint.
  let readings: [EntryID: EntryReading]
  /// The states of chips; nil if no provision covers any.
  let matrix: ChipMatrix?
  /// The index of interdependence, for each pair of countries and dimension.
  let lines: [IndexLine]
  var markup = Markup()

  init(_ findings: Findings, _ report: Report) throws {
    self.findings = findings
    self.report = report
    var chapters: [Chapter] = []
    var seen: Set<String> = []
    for relation in report.relations ?? findings.concludedRelations
    where seen.insert(relation.name).inserted {
      let conclusions = try ReportPage.conclusions(of: relation, in: findings)
      if !conclusions.isEmpty {
        chapters.append(Chapter(relation: relation, conclusions: conclusions))
      }
    }
    self.chapters = chapters
    let conclusions = chapters.flatMap(\.conclusions)
    told = Set(conclusions.map(\.atom))
    readings = EntryReading.all(in: findings)
    if let day = report.day { try findings.check(day) }
    day =
      report.day ?? conclusions.lazy.compactMap(\.firstDay).first
      ?? readings.values.compactMap { $0.date?.first }.min() ?? findings.horizon.from
    span = ReportPage.span(of: conclusions, readings, day)
    matrix = try ChipMatrix.any(in: findings)
    lines = try IndexLine.all(in: findings)
  }

  /// The atoms of a relation that hold or are conceivable on any day, in order.
  static func conclusions(
    of relation: RelationSignature, in findings: Findings
  ) throws(QueryError) -> [Conclusion] {
    try findings.check(relation.pattern, isGround: false)
    return findings.matches(relation.pattern, on: nil, .conceivable).map { atom in
      Conclusion(atom: atom, runs: findings.runs(ofGround: atom))
    }
  }

  /// The days from the first that is named to the last, with a fortieth of room at both ends.
  private static func span(
    of conclusions: [Conclusion], _ readings: [EntryID: EntryReading], _ day: Day
  ) -> (first: Day, last: Day) {
    let ends = conclusions.flatMap(\.runs).flatMap { [$0.period.from, $0.period.until] }
    let dates = readings.values.flatMap { [$0.date?.first, $0.date?.last] }
    let days = (ends + dates).compactMap(\.self) + [day]
    let (first, last) = (days.min() ?? day, days.max() ?? day)
    let room = max(15, first.distance(to: last) / 40)
    return (first.advanced(by: -room), last.advanced(by: room))
  }

  // MARK: - The page

  mutating func write() throws {
    markup.literal("<!doctype html>\n")
    markup.open("html", [("lang", "en")])
    writeHead()
    markup.open("body")
    markup.element("a", [("class", "skip"), ("href", "#main")], text: "Skip to the page")
    writeHeader()
    markup.open("main", [("id", "main"), ("tabindex", "-1")])
    writeControls()
    writePictures()
    writeChipMatrix()
    writeIndex()
    try writeConclusions()
    writeRecord()
    writeSources()
    markup.close("main")
    writeFooter()
    try writeData()
    markup.element("script") { $0.resource(ReportPage.script) }
    markup.close("body")
    markup.close("html")
  }

  /// The policy lets nothing be loaded, and no script or style run but the library's own.
  private mutating func writeHead() {
    let policy =
      "default-src 'none'; script-src '\(SHA256.source(of: ReportPage.script))'; style-src"
      + " '\(SHA256.source(of: ReportPage.style))'; img-src data:; base-uri 'none'; form-action 'none'"
    markup.open("head")
    markup.void("meta", [("charset", "utf-8")])
    markup.void("meta", [("http-equiv", "Content-Security-Policy"), ("content", policy)])
    markup.void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
    markup.void("meta", [("name", "color-scheme"), ("content", "light dark")])
    markup.void("meta", [("name", "referrer"), ("content", "no-referrer")])
    markup.element("title", text: report.title)
    markup.void("link", [("rel", "icon"), ("href", "data:,")])
    markup.element("style") { $0.resource(ReportPage.style) }
    markup.close("head")
  }

  private mutating func writeHeader() {
    markup.open("header")
    markup.element("h1", text: report.title)
    for paragraph in report.lead { markup.element("p", [("class", "lead")], text: paragraph) }
    let viewpoint = findings.viewpoint
    let known = viewpoint.knownBy.map { "as known by \($0)" } ?? "with all that is recorded"
    let above = viewpoint.trusting == .confirmed ? "" : " and above"
    let count = told.count
    let all = findings.chronicle.entryCount
    let entries = readings.count == all ? "\(all)" : "\(readings.count) of \(all)"
    markup.element(
      "p", [("class", "view")],
      text: "\(count) \(count == 1 ? "conclusion" : "conclusions") from"
        + " \(entries) entries of \(findings.chronicle.sources.count) sources,"
        + " \(known), trusting what is \(viewpoint.trusting.rawValue)\(above). Days include both"
        + " ends; what is not certain is only conceivable: a date is imprecise, or a claim unclear."
    )
    markup.open("nav", [("aria-label", "Sections")])
    markup.open("ul")
    for (address, title) in parts {
      markup.element("li") { $0.element("a", [("href", "#" + address)], text: title) }
    }
    markup.close("ul")
    markup.close("nav")
    markup.close("header")
  }

  /// The sections of the page that have something to tell.
  private var parts: [(address: String, title: String)] {
    [("timeline", "Timeline"), ("actors", "Actors")]
      + (matrix == nil ? [] : [("chips", "Chips")])
      + (lines.isEmpty ? [] : [("index", "Interdependence")])
      + [("conclusions", "Conclusions"), ("record", "Record"), ("sources", "Sources")]
  }

  private mutating func writeFooter() {
    markup.open("footer")
    markup.element(
      "p",
      text:
        "Written by TechDecoupling. This page loads nothing and sends nothing; it can be kept as"
        + " one file.")
    markup.close("footer")
  }

  static let style = PackageResources.report_css
  static let script =
    PackageResources.report_js + PackageResources.timeline_js + PackageResources.actors_js
}

extension ReportPage.Conclusion {
  /// How far up it follows at best; nil if it is only conceivable.
  var credibility: Credibility? { runs.compactMap(\.credibility).max() }

  /// The surest stretch, the first of several.
  var surest: Run? {
    runs.first { $0.isCertain && $0.credibility == credibility } ?? runs.first
  }

  /// The first day of the surest stretch, or its last if it has no first.
  var firstDay: Day? { surest.flatMap { $0.period.from ?? $0.period.until?.advanced(by: -1) } }
}

extension Findings {
  /// What the rules conclude, in the order of the rules.
  fileprivate var concludedRelations: [RelationSignature] {
    var seen: Set<String> = []
    return rulebook.rules.map(\.clause.head.relation).filter { seen.insert($0.name).inserted }
  }
}
