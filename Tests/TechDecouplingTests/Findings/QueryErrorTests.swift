import TechDecoupling
import Testing

@Suite struct QueryErrorTests {
  private func message(_ atom: Atom, on day: Day = "2026-01-01") async throws -> String {
    let findings = try await findings(ProofTests.closure) { $0.insert(P.edge("a", "b")) }
    do throws(QueryError) {
      _ = try findings.verdict(atom, on: day)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func `A verdict is of an atom with values only`() async throws {
    #expect(
      try await message(P.path("a", any())) == """
        TD601: 'path("a", _)' has a term that is no value; a verdict is for one atom; put a value \
        in each column, or ask 'atoms(matching:on:)'
        """)
  }

  @Test func `A day outside the horizon is refused`() async throws {
    #expect(
      try await message(P.path("a", "b"), on: "2100-01-01") == """
        TD602: 2100-01-01 lies outside the horizon, 1900-01-01 to 2099-12-31; only days inside it \
        are evaluated; ask another day, or evaluate with a wider horizon
        """)
  }

  @Test func `An unknown relation is met with the nearest`() async throws {
    let other = Relation<String, String>("pathh")
    #expect(
      try await message(other("a", "b")) == """
        TD603: neither the record nor the rules know a relation 'pathh'; a question is about one \
        that they know; did you mean 'path'?
        """)
    let far = Relation<String, String>("something-else")
    #expect(
      try await message(far("a", "b")) == """
        TD603: neither the record nor the rules know a relation 'something-else'; a question is \
        about one that they know; see 'relations' for their names
        """)
  }

  @Test func `An atom has a term for each column`() async throws {
    #expect(
      try await message(Relation<String>("path")("a")) == """
        TD604: 'path("a")' has 1 term; its relation has 2 columns; give each column one term
        """)
  }

  @Test func `A term is of its column's type`() async throws {
    #expect(
      try await message(Relation<String, Int>("path")("a", 3)) == """
        TD605: term 2 of 'path("a", 3)' is an integer; its column holds text; give a term of that \
        type
        """)
  }

  @Test func `What does not hold has no proof`() async throws {
    let findings = try await findings(ProofTests.closure) { $0.insert(P.edge("a", "b")) }
    do {
      _ = try findings.explain(P.path("b", "a"), on: "2026-01-01")
      Issue.record("there is no proof")
    } catch {
      #expect(
        "\(error)" == """
          TD606: 'path("b", "a")' does not hold on 2026-01-01, not even conceivably; a proof is of \
          what holds; ask 'whyNot(_:on:)' for the reason, or its runs for the days on which it does
          """)
    }
  }

  @Test func `What holds misses nothing`() async throws {
    let findings = try await findings(ProofTests.closure) { $0.insert(P.edge("a", "b")) }
    func message(_ pattern: Atom) -> String {
      ExpectationTests.failure { _ = try findings.whyNot(pattern, on: "2026-01-01") }
    }
    #expect(
      message(P.path("a", "b")) == """
        TD607: 'path("a", "b")' holds on 2026-01-01; what is missing is asked of what does not hold; \
        ask 'explain(_:on:)' for its proof
        """)
    #expect(
      message(P.path("a", any())).hasPrefix(
        """
        TD607: 'path("a", _)' is matched by 'path("a", "b")', which holds on 2026-01-01;
        """))
  }

  @Test func `A pattern of what may be recorded stands for so many atoms at most`() async throws {
    let findings = try await findings(ProofTests.closure) { facts in
      for number in 0..<320 { facts.insert(P.edge("n\(number)", "m\(number)")) }
    }
    do {
      _ = try await findings.whatWouldChange(
        P.path("a", "b"), on: "2026-01-01", among: [.recording(P.edge(any(), any()))])
      Issue.record("there are too many")
    } catch {
      #expect(
        "\(error)" == """
          TD608: 'edge(_, _)' stands for more than 100000 atoms; each is a change that may be \
          tried; put a value in a column that has many
          """)
    }
  }
}
