import TechDecoupling

/// What is told: sections of items, printed as text or as JSON.
struct Briefing {
  /// One thing that is told.
  struct Item {
    /// The first line.
    var text: String
    /// What is said beside it.
    var details: [String] = []
    /// The same for machines.
    var fields: [(String, JSON)] = []

    /// Whether the first line is marked as resting on the record of facts from elsewhere.
    var isFromRecord: Bool { text.contains(Briefing.marker) }
  }

  /// Things of one kind.
  struct Section {
    var key: String
    var title: String
    /// What is said if there is nothing.
    var nothing: String
    var items: [Item] = []
  }

  let findings: Findings
  let day: Day?
  var headline: [String] = []
  var sections: [Section] = []

  /// The headline alone.
  init(headlineOf findings: Findings, on day: Day?) throws {
    self.findings = findings
    self.day = day
    headline = try headlines()
  }

  init(_ findings: Findings, on day: Day?) throws {
    try self.init(headlineOf: findings, on: day)
    let withheld = try withheld()
    sections.append(withheld)
    sections.append(try earlyAccess())
    sections.append(try headStarts())
    sections.append(try tuning())
    sections.append(try norms())
    sections.append(try controls())
    sections.append(try training())
    sections.append(try singlePoints())
    sections.append(try interdependence())
    sections.append(reported())
    sections.append(try aims())
    sections.append(motives())
    sections.append(effects())
    sections.append(try figures())
    sections.append(conflicts())
    sections.append(openQuestions())
    sections.append(sources())
  }

  // MARK: - Words

  func name(_ value: Value?) -> String {
    switch value {
    case .entity(let id): findings.chronicle.entities.name(of: id)
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): "\(number)"
    case .day(let day): "\(day)"
    case nil: "somebody"
    }
  }

  /// The marker of what comes from a file named `record.json`.
  static let marker = "[r]"

  func isFromRecord(_ entry: EntryID?) -> Bool {
    entry.flatMap { findings.chronicle[$0]?.place }.map(isFromRecord) ?? false
  }

  func isFromRecord(_ place: Place) -> Bool {
    guard let file = place.file else { return false }
    return file == "record.json" || file.hasSuffix("/record.json")
  }

  func mark(_ entries: [EntryID]) -> String {
    entries.contains(where: isFromRecord) ? " " + Briefing.marker : ""
  }

  /// The runs of an atom; with a day asked for only those that it lies in.
  func runs(_ atom: Atom) throws -> [Run] {
    try findings.runs(of: atom).filter { run in day.map(run.period.contains) ?? true }
  }

  /// The atoms that have runs, the most credible first.
  func ranked(_ pattern: Atom) throws -> [(atom: Atom, runs: [Run])] {
    var groups: [(atom: Atom, runs: [Run])] = []
    for run in try runs(pattern) {
      if groups.last?.atom == run.atom {
        groups[groups.count - 1].runs.append(run)
      } else {
        groups.append((run.atom, [run]))
      }
    }
    return groups.enumerated().sorted { left, right in
      let a = surest(left.element.runs)
      let b = surest(right.element.runs)
      return a == b ? left.offset < right.offset : (a ?? .notJudged) > (b ?? .notJudged)
    }.map(\.element)
  }

  func surest(_ runs: [Run]) -> Credibility? { runs.compactMap(\.credibility).max() }

  /// How surely, in words.
  func sure(_ runs: [Run]) -> String { surest(runs)?.rawValue ?? "not certain, only conceivable" }

  /// The periods of one atom in words: `from some day up to 2026-02-25, until …`.
  func period(_ runs: [Run], of atom: Atom) throws -> String {
    let all = try findings.runs(of: atom)
    if let day {
      let surely = runs.contains(where: \.isCertain)
      return surely ? "on \(day)" : "perhaps on \(day): the record leaves it open"
    }
    var words: [String] = []
    var index = 0
    while index < all.count {
      // Stretches that touch are one period whose first and last days may be unsure.
      var last = index
      while last + 1 < all.count, let end = all[last].period.until,
        end == all[last + 1].period.from
      {
        last += 1
      }
      words.append(try period(of: Array(all[index...last])))
      index = last + 1
    }
    return words.joined(separator: "; ")
  }

  private func period(of stretch: [Run]) throws -> String {
    guard let first = stretch.first, let last = stretch.last else { return "" }
    guard let sureLast = stretch.last(where: \.isCertain) else {
      return "perhaps " + first.period.words
    }
    var words = start(stretch)
    if !words.isEmpty { words = "from " + words }
    if let until = sureLast.period.until {
      words += words.isEmpty ? "" : ", "
      if last.isCertain {
        words += "until \(try ending(of: last.atom, on: until))"
      } else if let latest = last.period.until {
        words += "until some day between \(until) and \(latest)"
      } else {
        words += "at least until \(until.advanced(by: -1))"
      }
    } else if words.isEmpty {
      words = "on every day"
    } else {
      words += stretch[0].isCertain ? " on" : " onward"
    }
    return words
  }

  /// The first day of a stretch, as far as it is known; empty if it has none.
  func start(_ stretch: [Run]) -> String {
    guard let first = stretch.first,
      let from = stretch.first(where: \.isCertain)?.period.from
    else { return "" }
    if first.isCertain { return "\(from)" }
    if let earliest = first.period.from { return "some day between \(earliest) and \(from)" }
    return "some day up to \(from)"
  }

  /// The end of a conclusion on models, with the release that brings it.
  private func ending(of atom: Atom, on day: Day) throws -> String {
    for value in atom.values ?? [] {
      guard case .entity(let id) = value else { continue }
      let release = Access.released(Model(id))
      if try findings.runs(of: release).contains(where: { $0.period.from == day }) {
        let entries = try findings.explain(release, on: day).entries
        return "the release on \(day)\(mark(entries))"
      }
    }
    return "\(day)"
  }

  /// A day on which an atom is asked about: the one asked for, or the first of its surest run.
  func telling(_ runs: [Run]) -> Day? {
    if let day { return day }
    let best = runs.first { $0.isCertain && $0.credibility == surest(runs) } ?? runs.first
    guard let period = best?.period else { return nil }
    return period.from ?? period.until?.advanced(by: -1) ?? findings.horizon.from
  }

  // MARK: - JSON

  func json(_ runs: [Run]) -> JSON {
    .array(
      runs.map { run in
        .object([
          ("from", .optional(run.period.from.map { "\($0)" })),
          ("until", .optional(run.period.until.map { "\($0.advanced(by: -1))" })),
          ("certain", .bool(run.isCertain)),
          ("credibility", .optional(run.credibility?.rawValue)),
        ])
      })
  }

  func json(_ explanation: Explanation?) -> [(String, JSON)] {
    guard let explanation else { return [] }
    return [
      ("entries", .strings(explanation.entries.map(\.text))),
      ("rows", .strings(explanation.rows)),
      ("sources", .strings(explanation.sources.map(\.text))),
    ]
  }

  var json: JSON {
    .object(
      [
        ("format", .string("techdecoupling-briefing/1")),
        ("on", .optional(day.map { "\($0)" })),
        ("knownBy", .optional(findings.viewpoint.knownBy.map { "\($0)" })),
        ("trusting", .string(findings.viewpoint.trusting.rawValue)),
        ("headline", .strings(headline)),
      ]
        + sections.map { section in
          (
            section.key,
            .array(
              section.items.map { item in
                .object(
                  [("text", .string(item.text)), ("details", .strings(item.details))]
                    + item.fields + [("fromRecord", .bool(item.isFromRecord))])
              })
          )
        })
  }

  // MARK: - Text

  var text: String {
    var text = Text()
    for line in headline { text.add(line) }
    text.blank()
    text.add(view)
    if sections.contains(where: { $0.items.contains(where: \.isFromRecord) }) {
      text.add("\(Briefing.marker) marks what rests on record.json: facts from elsewhere.")
    }
    for section in sections {
      text.heading(section.title)
      if section.items.isEmpty { text.add(section.nothing, first: "  ") }
      for item in section.items {
        text.add(item.text, first: "- ")
        for detail in item.details { text.add(detail, first: "  ", indent: "    ") }
      }
    }
    return text.string
  }

  /// From where the record is read, in words.
  private var view: String {
    let viewpoint = findings.viewpoint
    let when = day.map { "On \($0)" } ?? "Over all days"
    let known = viewpoint.knownBy.map { "as known by \($0)" } ?? "with all that is recorded"
    let above = viewpoint.trusting == .confirmed ? "" : " and above"
    return "\(when), \(known), trusting what is \(viewpoint.trusting.rawValue)\(above)."
  }
}
