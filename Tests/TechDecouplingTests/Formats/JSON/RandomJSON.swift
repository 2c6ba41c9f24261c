import TestSupport

/// Documents of JSON at random, for the most part with a list of some name, and mistakes in them.
struct RandomJSON {
  var random: RepeatableRandom

  init(seed: UInt64) { random = RepeatableRandom(seed: seed) }

  /// An object with a list, or a list, or now and then something else.
  mutating func document(list: String?) -> String {
    let text: String
    if random.chance(5) {
      text = value(depth: 3)
    } else if let list {
      var members = (0..<random.number(0...3)).map { number in
        "\"m\(number)\"\(space()):\(space())\(value(depth: 3))"
      }
      let escaped = "\\u00" + String(list.utf8.first ?? 0, radix: 16) + list.dropFirst()
      let key = random.chance(10) ? escaped : list
      for _ in 0..<(random.chance(5) ? 2 : 1) {
        let place = random.number(0...members.count)
        let value = random.chance(5) ? value(depth: 2) : array(depth: 3)
        members.insert("\"\(key)\"\(space()):\(space())\(value)", at: place)
      }
      text = "{\(space())" + members.joined(separator: "\(space()),\(space())") + "\(space())}"
    } else {
      text = array(depth: 3)
    }
    return (random.chance(5) ? "\u{FEFF}" : "") + space() + text + space()
  }

  private mutating func array(depth: Int) -> String {
    let elements = (0..<random.number(0...5)).map { _ in value(depth: depth - 1) }
    return "[\(space())" + elements.joined(separator: "\(space()),\(space())") + "\(space())]"
  }

  private mutating func value(depth: Int) -> String {
    if random.chance(1) {
      let depth = random.number(120...130)
      return String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    switch random.number(0...(depth > 0 ? 9 : 6)) {
    case 0: return random.pick(["true", "false", "null"])
    case 1: return random.pick(["0", "-1", "12.50", "1e9", "-0.5E-3", "1234567890"])
    case 2...5: return string()
    case 6: return random.pick(["{}", "[]", "{ }", "[\n]"])
    case 7: return array(depth: depth)
    default:
      let members = (0..<random.number(0...4)).map { number in
        let key = random.chance(90) ? "\"k\(number)\"" : random.pick(["\"k0\"", string()])
        return "\(key)\(space()):\(space())\(value(depth: depth - 1))"
      }
      return "{\(space())" + members.joined(separator: ",\(space())") + "}"
    }
  }

  private mutating func string() -> String {
    let pieces = [
      "a", "é", "界", "🙂", "\\\"", "\\\\", "\\n", "\\u00e9", "\\ud83d\\ude42", "[", "]", "{", "}",
      ",", ":", " ", "list",
    ]
    return "\"" + (0..<random.number(0...6)).map { _ in random.pick(pieces) }.joined() + "\""
  }

  private mutating func space() -> String {
    random.chance(60) ? "" : random.pick([" ", "\n", "\r\n", "\t", "  \n ", "          "])
  }

  private static let telling =
    Array("{}[]\",:\\/0123456789.-+eEtfnu \r\n\t".utf8) + [0, 0x1F, 0x80, 0xC3, 0xE7, 0xF0, 0xFF]

  /// Some bytes with a few mistakes.
  mutating func mutated(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...random.number(0...1) where !bytes.isEmpty {
      let index = random.number(0...bytes.count - 1)
      switch random.number(0...5) {
      case 0: bytes.remove(at: index)
      case 1: bytes.insert(random.pick(Self.telling), at: index)
      case 2: bytes[index] = random.pick(Self.telling)
      case 3: bytes.removeSubrange(index...)
      case 4: bytes.swapAt(index, random.number(0...bytes.count - 1))
      default:
        let part = bytes[index...].prefix(random.number(0...20))
        bytes.insert(contentsOf: part, at: random.number(0...bytes.count))
      }
    }
    return bytes
  }
}
