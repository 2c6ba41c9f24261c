extension JSONElementReader {
  /// What stands before the list, as a document in which the list is empty, once it was found.
  ///
  /// - Throws: ``ReadingError`` if there is a mistake in it.
  func beforeList() throws(ReadingError) -> JSONDocument {
    let closing = list == "$" ? "]" : "]}"
    var parser = JSONParser(gathered.bytes + Array(closing.utf8))
    do { try parser.parse() } catch { throw self.error(outside: parser, stop: error) }
    return JSONDocument(name: name, bytes: parser.bytes, nodes: parser.nodes)
  }

  /// What stands outside of the list, as a document in which the list is empty, when the file was
  /// read to its end.
  ///
  /// - Parameter check: Notes mistakes in it, if it is JSON.
  /// - Throws: ``ReadingError`` with all mistakes of the file, by place.
  func outside(
    _ check: (inout DocumentReader) -> Void = { _ in }
  ) throws(ReadingError) -> JSONDocument {
    precondition(stage == .end, "'\(name)' is not read to its end, and asked what is outside")
    var parser = JSONParser(gathered.bytes)
    do { try parser.parse() } catch { throw self.error(outside: parser, stop: error) }
    var reader = self.reader(of: parser, stop: nil)
    check(&reader)
    if !reader.found.isEmpty || !problems.isEmpty { throw error(reader) }
    return reader.document
  }

  /// Gathers what stands outside of the list, up to it or to the end of the file; true at the list.
  mutating func gather(
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Bool {
    let hadList = hasList
    while true {
      if window.isEmpty {
        if window.isAtEnd { return false }
        try window.read(fill)
      }
      if gathered.bytes.isEmpty, window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        _ = gathered.gather(UnsafeRawBufferPointer(rebasing: window.bytes[..<3]))
        window.takeByteOrderMark()
      }
      window.take(gathered.gather(window.bytes))
      if gathered.bytes.count > limits.part {
        var parser = JSONParser(gathered.bytes)
        var stop: JSONParser.Stop?
        do { try parser.parse() } catch { stop = error }
        if isMistake(stop, gathered.bytes.count) { throw error(outside: parser, stop: stop) }
        throw error(.partTooLong(limit: limits.part), at: place)
      }
      if hasList, !hadList { return true }
    }
  }

  // MARK: - Mistakes

  /// The place of the first byte of the window.
  var place: Place { Place(file: name, line: window.line, column: window.column) }

  /// Whether what stopped a parser is a mistake, and not that the bytes were cut.
  func isMistake(_ stop: JSONParser.Stop?, _ length: Int) -> Bool {
    guard let stop, stop.mistake != .unclosedString else { return false }
    return stop.offset < length / 2
  }

  /// A mistake beside the elements, with all that was found before.
  func error(_ mistake: SyntaxMistake, at place: Place) -> ReadingError {
    var place = place
    place.path = stage == .list ? list : "$"
    return error([ReadingProblem(.syntax(mistake), at: place)])
  }

  /// All that was found, when reading cannot go on in the list or behind it.
  func error(_ more: [ReadingProblem] = []) -> ReadingError {
    // The outermost object is open: a key that it has twice is no mistake yet.
    var parser = JSONParser(gathered.bytes)
    _ = try? parser.parse()
    return error(reader(of: parser, stop: nil), more)
  }

  private func error(outside parser: JSONParser, stop: JSONParser.Stop?) -> ReadingError {
    error(reader(of: parser, stop: stop))
  }

  private func reader(of parser: JSONParser, stop: JSONParser.Stop?) -> DocumentReader {
    var reader = DocumentReader(
      JSONDocument(name: name, bytes: parser.bytes, nodes: parser.nodes, origin: listEnd),
      vocabulary: .standard)
    reader.noteSyntax(parser.duplicates, stop)
    return reader
  }

  private func error(_ reader: DocumentReader, _ more: [ReadingProblem] = []) -> ReadingError {
    let all = DocumentReader.problems([reader], isVocabularyWhole: true) + problems + more
    func place(_ problem: ReadingProblem) -> (Int, Int) {
      (problem.place?.line ?? 0, problem.place?.column ?? 0)
    }
    // Sorting by number too keeps the order of finding within a place.
    let sorted = all.enumerated().sorted { left, right in
      let (first, second) = (place(left.element), place(right.element))
      return first == second ? left.offset < right.offset : first < second
    }
    return ReadingError(sorted.map(\.element))
  }
}
