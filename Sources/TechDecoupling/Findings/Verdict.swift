/// What findings say of one atom on one day.
public struct Verdict: Hashable, Sendable {
  /// Whether an atom holds.
  public enum Outcome: String, Hashable, Sendable, CaseIterable, Codable {
    /// It holds in every reading of the record.
    case holds
    /// It holds in no reading of the record.
    case doesNotHold = "does not hold"
    /// It is conceivable and not certain.
    case indeterminate
  }

  /// The atom asked about.
  public let atom: Atom
  /// The day asked about.
  public let day: Day
  /// Whether it holds.
  public let outcome: Outcome
  /// The highest level up to which it holds at every level from the trusted one; nil unless it
  /// holds.
  public let credibility: Credibility?
  /// Why it is so, each in a sentence: the rule's own, what was recorded, what keeps it from
  /// certain, what stops it.
  public let reasons: [String]
  /// What stops a conclusion that follows at a higher level than the trusted one.
  public let undercut: Undercut?
  /// Questions that the record leaves open and that match the atom.
  public let openQuestions: [OpenQuestion]
  /// Claims that deny the atom.
  public let denials: [Claim]
  /// Claims that decline to speak on the atom.
  public let refusals: [Claim]
  /// The day up to which the record is read, if the day asked about is later.
  public let asKnownBy: Day?
}

/// A conclusion that is certain at a higher level and not at the trusted one, and why.
public struct Undercut: Hashable, Sendable {
  /// What stops a conclusion.
  public enum Cause: Hashable, Sendable {
    /// An exception of a rule that holds, or is conceivable, at the trusted level.
    case exception(rule: String, atom: Atom)
    /// An event that ends a recorded premise.
    case end(atom: Atom, entry: EntryID)
    /// Another value of a relation that has one value at a time.
    case conflict(atom: Atom, other: Atom)
    /// An aggregate that has another value at the trusted level.
    case aggregate(rule: String)
    /// A fact that is less certain at the trusted level, since claims date it otherwise.
    case dating(atom: Atom)
  }
  /// The highest level at which the atom is certain.
  public let level: Credibility
  /// What stops it.
  public let cause: Cause
  /// The cause in a sentence.
  public let sentence: String
}

/// An unbroken stretch of days on which an atom holds in one way.
public struct Run: Hashable, Sendable {
  /// The atom, with values only.
  public let atom: Atom
  /// The days; an end that the horizon cuts is open.
  public let period: Period
  /// Whether the atom holds there in every reading, or is only conceivable.
  public let isCertain: Bool
  /// How far up a certain stretch still follows; nil for one that is only conceivable.
  public let credibility: Credibility?
}
