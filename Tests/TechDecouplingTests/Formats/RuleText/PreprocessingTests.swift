import Testing

@testable import TechDecoupling

/// `#define` and `#ifdef`, token by token.
@Suite struct PreprocessingTests {
  @Test func `a macro stands for words and signs, other macros included`() {
    #expect(
      SyntaxOutline.of(
        """
        #define ONE 1
        #define HEAD p(ONE, LATER)
        #define LATER 2 // not before it is used
        #define NOTHING
        HEAD NOTHING :- q(ONE).
        """) == ["p(1,2) :- q(1)"])
  }

  @Test func `a macro ends with its line, unless a backslash stands there`() {
    #expect(
      SyntaxOutline.of("#define TWO 1 \\\n  + 1\np(TWO).\n") == ["p((1 + 1))"])
  }

  @Test func `text and other words are not replaced`() {
    #expect(SyntaxOutline.of("#define a 1\np(\"a\", ab, a).") == ["p('a',ab,1)"])
  }

  @Test func `macros can be redefined and undefined`() {
    #expect(
      SyntaxOutline.of("#define a 1\np(a).\n#define a 2\np(a).\n#undef a\np(a).")
        == ["p(1)", "p(2)", "p(a)"])
  }

  @Test func `what a condition leaves out is not read`() {
    let text = """
      #ifdef A
      p( "unclosed
      #ifdef B
      #else
      #nonsense
      #endif
      #else
      q(1).
      #endif
      #define A
        #  ifdef A
      r(1).
      #else
      $$$
      #endif
      #ifndef A
      p( .
      #endif
      """
    #expect(SyntaxOutline.of(text) == ["q(1)", "r(1)"])
  }

  @Test func `marks of other preprocessors are passed over`() {
    #expect(SyntaxOutline.of("# 1 \"a.dl\"\n#line 3 \"b.dl\"\n#\n#pragma x\np(1).") == ["p(1)"])
  }

  @Test func `a mistake of a macro is shown where the macro is used`() {
    #expect(
      SyntaxOutline.of("#define TWO 2 2\n\n  p(TWO).") == [
        """
        line 3:5: error TD703: expected ',' or ')' after a term, found '2' from the macro 'TWO'; \
        close the list of terms
        3 |   p(TWO).
          |     ^~~
        """
      ])
  }
}
