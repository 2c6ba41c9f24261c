import Testing

@testable import TechDecoupling

/// What rule text is read as.
@Suite struct RuleSyntaxTests {
  /// The body of one rule.
  private func body(_ text: String) -> String {
    let items = SyntaxOutline.of("h() :- \(text).")
    guard items.count == 1, items[0].hasPrefix("h() :- ") else {
      return items.joined(separator: "\n")
    }
    return String(items[0].dropFirst(7))
  }

  /// A term, which stands right of a comparison.
  private func term(_ text: String) -> String {
    let body = body("v = \(text)")
    return body.hasPrefix("(v == ") ? String(body.dropFirst(6).dropLast()) : body
  }

  @Test func `facts and rules end with a dot, on any lines`() {
    #expect(
      SyntaxOutline.of("a(1).b(\"x\",2).c().\np(x)\n:-\n q(x),r(x) // why\n . /* p(1). */ d(_).")
        == ["a(1)", "b('x',2)", "c()", "p(x) :- all(q(x), r(x))", "d(_)"])
  }

  @Test func `several heads share a body`() {
    #expect(SyntaxOutline.of("a(x), b(x) :- c(x).") == ["a(x) & b(x) :- c(x)"])
  }

  @Test func `names may have question marks, digits and underscores, and instances dots`() {
    #expect(
      SyntaxOutline.of("?p_1(?x, _y, X2) :- g.h.p(?x).") == ["?p_1(?x,_y,X2) :- g.h.p(?x)"])
  }

  @Test(arguments: [
    ("a(), b(); c()", "any(all(a(), b()), c())"),
    ("a(), (b(); c(), d())", "all(a(), any(b(), all(c(), d())))"),
    ("!a(), !(b(); !c())", "all(not(a()), not(any(b(), not(c()))))"),
    ("!!a()", "not(not(a()))"),
    ("!(x = 1)", "not((x == 1))"),
    ("((a()))", "a()"),
    ("(a(), b())", "all(a(), b())"),
    (
      "x = 1, x != 2, x < 3, x <= 4, x > 5, x >= 6",
      "all((x == 1), (x != 2), (x < 3), (x <= 4), (x > 5), (x >= 6))"
    ),
    ("true, false, !true", "all(true, false, not(true))"),
    ("contains(\"a\", x), !match(y, x)", "all(test contains('a',x), not(test match(y,x)))"),
    ("lab is maker, is(x)", "all((lab is maker), is(x))"),
    ("cat(x, y) = z, p(x)", "all((cat(x,y) == z), p(x))"),
    ("count(x), min(x, y), sum(x)", "all(count(x), min(x,y), sum(x))"),
  ])
  func `conditions are joined by ',' and ';' and negated by '!'`(text: String, outline: String) {
    #expect(body(text) == outline)
  }

  @Test(arguments: [
    ("(x + 1) * 2 < y", "(((x + 1) * 2) < y)"),
    ("((x)) = y", "(x == y)"),
    ("((x) + 1) = y, p((x))", "all(((x + 1) == y), p(x))"),
    ("(cat(x, y)) = z", "(cat(x,y) == z)"),
    ("((f(x)) ^ 2 + 1) >= -(x)", "(((f(x) ^ 2) + 1) >= (- x))"),
    ("(x is y)", "(x is y)"),
  ])
  func `a parenthesis of a condition may be that of a term`(text: String, outline: String) {
    #expect(body(text) == outline)
  }

  @Test(arguments: [
    ("1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"),
    ("1 - 2 - 3", "((1 - 2) - 3)"),
    ("8 / 4 % 3 * 2", "(((8 / 4) % 3) * 2)"),
    ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"),
    ("-x ^ 2", "(- (x ^ 2))"),
    ("-x * y", "((- x) * y)"),
    ("2 ^ -1", "(2 ^ (- 1))"),
    ("- - 1", "(- (- 1))"),
    (
      "a lor b lxor c land d bor e bxor f band g bshl 1 + 2",
      "(a lor (b lxor (c land (d bor (e bxor (f band (g bshl (1 + 2))))))))"
    ),
    ("a bshr 1 bshru 2 bshl 3", "(((a bshr 1) bshru 2) bshl 3)"),
    ("bnot x band lnot y", "((bnot x) band (lnot y))"),
    ("bnot(x + 1)", "(bnot (x + 1))"),
    ("(1 + 2) * 3", "((1 + 2) * 3)"),
  ])
  func `operators bind as in Soufflé`(text: String, outline: String) {
    #expect(term(text) == outline)
  }

  @Test(arguments: [
    ("12", "12"), ("0x1F", "0x1F"), ("0b11", "0b11"), ("127.0.0.1", "127.0.0.1"), ("1u", "1u"),
    ("0xFFu", "0xFFu"), ("1.50", "1.50f"), ("_", "_"), ("$labs", "$labs"), ("?x", "?x"),
    ("\"\"", "''"), ("as(x, number)", "as(x,number)"), ("as(1 + 2, a.T)", "as((1 + 2),a.T)"),
    ("range(1, 5, 2)", "range(1,5,2)"), ("f()", "f()"), ("min(a, b, c)", "min(a,b,c)"),
    ("max(1, min(a, 2))", "max(1,min(a,2))"), ("count", "count"),
  ])
  func `values, variables and functors are terms`(text: String, outline: String) {
    #expect(term(text) == outline)
  }

  @Test func `a number before the dot of the rule keeps its digits`() {
    #expect(SyntaxOutline.of("a(x) :- x = 1.b(2).") == ["a(x) :- (x == 1)", "b(2)"])
    #expect(SyntaxOutline.of("a(x) :- x = 1.5.b(2).") == ["a(x) :- (x == 1.5f)", "b(2)"])
  }

  @Test func `escapes stand for characters, and text may go over lines`() {
    #expect(
      SyntaxOutline.of(#"a("\"q\" \\ \'\n\t\r\a\b\f\v é")."#)
        == ["a('\"q\" \\ '\n\t\r\u{7}\u{8}\u{C}\u{B} é')"])
    #expect(SyntaxOutline.of("a(\"one\ntwo\").") == ["a('one\ntwo')"])
  }

  @Test(arguments: [
    ("count : { p(x), x > 1 }", "<count : all(p(x), (x > 1))>"),
    ("count : p(x)", "<count : p(x)>"),
    ("sum x + 1 : p(x)", "<sum (x + 1) : p(x)>"),
    ("sum(x + 1) : { p(x) }", "<sum (x + 1) : p(x)>"),
    ("min (x + 1) * 2 : { p(x) }", "<min ((x + 1) * 2) : p(x)>"),
    ("max -x : { p(x); q(x) }", "<max (- x) : any(p(x), q(x))>"),
    ("mean y : { p(y), n = count : q(_) }", "<mean y : all(p(y), (n == <count : q(_)>))>"),
    ("count per (a, b) : { p(a, b, _) }", "<count per(a,b) : p(a,b,_)>"),
    ("count per () : { p(_) }", "<count per() : p(_)>"),
    ("sum p per (o) : { own(o, p) }", "<sum p per(o) : own(o,p)>"),
    ("count : { p(x) } + 1", "(<count : p(x)> + 1)"),
    ("count : { <-[0d,30d] p(x) }", "<count : sometime past 0..30 p(x)>"),
  ])
  func `aggregates have a body, and may name what counts once`(text: String, outline: String) {
    #expect(term(text) == outline)
  }

  @Test func `aggregates of a conclusion have no body`() {
    #expect(
      SyntaxOutline.of("t(d, sum(a), average(b), COUNT(c), max(a + 1)) :- s(d, a, b, c).")
        == ["t(d,<sum a head>,<mean b head>,<count c head>,<max (a + 1) head>) :- s(d,a,b,c)"])
    #expect(
      SyntaxOutline.of("t(sum(a) / count(b) * 100) :- s(a, b).")
        == ["t(((<sum a head> / <count b head>) * 100)) :- s(a,b)"])
    #expect(SyntaxOutline.of("t(min(a, b)) :- s(a, b).") == ["t(min(a,b)) :- s(a,b)"])
    #expect(SyntaxOutline.of("t(count : { p(_) }).") == ["t(<count : p(_)>)"])
  }

  @Test func `facts have days, both ends included`() {
    #expect(
      SyntaxOutline.of("p(1)@[2025-03-01, 2025-04-30]. p(2) @[_, \"2025-04\"]. p(3)@[2025, _].")
        == ["p(1)@2025-03-01..2025-04-30", "p(2)@_..2025-04", "p(3)@2025.._"])
  }

  @Test(arguments: [
    ("<-[0d,30d] p(x)", "sometime past 0..30 p(x)"),
    ("[-[0d, 30d] p(x)", "always past 0..30 p(x)"),
    ("<+[1,$ahead] p(x)", "sometime next 1..$ahead p(x)"),
    ("[+[$a d,$b] g.p(x)", "always next $a..$b g.p(x)"),
    ("<-[1d,_] p(x)", "sometime past 1.._ p(x)"),
    ("<*[-3d,3d] p(x)", "sometime around (- 3)..3 p(x)"),
    ("[*[-3d,-1d] p(x)", "always around (- 3)..(- 1) p(x)"),
    ("!<-[0d,3d] p(x)", "not(sometime past 0..3 p(x))"),
  ])
  func `windows stand before a relation`(text: String, outline: String) {
    #expect(body(text) == outline)
  }

  @Test func `runs bind variables`() {
    #expect(
      body("p(x) @run(start=s, end=e, length=n), g.p(x)@run(length=m)")
        == "all(run s e n p(x), run - - m g.p(x))")
  }

  @Test func `declarations have columns and qualifiers`() {
    #expect(
      SyntaxOutline.of(
        """
        .decl a, b(x: number, y: g.City) btree temporal one_of
        .decl c() brie
        input(1).
        .decl d(x:symbol) input output
        temporal(1).
        """)
        == [
          "decl a,b(x:number,y:g.City) btree temporal one_of", "decl c() brie", "input(1)",
          "decl d(x:symbol) input output", "temporal(1)",
        ])
  }

  @Test func `types are subtypes, unions or other names`() {
    #expect(
      SyntaxOutline.of(
        """
        .type City <: symbol
        .type Place = City | g.Country
        .type Town = City
        .type Old
        .number_type N
        .symbol_type S
        """)
        == [
          "type City <:symbol", "type Place =City|g.Country", "type Town =City",
          "type Old <:symbol", "type N <:number", "type S <:symbol",
        ])
  }

  @Test func `directives name relations and settings`() {
    #expect(
      SyntaxOutline.of(
        """
        .input a, g.b(IO=file, filename="e\\t.csv", delimiter=",", headers=true, n=3)
        .output c()
        .printsize d
        .limitsize e(n=10)
        .pragma "legacy"
        .pragma "a" "b"
        .once
        """)
        == [
          "input a,g.b[IO=file,filename=e\t.csv,delimiter=,,headers=true,n=3]", "output c",
          "printsize d", "limitsize e[n=10]",
        ])
  }

  @Test func `books, parameters and rules have names`() {
    #expect(
      SyntaxOutline.of(
        """
        .rulebook "Access"
        .parameter labs = -3
        .set labs = 2 + 2
        .rule "Declined" (strength=probable, because="{lab} declined")
        p(x) :- q(x).
        .rule (strength=possible) r(1).
        """)
        == [
          "rulebook Access", "parameter labs=(- 3)", "set labs=(2 + 2)",
          "rule 'Declined'[strength=probable,because={lab} declined] p(x) :- q(x)",
          "rule ''[strength=possible] r(1)",
        ])
  }

  @Test func `components have parameters, bases and contents`() {
    #expect(
      SyntaxOutline.of(
        """
        .comp Base { .decl r(x: number) overridable r(1). }
        .comp Graph<T, U> : Base, Other<T> {
          .override r
          r(x) :- q(x), n = count : { q(x) }, n > 1.
          .comp In { } .init i = In
        }
        .init g = Graph<number, a.T>
        """)
        == [
          "comp Base<>{decl r(x:number) overridable; r(1)}",
          "comp Graph<T,U>:Base<>:Other<T>{override r; "
            + "r(x) :- all(q(x), (n == <count : q(x)>), (n > 1)); comp In<>{}; init i=In<>}",
          "init g=Graph<number,a.T>",
        ])
  }

  @Test func `plans follow rules`() {
    #expect(
      SyntaxOutline.of(
        "p(x) :- q(x), r(x). .plan 0:(2,1), 1:(1,2)\nq(1).\np(1) :- q(1).\n.plan (1)")
        == [
          "p(x) :- all(q(x), r(x)) plan 0:2,1 plan 1:1,2", "q(1)", "p(1) :- q(1) plan -:1",
        ])
  }

  @Test func `annotations of other tools are passed over`() {
    #expect(
      SyntaxOutline.of(
        "@[note(\".decl\", {x})] p(1).\n@[.decl] .decl p(@[doc = \"x\"] x: number)\n"
          + "p(x) :- @![inner] q(x).")
        == ["p(1)", "decl p(x:number)", "p(x) :- q(x)"])
  }

  @Test func `file and line are known by name`() {
    let source = RuleTextSource(name: "a.dl", "\np(__LINE__, __FILE__).")
    guard case .clause(let clause) = RuleParser.parse(source).program.items.first else {
      Issue.record("no clause")
      return
    }
    #expect(clause.heads[0].terms.map(\.kind) == [.number("2"), .text("a.dl")])
  }

  @Test func `ranges are those of the text`() {
    let text = "p(x) :-\n  q(x, 1 + 22), !r(é)."
    let source = RuleTextSource(text.replacing("é", with: "\"é\""))
    guard case .clause(let clause) = RuleParser.parse(source).program.items.first,
      case .all(let parts) = clause.body, case .atom(let atom) = parts[0],
      case .not(.atom(let negated), _) = parts[1]
    else {
      Issue.record("no such clause")
      return
    }
    #expect(source.text(clause.range) == source.text(TextRange(from: 0, until: 100)))
    #expect(source.text(atom.range) == "q(x, 1 + 22)")
    #expect(source.text(atom.terms[1].range) == "1 + 22")
    #expect(source.text(negated.terms[0].range) == "\"é\"")
    #expect(source.place(of: negated.range) == Place(line: 2, column: 18))
  }
}
