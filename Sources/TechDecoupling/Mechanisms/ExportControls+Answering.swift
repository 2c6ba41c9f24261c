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

    // The reading that brings a chip under the provision is the one that is measured here.
    Rule("A later rule reviews chips below its limits otherwise") {
      (
        control: Variable<ExportControl>, chip: Variable<Chip>, country: Variable<Country>,
        policy: Variable<String>, rule: Variable<ExportControl>, reading: Variable<String>,
        tpp: Variable<Fixed>, memory: Variable<Fixed>, tppLimit: Variable<Fixed>,
        memoryLimit: Variable<Fixed>
      ) in
      reviewedAs(control, chip.as(Item.self), country, policy)
        .when(
          restricts(control, chip.as(Item.self), country),
          amendsReview(rule, control),
          inForce(rule),
          reaches(rule, country),
          reviewsBelow(rule, policy, tppLimit, memoryLimit),
          meets(chip, control, any(), reading),
          figures(chip, reading, tpp, any(), any(), memory),
          tpp < tppLimit,
          memory < memoryLimit,
          memory > 0
        )
        .because(
          """
          \(rule) has chips below TPP \(tppLimit) and \(memoryLimit) GB/s reviewed "\(policy)"; \
          \(chip) has \(tpp) and \(memory)
          """)
    }
  }

  /// The states that a provision gives an item.
  static let answering = Rulebook("Answering") {
    Rule("Forbidden") { control, item, country in
      prohibited(control, item, country)
        .when(restricts(control, item, country), forbids(control))
        .because("\(control) forbids \(item) to \(country)")
    }

    Rule("Open to the provision's own exception") { control, item, country, name in
      excepted(control, item, country, name)
        .when(restricts(control, item, country), allowsException(control, item, name))
        .unless(forbids(control))
        .because("\(control) leaves \(item) to \(country) to its exception \(name)")
    }

    Rule("Open to chips of a clause") {
      (
        control: Variable<ExportControl>, chip: Variable<Chip>, country: Variable<Country>,
        name: Variable<String>, clause: Variable<String>
      ) in
      excepted(control, chip.as(Item.self), country, name)
        .when(
          restricts(control, chip.as(Item.self), country),
          exceptsClause(control, clause, name),
          meets(chip, control, clause, any())
        )
        .unless(forbids(control))
        .because("\(control) leaves chips of clause \(clause), such as \(chip), to \(name)")
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
