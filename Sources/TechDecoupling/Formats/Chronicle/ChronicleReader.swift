/// Reads documents that are one record together.
struct ChronicleReader {
  /// A file's name and bytes.
  struct File {
    var name: String
    var bytes: [UInt8]
  }

  private(set) var readers: [DocumentReader] = []
  private var roots: [Members<DocumentKey>?] = []
  var contents: [Document] = []
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
    return try chronicle(declarations.vocabulary)
  }

  /// Parses a document and looks at its outermost object.
  private mutating func readDocument(_ file: File) {
    var (reader, isWhole) = DocumentReader.opening(
      file, number: readers.count, vocabulary: .standard)
    let root = isWhole ? reader.root(DocumentKey.self, format: ChronicleFormat.version) : nil
    if let root {
      for key in [DocumentKey.schema, .title] {
        if let node = root[key] { _ = reader.text(node) }
      }
    }
    readers.append(reader)
    roots.append(root)
  }

  /// The mistakes that were found, in order of place, with their places.
  private func problems() -> [ReadingProblem] {
    DocumentReader.problems(readers, isVocabularyWhole: isVocabularyWhole)
  }
}
