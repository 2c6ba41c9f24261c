extension Mapping {
  /// Reads a mapping file of JSON; `-` is standard input.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - vocabulary: The relations and kinds that it may use beside those that it declares.
  /// - Throws: ``ReadingError`` with every mistake and its place.
  public init(
    contentsOf path: String, vocabulary: Vocabulary = .standard
  ) throws(ReadingError) {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileAccess.read(path)
    } catch {
      throw ReadingError([ReadingProblem(.file(error), at: nil)])
    }
    try self.init(bytes, path == "-" ? "standard input" : path, vocabulary)
  }

  /// Reads a mapping that is in memory.
  ///
  /// - Parameters:
  ///   - json: The document.
  ///   - name: What errors call it.
  ///   - vocabulary: The relations and kinds that it may use beside those that it declares.
  /// - Throws: ``ReadingError`` with every mistake and its place.
  public init(
    json: String, name: String = "input", vocabulary: Vocabulary = .standard
  ) throws(ReadingError) {
    try self.init(Array(json.utf8), name, vocabulary)
  }

  private init(_ bytes: [UInt8], _ name: String, _ vocabulary: Vocabulary) throws(ReadingError) {
    var (reader, isWhole) = DocumentReader.opening(
      ChronicleReader.File(name: name, bytes: bytes), number: 0, vocabulary: vocabulary)
    let root = isWhole ? reader.root(MappingKey.self, format: MappingFormat.version) : nil
    var declarations = DeclarationReader(beside: vocabulary)
    // A mapping declares as a chronicle does, under the same keys.
    if root != nil, let declared = reader.openMembers(of: 0, DocumentKey.self) {
      var readers = [reader]
      declarations.read(&readers, [declared])
      reader = readers[0]
    }
    let isVocabularyWhole = reader.found.isEmpty
    reader.vocabulary = declarations.vocabulary
    var mapping: Mapping?
    if let root { mapping = reader.readMapping(root, vocabulary) }
    let problems = DocumentReader.problems([reader], isVocabularyWhole: isVocabularyWhole)
    guard problems.isEmpty, let mapping else { throw ReadingError(problems) }
    self = mapping
  }
}

extension DocumentReader {
  mutating func readMapping(
    _ root: Members<MappingKey>, _ library: Vocabulary
  ) -> Mapping? {
    for key in [MappingKey.schema, .title] {
      if let node = root[key] { _ = text(node) }
    }
    let cited = root[.source].flatMap { source($0) }
    let row = root[.row].flatMap { template($0) }
    let delimiter = root[.delimiter].flatMap { character($0) } ?? ","
    let columns = root[.columns].map { list($0, of: "columns") { $0.column($1) } } ?? []
    let entities = root[.entities].map { list($0, of: "entities") { $0.mappedEntity($1) } } ?? []
    let entries = root[.entries].map { list($0, of: "entries") { $0.mappedEntry($1) } } ?? []
    guard let cited, let row else { return nil }
    let holes = row.holes + entities.flatMap(\.holes) + entries.flatMap(\.holes)
    return Mapping(
      source: cited, row: row, delimiter: delimiter, columns: byName(columns, for: Set(holes)),
      kinds: vocabulary.kinds.values.filter { library.kinds[$0.name] == nil }
        .sorted { $0.name < $1.name },
      relations: vocabulary.relations.values.filter { library.relations[$0.name] == nil }
        .sorted { $0.name < $1.name },
      entities: entities, entries: entries)
  }

  private mutating func character(_ node: Int) -> Character? {
    let written = text(node, "one character in quotes")
    guard kind(of: node) == .string else { return nil }
    guard written.count == 1, let character = written.first, character.isASCII else {
      note(.wrongType(found: "'\(excerpt(written))'", expected: "one ASCII character"), at: node)
      return nil
    }
    return character
  }

  /// The columns by their names, which holes ask for.
  private mutating func byName(
    _ columns: [(name: String, node: Int, column: MappedColumn)], for holes: Set<String>
  ) -> [String: MappedColumn] {
    // A hole that could not be read may have asked for any of them.
    let areHolesWhole = found.isEmpty
    var nodes: [String: Int] = [:]
    for (name, node, _) in columns {
      if let first = nodes.updateValue(node, forKey: name) {
        note(
          .repeatedColumn(name), at: node, and: (0, Int(document.nodes[first].offset)))
      } else if areHolesWhole, !holes.contains(name) {
        let others = holes.subtracting(columns.map(\.name)).sorted()
        note(.unusedColumn(name, nearest: nearest(to: name, among: others)), at: node)
      }
    }
    return Dictionary(columns.map { ($0.name, $0.column) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func column(
    _ node: Int
  ) -> (name: String, node: Int, column: MappedColumn)? {
    guard let members = members(of: node, MappedColumnKey.self), let name = members[.name] else {
      return nil
    }
    let title = text(name)
    return (
      title, name,
      MappedColumn(
        column: members[.column].map { text($0) } ?? title,
        separator: members[.separator].flatMap { character($0) },
        power: members[.power].map { integer($0, least: -30, most: 30) } ?? 0,
        rounds: members[.round].map { boolean($0) } ?? false,
        isCountry: members[.country].map { boolean($0) } ?? false)
    )
  }

  /// Reads text with names of columns in braces.
  private mutating func template(_ node: Int) -> Template? {
    let written = text(node)
    guard kind(of: node) == .string else { return nil }
    guard let template = Template(written) else {
      note(.hole(written), at: node)
      return nil
    }
    return template
  }

  private mutating func mappedEntity(_ node: Int) -> MappedEntity? {
    guard let members = openMembers(of: node, MappedEntityKey.self) else { return nil }
    let roles = members[.roles].map { list($0, of: "roles") { $0.role($1) } } ?? []
    var profile: [String: MappedTerm] = [:]
    for (key, value) in members.others {
      guard let field = field(named: document.text(of: key), of: roles),
        let type = field.valueType
      else {
        noteUnknownField(key, roles: roles)
        continue
      }
      if let template = template(value) {
        profile[field.name] = MappedTerm(content: .template(template), type: type)
      }
    }
    guard let id = members[.id].flatMap({ template($0) }) else { return nil }
    return MappedEntity(
      id: id, roles: Set(roles), name: members[.name].flatMap { template($0) },
      aliases: members[.aliases].map { list($0, of: "texts") { $0.template($1) } } ?? [],
      profile: profile, isOptional: members[.optional].map { boolean($0) } ?? false)
  }

  private mutating func mappedEntry(_ node: Int) -> MappedEntry? {
    guard let members = members(of: node, MappedEntryKey.self) else { return nil }
    let isEvent = members[.event] != nil
    guard isEvent != (members[.states] != nil) else {
      note(.contents(found: isEvent ? ["event", "states"] : []), at: node)
      return nil
    }
    let misplaced: [MappedEntryKey] = isEvent ? [.period] : [.date, .begins, .ends, .marks]
    for key in misplaced {
      guard let value = members[key] else { continue }
      note(
        .misplacedKey(
          key.name, owner: isEvent ? "an event" : "a statement", next: "remove it"), at: value - 1)
    }
    guard let id = members[.id].flatMap({ template($0) }) else { return nil }
    func atoms(_ key: MappedEntryKey, _ reader: inout DocumentReader) -> [MappedAtom] {
      members[key].map { reader.list($0, of: "atoms") { $0.mappedAtom($1) } } ?? []
    }
    return MappedEntry(
      id: id, event: members[.event].flatMap { template($0) },
      time: (members[.date] ?? members[.period]).flatMap { template($0) },
      states: atoms(.states, &self), begins: atoms(.begins, &self), ends: atoms(.ends, &self),
      marks: atoms(.marks, &self), isOptional: members[.optional].map { boolean($0) } ?? false)
  }
}
