/// What a rule in one reading has cost so far.
final class RuleCost {
  var profile: RuleProfile

  init(_ profile: RuleProfile) { self.profile = profile }

  /// The costs of all rules, none of them run yet.
  static func all(_ physical: PhysicalProgram) -> [RuleCost] {
    // Strata that conclude nothing are not counted.
    let strata = Set(physical.costs.map { physical.strata[$0.head] }).sorted()
    var ranks: [Int: Int] = [:]
    for (rank, stratum) in strata.enumerated() { ranks[stratum] = rank }
    return physical.costs.map { cost in
      RuleCost(
        RuleProfile(
          origin: cost.origin, reading: cost.reading,
          stratum: ranks[physical.strata[cost.head]] ?? 0
        ))
    }
  }
}
