/// A fact that a rulebook states: an atom that holds over a period, whatever the record says.
///
/// No event ends it. Of a one-of relation, it keeps other values of a record from certain; facts
/// without a record are taken as they are given.
public struct GivenFact: Hashable, Sendable {
  /// What holds, with values only.
  public let atom: Atom
  /// The days on which it does; every day if nothing is said.
  public let period: Period
  private let place: Incidental<SourceLocation>

  /// Creates a fact.
  ///
  /// - Parameters:
  ///   - atom: What holds, with values only; validation refuses another.
  ///   - period: The days on which it does.
  ///   - location: Where it is stated, such as `exposure.dl:12`.
  public init(_ atom: Atom, over period: Period = .always, location: SourceLocation? = nil) {
    self.atom = atom
    self.period = period
    place = Incidental(location)
  }

  /// Where the fact is stated; takes no part in equality.
  public var location: SourceLocation? { place.value }
}
