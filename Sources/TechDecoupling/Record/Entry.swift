/// The id of an entry, such as `v4-declined-to-nvidia`.
public struct EntryID: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  public let text: String
  public init(_ text: String) { self.text = text }
  public init(stringLiteral text: String) { self.init(text) }
  public var description: String { text }
  public static func < (left: EntryID, right: EntryID) -> Bool { left.text < right.text }
}

/// The unit of record: an event, a statement or a held statement, with its claims.
public struct Entry: Hashable, Sendable, Identifiable {
  public enum Content: Hashable, Sendable {
    case event(Event)
    case statement(Statement)
  }

  public var id: EntryID
  public var content: Content
  /// Without claims the entry is the recorder's own word.
  public var claims: [Claim]
  /// Rows of a list of facts that the entry carries, such as `F003-03`.
  public var rows: [String]
  /// A note in the recorder's words.
  public var note: String?

  public init(
    id: EntryID, content: Content, claims: [Claim] = [], rows: [String] = [], note: String? = nil
  ) {
    self.id = id
    self.content = content
    self.claims = claims
    self.rows = rows
    self.note = note
  }
}

/// Something that happened on a date, and what it changes: the event calculus.
///
/// - Source: Kowalski and Sergot, A logic-based calculus of events, New Generation Computing 4,
///   1986.
public struct Event: Hashable, Sendable {
  /// What happened, in a few words.
  public var title: String
  /// One day out of a range; nil if only claims date it or nothing does.
  public var date: DateRange?
  /// Atoms that hold from the date until an event ends them.
  public var begins: [Atom]
  /// Atoms that cease on the date; wildcards are allowed.
  public var ends: [Atom]
  /// Atoms that hold on the date alone.
  public var marks: [Atom]

  public init(
    _ title: String, on date: DateRange? = nil, begins: [Atom] = [], ends: [Atom] = [],
    marks: [Atom] = []
  ) {
    self.title = title
    self.date = date
    self.begins = begins
    self.ends = ends
    self.marks = marks
  }
}

/// Atoms that hold, always or over a period; or that somebody holds to be so.
public struct Statement: Hashable, Sendable {
  public var atoms: [Atom]
  /// Nil means on every day.
  public var period: DatePeriod?
  /// Set if this is an opinion, forecast or conditional: kept, shown, and no fact.
  public var holding: Holding?
  /// A held statement in words, if it has no atoms or beside them.
  public var words: String?

  public init(
    _ atoms: [Atom], over period: DatePeriod? = nil, holding: Holding? = nil, words: String? = nil
  ) {
    self.atoms = atoms
    self.period = period
    self.holding = holding
    self.words = words
  }
}

/// Who holds a statement, how surely, and under which conditions.
public struct Holding: Hashable, Sendable {
  public var holder: String
  /// The word of likelihood as it was said, such as "almost certain".
  public var likelihood: String?
  /// "If these, then those."
  public var given: [Atom]

  public init(holder: String, likelihood: String? = nil, given: [Atom] = []) {
    self.holder = holder
    self.likelihood = likelihood
    self.given = given
  }
}
