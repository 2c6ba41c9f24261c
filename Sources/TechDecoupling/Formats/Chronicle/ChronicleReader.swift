/// Reads documents that are one record together.
struct ChronicleReader {
  /// A file's name and bytes.
  struct File {
    var name: String
    var bytes: [UInt8]
  }

  private(set) var readers: [DocumentReader] = []
  private var roots: [Members<DocumentKey>?] = []
  private(set) var contents: [Document] = []
  /// Whether every document's declarations could be read.
  private var isVocabularyWhole = true

  /// Reads files; throws all mistakes of all of them.
  static func read(_ files: [File]) throws(ReadingError) -> Chronicle {
    var reader = ChronicleReader()
    return try reader.read(files)
  }

  private mutating func read(_ files: [File]) throws(ReadingError) -> Chronicle {
    for file in files { readDocument(file) }
    var declarations = DeclarationReader(beside: .standard)
    declarations.read(&readers, roots)
    isVocabularyWhole = readers.allSatisfy(\.found.isEmpty)
    for number in readers.indices {
      guard let root = roots[number] else { continue }
      readers[number].vocabulary = declarations.vocabulary
      contents.append(readers[number].contents(root))
    }
    let problems = self.problems()
    guard problems.isEmpty else { throw ReadingError(problems) }
    for (number, root) in roots.enumerated() {
      if let root { readers[number].attachPlaces(to: &contents[number], root) }
    }
    return try chronicle(declarations.vocabulary)
  }

  /// Parses a document and looks at its outermost object.
  private mutating func readDocument(_ file: File) {
    var parser = JSONParser(file.bytes)
    var stop: JSONParser.Stop?
    do { try parser.parse() } catch { stop = error }
    let document = JSONDocument(name: file.name, bytes: file.bytes, nodes: parser.nodes)
    var reader = DocumentReader(document, vocabulary: .standard)
    for (node, first) in parser.duplicates {
      reader.note(
        .syntax(.duplicateKey(document.text(of: node))), at: node,
        and: (readers.count, Int(document.nodes[first].offset)))
    }
    var root: Members<DocumentKey>?
    if let stop {
      reader.found.append(
        DocumentReader.Found(mistake: .syntax(stop.mistake), offset: stop.offset))
    } else {
      root = reader.root()
    }
    readers.append(reader)
    roots.append(root)
  }

  /// The mistakes that were found, in order of place, with their places.
  private func problems() -> [ReadingProblem] {
    var wanted: [[Int]] = readers.map { $0.found.map(\.offset) }
    for found in readers.flatMap(\.found) {
      if let other = found.other { wanted[other.document].append(other.offset) }
    }
    let places = zip(readers, wanted).map { reader, offsets in
      let sorted = Set(offsets).sorted()
      return Dictionary(
        uniqueKeysWithValues: zip(sorted, reader.document.places(at: sorted)))
    }
    var problems: [ReadingProblem] = []
    for (number, reader) in readers.enumerated() {
      // Sorting by number beside the offset keeps the order of finding within a place.
      let inOrder = reader.found.enumerated().sorted { left, right in
        (left.element.offset, left.offset) < (right.element.offset, right.offset)
      }
      for (_, found) in inOrder where isVocabularyWhole || !found.restsOnDeclarations {
        let other = found.other.flatMap { places[$0.document][$0.offset] }
        problems.append(
          ReadingProblem(found.mistake, at: places[number][found.offset], and: other))
      }
    }
    return problems
  }
}

extension DocumentReader {
  /// Looks at the document's object: its keys and its format.
  ///
  /// A document of another format is not looked into.
  mutating func root() -> Members<DocumentKey>? {
    guard kind(of: 0) == .object else {
      noteType(of: 0, expected: "an object with the key 'format' and a chronicle's other keys")
      return nil
    }
    if let format = format, format != ChronicleFormat.version {
      let members = openMembers(of: 0, DocumentKey.self)
      note(.otherFormat(found: "'\(format)'"), at: members?[.format] ?? 0)
      return nil
    }
    guard let members = members(of: 0, DocumentKey.self) else { return nil }
    if let node = members[.format], kind(of: node) != .string {
      note(.otherFormat(found: kind(of: node).noun), at: node)
      return nil
    }
    for key in [DocumentKey.schema, .title] {
      if let node = members[key] { _ = text(node) }
    }
    return members
  }

  private var format: String? {
    var key = document.firstChild(of: 0)
    while key < document.endOfChildren(of: 0) {
      if document.text(of: key) == DocumentKey.format.name, kind(of: key + 1) == .string {
        return document.text(of: key + 1)
      }
      key = document.next(after: key + 1)
    }
    return nil
  }
}
