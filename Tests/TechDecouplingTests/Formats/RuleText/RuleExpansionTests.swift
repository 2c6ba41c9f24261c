import Testing

@testable import TechDecoupling

/// What clauses become: rules without alternatives, and facts.
@Suite struct RuleExpansionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let expected: String
  }

  @Test(arguments: cases) func `a clause becomes rules and facts`(of sample: Case) throws {
    #expect(try RuleTextWords.clauses(of: sample.text) == sample.expected)
  }

  static let cases = [
    Case(
      testDescription: "several heads and alternatives become rules",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        .decl s(x: number)
        .output s
        r(x), s(x) :- p(x); q(x, _), !p(x).
        """#,
      expected: #"""
        r(x) :- p(x).
        r(x) :-
            q(x, _),
            !p(x).
        s(x) :- p(x).
        s(x) :-
            q(x, _),
            !p(x).
        """#),
    Case(
      testDescription: "a denied group is turned around",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(x) :- p(x), !(q(x, 1), !q(1, x); x = 3).
        """#,
      expected: #"""
        r(x) :-
            p(x),
            !q(x, 1),
            !(x = 3).
        r(x) :-
            p(x),
            q(1, x),
            !(x = 3).
        """#),
    Case(
      testDescription: "calculations in conclusions become variables",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(x + 1) :- p(x), x < 10.
        """#,
      expected: #"""
        r(value) :-
            p(x),
            x < 10,
            value = x + 1.
        """#),
    Case(
      testDescription: "calculations in atoms become variables",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(x) :- p(x), q(x + 1, x - 1), !p(x * 2).
        """#,
      expected: #"""
        r(x) :-
            p(x),
            value = x + 1,
            value2 = x - 1,
            q(value, value2),
            value3 = x * 2,
            !p(value3).
        """#),
    Case(
      testDescription: "facts are calculated",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(1 + 2 * 3). r(7 % 4). r(-(2)). r(0x10). r(0b11).
        """#,
      expected: #"""
        r(7).
        r(3).
        r(-2).
        r(16).
        r(3).
        """#),
    Case(
      testDescription: "an aggregate counts what its body matches",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(n) :- n = count : { q(_, _) }.
        r(n) :- p(x), n = sum y : { q(x, y) }.
        r(n) :- n = max y + 1 : { q(_, y), p(y) }.
        """#,
      expected: #"""
        r(n) :- n = count : {q(_, _)}.
        r(n) :-
            p(x),
            n = sum y : {q(x, y)}.
        r(n) :- n = max value : {value = y + 1, q(_, y), p(y)}.
        """#),
    Case(
      testDescription: "names in an aggregate are its own unless bound outside",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(x) :- p(x), count : { q(x, y) } > 1, count : { q(y, x) } < 3.
        """#,
      expected: #"""
        r(x) :-
            p(x),
            count : {q(x, y)} > 1,
            count : {q(y2, x)} < 3.
        """#),
    Case(
      testDescription: "members of a least value are known outside",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(w) :- m = min x : { q(x, w) }, m > 0.
        """#,
      expected: #"""
        r(w) :-
            m = value,
            m > 0,
            value = min x2 : {q(x2, w2)},
            q(x, w),
            x = value.
        """#),
    Case(
      testDescription: "aggregates stand within aggregates",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(n) :- n = count : { p(x), x > min y : { q(x, y) } }.
        """#,
      expected: #"""
        r(n) :- n = count : {p(x), min y : {q(x, y)} < x}.
        """#),
    Case(
      testDescription: "a mean is a sum by a count",
      text: #"""
        .decl f(x: float)
        .input f
        .decl r(m: float)
        .output r
        r(m) :- m = mean x : { f(x) }.
        """#,
      expected: #"""
        r(m) :-
            sum_ = sum x : {f(x)},
            count_ = count : {f(x2)},
            count_ >= 1,
            m = sum_ / itof(max(count_, 1)).
        """#),
    Case(
      testDescription: "aggregates in conclusions group by the other columns",
      text: #"""
        .decl sale(d: symbol, a: number)
        .input sale
        .decl total(d: symbol, n: number)
        .output total
        total(d, sum(a)) :- sale(d, a).
        total(d, average(a)) :- sale(d, a).
        total(d, count(a)) :- sale(d, a).
        """#,
      expected: #"""
        total(d, value) :-
            sale(d, _),
            value = sum a : {sale(d, a)}.
        total(d, value) :-
            sale(d, _),
            sum_ = sum a : {sale(d, a)},
            count_ = count : {sale(d, a2)},
            count_ >= 1,
            value = sum_ / max(count_, 1).
        total(d, value) :-
            sale(d, _),
            value = count : {sale(d, a)}.
        """#),
    Case(
      testDescription: "what counts once is named by per",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(n) :- p(x), n = count per (y) : { q(x, y), q(y, _) }.
        r(n) :- n = sum y per (x) : { q(x, y) }.
        """#,
      expected: #"""
        r(n) :-
            p(x),
            n = count per (y) : {q(x, y), q(y, _)}.
        r(n) :- n = sum y : {q(x, y)}.
        """#),
    Case(
      testDescription: "a range binds a variable, or tests one that is bound",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        r(x) :- x = range(1, 5).
        r(x) :- p(x), x = range(1, 10, 2).
        r(range(0, 3)) :- true.
        """#,
      expected: #"""
        r(x) :- x = range(1, 5).
        r(x) :-
            p(x),
            x = range(1, 10, 2).
        r(value) :- value = range(0, 3).
        """#),
    Case(
      testDescription: "numbers of unsigned columns are checked",
      text: #"""
        .decl u(x: unsigned)
        .output u
        u(3).
        u(x - 1) :- u(x), x > 0.
        u(as(n, unsigned)) :- n = -1 + 3.
        """#,
      expected: #"""
        u(3).
        u(value) :-
            u(x),
            x > 0,
            value = natural(x - 1).
        u(value) :-
            n = -1 + 3,
            value = natural(n).
        """#),
    Case(
      testDescription: "text is read by its column",
      text: #"""
        .decl d(d: day, l: Lab, t: symbol)
        .output d
        d("2025-03-01", "deepseek", "2025-03-01").
        """#,
      expected: #"""
        d("2025-03-01", "deepseek", "2025-03-01").
        """#),
    Case(
      testDescription: "days are calculated with",
      text: #"""
        .decl d(d: day, n: number) temporal
        .output d
        d("2025-03-01", 3).
        d(d + n, d - "2025-01-01") :- d(d, n), d < "2025-04-01".
        """#,
      expected: #"""
        d("2025-03-01", 3).
        d(value, value2) :-
            d(d, n),
            d < "2025-04-01",
            value = d + n,
            value2 = d - as("2025-01-01", day).
        """#),
    Case(
      testDescription: "windows and runs",
      text: #"""
        .decl d(l: Lab, n: number) temporal
        .output d
        d(l, n) :- develops(l, m) @run(length=n), <-[0d,30d] customary_partner(l, _), [-[1d,_] develops(l, m), !<+[0d,7d] released(m), <*[-3d,3d] develops(l, m).
        """#,
      expected: #"""
        d(l, n) :-
            develops(l, m) @run(length=n),
            <-[0d,30d] customary_partner(l, _),
            [-[1d,_] develops(l, m),
            <*[-3d,3d] develops(l, m),
            !<+[0d,7d] released(m).
        """#),
    Case(
      testDescription: "roles of one entity",
      text: #"""
        .decl d(l: Lab, m: Chipmaker) temporal
        .output d
        d(l, m) :- develops(l, _), customary_partner(_, m), l is m.
        d(l, as(l, Chipmaker)) :- develops(l, _).
        d(l, m) :- home_country(l, _), home_country(m, _), Lab(l), Chipmaker(m).
        """#,
      expected: #"""
        d(l, m) :-
            develops(l, _),
            customary_partner(_, m),
            l is m.
        d(l, as(l, Chipmaker)) :- develops(l, _).
        d(l, m) :-
            home_country(l, _),
            home_country(m, _),
            Lab(l),
            Chipmaker(m).
        """#),
    Case(
      testDescription: "a heading names a rule and gives its sentence",
      text: #"""
        .decl p(x: number)
        .decl q(x: number, y: number)
        .decl r(x: number)
        .output r
        .input p
        .input q
        .parameter least = 3
        .set least = 4
        .rule "Great" (strength=possible, because="{x} is {$least} {{or}} more")
        r(x) :- p(x), x >= $least; q(x, _).
        """#,
      expected: #"""
        .rule "Great" (strength=possible, because="{x} is {$least} {{or}} more")
        r(x) :-
            p(x),
            x >= $least.
        .rule "Great (2)" (strength=possible, because="{x} is {$least} {{or}} more")
        r(x) :- q(x, _).
        """#),
    Case(
      testDescription: "functors",
      text: #"""
        .decl t(s: symbol, n: number, f: float)
        .input t
        .decl r(s: symbol, n: number, f: float)
        .output r
        r(cat(s, to_string(n), "x"), strlen(s) + ord(s), to_float(n) / f) :- t(s, n, f), contains("a", s), !match("b.*", s), n > min(1, 2, to_number(s)).
        r(substr(s, 0, 1), n band 3 bor (n bshl 2) bxor bnot n, max(f, 1)) :- t(s, n, f), n land 1 = 1, n ^ 2 > 3.
        """#,
      expected: #"""
        r(value, value2, value3) :-
            t(s, n, f),
            contains("a", s),
            n > min(1, 2, to_number(s)),
            value = cat(s, to_string(n), "x"),
            value2 = strlen(s) + ord(s),
            value3 = itof(n) / f,
            !match("b.*", s).
        r(value, value2, value3) :-
            t(s, n, f),
            n land 1 = 1,
            n ^ 2 > 3,
            value = substr(s, 0, 1),
            value2 = n band 3 bor n bshl 2 bxor bnot n,
            value3 = max(f, 1.0).
        """#),
    Case(
      testDescription: "instances have relations of their own",
      text: #"""
        .comp Graph<T> { .decl edge(x: T, y: T) .decl path(x: T, y: T) path(x, y) :- edge(x, y). path(x, z) :- path(x, y), edge(y, z). }
        .init g = Graph<number>
        .init h = Graph<symbol>
        .input g.edge
        .output g.path
        h.edge("a", "b").
        .output h.path
        """#,
      expected: #"""
        h.edge("a", "b").
        g.path(x, y) :- g.edge(x, y).
        g.path(x, z) :-
            g.path(x, y),
            g.edge(y, z).
        h.path(x, y) :- h.edge(x, y).
        h.path(x, z) :-
            h.path(x, y),
            h.edge(y, z).
        """#),
    Case(
      testDescription: "a component inherits, and overrides",
      text: #"""
        .comp Base { .decl p(x: number) overridable p(1). .decl q(x: number) q(x) :- p(x). }
        .comp Derived : Base { .override p p(2). }
        .init d = Derived
        .output d.q
        """#,
      expected: #"""
        d.p(2).
        d.q(x) :- d.p(x).
        """#),
  ]
}
