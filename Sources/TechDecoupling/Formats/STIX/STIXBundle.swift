/// A bundle of STIX, parsed: its objects, each with its type, id and place.
struct STIXBundle {
  /// An object of the bundle.
  struct Object {
    let node: Int
    let index: Int
    let type: String
    let id: String
    let place: Place
    /// What it carries of a record that the library wrote, and the value.
    let part: (name: STIXPart, node: Int)?
    /// Where that value is.
    var partPlace: Place
  }

  let name: String
  let document: JSONDocument
  /// The objects with a type and an id, in order.
  private(set) var objects: [Object] = []
  /// What is no object, or has no type or id, and what else was not looked at.
  private(set) var left: [(problem: STIXProblem, place: Place)] = []

  /// Parses a bundle.
  ///
  /// - Throws: ``ReadingError`` if it is not JSON, or no bundle.
  init(_ bytes: [UInt8], name: String) throws(ReadingError) {
    var (reader, isWhole) = DocumentReader.opening(
      ChronicleReader.File(name: name, bytes: bytes), number: 0, vocabulary: .standard)
    (self.name, document) = (name, reader.document)
    var list: Int?
    if isWhole {
      list = document.member("objects", of: 0)
      if document.string("type", of: 0) != "bundle" {
        reader.noteType(of: 0, expected: "a bundle of STIX: an object whose 'type' is 'bundle'")
      } else if let node = list, document.nodes[node].kind != .array {
        reader.noteType(of: node, expected: "a list of objects of STIX")
      }
    }
    let problems = DocumentReader.problems([reader], isVocabularyWhole: true)
    guard problems.isEmpty else { throw ReadingError(problems) }
    let nodes = list.map(document.elements(of:)) ?? []
    let places = document.places(at: nodes.map { Int(document.nodes[$0].offset) })
    for (index, (node, place)) in zip(nodes, places).enumerated() { look(at: node, index, place) }
    placeParts()
    keepNewest()
  }

  /// Whether an id is that of a type, and a UUID.
  private static func isID(_ id: String, of type: String) -> Bool {
    guard id.hasPrefix(type + "--"), id.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return false }
    let parts = id.dropFirst(type.count + 2).split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy(\.isHexDigit)
  }

  /// Finds the places of all parts at once.
  private mutating func placeParts() {
    let numbers = objects.indices.filter { objects[$0].part != nil }
    let offsets = numbers.map { number in
      objects[number].part.map { Int(document.nodes[$0.node].offset) } ?? 0
    }
    for (number, place) in zip(numbers, document.places(at: offsets)) {
      objects[number].partPlace = place
    }
  }

  private mutating func look(at node: Int, _ index: Int, _ place: Place) {
    guard let type = document.string("type", of: node) else {
      left.append((.property("type", type: "unknown", expected: "the name of a type"), place))
      return
    }
    guard let id = document.string("id", of: node), Self.isID(id, of: type) else {
      left.append((.property("id", type: type, expected: "'\(excerpt(type))--' and a UUID"), place))
      return
    }
    var part: (STIXPart, Int)?
    if let extensions = document.member("extensions", of: node),
      let contents = document.member(STIX.extensionID, of: extensions)
    {
      for name in STIXPart.allCases where part == nil {
        part = document.member(name.rawValue, of: contents).map { (name, $0) }
      }
    }
    objects.append(
      Object(
        node: node, index: index, type: type, id: id, place: place, part: part,
        partPlace: place))
  }

  /// Keeps of several versions of an object the one that was modified last, and of equal ones the
  /// first.
  private mutating func keepNewest() {
    var newest: [String: Int] = [:]
    var kept = [Bool](repeating: true, count: objects.count)
    for (index, object) in objects.enumerated() {
      guard let other = newest[object.id] else {
        newest[object.id] = index
        continue
      }
      let isNewer = modified(object) > modified(objects[other])
      newest[object.id] = isNewer ? index : other
      let older = isNewer ? other : index
      kept[older] = false
      left.append((.superseded(id: object.id), objects[older].place))
    }
    objects = zip(objects, kept).filter(\.1).map(\.0)
  }

  /// When an object was modified, in texts that are in the order of time: a second comes before its
  /// fractions.
  private func modified(_ object: Object) -> String {
    let time = document.string("modified", of: object.node) ?? ""
    return time.hasSuffix("Z") ? String(time.dropLast()) : time
  }
}
