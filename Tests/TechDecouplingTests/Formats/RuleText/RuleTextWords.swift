@testable import TechDecoupling

/// What tests say of rule text in words.
enum RuleTextWords {
  /// The problems of a text, each with its line; errors and warnings.
  static func problems(of text: String) -> String {
    do throws(RuleTextError) {
      return try RuleProgram(parsing: text, name: "a.dl").warnings.map(\.description)
        .joined(separator: "\n")
    } catch {
      return error.description
    }
  }

  /// The rules and facts of a text as they are printed, without what is declared.
  static func clauses(of text: String) throws -> String {
    let printed = try RuleProgram(parsing: text, name: "a.dl").text
    let directives = ["rulebook", "decl", "input", "output", "type", "parameter", "set"]
    return printed.split(separator: "\n").filter { line in
      !directives.contains { line.hasPrefix(".\($0) ") }
    }.joined(separator: "\n")
  }
}
