// When breaches are a pattern, and what may follow from it.

extension Norms {
  /// When labs of a country have abandoned a norm.
  static let patterns = Rulebook("Patterns") {
    Rule("Labs that withhold from one maker make a pattern") {
      (
        norm: Variable<Norm>, country: Variable<Country>, maker: Variable<Chipmaker>,
        lab: Variable<Lab>, model: Variable<Model>, other: Variable<Lab>,
        another: Variable<Model>
      ) in
      abandoned(norm, country, maker)
        .when(
          Access.callsForEarlyAccess(norm),
          Profile.develops(lab, model),
          Access.withheldFrom(model, maker).sometime(.past(window)),
          Profile.homeCountry(lab.as(Party.self), country),
          count(
            per: other,
            where: Profile.develops(other, another),
            Access.withheldFrom(another, maker).sometime(.past(window)),
            Profile.homeCountry(other.as(Party.self), country)) >= labs
        )
        .because("\(lab) and other labs of \(country) withhold models from \(maker)")
    }
  }

  /// What may follow when a norm is abandoned.
  static let consequences = Rulebook("Consequences") {
    Rule("Loses what the norm gave", strength: .possible) { maker, benefit, norm, country in
      loses(maker, benefit)
        .when(abandoned(norm, country, maker), gives(norm, benefit))
        .because("labs of \(country) have abandoned \(norm) toward \(maker)")
    }

    Rule("A pattern of withholding fragments", strength: .possible) {
      country, other, norm, maker in
      fragmenting(country, other)
        .when(
          abandoned(norm, country, maker),
          Profile.homeCountry(maker.as(Party.self), other),
          country != other
        )
        .because("labs of \(country) have abandoned \(norm) toward \(maker) of \(other)")
    }

    Rule("A pattern of withholding spurs makers at home", strength: .possible) {
      maker, norm, country, rival, model in
      spurred(maker)
        .when(
          abandoned(norm, country, rival),
          Access.earlyAccess(model, maker).sometime(.past(window)),
          Profile.homeCountry(maker.as(Party.self), country),
          maker != rival
        )
        .because("labs of \(country) turn from \(rival), and \(maker) had \(model) early")
    }
  }
}
