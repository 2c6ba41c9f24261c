/// Reads the objects of one chronicle document and notes every mistake on the way.
///
/// After a mistake a stand-in is returned and the reading goes on: a document is taken whole or not
/// at all, so stand-ins never leave the reader.
struct DocumentReader {
  /// A mistake at a byte of the document.
  struct Found {
    var mistake: ReadingProblem.Mistake
    var offset: Int
    /// A byte, in a document by its number, that the mistake clashes with.
    var other: (document: Int, offset: Int)?
    /// Whether it may come from a declaration that could not be read.
    var restsOnDeclarations = false
  }

  let document: JSONDocument
  var vocabulary: Vocabulary
  var found: [Found] = []
  /// The nearest names of relations that were looked for; a mistake is often made many times.
  private var nearestRelations: [String: String?] = [:]
  private var relations = PlainAtomReader()
  /// Dates that are no plain days, by how they are written.
  private var dates = CellMemo<DateRange>()

  init(_ document: JSONDocument, vocabulary: Vocabulary) {
    self.document = document
    self.vocabulary = vocabulary
  }

  mutating func note(
    _ mistake: ReadingProblem.Mistake, at node: Int,
    and other: (document: Int, offset: Int)? = nil, restsOnDeclarations: Bool = false
  ) {
    found.append(
      Found(
        mistake: mistake, offset: Int(document.nodes[node].offset), other: other,
        restsOnDeclarations: restsOnDeclarations))
  }

  func kind(of node: Int) -> JSONNode.Kind { document.nodes[node].kind }

  mutating func noteType(of node: Int, expected: String) {
    note(.wrongType(found: kind(of: node).noun, expected: expected), at: node)
  }
}

// MARK: - Objects

/// The values of an object by key.
struct Members<Key: KeySet> {
  /// The object itself.
  let node: Int
  /// The node of each key's value; 0, which is no value's, where there is none.
  fileprivate var values = SIMD16<UInt32>(repeating: 0)
  /// Keys that are not of the set, with their values.
  fileprivate(set) var others: [(key: Int, value: Int)] = []

  subscript(key: Key) -> Int? {
    let value = values[key.rawValue]
    return value == 0 ? nil : Int(value)
  }
}

extension DocumentReader {
  /// Reads the members of an object, and notes unknown and missing keys.
  mutating func members<Key: KeySet>(of node: Int, _ keys: Key.Type) -> Members<Key>? {
    guard let members = openMembers(of: node, keys) else { return nil }
    for other in members.others {
      noteUnknownKey(other.key, owner: Key.owner, keys: Key.forms.map(\.name))
    }
    return members
  }

  /// Reads the members of an object that may have other keys too.
  mutating func openMembers<Key: KeySet>(of node: Int, _ keys: Key.Type) -> Members<Key>? {
    guard kind(of: node) == .object else {
      noteType(of: node, expected: "\(Key.owner) in braces")
      return nil
    }
    let table = Key.table
    var members = Members<Key>(node: node)
    var key = document.firstChild(of: node)
    let end = document.endOfChildren(of: node)
    var expected = 0
    while key < end {
      let value = key + 1
      if let slot = slot(of: key, in: table, from: expected) {
        members.values[slot] = UInt32(value)
        expected = slot + 1
      } else {
        members.others.append((key, value))
      }
      key = document.next(after: value)
    }
    for slot in table.required where members.values[slot] == 0 {
      note(.missingKey(Key.forms[slot].name, owner: Key.owner), at: node)
    }
    return members
  }

  /// The place of a key in a table of keys.
  private func slot(of key: Int, in table: KeyTable, from expected: Int) -> Int? {
    if document.nodes[key].hasEscapes {
      return Array(document.text(of: key).utf8).withUnsafeBufferPointer {
        table.slot(named: $0, from: 0)
      }
    }
    return document.bytes.withUnsafeBufferPointer { bytes in
      table.slot(
        named: UnsafeBufferPointer(rebasing: bytes[document.content(of: key)]), from: expected)
    }
  }

  mutating func noteUnknownKey(
    _ key: Int, owner: String, keys: [String], restsOnDeclarations: Bool = false
  ) {
    let text = document.text(of: key)
    note(
      .unknownKey(text, owner: owner, nearest: nearest(to: text, among: keys), keys: keys),
      at: key, restsOnDeclarations: restsOnDeclarations)
  }
}

// MARK: - Values

extension DocumentReader {
  mutating func text(_ node: Int, _ expected: String = "text in quotes") -> String {
    guard kind(of: node) == .string else {
      noteType(of: node, expected: expected)
      return ""
    }
    return document.text(of: node)
  }

  mutating func boolean(_ node: Int) -> Bool {
    switch kind(of: node) {
    case .true: return true
    case .false: return false
    default:
      noteType(of: node, expected: "true or false")
      return false
    }
  }

  mutating func integer(_ node: Int, least: Int, most: Int?) -> Int {
    let range =
      most.map { "an integer from \(least) to \($0)" } ?? "an integer of at least \(least)"
    guard kind(of: node) == .number else {
      noteType(of: node, expected: range)
      return least
    }
    let text = document.text(of: node)
    guard let number = Int(text), number >= least, number <= most ?? .max else {
      note(.wrongType(found: text, expected: range), at: node)
      return least
    }
    return number
  }

  /// Reads a list by a function of its elements.
  mutating func list<Element>(
    _ node: Int, of noun: String, _ read: (inout DocumentReader, Int) -> Element?
  ) -> [Element] {
    guard kind(of: node) == .array else {
      noteType(of: node, expected: "a list of \(noun) in brackets")
      return []
    }
    var result: [Element] = []
    var child = document.firstChild(of: node)
    let end = document.endOfChildren(of: node)
    // A long list is counted first: to grow would copy it again and again.
    if end - child > 1 << 12 { result.reserveCapacity(document.count(of: node)) }
    while child < end {
      if let element = read(&self, child) { result.append(element) }
      child = document.next(after: child)
    }
    return result
  }

  mutating func texts(_ node: Int) -> [String] {
    list(node, of: "texts") { $0.text($1) }
  }

  mutating func word<Word>(_ node: Int, _ meaning: String) -> Word?
  where Word: CaseIterable & RawRepresentable<String> {
    let text = text(node, "\(meaning) in quotes")
    guard kind(of: node) == .string else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    note(
      .unknownWord(
        text, meaning: meaning,
        nearest: words.contains { $0.count > 1 } ? nearest(to: text, among: words) : nil,
        words: words), at: node)
    return nil
  }

  /// Reads an id: of an entity, a source or an entry.
  mutating func id(_ node: Int, of noun: String) -> String {
    guard kind(of: node) == .string else {
      noteType(of: node, expected: "the id of \(noun) in quotes")
      return ""
    }
    return document.text(of: node)
  }

  mutating func date(_ node: Int) -> DateRange? {
    guard kind(of: node) == .string else {
      noteType(of: node, expected: "a date in quotes, such as \"2026-02-25\" or \"2025-01\"")
      return nil
    }
    let (bytes, content) = (document.bytes, document.content(of: node))
    if content.count == 10, let day = Day(plain: bytes[content]) { return DateRange(day) }
    return bytes.withUnsafeBytes { bytes in
      let key = UnsafeRawBufferPointer(rebasing: bytes[content])
      let hash = key.cellHash
      if let known = dates.result(for: key, hash) { return known }
      do throws(DateProblem) {
        let date = try DateRange(parsing: document.text(of: node))
        dates.keep(date, for: key, hash)
        return date
      } catch {
        note(.date(error), at: node)
        return nil
      }
    }
  }

  mutating func period(_ node: Int) -> DatePeriod? {
    let text = text(node, "a period in quotes, such as \"2022-10/..\"")
    guard kind(of: node) == .string else { return nil }
    do throws(DateProblem) {
      return try DatePeriod(parsing: text)
    } catch {
      note(.date(error), at: node)
      return nil
    }
  }

  mutating func atoms(_ node: Int) -> [Atom] {
    list(node, of: "atoms") { $0.atom($1) }
  }

  mutating func atom(_ node: Int) -> Atom? {
    guard kind(of: node) == .string else {
      noteType(of: node, expected: "an atom in quotes, such as \"develops(deepseek, deepseek-v4)\"")
      return nil
    }
    let hasEscapes = document.nodes[node].hasEscapes
    if !hasEscapes,
      let atom = relations.atom(document.bytes, document.content(of: node), in: vocabulary)
    {
      return atom
    }
    let bytes = hasEscapes ? Array(document.text(of: node).utf8) : document.bytes
    let range = hasEscapes ? 0..<bytes.count : document.content(of: node)
    var parser = AtomParser(bytes: bytes, range: range)
    do {
      return try parser.parse(in: vocabulary)
    } catch {
      let offset =
        hasEscapes ? document.offset(inText: error.offset, of: node) : error.offset
      let start = Int(document.nodes[node].offset) + 1
      let column = AtomParser.character(
        at: max(0, offset - start), in: Array(document.bytes[start..<max(start, offset)]))
      let problem = error.problem(column: column) { nearestRelation(to: $0) }
      var isUnknownRelation = false
      if case .unknownRelation = problem { isUnknownRelation = true }
      found.append(
        Found(
          mistake: .atom(problem), offset: offset, restsOnDeclarations: isUnknownRelation))
      return nil
    }
  }

  private mutating func nearestRelation(to name: String) -> String? {
    if let known = nearestRelations[name] { return known }
    let nearest = vocabulary.nearestRelation(to: name)
    nearestRelations[name] = .some(nearest)
    return nearest
  }
}
