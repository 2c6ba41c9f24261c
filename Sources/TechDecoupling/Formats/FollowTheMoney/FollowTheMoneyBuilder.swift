/// Makes a document of what lines of FollowTheMoney say.
struct FollowTheMoneyBuilder {
  typealias Item = FollowTheMoneyLines.Item

  let reader: FollowTheMoneyReader
  let lines: FollowTheMoneyLines
  let vocabulary: Vocabulary
  /// The kinds of entities that were taken, by the ids of FollowTheMoney.
  var kinds: [String: Set<String>] = [:]
  /// The ids of entities and entries that were taken.
  var taken: (entities: Set<EntityID>, entries: Set<EntryID>) = ([], [])
  /// The atoms that were taken.
  private var atoms: [Atom] = []
  /// Controls that sanctions name, by id.
  var controls: [EntityID: EntityRecord] = [:]
  private var entities: [EntityRecord] = []
  private var entries: [Entry] = []
  var report: ImportReport

  init(_ reader: FollowTheMoneyReader, _ lines: FollowTheMoneyLines) {
    (self.reader, self.lines, report) = (reader, lines, lines.report)
    var vocabulary = Vocabulary.standard
    for relation in reader.mapping.relations.values where vocabulary.relations[relation.name] == nil
    {
      vocabulary.relations[relation.name] = relation
    }
    self.vocabulary = vocabulary
  }

  /// Takes entities first, then what links them.
  mutating func document() -> Document {
    var links: [(FollowTheMoneySchema, Item)] = []
    for item in lines.items {
      guard let name = schema(of: item) else { continue }
      guard let schema = FollowTheMoneySchema(rawValue: name) else {
        report.leave(FollowTheMoneyProblem.notPlaced(schema: name), at: item.place)
        continue
      }
      if schema.isEntity {
        readEntity(item, schema)
      } else {
        links.append((schema, item))
      }
    }
    for (schema, item) in links { readLink(item, schema) }
    let used = Set(atoms.map(\.relation))
    return Document(
      relations: used.filter { Vocabulary.standard.relations[$0.name] == nil }
        .sorted { $0.name < $1.name },
      entities: entities + controls.values.sorted { $0.id < $1.id },
      sources: entries.isEmpty ? [] : [reader.source], entries: entries)
  }

  /// The schema that extends all that are named; nil, and reported, if there is none.
  private mutating func schema(of item: Item) -> String? {
    if item.schemata.count == 1 { return item.schemata.first }
    let known = item.schemata.sorted().compactMap(FollowTheMoneySchema.init(rawValue:))
    if known.count == item.schemata.count,
      let least = known.first(where: { one in known.allSatisfy { one.isA($0) } })
    {
      return least.rawValue
    }
    report.leave(FollowTheMoneyProblem.schemata(item.schemata.sorted()), at: item.place)
    return nil
  }

  // MARK: - Entities

  private mutating func readEntity(_ item: Item, _ schema: FollowTheMoneySchema) {
    let prefix = FollowTheMoneyWriter.kindKeyword
    let keywords = item.properties["keywords"] ?? []
    let said = keywords.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    let own = Set(said.filter { vocabulary.kinds[$0] != nil })
    guard let kinds = own.isEmpty ? reader.mapping.kinds[schema.rawValue] : own else {
      report.leave(FollowTheMoneyProblem.notPlaced(schema: schema.rawValue), at: item.place)
      return
    }
    guard let name = item.properties["name"]?.first else {
      leave(item, "name", schema, "a text")
      return
    }
    let id = FollowTheMoneyEntity.entityID(of: item.id)
    guard isIdentifier(id.text), taken.entities.insert(id).inserted else {
      leave(item, "id", schema, "an id of its own, without control characters")
      return
    }
    self.kinds[item.id] = kinds
    let others = (item.properties["name"] ?? []).dropFirst() + (item.properties["alias"] ?? [])
    entities.append(
      EntityRecord(
        id: id, roles: kinds, name: name == id.text ? nil : name, aliases: Array(others),
        place: item.place))
    report.take("entity")
    var taken: Set = ["name", "alias"]
    if keywords.count == own.count { taken.insert("keywords") }
    if let countries = item.properties["country"] {
      if countries.count == 1, Country.isKnown(countries[0].uppercased()) {
        let country = EntityID(countries[0].uppercased())
        let atom = Atom(
          relation: Profile.homeCountry.signature,
          arguments: [.value(.entity(id)), .value(.entity(country))])
        take(EntryID("\(item.id).country"), .statement(Statement([atom])), item, schema)
      } else {
        leave(item, "country", schema, "one ISO 3166 code of two letters, of a home country")
      }
      taken.insert("country")
    }
    leaveRest(of: item, schema, except: taken)
  }

  // MARK: - Taking

  mutating func take(
    _ atom: Atom, _ item: Item, _ schema: FollowTheMoneySchema, isOwn: Bool, _ taken: Set<String>
  ) {
    for (argument, column) in zip(atom.arguments, atom.relation.columns) {
      guard case .value(.entity(let id)) = argument else { continue }
      let key = FollowTheMoneyEntity.id(of: id) ?? id.text
      guard kinds[key] != nil || controls[id] != nil || Country.isKnown(id.text) else {
        report.leave(
          FollowTheMoneyProblem.unknownReference(id.text, property: "recordId"), at: item.place)
        return
      }
      let kinds = self.kinds[key] ?? [Country.isKnown(id.text) ? "Country" : "ExportControl"]
      if case .entity(let kind?) = column, !kinds.contains(kind) {
        report.leave(
          FollowTheMoneyProblem.wrongKind(id.text, relation: atom.relation.name, expected: kind),
          at: item.place)
        return
      }
    }
    // Ids are one on every day; days that are given all the same are reported with the rest.
    if atom.relation == Profile.sameAs.signature {
      return take(
        Statement([atom]), item, schema, except: taken.subtracting(["startDate", "endDate"]))
    }
    var ends: [DatePeriod.End] = []
    for property in ["startDate", "endDate"] {
      guard let dates = item.properties[property] else {
        ends.append(isOwn ? .open : .unknown)
        continue
      }
      guard dates.count == 1, let date = Self.date(dates[0]) else {
        leave(item, property, schema, "one day, month or year from 1900 to 2099")
        return
      }
      ends.append(.date(date))
    }
    if case .date(let first) = ends[0], case .date(let last) = ends[1],
      let start = first.first, let end = last.last, end < start
    {
      leave(item, "endDate", schema, "a date that is not before 'startDate'")
      return
    }
    let period = DatePeriod(start: ends[0], end: ends[1])
    take(Statement([atom], over: period), item, schema, except: taken)
  }

  private mutating func take(
    _ statement: Statement, _ item: Item, _ schema: FollowTheMoneySchema,
    except taken: Set<String>
  ) {
    guard take(EntryID(item.id), .statement(statement), item, schema) else { return }
    report.take(schema.rawValue)
    leaveRest(of: item, schema, except: taken)
  }

  /// Takes an entry with the claim on it; false, and reported, if its id cannot be one.
  @discardableResult
  mutating func take(
    _ id: EntryID, _ content: Entry.Content, date: DateRange? = nil, _ item: Item,
    _ schema: FollowTheMoneySchema
  ) -> Bool {
    guard isIdentifier(id.text), taken.entries.insert(id).inserted else {
      leave(item, "id", schema, "an id of its own, without control characters")
      return false
    }
    if case .statement(let statement) = content { atoms += statement.atoms }
    var claim = claim(item)
    claim.date = date
    entries.append(Entry(id: id, content: content, claims: [claim], place: item.place))
    return true
  }

  /// A date of days that exist.
  static func date(_ text: String) -> DateRange? {
    guard let date = try? DateRange(parsing: text), let first = date.first, let last = date.last,
      Horizon.standard.contains(first), Horizon.standard.contains(last)
    else { return nil }
    return date
  }

  /// The claim of the reader's source, with whom an entity or statement names.
  private func claim(_ item: Item) -> Claim {
    let named = item.properties["publisher"] ?? item.datasets.sorted()
    let day = item.firstSeen.flatMap { Day(plain: $0.utf8.prefix(10)) }
      .flatMap { Horizon.standard.contains($0) ? $0 : nil }
    return Claim(
      source: reader.source.id,
      attribution: named.isEmpty ? nil : Attribution(speaker: named.joined(separator: ", ")),
      reported: day.map { DateRange($0) }, place: item.place)
  }

  // MARK: - Reporting

  mutating func leave(
    _ item: Item, _ property: String, _ schema: FollowTheMoneySchema, _ expected: String
  ) {
    report.leave(
      FollowTheMoneyProblem.property(property, schema: schema.rawValue, expected: expected),
      at: item.place)
  }

  /// Reports the properties of an entity that was taken without them.
  mutating func leaveRest(
    of item: Item, _ schema: FollowTheMoneySchema, except taken: Set<String>
  ) {
    let names = item.properties.keys.filter { !taken.contains($0) }.sorted()
    if !names.isEmpty {
      report.leave(
        FollowTheMoneyProblem.properties(names, schema: schema.rawValue), at: item.place)
    }
  }
}
