/// A row of a file that cannot be read, or a row that cannot be written.
public struct TableProblem: Diagnostic {
  /// What is wrong.
  public enum Mistake: Hashable, Sendable {
    /// A row has too many columns or too few.
    case columnCount(found: Int, expected: Int, delimiter: String)
    /// A text stands where a whole number is meant.
    case notNumber(String)
    /// A number does not fit into 64 bits.
    case numberRange(String)
    /// A negative number stands in a column of numbers that may not be.
    case negative(String)
    /// A text stands where a decimal is meant.
    case notDecimal(String)
    /// A decimal has more than six places.
    case places(String)
    /// A text stands where a day is meant.
    case notDay(String, reason: DateProblem)
    /// A text stands where the number of a day is meant.
    case notDayNumber(String)
    /// A row's period ends before it starts.
    case reversed(from: String, to: String)
    /// A text is not UTF-8.
    case encoding(String, byte: UInt8)
    /// A text holds the character U+0000.
    case null(String)
    /// An entity has no id.
    case emptyID
    /// A row of a relation without columns is written otherwise than `()`.
    case notUnit(String)
    /// A quote that is never closed.
    case openQuote
    /// Something stands between a closing quote and the next column.
    case afterQuote(String)
    /// A row is longer than rows may be.
    case rowLength(limit: Int)
    /// The file is compressed.
    case compressed
    /// No delimiter, or one that cannot be told from what it separates.
    case delimiter(String, isQuoted: Bool)
    /// There are more different texts or numbers than codes.
    case tooManyValues
    /// A text cannot be written without quotes.
    case needsQuotes(String)
    /// A text cannot be written at all.
    case unwritable(String)
    /// Atoms whose days are imprecise, the first of them, and how many there are.
    case imprecise([Atom], count: Int)
    /// A file's name leads out of its folder.
    case outside(name: String, folder: String)
    /// Two relations would be written to one file.
    case sameFile(name: String, other: String)
    /// A row's period names a day that does not exist in the evaluation.
    case outsideHorizon(Day, Horizon)
    /// The file cannot be opened, read or written.
    case file(FileProblem)
  }

  /// What is wrong.
  public let mistake: Mistake
  /// The relation whose rows are read or written.
  public let relation: String
  /// The column of the row, from 1, with its name if it has one; nil if the whole row is meant.
  public let column: String?
  /// File, line and column.
  public let place: Place
  /// The line of rule text that asks for the file, if one does.
  public let directive: SourceLocation?

  /// Creates a problem.
  init(
    _ mistake: Mistake, relation: String, column: String? = nil, at place: Place = Place(),
    askedBy directive: SourceLocation? = nil
  ) {
    self.directive = directive
    self.mistake = mistake
    self.relation = relation
    self.column = column
    self.place = place
  }

  /// The code of the documentation's list.
  public var code: String {
    switch mistake {
    case .columnCount: "TD770"
    case .notNumber: "TD771"
    case .numberRange: "TD772"
    case .negative: "TD773"
    case .notDecimal: "TD774"
    case .places: "TD775"
    case .notDay: "TD776"
    case .notDayNumber: "TD777"
    case .reversed: "TD778"
    case .encoding: "TD779"
    case .null: "TD780"
    case .emptyID: "TD781"
    case .notUnit: "TD782"
    case .openQuote: "TD783"
    case .afterQuote: "TD784"
    case .rowLength: "TD785"
    case .compressed: "TD786"
    case .delimiter: "TD787"
    case .tooManyValues: "TD788"
    case .needsQuotes: "TD789"
    case .unwritable: "TD790"
    case .imprecise: "TD791"
    case .outside: "TD792"
    case .outsideHorizon: "TD793"
    case .sameFile: "TD794"
    case .file(let problem): problem.code
    }
  }

  /// What was found, where, what was expected, and what to do.
  public var message: String {
    let column = column.map { "column \($0) of '\(relation)'" } ?? "'\(relation)'"
    switch mistake {
    case .columnCount(let found, let expected, let delimiter):
      return "found \(TableProblem.count(found)) at \(place) where '\(relation)' has \(expected);"
        + " columns are separated by \(TableProblem.name(delimiter))"
    case .notNumber(let text):
      return "'\(shown(text))' is no whole number in \(column) at \(place);"
        + " write digits, as in 12 or -3"
    case .numberRange(let text):
      return "'\(shown(text))' is out of range in \(column) at \(place);"
        + " numbers have 64 bits, so give it in a larger unit"
    case .negative(let text):
      return "'\(shown(text))' is negative in \(column) at \(place);"
        + " the column is declared 'unsigned', so write 0 or more or declare it 'number'"
    case .notDecimal(let text):
      return "'\(shown(text))' is no decimal in \(column) at \(place);"
        + " write one such as 5.92 or -3"
    case .places(let text):
      return "'\(shown(text))' has more than six places in \(column) at \(place);"
        + " nothing is rounded, so round it or give it in a smaller unit"
    case .notDay(_, let reason):
      return "no day is given in \(column) at \(place): \(reason.message)"
    case .notDayNumber(let text):
      return "'\(shown(text))' is no number of a day in \(column) at \(place);"
        + " write days since 1970-01-01, from -2147483647 to 2147483645, or '..'"
    case .reversed(let from, let to):
      return "the period of a row of '\(relation)' starts on \(from) and ends on \(to) at \(place);"
        + " both days are included, so an end is not before its start"
    case .encoding(let text, let byte):
      let hex = String(byte, radix: 16, uppercase: true)
      return "byte 0x\(hex.utf8.count < 2 ? "0" : "")\(hex) in '\(shown(text))' is not UTF-8"
        + " in \(column) at \(place); save the file as UTF-8"
    case .null(let text):
      return "'\(shown(text))' holds the character U+0000 in \(column)"
        + " at \(place); remove it"
    case .emptyID:
      return "no id is given in \(column) at \(place); write the id of an entity"
    case .notUnit(let text):
      return "found '\(shown(text))' at \(place) where a row of '\(relation)' is '()';"
        + " the relation has no columns"
    case .openQuote:
      return "a quote is never closed in \(column) at \(place);"
        + " close it, and write a quote within quotes twice"
    case .afterQuote(let text):
      return "'\(shown(text))' follows a closing quote in \(column) at \(place);"
        + " write a quote within quotes twice"
    case .rowLength(let limit):
      return "a row of '\(relation)' is longer than \(limit) bytes at \(place);"
        + " check that lines end with a line feed"
    case .compressed:
      return "\(place) is compressed and cannot be read as rows of '\(relation)';"
        + " decompress it first"
    case .delimiter(let text, let isQuoted):
      return "\(TableProblem.name(text)) cannot separate the columns of '\(relation)';"
        + " use a character or more, without line break\(isQuoted ? " and quote" : "")"
    case .tooManyValues:
      return "the facts hold more different values than can be told apart at \(place);"
        + " split the rows of '\(relation)'"
    case .needsQuotes(let text):
      return "'\(shown(text))' in \(column) cannot be written to \(place)"
        + " without quotes; write the file with rfc4180=true"
    case .unwritable(let text):
      return "'\(shown(text))' in \(column) holds the character U+0000"
        + " and cannot be written to \(place); remove it"
    case .imprecise(let atoms, let count):
      let names = atoms.map { "'\($0)'" }.joined(separator: ", ")
      let more = count > atoms.count ? " and \(count - atoms.count) more" : ""
      return "the days of \(names)\(more) are imprecise, and a file of rows gives one period;"
        + " choose the certain or the conceivable days"
    case .outside(let name, let folder):
      return "'\(shown(name))' leads out of the folder '\(shown(folder))';"
        + " name a file inside of it" + asking
    case .sameFile(let name, let other):
      return "'\(relation)' and '\(other)' would both be written to '\(shown(name))';"
        + " a file holds the rows of one relation, so rename one"
    case .outsideHorizon(let day, let horizon):
      return "a row of '\(relation)' names the day \(day), and the horizon is"
        + " \(horizon.from) to \(horizon.until.advanced(by: -1));"
        + " evaluate under a wider one, or write '..' for an open end"
    case .file(let problem):
      return problem.message + asking
    }
  }

  /// A text of a file as a message shows it: cut, and without characters that act on a terminal.
  private func shown(_ text: String) -> String { excerpt(TableProblem.visible(text)) }

  /// Which line of rule text asks for the file.
  private var asking: String { directive.map { "; \($0) asks for it" } ?? "" }

  /// The problem of a transfer, under the relation's name in rule text.
  func of(_ transfer: RuleProgram.Transfer) -> TableProblem {
    TableProblem(
      mistake, relation: transfer.relation, column: column, at: place, askedBy: transfer.location)
  }

  private static func count(_ columns: Int) -> String {
    columns == 1 ? "1 column" : "\(columns) columns"
  }

  private static func name(_ delimiter: String) -> String {
    delimiter == "\t" ? "a tab" : "'\(visible(delimiter))'"
  }

  /// The text with characters that a line does not show written as `\u{9}`.
  private static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// The mistakes of a file of rows, in the order of lines.
///
/// A file is taken whole or not at all.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one problem; of many unreadable rows the first hundred.
  public let problems: [TableProblem]
  /// How many rows have a problem.
  public let count: Int

  /// Creates an error.
  init(_ problems: [TableProblem], count: Int? = nil) {
    self.problems = problems
    self.count = count ?? problems.count
  }

  /// One problem a line, and how many more there are.
  public var description: String {
    var lines = problems.map(\.description)
    if count > problems.count { lines.append("… and \(count - problems.count) more rows") }
    return lines.joined(separator: "\n")
  }
}
