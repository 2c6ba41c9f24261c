import Testing

@testable import TechDecoupling

/// What rule text gets wrong once its form is right: each mistake with its whole text.
@Suite struct RuleMeaningProgramTests {
  /// A mistake, the text that makes it, and what is reported.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let expected: String
  }

  @Test(arguments: cases) func `a mistake is reported at its place, with the next step`(
    of sample: Case
  ) {
    #expect(RuleTextWords.problems(of: sample.text) == sample.expected)
  }

  static let cases = [
    Case(
      testDescription: "an unknown component",
      text: #"""
        .comp Graph { .decl edge(x: number) }
        .init g = Grph
        """#,
      expected: #"""
        a.dl:2:11: error TD759: there is no component 'Grph'; did you mean 'Graph'?
        2 | .init g = Grph
          |           ^~~~
        """#),
    Case(
      testDescription: "a component with too few types",
      text: #"""
        .comp Graph<T> { .decl edge(x: T) }
        .init g = Graph
        """#,
      expected: #"""
        a.dl:2:11: error TD760: component 'Graph' has 1 type parameter and is given 0; write one type for each
        2 | .init g = Graph
          |           ^~~~~
        """#),
    Case(
      testDescription: "a component within itself",
      text: #"""
        .comp A<T> { .init x = T }
        .init a = A<A>
        """#,
      expected: #"""
        a.dl:1:24: error TD761: component 'T' stands within itself or more than 100 deep, or in too many places; break the circle
        1 | .comp A<T> { .init x = T }
          |                        ^
        """#),
    Case(
      testDescription: "an override of what is not overridable",
      text: #"""
        .comp A { .decl p(x: number) p(1). }
        .comp B : A { .override p
        p(2). }
        .init b = B
        .output b.p
        """#,
      expected: #"""
        a.dl:2:7: error TD762: component 'B' overrides 'p', which is not declared overridable; add 'overridable' to its declaration
        2 | .comp B : A { .override p
          |       ^
        """#),
    Case(
      testDescription: "an override of what is not inherited",
      text: #"""
        .comp A { .decl p(x: number) .override p
        p(1). }
        .init a = A
        .output a.p
        """#,
      expected: #"""
        a.dl:1:7: error TD762: component 'A' overrides 'p', which it does not inherit; remove '.override'
        1 | .comp A { .decl p(x: number) .override p
          |       ^
        """#),
    Case(
      testDescription: "a relation that is never read",
      text: #"""
        .decl p(x: number)
        p(1).
        """#,
      expected: #"""
        a.dl:1:7: warning TD763: 'p' is declared and neither read by a rule nor output; output it or remove it
        1 | .decl p(x: number)
          |       ^
        """#),
    Case(
      testDescription: "a variable that stands once",
      text: #"""
        .decl p(x: number, y: number)
        .decl q(x: number)
        .output q
        p(1, 2).
        q(x) :- p(x, y).
        """#,
      expected: #"""
        a.dl:5:14: warning TD764: variable 'y' stands in one place; write '_' if any value is meant
        5 | q(x) :- p(x, y).
          |              ^
        """#),
    Case(
      testDescription: "a relation without rows",
      text: #"""
        .decl p(x: number)
        .decl q(x: number)
        .output q
        q(x) :- p(x).
        """#,
      expected: #"""
        a.dl:1:7: warning TD766: 'p' has no facts, no rules and no input, so that it never holds; add some or '.input'
        1 | .decl p(x: number)
          |       ^
        """#),
    Case(
      testDescription: "a parameter that no rule uses",
      text: #"""
        .parameter n = 3
        .decl p(x: number)
        .output p
        p(1).
        """#,
      expected: #"""
        a.dl:1:12: warning TD767: the parameter 'n' is used by no rule; use '$n' or remove it
        1 | .parameter n = 3
          |            ^
        """#),
    Case(
      testDescription: "a pattern that cannot be read",
      text: #"""
        .decl p(x: symbol)
        .output p
        p("a").
        p("b") :- p(x), !match("b.*[", x).
        """#,
      expected: #"""
        a.dl:4:18: warning TD765: the pattern cannot be read: '[' is not closed by ']' (character 5 of the pattern), so that the condition is false, with and without '!'; write a regular expression
        4 | p("b") :- p(x), !match("b.*[", x).
          |                  ^~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a plan that is no order",
      text: #"""
        .decl p(x: number, y: number)
        .output p
        p(1, 2).
        p(x, z) :- p(x, y), p(y, z). .plan 0:(1,3)
        """#,
      expected: #"""
        a.dl:4:36: error TD768: the plan is no order of the rule's 2 atoms; write each number from 1 to 2 once
        4 | p(x, z) :- p(x, y), p(y, z). .plan 0:(1,3)
          |                                    ^~~~~~~
        """#),
    Case(
      testDescription: "a plan of a version that there is not",
      text: #"""
        .decl p(x: number, y: number)
        .output p
        p(1, 2).
        p(x, z) :- p(x, y), p(y, z). .plan 2:(1,2)
        """#,
      expected: #"""
        a.dl:4:36: error TD768: the plan is for version 2, and the rule has 2 recursive premises, numbered from 0; remove it
        4 | p(x, z) :- p(x, y), p(y, z). .plan 2:(1,2)
          |                                    ^~~~~~~
        """#),
    Case(
      testDescription: "a plan of a rule that is not recursive",
      text: #"""
        .decl p(x: number)
        .decl q(x: number)
        .output q
        p(1).
        q(x) :- p(x). .plan 0:(1)
        """#,
      expected: #"""
        a.dl:5:15: error TD768: the rule is not recursive, and only recursive rules are planned; remove '.plan'
        5 | q(x) :- p(x). .plan 0:(1)
          |               ^~~~~~~~~~~
        """#),
  ]
}
