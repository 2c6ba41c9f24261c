extension DocumentReader {
  /// Sets the places of all that was read; only right where reading found no mistake, since then
  /// the contents are, element by element, those of the document's lists.
  ///
  /// - Complexity: O(*n*) in bytes. Paths are made when they are asked for.
  func attachPlaces(to contents: inout Document, _ root: Members<DocumentKey>) {
    let lists = [DocumentKey.entities, .sources, .entries].compactMap { key in
      root[key].map { (key: key, node: $0) }
    }
    document.bytes.withUnsafeBufferPointer { bytes in
      var lines = LineCounter(bytes)
      // In the order of the document, which is read through once.
      for (key, node) in lists.sorted(by: { $0.node < $1.node }) {
        let list = Position.Origin(Place(file: document.name, path: "$.\(key.name)"))
        var (element, index) = (document.firstChild(of: node), 0)
        while element < document.endOfChildren(of: node) {
          lines.advance(to: Int(document.nodes[element].offset))
          let position = Position(list, line: lines.line, column: lines.column, element: index)
          switch key {
          case .entities where index < contents.entities.count:
            contents.entities[index].place = position.place
          case .sources where index < contents.sources.count:
            contents.sources[index].place = position.place
          case .entries where index < contents.entries.count:
            contents.entries[index].stand(at: position)
            attachPlaces(toClaimsOf: &contents.entries[index], element, index, list, &lines)
          default: break
          }
          element = document.next(after: element)
          index += 1
        }
      }
    }
  }

  private func attachPlaces(
    toClaimsOf entry: inout Entry, _ node: Int, _ element: Int, _ list: Position.Origin,
    _ lines: inout LineCounter
  ) {
    guard !entry.claims.isEmpty else { return }
    let key = EntryKey.forms[EntryKey.claims.rawValue].bytes
    guard let claims = value(of: key, in: node) else { return }
    var (claim, index) = (document.firstChild(of: claims), 0)
    while claim < document.endOfChildren(of: claims), index < entry.claims.count {
      lines.advance(to: Int(document.nodes[claim].offset))
      entry.claims[index].stand(
        at: Position(
          list, line: lines.line, column: lines.column, element: element, claim: index))
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
