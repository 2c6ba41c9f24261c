/// How a file of rows is written: one row a line, columns separated.
///
/// The default is Soufflé's: tab-separated, no header, no quotes.
public struct TableFormat: Hashable, Sendable {
  /// How the two last columns of a row give the period in which it holds, both days included.
  public enum Periods: Hashable, Sendable {
    /// There are no such columns: every row holds on every day.
    case none
    /// Dates, `2025-03-01`; `..` is an open end.
    case dates
    /// Numbers of days since 1970-01-01; `..` is an open end.
    case dayNumbers
  }
  /// What stands between columns; at least one character, no line break.
  public var delimiter = "\t"
  /// Whether the first line names the columns.
  public var hasHeader = false
  /// Whether a column may be quoted as RFC 4180 says.
  public var isQuoted = false
  /// Whether two more columns give each row's period.
  public var periods = Periods.none
  /// The columns, by number, whose whole numbers may not be negative.
  public var unsignedColumns: Set<Int> = []

  /// Creates the format of Soufflé's fact files.
  public init() {}
}
