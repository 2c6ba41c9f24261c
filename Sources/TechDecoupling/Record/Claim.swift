/// What a source does with an entry: it asserts it, denies it, and so on.
public struct Claim: Hashable, Sendable, Codable {
  /// How a source stands to what an entry says.
  public enum Stance: String, Hashable, Sendable, CaseIterable, Codable {
    /// Says that it is so.
    case asserts
    /// Says that it is not so: makes no fact, and weighs against those who assert.
    case denies
    /// Was asked and does not say: weighs nothing, and is shown.
    case declines
    /// Says that it is not known: makes it conceivable.
    case unclear
    /// Takes back what it said before, and with that all that relays it.
    case withdraws
  }

  /// Who claims.
  public var source: SourceID
  /// The day on which the source said it.
  public var reported: DateRange?
  /// The date that this claim gives the event.
  public var date: DateRange?
  /// What few claims have; nil if this one has nothing of it.
  private var details: Details?
  private var position = Position.none
  /// Whether it asserts, denies, and so on.
  public var stance: Stance
  /// Whether the source claims first-hand knowledge (its own people or document).
  ///
  /// A claim with neither this nor relays is of unstated origin. The acting authority's own record
  /// is first-hand without being marked.
  public var isFirstHand: Bool

  /// The parts that most claims do not have, kept apart so that these stay small.
  private final class Details: Sendable {
    let relays: [Relay]
    let attribution: Attribution?
    let period: DatePeriod?
    let effects: [Atom]
    let words: String?

    init(
      _ relays: [Relay], _ attribution: Attribution?, _ period: DatePeriod?, _ effects: [Atom],
      _ words: String?
    ) {
      self.relays = relays
      self.attribution = attribution
      self.period = period
      self.effects = effects
      self.words = words
    }

    /// The parts as an object; nil if there are none.
    static func holding(
      _ relays: [Relay], _ attribution: Attribution?, _ period: DatePeriod?, _ effects: [Atom],
      _ words: String?
    ) -> Details? {
      if relays.isEmpty, effects.isEmpty, attribution == nil, period == nil, words == nil {
        return nil
      }
      return Details(relays, attribution, period, effects, words)
    }
  }

  /// The sources that it passes on, each directly.
  ///
  /// A claim with relays is no first-hand claim.
  public var relays: [Relay] {
    get { details?.relays ?? [] }
    set { details = .holding(newValue, attribution, period, effects, words) }
  }
  /// To whom the source attributes what it says; the people in it are not sources.
  public var attribution: Attribution? {
    get { details?.attribution }
    set { details = .holding(relays, newValue, period, effects, words) }
  }
  /// The period that this claim gives the statement.
  public var period: DatePeriod? {
    get { details?.period }
    set { details = .holding(relays, attribution, newValue, effects, words) }
  }
  /// The effects of the entry that it covers; empty means all.
  public var effects: [Atom] {
    get { details?.effects ?? [] }
    set { details = .holding(relays, attribution, period, newValue, words) }
  }
  /// The source's own words, short, as they bear on this claim.
  public var words: String? {
    get { details?.words }
    set { details = .holding(relays, attribution, period, effects, newValue) }
  }

  /// Whether it relays nobody, attributes nothing and covers all effects.
  var isPlain: Bool { details == nil }

  /// Where the claim was read; takes no part in equality.
  public var place: Place? {
    get { position.place }
    set { position = Position(newValue) }
  }

  /// Sets where the claim was read.
  mutating func stand(at position: Position) { self.position = position }

  /// Creates a claim.
  public init(
    source: SourceID, stance: Stance = .asserts, relays: [Relay] = [],
    attribution: Attribution? = nil, reported: DateRange? = nil, date: DateRange? = nil,
    period: DatePeriod? = nil, effects: [Atom] = [], isFirstHand: Bool = false,
    words: String? = nil, place: Place? = nil
  ) {
    self.source = source
    self.stance = stance
    self.reported = reported
    self.date = date
    self.isFirstHand = isFirstHand
    details = .holding(relays, attribution, period, effects, words)
    if let place { position = Position(place) }
  }
}

extension Claim {
  /// Whether all but the places is the same.
  public static func == (left: Claim, right: Claim) -> Bool {
    guard left.source == right.source, left.stance == right.stance,
      left.isFirstHand == right.isFirstHand, left.reported == right.reported,
      left.date == right.date
    else { return false }
    if left.details === right.details { return true }
    return left.relays == right.relays && left.attribution == right.attribution
      && left.period == right.period && left.effects == right.effects && left.words == right.words
  }

  /// Hashes source, stance and days, and what it relays.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(stance)
    hasher.combine(reported)
    hasher.combine(date)
    hasher.combine(relays)
  }
}

extension Claim {
  private enum CodingKeys: String, CodingKey {
    case source, stance, relays, attribution, reported, date, period, effects, isFirstHand, words
  }

  /// Reads an object of the parts.
  public init(from decoder: any Decoder) throws {
    let parts = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      source: try parts.decode(SourceID.self, forKey: .source),
      stance: try parts.decode(Stance.self, forKey: .stance),
      relays: try parts.decode([Relay].self, forKey: .relays),
      attribution: try parts.decodeIfPresent(Attribution.self, forKey: .attribution),
      reported: try parts.decodeIfPresent(DateRange.self, forKey: .reported),
      date: try parts.decodeIfPresent(DateRange.self, forKey: .date),
      period: try parts.decodeIfPresent(DatePeriod.self, forKey: .period),
      effects: try parts.decode([Atom].self, forKey: .effects),
      isFirstHand: try parts.decode(Bool.self, forKey: .isFirstHand),
      words: try parts.decodeIfPresent(String.self, forKey: .words))
  }

  /// Writes an object of the parts; what is not given is left out.
  public func encode(to encoder: any Encoder) throws {
    var parts = encoder.container(keyedBy: CodingKeys.self)
    try parts.encode(source, forKey: .source)
    try parts.encode(stance, forKey: .stance)
    try parts.encode(relays, forKey: .relays)
    try parts.encodeIfPresent(attribution, forKey: .attribution)
    try parts.encodeIfPresent(reported, forKey: .reported)
    try parts.encodeIfPresent(date, forKey: .date)
    try parts.encodeIfPresent(period, forKey: .period)
    try parts.encode(effects, forKey: .effects)
    try parts.encode(isFirstHand, forKey: .isFirstHand)
    try parts.encodeIfPresent(words, forKey: .words)
  }
}

/// A source that a claim passes on, and the day of what it passes on, if it says so.
public struct Relay: Hashable, Sendable, Codable {
  /// The source passed on.
  public var source: SourceID
  /// The day on which that source said it.
  public var reported: DateRange?

  /// Creates a relay.
  public init(_ source: SourceID, reported: DateRange? = nil) {
    self.source = source
    self.reported = reported
  }
}

/// To whom a source attributes what it says.
public struct Attribution: Hashable, Sendable, Codable {
  /// A named person or organization.
  public var speaker: String?
  /// How many people, if said.
  public var people: Int?
  /// Who they are, such as "familiar with the matter".
  public var role: String?
  /// What they said, as the source quotes it.
  public var words: String?
  /// Whether they gain from being believed: the claim is then graded D at best.
  public var isInterested: Bool

  /// Creates an attribution.
  public init(
    speaker: String? = nil, people: Int? = nil, role: String? = nil, words: String? = nil,
    isInterested: Bool = false
  ) {
    self.speaker = speaker
    self.people = people
    self.role = role
    self.words = words
    self.isInterested = isInterested
  }
}
