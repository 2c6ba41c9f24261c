// What it shows that a model was released without a chipmaker's help, and what may explain it.

extension Assessments {
  /// Whose help a model did without, and what that does to those who could give it.
  static let doingWithout = Rulebook("Doing without") {
    Rule("Withheld until the release") { model, maker in
      releasedWithout(model, maker)
        .when(Access.released(model), Access.withheldFrom(model, maker).sometime(.before))
        .unless(Access.earlyAccess(model, maker).sometime(.before))
        .because("\(model) is out, and was withheld from \(maker) before")
    }

    Rule("Keeping up without a maker's tuning weakens its leverage", strength: .possible) {
      model, maker, lab, other, rival, workload, standing in
      weakensLeverage(model, maker)
        .when(
          releasedWithout(model, maker),
          Profile.develops(lab, model),
          Profile.develops(other, rival),
          other != lab,
          comparesWith(model.as(Party.self), rival.as(Party.self), workload, standing),
          standing != Standing.close.rawValue,
          standing != Standing.behind.rawValue
        )
        .because(
          "\(model) did without \(maker), and is \(standing) against \(rival) at \(workload)")
    }
  }

  /// What may explain that a model did without a chipmaker: one of these, or both.
  static let explaining = Rulebook("Explaining") {
    Rule("The lab's own tuning may explain it", strength: .possible) { lab, model, maker in
      mayExplain(lab.as(Party.self), model, maker)
        .when(releasedWithout(model, maker), Profile.develops(lab, model))
        .unless(
          comparesWith(
            lab.as(Party.self), maker.as(Party.self), tuning, Standing.behind.rawValue)
        )
        .because("\(lab) may have tuned \(model) as well as \(maker) would have")
    }

    Rule("A chip of the lab's own country may explain it", strength: .possible) {
      lab, model, maker, country, rival, chip in
      mayExplain(chip.as(Party.self), model, maker)
        .when(
          releasedWithout(model, maker),
          Profile.develops(lab, model),
          Profile.homeCountry(lab.as(Party.self), country),
          Profile.homeCountry(rival.as(Party.self), country),
          Profile.makes(rival, chip)
        )
        .unless(comparesWith(chip.as(Party.self), any(), any(), Standing.behind.rawValue))
        .because("\(chip), made in \(country) as \(model) is, may be good enough for it")
    }
  }
}
