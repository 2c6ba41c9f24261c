/// Writes a record as objects of STIX: standard types alone, with one property extension.
struct STIXWriter {
  let chronicle: Chronicle
  /// The entities: those of the record, or of facts that came without one.
  let entities: Entities
  /// What `modified` says, in all objects.
  let modified: String
  /// The ids of the objects that entities became.
  private(set) var ids: [EntityID: String] = [:]
  private(set) var objects: [JSONValue] = []

  init(_ chronicle: Chronicle, entities: Entities? = nil, modified: Day) {
    self.chronicle = chronicle
    self.entities = entities ?? chronicle.entities
    self.modified = STIX.time(modified, isVersion: true) ?? STIX.created
  }

  /// The objects of the whole record.
  static func objects(of chronicle: Chronicle, modified: Day) -> [JSONValue] {
    var writer = STIXWriter(chronicle, modified: modified)
    writer.writeRecord()
    return writer.objects
  }

  /// Writes what the record has, in the order of sections and ids.
  mutating func writeRecord() {
    writeDefinition()
    for record in entities.records.values.sorted(by: { $0.id < $1.id }) {
      write(record)
    }
    let sources = chronicle.sources.values.sorted { $0.id < $1.id }
    for source in sources { write(source) }
    var published: [SourceID: [String]] = [:]
    for entry in chronicle.entries {
      let id = write(entry)
      for source in Set(entry.claims.map(\.source)) { published[source, default: []].append(id) }
    }
    for source in sources { writePublication(of: source, entries: published[source.id] ?? []) }
  }

  /// The bundle of what was written, one object a line.
  var bundle: String {
    var bytes: [UInt8] = []
    for (number, object) in objects.enumerated() {
      bytes.append(contentsOf: (number == 0 ? "\n" : ",\n").utf8)
      JSONLine.append(object, to: &bytes)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let id = UUIDText.version5(text, in: STIX.namespace)
    return #"{"type":"bundle","id":"bundle--\#(id)","objects":["# + text + "\n]}\n"
  }

  // MARK: - Objects

  /// Adds an object with what all have.
  mutating func add(
    _ type: String, _ id: String, by creator: String? = STIX.recordID,
    _ part: (STIXPart, JSONValue)?, _ members: [(String, JSONValue?)]
  ) {
    var object: [JSONValue.Member] = [
      .init("type", .string(type)), .init("spec_version", "2.1"), .init("id", .string(id)),
    ]
    if let creator { object.append(.init("created_by_ref", .string(creator))) }
    object.append(.init("created", .string(STIX.created)))
    object.append(.init("modified", .string(modified)))
    for case (let key, let value?) in members { object.append(.init(key, value)) }
    if let (part, value) = part {
      let contents: JSONValue = .object([
        .init("extension_type", "property-extension"), .init(part.rawValue, value),
      ])
      object.append(.init("extensions", .object([.init(STIX.extensionID, contents)])))
    }
    objects.append(.object(object))
  }

  /// The identity of the record with the kinds and relations of its own, and the extension.
  private mutating func writeDefinition() {
    let own = chronicle.ownVocabulary
    var vocabulary = JSONObject()
    vocabulary[DocumentKey.kinds] = .list(own.kinds.values.sorted { $0.name < $1.name }.map(\.json))
    vocabulary[DocumentKey.relations] = .list(
      own.relations.values.sorted { $0.name < $1.name }.map(\.json))
    add(
      "identity", STIX.recordID, by: nil, (.vocabulary, .object(vocabulary.members)),
      [("name", "TechDecoupling record"), ("identity_class", "system")])
    add(
      "extension-definition", STIX.extensionID, nil,
      [
        ("name", "TechDecoupling record"),
        ("description", "The parts of a chronicle that STIX has no property for."),
        (
          "schema",
          """
          Beside 'extension_type' one member: 'vocabulary' (kinds and relations), 'entity', 'source' or \
          'entry', each an object as the format techdecoupling/1 has it; or 'country', 'claim', \
          'publication' or 'finding', which repeat or follow from those.
          """
        ),
        ("version", "1.0.0"), ("extension_types", ["property-extension"]),
      ])
  }

  private mutating func write(_ record: EntityRecord) {
    let type = STIX.type(of: record.roles)
    let id = STIX.id(type, "entity/\(record.id.text)")
    ids[record.id] = id
    let name = JSONValue.string(named(entities.name(of: record.id), record.id.text))
    let aliases = JSONValue.texts(record.aliases.filter { !$0.isEmpty })
    let members: [(String, JSONValue?)] =
      switch type {
      case "location": [("name", name), ("country", .string(record.id.text))]
      case "identity": [("name", name), ("identity_class", .string(identityClass(record.roles)))]
      case "infrastructure":
        [("name", name), ("infrastructure_types", ["unknown"]), ("aliases", aliases)]
      case "note": [("content", name), ("object_refs", [.string(STIX.recordID)])]
      default: [("name", name)]
      }
    let labels = JSONValue.texts(record.roles.sorted().map(Self.label))
    add(
      type, id, (.entity, record.json(in: chronicle.vocabulary)), members + [("labels", labels)])
  }

  private func identityClass(_ roles: Set<String>) -> String {
    if roles == [Group.kind.name] { return "class" }
    let organizations = [Lab.kind, Chipmaker.kind, CloudProvider.kind, Agency.kind].map(\.name)
    return roles.isDisjoint(with: organizations) ? "unspecified" : "organization"
  }

  /// A kind's name as labels are written: `cloud-provider`.
  private static func label(_ kind: String) -> String {
    var label = ""
    for character in kind {
      if character.isUppercase, !label.isEmpty { label += "-" }
      label += character.lowercased()
    }
    return label
  }

  private mutating func write(_ source: Source) {
    add(
      "identity", id(of: source.id), (.source, source.json),
      [
        ("name", .string(named(source.name, source.id.text))),
        ("identity_class", "unspecified"),
        ("description", .string("A source, of reliability \(source.reliability.rawValue).")),
        ("external_references", [reference(to: source.id)]),
      ])
  }

  /// The report of a source that says when it was published, on the entries that it speaks of.
  private mutating func writePublication(of source: Source, entries: [String]) {
    guard let day = source.published?.last, let time = STIX.time(day), !entries.isEmpty else {
      return
    }
    add(
      "report", STIX.id("report", "source/\(source.id.text)"), by: id(of: source.id),
      (.publication, .string(source.id.text)),
      [
        ("name", .string(named(source.name, source.id.text))), ("published", .string(time)),
        ("object_refs", .texts(entries)),
        ("external_references", [reference(to: source.id)]),
      ])
  }

  // MARK: - References

  func id(of source: SourceID) -> String { STIX.id("identity", "source/\(source.text)") }

  /// The id of an entity's object; that of one that is not recorded is written first.
  mutating func reference(to entity: EntityID) -> String {
    if let id = ids[entity] { return id }
    let isCountry = Country.isKnown(entity.text)
    let type = isCountry ? "location" : "identity"
    let id = STIX.id(type, "entity/\(entity.text)")
    ids[entity] = id
    let text = JSONValue.string(entity.text)
    add(
      type, id, isCountry ? (.country, text) : nil,
      [
        ("name", .string(entities.name(of: entity))),
        isCountry ? ("country", text) : ("identity_class", "unspecified"),
      ])
    return id
  }

  /// The ids of the objects that atoms name, each once; that of the record if they name none.
  mutating func references(in atoms: [Atom]) -> [String] {
    var found: [String] = []
    for case .value(.entity(let id)) in atoms.flatMap(\.arguments) {
      let reference = reference(to: id)
      if !found.contains(reference) { found.append(reference) }
    }
    return found.isEmpty ? [STIX.recordID] : found
  }

  /// A source as an external reference.
  func reference(to source: SourceID) -> JSONValue {
    let record = chronicle.sources[source]
    var members = [
      JSONValue.Member("source_name", .string(named(record?.name ?? "", source.text))),
      JSONValue.Member("external_id", .string(source.text)),
    ]
    if let url = record?.webAddress {
      members.insert(.init("url", .string(url)), at: 1)
    }
    return .object(members)
  }

  /// A name, or the id if there is none.
  private func named(_ name: String, _ id: String) -> String { name.isEmpty ? id : name }
}
