extension DocumentReader {
  /// Parses a document; false if it is not JSON.
  ///
  /// - Parameter number: The document's number among those that are read together.
  static func opening(
    _ file: ChronicleReader.File, number: Int, vocabulary: Vocabulary
  ) -> (reader: DocumentReader, isWhole: Bool) {
    var parser = JSONParser(file.bytes)
    var stop: JSONParser.Stop?
    do { try parser.parse() } catch { stop = error }
    let document = JSONDocument(name: file.name, bytes: file.bytes, nodes: parser.nodes)
    var reader = DocumentReader(document, vocabulary: vocabulary)
    reader.noteSyntax(parser.duplicates, stop, number: number)
    return (reader, stop == nil)
  }

  /// Notes what a parser found.
  mutating func noteSyntax(
    _ duplicates: [(node: Int, first: Int)], _ stop: JSONParser.Stop?, number: Int = 0
  ) {
    for (node, first) in duplicates {
      note(
        .syntax(.duplicateKey(document.text(of: node))), at: node,
        and: (number, Int(document.nodes[first].offset)))
    }
    if let stop { found.append(Found(mistake: .syntax(stop.mistake), offset: stop.offset)) }
  }

  /// Looks at the document's object: its keys and its format.
  ///
  /// A document of another format is not looked into.
  mutating func root<Key: KeySet>(_ keys: Key.Type, format version: String) -> Members<Key>? {
    guard kind(of: 0) == .object else {
      noteType(
        of: 0,
        expected: "an object with the key 'format' and a \(Key.noun)'s other keys")
      return nil
    }
    if let node = format, kind(of: node) != .string || document.text(of: node) != version {
      let found =
        kind(of: node) == .string ? "'\(document.text(of: node))'" : kind(of: node).noun
      note(.otherFormat(found: found, reads: version), at: node)
      return nil
    }
    return members(of: 0, Key.self)
  }

  /// The value of the key `format`.
  private var format: Int? {
    var key = document.firstChild(of: 0)
    while key < document.endOfChildren(of: 0) {
      if document.text(of: key) == DocumentKey.format.name { return key + 1 }
      key = document.next(after: key + 1)
    }
    return nil
  }

  /// The mistakes that readers found, in order of place, with their places.
  static func problems(
    _ readers: [DocumentReader], isVocabularyWhole: Bool
  ) -> [ReadingProblem] {
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
