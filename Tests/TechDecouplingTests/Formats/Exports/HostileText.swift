import TestSupport

@testable import TechDecoupling

/// Text that would be read as something else where it is not escaped, and findings made of it.
enum HostileText {
  static let pieces = [
    "\"", "'", "\\", "\n", "\r\n", "\t", "\\n", "</script>", "<b>", "<!--", "-->", "]]>", "&amp;",
    "#quot;", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1", "|", "`", "**", "_", "~~",
    "[x](y)",
    "- ", "1. ", "# ", "===", "---", "%%", ";", ",", "{", "}", "end", " ", "  ", "\u{0}", "\u{7}",
    "\u{1B}[2J", "\u{85}", "\u{200F}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}", "\u{FFFF}",
    "\u{E0041}", "é", "e\u{301}", "深度求索", "👩‍💻", "word", "2026-02-26", "https://a.example/?b=c",
  ]

  static let says = Relation<Lab, String>("says")
  static let tells = Relation<Lab, String, Chipmaker>("tells")
  static let counts = Relation<Int, Fixed, Day>("counts")

  static func text(_ random: inout RepeatableRandom) -> String {
    (0..<random.number(1...6)).map { _ in random.pick(pieces) }.joined()
  }

  /// What a lab of a hostile name says and tells, on all days and on one.
  struct Sample {
    let name: String
    let words: String
    let findings: Findings
  }

  static func sample(_ random: inout RepeatableRandom) async throws -> Sample {
    let (name, words) = (text(&random), text(&random))
    var facts = Facts(
      entities: try Chronicle(
        entities: [Lab("a\"\\<&=", name: name), Chipmaker("maker", name: name)]
      ).entities)
    let lab = Lab("a\"\\<&=")
    facts.insert(says(lab, words))
    facts.insert(tells(lab, words, Chipmaker("maker")))
    facts.insert(counts.fact(-3, Fixed(millionths: -1_500_000), "2026-02-26"))
    return Sample(
      name: name, words: words, findings: try await facts.findings(under: Rulebook("None") {}))
  }
}

extension String {
  /// The text with what is not seen written out, as formats for the eye have it.
  var shown: String { writingOut { Printing.isSafe($0) } }

  /// The text with what XML cannot hold written out.
  var inXML: String {
    writingOut { scalar in
      switch scalar.value {
      case 9, 0xA, 0xD: true
      case 0..<0x20, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
  }

  /// The text with what no cell can hold written out.
  var inCell: String {
    writingOut { "\t\r\n".unicodeScalars.contains($0) || $0.value >= 0x20 && $0.value != 0x7F }
  }

  private func writingOut(except isKept: (Unicode.Scalar) -> Bool) -> String {
    unicodeScalars.map { isKept($0) ? String($0) : "\\u{\(String($0.value, radix: 16))}" }.joined()
  }
}
