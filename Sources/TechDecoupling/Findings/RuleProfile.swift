import TemporalDatalog

/// What one rule cost at one level of credibility.
public struct RuleProfile: Hashable, Sendable {
  /// The name of the rule.
  public let rule: String
  /// Where the rule stands.
  public let location: SourceLocation
  /// The lowest level of credibility for which it ran.
  public let level: Credibility
  /// Whether it ran for what is conceivable, apart from what is certain.
  public let isConceivable: Bool
  /// The premises in the order in which they last ran, and what each cost in all rounds.
  public let steps: [Step]
  /// How often the rule ran: once, and in recursion as long as something new came.
  public let rounds: Int
  /// Rows that the rule derived, known ones included.
  public let derivedCount: Int
  /// Rows that no rule or fact had given before.
  public let newCount: Int
  /// The time that the rule took.
  public let duration: Duration

  /// What one premise of a rule cost.
  public struct Step: Hashable, Sendable {
    /// The premise, as text.
    public let premise: String
    /// Rows that the premise handed on to the next.
    public let rowCount: Int
    /// The time that the premise took by itself, of all threads together.
    public let duration: Duration
  }

  /// The premises in the order in which they last ran.
  public var plan: String { steps.map(\.premise).joined(separator: "; ") }
}

extension Findings {
  /// What each rule cost, by level from the trusted one up, in the order in which rules first ran.
  ///
  /// The time is that of the machine; all else is the same for the same facts and rules. A rule
  /// runs apart for what is only conceivable where imprecise facts can reach it.
  public var profile: [RuleProfile] {
    levels.flatMap { level in
      level.model.profile.compactMap { cost in
        guard level.compiled.rules.indices.contains(cost.origin) else { return nil }
        let rule = level.compiled.rules[cost.origin]
        return RuleProfile(
          rule: rule.name, location: rule.location, level: level.credibility,
          isConceivable: cost.reading == .conceivable,
          steps: level.compiled.steps(of: cost), rounds: cost.rounds,
          derivedCount: cost.derived, newCount: cost.new, duration: cost.duration)
      }
    }
  }
}

extension CompiledRules {
  /// The premises of a rule in the order in which they ran, in words.
  fileprivate func steps(of cost: TemporalDatalog.RuleProfile) -> [RuleProfile.Step] {
    guard rules.indices.contains(cost.origin), origins.indices.contains(cost.origin) else {
      return []
    }
    let (rule, origins) = (rules[cost.origin], origins[cost.origin])
    let names = rule.variableNames
    return cost.plan.filter(origins.indices.contains).map { index in
      let premise =
        switch origins[index] {
        case .premise(let number):
          rule.clause.premises[number].description(names: names)
        case .exception(let number):
          "no " + rule.clause.exceptions[number].description(names: names)
        case .kind(let variable):
          "the kind of \(Argument.variable(variable).description(names: names))"
        }
      let step = cost.steps[index]
      return RuleProfile.Step(premise: premise, rowCount: step.rows, duration: step.duration)
    }
  }
}
