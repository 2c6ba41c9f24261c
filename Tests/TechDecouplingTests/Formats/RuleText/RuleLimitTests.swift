import Testing

@testable import TechDecoupling

/// How much one clause may say, and what is told of more.
@Suite(.timeLimit(.minutes(60))) struct RuleLimitTests {
  private static let head = ".decl p(x: number)\n.output p\np(1).\n"

  private func messages(_ text: String) -> [String] {
    do throws(RuleTextError) {
      return try RuleProgram(parsing: text, name: "a.dl").warnings.map(\.message)
    } catch {
      return error.problems.map { "\($0.code): \($0.message)" }
    }
  }

  @Test func `alternatives may multiply to 4096 rules`() throws {
    func text(_ groups: Int) -> String {
      Self.head + "p(x) :- p(x), "
        + Array(repeating: "(x = 1; x = 2)", count: groups).joined(separator: ", ") + "."
    }
    #expect(try RuleProgram(parsing: text(12)).rulebook.rules.count == 4096)
    #expect(
      messages(text(13)) == [
        "TD744: the clause means more than 4096 rules by its alternatives; "
          + "conclude a relation from some of them and use that"
      ])
  }

  @Test func `a clause may have 1000 conditions`() throws {
    func text(_ count: Int) -> String {
      // Each is bound by the next, which is dear to find out.
      let chain = (1..<(count - 1)).map { "x\($0) = x\($0 + 1)" }
      return Self.head + "p(x1) :- " + chain.joined(separator: ", ")
        + ", x\(count - 1) = 1, p(x1)."
    }
    #expect(messages(text(1000)) == [])
    #expect(
      messages(text(1001)) == [
        "TD769: the clause has more than 1000 conditions; "
          + "conclude a relation from some of them and use that"
      ])
  }

  @Test func `a clause may have 100 aggregates`() throws {
    func text(_ count: Int) -> String {
      Self.head + "p(x) :- p(x)"
        + Array(repeating: ", x < count : { p(_) }", count: count).joined() + "."
    }
    #expect(messages(text(100)) == [])
    #expect(
      messages(text(101)) == [
        "TD769: the clause has more than 100 aggregates; "
          + "conclude a relation from some of them and use that"
      ])
  }

  @Test func `unions of unions are compared by their members`() {
    var text = ".type T0 <: number\n.type S0 <: number\n"
    for level in 0..<200 {
      text += ".type T\(level + 1) = T\(level) | S\(level)\n"
      text += ".type S\(level + 1) = T\(level) | S\(level)\n"
    }
    text += ".decl p(x: T200)\n.decl q(x: S200)\n.input p\n.output q\nq(x) :- p(x).\n"
    #expect(messages(text) == [])
  }
}
