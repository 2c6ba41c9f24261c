/// Puts a record together again from the parts that the objects of a bundle carry.
///
/// Each part is read as a document of its own, by the reader of chronicles. A part with a mistake is
/// left, and so is what needs it.
struct STIXRecordReader {
  /// How often parts are read anew because others were left.
  private static let rounds = 8

  private let bundle: STIXBundle
  /// Objects by their number in the bundle.
  private let objects: [Int: STIXBundle.Object]
  /// The entities that objects stand for, by the ids of these.
  private(set) var entityIDs: [String: EntityID] = [:]

  init(_ bundle: STIXBundle) {
    self.bundle = bundle
    objects = Dictionary(
      bundle.objects.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads the record; empty if the bundle has none.
  mutating func read(into report: inout ImportReport) -> Document {
    for (problem, place) in bundle.left { report.leave(problem, at: place) }
    var parts = bundle.objects.filter { $0.part?.name.isRecord ?? false }
    for round in 1...Self.rounds where !parts.isEmpty {
      do throws(ReadingError) {
        let chronicle = try ChronicleReader.read(parts.map(file))
        return taken(chronicle, parts, &report)
      } catch {
        var wrong: Set<Int> = []
        for problem in error.problems {
          guard let object = object(of: problem.place) else { continue }
          wrong.insert(object.index)
          report.leave(STIXProblem.record(located(problem)), at: original(problem.place))
        }
        parts.removeAll { wrong.contains($0.index) }
        if wrong.isEmpty || round == Self.rounds {
          for object in parts {
            report.leave(
              STIXProblem.restsOnLeft(part: object.part?.name.rawValue ?? ""), at: object.place)
          }
          break
        }
      }
    }
    compare(with: nil, &report)
    return Document()
  }

  // MARK: - Parts as documents

  /// A part as a document: the part's own bytes from the second line on.
  private func file(_ object: STIXBundle.Object) -> ChronicleReader.File {
    let document = bundle.document
    var text = Array(#"{"format":""#.utf8) + Array(ChronicleFormat.version.utf8) + Array("\"".utf8)
    func append(_ key: DocumentKey, _ node: Int, inList: Bool) {
      let value = document.bytes[Int(document.nodes[node].offset)..<Int(document.nodes[node].end)]
      text += Array(",\"\(key.name)\":\(inList ? "[" : "")\n".utf8) + value
      text += Array((inList ? "]" : "").utf8)
    }
    if let (name, node) = object.part {
      switch name {
      case .entity: append(.entities, node, inList: true)
      case .source: append(.sources, node, inList: true)
      case .entry: append(.entries, node, inList: true)
      default:
        for key in [DocumentKey.kinds, .relations] {
          if let list = document.member(key.name, of: node) { append(key, list, inList: false) }
        }
      }
    }
    return ChronicleReader.File(
      name: "\(bundle.name)#\(object.index)", bytes: text + Array("}".utf8))
  }

  private func object(of place: Place?) -> STIXBundle.Object? {
    place?.file?.split(separator: "#").last.flatMap { Int($0) }.flatMap { objects[$0] }
  }

  /// The place in the bundle of a place in a part.
  private func original(_ place: Place?) -> Place {
    guard let place, let object = object(of: place) else { return Place(file: bundle.name) }
    guard object.part?.name != .vocabulary, let line = place.line else { return object.place }
    var result = object.partPlace
    if line > 1 {
      if line == 2 { result.column = (result.column ?? 1) + (place.column ?? 1) - 1 }
      if line > 2 { result.column = place.column }
      result.line = (result.line ?? 1) + line - 2
    }
    if let rest = place.path.split(separator: "]", maxSplits: 1).dropFirst().first {
      result.path += rest
    }
    return result
  }

  private func located(_ problem: ReadingProblem) -> ReadingProblem {
    ReadingProblem(
      problem.mistake, at: original(problem.place), and: problem.otherPlace.map { original($0) })
  }

  // MARK: - What was taken

  private mutating func taken(
    _ chronicle: Chronicle, _ parts: [STIXBundle.Object], _ report: inout ImportReport
  ) -> Document {
    let own = chronicle.ownVocabulary
    var document = Document(
      kinds: own.kinds.values.sorted { $0.name < $1.name },
      relations: own.relations.values.sorted { $0.name < $1.name },
      entities: chronicle.entities.records.values.sorted { $0.id < $1.id },
      sources: chronicle.sources.values.sorted { $0.id < $1.id }, entries: chronicle.entries)
    for index in document.entities.indices {
      document.entities[index].place = original(document.entities[index].place)
    }
    for index in document.sources.indices {
      document.sources[index].place = original(document.sources[index].place)
    }
    for index in document.entries.indices {
      document.entries[index].place = original(document.entries[index].place)
      for claim in document.entries[index].claims.indices {
        let place = document.entries[index].claims[claim].place
        document.entries[index].claims[claim].place = original(place)
      }
    }
    report.take("kind", count: document.kinds.count)
    report.take("relation", count: document.relations.count)
    report.take("entity", count: document.entities.count)
    report.take("source", count: document.sources.count)
    report.take("entry", count: document.entries.count)
    compare(with: chronicle, &report)
    return document
  }

  /// Compares the objects with what would be written of the record, and reports what differs.
  private mutating func compare(with chronicle: Chronicle?, _ report: inout ImportReport) {
    let objects = chronicle.map { STIXWriter.objects(of: $0, modified: "2000-01-01") } ?? []
    var expected: [String: [JSONValue.Member]] = [:]
    for case .object(let members) in objects {
      for case .string(let id) in members.filter({ $0.key == "id" }).map(\.value) {
        expected[id] = members
      }
    }
    for object in bundle.objects {
      guard let (name, node) = object.part else {
        if object.id == STIX.extensionID { report.take("extension") }
        continue
      }
      if let members = expected[object.id] {
        let names = differences(object.node, members)
        if !names.isEmpty {
          report.leave(STIXProblem.changed(names, type: object.type), at: object.place)
        }
        if name == .country, let id = bundle.document.string(node) {
          entityIDs[object.id] = EntityID(id)
        } else if name == .entity, let id = bundle.document.string("id", of: node) {
          entityIDs[object.id] = EntityID(id)
        }
      } else if name == .finding {
        let atom = bundle.document.string("atom", of: node) ?? ""
        report.leave(STIXProblem.finding(atom), at: object.place)
      } else if name == .country, let code = bundle.document.string(node), Country.isKnown(code) {
        entityIDs[object.id] = EntityID(code)
      } else if !name.isRecord {
        report.leave(STIXProblem.stray(part: name.rawValue), at: object.place)
      }
    }
  }

  /// The names of members that differ, but for those that tell versions apart.
  private func differences(_ node: Int, _ members: [JSONValue.Member]) -> [String] {
    let document = bundle.document
    let ignored: Set = ["created", "modified", "revoked", "spec_version"]
    var names: [String] = []
    for member in members where !ignored.contains(member.key) {
      let other = document.member(member.key, of: node)
      let isSame = other.map { document.hasValue(member.value, at: $0) } ?? false
      if !isSame { names.append(member.key) }
    }
    let known = Set(members.map(\.key)).union(ignored)
    var key = document.firstChild(of: node)
    while key < document.endOfChildren(of: node) {
      let name = document.text(of: key)
      if !known.contains(name) { names.append(name) }
      key = document.next(after: key + 1)
    }
    return names
  }
}
