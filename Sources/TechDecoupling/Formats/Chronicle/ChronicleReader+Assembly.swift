extension ChronicleReader {
  /// Joins what the documents say to one record.
  ///
  /// What is no id may be the name or alias of one entity of the record; it is read as its id.
  mutating func chronicle(_ vocabulary: Vocabulary) throws(ReadingError) -> Chronicle {
    do throws(ChronicleError) {
      var chronicle = Chronicle(vocabulary: vocabulary)
      try chronicle.join(&contents)
      return chronicle
    } catch {
      let names = namesInUse(error.problems)
      let unique = names.compactMapValues { $0.count == 1 ? $0.first : nil }
      guard !unique.isEmpty else { throw ReadingError(located(error.problems, names)) }
      do throws(ChronicleError) {
        return try Chronicle(
          joining: contents.map { $0.replacing(unique) }, vocabulary: vocabulary)
      } catch {
        throw ReadingError(located(error.problems, names))
      }
    }
  }

  /// The ids that unknown ids stand for, if they are names.
  private func namesInUse(_ problems: [ChronicleProblem]) -> [EntityID: [EntityID]] {
    let unknown = Set(problems.compactMap(\.unknownEntity))
    guard !unknown.isEmpty else { return [:] }
    var names: [EntityID: Set<EntityID>] = [:]
    for record in contents.lazy.flatMap(\.entities) {
      for name in record.aliases + (record.name.map { [$0] } ?? []) {
        if unknown.contains(EntityID(name)) { names[EntityID(name), default: []].insert(record.id) }
      }
    }
    return names.mapValues { $0.sorted() }
  }

  /// The problems in order of place.
  ///
  /// The record knows the place of an entry and the path within it; the document knows the line of
  /// the path.
  private func located(
    _ problems: [ChronicleProblem], _ names: [EntityID: [EntityID]]
  ) -> [ReadingProblem] {
    func mistake(_ problem: ChronicleProblem) -> ReadingProblem.Mistake {
      guard let id = problem.unknownEntity, let ids = names[id] else { return .record(problem) }
      return .atom(.ambiguousName(id.text, ids: ids.map(\.text), column: 1))
    }
    var files: [String: Int] = [:]
    for (number, reader) in readers.enumerated() { files[reader.document.name] = number }
    var byFile: [Int: [(problem: ChronicleProblem, place: Place)]] = [:]
    var found: [ReadingProblem] = []
    for problem in problems {
      if let place = problem.site.place, let file = place.file, let number = files[file] {
        byFile[number, default: []].append((problem, place))
      } else {
        found.append(ReadingProblem(mistake(problem), at: problem.site.place))
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
        found.append(ReadingProblem(mistake(part.problem.at(place)), at: place))
      }
    }
    return found
  }
}

extension ChronicleProblem {
  /// The id that the record does not have, if that is the problem.
  fileprivate var unknownEntity: EntityID? {
    if case .unknownEntity(let id, _) = kind { id } else { nil }
  }

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
