/// Reads HTML as strictly as a page of the library is written: every element but a void one is
/// closed, in order, and every attribute is in quotes.
struct PageReader {
  struct Element {
    let name: String
    let attributes: [String: String]
    /// The text in it, that of elements within it included.
    var text = ""
    /// The names of the elements around it, the outermost first.
    let path: [String]
  }

  struct Mistake: Error { let words: String }

  private(set) var elements: [Element] = []
  private var open: [Int] = []
  private var rest: Substring

  private static let voids: Set<String> = ["meta", "link", "input", "br"]
  /// What stands between the tags of these is no markup until their end.
  private static let raw: Set<String> = ["script", "style"]

  init(_ page: String) throws {
    guard page.hasPrefix("<!doctype html>") else { throw Mistake(words: "no document type") }
    rest = page.dropFirst("<!doctype html>".count)
    while let place = rest.firstIndex(of: "<") {
      add(rest[..<place])
      rest = rest[place...].dropFirst()
      if rest.hasPrefix("/") { try readEnd() } else { try readStart() }
    }
    add(rest)
    guard open.isEmpty else {
      throw Mistake(words: "open at the end: \(open.map { elements[$0].name })")
    }
  }

  private mutating func add(_ text: Substring) {
    let words = Self.resolved(text)
    for index in open { elements[index].text += words }
  }

  private mutating func readEnd() throws {
    let name = try take(upTo: ">").dropFirst()
    guard let last = open.popLast(), elements[last].name == name else {
      throw Mistake(words: "</\(name)> closes nothing")
    }
  }

  private mutating func readStart() throws {
    let name = String(rest.prefix { $0.isLetter || $0.isNumber })
    guard !name.isEmpty else { throw Mistake(words: "no element: \(rest.prefix(40))") }
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while true {
      rest = rest.drop { $0.isWhitespace }
      if rest.hasPrefix(">") { break }
      let key = String(rest.prefix { $0.isLetter || $0 == "-" || $0.isNumber })
      rest = rest.dropFirst(key.count)
      guard !key.isEmpty, attributes[key] == nil else {
        throw Mistake(words: "attribute of \(name)")
      }
      guard rest.hasPrefix("=\"") else {
        attributes[key] = ""
        continue
      }
      rest = rest.dropFirst(2)
      attributes[key] = Self.resolved(try take(upTo: "\""))
    }
    rest = rest.dropFirst()
    elements.append(
      Element(name: name, attributes: attributes, path: open.map { elements[$0].name }))
    if Self.voids.contains(name) { return }
    open.append(elements.count - 1)
    guard Self.raw.contains(name) else { return }
    // As a browser does, whatever the script means by it.
    var text = ""
    while true {
      text += try take(upTo: "<")
      if rest.prefix(name.count + 1).lowercased() == "/\(name)" { break }
      text += "<"
    }
    elements[elements.count - 1].text = text
    try readEnd()
  }

  private mutating func take(upTo end: Character) throws -> Substring {
    guard let place = rest.firstIndex(of: end) else { throw Mistake(words: "no \(end)") }
    defer { rest = rest[place...].dropFirst() }
    return rest[..<place]
  }

  private static func resolved(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let place = rest.firstIndex(of: "&") {
      result += rest[..<place]
      rest = rest[place...]
      let known = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
      if let (written, sign) = known.first(where: { rest.hasPrefix($0.0) }) {
        result += sign
        rest = rest.dropFirst(written.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }
}
