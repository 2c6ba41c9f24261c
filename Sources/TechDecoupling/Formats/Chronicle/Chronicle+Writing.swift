extension Chronicle {
  /// The chronicle as one document of JSON, in canonical form.
  ///
  /// Reading it gives an equal chronicle, and writing that gives the same text: kinds, relations,
  /// entities, sources and entries stand in order of name or id, keys in the order of the schema,
  /// and what is empty or as it would be read anyway is left out.
  ///
  /// - Complexity: O(*n* log *n*) in the number of entries.
  public var json: String { String(decoding: jsonBytes, as: UTF8.self) }

  /// The text of ``json`` in UTF-8.
  public var jsonBytes: [UInt8] {
    var sections = JSONObject()
    sections[DocumentKey.format] = .string(ChronicleFormat.version)
    let own = ownVocabulary
    sections[DocumentKey.kinds] = .list(own.kinds.values.sorted { $0.name < $1.name }.map(\.json))
    sections[DocumentKey.relations] = .list(
      own.relations.values.sorted { $0.name < $1.name }.map(\.json))
    sections[DocumentKey.entities] = .list(
      entities.records.values.sorted { $0.id < $1.id }.map { $0.json(in: vocabulary) })
    sections[DocumentKey.sources] = .list(
      sources.values.sorted { $0.id < $1.id }.map(\.json))
    var writer = JSONWriter()
    // Entries are written one by one: as values all of them would take many times their bytes.
    let hasEntries = table.count > 0
    writer.writeBlock("{", "}", sections.members.count + (hasEntries ? 1 : 0)) { writer, index in
      guard index == sections.members.count else {
        writer.write(key: sections.members[index].key)
        writer.write(sections.members[index].value)
        return
      }
      let numbers = table.sortedNumbers
      writer.write(key: DocumentKey.entries.name)
      writer.writeBlock("[", "]", numbers.count) { writer, index in
        writer.write(table[Int(numbers[index])].json)
      }
    }
    writer.bytes.append(0x0A)
    return writer.bytes
  }

  /// Writes the chronicle to a file in canonical form, over one of the same name.
  ///
  /// - Throws: ``FileProblem`` with the system's reason.
  public func write(to path: String) throws(FileProblem) {
    try FileAccess.write(jsonBytes, to: path)
  }

  /// The kinds and relations that are not the library's.
  var ownVocabulary: Vocabulary {
    var own = vocabulary
    own.kinds = own.kinds.filter { Vocabulary.standard.kinds[$0.key] != $0.value }
    own.relations = own.relations.filter { Vocabulary.standard.relations[$0.key] != $0.value }
    return own
  }
}

/// The members of an object to be written, by key; what is nil is left out.
struct JSONObject {
  private(set) var members: [JSONValue.Member] = []

  /// Adds a member; callers set keys in the order in which the set of keys has them.
  subscript<Key: KeySet>(key: Key) -> JSONValue? {
    get { members.first { $0.key == key.name }?.value }
    set { if let newValue { members.append(JSONValue.Member(key.name, newValue)) } }
  }

  mutating func append(_ key: String, _ value: JSONValue) {
    members.append(JSONValue.Member(key, value))
  }
}

extension JSONValue {
  /// A list; nil if it is empty.
  static func list(_ elements: [JSONValue]) -> JSONValue? {
    elements.isEmpty ? nil : .array(elements)
  }

  /// A text; nil if there is none.
  static func text(_ text: String?) -> JSONValue? { text.map(JSONValue.string) }

  static func texts(_ texts: [String]) -> JSONValue? { list(texts.map(JSONValue.string)) }

  static func atoms(_ atoms: [Atom]) -> JSONValue? { texts(atoms.map(\.description)) }

  /// True; nil if the value is false, as it would be read.
  static func flag(_ value: Bool) -> JSONValue? { value ? .boolean(true) : nil }
}
