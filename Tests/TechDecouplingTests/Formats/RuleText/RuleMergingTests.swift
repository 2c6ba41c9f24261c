import Testing

@testable import TechDecoupling

/// Text rules and Swift rules in one rulebook.
@Suite struct RuleMergingTests {
  private let lab = Lab("deepseek")
  private let model = Model("v4")
  private let maker = Chipmaker("nvidia")

  private var facts: Facts {
    var facts = Facts()
    facts.insert(Profile.develops(lab, model))
    // It stands in a column of chipmakers, so that it is known as one.
    facts.insert(Access.customaryPartner(lab, maker))
    facts.insert(Access.declinedAccess(lab, model, Party(maker.id)))
    return facts
  }

  private static let text = """
    .decl shunned(maker: Chipmaker, labs: number) temporal
    .rule "Shunned" (because="{labs} keep models from {maker}")
    shunned(maker, labs) :-
        withheld_from(_, maker),
        labs = count per (lab) : { withheld_from(model, maker), develops(lab, model) },
        labs >= $least.
    .parameter least = 1
    .output shunned
    """

  @Test func `a text rule builds on the library's rules, and Swift asks for it`() async throws {
    let own = try Rulebook(parsing: Self.text, name: "shunned.dl")
    let book = Rulebook.standard + own
    let findings = try await facts.findings(under: book)
    let shunned = Relation<Chipmaker, Int>("shunned")
    let rows = findings.rows(shunned, on: "2026-03-01")
    #expect(rows.map { $0.0.id.text } == ["nvidia"])
    #expect(rows.map { $0.1 } == [1])
    let proof = try findings.explain(shunned(maker, 1), on: "2026-03-01").description
    #expect(proof.contains("1 keep models from nvidia"), "\(proof)")
  }

  @Test func `a parameter of the text is set from Swift`() async throws {
    let own = try Rulebook(parsing: Self.text).setting("least", to: 2)
    let findings = try await facts.findings(under: Rulebook.standard + own)
    #expect(findings.rows(Relation<Chipmaker, Int>("shunned"), on: "2026-03-01").isEmpty)
  }

  @Test func `facts of the text hold with those of the record`() async throws {
    let own = try Rulebook(
      parsing: """
        .decl fast(m: Model) temporal
        fast("v4")@[2026-01-01, 2026-01-31].
        .decl both(l: Lab) temporal
        both(l) :- develops(l, m), fast(m).
        """)
    let findings = try await facts.findings(under: own)
    let both = Relation<Lab>("both")
    #expect(findings.rows(both, on: "2026-01-31").map(\.id.text) == ["deepseek"])
    #expect(findings.rows(both, on: "2026-02-01").isEmpty)
  }

  @Test func `a relation of another vocabulary is known by its name with underscores`() throws {
    let runs = RelationSignature(name: "runs-on", columns: [.entity(role: "Model"), .integer])
    let book = try Rulebook(
      parsing: ".decl r(n: number) temporal\nr(n) :- runs_on(_, n).",
      vocabulary: Vocabulary(relations: [runs]))
    #expect(book.rules.map(\.description) == ["r(n) when runs-on(_, n)"])
  }

  @Test func `a program says what it declares, reads and writes`() throws {
    let program = try RuleProgram(
      parsing: """
        .parameter least = 3
        .decl edge(x: unsigned, y: symbol) temporal
        .input edge(filename="in/edge.tsv", delimiter=";", headers=true, days=number)
        .decl path(x: unsigned)
        .output path(IO=stdout)
        .printsize path
        path(3).
        .decl seen(x: unsigned) temporal
        .output seen
        seen(x) :- edge(x, _), x > $least.
        """, name: "folder/graph.dl")
    #expect(program.rulebook.name == "graph")
    #expect(program.parameters == ["least"])
    #expect(program.declarations.map(\.name) == ["edge", "path", "seen"])
    #expect(program.declarations[0].types == ["unsigned", "symbol"])
    #expect(program.declarations[0].isTemporal)
    let transfers = program.transfers
    #expect(transfers.map(\.file) == ["in/edge.tsv", nil, nil, "seen.csv"])
    #expect(transfers[0].format.delimiter == ";")
    #expect(transfers[0].format.hasHeader)
    #expect(transfers[0].format.periods == .dayNumbers)
    #expect(transfers[0].format.unsignedColumns == [0])
    #expect(transfers[3].format.periods == .dates)
    #expect(program.rulebook.rules.map(\.name) == ["seen 1 (graph)"])
    #expect(program.rulebook.rules.map(\.location.description) == ["folder/graph.dl:10"])
  }
}
