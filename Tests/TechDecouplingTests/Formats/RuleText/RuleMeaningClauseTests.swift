import Testing

@testable import TechDecoupling

/// What rule text gets wrong once its form is right: each mistake with its whole text.
@Suite struct RuleMeaningClauseTests {
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
      testDescription: "values that are no entities",
      text: #"""
        .decl p(x: number)
        .decl s(x: symbol)
        .decl r(x: number)
        .output r
        p(1). s("a").
        r(x) :- p(x), s(y), x is y.
        """#,
      expected: #"""
        a.dl:6:21: error TD758: 'is' beside a value that is no entity has no meaning here; compare values by '='
        6 | r(x) :- p(x), s(y), x is y.
          |                     ^
        """#),
    Case(
      testDescription: "a variable in a fact",
      text: #"""
        .decl p(x: number)
        .output p
        p(x).
        """#,
      expected: #"""
        a.dl:3:3: error TD743: 'x' stands in a fact, and a fact has values only; write a value, or conditions after ':-'
        3 | p(x).
          |   ^
        """#),
    Case(
      testDescription: "an unknown functor",
      text: #"""
        .decl p(x: number)
        .output p
        p(strln("a")).
        """#,
      expected: #"""
        a.dl:3:3: error TD745: there is no functor 'strln'; did you mean 'strlen'?
        3 | p(strln("a")).
          |   ^~~~~
        """#),
    Case(
      testDescription: "a functor with too few operands",
      text: #"""
        .decl p(x: symbol)
        .output p
        p(substr("a", 1)).
        """#,
      expected: #"""
        a.dl:3:3: error TD746: 'substr' takes 3 operands and is given 2; write as many as it takes
        3 | p(substr("a", 1)).
          |   ^~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "an unknown parameter",
      text: #"""
        .parameter labs = 3
        .decl p(x: number)
        .output p
        p($labs). p($lab).
        """#,
      expected: #"""
        a.dl:4:13: error TD747: there is no parameter '$lab'; did you mean '$labs'?
        4 | p($labs). p($lab).
          |             ^~~~
        """#),
    Case(
      testDescription: "a parameter set that is not declared",
      text: #"""
        .set labs = 3
        """#,
      expected: #"""
        a.dl:1:6: error TD747: there is no parameter '$labs'; declare it: '.parameter labs = 3'
        1 | .set labs = 3
          |      ^~~~
        """#),
    Case(
      testDescription: "an unknown setting",
      text: #"""
        .decl p(x: number)
        .input p(filname="a.csv")
        .output p
        """#,
      expected: #"""
        a.dl:2:10: error TD748: there is no setting 'filname'; did you mean 'filename'?
        2 | .input p(filname="a.csv")
          |          ^~~~~~~
        """#),
    Case(
      testDescription: "a source that is no file",
      text: #"""
        .decl p(x: number)
        .input p(IO=sqlite)
        .output p
        """#,
      expected: #"""
        a.dl:2:13: error TD748: IO is 'sqlite', and rows are read from files and written to files or standard output; write 'file'
        2 | .input p(IO=sqlite)
          |             ^~~~~~
        """#),
    Case(
      testDescription: "a setting with another value",
      text: #"""
        .decl p(x: number)
        .input p(headers="yes")
        .output p
        """#,
      expected: #"""
        a.dl:2:18: error TD748: 'headers' is 'yes' and takes 'true' or 'false'; correct it
        2 | .input p(headers="yes")
          |                  ^~~~~
        """#),
    Case(
      testDescription: "a setting given twice",
      text: #"""
        .decl p(x: number)
        .output p(headers=true, headers=false)
        p(1).
        """#,
      expected: #"""
        a.dl:2:25: error TD748: 'headers' is set twice; remove one
        2 | .output p(headers=true, headers=false)
          |                         ^~~~~~~
        """#),
    Case(
      testDescription: "a file that is the output of two relations",
      text: #"""
        .decl p(x: number)
        .decl q(x: number)
        .output p(filename="a.csv")
        .output q(filename="a.csv")
        p(1). q(1).
        """#,
      expected: #"""
        a.dl:4:9: error TD748: the output of 'p' is the file 'a.csv' already, and one would replace the other; give each a file of its own
        4 | .output q(filename="a.csv")
          |         ^
        """#),
    Case(
      testDescription: "a directive that is left out",
      text: #"""
        .decl p(x: number)
        .output p
        .limitsize p(n=3)
        p(1).
        """#,
      expected: #"""
        a.dl:3:2: error TD748: '.limitsize' would change the results and is not understood here; remove it
        3 | .limitsize p(n=3)
          |  ^~~~~~~~~
        """#),
    Case(
      testDescription: "a file outside of its folder",
      text: #"""
        .decl p(x: number)
        .input p(filename="../p.facts")
        .output p
        """#,
      expected: #"""
        a.dl:2:19: error TD749: the file '../p.facts' would lie outside of its folder, and a program reads and writes within; write a name without '..' and without '/' at its start
        2 | .input p(filename="../p.facts")
          |                   ^~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a relation that is not declared temporal",
      text: #"""
        .decl p(l: Lab)
        .output p
        p(l) :- develops(l, _).
        """#,
      expected: #"""
        a.dl:3:9: error TD750: 'p' is concluded from 'develops', which holds on some days only; declare 'p' temporal
        3 | p(l) :- develops(l, _).
          |         ^~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "days on a fact of a relation that is not temporal",
      text: #"""
        .decl p(x: number)
        .output p
        p(1)@[2025-03-01, _].
        """#,
      expected: #"""
        a.dl:3:5: error TD751: days stand on a fact of 'p', which is not temporal; declare it temporal
        3 | p(1)@[2025-03-01, _].
          |     ^~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "days in the wrong order",
      text: #"""
        .decl p(x: number) temporal
        .output p
        p(1)@[2025-03-02, 2025-03-01].
        """#,
      expected: #"""
        a.dl:3:5: error TD751: the days run from 2025-03-02 to 2025-03-01, and a period starts no later than it ends; swap the two
        3 | p(1)@[2025-03-02, 2025-03-01].
          |     ^~~~~~~~~~~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a day that the calendar does not have",
      text: #"""
        .decl p(d: day)
        .output p
        p("2025-02-29").
        """#,
      expected: #"""
        a.dl:3:3: error TD402: '2025-02-29' does not exist: February 2025 has 28 days; write one of them, or the month alone if the day is not known
        3 | p("2025-02-29").
          |   ^~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a setting of a rule",
      text: #"""
        .decl p(x: number)
        .output p
        p(1).
        .rule "One" (strenght=possible)
        p(2) :- p(1).
        """#,
      expected: #"""
        a.dl:4:14: error TD752: '.rule' has no setting 'strenght'; did you mean 'strength'?
        4 | .rule "One" (strenght=possible)
          |              ^~~~~~~~
        """#),
    Case(
      testDescription: "a strength that there is not",
      text: #"""
        .decl p(x: number)
        .output p
        p(1).
        .rule "One" (strength=likely)
        p(2) :- p(1).
        """#,
      expected: #"""
        a.dl:4:23: error TD752: 'likely' is no strength; write confirmed, probable, possible, doubtful or improbable
        4 | .rule "One" (strength=likely)
          |                       ^~~~~~
        """#),
    Case(
      testDescription: "a brace without its partner",
      text: #"""
        .decl p(x: number)
        .output p
        p(1).
        .rule "One" (because="{x is one")
        p(x + 1) :- p(x), x < 1.
        """#,
      expected: #"""
        a.dl:4:22: error TD752: the sentence has a '{' without its partner; write it twice for the sign itself
        4 | .rule "One" (because="{x is one")
          |                      ^~~~~~~~~~~
        """#),
    Case(
      testDescription: "a rule without a name",
      text: #"""
        .decl p(x: number)
        .output p
        p(1).
        .rule "" (strength=possible)
        p(2) :- p(1).
        """#,
      expected: #"""
        a.dl:4:7: error TD752: the rule's name is empty, and proofs and errors name the rule; say in a few words what it concludes
        4 | .rule "" (strength=possible)
          |       ^~
        """#),
    Case(
      testDescription: "a member used outside of a count",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, n: number)
        .output q
        p(1).
        q(x, n) :- n = count : { p(x) }.
        """#,
      expected: #"""
        a.dl:5:3: error TD753: variable 'x' is bound only inside of a count, sum or mean, which has many members; add a condition outside that mentions it
        5 | q(x, n) :- n = count : { p(x) }.
          |   ^
        """#),
    Case(
      testDescription: "a sentence with a name that the rule has not",
      text: #"""
        .decl p(x: number)
        .output p
        p(1).
        .rule "One" (because="{y} is one")
        p(x + 1) :- p(x), x < 1.
        """#,
      expected: #"""
        a.dl:4:22: error TD754: the sentence names 'y', which the rule does not have; did you mean 'x'?
        4 | .rule "One" (because="{y} is one")
          |                      ^~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a count with a value",
      text: #"""
        .decl p(x: number)
        .decl q(n: number)
        .output q
        p(1).
        q(n) :- n = count x : { p(x) }.
        """#,
      expected: #"""
        a.dl:5:19: error TD755: 'count' counts without a value; write 'count : { … }'
        5 | q(n) :- n = count x : { p(x) }.
          |                   ^
        """#),
    Case(
      testDescription: "a body with alternatives",
      text: #"""
        .decl p(x: number)
        .decl q(n: number)
        .output q
        p(1).
        q(n) :- n = count : { p(x); x = 1 }.
        """#,
      expected: #"""
        a.dl:5:23: error TD755: the body of 'count' has alternatives; conclude a relation from them and aggregate over that
        5 | q(n) :- n = count : { p(x); x = 1 }.
          |                       ^~~~~~~~~~~
        """#),
    Case(
      testDescription: "two aggregates that bind for one another",
      text: #"""
        .decl p(x: number, y: number)
        .decl q(x: number)
        .output q
        p(1, 2).
        q(x) :- p(x, y), 0 = count : { p(x, a), a > y }, 0 = count : { p(b, y), b > x }.
        """#,
      expected: #"""
        a.dl:5:22: error TD755: this 'count' and another aggregate each bind a variable that the other only compares, which reads as if they waited for one another; use other names within
        5 | q(x) :- p(x, y), 0 = count : { p(x, a), a > y }, 0 = count : { p(b, y), b > x }.
          |                      ^~~~~~~~~~~~~~~~~~~~~~~~~~
        a.dl:5:54: error TD755: this 'count' and another aggregate each bind a variable that the other only compares, which reads as if they waited for one another; use other names within
        5 | q(x) :- p(x, y), 0 = count : { p(x, a), a > y }, 0 = count : { p(b, y), b > x }.
          |                                                      ^~~~~~~~~~~~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a cast between bases",
      text: #"""
        .decl p(x: symbol)
        .decl q(x: number)
        .output q
        p("a").
        q(as(x, number)) :- p(x).
        """#,
      expected: #"""
        a.dl:5:3: error TD756: 'as' reads a value of type 'symbol' as 'number', and both must be of one base; convert it by 'to_number', 'to_float' or 'to_string'
        5 | q(as(x, number)) :- p(x).
          |   ^~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a kind that is denied",
      text: #"""
        .decl p(l: Lab) temporal
        .output p
        p(l) :- develops(l, _), !Lab(l).
        """#,
      expected: #"""
        a.dl:3:26: error TD757: 'Lab' is a kind of entity, and as a condition it says of which kind a variable is; write 'Lab(x)' with a variable, without '!'
        3 | p(l) :- develops(l, _), !Lab(l).
          |                          ^~~~~~
        """#),
    Case(
      testDescription: "a window that does not begin today and ends at a parameter",
      text: #"""
        .parameter n = 3
        .decl p(l: Lab) temporal
        .output p
        p(l) :- <-[1d,$n] develops(l, _).
        """#,
      expected: #"""
        a.dl:4:9: error TD758: a parameter in a window that does not begin today has no meaning here; begin it at 0d, or write it with '<*[…]'
        4 | p(l) :- <-[1d,$n] develops(l, _).
          |         ^~~~~~~~~
        """#),
    Case(
      testDescription: "an unbound variable, at its place",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .output q
        p(1).
        q(x, y) :- p(x).
        """#,
      expected: #"""
        a.dl:5:6: error TD201: variable 'y' in the conclusion of rule 'q 1 (a)' (a.dl:5) is bound by no premise; add a premise that mentions it
        5 | q(x, y) :- p(x).
          |      ^
        """#),
    Case(
      testDescription: "a cycle through an exception, whole, at the exception",
      text: #"""
        .decl p(x: number)
        .decl q(x: number)
        .output p
        p(1).
        p(x) :- q(x).
        q(x) :- p(x), !p(x).
        """#,
      expected: #"""
        a.dl:6:16: error TD231: rule 'q 1 (a)' (a.dl:6) needs its own conclusion finished first: 'q' needs the absence of 'p' (rule 'q 1 (a)'), 'p' needs the premise 'q' (rule 'p 1 (a)'); what is denied or measured must be finished before, so break the cycle
        6 | q(x) :- p(x), !p(x).
          |                ^~~~
        """#),
    Case(
      testDescription: "a wildcard in a conclusion",
      text: #"""
        .decl p(x: number)
        .output p
        p(1).
        p(_) :- p(_).
        """#,
      expected: #"""
        a.dl:4:1: error TD215: the conclusion 'p' of rule 'p 1 (a)' (a.dl:4) has a wildcard, and a conclusion states a value in each column; put a variable that a premise binds in its place
        4 | p(_) :- p(_).
          | ^~~~
        """#),
    Case(
      testDescription: "a wildcard in a comparison",
      text: #"""
        .decl p(x: number)
        .decl s(x: symbol)
        .decl r(x: number)
        .output r
        p(1). s("a").
        r(x) :- p(x), s(_), x = _.
        """#,
      expected: #"""
        a.dl:6:21: error TD216: a comparison in rule 'r 1 (a)' (a.dl:6) has a wildcard, which stands for no value in particular; put a variable that a premise binds in its place
        6 | r(x) :- p(x), s(_), x = _.
          |                     ^~~~~
        """#),
  ]
}
