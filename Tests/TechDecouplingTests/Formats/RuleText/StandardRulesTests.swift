import Foundation
import Testing

@testable import TechDecoupling

/// The library's rules as text, run on the seeds as files, conclude what they conclude in Swift.
///
/// The scenarios `standard-certain` and `standard-conceivable` hold both sides: `.ci/check-rules`
/// runs the program `rules` on the text and the facts, and compares with what Swift found. Write
/// them anew with `TECHDECOUPLING_RECORD=1 swift test --filter StandardRulesTests`.
@Suite struct StandardRulesTests {
  private static let isRecording =
    ProcessInfo.processInfo.environment["TECHDECOUPLING_RECORD"] == "1"

  /// The seeds' facts, their certain or their conceivable days alone.
  private func facts(_ days: Facts.WrittenDays) throws -> Facts {
    let drawn = try Chronicle(contentsOf: Repository.path("seeds")).facts()
    var exact = Facts(entities: drawn.entities)
    for row in drawn.rows {
      for period in days == .certain ? row.certain : row.conceivable {
        exact.insert(row.atom, over: period)
      }
    }
    return exact
  }

  private func scenario(_ days: Facts.WrittenDays) -> URL {
    let name = days == .certain ? "standard-certain" : "standard-conceivable"
    return URL(filePath: Repository.path("Tests/Scenarios/rules/\(name)"))
  }

  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func files(_ folder: URL) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return files
  }

  @Test(.timeLimit(.minutes(60)), arguments: [Facts.WrittenDays.certain, .conceivable])
  func `the seeds' findings are the same from text and files`(_ days: Facts.WrittenDays)
    async throws
  {
    let facts = try facts(days)
    let export = try folder()
    let results = try folder()
    defer {
      try? FileManager.default.removeItem(at: export)
      try? FileManager.default.removeItem(at: results)
    }
    try facts.write(with: .standard, to: export.path)
    let inSwift = try await facts.findings(under: .standard)
    let program = try RuleProgram(contentsOf: export.path + "/rules.dl")
    let fromText = try await program.facts(from: export.path).findings(under: program.rulebook)
    var rowCount = 0
    for relation in Set(Rulebook.standard.rules.map(\.clause.head.relation)) {
      let pattern = Atom(
        relation: relation, arguments: relation.columns.map { _ in .wildcard })
      let expected = try inSwift.runs(of: pattern)
      rowCount += expected.count
      #expect(try fromText.runs(of: pattern) == expected, "\(relation.name)")
      var format = TableFormat()
      format.periods = .dates
      let file = results.appending(path: PrintedName.relation(relation.name) + ".csv")
      try inSwift.write(relation, to: file.path, format: format)
    }
    #expect(rowCount > 100)
    #expect(program.rulebook == .standard)

    // What `.ci/check-rules` runs is what is written here.
    let kept = scenario(days)
    var written = try files(export)
    let text = written.removeValue(forKey: "rules.dl")
    if Self.isRecording {
      try record(text ?? "", facts: written, results: try files(results), in: kept)
    }
    #expect(try String(contentsOf: kept.appending(path: "program.dl"), encoding: .utf8) == text)
    #expect(try files(kept.appending(path: "facts")) == written)
    #expect(try files(kept.appending(path: "expected/results")) == files(results))
  }

  private func record(
    _ text: String, facts: [String: String], results: [String: String], in kept: URL
  ) throws {
    try? FileManager.default.removeItem(at: kept)
    for (name, contents) in [("facts", facts), ("expected/results", results)] {
      let folder = kept.appending(path: name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (file, lines) in contents {
        try lines.write(to: folder.appending(path: file), atomically: true, encoding: .utf8)
      }
    }
    try text.write(to: kept.appending(path: "program.dl"), atomically: true, encoding: .utf8)
    try "rules program.dl -F facts -D results --quiet\n".write(
      to: kept.appending(path: "command"), atomically: true, encoding: .utf8)
  }

  @Test func `imprecise facts are not written unless their days are chosen`() throws {
    let facts = try Chronicle(contentsOf: Repository.path("seeds")).facts()
    let export = try folder()
    defer { try? FileManager.default.removeItem(at: export) }
    #expect(throws: TableError.self) { try facts.write(with: .standard, to: export.path) }
    try facts.write(with: .standard, to: export.path, days: .certain)
  }

  @Test func `rules that the facts' trust leaves out are left out, and weaker ones are refused`()
    throws
  {
    let holds = Relation<Party>("holds")
    let follows = Relation<Party>("follows")
    let book = Rulebook("Strengths") {
      Rule("Firm", strength: .probable) { party in follows(party).when(holds(party)) }
      Rule("Loose", strength: .possible) { party in follows(party).when(holds(party)) }
    }
    var facts = Facts()
    facts.trusting = .probable
    #expect(try RuleProgram(running: book, on: facts).rulebook.rules.map(\.name) == ["Firm"])
    facts.trusting = .doubtful
    let hearsay =
      book
      + Rulebook("Hearsay") {
        Rule("Hearsay", strength: .doubtful) { party in follows(party).when(holds(party)) }
      }
    do {
      _ = try RuleProgram(running: hearsay, on: facts)
      Issue.record("no error")
    } catch let error as RulePrintingError {
      #expect(
        error.description
          == "TD797: the rule 'Hearsay' of strength 'doubtful' takes part in these facts, but not in"
          + " facts from files, which are trusted from 'possible' up; draw the facts at"
          + " 'possible', or leave the rule out")
    }
  }
}
