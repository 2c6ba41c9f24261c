// Which ties are cut, and the index of what is left.

extension Interdependence {
  /// Which ties are cut, by what.
  static let cutting = Rulebook("Cutting") {
    Rule("A control cuts a tie in hardware") { from, to, control, item in
      tieCut(from, to, Dimension.hardware.rawValue, control.as(Party.self), item)
        .when(
          ExportControls.restricts(control, item, to),
          imposedBy(control, from),
          from != to
        )
        .unless(ExportControls.licensed(control, item, to, any(), any()), knowHow(item))
        .because("\(control) keeps \(item) from \(to), and no license under it is on record")
    }

    Rule("A control cuts a tie in know-how") { from, to, control, item in
      tieCut(from, to, Dimension.intellectualProperty.rawValue, control.as(Party.self), item)
        .when(
          ExportControls.restricts(control, item, to),
          imposedBy(control, from),
          knowHow(item),
          from != to
        )
        .unless(ExportControls.licensed(control, item, to, any(), any()))
        .because("\(control) keeps the know-how of \(item) from \(to)")
    }

    // A maker that is left out loses no tie by that alone: access for one more maker cuts none.
    Rule("Refusing access cuts a tie in collaboration") {
      (
        from: Variable<Country>, to: Variable<Country>, lab: Variable<Lab>,
        model: Variable<Model>, maker: Variable<Chipmaker>
      ) in
      tieCut(
        from, to, Dimension.collaboration.rawValue, model.as(Party.self), maker.as(Party.self)
      )
      .when(
        Access.declinedAccess(lab, model, maker.as(Party.self)),
        Access.withheldFrom(model, maker),
        Profile.homeCountry(lab.as(Party.self), from),
        Profile.homeCountry(maker.as(Party.self), to),
        from != to
      )
      .because("\(lab) of \(from) withholds \(model) from \(maker) of \(to)")
    }

    Rule("Refusing a class access cuts ties in collaboration", strength: .possible) {
      (
        from: Variable<Country>, to: Variable<Country>, lab: Variable<Lab>,
        model: Variable<Model>, maker: Variable<Chipmaker>, group: Variable<Group>
      ) in
      tieCut(
        from, to, Dimension.collaboration.rawValue, model.as(Party.self), maker.as(Party.self)
      )
      .when(
        Access.declinedAccess(lab, model, group.as(Party.self)),
        Profile.memberOf(maker.as(Party.self), group),
        Access.withheldFrom(model, maker),
        Profile.homeCountry(lab.as(Party.self), from),
        Profile.homeCountry(maker.as(Party.self), to),
        from != to
      )
      .because("\(lab) of \(from) withholds \(model) from \(group), \(maker) of \(to) among them")
    }

    Rule("Self-sufficiency cuts a tie in hardware") {
      (
        from: Variable<Country>, to: Variable<Country>, party: Variable<Party>,
        control: Variable<ExportControl>
      ) in
      tieCut(from, to, Dimension.hardware.rawValue, party, control.as(Party.self))
        .when(
          answers(party, control.as(Party.self), Response.selfSufficiency.rawValue),
          Profile.homeCountry(party, from),
          imposedBy(control, to),
          from != to
        )
        .because("\(party) of \(from) does without what \(control) of \(to) restricts")
    }

    Rule("A tie is cut for both") { from, to, dimension, by, what in
      tieCut(to, from, dimension, by, what)
        .when(tieCut(from, to, dimension, by, what))
        .because("what is cut between \(from) and \(to) is cut for both")
    }
  }

  /// What is left of the ties.
  static let measuring = Rulebook("Measuring") {
    Rule("A hundred less the ties cut") { one, other, dimension, left, cuts, by, what in
      index(one, other, dimension, left)
        .when(
          tied(one, other, dimension),
          cuts == count(per: by, what, where: tieCut(one, other, dimension, by, what)),
          left == 100 - cuts
        )
        .because("\(cuts) ties in \(dimension) are cut between \(one) and \(other)")
    }
  }
}
