/// What may be changed in answer to the question what would change a verdict.
public enum Candidate: Hashable, Sendable {
  /// An entry of the recorder's own word by which an atom holds over a period; where none is given,
  /// from the asked day on, until an event ends it.
  ///
  /// A wildcard stands for each entity of its column's kind, each value that the column has in the
  /// findings, and those that the question, or a rule for this column, names.
  case recording(Atom, over: DatePeriod? = nil)
  /// Any entry of the record is confirmed: taken at every level.
  case confirmations
  /// Any entry of the record is denied: taken at no level.
  case denials
  /// Any source of the record withdraws all that it claims.
  case withdrawals
  /// This change.
  case change(Scenario.Change)
}
