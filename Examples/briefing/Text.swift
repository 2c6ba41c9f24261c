/// Lines for people: wrapped at 80 columns, counted in UTF-8 so that no terminal shows more.
struct Text {
  static let width = 80
  private(set) var lines: [String] = []

  var string: String { lines.joined(separator: "\n") }

  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  mutating func heading(_ title: String) {
    blank()
    lines.append(title.uppercased())
  }

  /// Adds a paragraph that begins with some text and goes on indented as far.
  ///
  /// A word that no line holds is cut, or stands alone if it is to be copied, as a path is.
  mutating func add(
    _ paragraph: String, first: String = "", indent: String? = nil, cutsWords: Bool = true
  ) {
    let indent = indent ?? String(repeating: " ", count: first.count)
    var line = first
    var isEmpty = true
    for word in printable(paragraph).split(separator: " ") {
      var word = word
      while !word.isEmpty {
        let space = isEmpty ? 0 : 1
        if line.utf8.count + space + word.utf8.count <= Text.width {
          line += (isEmpty ? "" : " ") + word
          isEmpty = false
          break
        }
        if isEmpty && !cutsWords {
          line += word
          word = ""
        } else if isEmpty {
          var room = Text.width - line.utf8.count
          var end = word.startIndex
          while end < word.endIndex, word[end].utf8.count <= room {
            room -= word[end].utf8.count
            end = word.index(after: end)
          }
          if end == word.startIndex { end = word.index(after: end) }
          line += word[..<end]
          word = word[end...]
        }
        lines.append(line)
        line = indent
        isEmpty = true
      }
    }
    if !isEmpty { lines.append(line) }
  }
}

/// Text of unknown origin without characters that would act on a terminal.
func printable(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x0A, 0x0D, 0x09: result += " "
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Words in a row: `a, b and c`.
func list(_ words: [String]) -> String {
  guard let last = words.last else { return "nobody" }
  return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " and " + last
}
