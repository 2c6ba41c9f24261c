import TechDecoupling
import Testing

/// What Swift asks of rules that came from text, and of facts that they state.
@Suite("Findings of text rules") struct TextRuleFindingsTests {
  private let day: Day = "2026-02-25"

  private func findings(_ text: String, on facts: Facts = Facts()) async throws -> Findings {
    let program = try RuleProgram(parsing: text, name: "t.dl")
    return try await facts.findings(under: program.rulebook)
  }

  /// What a text concludes of a relation, without its name.
  private func conclusions(_ relation: String, _ text: String) async throws -> [String] {
    let findings = try await findings(text)
    let signature = try #require(findings.relations[relation])
    let pattern = Atom(
      relation: signature, arguments: signature.columns.map { _ in .wildcard })
    return try findings.atoms(matching: pattern, on: day).map { atom in
      (atom.values ?? []).map { "\(Argument.value($0).text)" }.joined(separator: " ")
    }
  }

  @Test("Swift asks for the rows of a text relation, with types and without")
  func rows() async throws {
    let findings = try await findings(
      """
      .decl edge(x: number, y: number)
      .decl tc(x: number, y: number)
      .decl heldShare(of: symbol)
      .decl alarm()
      edge(1, 2). edge(2, 3).
      heldShare("x y").
      alarm() :- tc(1, 3).
      tc(x, y) :- edge(x, y).
      tc(x, z) :- tc(x, y), edge(y, z).
      """)
    let rows = findings.rows(Relation<Int, Int>("tc"), on: day)
    #expect(rows.map { [$0.0, $0.1] } == [[1, 2], [1, 3], [2, 3]])
    #expect(findings.rows(Relation<String>("heldShare"), on: day) == ["x y"])
    #expect(findings.rows(Proposition("alarm"), on: day).count == 1)
    #expect(findings.count(of: Relation<Int, Int>("tc")) == 3)
    #expect(findings.rows(Relation<Int>("tc"), on: day) == [])
    let atom = try Atom(parsing: "tc(1, _)", in: findings)
    #expect(try findings.atoms(matching: atom).map(\.description) == ["tc(1, 2)", "tc(1, 3)"])
    let alarm = Proposition("alarm")
    #expect(try findings.verdict(alarm(), on: day).outcome == .holds)
    #expect(
      try findings.explain(Atom(parsing: "alarm()", in: findings), on: day).description == """
        alarm() on 2026-02-25, confirmed; holds always; rule 'alarm 1 (t)'
          - tc(1, 3), confirmed; holds always; rule 'tc 2 (t)'
            - tc(1, 2), confirmed; holds always; rule 'tc 1 (t)'
              - recorded: edge(1, 2), confirmed
                given in t.dl:5
            - recorded: edge(2, 3), confirmed
              given in t.dl:5
        """)
  }

  @Test("Facts of a book hold at every level, beside a record, and say where they are stated")
  func facts() async throws {
    let program = try RuleProgram(
      parsing: """
        .decl watched(lab: Lab) temporal
        .decl seen(lab: Lab, country: Country) temporal
        watched("deepseek")@[2026-01-01, 2026-03-31].
        home_country("deepseek", "cn").
        seen(l, c) :- watched(l), home_country(l, c).
        """, name: "watch.dl")
    #expect(program.rulebook.facts.count == 2)
    for findings in [
      try await Chronicle().findings(under: program.rulebook),
      try await Facts().findings(under: program.rulebook),
    ] {
      let atom = try Atom(parsing: "watched(deepseek)", in: findings)
      let verdict = try findings.verdict(atom, on: day)
      #expect(verdict.outcome == .holds)
      #expect(verdict.credibility == .confirmed)
      #expect(verdict.reasons == ["given in watch.dl:3"])
      let runs = try findings.runs(of: Atom(parsing: "seen(_, _)", in: findings))
      #expect(
        runs.map(\.description) == [
          "seen(deepseek, cn), 2026-01-01 to 2026-03-31, confirmed"
        ])
      let fact = try #require(findings.facts[atom])
      #expect(fact.supports.map(\.role) == [.given])
    }
  }

  @Test("A stated value of a one-of relation keeps the record's other value from certain")
  func oneOf() async throws {
    let chronicle = Chronicle()
    let country = Relation<Lab, Country>("seat", oneOf: true)
    let book = Rulebook(
      "Seats", rules: [],
      facts: [
        GivenFact(country.fact(Lab("a"), Country("x"))),
        GivenFact(country.fact(Lab("a"), Country("y"))),
      ])
    let findings = try await chronicle.findings(under: book)
    #expect(findings.rows(country, on: day).isEmpty)
    #expect(findings.rows(country, on: day, conceivable: true).count == 2)
    #expect(findings.facts.conflicts.count == 1)
  }

  @Test("Books are joined with their facts, each once")
  func joining() throws {
    let released = Relation<TechDecoupling.Model>("released")
    let fact = GivenFact(
      released(Model("v4")), location: SourceLocation(fileID: "a.dl", line: 1))
    let same = GivenFact(
      released(Model("v4")), location: SourceLocation(fileID: "b.dl", line: 2))
    let other = GivenFact(released(Model("v5")))
    let book =
      Rulebook("A", rules: [], facts: [fact])
      + Rulebook("B") {
        same
        other
      }
    #expect(book.facts == [fact, other])
    #expect(fact == same)
  }

  @Test("A hundred thousand stated facts are loaded as facts")
  func manyFacts() async throws {
    let edge = Relation<Int, Int>("edge")
    let facts = (0..<100_000).map { GivenFact(edge.fact($0, $0 + 1)) }
    let findings = try await Facts().findings(under: Rulebook("Many", rules: [], facts: facts))
    #expect(findings.count(of: edge) == 100_000)
    #expect(findings.rulebook.rules.isEmpty)
  }

  @Test(
    "Functors make what rule text says",
    arguments: [
      (#"n = strlen("häuser")"#, "7"), (#"n = ord("x") - ord("x")"#, "0"),
      (#"n = to_number("42") + 1"#, "43"), ("n = -(3) + bnot 0", "-4"),
      ("n = lnot 0 + 5 band 4", "4"), ("n = 2 ^ 10", "1024"), ("n = 1 bshl 3 bor 1", "9"),
      ("n = min(3, 5, 4) * max(1, 2)", "6"), ("n = range(1, 4)", "1, 2, 3"),
      ("n = range(9, 0, -4)", "9, 5, 1"), (#"n = 1, contains("b", "abc")"#, "1"),
      (#"n = 1, match("a.*", "abc"), !contains("d", "abc")"#, "1"),
      (#"n = 1, "abc" < "abd", "a" < "ä""#, "1"),
      (#"n = strlen(cat("a", "b", to_string(17)))"#, "4"),
      (#"n = strlen(substr("hello", 1, 3))"#, "3"),
      ("n = sum x : { q(x), c = count : { r(x, _) }, c > 1 }", "1"),
      ("n = count : { q(x), 2 = max y : r(x, y) }", "2"),
      ("n = count : { q(x), !r(x, 1) }", "2"),
      ("n = sum x : { x = range(1, 5) }", "10"),
    ])
  func functors(body: String, expected: String) async throws {
    let rows = try await conclusions(
      "p",
      """
      .decl p(n: number)
      .decl q(n: number)
      .decl r(n: number, m: number)
      q(1). q(2). q(3).
      r(1, 1). r(1, 2). r(2, 2).
      p(n) :- \(body).
      """)
    #expect(rows.sorted() == expected.split(separator: ", ").map(String.init).sorted())
  }

  @Test("A proof shows functors, ranges and aggregates in aggregates with their values")
  func proof() async throws {
    let findings = try await findings(
      """
      .decl q(n: number)
      .decl r(n: number, m: number)
      .decl p(n: number, t: symbol)
      q(1). q(2).
      r(1, 1). r(1, 2). r(2, 2).
      p(n, t) :- n = range(1, 3), t = cat("n", to_string(n)), strlen(t) = 2,
        count : { q(x), 1 < count : { r(x, _) } } = 1.
      """)
    let explanation = try findings.explain(
      Atom(parsing: #"p(2, "n2")"#, in: findings), on: day)
    #expect(
      explanation.description == """
        p(2, "n2") on 2026-02-25, confirmed; holds always; rule 'p 1 (t)'
          - 2 in range(1, 3)
          - "n2" == cat("n", to_string(2))
          - strlen("n2") == 2
          - count is 1, and 1 == 1
            - 1
              - recorded: q(1), confirmed
                given in t.dl:4
              - count is 2, and 2 > 1
                - recorded: r(1, 1), confirmed
                  given in t.dl:5
                - recorded: r(1, 2), confirmed
                  given in t.dl:5
        """)
  }

  @Test("Findings list what each rule cost")
  func profile() async throws {
    let findings = try await findings(
      """
      .decl edge(x: number, y: number)
      .decl tc(x: number, y: number)
      edge(1, 2). edge(2, 3). edge(3, 4).
      tc(x, y) :- edge(x, y).
      tc(x, z) :- tc(x, y), edge(y, z), !edge(z, x).
      """)
    let profile = findings.profile
    #expect(profile.map(\.rule) == ["tc 1 (t)", "tc 2 (t)"])
    #expect(profile.map(\.newCount) == [3, 3])
    #expect(profile.allSatisfy { $0.level == .possible && !$0.isConceivable && $0.rounds > 0 })
    #expect(profile.first?.plan == "edge(x, y)")
    #expect(profile.last?.plan == "tc(x, y); edge(y, z); no edge(z, x)")
  }
}

extension Argument {
  /// The value as files write it.
  fileprivate var text: String {
    Atom(relation: RelationSignature(name: "", columns: []), arguments: [self]).description
      .dropFirst().dropLast().description
  }
}
