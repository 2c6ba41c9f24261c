/// A question that findings cannot answer as it is put.
public enum QueryError: Diagnostic {
  /// An atom with a wildcard, a variable or a parameter where one with values only is asked.
  case notGround(atom: String)
  /// A day that the horizon does not contain.
  case outsideHorizon(day: Day, horizon: Horizon)
  /// A relation that neither the record nor the rules know, with the nearest that they do.
  case unknownRelation(name: String, nearest: String?)
  /// More or fewer terms than the relation has columns.
  case wrongArity(atom: String, expected: Int, found: Int)
  /// A term of another type than its column.
  case wrongType(atom: String, column: Int, expected: String, found: String)
  /// A question about why something holds that does not.
  case nothingToExplain(atom: String, day: Day)
  /// A question about why something does not hold that does.
  case nothingMissing(atom: String, holding: String, day: Day)
  /// A pattern of candidates that stands for more atoms than are tried.
  case tooManyCandidates(pattern: String, limit: Int)
  /// A graph of a relation that has no column of entities, or not the one that is asked for.
  case noEntity(relation: String, column: Int?)

  /// The code.
  public var code: String {
    switch self {
    case .notGround: "TD601"
    case .outsideHorizon: "TD602"
    case .unknownRelation: "TD603"
    case .wrongArity: "TD604"
    case .wrongType: "TD605"
    case .nothingToExplain: "TD606"
    case .nothingMissing: "TD607"
    case .tooManyCandidates: "TD608"
    case .noEntity: "TD620"
    }
  }

  /// What happened, the law broken and the next step.
  public var message: String {
    switch self {
    case .notGround(let atom):
      "'\(atom)' has a term that is no value; a verdict is for one atom;"
        + " put a value in each column, or ask 'atoms(matching:on:)'"
    case .outsideHorizon(let day, let horizon):
      "\(day) lies outside the horizon, \(horizon.from) to \(horizon.until.advanced(by: -1));"
        + " only days inside it are evaluated; ask another day, or evaluate with a wider horizon"
    case .unknownRelation(let name, let nearest):
      "neither the record nor the rules know a relation '\(name)';"
        + " a question is about one that they know; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "see 'relations' for their names")
    case .wrongArity(let atom, let expected, let found):
      "'\(atom)' has \(found) \(found == 1 ? "term" : "terms"); its relation has \(expected)"
        + " \(expected == 1 ? "column" : "columns"); give each column one term"
    case .wrongType(let atom, let column, let expected, let found):
      "term \(column + 1) of '\(atom)' is \(found); its column holds \(expected);"
        + " give a term of that type"
    case .nothingToExplain(let atom, let day):
      "'\(atom)' does not hold on \(day), not even conceivably; a proof is of what holds;"
        + " ask 'whyNot(_:on:)' for the reason, or its runs for the days on which it does"
    case .nothingMissing(let atom, let holding, let day):
      "\(atom == holding ? "'\(atom)'" : "'\(atom)' is matched by '\(holding)', which") holds on"
        + " \(day); what is missing is asked of what does not hold;"
        + " ask 'explain(_:on:)' for its proof"
    case .tooManyCandidates(let pattern, let limit):
      "'\(pattern)' stands for more than \(limit) atoms; each is a change that may be tried;"
        + " put a value in a column that has many"
    case .noEntity(let relation, nil):
      "'\(relation)' has no column of entities; a graph draws what holds of entities;"
        + " write its rows as a table"
    case .noEntity(let relation, let column?):
      "'\(relation)' has no entities in column \(column) (counted from 0); an edge joins two columns"
        + " of entities; name one, or none for the first two"
    }
  }
}
