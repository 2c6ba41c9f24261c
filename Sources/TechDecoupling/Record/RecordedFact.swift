/// A recorded atom with its days, and what it rests on.
public struct RecordedFact: Hashable, Sendable {
  /// Ground, with every id read as the rules read it.
  public var atom: Atom
  /// The days on which it certainly holds: coalesced, ascending.
  public var certain: [Period]
  /// The days on which it conceivably holds: coalesced, ascending; covers `certain`.
  public var conceivable: [Period]
  /// Ranges of certain marks on imprecise dates.
  public var marks: [Period]
  /// The entries that begin, mark, state or end it, with their dates and claims.
  public var supports: [Support]
  /// Other values of a one-of relation that keep this one from being certain; at least one for
  /// each day that it loses.
  public var rivals: [Rival]

  /// Creates a recorded fact.
  public init(
    atom: Atom, certain: [Period], conceivable: [Period], marks: [Period] = [],
    supports: [Support] = [], rivals: [Rival] = []
  ) {
    self.atom = atom
    self.certain = certain
    self.conceivable = conceivable
    self.marks = marks
    self.supports = supports
    self.rivals = rivals
  }
}

/// Another value of a one-of relation, and the days on which it keeps a value from being certain.
public struct Rival: Hashable, Sendable {
  /// The atom with the other value.
  public var atom: Atom
  /// Days on which the value would be certain were it not for the other.
  public var days: [Period]
}

/// One entry's part in a recorded fact.
public struct Support: Hashable, Sendable {
  /// What an entry does to an atom.
  public enum Role: String, Hashable, Sendable {
    /// An event begins it.
    case begins
    /// An event marks it: it holds on that day alone.
    case marks
    /// A Statement.
    case states
    /// An event ends it.
    case ends
    /// A field of an entity's profile.
    case profile
    /// A supposition of a scenario, or an adopted held statement.
    case supposition
    /// Loaded without a chronicle, or stated by a rulebook.
    case given
  }
  /// What the entry does to the atom.
  public var role: Role
  /// The entry; nil for a profile, a supposition of its own, and what was loaded.
  public var entry: EntryID?
  /// The date of the event, nil if nothing dates it.
  public var date: DateRange?
  /// The period of the Statement, nil if it holds on every day.
  public var period: DatePeriod?
  /// How credible the effect is; nil: the recorder's own word, or a supposition.
  public var credibility: Credibility?
  /// Whether it is only conceivable because its claims at this level call it unclear.
  public var isUnclear: Bool
  /// The claims that speak on the effect, all stances.
  public var claims: [Claim]
  /// The dates that asserting claims of the best grade give, if they have no day in common.
  public var conflictingDates: [DateRange]
  /// The days for which this entry alone makes the atom certain, and conceivable.
  public var certain: [Period]
  /// The days for which this entry alone makes the atom conceivable.
  public var conceivable: [Period]
  /// What the claims come to: roots, chains and grades.
  public var appraisal: Appraisal
  /// The atom as the entry writes it: with its own ids, or an end with its wildcards.
  public var writtenAs: Atom?
  private let place: Incidental<SourceLocation>

  /// Creates a support.
  public init(
    role: Role, entry: EntryID? = nil, date: DateRange? = nil, period: DatePeriod? = nil,
    credibility: Credibility? = nil, isUnclear: Bool = false, claims: [Claim] = [],
    conflictingDates: [DateRange] = [], certain: [Period] = [], conceivable: [Period] = [],
    appraisal: Appraisal = .empty, writtenAs: Atom? = nil, location: SourceLocation? = nil
  ) {
    self.role = role
    self.entry = entry
    self.date = date
    self.period = period
    self.credibility = credibility
    self.isUnclear = isUnclear
    self.claims = claims
    self.conflictingDates = conflictingDates
    self.certain = certain
    self.conceivable = conceivable
    self.appraisal = appraisal
    self.writtenAs = writtenAs
    place = Incidental(location)
  }

  /// Where a rulebook states a given fact, such as `exposure.dl:12`; takes no part in equality.
  public var location: SourceLocation? { place.value }

  /// Whether this is the recorder's own word: "recorded without source".
  public var isOwnWord: Bool {
    credibility == nil && !isUnclear && role != .supposition && role != .given
  }
}

/// A Statement whose claims are all unclear or declines.
public struct OpenQuestion: Hashable, Sendable {
  /// The entry.
  public var entry: EntryID
  /// What is asked, wildcards included, with every id read as the rules read it.
  public var atoms: [Atom]
  /// The question in words, if it has no atoms or beside them.
  public var words: String?
  /// The days that it is about, nil for all.
  public var period: DatePeriod?
  /// Who calls it unclear, or declines.
  public var claims: [Claim]
}

/// A Statement that somebody holds to be so: an opinion, a forecast, a conditional.
public struct HeldStatement: Hashable, Sendable {
  /// The entry.
  public var entry: EntryID
  /// What is held, by whom, how surely, given what.
  public var statement: Statement
  /// The days that it is about, as the best claims give them; nil for all.
  public var period: DatePeriod?
  /// The claims that report it.
  public var claims: [Claim]
  /// Whether a scenario has adopted it.
  public var isAdopted: Bool
}

/// Recorded facts that cannot all be so.
public struct FactConflict: Hashable, Sendable {
  /// What is in conflict.
  public enum Kind: Hashable, Sendable {
    /// Values of a one-of relation that would otherwise be certain on the same days.
    case values
    /// Dates of one event that its best claims give.
    case dates([DateRange])
    /// Periods of one Statement that its best claims give.
    case periods([DatePeriod])
  }
  /// What is in conflict.
  public var kind: Kind
  /// The atoms, the better credited first.
  public var atoms: [Atom]
  /// The entry whose date is in conflict.
  public var entry: EntryID?
  /// The days of the conflict between values.
  public var days: [Period]
}
