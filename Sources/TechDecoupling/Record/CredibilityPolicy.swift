/// How the roots of claims come to a credibility: a value that can be replaced by another.
///
/// The standard policy is the library's law; its description is printed by the documentation. A
/// viewpoint with another policy judges the same record otherwise.
public struct CredibilityPolicy: Hashable, Sendable {
  /// How many asserting roots, each graded ``corroboratingGrade`` or better, confirm an effect.
  public var corroboratingRootCount: Int
  /// The weakest grade of a root that corroborates.
  public var corroboratingGrade: Reliability
  /// Whether the acting authority's own record confirms by itself.
  public var trustsActingAuthority: Bool
  /// What one asserting root comes to, by its grade; a grade without one is not judged.
  public var credibilityByGrade: [Reliability: Credibility]
  /// How many levels a denial takes away whose root is as good as the best that asserts.
  public var levelsLostToEqualDenial: Int
  /// What is left, at most, when a better root denies.
  public var credibilityUnderBetterDenial: Credibility
  /// The best grade of a root whose speaker, or any source on its chain, is interested.
  public var bestInterestedGrade: Reliability

  /// Creates a policy.
  public init(
    corroboratingRootCount: Int, corroboratingGrade: Reliability, trustsActingAuthority: Bool,
    credibilityByGrade: [Reliability: Credibility], levelsLostToEqualDenial: Int,
    credibilityUnderBetterDenial: Credibility, bestInterestedGrade: Reliability
  ) {
    self.corroboratingRootCount = corroboratingRootCount
    self.corroboratingGrade = corroboratingGrade
    self.trustsActingAuthority = trustsActingAuthority
    self.credibilityByGrade = credibilityByGrade
    self.levelsLostToEqualDenial = levelsLostToEqualDenial
    self.credibilityUnderBetterDenial = credibilityUnderBetterDenial
    self.bestInterestedGrade = bestInterestedGrade
  }

  /// The policy that counts where no other is given.
  public static let standard = CredibilityPolicy(
    corroboratingRootCount: 2, corroboratingGrade: .c, trustsActingAuthority: true,
    credibilityByGrade: [
      .a: .probable, .b: .probable, .c: .possible, .d: .doubtful, .e: .doubtful, .f: .notJudged,
    ],
    levelsLostToEqualDenial: 1, credibilityUnderBetterDenial: .improbable,
    bestInterestedGrade: .d)

  // MARK: - Judging

  /// Returns the grade of a chain: its weakest reliability, limited if anyone on it is interested.
  public func grade(_ chain: [Reliability], isInterested: Bool) -> Reliability {
    let weakest = chain.min() ?? .f
    return isInterested ? min(weakest, bestInterestedGrade) : weakest
  }

  /// Returns the credibility of what some roots assert and others deny; nil if none asserts.
  ///
  /// A denial never raises: what is not judged stays so.
  public func credibility(asserting: [Root], denying: [Root] = []) -> Credibility? {
    var tally = RootTally()
    for root in asserting { tally.add(root.grade, isAuthority: root.isActingAuthority, self) }
    return credibility(asserting: tally, denying: denying.map(\.grade).max())
  }

  /// Returns the credibility of what roots assert and others deny, by what it depends on.
  func credibility(asserting tally: RootTally, denying denial: Reliability?) -> Credibility? {
    guard let best = tally.best else { return nil }
    var credibility = credibilityByGrade[best] ?? .notJudged
    if tally.corroboratingCount >= corroboratingRootCount
      || (trustsActingAuthority && tally.hasAuthority)
    {
      credibility = .confirmed
    }
    guard let denial, denial >= best else { return credibility }
    if denial > best { return min(credibility, credibilityUnderBetterDenial) }
    return credibility.lowered(by: levelsLostToEqualDenial)
  }
}

/// What the credibility of some roots depends on.
struct RootTally {
  /// The best grade.
  private(set) var best: Reliability?
  /// How many are graded well enough to corroborate each other.
  private(set) var corroboratingCount = 0
  private(set) var hasAuthority = false

  mutating func add(_ grade: Reliability, isAuthority: Bool, _ policy: CredibilityPolicy) {
    best = max(best ?? grade, grade)
    if grade >= policy.corroboratingGrade { corroboratingCount += 1 }
    if isAuthority { hasAuthority = true }
  }
}

extension Credibility {
  /// The level so many levels below, at the least improbable; what is not judged stays so.
  func lowered(by levels: Int) -> Credibility {
    let scale: [Credibility] = [.improbable, .doubtful, .possible, .probable, .confirmed]
    guard levels > 0, let index = scale.firstIndex(of: self) else { return self }
    return scale[max(0, index - min(levels, scale.count))]
  }
}

extension CredibilityPolicy: CustomStringConvertible {
  /// The policy in words, a line for each level and rule.
  public var description: String {
    func grades(of credibility: Credibility) -> [Reliability] {
      Reliability.allCases.filter { (credibilityByGrade[$0] ?? .notJudged) == credibility }
    }
    var confirming = [
      "\(corroboratingRootCount) asserting roots graded \(corroboratingGrade.rawValue) or better"
    ]
    if trustsActingAuthority { confirming.append("the acting authority's own record") }
    var lines: [String] = []
    for level in Credibility.allCases.reversed() {
      var ways = level == .confirmed ? confirming : []
      let own = grades(of: level).map(\.rawValue)
      if !own.isEmpty {
        ways.append(
          level == .notJudged
            ? "only roots graded \(own.joined(separator: " or "))"
            : "one root graded \(own.joined(separator: " or "))")
      }
      if level == credibilityUnderBetterDenial { ways.append("denied by a better root") }
      if !ways.isEmpty { lines.append("\(level.rawValue): \(ways.joined(separator: "; "))") }
    }
    lines.append(
      "a denial by a root as good as the best that asserts lowers by"
        + " \(counted(levelsLostToEqualDenial, "level"))")
    lines.append(
      "an interested speaker or source is graded \(bestInterestedGrade.rawValue) at best")
    return lines.joined(separator: "\n")
  }
}
