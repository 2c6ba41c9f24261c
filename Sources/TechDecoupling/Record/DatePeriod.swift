/// A period as sources give it: an EDTF interval, each end itself a range of days.
///
/// `2022-10/2024-03` is all days from some day of October 2022 to some day of March 2024; written
/// ends are included. `2022-10/..` is still so, `../2023` has been so as far back as the horizon
/// goes; in `2022-10/` and `/2024` the empty end exists and is not known. An end is a date as
/// ``DateRange`` lists it.
public struct DatePeriod: Hashable, Sendable {
  /// The first or last day of a period, as far as it is known.
  public enum End: Hashable, Sendable {
    /// A day out of a range.
    case date(DateRange)
    /// `..`: as far as the horizon goes; still so.
    case open
    /// Empty: there is an end, and it is not known.
    case unknown
  }

  /// The first day.
  public let start: End
  /// The last day.
  public let end: End

  init(start: End, end: End) {
    self.start = start
    self.end = end
  }

  /// Creates a period of known days, both included; nil for an open end, nil if none lies in it.
  public init?(from first: Day?, to last: Day?) {
    if let first, let last, last < first { return nil }
    self.init(
      start: first.map { .date(DateRange($0)) } ?? .open,
      end: last.map { .date(DateRange($0)) } ?? .open)
  }

  /// Reads an EDTF interval.
  ///
  /// - Throws: ``DateProblem``; a single date is refused with the interval of its days as a hint.
  public init(parsing text: String) throws(DateProblem) {
    self = try DateReader(text, as: .period).interval()
  }
}

extension DatePeriod: CustomStringConvertible {
  /// The period in canonical EDTF.
  public var description: String { "\(text(of: start))/\(text(of: end))" }

  private func text(of end: End) -> String {
    switch end {
    case .date(let date): date.text
    case .open: ".."
    case .unknown: ""
    }
  }
}

extension DatePeriod: Codable {
  /// Reads the period from one string of EDTF.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the period as one string of EDTF.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension DatePeriod: ExpressibleByStringLiteral {
  /// Creates a period from a literal such as `"2022-10/.."`.
  ///
  /// For literals in code only: a literal that is no period is a programmer's mistake and stops
  /// the program. Text from users goes through ``init(parsing:)``.
  public init(stringLiteral text: String) {
    do throws(DateProblem) {
      try self.init(parsing: text)
    } catch {
      preconditionFailure(error.description)
    }
  }
}
