import Testing

@testable import TechDecoupling

/// Many mistakes in one run, one for each cause, and where they are shown.
@Suite struct RuleRecoveryTests {
  private func places(_ text: String) -> [String] {
    RuleParser.parse(RuleTextSource(text)).problems.map {
      "\($0.place.line ?? 0):\($0.place.column ?? 0) \($0.code)"
    }
  }

  @Test func `each rule and directive has its own mistakes`() {
    let text = """
      .decl edge(x: number y: number)
      .decl path(x: number, y: number)
      path(x, y :- edge(x, y).
      path(x, z) :- path(x, y), edge(y, z).
      path(x, y) :- edge(x y), (y > 1.
      .output path(IO=)
      .inptu edge
      edge(1, "a\\q").
      edge(1, 2)) .
      edge(1, & 2).
      p(x) :- x = sum { q(x, y), y > }, r(x).
      edge(1, 2).
      """
    #expect(
      places(text) == [
        "1:22 TD703", "3:11 TD703", "5:22 TD703", "6:17 TD703", "7:1 TD710", "8:11 TD706",
        "9:11 TD703", "10:9 TD704", "11:17 TD703",
      ])
  }

  @Test func `a component goes on after a mistake within it, and the file after the component`() {
    let text = """
      .comp A<T {
        .decl p(x: T)
        p(x :- q(x).
        p(n) :- n = count : { q(x), }.
        .comp B { r( . }
        s(1).
      }
      t( .
      }
      u(1).
      """
    #expect(
      places(text) == [
        "1:11 TD703", "3:7 TD703", "4:31 TD703", "5:16 TD703", "8:4 TD703", "9:1 TD703",
      ])
  }

  @Test func `what was read beside the mistakes is kept`() {
    let program = RuleParser.parse(RuleTextSource("a(1). b(. c(2). .decl d(x: ) .decl e()")).program
    #expect(program.items.count == 3)
  }

  @Test func `the caret stands under its column, whatever stands before it`() {
    func marks(_ text: String) -> [String] {
      RuleParser.parse(RuleTextSource(text)).problems.map {
        "\($0.excerpt?.line ?? "")|\($0.excerpt?.marker ?? "")|\($0.place.column ?? 0)"
      }
    }
    #expect(marks("\tp(x,\ty zz).\r\n") == ["\tp(x,\ty zz).|\t    \t  ^~|9"])
    #expect(marks("p(\"深度\", x yy).") == ["p(\"深度\", x yy).|            ^~|11"])
    #expect(marks("p(\"e\u{301}\", x yy).") == ["p(\"e\u{301}\", x yy).|         ^~|11"])
    #expect(marks("p(\"\u{1B}[0m\", y z).").map { $0.contains("\u{1B}") } == [false])
  }

  @Test func `a long line is cut around the mistake`() {
    let names = String(repeating: "x, ", count: 1_000)
    for text in ["p(\(names)y z, \(names)w).", "p(y z, \(names)w).", "p(\(names)y z)."] {
      let problems = RuleParser.parse(RuleTextSource(text)).problems
      let excerpt = problems.first?.excerpt
      #expect(problems.count == 1)
      #expect((excerpt?.line.count ?? 0) <= 102)
      let column = excerpt?.marker.count ?? 0
      #expect(excerpt?.line.dropFirst(column - 1).first == "z")
    }
    let long = "p(\"" + String(repeating: "é", count: 5_000) + ".\nq(1)."
    let excerpt = RuleParser.parse(RuleTextSource(long)).problems.first?.excerpt
    #expect((excerpt?.line.count ?? 0) <= 102 && (excerpt?.marker.count ?? 0) <= 102)
  }
}
