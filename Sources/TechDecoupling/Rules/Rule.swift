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
///
/// Two rules are equal if they have one name and strength and say the same; where they stand and
/// what their variables are called takes no part.
public struct Rule: Hashable, Sendable {
  /// A few words for the reader of a report, one of their kind in a rulebook.
  public let name: String
  /// The rule takes part at this level of credibility and below; above it, it is left out.
  public let strength: Credibility
  /// Where the rule stands in source code or in a file of rules.
  public let location: SourceLocation
  /// What the rule says.
  public let clause: Clause
  /// The type of each variable, by number.
  public let variableTypes: [ColumnType]
  /// The names that rule text gives the variables; nil for a rule from a closure.
  private let writtenNames: [String]?
  /// What the premises bind, and in which order they can be met.
  let bindings: Bindings

  /// Creates a rule from a clause whose variables are numbered from 0.
  ///
  /// The rule numbers them anew, in the order in which they appear: in the conclusion, the premises,
  /// the exceptions and the reason. What appears nowhere is left out, and a variable that only
  /// aggregates use is another in each.
  ///
  /// - Parameters:
  ///   - name: What proofs and errors call the rule.
  ///   - strength: The highest credibility that its conclusions have.
  ///   - location: Where the rule is written, for errors.
  ///   - variableTypes: The type of each variable of the clause.
  ///   - variableNames: A name for each variable; names after their types if there are none.
  ///   - clause: The conclusion, the premises, the exceptions and the reason.
  public init(
    _ name: String, strength: Credibility = .confirmed, location: SourceLocation,
    variableTypes: [ColumnType], variableNames: [String]? = nil, clause: Clause
  ) {
    self.name = name
    self.strength = strength
    self.location = location
    // A clause with a variable that has no type stays as it is: validation says which it is.
    let isKnown = clause.allArguments.allSatisfy {
      $0.variable.map { variableTypes.indices.contains($0.number) } ?? true
    }
    guard isKnown else {
      self.variableTypes = variableTypes
      self.clause = clause
      writtenNames = nil
      bindings = Bindings(clause.premises)
      return
    }
    var types = variableTypes
    var names = variableNames?.count == variableTypes.count ? variableNames ?? [] : []
    let separated = clause.separated(types: &types, names: &names)
    var order: [VariableID] = []
    var numbers: [VariableID: VariableID] = [:]
    for case .variable(let variable) in separated.allArguments where numbers[variable] == nil {
      numbers[variable] = VariableID(order.count)
      order.append(variable)
    }
    self.variableTypes = order.map { types[$0.number] }
    self.clause = separated.renaming(numbers)
    writtenNames = names.count == types.count ? order.map { names[$0.number] } : nil
    bindings = Bindings(self.clause.premises)
  }

  /// Whether two rules have one name and strength and say the same.
  public static func == (left: Rule, right: Rule) -> Bool {
    left.name == right.name && left.strength == right.strength
      && left.variableTypes == right.variableTypes && left.clause == right.clause
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(strength)
    hasher.combine(variableTypes)
    hasher.combine(clause)
  }

  /// A name for each variable: as rule text has it, or after the type of its values: `lab`,
  /// `chipmaker`, `chipmaker2`.
  ///
  /// A closure's own names are gone once it has run.
  public var variableNames: [String] {
    if let writtenNames { return writtenNames }
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
  var variableName: String {
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
