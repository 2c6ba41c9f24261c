import Testing

@testable import TechDecoupling

@Suite struct AtomParsingTests {
  private let vocabulary = Vocabulary(relations: [
    RelationSignature(
      name: "withheld-from", columns: [.entity(role: "Model"), .entity(role: "Chipmaker")]),
    RelationSignature(
      name: "figures", columns: [.entity(role: nil), .integer, .decimal, .day, .text]),
    RelationSignature(name: "peace", columns: []),
  ])

  private func error(_ text: String) -> String {
    do throws(AtomProblem) {
      return "no error: \(try Atom(parsing: text, in: vocabulary))"
    } catch {
      return error.description
    }
  }

  @Test func `terms are read by their columns' types`() throws {
    let atom = try Atom(
      parsing: #" figures ( b200,-3 , 5.92, 2026-02-25 , "as \"told\",\n\\ 深" ) "#, in: vocabulary)
    #expect(
      atom.values == [
        .entity("b200"), .integer(-3), .decimal(Fixed(millionths: 5_920_000)),
        .day(try #require(Day(2026, 2, 25))), .text("as \"told\",\n\\ 深"),
      ])
    #expect(
      atom.description == #"figures(b200, -3, 5.92, 2026-02-25, "as \"told\",\n\\ 深")"#)
  }

  @Test func `an underscore is a wildcard, and in quotes it is text`() throws {
    let atom = try Atom(parsing: "figures(_, _, _, _, \"_\")", in: vocabulary)
    #expect(
      atom.arguments == [.wildcard, .wildcard, .wildcard, .wildcard, .value(.text("_"))])
  }

  @Test(arguments: [
    "peace()", "withheld-from(deepseek-v4, nvidia)", #"withheld-from("_", "a b")"#,
    #"figures(a, 9223372036854775807, -9223372036854.775808, -0044-03-15, "\t")"#,
    #"figures(a, 0, 0.0, 0000-01-01, "")"#, #"figures(é, -1, -0.000001, 9999-12-31, "'")"#,
  ])
  func `what is printed reads back as the same atom`(text: String) throws {
    let atom = try Atom(parsing: text, in: vocabulary)
    #expect(atom.description == text)
    #expect(try Atom(parsing: atom.description, in: vocabulary) == atom)
  }

  @Test(arguments: [
    ("", "expected the name of a relation, found the end at character 1"),
    ("peace", "expected '(' after 'peace', found the end at character 6"),
    ("peace(", "expected a term, found the end at character 7"),
    ("peace)", "expected '(' after 'peace', found ')' at character 6"),
    ("peace() x", "expected nothing after the closing parenthesis, found 'x' at character 9"),
    ("withheld-from(a b)", "expected ',' or ')', found 'b' at character 17"),
    ("withheld-from(é,, b)", "expected a term, found ',' at character 17"),
    ("withheld-from(a(b))", "expected ',' or ')', found '(' at character 16"),
    ("withheld-from(\"a", "expected a closing double quote, found the end at character 15"),
    (
      #"withheld-from("\q", b)"#,
      #"expected one of " \ n r t after a backslash, found 'q' at character 17"#
    ),
  ])
  func `a malformed atom is refused`(text: String, what: String) {
    #expect(
      error(text)
        == "TD130: \(what); an atom is written 'relation(term, …)', text in double quotes")
  }

  @Test func `a name may have the underscores of rule text`() {
    #expect(error("withheld_from(a, _)") == "no error: withheld-from(a, _)")
    #expect(error("peace()") == "no error: peace()")
  }

  @Test func `an unknown relation is refused with the nearest name`() {
    #expect(
      error("witheld-from(a, b)")
        == "TD131: unknown relation 'witheld-from' at character 1; did you mean 'withheld-from'?")
    #expect(
      error("sleeps(a)")
        == "TD131: unknown relation 'sleeps' at character 1; "
        + "correct the name or declare it under 'relations'")
  }

  @Test func `a wrong number of terms is refused with the columns`() {
    #expect(
      error("withheld-from(a)")
        == "TD132: 'withheld-from' has 2 columns and is given 1 term at character 1; "
        + "write 'withheld-from(Model, Chipmaker)'")
    #expect(
      error("peace(a, b)")
        == "TD132: 'peace' has 0 columns and is given 2 terms at character 1; write 'peace()'")
  }

  @Test(arguments: [
    ("figures(a, 1.5, 1, _, _)", 2, "'1.5'", "an integer such as 3, of 64 bits", 12),
    (
      "figures(a, 9223372036854775808, 1, _, _)", 2, "'9223372036854775808'",
      "an integer such as 3, of 64 bits", 12
    ),
    (
      "figures(a, 1, 1.2345678, _, _)", 3, "'1.2345678'",
      "a decimal such as 5.92, of at most six places", 15
    ),
    ("figures(a, 1, 1, 2026-02, _)", 4, "'2026-02'", "a day such as 2026-02-25", 18),
    ("figures(a, 1, 1, _, b)", 5, "'b'", "text in double quotes", 21),
    ("figures(a, \"1\", 1, _, _)", 2, "the text \"1\"", "an integer such as 3, of 64 bits", 12),
    ("figures(\"\", 1, 1, _, _)", 1, "the text \"\"", "the id of an entity", 9),
  ])
  func `a term of another type is refused`(
    text: String, number: Int, found: String, expected: String, column: Int
  ) {
    #expect(
      error(text)
        == "TD133: term \(number) of 'figures' is \(found) at character \(column); "
        + "this column takes \(expected), or '_' where a wildcard is allowed")
  }

  @Test func `a day that the calendar does not have is refused`() {
    #expect(
      error("figures(a, 1, 1, 2026-02-31, _)").hasPrefix(
        "TD402: '2026-02-31' does not exist: February 2026 has 28 days"))
    #expect(error("figures(a, 1, 1, 2026-02-31, _)").hasSuffix("(at character 18)"))
  }
}
