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
  ///
  /// Text is always written in quotes then.
  public var isQuoted = false
  /// Whether two more columns give each row's period.
  public var periods = Periods.none
  /// The columns, by number, whose whole numbers may not be negative.
  public var unsignedColumns: Set<Int> = []
  /// A name for each column, for the header that is written and for errors; may be empty.
  public var columnNames: [String] = []
  /// What stands above rows on standard output, between two lines as Soufflé draws them.
  public var title: String?

  /// Creates the format of Soufflé's fact files.
  public init() {}
}

extension TableFormat {
  /// What keeps files from being read or written in this format.
  var mistake: TableProblem.Mistake? {
    let bytes = delimiter.utf8
    if bytes.isEmpty || bytes.contains(0x0A) || bytes.contains(0x0D) || bytes.contains(0)
      || isQuoted && bytes.contains(0x22)
    {
      return .delimiter(delimiter, isQuoted: isQuoted)
    }
    return nil
  }

  /// The names of the columns of a row, those of its period included.
  func header(_ relation: RelationSignature) -> [String] {
    var names = relation.columns.indices.map { column in
      columnNames.indices.contains(column) ? columnNames[column] : "c\(column + 1)"
    }
    if periods != .none { names += ["from", "to"] }
    return names
  }

  /// How errors name a column of a row: its number and, if it has one, its name.
  func label(_ column: Int, _ relation: RelationSignature) -> String {
    let isPeriod = column >= relation.columns.count
    guard isPeriod || columnNames.indices.contains(column) else { return "\(column + 1)" }
    return "\(column + 1) ('\(header(relation)[column])')"
  }
}
