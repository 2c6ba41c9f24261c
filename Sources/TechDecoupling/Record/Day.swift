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
    // Counted from 0000-03-01, so that leap days end a year; an era is 400 years.
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
    let (sum, isOverflow) = Int(number).addingReportingOverflow(days)
    return Day(number: isOverflow ? (days < 0 ? .min : .max) : Int32(clamping: sum))
  }

  /// Returns how many days later another day is, negative if it is earlier.
  public func distance(to other: Day) -> Int {
    Int(other.number) - Int(number)
  }

  /// Orders by time.
  public static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }

  /// The day before and the day after, as far as days are counted.
  var previous: Day { advanced(by: -1) }
  var next: Day { advanced(by: 1) }

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
    guard 0...9_999 ~= year else {
      func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value.magnitude)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
      }
      return (year < 0 ? "-" : "") + padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
    return String(unsafeUninitializedCapacity: 10) { buffer in
      func put(_ value: Int, at end: Int, _ width: Int) {
        var rest = value
        for index in 1...width {
          // Safe: every index is below 10, the capacity.
          buffer[end - index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
      }
      put(year, at: 4, 4)
      buffer[4] = UInt8(ascii: "-")
      put(month, at: 7, 2)
      buffer[7] = UInt8(ascii: "-")
      put(day, at: 10, 2)
      return 10
    }
  }
}

extension Day {
  /// Reads bytes such as `2026-02-25`; nil if they have another form, or the calendar no such day.
  init?(plain bytes: some Collection<UInt8>) {
    guard bytes.count == 10 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    var index = 0
    for byte in bytes {
      switch index {
      case 4, 7: if byte != UInt8(ascii: "-") { return nil }
      default:
        guard 0x30...0x39 ~= byte else { return nil }
        let digit = Int(byte) - 0x30
        switch index {
        case ..<4: numbers.year = numbers.year * 10 + digit
        case ..<7: numbers.month = numbers.month * 10 + digit
        default: numbers.day = numbers.day * 10 + digit
        }
      }
      index += 1
    }
    self.init(numbers.year, numbers.month, numbers.day)
  }
}

extension Day {
  /// Reads a day of the calendar, such as `2026-02-25`.
  ///
  /// - Throws: ``DateProblem``; a month, a year or a range is no day.
  public init(parsing text: String) throws(DateProblem) {
    if let day = Day(plain: text.utf8) {
      self = day
      return
    }
    let reader = DateReader(text, as: .day)
    let count = reader.bytes.count
    guard count == 10 || (count == 11 && reader.bytes.first == UInt8(ascii: "-")) else {
      throw reader.malformed
    }
    let date = try reader.simpleDate(0..<count)
    guard let day = date.first, date.isExact else { throw reader.malformed }
    self = day
  }

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Day: Codable {
  /// Reads the day from a string such as `2026-02-25`.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the day as a string such as `2026-02-25`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
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
