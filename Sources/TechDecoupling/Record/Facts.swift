/// What is taken to be so: ground atoms, with the days on which they certainly and conceivably hold.
public struct Facts: Hashable, Sendable {
  public internal(set) var rows: [RecordedFact]
  /// Entities read as one: each member of a `same-as` class to the class's least id.
  public internal(set) var identities: [EntityID: EntityID]
}

/// A recorded atom with its days, and what it rests on.
public struct RecordedFact: Hashable, Sendable {
  /// Ground.
  public var atom: Atom
  /// Coalesced, ascending.
  public var certain: [Period]
  /// Coalesced, ascending; covers `certain`.
  public var conceivable: [Period]
  /// Ranges of certain marks on imprecise dates.
  public var marks: [Period]
  /// The entries that begin, mark, state or end it, with their dates and claims.
  public var supports: [Support]
}

/// One entry's part in a recorded fact.
public struct Support: Hashable, Sendable {
  public enum Role: String, Hashable, Sendable {
    case begins, marks, states, ends
    /// A field of an entity's profile.
    case profile
    /// A supposition of a scenario, or an adopted held statement.
    case supposition
  }
  public var role: Role
  public var entry: EntryID?
  public var date: DateRange?
  public var period: DatePeriod?
  /// Nil: the recorder's own word.
  public var credibility: Credibility?
  /// Whether it is only conceivable because its claims at this level call it unclear.
  public var isUnclear: Bool
  /// The claims that count, all stances.
  public var claims: [Claim]
  /// The dates that asserting claims of the best grade give, if they have no day in common.
  public var conflictingDates: [DateRange]
  /// The days for which this entry alone makes the atom certain, and conceivable.
  public var certain: [Period]
  public var conceivable: [Period]
}
