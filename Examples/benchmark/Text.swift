/// Lines for people, wrapped at 80 columns.
struct Text {
  static let width = 80
  private(set) var lines: [String] = []

  var string: String { lines.joined(separator: "\n") }

  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// Adds a paragraph that begins with some text and goes on indented as far.
  ///
  /// A word longer than a line stands alone, since it may be a path to be copied.
  mutating func add(_ paragraph: String, first: String = "") {
    let indent = String(repeating: " ", count: first.count)
    var line = first
    var isEmpty = true
    for word in paragraph.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > Text.width {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
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

/// A whole number with commas between thousands.
func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number.magnitude).reversed().enumerated() {
    if index > 0, index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + String(text.reversed())
}

/// A number with so many places after the point.
func decimals(_ number: Double, _ places: Int) -> String {
  let scale = (0..<places).reduce(1) { result, _ in result * 10 }
  let scaled = Int((max(0, min(number, 1e12)) * Double(scale)).rounded())
  guard places > 0 else { return grouped(scaled) }
  let rest = String(scaled % scale)
  return grouped(scaled / scale) + "." + String(repeating: "0", count: places - rest.count) + rest
}
