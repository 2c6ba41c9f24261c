import TechDecoupling
import Testing

@Suite("The rule language") struct RuleErgonomicsTests {
  @Test("A rule of the design compiles with every type inferred")
  func designExample() {
    let book = Rulebook("Access") {
      Rule("Left out while others are briefed", strength: .possible) { lab, model, maker, rival in
        Words.withheldFrom(model, maker)
          .when(
            Words.develops(lab, model), Words.customaryPartner(lab, maker),
            Words.earlyAccess(model, rival), maker != rival
          )
          .unless(Words.earlyAccess(model, maker), Words.released(model))
          .because(
            "\(lab) briefed \(rival) on \(model) before release, but not its customary partner \(maker)"
          )
      }
      Rule("Numbers") { chip, tpp, density, next in
        Words.denser(chip, next)
          .when(
            Words.figures(chip, tpp, density), tpp >= 4800, density >= 5.92, 2 < density,
            next == tpp + 1,
            density != 7)
      }
      Rule("Aggregates") { chip, maker, n in
        Words.counted(maker, n)
          .when(
            Words.owns(maker, any()), n == count(per: chip, where: Words.owns(maker, chip)),
            count(per: chip, where: Words.owns(maker, chip), unless: Words.denser(chip, 3))
              >= Parameter("chips", 3))
      }
      Rule("Runs and roles") { lab, maker, model, start, days in
        Words.withheldFrom(model, maker)
          .when(
            Words.develops(lab, model).run(start: start, length: days), days > 30,
            start < "2026-01-01",
            lab.is(maker), start + 30 < start, start - start > 5,
            Words.develops(lab, model).sometime(.past(30)),
            Words.develops(lab, model).always(.days(-3, Parameter("ahead", 4))),
            Words.develops(lab, model).sometime(.before),
            Words.partner(lab.as(Chipmaker.self), maker))
      }
    }
    #expect(book.rules.count == 4)
  }
}
