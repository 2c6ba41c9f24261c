/// The codes of entities and text: equal texts have equal codes, whatever their column.
package struct SymbolTable: Sendable {
  private var codes: [String: UInt32] = [:]
  private var texts: [String] = []

  package init() {}

  /// Returns the code of a text, adding it if it is new.
  package mutating func code(_ text: String) -> UInt32 {
    if let code = codes[text] { return code }
    let code = UInt32(truncatingIfNeeded: texts.count)
    texts.append(text)
    codes[text] = code
    return code
  }

  /// Returns the code of a text; nil if nothing uses it.
  package func code(existing text: String) -> UInt32? { codes[text] }

  /// Returns the text that a code stands for.
  package func text(_ code: UInt32) -> String {
    precondition(code < texts.count, "\(code) is no code of this table")
    return texts[Int(code)]
  }

  /// The number of texts.
  package var count: Int { texts.count }
}
