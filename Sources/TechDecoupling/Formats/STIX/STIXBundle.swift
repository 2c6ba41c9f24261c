/// A bundle of STIX, read an object at a time: what is kept of its objects, each in its newest version.
struct STIXBundle {
  /// The file's name, for places.
  let name: String
  /// The objects with a type and an id, in order.
  private(set) var objects: [STIXObject] = []
  /// What is no object, or has no type or id.
  private(set) var report = ImportReport()
  /// The names of identities by their ids: they alone create objects.
  private(set) var creators: [String: String] = [:]
  private var superseded = ImportReport()
  private var versions = STIXVersions()
  /// The types of objects, each once, and their numbers.
  private var types: [String] = []
  private var typeNumbers: [String: Int] = [:]
  /// The names of members that objects of the library's have, each list once.
  private var shapes: Set<[String]> = []

  /// Reads a bundle from a function that puts the next bytes into a buffer and returns how many, 0
  /// at the end.
  ///
  /// - Throws: ``ReadingError`` if it is not JSON, or no bundle; what the function throws.
  init(
    name: String, mapping: STIXMapping, limits: JSONElementReader.Limits,
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    self.name = name
    var reader = JSONElementReader(name: name, list: "objects", limits: limits)
    let foreign = STIXForeignObject(mapping)
    while let object = try reader.next(fill) { take(object, foreign) }
    _ = try reader.outside { reader in
      if reader.document.string("type", of: 0) != "bundle" {
        reader.noteType(of: 0, expected: "a bundle of STIX: an object whose 'type' is 'bundle'")
      } else if let list = reader.document.member("objects", of: 0), reader.kind(of: list) != .array
      {
        reader.noteType(of: list, expected: "a list of objects of STIX")
      }
    }
    report.merge(superseded)
    objects.removeAll { if case .superseded = $0.content { true } else { false } }
    versions = STIXVersions()
  }

  /// The type of an object.
  func type(of object: STIXObject) -> String { types[Int(object.type)] }

  /// Whether an id is that of a type, and a UUID.
  private static func isID(_ id: String, of type: String) -> Bool {
    let rest = id.utf8.dropFirst(type.utf8.count)
    guard rest.count == 38, id.utf8.starts(with: type.utf8) else { return false }
    let isUUID = zip(0..., rest).allSatisfy { place, byte in
      switch (place, byte) {
      case (0, 0x2D), (1, 0x2D), (10, 0x2D), (15, 0x2D), (20, 0x2D), (25, 0x2D): true
      case (0, _), (1, _), (10, _), (15, _), (20, _), (25, _): false
      default: 0x30...0x39 ~= byte || 0x61...0x66 ~= byte | 0x20
      }
    }
    return isUUID && type.utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }

  /// Takes of an object what is needed.
  ///
  /// Of several versions the one that was modified last is kept, and of equal ones the first.
  private mutating func take(_ document: JSONDocument, _ foreign: STIXForeignObject) {
    let origin = document.origin
    func place() -> Place {
      Place(file: name, line: origin?.line, column: origin?.column, path: origin?.path ?? "$")
    }
    guard let type = document.string("type", of: 0) else {
      report.leave(
        STIXProblem.property("type", type: "unknown", expected: "the name of a type"), at: place())
      return
    }
    guard let id = document.string("id", of: 0), Self.isID(id, of: type) else {
      let expected = "'\(excerpt(type))--' and a UUID"
      report.leave(STIXProblem.property("id", type: type, expected: expected), at: place())
      return
    }
    // Texts in the order of time: a second comes before its fractions.
    let time = document.string("modified", of: 0) ?? ""
    let modified = time.hasSuffix("Z") ? String(time.dropLast()) : time
    switch versions.take(id, modified: modified, object: objects.count) {
    case .first: break
    case .newer(let other):
      superseded.leave(STIXProblem.superseded(id: id), at: objects[other].place(in: name))
      objects[other].content = .superseded
    case .older:
      superseded.leave(STIXProblem.superseded(id: id), at: place())
      return
    }
    if type == "identity" { creators[id] = document.string("name", of: 0) }
    let content =
      ownPart(document, id).map(STIXObject.Content.own)
      ?? (id == STIX.extensionID ? .definition : foreign.content(of: document, id, type))
    objects.append(
      STIXObject(
        index: UInt32(clamping: origin?.index ?? 0), line: UInt32(clamping: origin?.line ?? 1),
        column: UInt32(clamping: origin?.column ?? 1), type: number(ofType: type),
        content: content))
  }

  private mutating func number(ofType type: String) -> UInt32 {
    if let number = typeNumbers[type] { return UInt32(number) }
    typeNumbers[type] = types.count
    types.append(type)
    return UInt32(clamping: types.count - 1)
  }

  // MARK: - Parts that the library wrote

  /// What an object carries; nil if it is nothing of the library's.
  private mutating func ownPart(_ document: JSONDocument, _ id: String) -> STIXOwnPart? {
    guard let extensions = document.member("extensions", of: 0),
      let contents = document.member(STIX.extensionID, of: extensions)
    else { return nil }
    for part in STIXPart.allCases {
      guard let node = document.member(part.rawValue, of: contents) else { continue }
      let position = document.position(of: node)
      let word: String? =
        switch part {
        case .country: document.string(node)
        case .entity: document.string("id", of: node)
        case .finding: document.string("atom", of: node) ?? ""
        default: nil
        }
      let roles = part == .entity ? document.strings(document.member("roles", of: node)) : nil
      return STIXOwnPart(
        id: id, part: part, document: part.isRecord ? Self.text(of: part, document, node) : nil,
        line: position.line, column: position.column, word: word, roles: roles ?? [],
        digest: STIXDigest(document, shapes: &shapes))
    }
    return nil
  }

  /// A part as a document: the part's own bytes from the second line on.
  private static func text(of part: STIXPart, _ document: JSONDocument, _ node: Int) -> [UInt8] {
    var text = Array("{\"format\":\"\(ChronicleFormat.version)\"".utf8)
    func append(_ key: DocumentKey, _ node: Int, inList: Bool) {
      text += ",\"\(key.name)\":\(inList ? "[" : "")\n".utf8
      text += document.bytes[Int(document.nodes[node].offset)..<Int(document.nodes[node].end)]
      if inList { text.append(UInt8(ascii: "]")) }
    }
    switch part {
    case .entity: append(.entities, node, inList: true)
    case .source: append(.sources, node, inList: true)
    case .entry: append(.entries, node, inList: true)
    default:
      for key in [DocumentKey.kinds, .relations] {
        if let list = document.member(key.name, of: node) { append(key, list, inList: false) }
      }
    }
    text.append(UInt8(ascii: "}"))
    return text
  }
}
