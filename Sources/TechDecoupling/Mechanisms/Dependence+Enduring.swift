// What fails with a part, what a control hits, and what ownership passes on.

extension Dependence {
  /// Which parts nothing can stand in for, and which can be had from one country alone.
  static let failing = Rulebook("Failing") {
    Rule("Too few alternatives") { user, part, other in
      singlePoint(user, part)
        .when(
          dependsOn(user, part),
          count(per: other, where: alternativeTo(other, part), unless: unready(other))
            < fewestAlternatives
        )
        .because("\(user) depends on \(part), and too little can stand in for it")
    }

    Rule("Fails with what its part fails with") { user, part, further in
      singlePoint(user, further)
        .when(singlePoint(user, part), singlePoint(part, further))
        .because("\(user) fails with \(part), and \(part) with \(further)")
    }

    Rule("Can be had from where it comes from") { part, country in
      availableFrom(part, country)
        .when(dependsOn(any(), part), originatesIn(part, country))
        .because("\(part) comes from \(country)")
    }

    Rule("Can be replaced from where an alternative comes from") { part, country, other in
      availableFrom(part, country)
        .when(alternativeTo(other, part), originatesIn(other, country))
        .unless(unready(other))
        .because("\(other) comes from \(country) and can stand in for \(part)")
    }

    Rule("Too few jurisdictions") { user, part, country, other in
      confinedTo(user, part, country)
        .when(
          dependsOn(user, part),
          availableFrom(part, country),
          count(per: other, where: availableFrom(part, other)) < fewestJurisdictions
        )
        .because("\(user) depends on \(part), which can be had from \(country)")
    }
  }

  /// Whom a control hits, and whom an alternative keeps safe.
  static let enduring = Rulebook("Enduring") {
    Rule("Hit by a control on what it relies on") { user, control, item, country in
      hitBy(user, control)
        .when(
          reliesOn(user, item),
          ExportControls.restricts(control, item, country),
          Profile.homeCountry(user, country)
        )
        .because("\(user) relies on \(item), which \(control) restricts to \(country)")
    }

    Rule("Hit by a control on some of what it relies on", strength: .possible) {
      user, control, group, item, country in
      hitBy(user, control)
        .when(
          reliesOn(user, group.as(Party.self)),
          Profile.memberOf(item, group),
          ExportControls.restricts(control, item, country),
          Profile.homeCountry(user, country)
        )
        .because("\(user) relies on \(group), and \(control) restricts \(item) among them")
    }

    Rule("Shielded by an alternative") { user, control, part, item, country in
      shieldedFrom(user, control)
        .when(
          dependsOn(user, part),
          alternativeTo(part, item),
          ExportControls.restricts(control, item, country),
          Profile.homeCountry(user, country)
        )
        .unless(hitBy(user, control))
        .because("\(user) is built on \(part) in place of \(item), which \(control) restricts")
    }
  }

  /// Whom a control reaches through its owners.
  static let owning = Rulebook("Owning") {
    // What another country lists is no matter of this country's rule.
    Rule("Held by restricted owners") { control, party, limit, country, share, owner, listing in
      ExportControls.restrictsParty(control, party)
        .when(
          ExportControls.inForce(control),
          coversAffiliatesFrom(control, limit),
          Interdependence.imposedBy(control, country),
          owns(any(), party, any()),
          sum(
            share, per: owner,
            where: owns(owner, party, share),
            ExportControls.restrictsParty(listing, owner),
            Interdependence.imposedBy(listing, country))
            >= limit
        )
        .because("restricted owners hold at least \(limit) percent of \(party) under \(control)")
    }
  }
}
