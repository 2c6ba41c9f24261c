/// The parts of EDTF that days, dates and periods are read with.
///
/// Works on ASCII bytes; every index is checked, so that no text can stop the process.
struct DateReader {
  let text: String
  let bytes: [UInt8]
  let form: DateProblem.Form

  init(_ text: String, as form: DateProblem.Form) {
    self.text = text
    self.form = form
    bytes = Array(text.utf8)
  }

  var malformed: DateProblem { .malformed(text, expected: form) }

  // MARK: - Simple dates

  /// What the digits of a date leave open.
  enum Precision { case century, decade, year, month, day }

  /// Reads a date without brackets: `2026-02-25`, `2025-01`, `2022~`, `201X`, `2004-XX`.
  func simpleDate(_ part: Range<Int>) throws(DateProblem) -> DateRange {
    var part = part
    var qualifier = ""
    if let last = bytes[part].last,
      last == UInt8(ascii: "~") || last == UInt8(ascii: "?")
        || last == UInt8(ascii: "%")
    {
      qualifier = String(UnicodeScalar(last))
      part = part.lowerBound..<(part.upperBound - 1)
    }
    let written = String(decoding: bytes[part], as: UTF8.self)
    try refuseUnsupported(part, written + qualifier)
    let (first, last, precision) = try days(part, written)
    guard !qualifier.isEmpty else { return DateRange(first: first, last: last, text: written) }
    let (from, to) = Self.widened(first, last, precision)
    return DateRange(first: from, last: to, text: written + qualifier)
  }

  private func refuseUnsupported(_ part: Range<Int>, _ written: String) throws(DateProblem) {
    func unsupported(_ feature: String, _ instead: String) -> DateProblem {
      .unsupported(text, feature: feature, instead: instead)
    }
    guard let first = bytes[part].first else { return }
    if first == UInt8(ascii: "Y") {
      throw unsupported("a year with the prefix Y", "a year of four digits")
    }
    if bytes[part].contains(UInt8(ascii: "T")) || bytes[part].contains(UInt8(ascii: ":")) {
      throw unsupported("a time of day", "the day alone, as in 2026-02-25")
    }
    if bytes[part].contains(UInt8(ascii: "S")) || bytes[part].contains(UInt8(ascii: "E")) {
      throw unsupported("an exponent or significant digits", "a year of four digits")
    }
    let marks: [UInt8] = [UInt8(ascii: "~"), UInt8(ascii: "?"), UInt8(ascii: "%")]
    if bytes[part].contains(where: marks.contains) {
      throw unsupported("a mark on a part of the date", "the mark at its end, as in 2025-01~")
    }
  }

  /// The first and last possible day of the digits in a part, and their precision.
  private func days(
    _ part: Range<Int>, _ written: String
  ) throws(DateProblem) -> (Day, Day, Precision) {
    var index = part.lowerBound
    let isNegative = bytes[part].first == UInt8(ascii: "-")
    if isNegative { index += 1 }
    guard let yearField = field(4, at: &index, in: part) else { throw malformed }
    if isNegative && yearField.value == 0 && yearField.unspecified == 0 { throw malformed }
    let sign = isNegative ? -1 : 1
    guard index < part.upperBound else {
      return try year(yearField, sign)
    }
    guard yearField.unspecified == 0 else { throw unspecifiedInside }
    let year = sign * yearField.value
    guard separator(at: &index, in: part), let monthField = field(2, at: &index, in: part) else {
      throw malformed
    }
    if index == part.upperBound {
      return try month(monthField, year, written)
    }
    guard separator(at: &index, in: part), let dayField = field(2, at: &index, in: part),
      index == part.upperBound
    else { throw malformed }
    guard monthField.unspecified != 1, dayField.unspecified != 1 else { throw unspecifiedInside }
    if monthField.unspecified == 2 {
      guard dayField.unspecified == 2 else { throw unspecifiedInside }
      return try month(monthField, year, written)
    }
    if dayField.unspecified == 2 { return try month(monthField, year, written) }
    guard (1...12).contains(monthField.value) else {
      throw .noSuchMonth(written, month: monthField.value)
    }
    guard let day = Day(year, monthField.value, dayField.value) else {
      throw .noSuchDay(
        written, month: monthField.value, year: year,
        length: Day.length(ofMonth: monthField.value, inYear: year))
    }
    return (day, day, .day)
  }

  private var unspecifiedInside: DateProblem {
    .unsupported(
      text, feature: "an X in a place where level 1 of EDTF has none",
      instead: "201X, 20XX, 2004-XX, 2004-06-XX or 2004-XX-XX")
  }

  private func year(_ field: Field, _ sign: Int) throws(DateProblem) -> (Day, Day, Precision) {
    let span: (Int, Precision)
    switch field.unspecified {
    case 0: span = (1, .year)
    case 1: span = (10, .decade)
    case 2: span = (100, .century)
    default: throw unspecifiedInside
    }
    // The field's value has 0 for X; before year 0 the digits count backwards.
    let near = sign * field.value
    let far = sign * (field.value + span.0 - 1)
    guard let first = Day(min(near, far), 1, 1), let last = Day(max(near, far), 12, 31) else {
      throw malformed
    }
    return (first, last, span.1)
  }

  private func month(
    _ field: Field, _ year: Int, _ written: String
  ) throws(DateProblem) -> (Day, Day, Precision) {
    if field.unspecified == 2 {
      guard let first = Day(year, 1, 1), let last = Day(year, 12, 31) else { throw malformed }
      return (first, last, .year)
    }
    guard field.unspecified == 0 else { throw unspecifiedInside }
    if (21...41).contains(field.value) {
      throw .unsupported(
        text, feature: "a season or another part of the year",
        instead: "its months, as in [2001-03..2001-05], since a season's days depend on the place")
    }
    guard let first = Day(year, field.value, 1) else {
      throw .noSuchMonth(written, month: field.value)
    }
    let length = Day.length(ofMonth: field.value, inYear: year)
    return (first, first.advanced(by: length - 1), .month)
  }

  // MARK: - Widening

  /// One unit of the precision more on both sides, as far as years have four digits.
  private static func widened(_ first: Day, _ last: Day, _ precision: Precision) -> (Day, Day) {
    switch precision {
    case .day: return (first.advanced(by: -1), last.advanced(by: 1))
    case .month:
      let (year, month, _) = first.components
      let before = month == 1 ? Day(year - 1, 12, 1) : Day(year, month - 1, 1)
      let (after, next) = month == 12 ? (year + 1, 1) : (year, month + 1)
      let end = Day(after, next, Day.length(ofMonth: next, inYear: after))
      return (before ?? first, end ?? last)
    case .year, .decade, .century:
      let years = precision == .year ? 1 : precision == .decade ? 10 : 100
      return (
        Day(first.components.year - years, 1, 1) ?? first,
        Day(last.components.year + years, 12, 31) ?? last
      )
    }
  }

  // MARK: - Bytes

  private struct Field {
    var value: Int
    /// How many digits at the end are X.
    var unspecified: Int
  }

  /// Reads exactly so many digits, the last of which may be X.
  private func field(_ width: Int, at index: inout Int, in part: Range<Int>) -> Field? {
    guard index + width <= part.upperBound else { return nil }
    var field = Field(value: 0, unspecified: 0)
    for byte in bytes[index..<(index + width)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard field.unspecified == 0 else { return nil }
        field.value = field.value * 10 + Int(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "X"):
        field.value *= 10
        field.unspecified += 1
      default: return nil
      }
    }
    index += width
    return field
  }

  private func separator(at index: inout Int, in part: Range<Int>) -> Bool {
    guard index < part.upperBound, bytes[index] == UInt8(ascii: "-") else { return false }
    index += 1
    return true
  }
}
