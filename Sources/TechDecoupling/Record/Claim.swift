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
  /// Whether it asserts, denies, and so on.
  public var stance: Stance
  /// The sources that it passes on, each directly.
  ///
  /// A claim with relays is no first-hand claim.
  public var relays: [Relay]
  /// To whom the source attributes what it says; the people in it are not sources.
  public var attribution: Attribution?
  /// The day on which the source said it.
  public var reported: DateRange?
  /// The date that this claim gives the event.
  public var date: DateRange?
  /// The period that this claim gives the statement.
  public var period: DatePeriod?
  /// The effects of the entry that it covers; empty means all.
  public var effects: [Atom]
  /// Whether the source claims first-hand knowledge (its own people or document).
  ///
  /// A claim with neither this nor relays is of unstated origin. The acting authority's own record
  /// is first-hand without being marked.
  public var isFirstHand: Bool
  /// The source's own words, short, as they bear on this claim.
  public var words: String?
  private var location = Incidental<Place>(nil)

  /// Where the claim was read; takes no part in equality.
  public var place: Place? {
    get { location.value }
    set { location.value = newValue }
  }

  /// Creates a claim.
  public init(
    source: SourceID, stance: Stance = .asserts, relays: [Relay] = [],
    attribution: Attribution? = nil, reported: DateRange? = nil, date: DateRange? = nil,
    period: DatePeriod? = nil, effects: [Atom] = [], isFirstHand: Bool = false,
    words: String? = nil, place: Place? = nil
  ) {
    self.source = source
    self.stance = stance
    self.relays = relays
    self.attribution = attribution
    self.reported = reported
    self.date = date
    self.period = period
    self.effects = effects
    self.isFirstHand = isFirstHand
    self.words = words
    location = Incidental(place)
  }

  private enum CodingKeys: String, CodingKey {
    case source, stance, relays, attribution, reported, date, period, effects, isFirstHand, words
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
