extension DocumentReader {
  /// Sets the places of all that was read; only right where reading found no mistake, since then
  /// the contents are, element by element, those of the document's lists.
  func attachPlaces(to contents: inout Document, _ root: Members<DocumentKey>) {
    let entities = root[.entities].map(document.elements(of:)) ?? []
    let sources = root[.sources].map(document.elements(of:)) ?? []
    let entries = root[.entries].map(document.elements(of:)) ?? []
    let claimsKey = EntryKey.forms[EntryKey.claims.rawValue].bytes
    let claims = entries.map { entry in
      value(of: claimsKey, in: entry).map(document.elements(of:)) ?? []
    }
    let places = self.places(of: entities + sources + entries + claims.joined())
    for (index, node) in entities.enumerated() where index < contents.entities.count {
      contents.entities[index].place = places[node]
    }
    for (index, node) in sources.enumerated() where index < contents.sources.count {
      contents.sources[index].place = places[node]
    }
    for (index, node) in entries.enumerated() where index < contents.entries.count {
      contents.entries[index].place = places[node]
      for (number, claim) in claims[index].enumerated()
      where number < contents.entries[index].claims.count {
        contents.entries[index].claims[number].place = places[claim]
      }
    }
  }

  private func places(of nodes: [Int]) -> [Int: Place] {
    let nodes = nodes.sorted()
    let offsets = nodes.map { Int(document.nodes[$0].offset) }
    return Dictionary(
      zip(nodes, document.places(at: offsets)), uniquingKeysWith: { first, _ in first })
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
