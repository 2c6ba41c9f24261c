/// Something in a foreign file that cannot be placed in a record.
///
/// A row or a value that cannot be placed is left and noted in the ``ImportReport``; what keeps a
/// file from being read at all is thrown as an ``ImportError``.
public struct ImportProblem: Diagnostic {
  /// What is wrong.
  public enum Mistake: Hashable, Sendable {
    /// The file has no column of a name that the reader needs.
    case missingColumn(String, nearest: String?, columns: [String])
    /// Two columns have one name.
    case repeatedColumn(String)
    /// A cell is empty whose value is needed.
    case empty(column: String)
    /// No country is called so.
    case unknownCountry(String, column: String, nearest: String?)
    /// A text is no date or period.
    case date(String, column: String, DateProblem)
    /// A text is no number, or not of the kind that is needed.
    case number(String, column: String, expected: String)
    /// A value refers to something that was not taken.
    case unknownReference(String, column: String, to: String)
    /// Cells with several values do not have equally many, so that none belongs to another.
    case unequalLists(columns: [String], counts: [Int])
    /// A text has no letter and no digit of which an id could be made.
    case noID(String, column: String)
    /// A second row with the key of another says something else.
    case repeatedKey(String, firstLine: Int?)
    /// Two names would have one id.
    case sameID(String, names: [String])
    /// A record of the file is of another kind than those that are read.
    case otherRecord(String, reads: String)
    /// A row or file is no table of the kind that is read.
    case table(TableProblem)
    /// A file of JSON has a mistake.
    case reading(ReadingProblem)
    /// The file cannot be read.
    case file(FileProblem)
  }

  /// What is wrong.
  public let mistake: Mistake
  /// Where it is.
  public let place: Place

  /// Creates a problem.
  public init(_ mistake: Mistake, at place: Place) {
    self.mistake = mistake
    self.place = place
  }

  /// The code of the documentation's list.
  public var code: String {
    switch mistake {
    case .missingColumn: "TD901"
    case .repeatedColumn: "TD902"
    case .empty: "TD903"
    case .unknownCountry: "TD904"
    case .date: "TD905"
    case .number: "TD906"
    case .unknownReference: "TD907"
    case .unequalLists: "TD908"
    case .noID: "TD909"
    case .repeatedKey: "TD910"
    case .sameID: "TD911"
    case .otherRecord: "TD912"
    case .table(let problem): problem.code
    case .reading(let problem): problem.code
    case .file(let problem): problem.code
    }
  }

  /// What was found, what was expected, and what to do.
  public var message: String {
    switch mistake {
    case .missingColumn(let name, let nearest, let columns):
      let next =
        nearest.map { "did you mean '\($0)'?" }
        ?? "its columns are \(ReadingProblem.list(columns.map(excerpt)))"
      return "the file has no column '\(excerpt(name))'; \(next)"
    case .repeatedColumn(let name):
      return "two columns are named '\(excerpt(name))'; rename one"
    case .empty(let column):
      return "the column '\(column)' is empty; what needs it is not taken"
    case .unknownCountry(let text, let column, let nearest):
      let next =
        nearest.map { "did you mean '\($0)'?" }
        ?? "write an ISO 3166 code of two or three letters, or an English name"
      return "'\(excerpt(text))' in the column '\(column)' is no country; \(next)"
    case .date(_, let column, let problem):
      return "the column '\(column)' has no date: \(problem.message)"
    case .number(let text, let column, let expected):
      return
        "'\(excerpt(text))' in the column '\(column)' is no number that fits; write \(expected)"
    case .unknownReference(let text, let column, let noun):
      return "'\(excerpt(text))' in the column '\(column)' names \(noun) that was not taken;"
        + " see why above, or add it"
    case .unequalLists(let columns, let counts):
      let lists = zip(columns, counts).map { "\($1) in '\($0)'" }.joined(separator: " and ")
      return "the values do not pair: \(lists); give equally many, or one row each"
    case .noID(let text, let column):
      return "no id can be made of '\(excerpt(text))' in the column '\(column)';"
        + " ids have a letter or a digit"
    case .repeatedKey(let key, let line):
      let first = line.map { " of line \($0)" } ?? ""
      return "'\(excerpt(key))' is given again and says something else than the first\(first);"
        + " the first is taken, so correct one"
    case .sameID(let id, let names):
      return "\(ReadingProblem.list(names.map(excerpt))) would have one id, '\(id)';"
        + " the first is taken, so rename one"
    case .otherRecord(let found, let reads):
      return "found \(found) where \(reads) is read; it is left as it is"
    case .table(let problem): return problem.message
    case .reading(let problem): return problem.message
    case .file(let problem): return problem.message
    }
  }

  /// The place, the code and the message, as a report has them.
  public var description: String { ImportReport.Left(self, at: shownPlace).description }

  /// The place, if the message does not name it.
  private var shownPlace: Place {
    switch mistake {
    case .table, .reading, .file: Place()
    default: place
    }
  }
}

/// What keeps a file from being read at all; nothing is taken then.
public struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one problem.
  public let problems: [ImportProblem]

  /// Creates an error.
  public init(_ problems: [ImportProblem]) { self.problems = problems }

  /// One line for each problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
