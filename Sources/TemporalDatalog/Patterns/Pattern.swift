/// A regular expression for whole texts, matched in time linear in the text.
///
/// The syntax is that of ECMAScript without what needs to look back or around: literals, `.`,
/// classes, escapes, groups, `|`, `* + ? {n,m}`, `^`, `$`, `\b`. A character is a Unicode scalar.
/// All ways to match are followed side by side, so that no pattern makes a text take longer than
/// its length times the pattern's.
package struct Pattern: Sendable {
  enum Instruction: Sendable {
    case scalar(ScalarSet)
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    case assertion(Assertion)
    case end
  }

  enum Assertion: Sendable { case start, end, wordBoundary, noWordBoundary }

  let instructions: [Instruction]

  var stateCount: Int { instructions.count }

  /// More than these are a pattern that repeats repetitions.
  static let mostStates = 20_000

  static func compiled(_ text: String) -> Result<Pattern, PatternError> {
    do throws(PatternError) {
      var parser = PatternParser(text)
      let node = try parser.parse()
      var instructions: [Instruction] = []
      try node.emit(into: &instructions)
      instructions.append(.end)
      return .success(Pattern(instructions: instructions))
    } catch {
      return .failure(error)
    }
  }

  /// Why a text is no pattern; nil if it is one.
  package static func mistake(in text: String) -> String? {
    if case .failure(let error) = compiled(text) { error.reason } else { nil }
  }

  /// Whether the pattern matches all of a text.
  ///
  /// O(length · states).
  func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var current = StateSet(stateCount)
    var next = StateSet(stateCount)
    var stack: [Int] = []
    var place = 0
    var before: UInt32?
    var (scalar, size) = Pattern.decode(bytes, 0)
    follow(0, before, scalar, &current, &stack)
    while let here = scalar {
      if current.members.isEmpty { return false }
      place += size
      let (after, afterSize) = Pattern.decode(bytes, place)
      before = here
      next.removeAll()
      for state in current.members {
        if case .scalar(let set) = instructions[state], set.contains(here) {
          follow(state + 1, before, after, &next, &stack)
        }
      }
      swap(&current, &next)
      (scalar, size) = (after, afterSize)
    }
    return current.contains(stateCount - 1)
  }

  /// Adds a state with all that it leads to without a character.
  private func follow(
    _ state: Int, _ before: UInt32?, _ after: UInt32?, _ set: inout StateSet, _ stack: inout [Int]
  ) {
    stack.append(state)
    while let state = stack.popLast() {
      if !set.insert(state) { continue }
      switch instructions[state] {
      case .scalar, .end: break
      case .jump(let target): stack.append(target)
      case .split(let one, let other):
        stack.append(other)
        stack.append(one)
      case .assertion(let assertion):
        if assertion.holds(between: before, and: after) { stack.append(state + 1) }
      }
    }
  }

  /// The scalar at a place of well-formed UTF-8 and its number of bytes; nil at the end.
  @inline(__always)
  private static func decode(
    _ bytes: UnsafeRawBufferPointer, _ place: Int
  ) -> (scalar: UInt32?, size: Int) {
    guard place < bytes.count else { return (nil, 0) }
    let first = UInt32(bytes[place])
    if first < 0x80 { return (first, 1) }
    let size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    // Bytes that are no UTF-8 stand for themselves.
    guard first >= 0xC0, place + size <= bytes.count else { return (first, 1) }
    var scalar = first & (0x7F >> UInt32(size))
    for offset in 1..<size { scalar = scalar << 6 | UInt32(bytes[place + offset]) & 0x3F }
    return (scalar, size)
  }
}

/// Why a text is no pattern.
struct PatternError: Error, Hashable {
  var reason: String
}

extension Pattern.Assertion {
  fileprivate func holds(between before: UInt32?, and after: UInt32?) -> Bool {
    switch self {
    case .start: before == nil
    case .end: after == nil
    case .wordBoundary: isWord(before) != isWord(after)
    case .noWordBoundary: isWord(before) == isWord(after)
    }
  }

  private func isWord(_ scalar: UInt32?) -> Bool { scalar.map(ScalarSet.word.contains) ?? false }
}

/// States as a list and a mark for each.
private struct StateSet {
  private(set) var members: [Int] = []
  private var marks: [Bool]

  init(_ size: Int) { marks = [Bool](repeating: false, count: size) }

  func contains(_ state: Int) -> Bool { marks[state] }

  mutating func insert(_ state: Int) -> Bool {
    if marks[state] { return false }
    marks[state] = true
    members.append(state)
    return true
  }

  mutating func removeAll() {
    for state in members { marks[state] = false }
    members.removeAll(keepingCapacity: true)
  }
}

/// Characters given by ranges, or all but these.
struct ScalarSet: Sendable {
  private var ranges: [ClosedRange<UInt32>]
  private var isInverted: Bool
  /// One bit for each of the first 64 and the next 64.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ ranges: [ClosedRange<UInt32>], isInverted: Bool = false) {
    self.ranges = ranges
    self.isInverted = isInverted
    for scalar in UInt32(0)..<128
    where ranges.contains(where: { $0.contains(scalar) }) != isInverted {
      if scalar < 64 { low |= 1 << UInt64(scalar) } else { high |= 1 << UInt64(scalar - 64) }
    }
  }

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return low & (1 << UInt64(scalar)) != 0 }
    if scalar < 128 { return high & (1 << UInt64(scalar - 64)) != 0 }
    return ranges.contains { $0.contains(scalar) } != isInverted
  }

  static let digitRanges: [ClosedRange<UInt32>] = [0x30...0x39]
  static let wordRanges: [ClosedRange<UInt32>] = [
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A,
  ]
  static let spaceRanges: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ]
  static let word = ScalarSet(wordRanges)
  /// Everything but the ends of lines.
  static let anything = ScalarSet(
    [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isInverted: true)

  /// The ranges of what some ranges leave out.
  static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}
