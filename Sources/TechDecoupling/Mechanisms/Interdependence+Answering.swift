// The cycle: control, workaround, tightening, self-sufficiency.

extension Interdependence {
  /// Who imposes a control, and what answers what.
  static let answering = Rulebook("Answering controls") {
    Rule("Imposed by the country that issues it") {
      (control: Variable<ExportControl>, country: Variable<Country>) in
      imposedBy(control, country)
        .when(Profile.issuedBy(control, country.as(Party.self)))
        .because("\(country) has issued \(control)")
    }

    Rule("Imposed by the country whose agency issues it") { control, country, agency in
      imposedBy(control, country)
        .when(Profile.issuedBy(control, agency), Profile.homeCountry(agency, country))
        .because("\(agency) of \(country) has issued \(control)")
    }

    // A variant that another control has caught meanwhile gets round nothing any longer.
    Rule("A variant outside a control works around it") {
      (
        variant: Variable<Chip>, control: Variable<ExportControl>, base: Variable<Chip>,
        country: Variable<Country>
      ) in
      answers(variant.as(Party.self), control.as(Party.self), Response.workaround.rawValue)
        .when(
          Profile.variantOf(variant, base),
          ExportControls.restricts(control, base.as(Party.self), country)
        )
        .unless(
          ExportControls.restricts(control, variant.as(Party.self), country),
          ExportControls.restricted(variant.as(Party.self), country)
        )
        .because("\(control) restricts \(base) to \(country), and nothing its variant \(variant)")
    }

    Rule("A lab that trains on such a variant gets round the control as well") {
      (
        lab: Variable<Lab>, control: Variable<ExportControl>, model: Variable<Model>,
        variant: Variable<Chip>, country: Variable<Country>
      ) in
      answers(lab.as(Party.self), control.as(Party.self), Response.workaround.rawValue)
        .when(
          Profile.develops(lab, model),
          Training.trainedOn(model, variant),
          answers(variant.as(Party.self), control.as(Party.self), Response.workaround.rawValue),
          Profile.homeCountry(lab.as(Party.self), country),
          ExportControls.reaches(control, country)
        )
        .because("\(lab) has trained \(model) on \(variant), which \(control) leaves out")
    }

    Rule("A control that covers a workaround tightens") {
      (
        later: Variable<ExportControl>, variant: Variable<Party>,
        control: Variable<ExportControl>, country: Variable<Country>
      ) in
      answers(later.as(Party.self), variant, Response.tightening.rawValue)
        .when(
          ExportControls.restricts(later, variant, country),
          answers(variant, control.as(Party.self), Response.workaround.rawValue)
            .sometime(.before),
          ExportControls.reaches(control, country),
          later != control
        )
        .because("\(variant) has worked around \(control), and \(later) restricts it to \(country)")
    }

    // What a country keeps from its own buyers is no control of another that is answered.
    Rule("Tuning for parts from home answers a control", strength: .possible) {
      (
        lab: Variable<Lab>, control: Variable<ExportControl>, model: Variable<Model>,
        part: Variable<Party>, country: Variable<Country>
      ) in
      answers(lab.as(Party.self), control.as(Party.self), Response.selfSufficiency.rawValue)
        .when(
          Profile.develops(lab, model),
          Stacks.tunedFor(model.as(Party.self), part),
          Profile.homeCountry(lab.as(Party.self), country),
          Dependence.originatesIn(part, country),
          ExportControls.restricts(control, any(), country)
        )
        .unless(imposedBy(control, country))
        .because(
          "\(control) restricts what reaches \(country), and \(lab) tunes \(model) for \(part)")
    }

    // State support makes up for more of what hardware lacks, so the answer is surer.
    Rule("A state behind the parts from home", strength: .probable) {
      (
        lab: Variable<Lab>, control: Variable<ExportControl>, model: Variable<Model>,
        part: Variable<Party>, country: Variable<Country>, means: Variable<String>
      ) in
      answers(lab.as(Party.self), control.as(Party.self), Response.selfSufficiency.rawValue)
        .when(
          Profile.develops(lab, model),
          Stacks.tunedFor(model.as(Party.self), part),
          Profile.homeCountry(lab.as(Party.self), country),
          Dependence.originatesIn(part, country),
          ExportControls.restricts(control, any(), country),
          backs(country, any(), means)
        )
        .unless(imposedBy(control, country))
        .because("\(lab) tunes \(model) for \(part), and \(country) helps by \(means)")
    }

    Rule("A full turn of the cycle") {
      (
        control: Variable<ExportControl>, workaround: Variable<Party>,
        later: Variable<ExportControl>, party: Variable<Party>
      ) in
      turnOfTheCycle(control, workaround, later, party)
        .when(
          answers(workaround, control.as(Party.self), Response.workaround.rawValue)
            .sometime(.before),
          answers(later.as(Party.self), workaround, Response.tightening.rawValue),
          answers(party, later.as(Party.self), Response.selfSufficiency.rawValue)
        )
        .because(
          "\(workaround) got round \(control), \(later) answered, and \(party) turned to home")
    }
  }
}
