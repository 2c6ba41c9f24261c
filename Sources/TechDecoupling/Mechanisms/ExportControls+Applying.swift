// When a provision is in force, where it reaches, and what it covers.

extension ExportControls {
  /// When a provision is in force, and which destinations it reaches.
  static let applying = Rulebook("Applying") {
    Rule("Effective, not suspended, not removed") { control in
      inForce(control)
        .when(effective(control))
        .unless(suspended(control), removed(control))
        .because("\(control) is in force")
    }

    Rule("Reaches the country it names") { control, country in
      reaches(control, country)
        .when(destination(control, country))
        .because("\(control) names \(country) as a destination")
    }

    // A country group is a list in the law: its membership is no guess, as that of "US chipmakers"
    // would be, and the rule keeps its full strength.
    Rule("Reaches the countries of its groups") { control, country, group in
      reaches(control, country)
        .when(
          destinationGroup(control, group),
          Profile.memberOf(country.as(Party.self), group)
        )
        .unless(spares(control, country))
        .because("\(control) reaches \(group), and \(country) is in it")
    }
  }

  /// Which items a provision covers.
  ///
  /// Density is compared by multiplication: a chip is at least as dense as the clause asks where
  /// its TPP is at least the area times that density. Nothing is divided, so nothing is rounded. A
  /// reading without an area, which is 0, reaches no density.
  static let covering = Rulebook("Covering") {
    Rule("Covers what it names") { control, item in
      covers(control, item)
        .when(namesItem(control, item))
        .because("\(control) names \(item)")
    }

    Rule("The link that the figures give") { chip, reading, bandwidth in
      hasLink(chip, reading, bandwidth)
        .when(figures(chip, reading, any(), any(), bandwidth, any()))
        .because("\(chip) has a link of \(bandwidth) GB/s")
    }

    Rule("The link that is told apart") { chip, reading, bandwidth in
      hasLink(chip, reading, bandwidth)
        .when(link(chip, reading, bandwidth))
        .because("\(chip) has a link of \(bandwidth) GB/s")
    }

    Rule("Meets the figures of a clause") {
      (
        chip: Variable<Chip>, control: Variable<ExportControl>, clause: Variable<String>,
        reading: Variable<String>, tpp: Variable<Fixed>, area: Variable<Fixed>,
        link: Variable<Fixed>, leastTPP: Variable<Fixed>, leastDensity: Variable<Fixed>,
        leastLink: Variable<Fixed>
      ) in
      meets(chip, control, clause, reading)
        .when(
          coversFrom(control, clause, leastTPP, leastDensity, leastLink),
          figures(chip, reading, tpp, area, any(), any()),
          hasLink(chip, reading, link),
          tpp >= leastTPP,
          tpp >= area * leastDensity,
          leastDensity <= area * leastDensity,
          link >= leastLink
        )
        .unless(outside(chip, control, clause, reading))
        .because(
          """
          by the reading "\(reading)" \(chip) has TPP \(tpp) on \(area) mm² and a link of \(link) \
          GB/s; clause \(clause) of \(control) covers from TPP \(leastTPP), density \
          \(leastDensity) and link \(leastLink)
          """)
    }

    Rule("Too fast for a clause with an upper limit") {
      chip, control, clause, reading, tpp, limit in
      outside(chip, control, clause, reading)
        .when(
          coversBelowPerformance(control, clause, limit),
          figures(chip, reading, tpp, any(), any(), any()),
          tpp >= limit
        )
        .because("clause \(clause) covers only below TPP \(limit), and \(chip) has \(tpp)")
    }

    Rule("Too dense for a clause with an upper limit") {
      chip, control, clause, reading, tpp, area, limit in
      outside(chip, control, clause, reading)
        .when(
          coversBelowDensity(control, clause, limit),
          figures(chip, reading, tpp, area, any(), any()),
          tpp >= area * limit
        )
        .because(
          "clause \(clause) covers only below density \(limit); \(chip) has TPP \(tpp) on \(area) mm²"
        )
    }

    Rule("Made for no data center, and too slow for a clause to count") {
      (
        chip: Variable<Chip>, control: Variable<ExportControl>, clause: Variable<String>,
        reading: Variable<String>, group: Variable<Group>, limit: Variable<Fixed>,
        tpp: Variable<Fixed>
      ) in
      outside(chip, control, clause, reading)
        .when(
          sparesBelow(control, clause, group, limit),
          Profile.memberOf(chip.as(Party.self), group),
          figures(chip, reading, tpp, any(), any(), any()),
          tpp < limit
        )
        .because("clause \(clause) spares \(group) below TPP \(limit), and \(chip) has \(tpp)")
    }

    Rule("Meets the memory of a clause") {
      (
        chip: Variable<Chip>, control: Variable<ExportControl>, clause: Variable<String>,
        reading: Variable<String>, memory: Variable<Fixed>, least: Variable<Fixed>
      ) in
      meets(chip, control, clause, reading)
        .when(
          coversMemoryFrom(control, clause, least),
          figures(chip, reading, any(), any(), any(), memory),
          memory >= least
        )
        .because(
          """
          by the reading "\(reading)" \(chip) has \(memory) GB/s of memory; clause \(clause) of \
          \(control) covers from \(least)
          """)
    }

    // For each destination of its own: one that is added lifts no restriction on the others.
    Rule("Made where it would go") { chip, country, maker in
      domestic(chip.as(Item.self), country)
        .when(Profile.makes(maker, chip), Profile.homeCountry(maker.as(Party.self), country))
        .because("\(chip) is made by \(maker), of \(country)")
    }

    Rule("Covers chips by their figures") { control, chip in
      covers(control, chip.as(Item.self))
        .when(meets(chip, control, any(), any()))
        .unless(addressedTo(control, any()))
        .because("\(chip) meets the figures of \(control)")
    }

    Rule("A letter covers its addressee's chips by their figures") { control, chip, maker in
      covers(control, chip.as(Item.self))
        .when(
          meets(chip, control, any(), any()),
          addressedTo(control, maker.as(Party.self)),
          Profile.makes(maker, chip)
        )
        .because("\(control) is addressed to \(maker), whose \(chip) meets its figures")
    }
  }
}
