import Testing

@testable import TechDecoupling

/// Words, macros and headings that are none: each mistake with its whole text.
@Suite struct RuleTokenErrorTests {
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

  @Test func `characters that stand for nothing are reported once in a row`() {
    expect(
      "p(1) && q(2).",
      """
      a.dl:1:6: error TD704: '&&' stands for nothing outside of text; remove it or put \
      the text in double quotes
      1 | p(1) && q(2).
        |      ^~
      """)
    expect(
      "p(1) ### q.",
      """
      a.dl:1:6: error TD704: '###' stands for nothing outside of text; remove it or put \
      the text in double quotes
      1 | p(1) ### q.
        |      ^~~
      """)
    expect(
      "p(1,\u{A0}2).",
      """
      a.dl:1:5: error TD704: 'U+00A0' stands for nothing outside of text; remove it or \
      put the text in double quotes
      1 | p(1, 2).
        |     ^
      """)
    expect(
      "p(\u{1}).",
      """
      a.dl:1:3: error TD704: 'U+0001' stands for nothing outside of text; remove it or \
      put the text in double quotes
      1 | p(�).
        |   ^
      """)
  }

  @Test func `a text without its end is reported on its line`() {
    expect(
      "p(\"a, 1).\np(\"b\").",
      """
      a.dl:1:3: error TD705: the text has no closing quote; close it, and write a quote \
      within it as \\"
      1 | p("a, 1).
        |   ^~~~~~~
      """)
    expect(
      "p(\"a\nb\").\np(\"c).",
      """
      a.dl:1:3: error TD705: the text has no closing quote; close it, and write a quote \
      within it as \\"
      1 | p("a
        |   ^~
      a.dl:2:2: error TD705: the text has no closing quote; close it, and write a quote \
      within it as \\"
      2 | b").
        |  ^~~
      a.dl:3:3: error TD705: the text has no closing quote; close it, and write a quote \
      within it as \\"
      3 | p("c).
        |   ^~~~
      """)
    expect(
      "p(\"",
      """
      a.dl:1:3: error TD705: the text has no closing quote; close it, and write a quote \
      within it as \\"
      1 | p("
        |   ^
      """)
  }

  @Test func `escapes that stand for nothing are refused`() {
    expect(
      "p(\"a\\qb\\é\").",
      """
      a.dl:1:5: error TD706: \\q stands for nothing in text; write \\\\ for a backslash; \
      the others are \\" \\' \\n \\t \\r \\a \\b \\f \\v
      1 | p("a\\qb\\é").
        |     ^~
      a.dl:1:8: error TD706: \\é stands for nothing in text; write \\\\ for a backslash; \
      the others are \\" \\' \\n \\t \\r \\a \\b \\f \\v
      1 | p("a\\qb\\é").
        |        ^~
      """)
  }

  @Test func `comments and numbers have a form`() {
    expect(
      "p(1).\n/* p(2).",
      """
      a.dl:2:1: error TD707: the comment has no end; close it with '*/'
      2 | /* p(2).
        | ^~
      """)
    expect(
      "p(127.0.0.256).",
      """
      a.dl:1:3: error TD708: '127.0.0.256' is no number: each of the four parts of an \
      address is at most 255
      1 | p(127.0.0.256).
        |   ^~~~~~~~~~~
      """)
  }

  @Test func `unknown directives and qualifiers have a nearest name`() {
    expect(
      ".dcl edge(x: number)\np(1).",
      """
      a.dl:1:1: error TD710: there is no directive '.dcl'; did you mean '.decl'?
      1 | .dcl edge(x: number)
        | ^~~~
      """)
    expect(
      ".wrong\n",
      """
      a.dl:1:1: error TD710: there is no directive '.wrong'; a rule begins with the name \
      of a relation
      1 | .wrong
        | ^~~~~~
      """)
    expect(
      ".decl edge(x: number) btre\n.decl road(x: number) fast\n",
      """
      a.dl:1:23: error TD711: 'btre' is no qualifier of a relation; did you mean 'btree'?
      1 | .decl edge(x: number) btre
        |                       ^~~~
      a.dl:2:23: error TD711: 'fast' is no qualifier of a relation; the ones that change \
      something are 'temporal' and 'one_of'
      2 | .decl road(x: number) fast
        |                       ^~~~
      """)
  }

  @Test func `macros neither recur nor grow without bound`() {
    expect(
      "#define a b\n#define b a\np(a).",
      """
      a.dl:3:3: error TD713: the macro 'a' is defined by itself; name what it stands for
      3 | p(a).
        |   ^
      """)
  }

  @Test func `lines of the preprocessor have a form`() {
    expect(
      "#defin a\n#error x",
      """
      a.dl:1:1: error TD715: there is no '#defin'; did you mean '#define'?
      1 | #defin a
        | ^~~~~~
      a.dl:2:1: error TD715: there is no '#error'; there are #define, #undef, #ifdef, \
      #ifndef, #else and #endif
      2 | #error x
        | ^~~~~~
      """)
    expect(
      "#define\n#ifdef\np(1).\n#endif",
      """
      a.dl:1:1: error TD716: '#define' lacks the name of a macro; write it on the same \
      line
      1 | #define
        | ^~~~~~~
      a.dl:2:1: error TD716: '#ifdef' lacks the name of a macro; write it on the same line
      2 | #ifdef
        | ^~~~~~
      """)
    expect(
      "#endif\n#else",
      """
      a.dl:1:1: error TD717: '#endif' has no '#ifdef' before it; remove it
      1 | #endif
        | ^~~~~~
      a.dl:2:1: error TD717: '#else' has no '#ifdef' before it; remove it
      2 | #else
        | ^~~~~
      """)
    expect(
      "#ifdef A\np(1).\n#ifndef B",
      """
      a.dl:1:1: error TD718: '#ifdef' has no '#endif'; add it where the part ends
      1 | #ifdef A
        | ^~~~~~
      a.dl:3:1: error TD718: '#ifndef' has no '#endif'; add it where the part ends
      3 | #ifndef B
        | ^~~~~~~
      """)
  }

  @Test func `a rule has no days of its own`() {
    expect(
      "p(x)@[2025-01-01, _] :- q(x).",
      """
      a.dl:1:5: error TD719: days stand on a rule, but a rule holds on the days of its \
      premises; leave the days out, or add a premise that holds on them
      1 | p(x)@[2025-01-01, _] :- q(x).
        |     ^~~~~~~~~~~~~~~~
      """)
  }

  @Test func `a run has three keys, each once`() {
    expect(
      "p(x) :- q(x) @run(lenght=n, start=s, start=t, when=u).",
      """
      a.dl:1:19: error TD720: a run has no 'lenght'; did you mean 'length'?
      1 | p(x) :- q(x) @run(lenght=n, start=s, start=t, when=u).
        |                   ^~~~~~
      a.dl:1:38: error TD720: a run has 'start' twice; remove one
      1 | p(x) :- q(x) @run(lenght=n, start=s, start=t, when=u).
        |                                      ^~~~~
      a.dl:1:47: error TD720: a run has no 'when'; it has 'start', 'end' and 'length'
      1 | p(x) :- q(x) @run(lenght=n, start=s, start=t, when=u).
        |                                               ^~~~
      """)
  }

  @Test func `a heading needs its rule`() {
    expect(
      ".rule \"A\"\n.decl p(x: number)",
      """
      a.dl:1:1: error TD721: no rule follows '.rule'; it names the rule or fact after it
      1 | .rule "A"
        | ^~~~~~~~~
      """)
    expect(
      ".rule \"A\" (strength=possible)\n",
      """
      a.dl:1:1: error TD721: no rule follows '.rule'; it names the rule or fact after it
      1 | .rule "A" (strength=possible)
        | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      """)
  }

  @Test func `macros that double one another are stopped`() {
    let macros = (0..<20).map { "#define a\($0) a\($0 + 1) a\($0 + 1)\n" }.joined()
    expect(
      macros + "p(a0).",
      """
      a.dl:21:3: error TD714: macros make more than 16484 words of the text; write the \
      text out or use rules
      21 | p(a0).
         |   ^~
      """)
  }

  @Test func `a name is no longer than that of a file`() {
    let name = String(repeating: "long", count: 63)
    let source = RuleTextSource(name: "a.dl", "\(name)(1). p(\(name)).")
    let problems = RuleParser.parse(source).problems
    let message =
      "TD723: the name 'longlonglonglonglonglonglonglonglonglong…' has more than 250 characters; "
      + "shorten it"
    #expect(problems.map { "\($0.code): \($0.message)" } == [message, message])
    let parts = Array(repeating: "long", count: 51).joined(separator: ".")
    let other = RuleParser.parse(RuleTextSource(name: "a.dl", ".output \(parts)\np(1).")).problems
    #expect(other.map(\.code) == ["TD723"])
  }

  @Test func `files in another encoding are refused`() {
    expect(
      Array("p(1).\np(\"".utf8) + [0xFF] + Array("\").".utf8),
      """
      a.dl:2:3: error TD701: the text is not UTF-8; save the file as UTF-8
      2 | p("\u{FFFD}").
        |   ^~~
      """)
    expect(
      [0xFF, 0xFE, 0x70, 0x00],
      """
      a.dl:1:1: error TD701: the file is in UTF-16; save the file as UTF-8
      1 | \u{FFFD}\u{FFFD}p\u{FFFD}
        | ^
      """)
    #expect(RuleParser.parse(RuleTextSource("\u{FEFF}p(1).")).problems.isEmpty)
  }

  @Test func `a file of two gigabytes is refused`() {
    #expect(
      "\(RuleSyntaxMistake.tooLong.code): \(RuleSyntaxMistake.tooLong.message)"
        == "TD702: the file is longer than 2 GiB; state many facts in a file of their own "
        + "and read it by '.input'")
  }

  @Test(arguments: [
    "p(x) :- x = " + String(repeating: "(", count: 30_000),
    "p(x) :- " + String(repeating: "(", count: 30_000),
    "p(x) :- " + String(repeating: "!", count: 30_000),
    "p(x) :- x = " + String(repeating: "-", count: 30_000),
    "p(x) :- x = 1" + String(repeating: "+1", count: 15_000) + ".",
    "p(x) :- x = 1" + String(repeating: "^1", count: 15_000) + ".",
    "p(x) :- x = " + String(repeating: "count : { y = ", count: 3_000),
    "p(x) :- x = " + String(repeating: "f(", count: 15_000),
    "p(x) :- x = " + String(repeating: "as(", count: 15_000),
  ])
  func `what is nested too deep is one error`(text: String) {
    let problems = RuleParser.parse(RuleTextSource(name: "a.dl", text)).problems
    #expect(
      problems.map { "\($0.code): \($0.message)" } == [
        "TD709: more than 100 parentheses, operators or braces stand within each other; "
          + "give a part of it a relation or a variable of its own"
      ])
  }

  @Test func `components within components too deep are one error`() {
    expect(
      String(repeating: ".comp A {\n", count: 5_000),
      """
      a.dl:21:1: error TD709: more than 20 parentheses, operators or braces stand within \
      each other; give a part of it a relation or a variable of its own
      21 | .comp A {
         | ^~~~~
      """)
  }

  @Test func `a term of a hundred operators is read, and many conditions are`() {
    let chain = "p(x) :- x = 1" + String(repeating: "+1", count: 98) + "."
    let row = "p(x) :- q(x)" + String(repeating: ", r(x)", count: 10_000) + "."
    #expect(RuleParser.parse(RuleTextSource(chain)).problems.isEmpty)
    #expect(RuleParser.parse(RuleTextSource(row)).problems.isEmpty)
  }

  @Test func `after a hundred mistakes no more are reported`() {
    let text = String(repeating: "p(\n.\n", count: 200)
    let problems = RuleParser.parse(RuleTextSource(name: "a.dl", text)).problems
    #expect(problems.count == 101)
    #expect(
      problems.last?.description == """
        a.dl:202:1: error TD722: more than 100 mistakes; mend those above first
        202 | .
            | ^
        """)
  }
}
