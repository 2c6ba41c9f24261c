extension ReadingProblem {
  /// What was found, where, what was expected, and what to do.
  public var message: String {
    let place = at
    switch mistake {
    case .file(let problem):
      return problem.message
    case .syntax(let mistake):
      let sentence = mistake.sentence
      return "\(sentence.what) \(place)\(alsoAt("first")); \(sentence.next)"
    case .unknownKey(let key, let owner, let nearest, let keys):
      let next =
        nearest.map { "did you mean '\($0)'?" } ?? "its keys are \(ReadingProblem.list(keys))"
      return "\(owner) has no key '\(key)' \(place); \(next)"
    case .missingKey(let key, let owner):
      return "\(owner) lacks the key '\(key)' \(place); add it"
    case .wrongType(let found, let expected):
      return "found \(found) \(place); write \(expected)"
    case .otherFormat(let found, let version):
      return "the format is \(found) \(place); this version of the library reads "
        + "'\(version)'"
    case .unknownWord(let word, let meaning, let nearest, let words):
      let next =
        nearest.map { "did you mean '\($0)'?" } ?? "write one of \(ReadingProblem.list(words))"
      return "'\(word)' is no \(meaning) \(place); \(next)"
    case .unknownRole(let role, let nearest, let roles):
      let next =
        nearest.map { "did you mean '\($0)'?" }
        ?? "write one of \(ReadingProblem.list(roles)), or declare the kind under 'kinds'"
      return "no kind of entity is named '\(role)' \(place); \(next)"
    case .contents(let found):
      return found.isEmpty
        ? "the entry says nothing \(place); give it 'event' or 'states'"
        : "the entry has \(ReadingProblem.list(found)) \(place); "
          + "an entry is an event or a statement, so make it two"
    case .misplacedKey(let key, let owner, let next):
      return "\(owner) takes no '\(key)' \(place); \(next)"
    case .redeclared(let noun, let name):
      return "the \(noun) '\(name)' is declared otherwise \(place)\(alsoAt("also")); "
        + "rename one or declare both alike"
    case .badName(let name, let noun, let form):
      return "'\(name)' cannot be the name of \(noun) \(place); \(form)"
    case .atom(let problem):
      return problem.message(at: place)
    case .date(let problem):
      return "\(problem.message) (\(place))"
    case .record(let problem):
      return problem.message
    case .changes(let found, let keys):
      return found.isEmpty
        ? "the change says nothing \(place); give it one of \(ReadingProblem.list(keys))"
        : "the change has \(ReadingProblem.list(found)) \(place); "
          + "a change is one thing, so make it several"
    case .scenario(let problem):
      return problem.message
    case .rule(let problem):
      let line = problem.place.line.map { "in line \($0) of the rules " } ?? "in the rules "
      return "\(line)\(place): \(problem.message)"
    case .hole(let text):
      return "'\(excerpt(text))' has no names of columns in braces as it should \(place); "
        + "write '{name}', a brace that is meant as '{{', and a relation with its terms in parentheses"
    case .repeatedColumn(let name):
      return "the column '\(excerpt(name))' is given again \(place)\(alsoAt("first")); "
        + "make one of both, or give one another 'name' and ask for it by that"
    case .unusedColumn(let name, let nearest):
      let next =
        nearest.map { "did you mean '\($0)'?" }
        ?? "write '{\(excerpt(name))}' where its cells belong, or remove it"
      return "no hole asks for the column '\(excerpt(name))' \(place); \(next)"
    }
  }

  private var at: String { place.map { "at \($0)" } ?? "in the text" }

  private func alsoAt(_ word: String) -> String {
    otherPlace.map { " (\(word) at \($0))" } ?? ""
  }

  /// Names in quotes: `'a', 'b' and 'c'`.
  static func list(_ names: [String]) -> String {
    let quoted = names.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "none" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
  }
}
