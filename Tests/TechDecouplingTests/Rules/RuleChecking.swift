import TechDecoupling
import Testing

/// The messages of a rulebook's mistakes, in order.
func problems(_ book: Rulebook) -> [String] {
  do {
    try book.validated()
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

/// Expects that a rule by itself has these mistakes and no others.
func expect(
  _ rule: Rule, _ expected: String..., sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  #expect(
    problems(Rulebook("Test", rules: [rule])) == expected, sourceLocation: sourceLocation)
}

/// A rule from a clause, as rule text makes it.
func rule(
  _ clause: Clause, name: String = "R", variables: [ColumnType] = []
) -> Rule {
  Rule(
    name, location: TechDecoupling.SourceLocation(fileID: "T", line: 1), variableTypes: variables,
    clause: clause)
}
