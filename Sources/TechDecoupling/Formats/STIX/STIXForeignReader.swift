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
  private var document = Document()
  private(set) var report = ImportReport()

  init(_ bundle: STIXBundle, _ reader: STIXReader, known: [String: EntityID]) {
    self.bundle = bundle
    self.reader = reader
    entities = known
    names = Dictionary(
      bundle.objects.compactMap { object in
        bundle.document.string("name", of: object.node).map { (object.id, $0) }
      },
      uniquingKeysWith: { first, _ in first })
    for object in bundle.objects {
      if let (name, node) = object.part, name == .entity, known[object.id] != nil {
        let roles = bundle.document.strings(bundle.document.member("roles", of: node))
        kinds[object.id] = Set(roles ?? [])
      }
    }
  }

  /// Reads the objects without a part of the library's: entities first, then relationships.
  mutating func read() -> Document {
    let objects = bundle.objects.filter { $0.part == nil && $0.id != STIX.extensionID }
    for object in objects where object.type != "relationship" { readEntity(object) }
    for object in objects where object.type == "relationship" { readRelationship(object) }
    if !document.entries.isEmpty {
      document.sources = [reader.source]
      let used = Set(document.entries.flatMap { $0.content.atoms.map(\.relation) })
      document.relations = used.filter { Vocabulary.standard.relations[$0.name] == nil }
        .sorted { $0.name < $1.name }
    }
    return document
  }

  // MARK: - Entities

  private mutating func readEntity(_ object: STIXBundle.Object) {
    if isRevoked(object) { return }
    if object.type == "location" {
      readCountry(object)
      return
    }
    guard let kinds = reader.mapping.kinds[object.type] else {
      report.leave(STIXProblem.notPlaced(type: object.type), at: object.place)
      return
    }
    guard let name = bundle.document.string("name", of: object.node) else {
      leave(object, "name", "a text")
      return
    }
    var taken: Set = ["name"]
    var aliases: [String] = []
    if let node = bundle.document.member("aliases", of: object.node),
      let texts = bundle.document.strings(node)
    {
      (aliases, _) = (texts, taken.insert("aliases"))
    }
    entities[object.id] = EntityID(object.id)
    self.kinds[object.id] = kinds
    document.entities.append(
      EntityRecord(
        id: EntityID(object.id), roles: kinds, name: name, aliases: aliases, place: object.place))
    report.take("entity")
    leaveRest(of: object, except: taken)
  }

  private mutating func readCountry(_ object: STIXBundle.Object) {
    let within = ["administrative_area", "city", "street_address", "postal_code", "latitude"]
    guard let code = bundle.document.string("country", of: object.node), Country.isKnown(code),
      within.allSatisfy({ bundle.document.member($0, of: object.node) == nil })
    else {
      leave(object, "country", "an ISO 3166 code of two letters, and no place within the country")
      return
    }
    entities[object.id] = EntityID(code)
    kinds[object.id] = [Country.kind.name]
    report.take("country")
    leaveRest(of: object, except: ["country", "name", "region"])
  }

  // MARK: - Relationships

  private mutating func readRelationship(_ object: STIXBundle.Object) {
    if isRevoked(object) { return }
    let document = bundle.document
    guard let name = document.string("relationship_type", of: object.node) else {
      leave(object, "relationship_type", "the name of a relationship")
      return
    }
    guard let relation = reader.mapping.relations[name], relation.isOfTwoEntities else {
      let near = nearest(to: name, among: reader.mapping.relations.keys.sorted())
      report.leave(STIXProblem.unknownRelationship(name, nearest: near), at: object.place)
      return
    }
    var ends: [Argument] = []
    for (property, column) in zip(["source_ref", "target_ref"], relation.columns) {
      guard let id = document.string(property, of: object.node) else {
        leave(object, property, "the id of an object")
        return
      }
      guard let entity = entities[id] else {
        report.leave(STIXProblem.unknownReference(id, property: property), at: object.place)
        return
      }
      if case .entity(let kind?) = column, !(kinds[id] ?? [Country.kind.name]).contains(kind) {
        report.leave(
          STIXProblem.wrongKind(id, relation: relation.name, expected: kind), at: object.place)
        return
      }
      ends.append(.value(.entity(entity)))
    }
    let atom = Atom(relation: relation, arguments: ends)
    // Ids are one on every day; days that are given all the same are reported with the rest.
    if relation == Profile.sameAs.signature { return take(atom, over: nil, object) }
    guard let period = period(of: object) else { return }
    take(atom, over: period, object)
  }

  private mutating func take(_ atom: Atom, over period: DatePeriod?, _ object: STIXBundle.Object) {
    let document = bundle.document
    let creator = document.string("created_by_ref", of: object.node)
    let speaker = creator.map { names[$0] ?? $0 }
    let modified = document.string("modified", of: object.node).flatMap(Self.day)
    let claim = Claim(
      source: reader.source.id, attribution: speaker.map { Attribution(speaker: $0) },
      reported: modified.map { DateRange($0.day) },
      words: document.string("description", of: object.node), place: object.place)
    self.document.entries.append(
      Entry(
        id: EntryID(object.id), content: .statement(Statement([atom], over: period)),
        claims: [claim], place: object.place))
    report.take("relationship")
    let taken: Set = ["relationship_type", "source_ref", "target_ref", "description"]
    leaveRest(
      of: object, except: period == nil ? taken : taken.union(["start_time", "stop_time"]))
  }

  /// The days from `start_time` to `stop_time`; nil, and reported, if one is no time or both are in
  /// no order.
  private mutating func period(of object: STIXBundle.Object) -> DatePeriod? {
    var times: [(day: Day, isMidnight: Bool)?] = []
    for property in ["start_time", "stop_time"] {
      guard let node = bundle.document.member(property, of: object.node) else {
        times.append(nil)
        continue
      }
      guard let time = bundle.document.string(node).flatMap(Self.day) else {
        leave(object, property, "a time of UTC from 1900 to 2099, such as '2026-02-25T00:00:00Z'")
        return nil
      }
      times.append(time)
    }
    let last = times[1].map { $0.isMidnight ? $0.day.advanced(by: -1) : $0.day }
    if let first = times[0]?.day, let last, last < first {
      leave(object, "stop_time", "a time that is later than 'start_time'")
      return nil
    }
    if let last, !Horizon.standard.contains(last) {
      leave(object, "stop_time", "a time that is later than the first day of 1900")
      return nil
    }
    func end(_ day: Day?) -> DatePeriod.End { day.map { .date(DateRange($0)) } ?? .unknown }
    return DatePeriod(start: end(times[0]?.day), end: end(last))
  }

  /// The day of a timestamp, and whether that is its first instant.
  static func day(_ text: String) -> (day: Day, isMidnight: Bool)? {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 10, let day = Day(plain: parts[0].utf8),
      Horizon.standard.contains(day), parts[1].hasSuffix("Z")
    else { return nil }
    let clock = parts[1].dropLast()
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    let limits = [23, 59, 60]
    guard fields.count == 3 else { return nil }
    for (field, limit) in zip(fields, limits) {
      let whole = field.prefix { $0 != "." }
      guard whole.utf8.count == 2, let number = UInt8(whole), number <= limit,
        field.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") })
      else { return nil }
    }
    return (day, clock.utf8.allSatisfy { !(0x31...0x39 ~= $0) })
  }

  // MARK: - Reporting

  private mutating func isRevoked(_ object: STIXBundle.Object) -> Bool {
    guard let node = bundle.document.member("revoked", of: object.node),
      bundle.document.nodes[node].kind == .true
    else { return false }
    report.leave(STIXProblem.revoked(type: object.type), at: object.place)
    return true
  }

  private mutating func leave(_ object: STIXBundle.Object, _ property: String, _ expected: String) {
    report.leave(
      STIXProblem.property(property, type: object.type, expected: expected), at: object.place)
  }

  /// Reports the properties of an object that was taken without them.
  private mutating func leaveRest(of object: STIXBundle.Object, except taken: Set<String>) {
    let common: Set = [
      "type", "spec_version", "id", "created", "modified", "created_by_ref", "revoked",
    ]
    let document = bundle.document
    var names: [String] = []
    var key = document.firstChild(of: object.node)
    while key < document.endOfChildren(of: object.node) {
      let name = document.text(of: key)
      if !taken.contains(name), !common.contains(name) { names.append(name) }
      key = document.next(after: key + 1)
    }
    if !names.isEmpty {
      report.leave(STIXProblem.properties(names, type: object.type), at: object.place)
    }
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
