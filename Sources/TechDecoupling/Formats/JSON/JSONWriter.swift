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
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ items: [Item],
    _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    writeBlock(opening, closing, items.count) { writeItem(&$0, items[$1]) }
  }

  /// Writes a container of so many items, one a line.
  mutating func writeBlock(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ count: Int,
    _ writeItem: (inout JSONWriter, Int) -> Void
  ) {
    bytes.append(UInt8(ascii: opening))
    depth += 1
    for index in 0..<count {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine()
      writeItem(&self, index)
    }
    depth -= 1
    if count > 0 { breakLine() }
    bytes.append(UInt8(ascii: closing))
  }

  mutating func write(key: String) {
    JSONEscapes.quote(key, into: &bytes)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(0x20)
  }

  /// Writes a list of plain values on this line; false, with nothing written, if it has others or
  /// does not fit.
  private mutating func writeLine(_ elements: [JSONValue]) -> Bool {
    let start = bytes.count
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 {
        bytes.append(UInt8(ascii: ","))
        bytes.append(0x20)
      }
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
    for _ in 0..<2 * depth { bytes.append(0x20) }
  }

  private func characters(from start: Int) -> Int {
    // As many bytes at least, which nearly always tells.
    if bytes.count - start <= JSONWriter.width - 2 { return bytes.count - start }
    return bytes[start...].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }
}
