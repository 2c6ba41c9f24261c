// What the custom asks of a lab, and what both sides have of it.

extension Norms {
  /// What a norm expects, and what is gained and forgone by it.
  static let expecting = Rulebook("Expecting") {
    Rule("A lab is expected to show what it builds to its partners") { norm, lab, model, maker in
      expectsAccess(norm, lab, model, maker)
        .when(
          Access.callsForEarlyAccess(norm),
          Profile.develops(lab, model),
          Access.customaryPartner(lab, maker)
        )
        .unless(Access.released(model))
        .because(
          "\(lab) builds \(model), and by \(norm) shows it to its partner \(maker) before release")
    }

    Rule("Tuning before a release serves both sides") { lab, maker, model, norm, platform in
      bothGain(lab, maker, model)
        .when(
          Access.callsForEarlyAccess(norm),
          Profile.develops(lab, model),
          Access.canPreTune(maker, platform, model)
        )
        .because("\(lab) gets \(model) tuned for \(platform), and \(maker) shows well with it")
    }

    Rule("Withholding costs both sides what tuning gives") { lab, maker, model, norm, platform in
      bothForgo(lab, maker, model)
        .when(
          Access.callsForEarlyAccess(norm),
          Profile.develops(lab, model),
          Access.cannotPreTune(maker, platform, model)
        )
        .because(
          "\(lab) goes without tuning of \(model) for \(platform), and \(maker) without its showing"
        )
    }
  }
}
