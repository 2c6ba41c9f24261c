extension DocumentReader {
  /// Sets the places of the claims of an entry; only right where reading them found no mistake,
  /// since then they are, one by one, those of the entry's list.
  func attachPlaces(toClaimsOf entry: inout Entry, _ node: Int, _ places: inout PlaceCounter) {
    guard !entry.claims.isEmpty else { return }
    let key = EntryKey.forms[EntryKey.claims.rawValue].bytes
    guard let claims = value(of: key, in: node) else { return }
    var (claim, index) = (document.firstChild(of: claims), 0)
    while claim < document.endOfChildren(of: claims), index < entry.claims.count {
      entry.claims[index].stand(
        at: places.position(ofClaim: index, at: Int(document.nodes[claim].offset)))
      claim = document.next(after: claim)
      index += 1
    }
  }

  private func value(of key: [UInt8], in object: Int) -> Int? {
    var node = document.firstChild(of: object)
    while node < document.endOfChildren(of: object) {
      if document.text(of: node, is: key) { return node + 1 }
      node = document.next(after: node + 1)
    }
    return nil
  }
}

/// Finds the places of what a document lists, on the way through it; paths are made when they are
/// asked for.
///
/// - Complexity: O(*n*) in the bytes of the document, in all.
struct PlaceCounter {
  private var lines: LineCounter
  private let file: String
  /// The list that was begun, and the number of the element whose position was last given.
  private var list: Position.Origin
  private var element = -1

  /// Begins at the start of a file's bytes, which must be there as long as the counter.
  init(_ bytes: UnsafeBufferPointer<UInt8>, of file: String) {
    lines = LineCounter(bytes)
    self.file = file
    list = Position.Origin(Place(file: file))
  }

  /// Goes on to a list of the document, which comes behind those before.
  mutating func begin(_ key: DocumentKey) {
    list = Position.Origin(Place(file: file, path: "$.\(key.name)"))
    element = -1
  }

  /// The position of the list's next element.
  mutating func nextPosition(at offset: Int) -> Position {
    element += 1
    lines.advance(to: offset)
    return Position(list, line: lines.line, column: lines.column, element: element)
  }

  /// The position of a claim of the element.
  mutating func position(ofClaim claim: Int, at offset: Int) -> Position {
    lines.advance(to: offset)
    return Position(
      list, line: lines.line, column: lines.column, element: element, claim: claim)
  }
}

/// Counts lines and characters on the way through a document.
private struct LineCounter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private(set) var line = 1
  private(set) var column = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func advance(to offset: Int) {
    let end = min(offset, bytes.count)
    while index < end {
      // Most bytes are plain characters, and stand in no line's end.
      if index &+ ByteWord.size <= end, ByteWord(bytes, at: index).isPlain {
        index &+= ByteWord.size
        column &+= ByteWord.size
        continue
      }
      let byte = bytes[index]
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      index += 1
    }
  }
}
