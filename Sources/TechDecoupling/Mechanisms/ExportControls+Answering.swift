// What each provision in force says of an item and a destination.

extension ExportControls {
  /// How applications are reviewed where a later rule changes a provision's policy.
  static let reviewing = Rulebook("Reviewing") {
    Rule("A provision in force restricts what it covers") { control, item, country in
      restricts(control, item, country)
        .when(inForce(control), covers(control, item), reaches(control, country))
        .unless(domestic(item, country))
        .because("\(control) is in force, covers \(item) and reaches \(country)")
    }

    Rule("A provision in force restricts the parties it lists") { control, party in
      restrictsParty(control, party)
        .when(inForce(control), listsParty(control, party))
        .because("\(control) is in force and lists \(party)")
    }

    // A memory that is not given is 0, and below no limit.
    Rule("Below the limits of a rule on reviews") {
      rule, policy, chip, reading, tppLimit, memoryLimit, tpp, memory in
      underLimits(rule, policy, chip, reading)
        .when(
          reviewsBelow(rule, policy, tppLimit, memoryLimit),
          figures(chip, reading, tpp, any(), any(), memory),
          tpp < tppLimit,
          memory < memoryLimit,
          memory > 0
        )
        .because(
          """
          \(rule) has chips below TPP \(tppLimit) and \(memoryLimit) GB/s reviewed "\(policy)"; by \
          the reading "\(reading)" \(chip) has \(tpp) and \(memory)
          """)
    }

    Rule("A reading at or above the limits keeps the provision's own review") {
      control, chip, rule, policy, reading in
      keepsReview(control, chip, rule, policy)
        .when(
          amendsReview(rule, control),
          reviewsBelow(rule, policy, any(), any()),
          meets(chip, control, any(), reading)
        )
        .unless(underLimits(rule, policy, chip, reading))
        .because("by the reading \"\(reading)\" \(chip) is not below the limits of \(rule)")
    }

    // A reading that does not bring the chip under the provision says nothing of its review.
    Rule("A later rule reviews chips below its limits otherwise") {
      (
        control: Variable<ExportControl>, chip: Variable<Chip>, country: Variable<Country>,
        policy: Variable<String>, rule: Variable<ExportControl>, reading: Variable<String>
      ) in
      reviewedAs(control, chip.as(Item.self), country, policy)
        .when(
          restricts(control, chip.as(Item.self), country),
          amendsReview(rule, control),
          inForce(rule),
          reaches(rule, country),
          meets(chip, control, any(), reading),
          underLimits(rule, policy, chip, reading)
        )
        .unless(keepsReview(control, chip, rule, policy))
        .because("\(rule) has \(chip) to \(country) reviewed \(policy)")
    }
  }

  /// The states that a provision gives an item.
  static let answering = Rulebook("Answering") {
    Rule("Forbidden") { control, item, country in
      prohibited(control, item, country)
        .when(restricts(control, item, country), forbids(control))
        .because("\(control) forbids \(item) to \(country)")
    }

    Rule("Left to an exception") { control, item, country, exception in
      excepted(control, item, country, exception)
        .when(
          restricts(control, item, country),
          allowsException(control, item, exception),
          inForce(exception),
          reaches(exception, country)
        )
        .unless(forbids(control))
        .because("\(control) leaves \(item) to \(country) to the exception \(exception)")
    }

    // Such a class is one of the law, and its members are no guess.
    Rule("Left to an exception as one of a class") { control, item, country, exception, group in
      excepted(control, item, country, exception)
        .when(
          restricts(control, item, country),
          allowsException(control, group.as(Item.self), exception),
          Profile.memberOf(item, group),
          inForce(exception),
          reaches(exception, country)
        )
        .unless(forbids(control))
        .because("\(control) leaves \(group), such as \(item), to the exception \(exception)")
    }

    Rule("Left to an exception by its clause") {
      (
        control: Variable<ExportControl>, chip: Variable<Chip>, country: Variable<Country>,
        exception: Variable<ExportControl>, clause: Variable<String>
      ) in
      excepted(control, chip.as(Item.self), country, exception)
        .when(
          restricts(control, chip.as(Item.self), country),
          exceptsClause(control, clause, exception),
          meets(chip, control, clause, any()),
          inForce(exception),
          reaches(exception, country)
        )
        .unless(forbids(control))
        .because("\(control) leaves chips of clause \(clause), such as \(chip), to \(exception)")
    }

    Rule("License needed, reviewed as the provision says") { control, item, country, policy in
      licenseNeeded(control, item, country, policy)
        .when(restricts(control, item, country), licensePolicy(control, policy))
        .unless(
          forbids(control),
          excepted(control, item, country, any()),
          reviewedAs(control, item, country, any())
        )
        .because("\(control) demands a license for \(item) to \(country), reviewed \(policy)")
    }

    Rule("License needed, reviewed as a later rule says") { control, item, country, policy in
      licenseNeeded(control, item, country, policy)
        .when(reviewedAs(control, item, country, policy))
        .unless(forbids(control), excepted(control, item, country, any()))
        .because("\(control) demands a license for \(item) to \(country), reviewed \(policy)")
    }

    Rule("License needed, and nothing said of the review") { control, item, country, policy in
      licenseNeeded(control, item, country, policy)
        .when(
          restricts(control, item, country),
          policy == LicensePolicy.notStated.rawValue
        )
        .unless(
          forbids(control),
          excepted(control, item, country, any()),
          licensePolicy(control, any()),
          reviewedAs(control, item, country, any())
        )
        .because("\(control) demands a license for \(item) to \(country)")
    }

    Rule("License granted") { control, item, country, holder, terms in
      licensed(control, item, country, holder, terms)
        .when(
          restricts(control, item, country),
          licenseGranted(control, item, holder, terms)
        )
        .unless(forbids(control))
        .because("\(holder) has a license under \(control) for \(item): \(terms)")
    }

    Rule("Restricted by a license requirement") { item, country, control in
      restricted(item, country)
        .when(licenseNeeded(control, item, country, any()))
        .because("\(control) demands a license for \(item) to \(country)")
    }

    Rule("Restricted by a prohibition") { item, country, control in
      restricted(item, country)
        .when(prohibited(control, item, country))
        .because("\(control) forbids \(item) to \(country)")
    }
  }
}
