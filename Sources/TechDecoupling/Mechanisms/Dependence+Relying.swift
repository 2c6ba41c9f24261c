// From direct dependence to all that something relies on, and to the countries behind it.

extension Dependence {
  /// Who relies on what, and to which countries that exposes it.
  static let relying = Rulebook("Relying") {
    Rule("Comes from its own country") { part, country in
      originatesIn(part, country)
        .when(Profile.homeCountry(part, country))
        .because("\(part) is of \(country)")
    }

    Rule("A chip comes from its maker's country") {
      (chip: Variable<Chip>, country: Variable<Country>, maker: Variable<Chipmaker>) in
      originatesIn(chip.as(Party.self), country)
        .when(Profile.makes(maker, chip), Profile.homeCountry(maker.as(Party.self), country))
        .because("\(maker) of \(country) makes \(chip)")
    }

    Rule("A platform comes from its maker's country") {
      (platform: Variable<Platform>, country: Variable<Country>, maker: Variable<Chipmaker>) in
      originatesIn(platform.as(Party.self), country)
        .when(
          Profile.makesPlatform(maker, platform),
          Profile.homeCountry(maker.as(Party.self), country)
        )
        .because("\(maker) of \(country) makes \(platform)")
    }

    Rule("Relies on what it depends on") { user, part in
      reliesOn(user, part)
        .when(dependsOn(user, part))
        .because("\(user) depends on \(part)")
    }

    Rule("Relies on what its class depends on", strength: .possible) { user, part, group in
      reliesOn(user, part)
        .when(Profile.memberOf(user, group), dependsOn(group.as(Party.self), part))
        .because("\(group) depend on \(part), and \(user) is one of them")
    }

    Rule("Relies on who makes the chip") {
      (user: Variable<Party>, chip: Variable<Chip>, maker: Variable<Chipmaker>) in
      reliesOn(user, maker.as(Party.self))
        .when(reliesOn(user, chip.as(Party.self)), Profile.makes(maker, chip))
        .because("\(user) relies on \(chip), which \(maker) makes")
    }

    Rule("Relies on who makes the platform") {
      (user: Variable<Party>, platform: Variable<Platform>, maker: Variable<Chipmaker>) in
      reliesOn(user, maker.as(Party.self))
        .when(reliesOn(user, platform.as(Party.self)), Profile.makesPlatform(maker, platform))
        .because("\(user) relies on \(platform), which \(maker) makes")
    }

    Rule("Relies through a chain") { user, part, further in
      reliesOn(user, further)
        .when(reliesOn(user, part), reliesOn(part, further))
        .because("\(user) relies on \(part), and \(part) on \(further)")
    }

    Rule("Exposed to where it comes from") { user, country, part in
      exposedTo(user, country)
        .when(reliesOn(user, part), originatesIn(part, country))
        .unless(Profile.homeCountry(user, country))
        .because("\(user) relies on \(part), which comes from \(country)")
    }

    Rule("Each relies on the other") { one, other in
      mutuallyReliant(one, other)
        .when(reliesOn(one, other), reliesOn(other, one), one != other)
        .because("\(one) relies on \(other), and \(other) on \(one)")
    }
  }
}
