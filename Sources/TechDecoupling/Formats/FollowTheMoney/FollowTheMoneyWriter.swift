/// Makes entities of FollowTheMoney of findings, and notes what they cannot say.
struct FollowTheMoneyWriter {
  /// What starts a keyword that says a kind of the record.
  static let kindKeyword = "techdecoupling:"

  private let findings: Findings
  private var made: [String: FollowTheMoneyEntity] = [:]
  private var schemata: [EntityID: (id: String, schema: FollowTheMoneySchema)] = [:]
  private(set) var report = ImportReport()

  init(_ findings: Findings) { self.findings = findings }

  /// The entities by id.
  var entities: [FollowTheMoneyEntity] { made.values.sorted { $0.id < $1.id } }

  private var names: Entities { findings.facts.entities }

  private mutating func take(_ entity: FollowTheMoneyEntity) {
    made[entity.id] = entity
    report.take(entity.schema)
  }

  // MARK: - Entities and entries

  mutating func writeEntities() {
    for record in names.records.values.sorted(by: { $0.id < $1.id }) {
      let place = record.place ?? Place(path: "entity '\(record.id)'")
      guard let schema = FollowTheMoneySchema.schema(of: record.roles) else {
        report.leave(FollowTheMoneyProblem.noSchema(kinds: record.roles.sorted()), at: place)
        continue
      }
      guard let id = FollowTheMoneyEntity.id(of: record.id) else {
        report.leave(FollowTheMoneyProblem.noID, at: place)
        continue
      }
      schemata[record.id] = (id, schema)
      var entity = FollowTheMoneyEntity(id, schema)
      entity.add("name", record.name == "" ? record.id.text : record.name ?? record.id.text)
      if record.name == "" {
        report.leave(FollowTheMoneyProblem.emptyValue(property: "name"), at: place)
      }
      for alias in record.aliases {
        entity.add("alias", alias)
        if alias.isEmpty {
          report.leave(FollowTheMoneyProblem.emptyValue(property: "alias"), at: place)
        }
      }
      for role in record.roles.sorted() { entity.add("keywords", Self.kindKeyword + role) }
      take(entity)
    }
  }

  /// Makes an event of each entry that is one, and notes what is in entries that is none.
  mutating func writeEntries() {
    for entry in findings.chronicle.entries {
      let place = entry.place ?? Place(path: "entry '\(entry.id)'")
      switch entry.content {
      case .event(let event): write(event, of: entry, at: place)
      case .statement(let statement):
        if statement.holding != nil {
          report.leave(FollowTheMoneyProblem.entry("that somebody holds a view"), at: place)
        } else if statement.atoms.isEmpty {
          report.leave(FollowTheMoneyProblem.entry("a statement in words alone"), at: place)
        }
      }
      if entry.claims.contains(where: { $0.stance != .asserts }) {
        let what = "that a source denies, declines, withdraws or calls unclear"
        report.leave(FollowTheMoneyProblem.entry(what), at: place)
      }
    }
  }

  private mutating func write(_ event: Event, of entry: Entry, at place: Place) {
    var entity = FollowTheMoneyEntity(
      "td-" + SHA1.hexadecimal("entry/\(entry.id.text)"), .event)
    entity.add("name", event.title.isEmpty ? entry.id.text : event.title)
    entity.add("recordId", entry.id.text)
    entity.add("summary", entry.note)
    let dates = Set(entry.claims.filter { $0.stance == .asserts }.compactMap(\.date))
    for date in Set(dates.map(\.text) + (event.date.map { [$0.text] } ?? [])).sorted() {
      if Self.isPlain(date) {
        entity.add("date", date)
      } else {
        report.leave(FollowTheMoneyProblem.date(date), at: place)
      }
    }
    let atoms = event.begins + event.ends + event.marks
    for case .value(.entity(let id)) in atoms.flatMap(\.arguments) {
      if let (id, schema) = schemata[id], schema.isA(.legalEntity) { entity.add("involved", id) }
    }
    cite(entry.claims, in: &entity)
    take(entity)
  }

  /// Whether a date is `2026-02-25`, `2026-02` or `2026`.
  private static func isPlain(_ date: String) -> Bool {
    [4, 7, 10].contains(date.utf8.count)
      && date.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }
  }

  /// Names the sources that assert something.
  private func cite(_ claims: [Claim], in entity: inout FollowTheMoneyEntity) {
    for id in Set(claims.filter { $0.stance == .asserts }.map(\.source)).sorted() {
      guard let source = findings.chronicle.sources[id] else { continue }
      entity.add("publisher", source.name.isEmpty ? id.text : source.name)
      entity.add("sourceUrl", source.webAddress)
    }
  }

  // MARK: - Runs

  mutating func write(_ run: Run) {
    let atom = run.atom
    let place = Place(path: "\(atom)")
    guard run.isCertain else {
      report.leave(FollowTheMoneyProblem.conceivable("\(atom)"), at: place)
      return
    }
    if atom.relation.name == Profile.sameAs.name {
      // Its ids are read as one, so that what holds is that the one is itself.
      report.leave(FollowTheMoneyProblem.noLink("\(atom)"), at: place)
      return
    }
    let values = atom.values ?? []
    if atom.relation.name == Profile.homeCountry.name {
      writeCountry(run, at: place)
      return
    }
    if atom.relation.name == ExportControls.listsParty.name,
      case .entity(let control)? = values.first,
      case .entity(let party)? = values.last, let (id, _) = schemata[party]
    {
      var entity = link(run, .sanction)
      entity.add("entity", id)
      entity.add("program", names.name(of: control))
      let authority = names.records[control]?.entity("authority")
      entity.add("authority", authority.map { names.name(of: $0) })
      take(entity)
      return
    }
    let ends = values.compactMap { value -> (id: String, schema: FollowTheMoneySchema)? in
      if case .entity(let id) = value { schemata[id] } else { nil }
    }
    let count = values.count { if case .entity = $0 { true } else { false } }
    guard ends.count >= 2, ends.count == count else {
      report.leave(FollowTheMoneyProblem.noLink("\(atom)"), at: place)
      return
    }
    if atom.relation.name == Dependence.owns.name, case .decimal(let share)? = values.last,
      ends[0].schema.isA(.legalEntity), ends[1].schema.isA(.asset)
    {
      var entity = link(run, .ownership)
      entity.add("owner", ends[0].id)
      entity.add("asset", ends[1].id)
      entity.add("percentage", share.written)
      take(entity)
      return
    }
    var entity = link(run, .unknownLink)
    entity.add("subject", ends[0].id)
    entity.add("object", ends[1].id)
    entity.add("role", atom.relation.name)
    take(entity)
  }

  /// An entity for a run, with its days and sources.
  private func link(_ run: Run, _ schema: FollowTheMoneySchema) -> FollowTheMoneyEntity {
    let from = run.period.from.map { "\($0)" }
    var entity = FollowTheMoneyEntity(
      "td-" + SHA1.hexadecimal("finding/\(run.atom)/\(from ?? "")"), schema)
    entity.add("startDate", from)
    entity.add("endDate", run.period.until.map { "\($0.advanced(by: -1))" })
    entity.add("recordId", "\(run.atom)")
    entity.add("description", run.credibility.map { "credibility: \($0.rawValue)" })
    cite(findings.facts[run.atom]?.supports.flatMap(\.claims) ?? [], in: &entity)
    return entity
  }

  private mutating func writeCountry(_ run: Run, at place: Place) {
    guard case .entity(let id)? = run.atom.values?.first, let (key, _) = schemata[id],
      case .entity(let country)? = run.atom.values?.last
    else {
      report.leave(FollowTheMoneyProblem.noLink("\(run.atom)"), at: place)
      return
    }
    guard run.period == .always else {
      report.leave(FollowTheMoneyProblem.countryOnDays("\(run.atom)"), at: place)
      return
    }
    made[key]?.add("country", country.text.lowercased())
    report.take("country")
  }
}
