/// How many columns of a terminal characters take, so that a caret stands under what it marks.
enum TextWidth {
  /// 0 for marks that join the character before, 2 for wide East Asian characters, else 1.
  static func columns(_ scalar: Unicode.Scalar) -> Int {
    guard scalar.value >= 0x300 else { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
  }

  /// The blocks that terminals show in double width (Unicode's East Asian width W and F).
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The characters with those replaced that would move the terminal's cursor.
  static func printable(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
      text.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(text)
  }

  /// Blanks as wide as the characters; a tab stays a tab.
  static func blank(_ scalars: [Unicode.Scalar]) -> String {
    var text = ""
    for scalar in scalars {
      text += scalar == "\t" ? "\t" : String(repeating: " ", count: columns(scalar))
    }
    return text
  }
}
