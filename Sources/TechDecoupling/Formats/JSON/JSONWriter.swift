/// Writes JSON in one layout, characters beyond ASCII as they stand.
///
/// Two spaces a level, one member or element a line; but a list of plain values stands on one line
/// if it ends within 100 columns.
struct JSONWriter {
  static let width = 100

  var bytes: [UInt8] = []
  private var depth = 0
  /// The byte at which the current line starts.
  private var lineStart = 0

  mutating func write(_ value: JSONValue) {
    switch value {
    case .object(let members):
      writeBlock("{", "}", members) { writer, member in
        writer.write(key: member.key)
        writer.write(member.value)
      }
    case .array(let elements):
      if !writeLine(elements) { writeBlock("[", "]", elements) { $0.write($1) } }
    default:
      writeScalar(value)
    }
  }

  /// Writes a container of one item a line.
  mutating func writeBlock<Item>(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ items: some Collection<Item>,
    _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(UInt8(ascii: opening))
    depth += 1
    var isFirst = true
    for item in items {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      breakLine()
      writeItem(&self, item)
    }
    depth -= 1
    if !isFirst { breakLine() }
    bytes.append(UInt8(ascii: closing))
  }

  mutating func write(key: String) {
    JSONEscapes.quote(key, into: &bytes)
    bytes.append(contentsOf: [UInt8(ascii: ":"), UInt8(ascii: " ")])
  }

  /// Writes a list of plain values on this line; false, with nothing written, if it has others or
  /// does not fit.
  private mutating func writeLine(_ elements: [JSONValue]) -> Bool {
    let start = bytes.count
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: " ")]) }
      switch element {
      case .object, .array:
        bytes.removeSubrange(start...)
        return false
      default: writeScalar(element)
      }
      // A comma may follow the bracket.
      if characters(from: lineStart) + 2 > JSONWriter.width {
        bytes.removeSubrange(start...)
        return false
      }
    }
    bytes.append(UInt8(ascii: "]"))
    return true
  }

  private mutating func writeScalar(_ value: JSONValue) {
    switch value {
    case .string(let text): JSONEscapes.quote(text, into: &bytes)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .decimal(let number): bytes.append(contentsOf: number.written.utf8)
    case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    default: bytes.append(contentsOf: "null".utf8)
    }
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    lineStart = bytes.count
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private func characters(from start: Int) -> Int {
    bytes[start...].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }
}
