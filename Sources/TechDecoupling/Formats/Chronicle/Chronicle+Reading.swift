extension Chronicle {
  /// Reads a file of JSON, all files of a folder that end in `.json`, or, if the path is `-`,
  /// standard input.
  ///
  /// - Throws: ``ReadingError`` with every mistake and its place; nothing is taken then.
  public init(contentsOf path: String) throws(ReadingError) {
    try self.init(contentsOf: [path])
  }

  /// Reads files that are one record together: their order does not matter.
  ///
  /// - Parameter paths: Files of JSON; a folder stands for its files that end in `.json`, `-` for
  ///   standard input.
  /// - Throws: ``ReadingError`` with every mistake of every file and its place; nothing is taken
  ///   then.
  public init(contentsOf paths: [String]) throws(ReadingError) {
    var files: [ChronicleReader.File] = []
    var problems: [ReadingProblem] = []
    for path in paths {
      do throws(FileProblem) {
        for file in try FileAccess.documents(at: path) {
          files.append(
            ChronicleReader.File(
              name: file == "-" ? "standard input" : file, bytes: try FileAccess.read(file)))
        }
      } catch {
        problems.append(ReadingProblem(.file(error), at: nil))
      }
    }
    guard problems.isEmpty else { throw ReadingError(problems) }
    self = try ChronicleReader.read(files)
  }

  /// Reads a document that is in memory.
  ///
  /// - Parameters:
  ///   - json: The document, in UTF-8.
  ///   - name: What errors call it.
  /// - Throws: ``ReadingError`` with every mistake and its place.
  public init(json: [UInt8], name: String = "input") throws(ReadingError) {
    self = try ChronicleReader.read([ChronicleReader.File(name: name, bytes: json)])
  }

  /// Reads a document that is in memory.
  ///
  /// - Parameters:
  ///   - json: The document.
  ///   - name: What errors call it.
  /// - Throws: ``ReadingError`` with every mistake and its place.
  public init(json: String, name: String = "input") throws(ReadingError) {
    try self.init(json: Array(json.utf8), name: name)
  }
}
