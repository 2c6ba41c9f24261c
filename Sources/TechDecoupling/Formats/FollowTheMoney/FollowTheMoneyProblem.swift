/// Something that FollowTheMoney cannot say of a record, or that a record cannot say of an entity of
/// FollowTheMoney, and why it was left.
public enum FollowTheMoneyProblem: Diagnostic {
  /// An entity whose kinds have no schema.
  case noSchema(kinds: [String])
  /// An entity whose id cannot be written.
  case noID
  /// A run of an atom without two entities that have schemata.
  case noLink(String)
  /// A run that is only conceivable.
  case conceivable(String)
  /// A country of an entity on some days alone.
  case countryOnDays(String)
  /// An entry that is more than an event which sources assert.
  case entry(String)
  /// A date that is no day, month or year.
  case date(String)
  /// An entity of a schema that has no place in a record.
  case notPlaced(schema: String)
  /// A property that is needed, or one with another value than it can have.
  case property(String, schema: String, expected: String)
  /// Properties of an entity that was taken, for which a record has no place.
  case properties([String], schema: String)
  /// A link in a role that is no relation.
  case unknownRole(String, nearest: String?)
  /// A reference to something that was not taken.
  case unknownReference(String, property: String)
  /// A reference to an entity of another kind than the relation has.
  case wrongKind(String, relation: String, expected: String)
  /// A line that is neither an entity nor a statement.
  case otherLine
  /// Statements on one entity whose schemata are not of one line of descent.
  case schemata([String])
  /// A name or alias without a character.
  case emptyValue(property: String)
  /// A line that is not JSON.
  case syntax(ReadingProblem)
  /// A row of a table that cannot be read, or a line that is no text.
  case table(TableProblem)
  /// What was taken cannot be together in one record.
  case joining(ChronicleProblem)

  /// The code of the documentation's list.
  public var code: String {
    switch self {
    case .noSchema: "TD960"
    case .noID: "TD961"
    case .noLink: "TD962"
    case .conceivable: "TD963"
    case .countryOnDays: "TD964"
    case .entry: "TD965"
    case .date: "TD966"
    case .notPlaced: "TD967"
    case .property: "TD968"
    case .properties: "TD969"
    case .unknownRole: "TD970"
    case .unknownReference: "TD971"
    case .wrongKind: "TD972"
    case .otherLine: "TD973"
    case .schemata: "TD974"
    case .emptyValue: "TD975"
    case .syntax(let problem): problem.code
    case .table(let problem): problem.code
    case .joining(let problem): problem.code
    }
  }

  /// What was found, what is expected, and what to do.
  public var message: String {
    switch self {
    case .noSchema(let kinds):
      return "FollowTheMoney has no schema for an entity that is \(ReadingProblem.list(kinds)); "
        + "it is left out"
    case .noID:
      return "ids of FollowTheMoney have at most 255 letters, digits, dots and hyphens; "
        + "give the entity a shorter id"
    case .noLink(let atom):
      return "FollowTheMoney links two entities that have a schema, and '\(excerpt(atom))' has "
        + "none such; it is left out"
    case .conceivable(let atom):
      return "FollowTheMoney has no word for what is only conceivable; '\(excerpt(atom))' is left "
        + "out on those days"
    case .countryOnDays(let atom):
      return "countries of FollowTheMoney have no days; '\(excerpt(atom))' is left out"
    case .entry(let what):
      return "FollowTheMoney cannot say \(what); that is left out"
    case .date(let date):
      return "dates of FollowTheMoney are days, months or years; '\(excerpt(date))' is left out"
    case .notPlaced(let schema):
      return "an entity of the schema '\(excerpt(schema))' has no place in a record; "
        + "it is left as it is"
    case .property(let name, let schema, let expected):
      return "the \(excerpt(schema)) needs '\(name)': \(expected)"
    case .properties(let names, let schema):
      return "the \(excerpt(schema)) is taken without "
        + "\(ReadingProblem.list(names.map(excerpt))), which a record has no place for"
    case .unknownRole(let role, let nearest):
      let next =
        nearest.map { "did you mean '\($0)'?" } ?? "say in the mapping which relation it is"
      return "a link in the role '\(excerpt(role))' is no relation of two entities; \(next)"
    case .unknownReference(let id, let property):
      return "'\(property)' names '\(excerpt(id))', which was not taken; see why, or add the entity"
    case .wrongKind(let id, let relation, let expected):
      return "'\(excerpt(id))' is no \(expected), as '\(relation)' needs; "
        + "say in the mapping which kinds the schema has"
    case .otherLine:
      return "the line is neither an entity ('id', 'schema', 'properties') nor a statement "
        + "('entity_id', 'prop', 'schema', 'value'); write one of them"
    case .schemata(let names):
      return "statements call one entity \(ReadingProblem.list(names.map(excerpt))), of which none "
        + "extends all others; it is left as it is"
    case .emptyValue(let name):
      return "values of FollowTheMoney are not empty; the empty '\(name)' is left out"
    case .syntax(let problem): return problem.message
    case .table(let problem): return problem.message
    case .joining(let problem): return problem.message
    }
  }
}
