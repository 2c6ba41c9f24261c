/// Cuts rule text into tokens, in one pass over the bytes.
///
/// - Complexity: O(*n*) in bytes, whatever they are.
struct RuleLexer {
  /// The longest name, that of an instance's relation included; a relation is also a file.
  static let nameLimit = 250

  /// What was read.
  private(set) var tokens: [RuleToken] = []
  /// Mistakes of single tokens, with their place in the text.
  private(set) var mistakes: [(mistake: RuleSyntaxMistake, range: TextRange)] = []
  /// Whether any line is the preprocessor's.
  private(set) var hasConditions = false
  /// Set by a text without an end: from then on, text ends with its line.
  private var isTextOnOneLine: Bool

  init(isTextOnOneLine: Bool = false) {
    self.isTextOnOneLine = isTextOnOneLine
  }

  /// Whether a text has no end, so that every quote after its start may be taken for the other.
  var hasUnclosedText: Bool {
    mistakes.contains { $0.mistake == .unclosedText }
  }

  /// Reads a piece of the text: all of it, or what a macro stands for.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, until: Int) {
    // Safe: every index is compared with the end before it is used.
    var position = from
    var isLineStart = from == 0
    while position < until {
      let byte = bytes[position]
      switch byte {
      case 0x0A:
        isLineStart = true
        position += 1
        continue
      case 0x20, 0x09, 0x0D, 0x0B, 0x0C:
        position += 1
        continue
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "?"), UInt8(ascii: "_"):
        position = readWord(bytes, position, until)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        position = readNumber(bytes, position, until)
      case UInt8(ascii: "\""):
        position = readText(bytes, position, until)
      case UInt8(ascii: "/"):
        let next = position + 1 < until ? bytes[position + 1] : 0
        if next == UInt8(ascii: "/") {
          position = endOfLine(bytes, position, until)
          continue
        } else if next == UInt8(ascii: "*") {
          position = skipComment(bytes, position, until)
          continue
        }
        position = append(.slash, position, 1)
      case UInt8(ascii: "\\") where isContinued(bytes, position, until):
        position += 1
        continue
      case UInt8(ascii: "#") where isLineStart:
        let end = endOfCondition(bytes, position, until)
        hasConditions = true
        position = append(.condition, position, end - position)
      default:
        position = readSign(bytes, position, until)
      }
      isLineStart = false
    }
  }

  mutating func report(_ mistake: RuleSyntaxMistake, _ from: Int, _ until: Int) {
    mistakes.append((mistake, TextRange(from: from, until: until)))
  }

  @inline(__always)
  @discardableResult
  mutating func append(_ kind: RuleToken.Kind, _ position: Int, _ count: Int) -> Int {
    tokens.append(RuleToken(kind, from: position, until: position + count))
    return position + count
  }

  // MARK: - Words and signs

  @inline(__always)
  static func isWordPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "?"):
      true
    default: false
    }
  }

  @inline(__always)
  private mutating func readWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    var end = start + 1
    while end < until, RuleLexer.isWordPart(bytes[end]) { end += 1 }
    guard end - start <= RuleLexer.nameLimit else {
      let shown = String(decoding: bytes[start..<start + 50], as: UTF8.self)
      report(.longName(shown, limit: RuleLexer.nameLimit), start, end)
      return append(.reported, start, end - start)
    }
    let isUnderscore = end == start + 1 && bytes[start] == UInt8(ascii: "_")
    return append(isUnderscore ? .underscore : .identifier, start, end - start)
  }

  @inline(__always)
  private mutating func readSign(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    let next = start + 1 < until ? bytes[start + 1] : 0
    switch bytes[start] {
    case UInt8(ascii: "("): return append(.leftParenthesis, start, 1)
    case UInt8(ascii: ")"): return append(.rightParenthesis, start, 1)
    case UInt8(ascii: ","): return append(.comma, start, 1)
    case UInt8(ascii: "."): return readDot(bytes, start, until)
    case UInt8(ascii: ":"):
      if next == UInt8(ascii: "-") { return append(.implied, start, 2) }
      if next == UInt8(ascii: ":") { return append(.doubleColon, start, 2) }
      return append(.colon, start, 1)
    case UInt8(ascii: ";"): return append(.semicolon, start, 1)
    case UInt8(ascii: "="): return append(.equal, start, 1)
    case UInt8(ascii: "!"):
      if next == UInt8(ascii: "=") { return append(.notEqual, start, 2) }
      return append(.exclamation, start, 1)
    case UInt8(ascii: "<"):
      if next == UInt8(ascii: "=") { return append(.lessOrEqual, start, 2) }
      if next == UInt8(ascii: ":") { return append(.subtype, start, 2) }
      return append(.less, start, 1)
    case UInt8(ascii: ">"):
      if next == UInt8(ascii: "=") { return append(.greaterOrEqual, start, 2) }
      return append(.greater, start, 1)
    case UInt8(ascii: "["): return append(.leftBracket, start, 1)
    case UInt8(ascii: "]"): return append(.rightBracket, start, 1)
    case UInt8(ascii: "{"): return append(.leftBrace, start, 1)
    case UInt8(ascii: "}"): return append(.rightBrace, start, 1)
    case UInt8(ascii: "+"): return append(.plus, start, 1)
    case UInt8(ascii: "-"): return append(.minus, start, 1)
    case UInt8(ascii: "*"): return append(.star, start, 1)
    case UInt8(ascii: "%"): return append(.percent, start, 1)
    case UInt8(ascii: "^"): return append(.caret, start, 1)
    case UInt8(ascii: "|"): return append(.bar, start, 1)
    case UInt8(ascii: "$"): return append(.dollar, start, 1)
    case UInt8(ascii: "@"): return append(.at, start, 1)
    default: return readUnknown(bytes, start, until)
    }
  }

  /// A dot, or a directive: a dot that is not within a name, and a known word after it.
  private mutating func readDot(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    var end = start + 1
    while end < until, RuleLexer.isWordPart(bytes[end]) { end += 1 }
    guard end > start + 1, end - start < 16 else { return append(.dot, start, 1) }
    if start > 0 {
      let before = bytes[start - 1]
      if RuleLexer.isWordPart(before) || before == UInt8(ascii: ")") {
        return append(.dot, start, 1)
      }
    }
    let word = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    let isCall = end < until && bytes[end] == UInt8(ascii: "(") && word != "plan" && word != "rule"
    guard RuleWords.directives.contains(word), !isCall else { return append(.dot, start, 1) }
    return append(.directive, start, end - start)
  }

  /// Reports a run of characters that no rule has, once.
  private mutating func readUnknown(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    var end = start + 1
    while end < until {
      let byte = bytes[end]
      let isControl = byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09
      guard byte >= 0x7F || isControl || byte == bytes[start] else { break }
      end += 1
    }
    let shown = min(end, start + 24)
    let found = String(decoding: bytes[start..<shown], as: UTF8.self).unicodeScalars
      .prefix(shown < end ? 5 : 24)
    report(.unexpectedCharacter(RuleLexer.quoted(found)), start, end)
    return append(.reported, start, end - start)
  }

  /// Characters in quotes; those that cannot be shown by their numbers.
  static func quoted(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    for scalar in scalars {
      if isShown(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        text += "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      }
    }
    return "'\(text)'"
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned,
      .privateUse, .surrogate:
      scalar == " "
    default: true
    }
  }

  // MARK: - Lines and comments

  private func endOfLine(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    var end = start
    while end < until, bytes[end] != 0x0A { end += 1 }
    return end
  }

  /// The end of a line of the preprocessor: a backslash before the line break goes on to the next,
  /// a comment in a block may.
  private func endOfCondition(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    var end = start
    while true {
      end = endOfLine(bytes, end, until)
      var last = end - 1
      if last > start, bytes[last] == 0x0D { last -= 1 }
      guard end < until, last > start, bytes[last] == UInt8(ascii: "\\") else { return end }
      end += 1
    }
  }

  /// Whether a backslash stands before a line break.
  private func isContinued(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ until: Int
  ) -> Bool {
    var next = position + 1
    if next < until, bytes[next] == 0x0D { next += 1 }
    return next < until && bytes[next] == 0x0A
  }

  private mutating func skipComment(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    var end = start + 2
    while end + 1 < until {
      if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: "/") { return end + 2 }
      end += 1
    }
    report(.unclosedComment, start, start + 2)
    return until
  }

  // MARK: - Text

  private mutating func readText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    var end = start + 1
    var isASCII = true
    let firstMistake = mistakes.count
    while end < until {
      switch bytes[end] {
      case UInt8(ascii: "\""):
        if !isASCII, String(validating: bytes[start..<end], as: UTF8.self) == nil {
          report(.encoding(found: "the text is not UTF-8"), start, end + 1)
        }
        return append(.text, start, end + 1 - start)
      case UInt8(ascii: "\\"):
        guard end + 1 < until, bytes[end + 1] != 0x0A else {
          report(.unknownEscape("(line break)"), end, end + 1)
          end += 1
          continue
        }
        if RuleLexer.escape(bytes[end + 1]) == nil { reportEscape(bytes, end, until) }
        end += 2
      case 0x0A where isTextOnOneLine:
        return endText(bytes, start, end, firstMistake)
      case 0x80...:
        isASCII = false
        end += 1
      default:
        end += 1
      }
    }
    // From here on a line break ends a text: the lines after are read once more at most.
    let wasOnOneLine = isTextOnOneLine
    isTextOnOneLine = true
    return endText(
      bytes, start, wasOnOneLine ? until : endOfLine(bytes, start, until), firstMistake)
  }

  /// Reports a text that has no end; its escapes are not looked at.
  private mutating func endText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ firstMistake: Int
  ) -> Int {
    mistakes.removeSubrange(firstMistake...)
    var last = end
    if last > start + 1, bytes[last - 1] == 0x0D { last -= 1 }
    report(.unclosedText, start, last)
    return append(.reported, start, last - start)
  }

  private mutating func reportEscape(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ until: Int
  ) {
    var end = position + 2
    while end < until, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let found = String(decoding: bytes[position + 1..<min(end, position + 5)], as: UTF8.self)
    report(.unknownEscape(found), position, end)
  }

  /// What a character stands for after a backslash.
  static func escape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): byte
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "v"): 0x0B
    default: nil
    }
  }

  // MARK: - Numbers

  private mutating func readNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int
  ) -> Int {
    let marker = start + 1 < until && bytes[start] == UInt8(ascii: "0") ? bytes[start + 1] : 0
    var end = start
    if marker == UInt8(ascii: "x") {
      end = digits(bytes, start + 2, until, RuleLexer.isHexadecimal)
    } else if marker == UInt8(ascii: "b") {
      end = digits(bytes, start + 2, until) { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }
    }
    guard end <= start + 2 else { return appendNumber(bytes, start, end, until) }
    end = digits(bytes, start, until, RuleLexer.isDecimal)
    // Numbers with dots between: two are a decimal, four an address.
    var ends = [end]
    while ends.count < 4, end + 1 < until, bytes[end] == UInt8(ascii: "."),
      RuleLexer.isDecimal(bytes[end + 1])
    {
      end = digits(bytes, end + 1, until, RuleLexer.isDecimal)
      ends.append(end)
    }
    switch ends.count {
    case 1: return appendNumber(bytes, start, ends[0], until)
    case 4:
      checkAddress(bytes, start, end)
      return append(.number, start, end - start)
    default: return append(.float, start, ends[1] - start)
    }
  }

  private mutating func appendNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ until: Int
  ) -> Int {
    let isUnsigned =
      end < until && bytes[end] == UInt8(ascii: "u")
      && !(end + 1 < until && RuleLexer.isWordPart(bytes[end + 1]))
    return append(isUnsigned ? .unsigned : .number, start, end - start + (isUnsigned ? 1 : 0))
  }

  private mutating func checkAddress(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    let isAddress = text.split(separator: ".").allSatisfy { UInt8($0) != nil }
    if !isAddress {
      report(
        .malformedNumber(
          String(text.prefix(40)), reason: "each of the four parts of an address is at most 255"),
        start, end)
    }
  }

  @inline(__always)
  private func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ until: Int, _ isDigit: (UInt8) -> Bool
  ) -> Int {
    var end = start
    while end < until, isDigit(bytes[end]) { end += 1 }
    return end
  }

  @inline(__always)
  private static func isDecimal(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
