/// Reads a JSON document (RFC 8259) that is for the most part one long list, an element at a time.
///
/// The list is the outermost value, or a member of the outermost object. Of the file no more is in
/// memory than a buffer, the element, and all that stands outside of the list. Mistakes are those
/// that parsing the whole document finds, at the same places: whatever was made of elements is to be
/// dropped if a later call throws.
///
/// ```swift
/// var reader = JSONElementReader(name: "bundle.json", list: "objects")
/// while let object = try reader.next(fill) { … }
/// let bundle = try reader.outside()
/// ```
///
/// - Complexity: O(*n*) in bytes; each is looked at once to find where its element ends, and once to
///   parse that.
struct JSONElementReader: ~Copyable {
  /// The limits of a reading; tests make them small.
  struct Limits: Sendable {
    /// Bytes read at a time.
    var buffer = 1 << 20
    /// Bytes that one element may have, and all that stands outside of the list.
    var part = 1 << 26
  }

  /// What comes next in the file.
  enum Stage {
    case beforeList, list, afterList, end
  }

  /// The file's name, for places.
  let name: String
  let limits: Limits
  private(set) var stage = Stage.beforeList
  var window: ByteWindow
  var gathered: JSONOutside
  /// Where the closing bracket of the list stands.
  private(set) var listEnd: JSONDocument.Origin?
  /// The path of the list.
  let list: String
  /// The elements that were read.
  private(set) var count = 0
  /// Mistakes in elements after which reading goes on, to find more of them.
  private(set) var problems: [ReadingProblem] = []

  /// Makes a reader of a file of some name.
  ///
  /// - Parameter list: The key of the list in the outermost object; nil if the list is outermost.
  init(name: String, list: String?, limits: Limits = Limits()) {
    self.name = name
    self.limits = limits
    self.list = list.map { "$" + JSONDocument.pathComponent($0) } ?? "$"
    window = ByteWindow(capacity: limits.buffer, limit: limits.part + 1)
    gathered = JSONOutside(key: list)
  }

  /// Whether the file has the list, as far as it was read.
  var hasList: Bool { gathered.hasList }

  /// The bytes of the buffer, which grows with the longest element.
  var capacity: Int { window.capacity }

  /// Reads the next element, a document of its own with its place in the file; nil after the last,
  /// when the file was read to its end.
  ///
  /// `fill` puts the next bytes into a buffer and returns how many, 0 at the end.
  ///
  /// - Throws: ``ReadingError`` at a mistake after which nothing can be read; what `fill` throws.
  mutating func next(
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> JSONDocument? {
    while true {
      switch stage {
      case .beforeList:
        stage = try gather(fill) ? .list : .end
        if stage == .list { _ = try beforeList() }
      case .list:
        if try !findElement(fill) {
          stage = .afterList
        } else if let element = try readElement(fill), problems.isEmpty {
          return element
        }
      case .afterList:
        _ = try gather(fill)
        stage = .end
      case .end: return nil
      }
    }
  }

  // MARK: - Elements

  /// Moves to the next element; false if the list is closed.
  private mutating func findElement(
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Bool {
    var byte = try skipSpace(fill)
    if count > 0, byte != UInt8(ascii: "]") {
      guard byte == UInt8(ascii: ",") else {
        throw error(JSONParser(try start(fill)).unexpected("',' or ']'").mistake, at: place)
      }
      let comma = place
      window.take(1)
      byte = try skipSpace(fill)
      if byte == UInt8(ascii: "]") { throw error(.trailingComma, at: comma) }
    } else if byte == UInt8(ascii: "]") {
      listEnd = JSONDocument.Origin(
        offset: gathered.bytes.count, line: window.line, column: window.column)
      gathered.close()
      window.take(1)
      return false
    }
    return true
  }

  /// Reads the element that the window starts with; nil if it has a mistake.
  private mutating func readElement(
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> JSONDocument? {
    var scanner = JSONScanner()
    var end: Int?
    while true {
      end = scanner.end(in: window.bytes, isAtEnd: window.isAtEnd)
      if end != nil || window.bytes.count > limits.part { break }
      try window.read(fill)
    }
    // Where no value starts, the parser says what does.
    let length = max(end ?? window.bytes.count, min(1, window.bytes.count))
    var parser = JSONParser(window.copy(length), outerDepth: list == "$" ? 1 : 2)
    var stop: JSONParser.Stop?
    do { try parser.parseValue() } catch { stop = error }
    let origin = JSONDocument.Origin(
      line: window.line, column: window.column, list: list, index: count)
    let element = JSONDocument(
      name: name, bytes: parser.bytes, nodes: parser.nodes, origin: origin)
    if length > limits.part, !isMistake(stop, length) {
      throw error(.partTooLong(limit: limits.part), at: place)
    }
    count += 1
    window.take(parser.position)
    guard stop != nil || !parser.duplicates.isEmpty else { return element }
    var reader = DocumentReader(element, vocabulary: .standard)
    reader.noteSyntax(parser.duplicates, stop)
    problems += DocumentReader.problems([reader], isVocabularyWhole: true)
    if stop != nil { throw error() }
    return nil
  }

  /// Takes space, and returns the byte after it; nil at the end of the file.
  private mutating func skipSpace(
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> UInt8? {
    while true {
      let bytes = window.bytes
      var place = 0
      // Safe: `place` is below the count.
      while place < bytes.count, JSONParser.isSpace(bytes[place]) { place &+= 1 }
      window.take(place)
      if place < bytes.count { return bytes[place] }
      if window.isAtEnd { return nil }
      try window.read(fill)
    }
  }

  /// The first bytes of the window, those of one character at least; none at the end.
  private mutating func start(
    _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> [UInt8] {
    if window.bytes.count < 4, !window.isAtEnd { try window.read(fill) }
    return window.copy(min(4, window.bytes.count))
  }
}
