/// A foreign file of JSON, read by the names of its members.
struct JSONFile {
  /// The file's name, for places.
  let name: String
  private let document: JSONDocument
  /// The line of a byte, and the byte: places are asked for in ascending order.
  private var line = 1
  private var offset = 0

  /// Reads and parses a file.
  ///
  /// - Throws: ``ImportError`` if it cannot be read or is not JSON.
  init(path: String) throws(ImportError) {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileAccess.read(path)
    } catch {
      throw ImportError([ImportProblem(.file(error), at: Place(file: path))])
    }
    let (reader, isWhole) = DocumentReader.opening(
      ChronicleReader.File(name: path, bytes: bytes), number: 0, vocabulary: .standard)
    name = path
    document = reader.document
    guard isWhole else {
      let problems = DocumentReader.problems([reader], isVocabularyWhole: true)
      throw ImportError(problems.map { ImportProblem(.reading($0), at: $0.place ?? Place()) })
    }
  }

  /// A value of the file.
  struct Value {
    fileprivate let node: Int
  }

  /// The outermost value.
  var root: Value { Value(node: 0) }

  /// The value of an object's member; nil if there is none, or it is null.
  func member(_ object: Value, _ key: String) -> Value? {
    members(object).first { $0.key == key }.map(\.value)
  }

  /// The members of an object that are not null; none if it is no object.
  func members(_ object: Value) -> [(key: String, value: Value)] {
    guard document.nodes[object.node].kind == .object else { return [] }
    var members: [(key: String, value: Value)] = []
    var key = document.firstChild(of: object.node)
    while key < document.endOfChildren(of: object.node) {
      if document.nodes[key + 1].kind != .null {
        members.append((document.text(of: key), Value(node: key + 1)))
      }
      key = document.next(after: key + 1)
    }
    return members
  }

  /// The elements of a list; nil if it is none.
  func list(_ value: Value?) -> [Value]? {
    guard let value, document.nodes[value.node].kind == .array else { return nil }
    return document.elements(of: value.node).map { Value(node: $0) }
  }

  /// The text of a string; nil if it is none.
  func text(_ value: Value?) -> String? {
    guard let value, document.nodes[value.node].kind == .string else { return nil }
    return document.text(of: value.node)
  }

  /// A whole number; nil if it is none.
  func integer(_ value: Value?) -> Int? {
    guard let value, document.nodes[value.node].kind == .number else { return nil }
    return Int(document.text(of: value.node))
  }

  /// The elements of a list that a file must have.
  ///
  /// - Throws: ``ImportError`` if it has none.
  func requiredList(_ key: String, of object: Value, owner: String) throws(ImportError) -> [Value] {
    if let list = list(member(object, key)) { return list }
    let place = Place(file: name, line: 1, path: "$")
    throw ImportError([
      ImportProblem(.reading(ReadingProblem(.missingKey(key, owner: owner), at: place)), at: place)
    ])
  }

  /// The file, the line at which a value stands, and its path: many files have but one line.
  mutating func place(_ value: Value, _ path: String) -> Place {
    let end = Int(document.nodes[value.node].offset)
    if end < offset { (line, offset) = (1, 0) }
    while offset < end {
      if document.bytes[offset] == 0x0A { line += 1 }
      offset += 1
    }
    return Place(file: name, line: line, path: path)
  }
}
