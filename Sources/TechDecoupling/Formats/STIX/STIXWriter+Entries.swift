extension STIXWriter {
  /// Writes an entry and its claims; returns the id of the entry's object.
  ///
  /// An event is a grouping of what it is about, a statement a note. A claim is its source's opinion
  /// on that; of one that declines or withdraws, which is none, a note.
  mutating func write(_ entry: Entry) -> String {
    let id: String
    var members: [(String, JSONValue?)] = []
    let part = (STIXPart.entry, entry.json)
    let sources = Set(entry.claims.map(\.source)).sorted()
    let cited = JSONValue.list(sources.map { reference(to: $0) })
    switch entry.content {
    case .event(let event):
      id = STIX.id("grouping", "entry/\(entry.id.text)")
      members = [
        ("name", .string(event.title.isEmpty ? entry.id.text : event.title)),
        ("description", description(of: event)),
        ("context", "unspecified"),
        ("object_refs", .texts(references(in: event.begins + event.ends + event.marks))),
        ("external_references", cited),
      ]
      add("grouping", id, part, members)
    case .statement(let statement):
      id = STIX.id("note", "entry/\(entry.id.text)")
      let holding = statement.holding
      let confidence = holding?.likelihood.flatMap { LikelihoodScale.standard.percent(of: $0) }
      members = [
        ("content", .string(content(of: statement, orElse: entry.id.text))),
        ("authors", holding.flatMap { $0.holder.isEmpty ? nil : [.string($0.holder)] }),
        ("object_refs", .texts(references(in: statement.atoms + (holding?.given ?? [])))),
        ("confidence", confidence.map(JSONValue.integer)),
        ("external_references", cited),
      ]
      add("note", id, part, members)
    }
    for claim in entry.claims { write(claim, of: entry, id) }
    return id
  }

  private func description(of event: Event) -> JSONValue? {
    var lines = event.date.map { ["on \($0)"] } ?? []
    for (word, atoms) in [("begins", event.begins), ("ends", event.ends), ("marks", event.marks)] {
      lines += atoms.map { "\(word) \($0)" }
    }
    return lines.isEmpty ? nil : .string(lines.joined(separator: "\n"))
  }

  private func content(of statement: Statement, orElse id: String) -> String {
    var lines = statement.words.map { [$0] } ?? []
    lines += statement.atoms.map(\.description)
    if let period = statement.period { lines.append("over \(period)") }
    if let likelihood = statement.holding?.likelihood { lines.append("likelihood: \(likelihood)") }
    let text = lines.joined(separator: "\n")
    return text.isEmpty ? id : text
  }

  private mutating func write(_ claim: Claim, of entry: Entry, _ entryID: String) {
    var text: [UInt8] = []
    JSONLine.append(claim.json, to: &text)
    let name = "claim/\(entry.id.text)/\(String(decoding: text, as: UTF8.self))"
    let part = (STIXPart.claim, claim.json)
    let words = claim.words ?? claim.attribution?.words
    let authors = claim.attribution?.speaker.flatMap { $0.isEmpty ? nil : $0 }
    let common: [(String, JSONValue?)] = [
      ("authors", authors.map { [.string($0)] }), ("object_refs", [.string(entryID)]),
    ]
    let opinion: String? =
      switch claim.stance {
      case .asserts: "agree"
      case .denies: "disagree"
      case .unclear: "neutral"
      case .declines, .withdraws: nil
      }
    if let opinion {
      let explanation: [(String, JSONValue?)] = [
        ("explanation", words.flatMap { $0.isEmpty ? nil : .string($0) }),
        ("opinion", .string(opinion)),
      ]
      add("opinion", STIX.id("opinion", name), by: id(of: claim.source), part, explanation + common)
    } else {
      let spoken = words.map { ": \($0)" } ?? ""
      add(
        "note", STIX.id("note", name), by: id(of: claim.source), part,
        [("content", .string(claim.stance.rawValue + spoken))] + common)
    }
  }
}
