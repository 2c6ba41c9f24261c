/// Where claims come from: a source that knows first-hand, however many others repeat it.
public struct Root: Hashable, Sendable {
  /// The source; nil for all claims of unstated origin together.
  public let source: SourceID?
  /// The weakest reliability along the best chain, D at best if anyone on it is interested.
  public let grade: Reliability
  /// The best chain, from the source that was read to the root.
  ///
  /// Of one source if the root's own
  /// claim was read.
  public let chain: [SourceID]
  /// Every source through which it came, directly or through others, sorted.
  public let relayedBy: [SourceID]
  /// To whom the claims on the best chain attribute what they say.
  public let attributions: [Attribution]
  /// Whether a speaker or a source on the best chain is interested.
  public let isInterested: Bool
  /// Whether this is the own record of the authority that acts in the effect.
  public let isActingAuthority: Bool

  /// Creates a root.
  public init(
    source: SourceID?, grade: Reliability, chain: [SourceID] = [], relayedBy: [SourceID] = [],
    attributions: [Attribution] = [], isInterested: Bool = false, isActingAuthority: Bool = false
  ) {
    self.source = source
    self.grade = grade
    self.chain = chain
    self.relayedBy = relayedBy
    self.attributions = attributions
    self.isInterested = isInterested
    self.isActingAuthority = isActingAuthority
  }
}

/// What the claims on one effect of an entry come to.
public struct Appraisal: Hashable, Sendable {
  /// How credible it is that it is so; nil if nobody who speaks asserts it.
  public var credibility: Credibility?
  /// How credible those are who call it unclear, graded as if they asserted; nil if none does.
  public var unclearCredibility: Credibility?
  /// The roots that assert, the best first.
  public var asserting: [Root]
  /// The roots that deny, the best first.
  public var denying: [Root]
  /// The roots that call it unclear, the best first.
  public var unclear: [Root]
  /// The claims that speak: the latest of each source, none withdrawn.
  public var claims: [Claim]

  /// An appraisal of no claims.
  public static let empty = Appraisal(asserting: [], denying: [], unclear: [], claims: [])

  /// Why the credibility is what it is, in a few words: `one root graded B`.
  public var reason: String {
    guard let best = asserting.first else { return "nobody asserts it" }
    var words: String
    if asserting.contains(where: \.isActingAuthority) {
      words = "the acting authority's own record"
    } else if asserting.count == 1 {
      words = "one root graded \(best.grade.rawValue)"
    } else {
      let grades = asserting.map(\.grade.rawValue).joined(separator: ", ")
      words = "\(asserting.count) roots graded \(grades)"
    }
    if let denial = denying.first { words += ", denied by one graded \(denial.grade.rawValue)" }
    return words
  }
}
