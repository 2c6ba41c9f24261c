import Testing

@testable import TechDecoupling

/// What rule text gets wrong once its form is right: each mistake with its whole text.
@Suite struct RuleMeaningTypeTests {
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
      testDescription: "a literal compared with another type",
      text: #"""
        .decl p(x: number)
        .decl s(x: symbol)
        .decl r(x: number)
        .output r
        p(1). s("a").
        r(x) :- p(x), x = "a", s(_).
        """#,
      expected: #"""
        a.dl:6:19: error TD738: "a" stands where a value of type 'number' is meant; write one
        6 | r(x) :- p(x), x = "a", s(_).
          |                   ^~~
        """#),
    Case(
      testDescription: "a comparison of two types",
      text: #"""
        .decl p(x: number)
        .decl s(x: symbol)
        .decl r(x: number)
        .output r
        p(1). s("a").
        r(x) :- p(x), s(y), x = y.
        """#,
      expected: #"""
        a.dl:6:21: error TD741: '=' compares values of type 'number' with values of type 'symbol', and types are never mixed; convert one by 'to_number', 'to_float' or 'to_string'
        6 | r(x) :- p(x), s(y), x = y.
          |                     ^~~~~
        """#),
    Case(
      testDescription: "a term of another base",
      text: #"""
        .decl p(x: number)
        .decl s(x: symbol)
        .decl r(x: number)
        .output r
        p(1). s("a").
        r(x) :- s(x), p(_).
        """#,
      expected: #"""
        a.dl:6:3: error TD739: column 1 of 'r' is of type 'number', and the term is of type 'symbol', which has other values; convert it by 'to_number', 'to_float' or 'to_string'
        6 | r(x) :- s(x), p(_).
          |   ^
        """#),
    Case(
      testDescription: "a result of another type",
      text: #"""
        .decl p(x: number)
        .decl s(x: symbol)
        .decl r(x: number)
        .output r
        p(1). s("a").
        r(x) :- p(x), s(x + 1).
        """#,
      expected: #"""
        a.dl:6:17: error TD740: '+' gives a value of type 'number', and another type is meant here; convert it by 'to_number', 'to_float' or 'to_string'
        6 | r(x) :- p(x), s(x + 1).
          |                 ^~~~~
        """#),
    Case(
      testDescription: "an aggregate of what it does not take",
      text: #"""
        .decl p(x: number)
        .decl s(x: symbol)
        .decl r(x: number)
        .output r
        p(1). s("a").
        r(n) :- n = sum x : { s(x) }, p(_).
        """#,
      expected: #"""
        a.dl:6:13: error TD740: 'sum' takes no values of type 'symbol'; convert them by 'to_number', 'to_float' or 'to_string'
        6 | r(n) :- n = sum x : { s(x) }, p(_).
          |             ^~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "an unknown relation",
      text: #"""
        p(1).
        .decl path(x: number)
        .output path
        path(x) :- pth(x).
        """#,
      expected: #"""
        a.dl:1:1: error TD730: there is no relation 'p'; declare it: '.decl p(…)'
        1 | p(1).
          | ^
        a.dl:4:12: error TD730: there is no relation 'pth'; did you mean 'path'?
        4 | path(x) :- pth(x).
          |            ^~~
        """#),
    Case(
      testDescription: "a library relation with its nearest name",
      text: #"""
        .decl p(l: Lab, m: Model) temporal
        .output p
        p(l, m) :- develop(l, m).
        """#,
      expected: #"""
        a.dl:3:12: error TD730: there is no relation 'develop'; did you mean 'develops'?
        3 | p(l, m) :- develop(l, m).
          |            ^~~~~~~
        """#),
    Case(
      testDescription: "a relation declared twice",
      text: #"""
        .decl p(x: number)
        .decl p(x: symbol)
        .output p
        p(1).
        """#,
      expected: #"""
        a.dl:2:7: error TD731: the relation 'p' is declared twice, first at a.dl:1; rename or remove one
        2 | .decl p(x: symbol)
          |       ^
        """#),
    Case(
      testDescription: "a parameter declared twice",
      text: #"""
        .parameter n = 1
        .parameter n = 2
        .decl p(x: number)
        .output p
        p($n).
        """#,
      expected: #"""
        a.dl:2:12: error TD731: the parameter 'n' is declared twice, first at a.dl:1; rename or remove one
        2 | .parameter n = 2
          |            ^
        """#),
    Case(
      testDescription: "an unknown type",
      text: #"""
        .type City <: symbol
        .decl p(x: Citty)
        .output p
        p("a").
        """#,
      expected: #"""
        a.dl:2:12: error TD732: there is no type 'Citty'; did you mean 'City'?
        2 | .decl p(x: Citty)
          |            ^~~~~
        """#),
    Case(
      testDescription: "a type defined by itself",
      text: #"""
        .type A = B | number
        .type B = A | number
        .decl p(x: A)
        .output p
        p(1).
        """#,
      expected: #"""
        a.dl:1:1: error TD733: the type 'A' is defined by itself, and a type rests on a built-in one; break the circle
        1 | .type A = B | number
          | ^~~~~~~~~~~~~~~~~~~~
        a.dl:2:1: error TD733: the type 'B' is defined by itself, and a type rests on a built-in one; break the circle
        2 | .type B = A | number
          | ^~~~~~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a type that the language has",
      text: #"""
        .type number <: symbol
        """#,
      expected: #"""
        a.dl:1:1: error TD734: 'number' is a type already, of the language or of the library; choose another name
        1 | .type number <: symbol
          | ^~~~~~~~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a union of several bases",
      text: #"""
        .type U = number | symbol
        """#,
      expected: #"""
        a.dl:1:1: error TD734: the union 'U' mixes values of 'number', 'symbol'; unite types of one base
        1 | .type U = number | symbol
          | ^~~~~~~~~~~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a subtype of a union",
      text: #"""
        .type U = number | number
        .type V <: U
        """#,
      expected: #"""
        a.dl:2:1: error TD734: 'V' is a subtype of the union 'U', and only single types have subtypes; write '.type V = U'
        2 | .type V <: U
          | ^~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a wrong number of terms",
      text: #"""
        .decl p(x: number, y: symbol)
        .output p
        p(1).
        """#,
      expected: #"""
        a.dl:3:1: error TD735: 'p' has 2 columns and is given 1 term; write 'p(x: number, y: symbol)'
        3 | p(1).
          | ^~~~
        """#),
    Case(
      testDescription: "two columns of one name",
      text: #"""
        .decl p(x: number, x: symbol)
        .output p
        p(1, "a").
        """#,
      expected: #"""
        a.dl:1:20: error TD736: 'p' has two columns 'x', and a name is one column's; rename one
        1 | .decl p(x: number, x: symbol)
          |                    ^
        """#),
    Case(
      testDescription: "a variable of two types",
      text: #"""
        .decl p(x: number)
        .decl q(x: symbol)
        .decl r(x: number)
        .output r
        p(1). q("a").
        r(x) :- p(x), q(x).
        """#,
      expected: #"""
        a.dl:6:17: error TD737: variable 'x' stands for type 'symbol' and 'number', and a variable is of one type; use a variable for each
        6 | r(x) :- p(x), q(x).
          |                 ^
        """#),
    Case(
      testDescription: "a variable of two kinds",
      text: #"""
        .decl r(l: Lab) temporal
        .output r
        r(l) :- develops(l, _), customary_partner(_, l).
        """#,
      expected: #"""
        a.dl:3:46: error TD737: variable 'l' stands for type 'Chipmaker' and 'Lab', and a variable is of one type; use two variables and say 'a is b', or write 'as(l, Chipmaker)'
        3 | r(l) :- develops(l, _), customary_partner(_, l).
          |                                              ^
        """#),
    Case(
      testDescription: "a literal of another type",
      text: #"""
        .decl p(x: number)
        .output p
        p("a").
        """#,
      expected: #"""
        a.dl:3:3: error TD738: "a" stands where a value of type 'number' is meant; write one
        3 | p("a").
          |   ^~~
        """#),
    Case(
      testDescription: "a term of a wider type",
      text: #"""
        .type City <: symbol
        .decl p(x: symbol)
        .decl q(x: City)
        .output q
        p("a").
        q(x) :- p(x).
        """#,
      expected: #"""
        a.dl:6:3: error TD739: column 1 of 'q' is of type 'City', and the term is of type 'symbol', which has other values; declare one a subtype of the other, or write 'as(…, City)'
        6 | q(x) :- p(x).
          |   ^
        """#),
    Case(
      testDescription: "an entity of another kind",
      text: #"""
        .decl r(m: Chipmaker) temporal
        .output r
        r(l) :- develops(l, _).
        """#,
      expected: #"""
        a.dl:3:3: error TD739: column 1 of 'r' is of type 'Chipmaker', and the term is of type 'Lab', which has other values; join the two by 'is', or write 'as(…, Chipmaker)'
        3 | r(l) :- develops(l, _).
          |   ^
        """#),
    Case(
      testDescription: "a functor of other values",
      text: #"""
        .decl p(x: symbol)
        .decl q(x: number)
        .output q
        p("a").
        q(strlen(1)) :- p(_).
        """#,
      expected: #"""
        a.dl:5:3: error TD740: 'strlen' takes no values of type '1'; convert them by 'to_number', 'to_float' or 'to_string'
        5 | q(strlen(1)) :- p(_).
          |   ^~~~~~~~~
        """#),
    Case(
      testDescription: "an order of entities",
      text: #"""
        .decl r(l: Lab) temporal
        .output r
        r(l) :- develops(l, _), develops(k, _), l < k.
        """#,
      expected: #"""
        a.dl:3:41: error TD741: '<' compares values of type 'Lab' with values of type 'Lab', and only numbers, days and text have an order; use '=' or '!='
        3 | r(l) :- develops(l, _), develops(k, _), l < k.
          |                                         ^~~~~
        """#),
    Case(
      testDescription: "a number beyond 64 bits",
      text: #"""
        .decl p(x: number)
        .output p
        p(9223372036854775808).
        """#,
      expected: #"""
        a.dl:3:3: error TD742: 9223372036854775808 is out of range, and numbers have 64 bits; give it in a larger unit
        3 | p(9223372036854775808).
          |   ^~~~~~~~~~~~~~~~~~~
        """#),
    Case(
      testDescription: "a decimal of too many places",
      text: #"""
        .decl p(x: float)
        .output p
        p(0.1234567).
        """#,
      expected: #"""
        a.dl:3:3: error TD742: 0.1234567 has more than six places, and decimals are exact to six; round it
        3 | p(0.1234567).
          |   ^~~~~~~~~
        """#),
    Case(
      testDescription: "a negative number where none may be",
      text: #"""
        .decl p(x: unsigned)
        .output p
        p(-1).
        """#,
      expected: #"""
        a.dl:3:3: error TD742: -1 stands where an 'unsigned' number is meant; write 0 or more
        3 | p(-1).
          |   ^~
        """#),
    Case(
      testDescription: "an address where a decimal is meant",
      text: #"""
        .decl p(x: float)
        .output p
        p(0x1F).
        """#,
      expected: #"""
        a.dl:3:3: error TD742: 0x1F stands where a decimal is meant; write it with digits and a point, as in 5.92
        3 | p(0x1F).
          |   ^~~~
        """#),
  ]
}
