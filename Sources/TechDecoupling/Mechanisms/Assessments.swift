/// What an act comes to, as others weigh it: effects, comparisons, and what would explain it.
///
/// Commentators weigh one act differently, and mostly each is right about something else: little
/// changes in the short term, much may in the long; a chip is close to another at inference and
/// behind it at training. So an assessment carries its scope, and only the last column is the
/// answer: two that answer one question of one scope differently are in conflict, two of different
/// scope are not. ``Facts/disagreements(on:)`` shows who stands where. Most assessments are *held*,
/// by whom and how surely (``LikelihoodScale`` has numbers for some words), and nothing follows from
/// them; motives (``Motives``) are held in the same way, and may hold side by side.
///
/// What follows needs facts. A model that was withheld from a maker and is out all the same was
/// *released without* its tuning. If it keeps up with others, the maker's leverage is weaker: the
/// belief that nothing serious works without its hardware has a counterexample. And something has
/// to explain that it could be done: the lab's own tuning, or chips made at home. Each of them
/// *may explain* it until a comparison says that it is behind; neither is asserted.
///
/// Headline conclusions, in the order in which a report tells them: ``releasedWithout``,
/// ``weakensLeverage``, ``mayExplain``.
public enum Assessments {
  // MARK: - Recorded

  /// How large the effect of an act on a party is, in one respect and over one time frame.
  ///
  /// *Shape*: act, party, respect, ``TimeFrame``, ``Magnitude``.
  public static let impact = Relation<Act, Party, String, String, String>("impact", oneOf: true)

  /// How one thing measures up to another at one task or workload.
  ///
  /// *Shape*: subject, what it is measured against, workload, ``Standing``.
  public static let comparesWith = Relation<Party, Party, String, String>(
    "compares-with", oneOf: true)

  // MARK: - Concluded

  /// A model is out, and a chipmaker could not tune to it before.
  public static let releasedWithout = Relation<Model, Chipmaker>("released-without")

  /// A model shows that others can do without a chipmaker.
  public static let weakensLeverage = Relation<Model, Chipmaker>("weakens-leverage")

  /// A party or chip may be why a model could be released without a chipmaker's tuning.
  ///
  /// *Shape*: what may explain it, the model, the chipmaker.
  public static let mayExplain = Relation<Party, Model, Chipmaker>("may-explain")

  /// All of them, with their column types erased; the recorded ones first.
  public static let relations: [RelationSignature] = [
    impact.signature, comparesWith.signature, releasedWithout.signature,
    weakensLeverage.signature, mayExplain.signature,
  ]

  /// The rules of assessments, in the order in which they build on each other.
  public static let rulebook = Rulebook("Assessments") {
    doingWithout
    explaining
  }
}

extension Assessments {
  /// When an effect is expected: the words of the fourth column of ``Assessments/impact``.
  public enum TimeFrame: String, Hashable, Sendable, CaseIterable, Codable {
    /// At once, and in the quarters that follow.
    case shortTerm = "short term"
    /// Over years.
    case longTerm = "long term"
  }

  /// How large an effect is: the words of the last column of ``Assessments/impact``.
  public enum Magnitude: String, Hashable, Sendable, CaseIterable, Codable {
    /// Little changes.
    case low
    /// Much changes.
    case high
  }

  /// How a comparison ends: the words of the last column of ``Assessments/comparesWith``.
  public enum Standing: String, Hashable, Sendable, CaseIterable, Codable {
    /// Better.
    case ahead
    /// As good.
    case onPar = "on par"
    /// Not as good, and not by much.
    case close
    /// Not as good.
    case behind
  }

  /// The workload of ``Assessments/comparesWith`` that a lab and a chipmaker have in common.
  public static let tuning = "tuning"
}
