/// A value in a foreign file of JSON, and what is in it by the names of its members.
struct JSONItem {
  private let document: JSONDocument
  private let node: Int

  /// The outermost value of a document.
  init(_ document: JSONDocument) { self.init(document, 0) }

  private init(_ document: JSONDocument, _ node: Int) {
    self.document = document
    self.node = node
  }

  /// The value of an object's member; nil if there is none, or it is null.
  subscript(key: String) -> JSONItem? {
    guard let value = document.member(key, of: node), document.nodes[value].kind != .null else {
      return nil
    }
    return JSONItem(document, value)
  }

  /// The members of an object that are not null; none if it is no object.
  var members: [(key: String, value: JSONItem)] {
    guard document.nodes[node].kind == .object else { return [] }
    var members: [(key: String, value: JSONItem)] = []
    var key = document.firstChild(of: node)
    while key < document.endOfChildren(of: node) {
      if document.nodes[key + 1].kind != .null {
        members.append((document.text(of: key), JSONItem(document, key + 1)))
      }
      key = document.next(after: key + 1)
    }
    return members
  }

  /// The elements of a list; nil if it is none.
  var elements: [JSONItem]? {
    guard document.nodes[node].kind == .array else { return nil }
    return document.elements(of: node).map { JSONItem(document, $0) }
  }

  /// The text of a string; nil if it is none.
  var text: String? { document.string(node) }

  /// A whole number; nil if it is none.
  var integer: Int? {
    guard document.nodes[node].kind == .number else { return nil }
    return Int(document.text(of: node))
  }

  /// The lines of values of one document, in its order.
  ///
  /// - Complexity: O(*n*) in bytes for all of them together.
  static func lines(of items: [JSONItem]) -> [Int] {
    guard let document = items.first?.document else { return [] }
    return document.places(at: items.map { Int(document.nodes[$0.node].offset) })
      .map { $0.line ?? 1 }
  }
}
