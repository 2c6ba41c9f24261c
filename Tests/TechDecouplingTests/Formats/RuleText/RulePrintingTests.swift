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
}
