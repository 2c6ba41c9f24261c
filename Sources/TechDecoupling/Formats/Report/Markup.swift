/// A page in the making, in which the names are the program's and the text may be anybody's.
///
/// Names of elements and attributes are literals of the source; whatever else is written is escaped,
/// so that text neither ends its element nor begins one.
struct Markup {
  typealias Attributes = [(StaticString, String)]

  private(set) var bytes: [UInt8] = []

  /// Writes an element with its content.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [],
    _ content: (inout Markup) throws -> Void
  ) rethrows {
    open(name, attributes)
    try content(&self)
    close(name)
  }

  /// Writes an element with text in it.
  mutating func element(_ name: StaticString, _ attributes: Attributes = [], text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// Writes an element that has no content, and no end in HTML.
  mutating func void(_ name: StaticString, _ attributes: Attributes) { open(name, attributes) }

  mutating func open(_ name: StaticString, _ attributes: Attributes = []) {
    bytes.append(UInt8(ascii: "<"))
    append(name)
    for (name, value) in attributes {
      bytes.append(UInt8(ascii: " "))
      append(name)
      bytes.append(contentsOf: "=\"".utf8)
      text(value)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func close(_ name: StaticString) {
    bytes.append(contentsOf: "</".utf8)
    append(name)
    bytes.append(contentsOf: ">".utf8)
    // Between blocks a line break is no text; after phrases it would be a space.
    if Markup.blocks.contains(name.description) { bytes.append(0x0A) }
  }

  /// Writes text; what is not seen is written out.
  mutating func text(_ text: String) {
    for byte in Printing.safe(text).utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      default: bytes.append(byte)
      }
    }
  }

  /// Writes a style or a script of the library, as it is.
  mutating func resource(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  /// Writes a value as JSON that no element around it can mistake for its end.
  mutating func json(_ value: JSONValue) { JSONLine.append(value, to: &bytes) }

  /// Writes a literal of the source that is markup itself.
  mutating func literal(_ markup: StaticString) { append(markup) }

  private mutating func append(_ name: StaticString) {
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private static let blocks: Set<String> = [
    "head", "title", "header", "nav", "main", "section", "article", "details", "summary", "footer",
    "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "table", "thead", "tbody", "tr", "figure", "div",
    "style", "script", "body",
  ]
}
