/// Text for people: safe to print, wrapped, and the same on every machine.
enum Printing {
  /// The width that no line exceeds, counted in UTF-8.
  static let width = 80

  /// Text from a chronicle with control characters escaped, and those that turn the direction.
  static func safe(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isSafe(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }

  /// Whether a character is one, and neither controls a device nor turns the direction of text.
  static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
      0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE007F:
      false
    default: true
    }
  }

  /// Adds a paragraph to lines, wrapped between words; a word that is too long is cut.
  ///
  /// - Parameters:
  ///   - first: What stands before the first line.
  ///   - indent: What stands before each other line.
  static func wrap(
    _ text: String, first: String, indent: String, into lines: inout [String]
  ) {
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var word = word
      while true {
        let space = isEmpty ? 0 : 1
        if line.utf8.count + space + word.utf8.count <= width {
          line += (isEmpty ? "" : " ") + word
          isEmpty = false
          break
        }
        if !isEmpty {
          lines.append(line)
          line = indent
          isEmpty = true
          continue
        }
        let room = max(8, width - line.utf8.count)
        var cut = word.startIndex
        var used = 0
        while cut < word.endIndex {
          let size = word[cut].utf8.count
          if used + size > room { break }
          used += size
          cut = word.index(after: cut)
        }
        if cut == word.startIndex { cut = word.index(after: cut) }
        lines.append(line + word[..<cut])
        line = indent
        word = word[cut...]
        if word.isEmpty { break }
      }
    }
    if !isEmpty || line == first { lines.append(line) }
  }
}

extension Period {
  /// The days in words, both ends included: `2026-02-25 to 2026-04-23`.
  public var words: String {
    switch (from, until?.advanced(by: -1)) {
    case (nil, nil): "always"
    case (let first?, nil): "from \(first) on"
    case (nil, let last?): "up to \(last)"
    case (let first?, let last?): first == last ? "on \(first)" : "\(first) to \(last)"
    }
  }
}
