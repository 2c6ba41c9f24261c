import TechDecoupling
import TemporalDatalog
import Testing

@Suite("Evaluations that end without a result") struct EvaluationErrorTests {
  private static let next = Relation<Int, Int>("next")
  private static let reaches = Relation<Int, Int>("reaches")
  private static let restricted = Relation<Party>("restricted")
  private static let share = Relation<Party, Party, Int>("share")

  /// Ten numbers in a ring, and who reaches whom.
  private static let ring = Rulebook("Ring") {
    Rule("Step", fileID: "T", line: 1) { one, other in
      reaches(one, other).when(next(one, other))
    }
    Rule("Further", fileID: "T", line: 2) { one, middle, other in
      reaches(one, other).when(reaches(one, middle), next(middle, other))
    }
  }
  private static var ringFacts: Facts {
    var facts = Facts()
    facts.insert(next, columns: Array(0..<10), (1...10).map { $0 % 10 })
    return facts
  }

  private func message(
    _ book: Rulebook, _ facts: Facts, within budget: Budget = Budget()
  ) async throws -> String {
    let compiled = try book.compiled(at: .possible, with: facts, horizon: .standard)
    do {
      _ = try await compiled.evaluate(at: .possible, within: budget)
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test("A cancelled task gets no findings")
  func cancelled() async throws {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await message(Self.ring, Self.ringFacts)
    }
    let text = try await task.value
    #expect(
      text
        == "TD501: the evaluation was cancelled between rules, level possible, round 0, after 0 facts; a cancelled call gives no findings; call again"
    )
  }

  @Test("A spent budget of facts says how far the evaluation got")
  func factsSpent() async throws {
    let text = try await message(Self.ring, Self.ringFacts, within: Budget(facts: 50))
    #expect(
      text
        == "TD502: the budget of 50 facts was spent in rule 'Further', level possible, round 4, after 60 facts; a call gives all findings or none; raise 'facts' in the budget, or look for a rule whose premises share no variable"
    )
  }

  @Test("A spent budget of time says how far the evaluation got")
  func timeSpent() async throws {
    let text = try await message(Self.ring, Self.ringFacts, within: Budget(duration: .zero))
    #expect(
      text
        == "TD503: the budget of 0.0 seconds was spent between rules, level possible, round 0, after 0 facts; a call gives all findings or none; raise 'duration' in the budget"
    )
  }

  @Test("A division by zero names the rule, the values and the day")
  func division() async throws {
    let book = Rulebook("Test") {
      Rule("Ratio", fileID: "T", line: 1) { one, other, ratio in
        Self.reaches(one, ratio).when(Self.next(one, other), ratio == one / other)
      }
    }
    var facts = Facts()
    facts.insert(Self.next(3, 0), over: try #require(Period(from: "2026-01-01", until: nil)))
    let text = try await message(book, facts)
    #expect(
      text
        == "TD505: '3 / 0' in rule 'Ratio' (T:1) on 2026-01-01 divides by zero; a divisor is never zero; add a premise such as 'divisor != 0'"
    )
  }

  @Test("A divisor that is compared with zero is safe")
  func safeDivision() async throws {
    let book = Rulebook("Test") {
      Rule("Ratio") { one, other, ratio in
        Self.reaches(one, ratio).when(Self.next(one, other), ratio == one / other, other != 0)
      }
    }
    var facts = Facts()
    facts.insert(Self.next(3, 0))
    #expect(try await message(book, facts) == "no error")
  }

  @Test("A negative value in a sum that recurs names the rule and the day")
  func negative() async throws {
    let book = Rulebook("Test") {
      Rule("Half", fileID: "T", line: 1) { party, owner, part in
        Self.restricted(party)
          .when(
            Self.share(any(), party, any()),
            sum(part, per: owner, where: Self.share(owner, party, part), Self.restricted(owner))
              >= 50)
      }
    }
    var facts = Facts()
    facts.insert(Self.restricted(Party("a")))
    facts.insert(
      Self.share(Party("a"), Party("b"), -1),
      over: try #require(Period(from: "2026-01-01", until: nil)))
    let text = try await message(book, facts)
    #expect(
      text
        == "TD506: the recursive sum in rule 'Half' (T:1) met -1 on 2026-01-01; a sum that recurses adds no negative values; leave them out by a comparison"
    )
  }

  @Test("An operation without a result names the rule, the day and the reason")
  func undefined() throws {
    let error = EvaluationError.undefined(
      rule: "Read", location: SourceLocation(fileID: "T", line: 1), operation: "to_number(\"x\")",
      reason: "the text does not begin with a number", day: "2026-01-01")
    #expect(
      error.description
        == "TD508: 'to_number(\"x\")' in rule 'Read' (T:1) on 2026-01-01 has no result: the text does not begin with a number; an operation without a result ends the evaluation; leave out by a premise what it cannot take"
    )
  }

  @Test("A cycle that only the engine finds is told in words")
  func unstratified() throws {
    let compiled = try Self.ring.compiled(at: .possible, with: Facts(), horizon: .standard)
    let failure = EvaluationFailure.unstratified(cycle: [
      EvaluationFailure.Dependency(head: 0, premise: 0, rule: 1, through: .exception)
    ])
    #expect(
      compiled.error(failure, at: .possible).description
        == "TD507: the rules go round in a circle through an exception, an aggregate or a run: 'next' from 'next' (rule 'Further'); what these read is finished before; take one step out of the circle"
    )
  }

  @Test("More rows than can be numbered are told by their relation")
  func tooManyFacts() throws {
    let compiled = try Self.ring.compiled(at: .possible, with: Facts(), horizon: .standard)
    #expect(
      compiled.error(.tooManyRows(relation: "path"), at: .possible).description
        == "TD509: 'path' has more than 4,294,967,295 tuples and periods; one relation holds no more; split it, or conclude less"
    )
  }
}
