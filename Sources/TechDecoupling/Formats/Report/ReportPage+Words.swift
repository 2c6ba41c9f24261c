extension ReportPage {
  /// An atom as a phrase: `DeepSeek-V4 withheld from Nvidia`.
  func phrase(_ atom: Atom) -> String {
    let values = (atom.values ?? []).map(words)
    let predicate = ReportPage.predicate(atom.relation)
    switch values.count {
    case 0: return predicate
    case 1: return "\(values[0]) \(predicate)"
    default: return "\(values[0]) \(predicate) \(values.dropFirst().joined(separator: ", "))"
    }
  }

  func words(_ value: Value) -> String {
    switch value {
    case .entity(let id): findings.facts.entities.name(of: id)
    case .text(let text): text
    case .integer, .decimal, .day: value.written
    }
  }

  /// The name of a relation without its hyphens.
  static func predicate(_ relation: RelationSignature) -> String {
    String(relation.name.map { $0 == "-" ? " " : $0 })
  }

  static func title(_ relation: RelationSignature) -> String {
    let words = predicate(relation)
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  func sure(_ credibility: Credibility?) -> String { credibility?.rawValue ?? "only conceivable" }

  func name(_ id: SourceID) -> String { findings.chronicle.sources[id]?.name ?? id.text }

  /// A source with its grade: `Reuters (B)`.
  func graded(_ id: SourceID) -> String {
    guard let source = findings.chronicle.sources[id] else { return id.text }
    let interested = source.isInterested ? ", interested" : ""
    return "\(source.name) (\(source.reliability.rawValue)\(interested))"
  }

  /// The place of a day within the pictures: `37.25%`.
  func place(_ day: Day) -> String {
    let whole = max(1, span.first.distance(to: span.last))
    let part = min(max(0, span.first.distance(to: day)), whole) * 10_000 / whole
    let rest = part % 100
    return "\(part / 100).\(rest < 10 ? "0" : "")\(rest)%"
  }
}

/// What an entry comes to from the viewpoint of the findings.
struct EntryReading {
  /// The date at which it is taken.
  var date: DateRange?
  /// The best credibility of its effects; nil for the recorder's own word.
  var credibility: Credibility?

  /// The readings of all entries that facts, opinions or open questions come from.
  static func all(in findings: Findings) -> [EntryID: EntryReading] {
    var readings: [EntryID: EntryReading] = [:]
    for support in findings.facts.rows.lazy.flatMap(\.supports) {
      guard let entry = support.entry else { continue }
      var reading = readings[entry] ?? EntryReading()
      if reading.date == nil { reading.date = support.date }
      if let credibility = support.credibility {
        reading.credibility = max(reading.credibility ?? credibility, credibility)
      }
      readings[entry] = reading
    }
    for entry in findings.facts.held.map(\.entry) + findings.facts.openQuestions.map(\.entry)
    where readings[entry] == nil {
      readings[entry] = EntryReading()
    }
    return readings
  }
}
