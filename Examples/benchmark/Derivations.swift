import TechDecoupling

/// How often the rules of a program derive a row, known ones included.
enum Derivations {
  static let usage = "benchmark derivations PROGRAM FOLDER"

  /// Runs a program on a folder of facts, and prints the rows derived and those that were new.
  static func perform(_ arguments: [String]) async throws(Failure) -> ExitCode {
    if let first = arguments.first, ["--help", "-h"].contains(first) {
      print("usage: \(usage)")
      return .success
    }
    guard arguments.count == 2 else {
      throw Failure.usage("'derivations' needs a program and a folder of facts; usage: \(usage)")
    }
    do {
      let program = try RuleProgram(contentsOf: arguments[0])
      let facts = try program.facts(from: arguments[1])
      let profile = try await facts.findings(under: program.rulebook).profile
      print("derived\t\(profile.reduce(0) { $0 + $1.derivedCount })")
      print("new\t\(profile.reduce(0) { $0 + $1.newCount })")
      return .success
    } catch {
      throw Failure(code: .mistake, message: "\(error)")
    }
  }
}
