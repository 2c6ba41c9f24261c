/// A proof of an atom on a day, as a tree of steps down to claims and sources.
///
/// A conclusion that holds is proved in the certain reading. An indeterminate one is proved in
/// the conceivable reading; each step then says what keeps it from certain, down to the imprecise
/// date or the unclear claim. A step that is needed twice is proved once: where it returns it
/// refers to the first.
///
/// The tree is kept flat, so that a proof may be ten thousand steps deep.
public struct Explanation: Hashable, Sendable {
  /// All steps; the first is what is explained, and each comes before the steps it rests on.
  public internal(set) var steps: [Step]
  /// The names that the text uses, by id.
  let names: Names

  /// A step of a proof, and the steps it rests on.
  public struct Step: Hashable, Sendable {
    /// What the step says.
    public internal(set) var kind: Kind
    /// The steps it rests on, as indices of ``Explanation/steps``, in the order of the rule.
    public internal(set) var children: [Int]
    /// The first step that proves the same, if this one refers back to it.
    public internal(set) var sameAs: Int?
    /// The window through which the step above looks at this one, in words.
    public internal(set) var window: String?
    /// Whether this step is the reason why the one above is not certain.
    public internal(set) var isDoubt = false
  }

  /// What a step of a proof says.
  public enum Kind: Hashable, Sendable {
    /// A rule concludes an atom.
    case conclusion(Conclusion)
    /// The record says so.
    case recorded(Recorded)
    /// An exception does not hold.
    case absence(Absence)
    /// A comparison or calculation, with its values: `2368 < 2400`.
    case comparison(String)
    /// A member of an aggregate that rests on several steps, in words.
    case member(String)
    /// A certain mark on an imprecise date whose days all lie in the window.
    case mark(Recorded)
    /// A count, sum, least or greatest value, with its members as children.
    case aggregate(Aggregate)
    /// The unbroken run of days on which an atom holds.
    case run(RunReading)
    /// Two ids that are read as one entity, with the statements that say so as children.
    case identity(EntityID, readAs: EntityID)
    /// What keeps the step above from certain, in words.
    case doubt(String)
  }

  /// A conclusion of a rule.
  public struct Conclusion: Hashable, Sendable {
    /// What is concluded.
    public let atom: Atom
    /// The day on which it is proved.
    public let day: Day
    /// The unbroken days around it on which the atom holds in this reading.
    public let period: Period
    /// The days around it for which this proof stands.
    public let span: Period
    /// The name of the rule.
    public let rule: String
    /// Where the rule stands in source code.
    public let location: SourceLocation
    /// The rule's own sentence, with the proof's values in it; nil if the rule has none.
    public let sentence: String?
    /// How far up the conclusion follows; nil if it is only conceivable.
    public let credibility: Credibility?
    /// One more than that of the tallest premise.
    public let height: Int
  }

  /// A recorded atom.
  public struct Recorded: Hashable, Sendable {
    /// What is recorded.
    public let atom: Atom
    /// The day on which it is used.
    public let day: Day
    /// The unbroken days around it on which the record has it, in this reading.
    public let period: Period
    /// How far up the record has it; nil if it is only conceivable.
    public let credibility: Credibility?
    /// The entries that say so on this day, with their claims.
    public let supports: [Evidence]
  }

  /// An entry's part in a recorded step.
  public struct Evidence: Hashable, Sendable {
    /// The entry; nil for the field of a profile.
    public let entry: EntryID?
    /// What happened, for an event; the words of a statement, if it has any.
    public let title: String?
    /// The entry's part: its dates, claims and credibility.
    public let support: Support
    /// Rows of a list of facts that the entry carries.
    public let rows: [String]
  }

  /// An exception that does not hold.
  public struct Absence: Hashable, Sendable {
    /// What does not hold; a wildcard means "for no".
    public let atom: Atom
    /// The day on which it does not.
    public let day: Day
    /// The days on which it does not, if the exception looks through a window.
    public let window: String?
    /// Whether it is conceivable all the same.
    public let isConceivable: Bool
  }

  /// An aggregate and its value.
  public struct Aggregate: Hashable, Sendable {
    /// What is made of the members.
    public let function: AggregateFormula.Function
    /// The aggregate and its value in words: `count is 3, at least 3`.
    public let sentence: String
    /// The number of members that are listed.
    public let listedCount: Int
    /// The number of members; more than are listed if the bound is met before.
    public let memberCount: Int
  }

  /// A run that a rule reads.
  public struct RunReading: Hashable, Sendable {
    /// The atom.
    public let atom: Atom
    /// The run of days.
    public let period: Period
  }
}

/// The names of entities and sources that a text uses.
struct Names: Hashable, Sendable {
  var entities = Entities()
  var sources: [SourceID: Source] = [:]
}
