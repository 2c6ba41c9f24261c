// What early access is worth: time, and platforms tuned before the first day.

extension Access {
  /// Who is ahead of whom, and for how many days.
  static let leading = Rulebook("Leading") {
    Rule("Has what is withheld from another") { maker, rival, model in
      aheadOf(maker, rival, model)
        .when(earlyAccess(model, maker), withheldFrom(model, rival))
        .because("\(maker) has \(model) before its release, and \(rival) does not")
    }

    Rule("Access before others") { maker, rival, model in
      gainsHeadStart(maker.as(Party.self), model)
        .when(aheadOf(maker, rival, model))
        .because("\(maker) can work with \(model) while \(rival) cannot")
    }

    // The class itself is ahead; which of its members have the model is another question.
    Rule("A class is given what others are not") {
      (
        group: Variable<Group>, lab: Variable<Lab>, model: Variable<Model>,
        rival: Variable<Chipmaker>
      ) in
      gainsHeadStart(group.as(Party.self), model)
        .when(grantedAccess(lab, model, group.as(Party.self)), withheldFrom(model, rival))
        .unless(released(model))
        .because("\(lab) has given \(group) access to \(model) and withholds it from \(rival)")
    }

    Rule("Length of the head start") { maker, rival, model, days in
      headStartInDays(maker, rival, model, days)
        .when(aheadOf(maker, rival, model).run(length: days))
        .because("\(maker) is ahead of \(rival) with \(model) for \(days) days")
    }
  }

  /// Which platforms can be tuned to a model before its release, and which cannot.
  static let tuning = Rulebook("Tuning") {
    Rule("Tuning needs early access, by custom") { maker, platform, model, norm in
      cannotPreTune(maker, platform, model)
        .when(
          withheldFrom(model, maker),
          Profile.makesPlatform(maker, platform),
          callsForEarlyAccess(norm)
        )
        .because(
          "\(maker) tunes \(platform) before a release by \(norm); \(model) is withheld from it")
    }

    // Where no record speaks of the custom, that tuning needs the model is common sense alone.
    Rule("Tuning needs the model", strength: .possible) { maker, platform, model in
      cannotPreTune(maker, platform, model)
        .when(withheldFrom(model, maker), Profile.makesPlatform(maker, platform))
        .because("\(maker) makes \(platform) and has no \(model) to tune it to")
    }

    Rule("Access allows tuning") { maker, platform, model in
      canPreTune(maker, platform, model)
        .when(earlyAccess(model, maker), Profile.makesPlatform(maker, platform))
        .because("\(maker) makes \(platform) and has \(model) to tune it to")
    }
  }
}
