/// What two findings disagree on: what begins, ends, moves in time, becomes more or less certain.
///
/// ```swift
/// let difference = try supposed.difference(from: findings)
/// for row in difference.rows where row.isConcluded { print(row) }
/// ```
///
/// Each row has its causes: the changes of a scenario, or the recorded facts, exceptions and rules
/// that make it so. ``description`` is text, ``markdown`` a table, ``json`` a document.
public struct Difference: Hashable, Sendable {
  /// The name of what the findings were before.
  public let before: String
  /// The name of what they are now.
  public let after: String
  /// What is different, by atom, then by first day.
  public let rows: [Row]

  /// What is different about an atom.
  public struct Row: Hashable, Sendable {
    /// The atom, with values only.
    public let atom: Atom
    /// In which way.
    public let change: Change
    /// The days on which it is different, at least one stretch.
    public let days: [Period]
    /// All runs of the atom before.
    public let before: [Run]
    /// All runs of the atom now.
    public let after: [Run]
    /// Whether some rule concludes the relation, or the record alone has it.
    public let isConcluded: Bool
    /// What makes it so, on the first day on which it is different.
    public let causes: [Cause]
  }

  /// In which way an atom is different.
  public enum Change: String, Hashable, Sendable, CaseIterable {
    /// It holds, or is conceivable, on days on which it was neither.
    case begins
    /// It neither holds nor is conceivable on days on which it did or was.
    case ends
    /// The same runs begin or end on other days.
    case shifts
    /// It holds where it was only conceivable.
    case gainsCertainty = "gains certainty"
    /// It is only conceivable where it held.
    case losesCertainty = "loses certainty"
    /// It holds at a higher level than before.
    case gainsCredibility = "gains credibility"
    /// It holds at a lower level than before.
    case losesCredibility = "loses credibility"
  }

  /// What makes a difference.
  public struct Cause: Hashable, Sendable {
    /// Where a difference comes from.
    public enum Origin: Hashable, Sendable {
      /// A change of a scenario.
      case change(Scenario.Change)
      /// A recorded fact that is different, and the entries that speak differently on it.
      case record(Atom, entries: [EntryID])
      /// A rule that one of the rulebooks does not have.
      case rule(String)
      /// A parameter that has another value.
      case parameter(String)
    }
    /// Where the difference comes from.
    public let origin: Origin
    /// The exceptions by way of which it comes, from the atom on.
    public let exceptions: [Atom]

    /// Creates a cause.
    public init(origin: Origin, exceptions: [Atom] = []) {
      self.origin = origin
      self.exceptions = exceptions
    }
  }
}

extension Difference {
  /// Whether the findings agree.
  public var isEmpty: Bool { rows.isEmpty }

  /// Returns the part of the difference that is about the atoms that match a pattern.
  public func matching(_ pattern: Atom) -> Difference {
    Difference(
      before: before, after: after, rows: rows.filter { $0.atom.matches(pattern) })
  }

  /// The part of the difference that rules conclude.
  public var conclusions: Difference {
    Difference(before: before, after: after, rows: rows.filter(\.isConcluded))
  }
}
