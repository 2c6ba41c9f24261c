/// Reads the syntax of patterns.
struct PatternParser {
  private let scalars: [UInt32]
  private var place = 0
  private var depth = 0

  private static let deepest = 100
  /// Repetitions are written out, so that more would only be refused later.
  private static let mostRepetitions = 10_000

  init(_ text: String) {
    scalars = text.unicodeScalars.map(\.value)
  }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try choice()
    if place < scalars.count { throw error("')' closes no group") }
    return node
  }

  private func error(_ reason: String) -> PatternError {
    PatternError(reason: "\(reason) (character \(place + 1) of the pattern)")
  }

  private var next: Unicode.Scalar? {
    place < scalars.count ? Unicode.Scalar(scalars[place]) : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    if next != scalar { return false }
    place += 1
    return true
  }

  // MARK: - Structure

  private mutating func choice() throws(PatternError) -> PatternNode {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let (part, isRepeatable) = try atom()
      parts.append(try repeated(part, isRepeatable))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func repeated(
    _ part: PatternNode, _ isRepeatable: Bool
  ) throws(PatternError) -> PatternNode {
    let node: PatternNode
    switch next {
    case "*": node = .repetition(part, 0, nil)
    case "+": node = .repetition(part, 1, nil)
    case "?": node = .repetition(part, 0, 1)
    case "{":
      place += 1
      node = try counted(part)
      place -= 1
    default: return part
    }
    if !isRepeatable { throw error("a repetition has nothing to repeat") }
    place += 1
    // How much is tried first does not matter for whole texts.
    _ = take("?")
    if let scalar = next, "*+?{".unicodeScalars.contains(scalar) {
      throw error("a repetition has nothing to repeat")
    }
    return node
  }

  /// Reads `n}`, `n,}` or `n,m}`.
  ///
  /// The place is then that after the brace.
  private mutating func counted(_ part: PatternNode) throws(PatternError) -> PatternNode {
    guard let least = number() else { throw error("'{' asks for a number") }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else { throw error("'{' is not closed by '}'") }
    if let most, most < least { throw error("a repetition ends before it begins") }
    if max(least, most ?? 0) > PatternParser.mostRepetitions {
      throw error("a repetition goes beyond \(PatternParser.mostRepetitions)")
    }
    return .repetition(part, least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      value = min((value ?? 0) * 10 + Int(scalar.value) - 0x30, 1 << 30)
      place += 1
    }
    return value
  }

  private mutating func atom() throws(PatternError) -> (PatternNode, isRepeatable: Bool) {
    guard let scalar = next else { return (.empty, false) }
    switch scalar {
    case "(": return (try group(), true)
    case "[":
      place += 1
      return (.scalar(try characterClass()), true)
    case ".":
      place += 1
      return (.scalar(.anything), true)
    case "^":
      place += 1
      return (.assertion(.start), false)
    case "$":
      place += 1
      return (.assertion(.end), false)
    case "*", "+", "?", "{": throw error("a repetition has nothing to repeat")
    case "\\":
      place += 1
      if take("b") { return (.assertion(.wordBoundary), false) }
      if take("B") { return (.assertion(.noWordBoundary), false) }
      return (.scalar(ScalarSet(try escape())), true)
    default:
      place += 1
      return (.scalar(ScalarSet([scalar.value...scalar.value])), true)
    }
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    if depth == PatternParser.deepest {
      throw error("groups are nested deeper than \(PatternParser.deepest)")
    }
    place += 1
    if take("?"), !take(":") { throw error("a pattern cannot look ahead or behind") }
    depth += 1
    let node = try choice()
    depth -= 1
    guard take(")") else { throw error("'(' is not closed by ')'") }
    return node
  }

  // MARK: - Characters

  /// What stands after a backslash, as ranges.
  private mutating func escape() throws(PatternError) -> [ClosedRange<UInt32>] {
    guard let scalar = next else { throw error("a backslash ends the pattern") }
    place += 1
    switch scalar {
    case "d": return ScalarSet.digitRanges
    case "D": return ScalarSet.complement(ScalarSet.digitRanges)
    case "w": return ScalarSet.wordRanges
    case "W": return ScalarSet.complement(ScalarSet.wordRanges)
    case "s": return ScalarSet.spaceRanges
    case "S": return ScalarSet.complement(ScalarSet.spaceRanges)
    case "n": return [0x0A...0x0A]
    case "t": return [0x09...0x09]
    case "r": return [0x0D...0x0D]
    case "f": return [0x0C...0x0C]
    case "v": return [0x0B...0x0B]
    case "0": return [0...0]
    case "x": return try hexadecimal(2)
    case "u": return try hexadecimal(4)
    case "1"..."9": throw error("a pattern cannot refer back to a group")
    case "a"..."z", "A"..."Z": throw error("'\\\(scalar)' is no escape")
    default: return [scalar.value...scalar.value]
    }
  }

  private mutating func hexadecimal(_ count: Int) throws(PatternError) -> [ClosedRange<UInt32>] {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let scalar = next, let digit = Character(scalar).hexDigitValue, scalar.isASCII else {
        throw error("an escape asks for \(count) hexadecimal digits")
      }
      value = value * 16 + UInt32(digit)
      place += 1
    }
    return [value...value]
  }

  /// Reads a class after its opening bracket.
  private mutating func characterClass() throws(PatternError) -> ScalarSet {
    let isInverted = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    while true {
      guard let scalar = next else { throw error("'[' is not closed by ']'") }
      if scalar == "]" {
        place += 1
        break
      }
      let first = try classMember()
      guard next == "-", place + 1 < scalars.count, scalars[place + 1] != 0x5D else {
        ranges += first
        continue
      }
      place += 1
      let last = try classMember()
      guard first.count == 1, last.count == 1, first[0].count == 1, last[0].count == 1 else {
        throw error("a range in brackets lies between two characters")
      }
      if last[0].lowerBound < first[0].lowerBound {
        throw error("a range in brackets ends before it begins")
      }
      ranges.append(first[0].lowerBound...last[0].lowerBound)
    }
    return ScalarSet(ranges, isInverted: isInverted)
  }

  private mutating func classMember() throws(PatternError) -> [ClosedRange<UInt32>] {
    guard let scalar = next else { throw error("'[' is not closed by ']'") }
    place += 1
    if scalar == "\\" {
      if take("b") { return [0x08...0x08] }
      return try escape()
    }
    if scalar == "[", next == ":" { return try namedClass() }
    return [scalar.value...scalar.value]
  }

  /// Reads `:alpha:]` and the like.
  private mutating func namedClass() throws(PatternError) -> [ClosedRange<UInt32>] {
    place += 1
    var name = ""
    while let scalar = next, scalar != ":" {
      name.unicodeScalars.append(scalar)
      place += 1
      if name.unicodeScalars.count > 10 { break }
    }
    guard take(":"), take("]") else { throw error("'[:' is not closed by ':]'") }
    switch name {
    case "alpha": return [0x41...0x5A, 0x61...0x7A]
    case "digit": return ScalarSet.digitRanges
    case "alnum": return [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
    case "upper": return [0x41...0x5A]
    case "lower": return [0x61...0x7A]
    case "space": return ScalarSet.spaceRanges
    case "blank": return [0x09...0x09, 0x20...0x20]
    case "punct": return [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
    case "xdigit": return [0x30...0x39, 0x41...0x46, 0x61...0x66]
    case "cntrl": return [0x00...0x1F, 0x7F...0x7F]
    case "print": return [0x20...0x7E]
    case "graph": return [0x21...0x7E]
    default: throw error("'[:\(name):]' is no class of characters")
    }
  }
}
