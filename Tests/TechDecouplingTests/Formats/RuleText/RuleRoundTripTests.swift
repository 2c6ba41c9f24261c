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

  @Test(.timeLimit(.minutes(10)))
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

  @Test(.timeLimit(.minutes(10)))
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

  @Test(.timeLimit(.minutes(10)))
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
}
