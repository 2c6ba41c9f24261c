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

  /// A name for each variable, after the type of its values: `lab`, `chipmaker`, `chipmaker2`.
  ///
  /// A closure's own names are gone once it has run.
  public var variableNames: [String] {
    var counts: [String: Int] = [:]
    return variableTypes.map { type in
      let name = type.variableName
      let count = counts[name, default: 0] + 1
      counts[name] = count
      return count == 1 ? name : "\(name)\(count)"
    }
  }
}

extension ColumnType {
  /// The type as the name of a variable: `cloudProvider`, `number`.
  fileprivate var variableName: String {
    switch self {
    case .entity(let role?) where !role.isEmpty: role.prefix(1).lowercased() + role.dropFirst()
    case .entity: "party"
    case .integer: "number"
    case .decimal: "decimal"
    case .day: "day"
    case .text: "text"
    }
  }
}
