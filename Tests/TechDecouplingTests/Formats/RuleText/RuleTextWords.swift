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

  /// The rules and facts of a text, or its problems.
  static func rules(of text: String, vocabulary: Vocabulary = .standard) -> String {
    do throws(RuleTextError) {
      let book = try RuleProgram(parsing: text, name: "a.dl", vocabulary: vocabulary).rulebook
      return (book.facts.map(\.atom.description) + book.rules.map(\.description))
        .joined(separator: "\n")
    } catch {
      return error.description
    }
  }
}
