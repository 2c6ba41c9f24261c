/// Why an atom or a pattern does not hold on a day: the rule instances that nearly conclude it.
///
/// ```swift
/// let why = try findings.whyNot(Access.withheldFrom(v4, nvidia), on: "2026-05-01")
/// for miss in why.nearMisses { print(miss.rule, miss.missing.map(\.words)) }
/// ```
///
/// A near miss tells which premises hold and which fail, and how. It is complete and minimal for its
/// rule instance: with every failing premise granted, and every exception that holds set aside for
/// that instance alone, the rule fires; with any one of them left it does not. A failing premise
/// that rules conclude is asked about in turn, four deep.
///
/// ``description`` is text, ``markdown`` a table, ``json`` a document.
public struct WhyNot: Hashable, Sendable {
  /// All questions; the first is the one asked, and each comes before those that it leads to.
  public internal(set) var questions: [Question]
  /// The names that the text uses, by id.
  let names: Names

  /// The near misses of what was asked, the nearest first.
  public var nearMisses: [NearMiss] { questions.first?.nearMisses ?? [] }

  /// An atom that does not hold on a day.
  public struct Question: Hashable, Sendable {
    /// What does not hold; a wildcard stands for any value.
    public let atom: Atom
    /// The day on which it does not.
    public let day: Day
    /// What the record and the findings have instead of it.
    public let gaps: [Gap]
    /// Whether some rule concludes the relation.
    public let isConcluded: Bool
    /// The number of failing premises between the atom that was asked about and this one.
    public let depth: Int
    /// The near misses: by the number of premises that are missing, then in the order of rules,
    /// then of values; three of a rule at most.
    public internal(set) var nearMisses: [NearMiss] = []
  }

  /// A rule instance whose holding premises are a maximal set that hold together on the day.
  public struct NearMiss: Hashable, Sendable {
    /// The name of the rule.
    public let rule: String
    /// Where the rule stands in source code.
    public let location: SourceLocation
    /// The premises and exceptions, in the order of the rule.
    public internal(set) var parts: [Part]

    /// What holds, exceptions that do not hold included.
    public var holding: [Part] { parts.filter { $0.state == .holds } }
    /// What keeps the instance from firing: premises that fail and exceptions that hold.
    public var missing: [Part] { parts.filter { $0.state != .holds } }
  }

  /// A premise or an exception of a near miss.
  public struct Part: Hashable, Sendable {
    /// What it says, with the values of the instance; `_` where nothing gives one.
    public let words: String
    /// The atom, if it is one.
    public let atom: Atom?
    /// The days at which it looks, if it looks through a window, in words.
    public let window: String?
    /// Whether it is an exception of the rule; one that compares is shown as the comparison that has
    /// to be so instead.
    public let isException: Bool
    /// Whether it holds.
    public let state: State
    /// How it fails, the most telling first.
    public let gaps: [Gap]
    /// The proof of the exception that holds, or why it is conceivable.
    public let proof: Explanation?
    /// The question that it leads to, as an index of ``WhyNot/questions``.
    public internal(set) var question: Int?
    /// The day on which that question is asked, if it is another one.
    let openedOn: Day?
  }

  /// Whether a premise of a near miss holds.
  public enum State: String, Hashable, Sendable {
    /// It does; an exception: it does not stop the rule.
    case holds
    /// It does not; an exception: it stops the rule.
    case fails
    /// It is a condition on a value that no premise gives yet.
    case waits
  }

  /// How an atom or a condition fails on a day.
  public enum Gap: Hashable, Sendable {
    /// There is no such fact on any day.
    case never
    /// It held, but until the end of a period, by the end of which entry if one ended it.
    case until(Atom, Period, endedBy: EntryID?)
    /// It holds, but only from the beginning of a period.
    case from(Atom, Period)
    /// It holds on some of the days that are asked, but not on all.
    case partly(Atom, Period)
    /// An entry has it, but is not credible enough for what is trusted.
    case untrusted(Atom, entry: EntryID?, Credibility, reason: String)
    /// An entry has it, and the scenario denies the entry.
    case denied(Atom, entry: EntryID)
    /// It is only conceivable, because of a date, a claim, a conflict or what it rests on.
    case conceivable(Atom, reasons: [String])
    /// A comparison or calculation is not so, an aggregate is another, a run has other ends.
    case values(String)
    /// An exception holds, or is conceivable.
    case exception(Atom, period: Period, isConceivable: Bool)
  }
}
