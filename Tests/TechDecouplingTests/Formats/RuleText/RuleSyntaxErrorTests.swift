import Testing

@testable import TechDecoupling

/// What is no rule text: each mistake with its whole text.
@Suite struct RuleSyntaxErrorTests {
  /// Checks the problems of a file, with their lines.
  private func expect(
    _ text: String, _ problems: String, at place: Testing.SourceLocation = #_sourceLocation
  ) {
    expect(Array(text.utf8), problems, at: place)
  }

  private func expect(
    _ bytes: [UInt8], _ problems: String, at place: Testing.SourceLocation = #_sourceLocation
  ) {
    let found = RuleParser.parse(RuleTextSource(name: "a.dl", bytes: bytes)).problems
    #expect(
      found.map(\.description).joined(separator: "\n") == problems, sourceLocation: place)
  }

  @Test func `what is expected is named after what is found`() {
    expect(
      "path(x, y :- edge(x, y).",
      """
      a.dl:1:11: error TD703: expected ',' or ')' after a term, found ':-'; close the \
      list of terms
      1 | path(x, y :- edge(x, y).
        |           ^~
      """)
    expect(
      "p(x) :- q(x)\nr(x) :- s(x).",
      """
      a.dl:2:1: error TD703: expected ',', ';' or '.' after a condition, found 'r'; end \
      the rule with '.'
      2 | r(x) :- s(x).
        | ^
      """)
    expect(
      "p(x, ).",
      """
      a.dl:1:6: error TD703: expected a term, found ')'; a term is a variable, a value, \
      '_' or a calculation
      1 | p(x, ).
        |      ^
      """)
    expect(
      "p(1)",
      """
      a.dl:1:5: error TD703: expected ':-', ',' or '.' after the head of a rule, found \
      the end of the file; end a fact with '.', or give the rule a body with ':-'
      1 | p(1)
        |     ^
      """)
    expect(
      "a(1), b(2).",
      """
      a.dl:1:11: error TD703: expected ',' or ':-' after several heads, found '.'; heads \
      share a body; end each fact with '.'
      1 | a(1), b(2).
        |           ^
      """)
    expect(
      "p(x \"abc\").",
      """
      a.dl:1:5: error TD703: expected ',' or ')' after a term, found the text "abc"; \
      close the list of terms
      1 | p(x "abc").
        |     ^~~~~
      """)
    expect(
      "}",
      """
      a.dl:1:1: error TD703: expected a rule or a directive, found '}'; a rule begins \
      with the name of a relation, a directive with a dot
      1 | }
        | ^
      """)
    expect(
      "p(x) :- !.",
      """
      a.dl:1:10: error TD703: expected a condition, found '.'; a condition compares terms \
      or names a relation
      1 | p(x) :- !.
        |          ^
      """)
    expect(
      "p(x) :- x.",
      """
      a.dl:1:10: error TD703: expected a comparison such as '=' after a term, found '.'; \
      a condition compares terms or names a relation
      1 | p(x) :- x.
        |          ^
      """)
    expect(
      "p(x) :- x == 1.",
      """
      a.dl:1:12: error TD703: expected a term after '=', found '='; write '=' once
      1 | p(x) :- x == 1.
        |            ^
      """)
    expect(
      "p(as(x)).",
      """
      a.dl:1:7: error TD703: expected ',' after the term of a cast, found ')'; write it \
      as 'as(x, Type)'
      1 | p(as(x)).
        |       ^
      """)
    expect(
      "p((1).",
      """
      a.dl:1:6: error TD703: expected ',' or ')' after a term, found '.'; close the list \
      of terms
      1 | p((1).
        |      ^
      """)
  }

  @Test func `misspelt words are recognized`() {
    expect(
      "decl edge(x: number)",
      """
      a.dl:1:6: error TD703: expected '(' after 'decl', found 'edge'; a relation's terms \
      stand in parentheses; did you mean '.decl'?
      1 | decl edge(x: number)
        |      ^~~~
      """)
    expect(
      "p(x) :- x = 1 bnad 2.",
      """
      a.dl:1:15: error TD703: expected ',', ';' or '.' after a condition, found 'bnad'; \
      end the rule with '.'; did you mean 'band'?
      1 | p(x) :- x = 1 bnad 2.
        |               ^~~~
      """)
    expect(
      "p(x) :- a(x), b(y), x si y.",
      """
      a.dl:1:23: error TD703: expected a comparison such as '=' after a term, found 'si'; \
      a condition compares terms or names a relation; did you mean 'is'?
      1 | p(x) :- a(x), b(y), x si y.
        |                       ^~
      """)
    expect(
      "p(n) :- n = sum x pre (o) : { q(x, o) }.",
      """
      a.dl:1:19: error TD703: expected ':' and what is aggregated after 'sum', found \
      'pre'; write it as 'sum x : { … }'; did you mean 'per'?
      1 | p(n) :- n = sum x pre (o) : { q(x, o) }.
        |                   ^~~
      """)
  }

  @Test func `aggregates, windows, runs and days are shown as they are written`() {
    expect(
      "p(n) :- n = count { q(x) }.",
      """
      a.dl:1:19: error TD703: expected ':' and what is aggregated after 'count', found \
      '{'; write it as 'count : { … }'
      1 | p(n) :- n = count { q(x) }.
        |                   ^
      """)
    expect(
      "p(n) :- n = count : { q(x).\nq(1).",
      """
      a.dl:1:27: error TD703: expected ',', ';' or '}' after a condition of an aggregate, \
      found '.'; close what is aggregated
      1 | p(n) :- n = count : { q(x).
        |                           ^
      """)
    expect(
      "p(x) :- <-[0d 3d] q(x).",
      """
      a.dl:1:15: error TD703: expected ',' after the first day of a window, found '3'; \
      write it as '<-[0d,30d]'
      1 | p(x) :- <-[0d 3d] q(x).
        |               ^
      """)
    expect(
      "p(x) :- <-[a,3d] q(x).",
      """
      a.dl:1:12: error TD703: expected a number of days, found 'a'; write days as '30d' \
      or as a parameter, '$days'
      1 | p(x) :- <-[a,3d] q(x).
        |            ^
      """)
    expect(
      "p(x) :- <-[0d,3d] x = 1.",
      """
      a.dl:1:21: error TD703: expected '(' after 'x', found '='; a relation's terms stand \
      in parentheses
      1 | p(x) :- <-[0d,3d] x = 1.
        |                     ^
      """)
    expect(
      "p(x) :- q(x)@[2025-01-01, _].",
      """
      a.dl:1:14: error TD703: expected 'run' after '@', found '['; write a run as 'p(x) \
      @run(length=n)', a window before the condition
      1 | p(x) :- q(x)@[2025-01-01, _].
        |              ^
      """)
    expect(
      "p(x) :- q(x) @run(length 3).",
      """
      a.dl:1:26: error TD703: expected '=' after 'length', found '3'; write 'length=n'
      1 | p(x) :- q(x) @run(length 3).
        |                          ^
      """)
    expect(
      "p(1)@[today, _].",
      """
      a.dl:1:7: error TD703: expected a date or '_', found 'today'; write a day as \
      2025-03-01, an open end as '_'
      1 | p(1)@[today, _].
        |       ^~~~~
      """)
    expect(
      "p(1)@[2025-01-01].",
      """
      a.dl:1:17: error TD703: expected ',' after the first day, found ']'; write the days \
      as '@[2025-03-01, _]'
      1 | p(1)@[2025-01-01].
        |                 ^
      """)
  }

  @Test func `directives are shown as they are written`() {
    expect(
      ".decl e(x number)",
      """
      a.dl:1:11: error TD703: expected ':' after 'x', found 'number'; write columns as \
      'x: number'
      1 | .decl e(x number)
        |           ^~~~~~
      """)
    expect(
      ".decl f(x: 1)",
      """
      a.dl:1:12: error TD703: expected the type of a column, found '1'; number, unsigned, \
      float, symbol and day are types
      1 | .decl f(x: 1)
        |            ^
      """)
    expect(
      ".decl g x: number",
      """
      a.dl:1:9: error TD703: expected '(' after the name of a relation, found 'x'; write \
      '.decl edge(x: number, y: number)'
      1 | .decl g x: number
        |         ^
      """)
    expect(
      ".input edge(filename)",
      """
      a.dl:1:21: error TD703: expected '=' after 'filename', found ')'; write settings as \
      'name=value'
      1 | .input edge(filename)
        |                     ^
      """)
    expect(
      ".output path(x=)",
      """
      a.dl:1:16: error TD703: expected the value of a setting, found ')'; write text in \
      double quotes, a word or a number
      1 | .output path(x=)
        |                ^
      """)
    expect(
      ".output\n",
      """
      a.dl:1:8: error TD703: expected the name of a relation, found the end of the file; \
      write '.output edge'
      1 | .output
        |        ^
      """)
    expect(
      ".type\n",
      """
      a.dl:1:6: error TD703: expected the name of a type, found the end of the file; \
      write '.type City <: symbol'
      1 | .type
        |      ^
      """)
    expect(
      ".type B <",
      """
      a.dl:1:9: error TD703: expected '<:' or '=' after the name of a type, found '<'; \
      write '.type City <: symbol'
      1 | .type B <
        |         ^
      """)
    expect(
      ".parameter labs 3",
      """
      a.dl:1:17: error TD703: expected '=' after 'labs', found '3'; write '.parameter \
      labs = 3'
      1 | .parameter labs 3
        |                 ^
      """)
    expect(
      ".rulebook Access",
      """
      a.dl:1:11: error TD703: expected the name of the rulebook in quotes, found \
      'Access'; put it in double quotes
      1 | .rulebook Access
        |           ^~~~~~
      """)
    expect(
      ".rule Access p(1).",
      """
      a.dl:1:7: error TD703: expected the name of the rule in quotes, found 'Access'; \
      write '.rule "Name"' or '.rule (strength=possible)'
      1 | .rule Access p(1).
        |       ^~~~~~
      """)
    expect(
      ".init g Graph",
      """
      a.dl:1:9: error TD703: expected '=' after 'g', found 'Graph'; write '.init g = \
      Graph<number>'
      1 | .init g Graph
        |         ^~~~~
      """)
    expect(
      ".comp A {\n.decl p(x: number)\n",
      """
      a.dl:2:19: error TD703: expected '}' at the end of the component, found the end of \
      the file; its '{' is in line 1
      2 | .decl p(x: number)
        |                   ^
      """)
    expect(
      ".comp A : { }",
      """
      a.dl:1:11: error TD703: expected the name of a component, found '{'; write '.comp \
      Graph<T> { … }'
      1 | .comp A : { }
        |           ^
      """)
    expect(
      ".plan 0:(1)\np(1).",
      """
      a.dl:1:1: error TD703: expected a rule or a directive, found '.plan'; '.plan' \
      follows the rule whose order it gives
      1 | .plan 0:(1)
        | ^~~~~
      """)
    expect(
      ".pragma legacy",
      """
      a.dl:1:9: error TD703: expected a setting in quotes, found 'legacy'; put it in \
      double quotes
      1 | .pragma legacy
        |         ^~~~~~
      """)
    expect(
      ".override 1",
      """
      a.dl:1:11: error TD703: expected the name of a relation, found '1'; write \
      '.override path'
      1 | .override 1
        |           ^
      """)
  }
}
