/// Takes from a bundle what a mapping says of other programs' objects.
struct STIXForeignReader {
  private let bundle: STIXBundle
  private let reader: STIXReader
  /// The entities that objects stand for, by the ids of these.
  private var entities: [String: EntityID]
  /// The kinds of the entities that were taken.
  private var kinds: [String: Set<String>] = [:]
  /// The names of objects, by their ids: of those who said something.
  private let names: [String: String]
  /// The names of relationships that are taken.
  private let relations: [String]
  private var document = Document()
  private(set) var report = ImportReport()

  init(_ bundle: STIXBundle, _ reader: STIXReader, known: [String: EntityID]) {
    self.bundle = bundle
    self.reader = reader
    entities = known
    relations = reader.mapping.relations.keys.sorted()
    names = Dictionary(
      bundle.objects.compactMap { object in object.name.map { (object.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    for object in bundle.objects {
      if case .own(let own) = object.content, own.part == .entity, known[object.id] != nil {
        kinds[object.id] = Set(own.roles)
      }
    }
  }

  /// Takes the objects without a part of the library's: entities first, then relationships.
  mutating func read() -> Document {
    for object in bundle.objects where object.type != "relationship" { take(object) }
    for object in bundle.objects where object.type == "relationship" { take(object) }
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
    case .left(let flaw): leave(object, flaw)
    case .entity(let aliases, let rest):
      let kinds = reader.mapping.kinds[object.type] ?? []
      entities[object.id] = EntityID(object.id)
      self.kinds[object.id] = kinds
      document.entities.append(
        EntityRecord(
          id: EntityID(object.id), roles: kinds, name: object.name, aliases: aliases,
          place: place(object)))
      report.take("entity")
      leave(rest, of: object)
    case .country(let code, let rest):
      entities[object.id] = EntityID(code)
      kinds[object.id] = [Country.kind.name]
      report.take("country")
      leave(rest, of: object)
    case .relationship(let link): take(link, object)
    }
  }

  // MARK: - Relationships

  private mutating func take(_ link: STIXLink, _ object: STIXObject) {
    let ends = [("source_ref", link.source), ("target_ref", link.target)]
    var arguments: [Argument] = []
    for ((property, id), column) in zip(ends, link.relation.columns) {
      guard let id else {
        leave(object, .property(property, expected: "the id of an object"))
        return
      }
      guard let entity = entities[id] else {
        report.leave(STIXProblem.unknownReference(id, property: property), at: place(object))
        return
      }
      if case .entity(let kind?) = column, !(kinds[id] ?? [Country.kind.name]).contains(kind) {
        let problem = STIXProblem.wrongKind(id, relation: link.relation.name, expected: kind)
        report.leave(problem, at: place(object))
        return
      }
      arguments.append(.value(.entity(entity)))
    }
    let period: DatePeriod?
    do { period = try link.period.get() } catch {
      leave(object, .property(error.property, expected: error.expected))
      return
    }
    let speaker = link.creator.map { names[$0] ?? $0 }
    let claim = Claim(
      source: reader.source.id, attribution: speaker.map { Attribution(speaker: $0) },
      reported: link.reported.map { DateRange($0) }, words: link.words, place: place(object))
    let atom = Atom(relation: link.relation, arguments: arguments)
    document.entries.append(
      Entry(
        id: EntryID(object.id), content: .statement(Statement([atom], over: period)),
        claims: [claim], place: place(object)))
    report.take("relationship")
    leave(link.rest, of: object)
  }

  // MARK: - Reporting

  private func place(_ object: STIXObject) -> Place { object.place(in: bundle.name) }

  private mutating func leave(_ object: STIXObject, _ flaw: STIXFlaw) {
    let problem: STIXProblem =
      switch flaw {
      case .notPlaced: .notPlaced(type: object.type)
      case .revoked: .revoked(type: object.type)
      case .property(let name, let expected):
        .property(name, type: object.type, expected: expected)
      case .unknownRelationship(let name):
        .unknownRelationship(name, nearest: nearest(to: name, among: relations))
      }
    report.leave(problem, at: place(object))
  }

  /// Reports the properties of an object that was taken without them.
  private mutating func leave(_ names: [String], of object: STIXObject) {
    if names.isEmpty { return }
    report.leave(STIXProblem.properties(names, type: object.type), at: place(object))
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
