extension ChronicleReader {
  /// Joins what the documents say to one record.
  func chronicle(_ vocabulary: Vocabulary) throws(ReadingError) -> Chronicle {
    do throws(ChronicleError) {
      return try Chronicle(joining: contents, vocabulary: vocabulary)
    } catch {
      throw ReadingError(located(error.problems))
    }
  }

  /// The problems in order of place.
  ///
  /// The record knows the place of an entry and the path within it; the document knows the line of
  /// the path.
  private func located(_ problems: [ChronicleProblem]) -> [ReadingProblem] {
    var files: [String: Int] = [:]
    for (number, reader) in readers.enumerated() { files[reader.document.name] = number }
    var byFile: [Int: [(problem: ChronicleProblem, place: Place)]] = [:]
    var found: [ReadingProblem] = []
    for problem in problems {
      if let place = problem.site.place, let file = place.file, let number = files[file] {
        byFile[number, default: []].append((problem, place))
      } else {
        found.append(ReadingProblem(.record(problem), at: problem.site.place))
      }
    }
    for (number, located) in byFile.sorted(by: { $0.key < $1.key }) {
      var paths = PathResolver(readers[number].document)
      let inOrder = located.map { (offset: paths.offset(of: $0.place.path), part: $0) }
        .enumerated().sorted {
          ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
        }.map(\.element)
      let lines = readers[number].document.places(at: inOrder.map(\.offset))
      for (line, (_, part)) in zip(lines, inOrder) {
        var place = part.place
        (place.line, place.column) = (line.line, line.column)
        found.append(ReadingProblem(.record(part.problem.at(place)), at: place))
      }
    }
    return found
  }
}

extension ChronicleProblem {
  /// The same problem with a better known place.
  fileprivate func at(_ place: Place) -> ChronicleProblem {
    ChronicleProblem(kind, Site(site.subject, site.part, place))
  }
}

/// Finds what paths of a document lead to.
private struct PathResolver {
  let document: JSONDocument
  /// Elements of arrays that paths went through, so that each is walked once.
  private var elements: [Int: [Int]] = [:]

  init(_ document: JSONDocument) { self.document = document }

  /// The byte of the value at a path such as `$.entries[3].begins[0]`, or of the last value on the
  /// way that there is.
  mutating func offset(of path: String) -> Int {
    var node = 0
    for step in path.split(whereSeparator: { ".[]".contains($0) }).dropFirst() {
      guard let next = child(step, of: node) else { break }
      node = next
    }
    return document.nodes.indices.contains(node) ? Int(document.nodes[node].offset) : 0
  }

  private mutating func child(_ step: Substring, of node: Int) -> Int? {
    switch document.nodes[node].kind {
    case .array:
      let elements = self.elements[node] ?? document.elements(of: node)
      self.elements[node] = elements
      return Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    case .object:
      var child = document.firstChild(of: node)
      while child < document.endOfChildren(of: node) {
        if document.text(of: child) == step { return child + 1 }
        child = document.next(after: child + 1)
      }
      return nil
    default: return nil
    }
  }
}
