extension DateReader {
  /// Reads a date, with or without brackets.
  func date(_ part: Range<Int>) throws(DateProblem) -> DateRange {
    switch bytes[part].first {
    case UInt8(ascii: "["):
      guard part.count >= 3, bytes[part.upperBound - 1] == UInt8(ascii: "]") else {
        throw malformed
      }
      return try oneOf((part.lowerBound + 1)..<(part.upperBound - 1))
    case UInt8(ascii: "{"):
      throw .unsupported(
        text, feature: "a set that means all of its members",
        instead: "an entry for each date, or [2026-02-23..2026-03-01] for one of them")
    default:
      return try simpleDate(part)
    }
  }

  /// Reads the inside of `[…]`: members with commas between them, each a date or `a..b`.
  private func oneOf(_ part: Range<Int>) throws(DateProblem) -> DateRange {
    var members: [DateRange] = []
    for range in split(part, at: UInt8(ascii: ",")) {
      members.append(try member(trimmed(range)))
    }
    // Members may stand in any order; the set is read by its first days.
    members.sort { $0.firstOrEarliest < $1.firstOrEarliest }
    guard var hull = members.first else { throw malformed }
    for next in members.dropFirst() {
      let joined = hull.joined(with: next)
      if let last = hull.last, let first = next.first, first > last.advanced(by: 1) {
        let hint = members.dropFirst().reduce(members[0]) { $0.joined(with: $1) }.text
        throw .gap(text, hint: hint)
      }
      hull = joined
    }
    return hull
  }

  private func member(_ part: Range<Int>) throws(DateProblem) -> DateRange {
    guard let dots = dots(in: part) else { return try simpleDate(part) }
    let left = part.lowerBound..<dots
    let right = (dots + 2)..<part.upperBound
    guard !left.isEmpty || !right.isEmpty else { throw malformed }
    let start = left.isEmpty ? nil : try simpleDate(left)
    let end = right.isEmpty ? nil : try simpleDate(right)
    if let from = start?.first, let to = end?.last, to < from {
      throw .reversed(text, start: "\(from)", end: "\(to)")
    }
    return DateRange(
      first: start?.first, last: end?.last, text: "[\(start?.text ?? "")..\(end?.text ?? "")]")
  }

  // MARK: - Intervals

  /// Reads an interval: two ends with one slash between them.
  func interval() throws(DateProblem) -> DatePeriod {
    let parts = split(0..<bytes.count, at: UInt8(ascii: "/"))
    if parts.count == 1 {
      guard !bytes.isEmpty, !Array("..".utf8).elementsEqual(bytes) else { throw malformed }
      let date: DateRange
      do {
        date = try self.date(0..<bytes.count)
      } catch .malformed {
        throw malformed
      }
      let start = date.first.map { "\($0)" } ?? ".."
      let end = date.last.map { "\($0)" } ?? ".."
      throw .dateForPeriod(text, hint: "\(start)/\(end)")
    }
    guard parts.count == 2 else { throw malformed }
    let start = try end(parts[0])
    let end = try end(parts[1])
    if case .date(let from) = start, case .date(let to) = end, let first = from.first,
      let last = to.last, last < first
    {
      throw .reversed(text, start: "\(first)", end: "\(last)")
    }
    return DatePeriod(start: start, end: end)
  }

  private func end(_ part: Range<Int>) throws(DateProblem) -> DatePeriod.End {
    if part.isEmpty { return .unknown }
    if bytes[part].elementsEqual("..".utf8) { return .open }
    return .date(try date(part))
  }

  // MARK: - Bytes

  private func split(_ part: Range<Int>, at separator: UInt8) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = part.lowerBound
    for index in part where bytes[index] == separator {
      parts.append(start..<index)
      start = index + 1
    }
    parts.append(start..<part.upperBound)
    return parts
  }

  private func trimmed(_ part: Range<Int>) -> Range<Int> {
    var part = part
    while part.count > 0, bytes[part.lowerBound] == UInt8(ascii: " ") {
      part = (part.lowerBound + 1)..<part.upperBound
    }
    while part.count > 0, bytes[part.upperBound - 1] == UInt8(ascii: " ") {
      part = part.lowerBound..<(part.upperBound - 1)
    }
    return part
  }

  private func dots(in part: Range<Int>) -> Int? {
    guard part.count >= 2 else { return nil }
    for index in part.lowerBound..<(part.upperBound - 1)
    where bytes[index] == UInt8(ascii: ".") && bytes[index + 1] == UInt8(ascii: ".") {
      return index
    }
    return nil
  }
}

extension DateRange {
  fileprivate var firstOrEarliest: Int64 { first.map { Int64($0.number) } ?? .min }

  /// The range from the earlier first day to the later last day, written as a one-of set.
  fileprivate func joined(with other: DateRange) -> DateRange {
    var from: Day?
    if let first, let second = other.first { from = min(first, second) }
    var to: Day?
    if let last, let second = other.last { to = max(last, second) }
    return DateRange(from, to)
  }
}
