extension JSONDocument {
  /// The value of an object's member; nil if there is none, or the node is no object.
  ///
  /// - Complexity: O(*n*) in the members.
  func member(_ name: String, of node: Int) -> Int? {
    guard nodes[node].kind == .object else { return nil }
    var key = firstChild(of: node)
    while key < endOfChildren(of: node) {
      if isText(of: key, name) { return key + 1 }
      key = next(after: key + 1)
    }
    return nil
  }

  /// Whether a string's text is that of a name.
  private func isText(of string: Int, _ name: String) -> Bool {
    if nodes[string].hasEscapes { return text(of: string) == name }
    return bytes[content(of: string)].elementsEqual(name.utf8)
  }

  /// The text of a string; nil for no node, or another value.
  func string(_ node: Int?) -> String? {
    guard let node, nodes[node].kind == .string else { return nil }
    return text(of: node)
  }

  /// The text of an object's member that is a string.
  func string(_ name: String, of node: Int) -> String? { string(member(name, of: node)) }

  /// The strings of a list; nil for no node, or another value.
  func strings(_ node: Int?) -> [String]? {
    guard let node, nodes[node].kind == .array else { return nil }
    let elements = elements(of: node).map { string($0) }
    return elements.contains(nil) ? nil : elements.compactMap(\.self)
  }
}
