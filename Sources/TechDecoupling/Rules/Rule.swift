/// A named rule: its conclusion holds on each day on which its premises do and no exception does.
///
/// ```swift
/// Rule("Declined", strength: .probable) { lab, model, maker in
///   withheldFrom(model, maker)
///     .when(declinedAccess(lab, model, maker))
///     .unless(released(model))
///     .because("\(lab) declined to give \(maker) access to \(model) before release")
/// }
/// ```
public struct Rule: Hashable, Sendable {
  /// A few words for the reader of a report, one of their kind in a rulebook.
  public let name: String
  /// The rule takes part at this level of credibility and below; above it, it is left out.
  public let strength: Credibility
  /// Where the rule stands in source code.
  public let location: SourceLocation
  /// What the rule says.
  public let clause: Clause
  /// The type of each variable, by number.
  public let variableTypes: [ColumnType]

  /// Creates a rule from a clause whose variables are numbered from 0.
  public init(
    _ name: String, strength: Credibility = .confirmed, location: SourceLocation,
    variableTypes: [ColumnType], clause: Clause
  ) {
    self.name = name
    self.strength = strength
    self.location = location
    self.variableTypes = variableTypes
    self.clause = clause
  }

  /// A name for each variable, after the role or type of its values: `lab`, `maker`, `maker2`.
  public var variableNames: [String] { variableTypes.indices.map { "v\($0 + 1)" } }
}
