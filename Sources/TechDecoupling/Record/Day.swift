/// A calendar day, without a time zone.
///
/// Days are counted in the proleptic Gregorian calendar. `Day(2026, 2, 29)` is nil: there is no
/// such day.
public struct Day: Hashable, Comparable, Sendable {
  /// The number of days since 1970-01-01, negative before it.
  public let number: Int32

  /// Creates the day with a number of days since 1970-01-01.
  public init(number: Int32) {
    self.number = number
  }

  /// Creates a day from its year, month and day of the month; nil if the calendar has no such day.
  public init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (-9999...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, inYear: year)
    else { return nil }
    self.init(number: Day.number(year, month, day))
  }

  /// The year, month and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Returns the day a number of days later, or earlier if negative.
  public func advanced(by days: Int) -> Day {
    Day(number: Int32(clamping: Int(number) + days))
  }

  public static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func length(ofMonth month: Int, inYear year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }
}

extension Day: CustomStringConvertible {
  /// The day in ISO 8601: `2026-02-25`.
  public var description: String {
    let (year, month, day) = components
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value.magnitude)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return (year < 0 ? "-" : "") + padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}

extension Day {
  /// Reads `2026-02-25`.
  public init(parsing text: String) throws {
    preconditionFailure("being written")
  }
}

extension Day: ExpressibleByStringLiteral {
  /// Creates a day from a literal such as `"2026-02-25"`.
  ///
  /// For literals in code only: a literal that is no day is a programmer's mistake and stops the
  /// program. Text from users goes through ``init(parsing:)``.
  public init(stringLiteral text: String) {
    guard let day = try? Day(parsing: text) else {
      preconditionFailure("'\(text)' is not a day; write one such as \"2026-02-25\"")
    }
    self = day
  }
}
