extension EntityID {
  /// The letters and digits of a text in lower case, with a hyphen for whatever else stands between
  /// them; a plus sign is `plus`.
  static func slug(_ text: String) -> String {
    var text = text
    var slug = ByteText()
    text.withUTF8 { slug.appendSlug(UnsafeRawBufferPointer($0)) }
    return slug.text
  }
}

extension ByteText {
  /// Appends the letters and digits of a text, as ``EntityID/slug(_:)`` has them.
  mutating func appendSlug(_ text: UnsafeRawBufferPointer) {
    let start = count
    var isGap = false
    for byte in text {
      if byte >= 0x80 {
        truncate(to: start)
        return appendAnySlug(String(decoding: text, as: UTF8.self))
      }
      let isUpper = 0x41...0x5A ~= byte
      guard isUpper || 0x61...0x7A ~= byte || 0x30...0x39 ~= byte || byte == 0x2B else {
        isGap = true
        continue
      }
      if (isGap || byte == 0x2B) && count > start { append(0x2D) }
      isGap = byte == 0x2B
      if isGap { append("plus") } else { append(isUpper ? byte + 0x20 : byte) }
    }
  }

  private mutating func appendAnySlug(_ text: String) {
    let start = count
    var isGap = false
    for scalar in text.lowercased().unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
      guard isWord || scalar == "+" else {
        isGap = true
        continue
      }
      if (isGap || scalar == "+") && count > start { append(0x2D) }
      isGap = scalar == "+"
      append(isGap ? "plus" : String(scalar))
    }
  }
}
