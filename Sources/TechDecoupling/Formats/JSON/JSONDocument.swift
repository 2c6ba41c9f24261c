/// A JSON document, parsed: its bytes and a flat list of its values in document order.
///
/// No object is allocated for a value, and nothing is decoded before it is asked for. A place is
/// a byte offset; lines, columns and paths are found for the few that errors name.
struct JSONDocument: Sendable {
  /// The file's name, for errors.
  let name: String
  let bytes: [UInt8]
  /// Values, keys among them, in document order; an object's members are key, value, key, value.
  fileprivate(set) var nodes: [JSONNode]
  /// Where the bytes stand in a longer file; nil if they are the file.
  var origin: Origin?

  init(name: String, bytes: [UInt8], nodes: [JSONNode], origin: Origin? = nil) {
    self.name = name
    self.bytes = bytes
    self.nodes = nodes
    self.origin = origin
  }

  /// Where the bytes of a document stand in the file of which they are parts.
  struct Origin: Sendable {
    /// The byte whose place is known: those behind it follow it in the file too.
    var offset = 0
    var line: Int
    var column: Int
    /// The path of the list of which the document is an element; of another part `$`.
    var list = "$"
    /// The number of the element.
    var index: Int?
  }
}

/// One value or key: where its bytes are and where the next value beside it is.
struct JSONNode: Sendable {
  enum Kind: UInt8, Sendable {
    case object, array, string, number, `true`, `false`, null
  }

  /// The first byte; of a string its opening quote.
  let offset: UInt32
  /// The first byte after it; `UInt32.max` while a container is open.
  var end: UInt32
  /// The node after this one and everything in it.
  var next: UInt32
  let kind: Kind
  /// Whether a string has escapes, so that its bytes are not its text.
  var hasEscapes = false
}

extension JSONDocument {
  /// The first element, or the first key, of a container; its end is ``endOfChildren(of:)``.
  @inline(__always)
  func firstChild(of node: Int) -> Int { node + 1 }

  @inline(__always)
  func endOfChildren(of node: Int) -> Int { Int(nodes[node].next) }

  @inline(__always)
  func next(after node: Int) -> Int { Int(nodes[node].next) }

  /// The number of an array's elements.
  func count(of array: Int) -> Int {
    var count = 0
    var child = firstChild(of: array)
    while child < endOfChildren(of: array) {
      count += 1
      child = next(after: child)
    }
    return count
  }

  /// The nodes of an array's elements.
  func elements(of array: Int) -> [Int] {
    var elements: [Int] = []
    var child = firstChild(of: array)
    while child < endOfChildren(of: array) {
      elements.append(child)
      child = next(after: child)
    }
    return elements
  }

  /// The range of bytes between a string's quotes.
  @inline(__always)
  func content(of string: Int) -> Range<Int> {
    Int(nodes[string].offset) + 1..<Int(nodes[string].end) - 1
  }

  /// The text of a string, escapes resolved; of another value, its bytes as they stand.
  func text(of node: Int) -> String {
    let node0 = nodes[node]
    guard node0.kind == .string else {
      return String(decoding: bytes[Int(node0.offset)..<Int(node0.end)], as: UTF8.self)
    }
    let range = content(of: node)
    guard node0.hasEscapes else { return String(decoding: bytes[range], as: UTF8.self) }
    return String(decoding: JSONEscapes.resolved(bytes[range]), as: UTF8.self)
  }

  /// Whether a string's text is that of some bytes.
  func text(of string: Int, is name: [UInt8]) -> Bool {
    let range = content(of: string)
    if nodes[string].hasEscapes { return text(of: string).utf8.elementsEqual(name) }
    guard range.count == name.count else { return false }
    var index = range.lowerBound
    for byte in name {
      if bytes[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// The byte of the document at which a byte of a string's text stands.
  func offset(inText index: Int, of string: Int) -> Int {
    let range = content(of: string)
    guard nodes[string].hasEscapes else { return min(range.lowerBound + index, range.upperBound) }
    return range.lowerBound + JSONEscapes.source(of: index, in: bytes[range])
  }
}

extension JSONNode.Kind {
  /// The kind with its article, for errors.
  var noun: String {
    switch self {
    case .object: "an object"
    case .array: "a list"
    case .string: "text"
    case .number: "a number"
    case .true, .false: "true or false"
    case .null: "null"
    }
  }
}
