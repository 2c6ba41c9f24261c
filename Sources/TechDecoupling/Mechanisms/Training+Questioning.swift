// Which questions the training of a model raises, and what they come to together.

extension Training {
  /// Questions that are for others to answer: of compliance, and of who is right.
  static let questioning = Rulebook("Questions of training") {
    Rule("Trained on a restricted chip without a known license") {
      model, chip, country, control, lab, maker in
      complianceQuestion(model, chip, country, control)
        .when(
          trainedOn(model, chip),
          trainedIn(model, country),
          ExportControls.restricts(control, chip.as(Party.self), country),
          Profile.develops(lab, model),
          Profile.makes(maker, chip)
        )
        .unless(
          ExportControls.excepted(control, chip.as(Party.self), country, any()),
          ExportControls.licensed(
            control, chip.as(Party.self), country, lab.as(Party.self), any()),
          ExportControls.licensed(
            control, chip.as(Party.self), country, maker.as(Party.self), any())
        )
        .because(
          """
          \(model) was trained on \(chip) in \(country), where \(control) restricts it, and no \
          license is known of \(lab) or \(maker): a question, not a verdict
          """)
    }

    Rule("Trained on a restricted chip of a maker that is not on record") {
      model, chip, country, control, lab in
      complianceQuestion(model, chip, country, control)
        .when(
          trainedOn(model, chip),
          trainedIn(model, country),
          ExportControls.restricts(control, chip.as(Party.self), country),
          Profile.develops(lab, model)
        )
        .unless(
          Profile.makes(any(), chip),
          ExportControls.excepted(control, chip.as(Party.self), country, any()),
          ExportControls.licensed(
            control, chip.as(Party.self), country, lab.as(Party.self), any())
        )
        .because(
          """
          \(model) was trained on \(chip) in \(country), where \(control) restricts it, and no \
          license is known of \(lab): a question, not a verdict
          """)
    }

    Rule("Said to be trained on one chip alone, and on another") { model, chip, other in
      trainingDisputed(model, chip, other)
        .when(trainedOnlyOn(model, chip), trainedOn(model, other), chip != other)
        .unless(Profile.variantOf(other, chip))
        .because("\(model) is said to be trained on \(chip) alone, and to be trained on \(other)")
    }
  }

  /// What use without a license and software tuned at home come to.
  static let eroding = Rulebook("Erosion of hardware controls") {
    Rule("Restricted chips are used, and software is tuned at home", strength: .possible) {
      control, country, model, chip, maker, platform in
      controlErodes(control, country)
        .when(
          complianceQuestion(model, chip, country, control),
          Access.canPreTune(maker, platform, model).sometime(.before),
          Profile.homeCountry(maker.as(Party.self), country)
        )
        .because(
          """
          \(model) was trained on \(chip) all the same, and \(maker) of \(country) could tune \
          \(platform) to it: \(control) loses its hold
          """)
    }
  }
}
