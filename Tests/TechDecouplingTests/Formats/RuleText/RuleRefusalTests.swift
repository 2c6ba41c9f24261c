import Testing

@testable import TechDecoupling

/// What other dialects have and this language leaves out.
@Suite struct RuleRefusalTests {
  @Test(
    arguments: [
      ("p([1, [2, x]], y).", .records), ("p(nil).", .records), ("p(x) :- (x, y) = z.", .records),
      (".type T = [a: number, b: T]\n", .recordTypes),
      (".decl p(x: (a: number, b: number))\n", .recordTypes),
      ("p($Leaf()).", .branches), ("p($a.Node($Leaf(), [1])).", .branches),
      (".type T = A { x: number } | B {}\n", .algebraicTypes),
      (".decl p(x: number) eqrel\n", .equivalenceRelations),
      (".decl p(x: number) btree inline\n", .inlineRelations),
      (".decl p(x: number, y: number) choice-domain x, (x, y)\n", .choiceDomains),
      ("p(x) <= p(y) :- p(x), p(y), x < y.\n.plan 0:(1,2)\n", .subsumption),
      (".lattice L<> { Bottom -> 0 }\n", .lattices), (".decl p(x: L<>)\n", .lattices),
      (".decl d = debug_delta(p)\n", .deltas),
      (".functor f(x: number): number stateful\n", .functors),
      (".extern fn f(x: number) -> number\n", .functors),
      ("p(@f(1, 2)).", .functorCalls), ("p(x) :- @f(x) = 1.", .functorCalls),
      ("p(x) :- x = @@f y : y, { q(y) }.", .userAggregates),
      ("p($).", .counters), ("p(autoinc()).", .counters), ("p($, $, autoinc()).", .counters),
      ("p(recursive_iteration_cnt()).", .iterationCounts),
      ("loop while { @it < 3 } { p(1). }", .loops), ("fixpoint { p(x) :- q(x). }", .loops),
      (".include \"a.dl\"\n", .includedFiles), ("#include \"a.dl\"\n", .includedFiles),
      ("#define f(x) (x ## 1)\nf(x) p(f(2)).", .macrosWithArguments),
      ("#if X > 1\np(1).\n#else\n$$\n#endif\n", .conditionsOnValues),
    ] as [(String, RefusedConstruct)])
  func `each is one error that names it, and reading goes on`(
    text: String, construct: RefusedConstruct
  ) {
    let source = RuleTextSource(name: "a.dl", text + "\n.decl last(x: number)\nlast(1).")
    let (program, problems) = RuleParser.parse(source)
    #expect(problems.map(\.mistake) == [.syntax(.refused(construct))])
    guard program.items.count >= 2, case .relation(let relation) = program.items.dropLast().last,
      case .clause(let clause) = program.items.last
    else {
      Issue.record("the declaration and the fact after it were not read")
      return
    }
    #expect(relation.names.map(\.text) == ["last"])
    #expect(clause.heads.map(\.name.text) == ["last"])
  }

  @Test func `several of them in a rule are an error each`() {
    let source = RuleTextSource(
      name: "a.dl", "p([x], @f(nil), $Leaf()) :- q(x).\nr([1]).")
    #expect(
      RuleTextError(RuleParser.parse(source).problems).description == """
        a.dl:1:3: error TD712: records are not part of this rule language; give each part a \
        column of its own
        1 | p([x], @f(nil), $Leaf()) :- q(x).
          |   ^
        a.dl:1:8: error TD712: user-defined functors are not part of this rule language; use \
        the built-in ones, or state the function as a relation
        1 | p([x], @f(nil), $Leaf()) :- q(x).
          |        ^
        a.dl:1:17: error TD712: branches of algebraic data types are not part of this rule \
        language; give each branch a relation of its own
        1 | p([x], @f(nil), $Leaf()) :- q(x).
          |                 ^~~~~
        a.dl:2:3: error TD712: records are not part of this rule language; give each part a \
        column of its own
        2 | r([1]).
          |   ^
        """)
  }

  @Test(arguments: RefusedConstruct.allCases)
  func `each says what to write instead`(construct: RefusedConstruct) {
    #expect(
      RuleSyntaxMistake.refused(construct).message
        == "\(construct.rawValue) are not part of this rule language; \(construct.next)")
  }
}
