extension ReportPage {
  /// Writes every entry with its effects and claims: events by date, then statements.
  mutating func writeRecord() {
    markup.open(
      "section", [("id", "record"), ("class", "long"), ("aria-labelledby", "record-title")])
    markup.element("h2", [("id", "record-title")], text: "The record, entry by entry")
    writeBatches(of: entriesByDate, by: 20) { $0.write($1) }
    if findings.chronicle.entryCount == 0 {
      markup.element("p", text: "There is no entry on record.")
    }
    markup.element("p", [("class", "none"), ("hidden", "")], text: "No entry fits the filter.")
    markup.close("section")
  }

  /// Events by date, then what has none.
  var entriesByDate: [Entry] {
    findings.chronicle.entries.enumerated().sorted { left, right in
      let days = [left, right].map { readings[$0.element.id]?.date ?? $0.element.ownDate }
        .map { $0?.first ?? $0?.last ?? findings.horizon.until }
      return (days[0], left.offset) < (days[1], right.offset)
    }.map(\.element)
  }

  private mutating func write(_ entry: Entry) {
    let address = Address.entry(entry.id)
    markup.open("article", [("class", "entry"), ("id", address)])
    let title: String
    var effects: [(String, [Atom])] = []
    switch entry.content {
    case .event(let event):
      title = event.title
      effects = [("begins", event.begins), ("ends", event.ends), ("marks", event.marks)]
    case .statement(let statement):
      title = statement.words ?? statement.atoms.first.map(phrase) ?? entry.id.text
      effects = [("says", statement.atoms), ("given", statement.holding?.given ?? [])]
    }
    markup.element("h3") { $0.element("a", [("href", "#" + address)], text: title) }
    markup.element("p", [("class", "facts")], text: facts(of: entry).joined(separator: "; "))
    let all = effects.flatMap { word, atoms in atoms.map { (word, $0) } }
    if !all.isEmpty {
      markup.open("ul", [("class", "effects")])
      for (word, atom) in all {
        markup.open("li")
        markup.text("\(word): ")
        write(linked: atom)
        markup.close("li")
      }
      markup.close("ul")
    }
    if !entry.claims.isEmpty {
      markup.open("ol", [("class", "claims")])
      for (place, claim) in entry.claims.enumerated() {
        markup.open("li", [("id", Address.claim(entry.id, place))])
        write(source: claim.source, words: graded(claim.source))
        markup.text(" \(claim.stance.words)")
        write(particulars: claim)
        if let words = claim.words {
          markup.text(": ")
          markup.element("q", text: words)
        }
        markup.close("li")
      }
      markup.close("ol")
    }
    // Notes of several documents that tell of one entry are on lines of their own.
    for line in entry.note?.split(separator: "\n") ?? [] {
      markup.element("p", [("class", "note")], text: String(line))
    }
    markup.close("article")
  }

  /// An atom as a phrase, as a way to its finding if it is told.
  private mutating func write(linked atom: Atom) {
    if told.contains(atom) {
      markup.element("a", [("href", "#" + Address.finding(atom))], text: phrase(atom))
    } else {
      markup.text(atom.values == nil ? "\(atom)" : phrase(atom))
    }
  }

  /// What stands below an entry's title.
  private func facts(of entry: Entry) -> [String] {
    let reading = readings[entry.id]
    var facts: [String] = []
    if let date = reading?.date ?? entry.ownDate { facts.append("dated \(date.text)") }
    if case .statement(let statement) = entry.content {
      let period = statement.period ?? entry.claims.lazy.compactMap(\.period).first
      if let period { facts.append("over \(period)") }
      if let holding = statement.holding {
        let likelihood = holding.likelihood.map { ", \"\($0)\"" } ?? ""
        facts.append("an opinion or forecast held by \(holding.holder)\(likelihood), and no fact")
      }
    }
    if entry.claims.isEmpty || entry.isOwnWord { facts.append("the recorder's own word") }
    if let credibility = reading?.credibility { facts.append(credibility.rawValue) }
    if reading == nil { facts.append("not taken from this viewpoint") }
    if !entry.rows.isEmpty { facts.append("rows " + entry.rows.joined(separator: ", ")) }
    facts.append("id \(entry.id)")
    return facts
  }

  // MARK: - Sources

  /// Writes every source with its grade and the entries on which it speaks.
  mutating func writeSources() {
    var entries: [SourceID: [Entry]] = [:]
    for entry in findings.chronicle.entries {
      for source in Set(entry.claims.flatMap { [$0.source] + $0.relays.map(\.source) }) {
        entries[source, default: []].append(entry)
      }
    }
    markup.open(
      "section", [("id", "sources"), ("class", "long"), ("aria-labelledby", "sources-title")])
    markup.element("h2", [("id", "sources-title")], text: "Sources")
    for source in findings.chronicle.sources.values.sorted(by: { $0.id < $1.id }) {
      write(source, entries[source.id] ?? [])
    }
    if findings.chronicle.sources.isEmpty {
      markup.element("p", text: "The record names no source.")
    }
    markup.close("section")
  }

  private mutating func write(_ source: Source, _ entries: [Entry]) {
    let address = Address.source(source.id)
    markup.open("article", [("class", "source"), ("id", address)])
    markup.element("h3") { $0.element("a", [("href", "#" + address)], text: source.name) }
    var facts = ["reliability \(source.reliability.rawValue)"]
    if source.isInterested { facts.append("interested") }
    if let published = source.published { facts.append("published \(published.text)") }
    facts.append("id \(source.id)")
    markup.open("p", [("class", "facts")])
    markup.text(facts.joined(separator: "; "))
    if let url = source.url {
      markup.text("; ")
      if source.webAddress != nil {
        markup.element("a", [("href", url), ("rel", "noreferrer noopener")], text: url)
      } else {
        markup.text(url)
      }
    }
    markup.close("p")
    if !entries.isEmpty {
      markup.open("details")
      markup.element(
        "summary",
        text: entries.count == 1 ? "speaks on 1 entry" : "speaks on \(entries.count) entries")
      markup.open("ul")
      for entry in entries {
        markup.element("li") {
          $0.element("a", [("href", "#" + Address.entry(entry.id))], text: entry.caption)
        }
      }
      markup.close("ul")
      markup.close("details")
    }
    markup.close("article")
  }
}

extension Entry {
  /// What it tells in a few words: an event's title, a statement's words, or else the id.
  var caption: String {
    switch content {
    case .event(let event): event.title
    case .statement(let statement): statement.words ?? id.text
    }
  }

  /// The date as the recorder or the first dated claim gives it.
  var ownDate: DateRange? {
    guard case .event(let event) = content else { return nil }
    return event.date ?? claims.lazy.compactMap(\.date).first
  }
}
