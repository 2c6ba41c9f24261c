@testable import TechDecoupling

/// What a reading of a document's list gives, to be compared: by element, or of the whole document.
struct ElementReading: Equatable {
  /// The bytes of each element, and the places of all values in it.
  var elements: [[String]] = []
  /// The bytes of the outermost object's other members.
  var outside: [String] = []
  /// The mistakes, by place; nothing else is compared if there are some.
  var mistakes: [String] = []
  /// The most bytes that the buffer had.
  var capacity = 0

  static func == (left: Self, right: Self) -> Bool {
    if !left.mistakes.isEmpty || !right.mistakes.isEmpty { return left.mistakes == right.mistakes }
    return left.elements == right.elements && left.outside == right.outside
  }

  /// Reads a document that is in memory through a small buffer.
  init(
    streaming bytes: [UInt8], list: String?, limits: JSONElementReader.Limits, step: Int = .max
  ) {
    var given = 0
    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      let part = bytes[given...].prefix(min(buffer.count, step))
      buffer.copyBytes(from: part)
      given += part.count
      return part.count
    }
    var reader = JSONElementReader(name: "a.json", list: list, limits: limits)
    do {
      while let element = try reader.next(fill) {
        elements.append(Self.lines(element, element.nodes.indices))
        capacity = max(capacity, reader.capacity)
      }
      outside = Self.members(try reader.outside(), but: list)
    } catch let error as ReadingError {
      mistakes = error.problems.map(\.description)
    } catch {
      mistakes = ["\(error)"]
    }
  }

  /// Parses the whole document.
  init(parsing bytes: [UInt8], list: String?) {
    let (reader, isWhole) = DocumentReader.opening(
      ChronicleReader.File(name: "a.json", bytes: bytes), number: 0, vocabulary: .standard)
    mistakes = DocumentReader.problems([reader], isVocabularyWhole: true).map(\.description)
    guard isWhole, mistakes.isEmpty else { return }
    let document = reader.document
    let node = list.map { document.member($0, of: 0) } ?? 0
    if let node, document.nodes[node].kind == .array {
      for element in document.elements(of: node) {
        elements.append(Self.lines(document, element..<document.next(after: element)))
      }
    }
    outside = Self.members(document, but: list)
  }

  /// The bytes of the first of some values, and the places of all.
  private static func lines(_ document: JSONDocument, _ nodes: Range<Int>) -> [String] {
    let offsets = nodes.map { Int(document.nodes[$0].offset) }
    let text = document.bytes[offsets[0]..<Int(document.nodes[nodes.lowerBound].end)]
    return [String(decoding: text, as: UTF8.self)]
      + document.places(at: offsets).map(\.description)
  }

  private static func members(_ document: JSONDocument, but list: String?) -> [String] {
    guard document.nodes[0].kind == .object else { return [] }
    var members: [String] = []
    var key = document.firstChild(of: 0)
    while key < document.endOfChildren(of: 0) {
      let isList = document.nodes[key + 1].kind == .array && document.text(of: key) == list
      let nodes = key..<(isList ? key + 1 : document.next(after: key + 1))
      members += lines(document, nodes) + [isList ? "" : document.text(of: key + 1)]
      key = document.next(after: key + 1)
    }
    return members
  }
}
