/// What stands in a JSON document outside of the one list that is read element by element.
///
/// It looks for the list as a ``JSONScanner`` does, without knowing more of the grammar than strings,
/// escapes and brackets; whoever parses what was gathered finds every mistake.
struct JSONOutside {
  /// The key of the list, a member of the outermost object; nil if it is the outermost value.
  let key: String?
  /// All that was gathered: of the list its brackets.
  private(set) var bytes: [UInt8] = []
  /// Whether the list was found.
  private(set) var hasList = false
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// Where the string that was read last starts.
  private var stringStart = 0
  /// Whether a list that follows would be the one.
  private var isListNext: Bool

  init(key: String?) {
    self.key = key
    isListNext = key == nil
  }

  /// Gathers bytes up to and with the bracket that opens the list; returns their number.
  mutating func gather(_ chunk: UnsafeRawBufferPointer) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: chunk)
    for index in chunk.indices where look(at: chunk[index], start + index) {
      bytes.removeLast(chunk.count - index - 1)
      return index + 1
    }
    return chunk.count
  }

  /// Notes the bracket that closes the list.
  mutating func close() { bytes.append(UInt8(ascii: "]")) }

  /// Looks at the next byte; true if it opens the list.
  private mutating func look(at byte: UInt8, _ offset: Int) -> Bool {
    if isEscaped {
      isEscaped = false
    } else if isInString {
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      guard byte == UInt8(ascii: "\"") else { return false }
      isInString = false
      isListNext = depth == 1 && isKey(stringStart + 1..<offset)
    } else {
      switch byte {
      case 0x20, 0x0A, 0x0D, 0x09: break
      case UInt8(ascii: ":"): isListNext = isListNext && key != nil
      case UInt8(ascii: "["):
        if isListNext, !hasList {
          hasList = true
          return true
        }
        depth += 1
        isListNext = false
      case UInt8(ascii: "{"):
        depth += 1
        isListNext = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        isListNext = false
      case UInt8(ascii: "\""):
        (isInString, stringStart) = (true, offset)
        isListNext = false
      default:
        // The three bytes of a mark at the start say UTF-8.
        if offset >= 3 || byte < 0x80 { isListNext = false }
      }
    }
    return false
  }

  private func isKey(_ content: Range<Int>) -> Bool {
    guard let key else { return false }
    let text = bytes[content]
    guard text.contains(UInt8(ascii: "\\")) else { return text.elementsEqual(key.utf8) }
    return JSONEscapes.resolved(text).elementsEqual(key.utf8)
  }
}
