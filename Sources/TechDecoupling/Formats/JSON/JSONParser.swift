/// Parses JSON (RFC 8259) strictly, in one pass and without recursion.
///
/// A syntax error ends the reading; a duplicate key is a finding, and reading goes on.
///
/// - Complexity: O(*n*) in bytes, but for keys: an object of many keys costs a hash of each.
struct JSONParser {
  /// The deepest nesting that is read; a chronicle needs eight.
  static let depthLimit = 128
  /// Offsets have 32 bits.
  static let lengthLimit = Int(UInt32.max) - 1

  let bytes: [UInt8]
  /// The containers around what is parsed that are not among the bytes.
  private let outerDepth: Int
  var position = 0
  var nodes: [JSONNode] = []
  /// The containers around the position, outermost first.
  private var open: [Int] = []
  /// The keys of the object that ends.
  private var keys: [Int] = []
  /// Duplicate keys: the node of the repetition and that of the first.
  private(set) var duplicates: [(node: Int, first: Int)] = []

  /// What stopped the parser, and at which byte.
  struct Stop: Error {
    let mistake: SyntaxMistake
    let offset: Int
  }

  init(_ bytes: [UInt8], outerDepth: Int = 0) {
    self.bytes = bytes
    self.outerDepth = outerDepth
  }

  @inline(__always)
  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Parses the whole document.
  mutating func parse() throws(Stop) {
    guard bytes.count <= JSONParser.lengthLimit else {
      throw Stop(mistake: .tooLong, offset: 0)
    }
    try skipByteOrderMark()
    skipSpace()
    if position == bytes.count { throw Stop(mistake: .empty, offset: 0) }
    try parseValue()
    skipSpace()
    if position < bytes.count { throw unexpected("the end of the file") }
  }

  /// Parses one value, and stops behind it.
  mutating func parseValue() throws(Stop) {
    nodes.reserveCapacity(bytes.count / 16)
    repeat {
      try parseValueStart()
      try closeWhatEnds()
    } while !open.isEmpty
  }

  /// Parses a value up to its end, or a container up to its first value.
  private mutating func parseValueStart() throws(Stop) {
    while true {
      skipSpace()
      switch current {
      case UInt8(ascii: "{"):
        try openContainer(.object)
        if current == UInt8(ascii: "}") { return }
        try parseKey(orElse: "a key in quotes or '}'")
      case UInt8(ascii: "["):
        try openContainer(.array)
        if current == UInt8(ascii: "]") { return }
      case UInt8(ascii: "\""):
        return try parseString()
      case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"):
        return try parseNumber()
      case UInt8(ascii: "t"): return try parseWord("true", .true)
      case UInt8(ascii: "f"): return try parseWord("false", .false)
      case UInt8(ascii: "n"): return try parseWord("null", .null)
      default:
        throw unexpected("a value")
      }
    }
  }

  /// Closes every container that ends after the value that was read, and goes on to the next
  /// value in the first one that does not.
  private mutating func closeWhatEnds() throws(Stop) {
    while let container = open.last {
      skipSpace()
      let isObject = nodes[container].kind == .object
      let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      switch current {
      case closing:
        position += 1
        nodes[container].end = UInt32(position)
        nodes[container].next = UInt32(nodes.count)
        open.removeLast()
        if isObject { findDuplicates(in: container) }
      case UInt8(ascii: ","):
        let comma = position
        position += 1
        skipSpace()
        if current == closing { throw Stop(mistake: .trailingComma, offset: comma) }
        if isObject { try parseKey(orElse: "a key in quotes") }
        return
      default:
        throw unexpected(isObject ? "',' or '}'" : "',' or ']'")
      }
    }
  }

  private mutating func openContainer(_ kind: JSONNode.Kind) throws(Stop) {
    guard open.count + outerDepth < JSONParser.depthLimit else {
      throw Stop(mistake: .tooDeep(limit: JSONParser.depthLimit), offset: position)
    }
    open.append(nodes.count)
    nodes.append(
      JSONNode(offset: UInt32(position), end: .max, next: .max, kind: kind))
    position += 1
    skipSpace()
  }

  private mutating func parseKey(orElse expected: String) throws(Stop) {
    guard current == UInt8(ascii: "\"") else { throw unexpected(expected) }
    try parseString()
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw unexpected("':' after the key") }
    position += 1
  }

  private mutating func parseWord(_ word: StaticString, _ kind: JSONNode.Kind) throws(Stop) {
    let start = position
    for index in 0..<word.utf8CodeUnitCount {
      guard position < bytes.count, bytes[position] == word.utf8Start[index] else {
        position = start
        throw unexpected("a value")
      }
      position += 1
    }
    append(kind, from: start)
  }

  mutating func append(_ kind: JSONNode.Kind, from start: Int, hasEscapes: Bool = false) {
    nodes.append(
      JSONNode(
        offset: UInt32(start), end: UInt32(position), next: UInt32(nodes.count + 1), kind: kind,
        hasEscapes: hasEscapes))
  }

  @inline(__always)
  private mutating func skipSpace() {
    while position < bytes.count {
      guard Self.isSpace(bytes[position]) else { return }
      position += 1
    }
  }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x0A, 0x0D, 0x09: true
    default: false
    }
  }

  /// A mark that says UTF-8 is skipped; one that says UTF-16 or 32 is refused by name.
  private mutating func skipByteOrderMark() throws(Stop) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Stop(mistake: .otherEncoding, offset: 0)
    }
  }

  private mutating func findDuplicates(in object: Int) {
    keys.removeAll(keepingCapacity: true)
    var hasEscapes = false
    var child = object + 1
    while child < nodes.count {
      keys.append(child)
      hasEscapes = hasEscapes || nodes[child].hasEscapes
      child = Int(nodes[child + 1].next)
    }
    guard keys.count > 1 else { return }
    guard keys.count > 16 || hasEscapes else {
      for index in 1..<keys.count {
        for earlier in 0..<index where areSame(keys[index], keys[earlier]) {
          duplicates.append((keys[index], keys[earlier]))
          break
        }
      }
      return
    }
    let document = JSONDocument(name: "", bytes: bytes, nodes: nodes)
    var firsts: [String: Int] = [:]
    for key in keys {
      let text = document.text(of: key)
      if let first = firsts[text] {
        duplicates.append((key, first))
      } else {
        firsts[text] = key
      }
    }
  }

  /// Whether two strings without escapes have the same bytes.
  private func areSame(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (nodes[left], nodes[right])
    guard left.end - left.offset == right.end - right.offset else { return false }
    var (index, other) = (Int(left.offset), Int(right.offset))
    while index < Int(left.end) {
      if bytes[index] != bytes[other] { return false }
      index += 1
      other += 1
    }
    return true
  }

  /// The error at the position, with what stands there.
  func unexpected(_ expected: String) -> Stop {
    guard position < bytes.count else {
      return Stop(mistake: .endsEarly(expected: expected), offset: bytes.count)
    }
    if let invalid = UTF8Check.firstInvalid(in: bytes, from: position, upTo: position + 4),
      invalid == position
    {
      return Stop(mistake: .invalidUTF8(byte: bytes[position]), offset: position)
    }
    let found = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
    let character = found.unicodeScalars.first.map { String($0) } ?? ""
    return Stop(mistake: .unexpected(found: character, expected: expected), offset: position)
  }
}
