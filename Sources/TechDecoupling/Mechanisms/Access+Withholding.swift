// From what a lab did to who has a model before its release, and who does not.

extension Access {
  /// Who has a model before its release.
  static let granting = Rulebook("Granting") {
    Rule("Given before release") { lab, model, maker in
      earlyAccess(model, maker)
        .when(grantedAccess(lab, model, maker.as(Party.self)))
        .unless(released(model))
        .because("\(lab) has given \(maker) access to \(model) before its release")
    }

    Rule("Given to the class it belongs to", strength: .possible) { lab, model, maker, group in
      earlyAccess(model, maker)
        .when(
          grantedAccess(lab, model, group.as(Party.self)),
          Profile.memberOf(maker.as(Party.self), group)
        )
        .unless(released(model))
        .because("\(lab) has given \(group) access to \(model), and \(maker) is one of them")
    }
  }

  /// From whom a model is withheld.
  static let withholding = Rulebook("Withholding") {
    Rule("Declined before release") { lab, model, maker in
      withheldFrom(model, maker)
        .when(declinedAccess(lab, model, maker.as(Party.self)))
        .unless(earlyAccess(model, maker), released(model))
        .because("\(lab) has declined to give \(maker) access to \(model) before its release")
    }

    Rule("Declined to the class it belongs to", strength: .possible) { lab, model, maker, group in
      withheldFrom(model, maker)
        .when(
          declinedAccess(lab, model, group.as(Party.self)),
          Profile.memberOf(maker.as(Party.self), group)
        )
        .unless(earlyAccess(model, maker), released(model))
        .because("\(lab) has declined to give \(group) access to \(model); \(maker) is one of them")
    }

    Rule("Left out while others are briefed", strength: .possible) { lab, model, maker, rival in
      withheldFrom(model, maker)
        .when(
          Profile.develops(lab, model),
          customaryPartner(lab, maker),
          earlyAccess(model, rival),
          maker != rival
        )
        .unless(earlyAccess(model, maker), released(model))
        .because(
          "\(lab) has briefed \(rival) on \(model), but not its customary partner \(maker)")
    }
  }

  /// Which norm a withholding breaks.
  static let breaking = Rulebook("Breaking with custom") {
    Rule("Withholding from a customary partner breaks the norm") { norm, lab, model, maker in
      normBroken(norm, lab, model)
        .when(Norms.expectsAccess(norm, lab, model, maker), withheldFrom(model, maker))
        .because("\(norm) is the norm; \(lab) withholds \(model) from its partner \(maker)")
    }

    Rule("Withholding breaks the norm") { norm, lab, model, maker in
      normBroken(norm, lab, model)
        .when(
          callsForEarlyAccess(norm),
          Profile.develops(lab, model),
          withheldFrom(model, maker)
        )
        .because("\(norm) is the norm, and \(lab) withholds \(model) from \(maker)")
    }
  }
}
