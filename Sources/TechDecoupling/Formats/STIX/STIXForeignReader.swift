/// Takes from a bundle what a mapping says of other programs' objects.
struct STIXForeignReader {
  private let bundle: STIXBundle
  private let reader: STIXReader
  /// The entities that objects stand for, by the ids of these.
  private var entities: [String: EntityID]
  /// The kinds of the entities that were taken.
  private var kinds: [String: Set<String>] = [:]
  /// The names of relationships that are taken.
  private let relations: [String]
  private var document = Document()
  private(set) var report = ImportReport()

  init(_ bundle: STIXBundle, _ reader: STIXReader, known: [String: EntityID]) {
    self.bundle = bundle
    self.reader = reader
    entities = known
    relations = reader.mapping.relations.keys.sorted()
    for object in bundle.objects {
      if case .own(let own) = object.content, own.part == .entity, known[own.id] != nil {
        kinds[own.id] = Set(own.roles)
      }
    }
  }

  /// Takes the objects without a part of the library's: entities first, then relationships.
  mutating func read() -> Document {
    for areLinks in [false, true] {
      for object in bundle.objects where (bundle.type(of: object) == "relationship") == areLinks {
        take(object)
      }
    }
    if !document.entries.isEmpty {
      document.sources = [reader.source]
      let used = Set(document.entries.flatMap { $0.content.atoms.map(\.relation) })
      document.relations = used.filter { Vocabulary.standard.relations[$0.name] == nil }
        .sorted { $0.name < $1.name }
    }
    return document
  }

  private mutating func take(_ object: STIXObject) {
    switch object.content {
    case .own, .definition, .superseded: break
    case .notPlaced: leave(object, .notPlaced(type: bundle.type(of: object)))
    case .revoked: leave(object, .revoked(type: bundle.type(of: object)))
    case .left(let flaw): leave(object, flaw)
    case .entity(let entity):
      let kinds = reader.mapping.kinds[bundle.type(of: object)] ?? []
      entities[entity.id] = EntityID(entity.id)
      self.kinds[entity.id] = kinds
      document.entities.append(
        EntityRecord(
          id: EntityID(entity.id), roles: kinds, name: entity.name, aliases: entity.aliases,
          place: place(object)))
      report.take("entity")
      leave(object, without: entity.rest)
    case .country(let country):
      entities[country.id] = EntityID(country.code)
      kinds[country.id] = [Country.kind.name]
      report.take("country")
      leave(object, without: country.rest)
    case .relationship(let link): take(link, object)
    }
  }

  // MARK: - Relationships

  private mutating func take(_ link: STIXLink, _ object: STIXObject) {
    let ends = [("source_ref", link.source), ("target_ref", link.target)]
    var arguments: [Argument] = []
    for ((property, id), column) in zip(ends, link.relation.columns) {
      guard let id else {
        leave(object, STIXFlaw.property(property, expected: "the id of an object"))
        return
      }
      guard let entity = entities[id] else {
        leave(object, .unknownReference(id, property: property))
        return
      }
      if case .entity(let kind?) = column, !(kinds[id] ?? [Country.kind.name]).contains(kind) {
        leave(object, .wrongKind(id, relation: link.relation.name, expected: kind))
        return
      }
      arguments.append(.value(.entity(entity)))
    }
    let period: DatePeriod?
    do { period = try link.period.get() } catch {
      leave(object, STIXFlaw.property(error.property, expected: error.expected))
      return
    }
    let speaker = link.creator.map { bundle.creators[$0] ?? $0 }
    let claim = Claim(
      source: reader.source.id, attribution: speaker.map { Attribution(speaker: $0) },
      reported: link.reported.map { DateRange($0) }, words: link.words, place: place(object))
    let atom = Atom(relation: link.relation, arguments: arguments)
    document.entries.append(
      Entry(
        id: EntryID(link.id), content: .statement(Statement([atom], over: period)),
        claims: [claim], place: place(object)))
    report.take("relationship")
    leave(object, without: link.rest)
  }

  // MARK: - Reporting

  private func place(_ object: STIXObject) -> Place { object.place(in: bundle.name) }

  private mutating func leave(_ object: STIXObject, _ problem: STIXProblem) {
    report.leave(problem, at: place(object))
  }

  private mutating func leave(_ object: STIXObject, _ flaw: STIXFlaw) {
    switch flaw {
    case .property(let name, let expected):
      leave(object, .property(name, type: bundle.type(of: object), expected: expected))
    case .unknownRelationship(let name):
      leave(object, .unknownRelationship(name, nearest: nearest(to: name, among: relations)))
    }
  }

  /// Reports the properties of an object that was taken without them.
  private mutating func leave(_ object: STIXObject, without names: [String]) {
    if !names.isEmpty { leave(object, .properties(names, type: bundle.type(of: object))) }
  }
}

extension Entry.Content {
  fileprivate var atoms: [Atom] {
    switch self {
    case .event(let event): event.begins + event.ends + event.marks
    case .statement(let statement): statement.atoms
    }
  }
}
