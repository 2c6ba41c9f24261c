import TemporalDatalog

/// Values kept for texts, found by their bytes.
///
/// What is found is right: its key is the text. What is not found may be there in another spelling
/// of the text (of `é` there are two), so that whoever asks must have another way to know.
struct TextMemo<Value: Sendable>: Sendable {
  private var index = HashIndex()
  private var keys: [String] = []
  private var values: [Value] = []

  /// The place of a text; nil if it was not kept in this spelling.
  ///
  /// - Complexity: O(1) on average, and O(*n*) in the bytes of the text.
  @inline(__always)
  func place(of text: String) -> Int? {
    index.number(Self.hash(text)) { keys[$0] == text }
  }

  /// The value of a text; nil if it was not kept in this spelling.
  subscript(text: String) -> Value? { place(of: text).map { values[$0] } }

  /// Keeps a value for a text, in the place of the one that it has.
  mutating func keep(_ value: Value, for text: String) {
    if let place = place(of: text) {
      values[place] = value
      return
    }
    index.append(Self.hash(text))
    keys.append(text)
    values.append(value)
  }

  @inline(__always)
  private static func hash(_ text: String) -> UInt32 {
    let hash = text.utf8.withContiguousStorageIfAvailable {
      ByteHash.hash(UnsafeRawBufferPointer($0))
    }
    return UInt32(truncatingIfNeeded: hash ?? UInt64(truncatingIfNeeded: text.hashValue))
  }
}
