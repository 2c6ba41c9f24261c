/// Puts a record together again from the parts that the objects of a bundle carry.
///
/// Each part is read as a document of its own, by the reader of chronicles. A part with a mistake is
/// left, and so is what needs it.
struct STIXRecordReader {
  /// How often parts are read anew because others were left.
  private static let rounds = 8

  private let bundle: STIXBundle
  /// What the library wrote, with the object that carries it, by its number in the bundle.
  private let parts: [Int: (object: STIXObject, own: STIXOwnPart)]
  /// The entities that objects stand for, by the ids of these.
  private(set) var entityIDs: [String: EntityID] = [:]

  init(_ bundle: STIXBundle) {
    self.bundle = bundle
    parts = Dictionary(
      uniqueKeysWithValues: bundle.objects.compactMap { object in
        guard case .own(let own) = object.content else { return nil }
        return (Int(object.index), (object, own))
      })
  }

  /// Reads the record; empty if the bundle has none.
  mutating func read(into report: inout ImportReport) -> Document {
    report.merge(bundle.report)
    var numbers = parts.keys.filter { parts[$0]?.own.document != nil }.sorted()
    for round in 1...Self.rounds where !numbers.isEmpty {
      do throws(ReadingError) {
        let chronicle = try ChronicleReader.read(numbers.compactMap(file))
        return taken(chronicle, &report)
      } catch {
        var wrong: Set<Int> = []
        for problem in error.problems {
          guard let number = number(of: problem.place) else { continue }
          wrong.insert(number)
          report.leave(STIXProblem.record(located(problem)), at: original(problem.place))
        }
        numbers.removeAll { wrong.contains($0) }
        if wrong.isEmpty || round == Self.rounds {
          for (object, own) in numbers.compactMap({ parts[$0] }) {
            report.leave(
              STIXProblem.restsOnLeft(part: own.part.rawValue), at: object.place(in: bundle.name))
          }
          break
        }
      }
    }
    compare(with: nil, &report)
    return Document()
  }

  // MARK: - Parts as documents

  private func file(_ number: Int) -> ChronicleReader.File? {
    (parts[number]?.own.document).map {
      ChronicleReader.File(name: "\(bundle.name)#\(number)", bytes: $0)
    }
  }

  /// The number of the object that carries a part, of a place in that.
  private func number(of place: Place?) -> Int? {
    place?.file?.split(separator: "#").last.flatMap { Int($0) }
  }

  /// The place in the bundle of a place in a part.
  private func original(_ place: Place?) -> Place {
    guard let place, let (object, own) = number(of: place).flatMap({ parts[$0] }) else {
      return Place(file: bundle.name)
    }
    var result = object.place(in: bundle.name)
    guard own.part != .vocabulary, let line = place.line else { return result }
    (result.line, result.column) = (own.line, own.column)
    result.path += ".extensions.\(STIX.extensionID).\(own.part.rawValue)"
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
    _ chronicle: Chronicle, _ report: inout ImportReport
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
      if case .definition = object.content { report.take("extension") }
      guard case .own(let own) = object.content else { continue }
      let place = object.place(in: bundle.name)
      if let members = expected[own.id] {
        let names = differences(own.digest, members)
        if !names.isEmpty {
          report.leave(STIXProblem.changed(names, type: bundle.type(of: object)), at: place)
        }
        if own.part == .country || own.part == .entity {
          entityIDs[own.id] = own.word.map { EntityID($0) }
        }
      } else if own.part == .finding {
        report.leave(STIXProblem.finding(own.word ?? ""), at: place)
      } else if own.part == .country, let code = own.word, Country.isKnown(code) {
        entityIDs[own.id] = EntityID(code)
      } else if !own.part.isRecord {
        report.leave(STIXProblem.stray(part: own.part.rawValue), at: place)
      }
    }
  }

  /// The names of members that differ, but for those that tell versions apart.
  private func differences(_ digest: STIXDigest, _ members: [JSONValue.Member]) -> [String] {
    let ignored: Set = ["created", "modified", "revoked", "spec_version"]
    let changed = members.filter { !ignored.contains($0.key) && !digest.has($0) }.map(\.key)
    let known = Set(members.map(\.key)).union(ignored)
    return changed + digest.keys.filter { !known.contains($0) }
  }
}
