/// The addresses of what a page tells: ids of elements that stay as the record grows.
///
/// An address says what it is of: `finding.withheld-from.deepseek-v4.nvidia`. Letters and digits of
/// ASCII and hyphens stand for themselves, every other byte as `_2e`; so two texts never have one
/// address. One that would be long ends in a digest.
enum Address {
  static func finding(_ atom: Atom) -> String {
    address(["finding", atom.relation.name] + (atom.values ?? []).map(text))
  }

  static func entry(_ id: EntryID) -> String { address(["entry", id.text]) }

  /// The address of a claim by its place among those of its entry, from 0.
  static func claim(_ entry: EntryID, _ place: Int) -> String {
    address(["claim", entry.text, String(place + 1)])
  }

  static func source(_ id: SourceID) -> String { address(["source", id.text]) }

  private static func text(_ value: Value) -> String {
    switch value {
    case .entity(let id): id.text
    case .text(let text): text
    case .integer, .decimal, .day: value.written
    }
  }

  private static let longest = 100

  private static func address(_ parts: [String]) -> String {
    let whole = parts.map(encoded).joined(separator: ".")
    guard whole.utf8.count > longest else { return whole }
    let digest = SHA256.digest(of: Array(whole.utf8)).prefix(8)
    return String(whole.prefix(longest / 2)) + "~" + digest.map(hexadecimal).joined()
  }

  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "_" + hexadecimal(byte)
      }
    }
    return result
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
