/// What a source does with an entry: it asserts it, denies it, and so on.
public struct Claim: Hashable, Sendable {
  public enum Stance: String, Hashable, Sendable, CaseIterable, Codable {
    case asserts, denies, declines, unclear, withdraws
  }

  public var source: SourceID
  public var stance: Stance
  /// The sources that it passes on, nearest first is not implied: each is relayed directly.
  public var relays: [Relay]
  public var attribution: Attribution?
  /// The day on which the source said it.
  public var reported: DateRange?
  /// The date that this claim gives the event or the period it gives the statement.
  public var date: DateRange?
  public var period: DatePeriod?
  /// The effects of the entry that it covers; empty means all.
  public var effects: [Atom]
  /// Whether the source claims first-hand knowledge (its own people or document). A claim with
  /// neither this nor relays is of unstated origin.
  public var isFirstHand: Bool
  /// The source's own words, short, as they bear on this claim.
  public var words: String?

  public init(
    source: SourceID, stance: Stance = .asserts, relays: [Relay] = [],
    attribution: Attribution? = nil, reported: DateRange? = nil, date: DateRange? = nil,
    period: DatePeriod? = nil, effects: [Atom] = [], isFirstHand: Bool = false,
    words: String? = nil
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
  }
}

/// A source that a claim passes on, and the day of what it passes on, if it says so.
public struct Relay: Hashable, Sendable {
  public var source: SourceID
  public var reported: DateRange?

  public init(_ source: SourceID, reported: DateRange? = nil) {
    self.source = source
    self.reported = reported
  }
}

/// To whom a source attributes what it says.
public struct Attribution: Hashable, Sendable {
  /// A named person or organization.
  public var speaker: String?
  /// How many people, if said.
  public var people: Int?
  /// Who they are, such as "familiar with the matter".
  public var role: String?
  public var words: String?
  public var isInterested: Bool

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
