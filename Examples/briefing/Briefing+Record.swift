import TechDecoupling

extension Briefing {
  /// Questions of compliance, and what they come to with others.
  func training() throws -> Section {
    var section = Section(
      key: "training", title: "Questions that training raises",
      nothing: "None follows from what counts here.")
    for (atom, runs) in try ranked(Training.complianceQuestion(any(), any(), any(), any())) {
      let names = (atom.values ?? []).map { name($0) }
      guard names.count == 4 else { continue }
      section.items.append(
        try item(atom, runs, "\(names[0]) on \(names[1]) in \(names[2]), under \(names[3])"))
    }
    for (atom, runs) in try ranked(Training.controlErodes(any(), any())) {
      let names = (atom.values ?? []).map { name($0) }
      guard names.count == 2 else { continue }
      section.items.append(try item(atom, runs, "\(names[0]) may lose hold of \(names[1])"))
    }
    return section
  }

  /// What is said and not taken at this level: shown, and nothing follows from it.
  func reported() -> Section {
    let level = findings.viewpoint.trusting.rawValue
    var section = Section(
      key: "reported", title: "Said, and concluding nothing",
      nothing: "Nothing that is said falls below '\(level)'.")
    // What one entry says is told once; what holds all the same is not told here.
    var entries: [EntryID: (supports: [Support], atoms: [Atom])] = [:]
    for (atom, supports) in findings.facts.setAside where findings.facts[atom] == nil {
      for support in supports where support.role != .ends && support.credibility != nil {
        guard let entry = support.entry else { continue }
        entries[entry, default: ([], [])].supports.append(support)
        entries[entry]?.atoms.append(atom)
      }
    }
    // Statements of one account are told together; an event stands alone.
    var accounts: [String: Int] = [:]
    for (id, said) in entries.sorted(by: { $0.key < $1.key }) {
      let credibility = said.supports.compactMap(\.credibility).max() ?? .notJudged
      let atoms = said.atoms.sorted()
      var event = title(of: id)
      if event?.hasSuffix(".") == true { event?.removeLast() }
      var lines: [String] = []
      for root in said.supports.flatMap(\.appraisal.asserting) {
        let line = account(root)
        if !lines.contains(line) { lines.append(line) }
      }
      lines.sort()
      let words = event ?? list(phrases(atoms))
      let fields: [(String, JSON)] = [
        ("atoms", .strings(atoms.map(\.description))),
        ("credibility", .string(credibility.rawValue)), ("entries", .strings([id.text])),
      ]
      let key = "\(credibility.rawValue), \(lines.joined(separator: "; "))"
      if event == nil, let index = accounts[key] {
        section.items[index].details.append(words + mark([id]))
        section.items[index].fields = joined(section.items[index].fields, fields)
        continue
      }
      if event == nil && lines.count == 1 && lines[0].hasPrefix("told by") {
        accounts[key] = section.items.count
        section.items.append(Item(text: key, details: [words + mark([id])], fields: fields))
      } else {
        section.items.append(
          Item(
            text: "\(words): \(credibility.rawValue)" + mark([id]), details: lines, fields: fields))
      }
    }
    return section
  }

  /// The fields of two items told together: their lists joined, the first's words kept.
  private func joined(_ left: [(String, JSON)], _ right: [(String, JSON)]) -> [(String, JSON)] {
    zip(left, right).map { one, other in
      guard case .array(let first) = one.1, case .array(let second) = other.1 else { return one }
      return (one.0, .array(first + second))
    }
  }

  /// Atoms in words; those that differ in their first term alone are one phrase.
  private func phrases(_ atoms: [Atom]) -> [String] {
    var groups: [(rest: [Argument], relation: String, names: [String], atom: Atom)] = []
    for atom in atoms {
      guard let first = atom.values?.first, atom.arguments.count > 1 else {
        groups.append(([], "", [], atom))
        continue
      }
      let rest = Array(atom.arguments.dropFirst())
      if let last = groups.last, last.relation == atom.relation.name, last.rest == rest {
        groups[groups.count - 1].names.append(name(first))
      } else {
        groups.append((rest, atom.relation.name, [name(first)], atom))
      }
    }
    return groups.map { group in
      if group.names.count < 2 { return sentence(group.atom) }
      let rest = group.rest.map { argument -> String in
        if case .value(let value) = argument { return name(value) }
        return "?"
      }
      let terms = rest.count == 1 ? rest[0] : "(\(rest.joined(separator: ", ")))"
      return "\(list(group.names)) \(group.relation) \(terms)"
    }
  }

  /// What happened, for an event; the words of a statement.
  private func title(of id: EntryID) -> String? {
    switch findings.chronicle[id]?.content {
    case .event(let event)?: event.title
    case .statement(let statement)?: statement.words
    case nil: nil
    }
  }

  /// What acts and controls are for, as somebody states it.
  func aims() throws -> Section {
    var section = Section(key: "aims", title: "Aims as stated", nothing: "None is stated.")
    for (atom, runs) in try ranked(Motives.motive(any(), any())) {
      let values = atom.values ?? []
      section.items.append(try item(atom, runs, "\(name(values.first)): \(name(values.last))"))
    }
    return section
  }

  /// Who proposes which reason, and how firmly.
  func motives() -> Section {
    var section = Section(
      key: "motives", title: "Reasons that others propose", nothing: "Nobody proposes any.")
    let relation = Motives.motive.signature.name
    for held in findings.facts.held(matching: Motives.motive(any(), any())) {
      for atom in held.statement.atoms where atom.relation.name == relation {
        var item = Item(
          text: "\(name(atom.values?.last)): \(holder(of: held))" + mark([held.entry]))
        if let words = held.statement.words { item.details.append(words) }
        item.fields = [("atom", .string("\(atom)"))] + fields(of: held)
        section.items.append(item)
      }
    }
    return section
  }

  func conflicts() -> Section {
    var section = Section(
      key: "conflicts", title: "Conflicts", nothing: "No two facts exclude each other.")
    for conflict in findings.facts.conflicts {
      let atoms = conflict.atoms.map(sentence)
      var text: String
      switch conflict.kind {
      case .values: text = "\(list(atoms)) exclude each other"
      case .dates(let dates): text = "\(list(atoms)): dated \(list(dates.map(\.text)))"
      case .periods(let periods):
        text = "\(list(atoms)): over \(list(periods.map(\.description)))"
      }
      text += mark(conflict.entry.map { [$0] } ?? [])
      section.items.append(
        Item(
          text: text,
          fields: [
            ("atoms", .strings(conflict.atoms.map(\.description))),
            ("entries", .strings(conflict.entry.map { [$0.text] } ?? [])),
          ]))
    }
    return section
  }

  func openQuestions() -> Section {
    var section = Section(
      key: "openQuestions", title: "Not known",
      nothing: "The record states no open question.")
    for question in findings.facts.openQuestions {
      let atoms = list(question.atoms.map(sentence))
      let told = question.words ?? findings.chronicle[question.entry]?.note
      var item = Item(text: (told ?? "open: \(atoms)") + mark([question.entry]))
      if told != nil && !question.atoms.isEmpty { item.details.append("open: \(atoms)") }
      for claim in question.claims {
        let relays = claim.relays.map { source($0.source) }
        let through = relays.isEmpty ? "" : ", relaying \(list(relays))"
        let words =
          claim.stance == .declines ? "declines to answer" : "calls it unclear"
        // Where a source passes on another's silence, that other is the one who declines.
        item.details.append(
          claim.stance == .declines && !relays.isEmpty
            ? "\(list(relays)): no answer, says \(source(claim.source))"
            : "\(source(claim.source))\(through) \(words)")
      }
      item.fields = [
        ("atoms", .strings(question.atoms.map(\.description))),
        ("entries", .strings([question.entry.text])),
      ]
      section.items.append(item)
    }
    for (atom, _) in (try? ranked(Access.grantedAccess(any(), any(), any()))) ?? [] {
      guard let group = atom.values?.last, isGroup(group) else { continue }
      section.items.append(
        Item(
          text:
            "Who is meant by \"\(name(group))\", given"
            + " \(name(atom.values?.dropFirst().first)), is not known.",
          details: ["that nobody else was given it does not follow"],
          fields: [("atoms", .strings(["\(atom)"])), ("entries", .array([]))]))
    }
    return section
  }

  func sources() -> Section {
    var section = Section(key: "sources", title: "Sources", nothing: "None is named.")
    let entries = findings.chronicle.entries
    let known = entries.flatMap { entry in entry.claims.map { (entry.id, $0) } }
      .filter { isKnown($0.1) }
    let ranking = findings.chronicle.ranking(of: Array(findings.chronicle.sources.keys))
    let assessed = Dictionary(uniqueKeysWithValues: ranking.map { ($0.source.id, $0) })
    let idle = Set(ranking.flatMap(\.idleReferences)).subtracting(ranking.flatMap(\.relayed))
    var items: [(isRecord: Bool, item: Item)] = []
    for source in findings.chronicle.sources.values.sorted(by: { $0.id < $1.id }) {
      let claims = known.filter { $0.1.source == source.id }
      let relayed = known.map(\.1).filter { claim in
        claim.relays.contains { $0.source == source.id }
      }
      if findings.viewpoint.knownBy != nil && claims.isEmpty && relayed.isEmpty { continue }
      let places = claims.map(\.1.place) + relayed.map(\.place)
      let isRecord = !places.isEmpty && places.allSatisfy { $0.map(isFromRecord) ?? false }
      // What bears on nothing is told where it is cited.
      if claims.isEmpty && idle.contains(source.id) { continue }
      var text = "\(source.name): reliability \(source.reliability.rawValue)"
      if source.reliability == .f { text += ", cannot be judged" }
      if source.isInterested { text += ", interested" }
      if let published = source.published { text += ", published \(words(published))" }
      if claims.isEmpty && !relayed.isEmpty { text += "; not read, relayed by others" }
      if isRecord { text += " " + Briefing.marker }
      // The reliability is in the first line already, and so is the interest.
      let reasons = assessed[source.id]?.reasons.dropFirst(source.isInterested ? 2 : 1) ?? []
      let item = Item(
        text: text, details: isRecord || claims.isEmpty ? [] : Array(reasons),
        fields: [
          ("id", .string(source.id.text)),
          ("reliability", .string(source.reliability.rawValue)),
          ("interested", .bool(source.isInterested)), ("claims", .number(claims.count)),
          ("relays", .number(relayed.count)),
        ])
      items.append((isRecord, item))
    }
    section.items =
      items.filter { !$0.isRecord }.map(\.item)
      + items.filter(\.isRecord).map(\.item)
    return section
  }

  /// Whether a claim was known by the day asked for; a relay's own day may have made it so.
  private func isKnown(_ claim: Claim) -> Bool {
    guard let day = findings.viewpoint.knownBy else { return true }
    let published = findings.chronicle.sources[claim.source]?.published
    let dates = [claim.reported ?? published] + claim.relays.map(\.reported)
    return dates.contains { $0?.last.map { $0 <= day } == true }
  }

  /// A date in words where EDTF writes a range in brackets.
  private func words(_ date: DateRange) -> String {
    guard date.text.hasPrefix("[") else { return date.text }
    return switch (date.first, date.last) {
    case (let first?, let last?): "between \(first) and \(last)"
    case (let first?, nil): "on or after \(first)"
    case (nil, let last?): "on or before \(last)"
    case (nil, nil): date.text
    }
  }

  /// An atom with names: `declined-access (DeepSeek, DeepSeek-V4, Nvidia)`; of two columns
  /// `DeepSeek-V4 trained-on Blackwell`.
  private func sentence(_ atom: Atom) -> String {
    let terms = atom.arguments.map { argument -> String in
      if case .value(let value) = argument { return name(value) }
      return "?"
    }
    if terms.count == 2, atom.values != nil {
      return "\(terms[0]) \(atom.relation.name) \(terms[1])"
    }
    return "\(atom.relation.name) (\(terms.joined(separator: ", ")))"
  }
}
