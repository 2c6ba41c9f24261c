import TechDecoupling
import Testing

@Suite struct RulePrintingTests {
  private let supplies = Relation<Party, Party>("supplies")
  private let exposed = Relation<Lab, Party>("exposed")

  @Test func `a rulebook prints with declarations, parameters, headings and one premise a line`()
    throws
  {
    let rulebook = Rulebook("Exposure") {
      Rule("Direct", strength: .possible) { lab, seller, country in
        exposed(lab, seller)
          .when(
            supplies(seller, lab.as(Party.self)).sometime(.past(Parameter("days", 90))),
            Profile.homeCountry(seller, country), seller != Party("acme \"one\"")
          )
          .unless(supplies(any(), lab.as(Party.self)).always(.before), country == Country("US"))
          .because("\(seller) supplied \(lab) {within} the past \(Parameter("days", 90)) days")
      }
    }
    #expect(
      try rulebook.setting("days", to: 30).text == """
        .rulebook "Exposure"

        .parameter days = 90
        .set days = 30

        .decl supplies(party: entity, party2: entity) temporal
        .decl home_country(party: entity, country: Country) temporal one_of

        .decl exposed(lab: Lab, party: entity) temporal

        .rule "Direct" (
            strength=possible,
            because="{party} supplied {lab} {{within}} the past {$days} days"
        )
        exposed(lab, party) :-
            <-[0d,$days] supplies(party, lab),
            home_country(party, country),
            party != "acme \\"one\\"",
            Lab(lab),
            ![-[1d,_] supplies(_, lab),
            !(country = "US").

        """)
  }

  @Test func `operators print with the parentheses that they need`() throws {
    let program = try RuleProgram(
      parsing: """
        .decl p(x: number, y: number) .input p
        .decl q(x: number) .output q
        q(x) :- p(x, y), x = (1+2)*3 - (4 - (5-6)), x = ((2^3)^2), x = (2^(3^2)), x = -(x^2),
          x = (-x)^2, y = -x*3, y = -(x*3), y = bnot (x band 3), x = (x band 1) bor y,
          x = x band (1 bor y), x = min((1), max(x, -2)) - (-3), x = (1 bshl 2) + 3.
        """, name: "operators.dl")
    #expect(
      try program.text == """
        .rulebook "operators"

        .decl p(x: number, y: number)

        .decl q(x: number)

        .input p
        .output q

        q(x) :-
            p(x, y),
            x = (1 + 2) * 3 - (4 - (5 - 6)),
            x = (2 ^ 3) ^ 2,
            x = 2 ^ 3 ^ 2,
            x = -x ^ 2,
            x = (-x) ^ 2,
            y = -x * 3,
            y = -(x * 3),
            y = bnot (x band 3),
            x = x band 1 bor y,
            x = x band (1 bor y),
            x = min(1, max(x, -2)) - -3,
            x = (1 bshl 2) + 3.

        """)
  }

  @Test func `time, aggregates and alternatives print in one form`() throws {
    let program = try RuleProgram(
      parsing: """
        .decl p(x: number, y: symbol) temporal .input p(days=number, delimiter=";")
        .decl q(x: number) temporal .printsize q
        q(n) :- n = count : { p(_, y), y != "a" }, (<-[5d,30d] p(n, _) ; [+[0d,9d] p(n, _)).
        q(n) :- p(n, _) @run(length=n), sum x per (y) : { p(x, y) } > 3, !<-[1d,_] p(n, _).
        q(n) :- p(n, y), n = min x : p(x, y).
        p(1, "tab\\t")@[2025-01-01, _].
        """, name: "forms.dl")
    #expect(
      try program.text == """
        .rulebook "forms"

        .decl p(x: number, y: symbol) temporal

        .decl q(x: number) temporal

        .input p(delimiter=";", days=number)
        .printsize q

        p(1, "tab\\t")@[2025-01-01, _].

        q(n) :-
            n = count : {p(_, y), y != "a"},
            <*[-30d,-5d] p(n, _).

        q(n) :-
            n = count : {p(_, y), y != "a"},
            [+[0d,9d] p(n, _).

        q(n) :-
            p(n, _) @run(length=n),
            sum x : {p(x, y)} > 3,
            !<-[1d,_] p(n, _).

        q(n) :-
            p(n, y),
            n = min x : {p(x, y)}.

        """)
  }
}
