/// Something that happened on a date, and what it changes: the event calculus.
///
/// - Source: Kowalski and Sergot, A logic-based calculus of events, New Generation Computing 4,
///   1986.
public struct Event: Hashable, Sendable, Codable {
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

  /// Creates an event.
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
