/// Why a text is not a day, date or period.
public enum DateProblem: Diagnostic {
  /// The text has another form than the one meant.
  case malformed(String, expected: Form)
  /// The calendar has no such day.
  case noSuchDay(String, month: Int, year: Int, length: Int)
  /// A year has no such month.
  case noSuchMonth(String, month: Int)
  /// An interval stands where one day out of a range is meant.
  case intervalForDate(String, hint: String?)
  /// A single date stands where a period is meant.
  case dateForPeriod(String, hint: String)
  /// The end comes before the start.
  case reversed(String, start: String, end: String)
  /// A form of EDTF that is not read.
  case unsupported(String, feature: String, instead: String)
  /// A one-of set names days with others between them.
  case gap(String, hint: String)

  /// What was meant to be read.
  public enum Form: String, Hashable, Sendable {
    /// A day of the calendar.
    case day
    /// One day out of a range.
    case date
    /// An interval of days.
    case period
  }

  /// The code, from `TD401` on.
  public var code: String {
    switch self {
    case .malformed: "TD401"
    case .noSuchDay: "TD402"
    case .noSuchMonth: "TD403"
    case .intervalForDate: "TD404"
    case .dateForPeriod: "TD405"
    case .reversed: "TD406"
    case .unsupported: "TD407"
    case .gap: "TD408"
    }
  }

  /// What is wrong with the text, and how to write what was meant.
  public var message: String {
    switch self {
    case .malformed(let text, .day):
      "'\(excerpt(text))' is not a day; write year, month and day, as in 2026-02-25"
    case .malformed(let text, .date):
      "'\(excerpt(text))' is not a date; write one in EDTF, as in 2026-02-25, 2025-01, 2022, 2022~"
        + " or [2026-02-23..2026-03-01]"
    case .malformed(let text, .period):
      "'\(excerpt(text))' is not a period; write an EDTF interval, as in 2022-10/2024-03, or"
        + " 2022-10/.. if it is still so"
    case .noSuchDay(let text, let month, let year, let length):
      "'\(text)' does not exist: \(Day.monthNames[month - 1]) \(year) has \(length) days; write one"
        + " of them, or the month alone if the day is not known"
    case .noSuchMonth(let text, let month):
      "'\(text)' does not exist: there is no month \(month), a year has months 01 to 12; write one"
        + " of them, or the year alone if the month is not known"
    case .intervalForDate(let text, let hint):
      "'\(excerpt(text))' is an interval, and the date of an event is one day; write"
        + " \(hint.map { "\($0) for a day that is not known better" } ?? "a date or a one-of set")"
    case .dateForPeriod(let text, let hint):
      "'\(excerpt(text))' is a single date, and a period has a start and an end; write \(hint)"
    case .reversed(let text, let start, let end):
      "'\(excerpt(text))' ends on \(end), before it starts on \(start); exchange the ends"
    case .unsupported(let text, let feature, let instead):
      "'\(excerpt(text))' has \(feature), which is not read; write \(instead)"
    case .gap(let text, let hint):
      "'\(excerpt(text))' leaves out days between the ones it names, and a date is one day out of an"
        + " unbroken range; write \(hint)"
    }
  }
}

/// Long text from outside, cut for a message.
func excerpt(_ text: String) -> String {
  let limit = 80
  let start = text.unicodeScalars.prefix(limit + 1)
  guard start.count > limit else { return text }
  return String(String.UnicodeScalarView(start.prefix(limit))) + "…"
}
