import Foundation
import TechDecoupling
import TestSupport
import Testing

/// Rules that were printed and read are the rules.
@Suite struct RuleRoundTripTests {
  /// What differs after printing and reading; empty if nothing does.
  static func difference(of book: Rulebook) throws -> String {
    let text = try book.text
    let read: RuleProgram
    do {
      read = try RuleProgram(parsing: text, name: "printed.dl")
    } catch {
      return "\(error)\n\(text)"
    }
    for (rule, other) in zip(book.rules, read.rulebook.rules) where rule != other {
      return "\(rule)\n\(other)\n\(rule.clause)\n\(other.clause)\n\(text)"
    }
    if read.rulebook != book { return "the books differ\n\(text)" }
    if try read.rulebook.text != text {
      return "\(text)\nis not what is printed then:\n\(try read.rulebook.text)"
    }
    if try read.text != text {
      return "\(text)\nis not what the program prints:\n\(try read.text)"
    }
    return ""
  }

  @Test(.timeLimit(.minutes(60)))
  func `every form of the language survives printing and reading`() throws {
    var printed = 0
    var reports = 0
    for seed in UInt64(0)..<2_000 where reports < 3 {
      var random = RandomRulebook(seed: seed)
      let book = random.book()
      guard (try? book.validated(against: Vocabulary())) != nil else { continue }
      printed += 1
      let difference = try Self.difference(of: book)
      if difference.isEmpty { continue }
      reports += 1
      Issue.record("seed \(seed): \(difference)")
    }
    #expect(printed > 1_000)
  }

  @Test(.timeLimit(.minutes(60)))
  func `rules put together at random survive printing and reading`() throws {
    var printed = 0
    var reports = 0
    for seed in UInt64(0)..<6_000 where reports < 3 {
      var random = RandomClauses(seed: seed)
      let book = random.book()
      guard (try? book.validated(against: Vocabulary())) != nil else { continue }
      printed += 1
      let difference = try Self.difference(of: book)
      if difference.isEmpty { continue }
      reports += 1
      Issue.record("seed \(seed): \(difference)")
    }
    #expect(printed > 300)
  }

  @Test(.timeLimit(.minutes(60)))
  func `translated programs survive printing and reading`() throws {
    var printed = 0
    var reports = 0
    for seed in UInt64(30_000)..<30_600 where reports < 3 {
      let program = ProgramGenerator.program(seed: seed).sayable
      guard let book = try? program.rulebook(),
        (try? book.validated(against: Vocabulary())) != nil
      else { continue }
      printed += 1
      let difference = try Self.difference(of: book)
      if difference.isEmpty { continue }
      reports += 1
      Issue.record("seed \(seed): \(difference)")
    }
    #expect(printed > 300)
  }

  @Test func `the library's rules survive printing and reading`() throws {
    #expect(try Self.difference(of: .standard) == "")
  }

  @Test(.timeLimit(.minutes(60)))
  func `random facts and rules conclude from files what they conclude in Swift`() async throws {
    var compared = 0
    for seed in UInt64(40_000)..<40_150 {
      let program = ProgramGenerator.program(seed: seed).sayable
      guard let book = try? program.rulebook() else { continue }
      var facts = Facts()
      for row in program.libraryFacts().rows {
        for period in row.conceivable { facts.insert(row.atom, over: period) }
      }
      guard let expected = try? await facts.findings(under: book, horizon: program.horizon) else {
        continue
      }
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try facts.write(with: book, to: folder.path)
      let read = try RuleProgram(contentsOf: folder.path + "/rules.dl")
      let found = try await read.facts(from: folder.path).findings(
        under: read.rulebook, horizon: program.horizon)
      compared += 1
      for relation in program.concluded.sorted() {
        let signature = program.signature(relation)
        let pattern = Atom(
          relation: signature, arguments: signature.columns.map { _ in .wildcard })
        #expect(
          try found.runs(of: pattern) == expected.runs(of: pattern),
          "seed \(seed): \(signature.name)")
      }
    }
    #expect(compared > 60)
  }
}
