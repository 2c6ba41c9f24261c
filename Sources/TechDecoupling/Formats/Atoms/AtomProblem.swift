/// A mistake in the text of an atom.
public enum AtomProblem: Diagnostic {
  /// The text is not `relation(term, …)`.
  case malformed(found: String, expected: String, column: Int)
  /// No relation has this name.
  case unknownRelation(name: String, nearest: String?, column: Int)
  /// The relation has another number of columns.
  case wrongArity(relation: String, columns: [String], found: Int, column: Int)
  /// A term is not of its column's type.
  case wrongTerm(relation: String, number: Int, expected: String, found: String, column: Int)
  /// A day that the calendar does not have.
  case date(DateProblem, column: Int)

  /// A name or alias that several entities have.
  case ambiguousName(String, ids: [String], column: Int)

  /// The code of the documentation's list.
  public var code: String {
    switch self {
    case .malformed: "TD130"
    case .unknownRelation: "TD131"
    case .wrongArity: "TD132"
    case .wrongTerm: "TD133"
    case .date(let problem, _): problem.code
    case .ambiguousName: "TD134"
    }
  }

  /// The character at which the mistake is, from 1.
  public var column: Int {
    switch self {
    case .malformed(_, _, let column), .unknownRelation(_, _, let column),
      .wrongArity(_, _, _, let column), .wrongTerm(_, _, _, _, let column),
      .date(_, let column), .ambiguousName(_, _, let column):
      column
    }
  }

  /// The sentence, with the character of the text as its place.
  public var message: String { message(at: "at character \(column)") }

  /// The sentence with a place of the caller's.
  func message(at place: String) -> String {
    switch self {
    case .malformed(let found, let expected, _):
      return "expected \(expected), found \(found) \(place); "
        + "an atom is written 'relation(term, …)', text in double quotes"
    case .unknownRelation(let name, let nearest, _):
      let next =
        if name.contains("_"), nearest == name.replacingUnderscores {
          "names here have hyphens: write '\(name.replacingUnderscores)'"
        } else if let nearest {
          "did you mean '\(nearest)'?"
        } else {
          "correct the name or declare it under 'relations'"
        }
      return "unknown relation '\(name)' \(place); \(next)"
    case .wrongArity(let relation, let columns, let found, _):
      return "'\(relation)' has \(counted(columns.count, "column")) and is given "
        + "\(counted(found, "term")) \(place); "
        + "write '\(relation)(\(columns.joined(separator: ", ")))'"
    case .wrongTerm(let relation, let number, let expected, let found, _):
      return "term \(number) of '\(relation)' is \(found) \(place); "
        + "this column takes \(expected), or '_' where a wildcard is allowed"
    case .date(let problem, _):
      return "\(problem.message) (\(place))"
    case .ambiguousName(let name, let ids, _):
      return
        "'\(name)' is a name of \(ReadingProblem.list(ids)) \(place); write the id that is meant"
    }
  }
}

extension String {
  /// The name with hyphens where it has underscores.
  var replacingUnderscores: String {
    String(map { $0 == "_" ? "-" : $0 })
  }
}

/// A number with its noun, in the plural if it is not one.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
