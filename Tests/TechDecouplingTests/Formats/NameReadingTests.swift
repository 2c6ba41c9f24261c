import Testing

@testable import TechDecoupling

/// Names and aliases where ids are meant.
@Suite struct NameReadingTests {
  private func document(_ atom: String) -> String {
    """
    {"format": "techdecoupling/1",
     "entities": [
      {"id": "deepseek", "roles": ["Lab"], "name": "DeepSeek", "aliases": ["深度求索", "Deep Seek"]},
      {"id": "v4", "roles": ["Model"], "name": "Twin", "lab": "深度求索"},
      {"id": "v5", "roles": ["Model"], "aliases": ["Twin"]}],
     "sources": [{"id": "s", "name": "S", "reliability": "A", "entity": "DeepSeek"}],
     "entries": [{"id": "e", "states": ["\(atom)"], "claims": [{"source": "s", "effects": ["\(atom)"]}]}]}
    """
  }

  @Test(arguments: [
    "develops(deepseek, v5)", "develops(深度求索, v5)", #"develops(\"Deep Seek\", v5)"#,
  ])
  func `a name or alias is read as the id of its entity`(atom: String) throws {
    let chronicle = try Chronicle(json: document(atom))
    #expect(chronicle == (try Chronicle(json: document("develops(DeepSeek, v5)"))))
    #expect(chronicle.entities["v4"]?.profile["lab"] == [.entity("deepseek")])
    #expect(chronicle.sources["s"]?.entity == "deepseek")
    #expect(chronicle.json.contains(#""states": ["develops(deepseek, v5)"]"#))
    #expect(chronicle.json.contains(#""effects": ["develops(deepseek, v5)"]"#))
  }

  @Test func `a name that two entities have is refused where it is used`() {
    do throws(ReadingError) {
      _ = try Chronicle(json: document("develops(深度求索, Twin)"), name: "a.json")
      Issue.record("no error")
    } catch {
      #expect(
        error.problems.first?.description
          == "TD134: 'Twin' is a name of 'v4' and 'v5' at a.json:7:37 ($.entries[0].states[0]); "
          + "write the id that is meant")
    }
  }

  @Test func `an atom about a chronicle may name its entities`() throws {
    let chronicle = try Chronicle(json: document("develops(deepseek, v5)"))
    let atom = try Atom(parsing: #"develops("Deep Seek", v5)"#, in: chronicle)
    #expect(atom.description == "develops(deepseek, v5)")
    #expect(
      try Atom(parsing: "develops(nobody, CN)", in: chronicle).description
        == "develops(nobody, CN)")
    #expect(throws: AtomProblem.ambiguousName("Twin", ids: ["v4", "v5"], column: 20)) {
      try Atom(parsing: "develops(deepseek, Twin)", in: chronicle)
    }
  }

  @Test func `an atom about findings may be of a relation that only rules know`() async throws {
    let chronicle = try Chronicle(json: document("develops(deepseek, v5)"))
    let busy = Relation<Lab>("busy")
    let findings = try await chronicle.findings(
      under: Rulebook("Busy") {
        Rule("Busy") { lab in busy(lab).when(Profile.develops(lab, any())) }
      })
    let atom = try Atom(parsing: #"busy("Deep Seek")"#, in: findings)
    #expect(try findings.verdict(atom, on: "2026-02-26").outcome == .holds)
    #expect(throws: AtomProblem.self) { try Atom(parsing: "busy(deepseek)", in: chronicle) }
  }
}
