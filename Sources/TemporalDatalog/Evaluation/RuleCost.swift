/// What a rule in one reading has cost so far.
final class RuleCost {
  var profile: RuleProfile

  init(_ profile: RuleProfile) { self.profile = profile }

  /// The costs of all rules, none of them run yet.
  static func all(_ physical: PhysicalProgram) -> [RuleCost] {
    // Strata that conclude nothing are not counted.
    var ranks = [Int](repeating: 0, count: physical.strata.count + 1)
    for cost in physical.costs { ranks[physical.strata[cost.head] + 1] = 1 }
    for stratum in physical.strata.indices { ranks[stratum + 1] += ranks[stratum] }
    return physical.costs.map { cost in
      RuleCost(
        RuleProfile(
          origin: cost.origin, reading: cost.reading,
          stratum: ranks[physical.strata[cost.head]]))
    }
  }
}
