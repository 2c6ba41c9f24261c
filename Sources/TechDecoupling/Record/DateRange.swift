/// A date as sources give it: one day out of a range of possible days.
///
/// Written in EDTF: level 1, and level 2's one-of.
///
/// | written | days |
/// |---|---|
/// | `2026-02-25` | that day |
/// | `2025-01`, `2022` | a day of the month, of the year |
/// | `201X`, `20XX`, `2004-XX`, `2004-06-XX`, `2004-XX-XX` | a day of the decade, century, year, month, year |
/// | `2022~`, `2025-01?`, `2026-02-25%` | one unit of precision more on both sides: 2021 to 2023, 2024-12 to 2025-02, 02-24 to 02-26 |
/// | `[2026-02-23..2026-03-01]` | a day of these |
/// | `[..2026-02-25]`, `[2026-02..]` | on or before that day; in that month or later |
/// | `[2026-02-23,2026-02-24]` | a day of these; members must leave no day out between them |
///
/// Refused, each with a hint: intervals, times of day, seasons (their days depend on the place),
/// years with the prefix `Y`, exponents, sets in braces, sets with gaps. Two dates are equal if
/// they are written the same; compare ``first`` and ``last`` for the days.
public struct DateRange: Hashable, Sendable {
  /// How the date is written, so that the text of most is made only when it is asked for.
  private enum Writing: Hashable, Sendable {
    /// A day, or a one-of set from a day to another.
    case days
    /// A year and a month.
    case month
    /// A year.
    case year
    /// Otherwise, or with days that are no days of a calendar.
    case text(Written)
  }

  private let firstNumber: Int32
  private let lastNumber: Int32
  private let writing: Writing

  /// The first possible day, nil if open.
  public var first: Day? {
    if case .text(let written) = writing { return written.first }
    return firstNumber == .min ? nil : Day(number: firstNumber)
  }

  /// The last possible day (included), nil if open.
  public var last: Day? {
    if case .text(let written) = writing { return written.last }
    return lastNumber == .max ? nil : Day(number: lastNumber)
  }

  /// The date as it was written, canonical EDTF.
  public var text: String {
    switch writing {
    case .days: Self.text(first, last)
    case .month: String(Day(number: firstNumber).description.prefix(7))
    case .year: String(Day(number: firstNumber).description.prefix(4))
    case .text(let written): written.text
    }
  }

  init(first: Day?, last: Day?, text: String) {
    let utf8 = text.utf8
    let writing: Writing
    if first == last, let first, text == first.description {
      writing = .days
    } else if let final = utf8.last, 0x30...0x39 ~= final, utf8.first != UInt8(ascii: "-"),
      utf8.count == 4 || utf8.count == 7
    {
      writing = utf8.count == 4 ? .year : .month
    } else if utf8.first == UInt8(ascii: "["), text == Self.text(first, last) {
      writing = .days
    } else {
      writing = .text(Written(first, last, text))
    }
    self.init(first, last, writing)
  }

  private init(_ first: Day?, _ last: Day?, _ writing: Writing) {
    var writing = writing
    if case .text = writing {
    } else if first?.number == .min || last?.number == .max {
      writing = .text(Written(first, last, Self.text(first, last)))
    }
    firstNumber = first?.number ?? .min
    lastNumber = last?.number ?? .max
    self.writing = writing
  }

  private static func text(_ first: Day?, _ last: Day?) -> String {
    if let first, first == last { return first.description }
    return "[\(first.map { $0.description } ?? "")..\(last.map { $0.description } ?? "")]"
  }

  /// A text that its days do not give, with these.
  private final class Written: Hashable, Sendable {
    let first: Day?
    let last: Day?
    let text: String

    init(_ first: Day?, _ last: Day?, _ text: String) {
      self.first = first
      self.last = last
      self.text = text
    }

    static func == (left: Written, right: Written) -> Bool {
      left === right
        || (left.text == right.text && left.first == right.first && left.last == right.last)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }

  /// Creates the date that is one known day.
  public init(_ day: Day) {
    self.init(day, day, .days)
  }

  /// Creates the date that is one day of a range, both days included; nil if none is.
  public init?(from first: Day?, to last: Day?) {
    if let first, let last, last < first { return nil }
    if first == nil && last == nil { return nil }
    self.init(first, last)
  }

  init(_ first: Day?, _ last: Day?) {
    self.init(first, last, .days)
  }

  /// Reads a date in EDTF, as the type's documentation lists it.
  ///
  /// - Throws: ``DateProblem`` for everything else; an interval is refused with a hint.
  public init(parsing text: String) throws(DateProblem) {
    if let day = Day(plain: text.utf8) {
      self.init(day)
      return
    }
    let reader = DateReader(text, as: .date)
    if reader.bytes.contains(UInt8(ascii: "/")) {
      // What lies between the ends of an interval is what its writer may have meant.
      let period = try? DatePeriod(parsing: text)
      var hint: String?
      if case .date(let from)? = period?.start, case .date(let to)? = period?.end,
        let first = from.first, let last = to.last
      {
        hint = DateRange(first, last).text
      }
      throw .intervalForDate(text, hint: hint)
    }
    self = try reader.date(0..<reader.bytes.count)
  }

  /// Whether the day is known.
  public var isExact: Bool {
    if case .text = writing { return first != nil && first == last }
    return firstNumber == lastNumber
  }

  /// Whether a day is one of the possible ones.
  public func contains(_ day: Day) -> Bool {
    (first.map { $0 <= day } ?? true) && (last.map { day <= $0 } ?? true)
  }
}

extension DateRange: CustomStringConvertible {
  /// The date in canonical EDTF.
  public var description: String { text }
}

extension DateRange: Codable {
  /// Reads the date from one string of EDTF.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the date as one string of EDTF.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension DateRange: ExpressibleByStringLiteral {
  /// Creates a date from a literal such as `"2025-01"`.
  ///
  /// For literals in code only: a literal that is no date is a programmer's mistake and stops the
  /// program. Text from users goes through ``init(parsing:)``.
  public init(stringLiteral text: String) {
    do throws(DateProblem) {
      try self.init(parsing: text)
    } catch {
      preconditionFailure(error.description)
    }
  }
}
