extension Indicators {
  /// What a figure needs and may lack.
  public enum Part: String, Hashable, Sendable, CaseIterable, Codable {
    /// What is counted or measured.
    case unit
    /// What a relative figure is a share, multiple or rank of.
    case basis
    /// The days that it is about.
    case period
    /// The words in which a source gives it.
    case words = "original words"
  }

  /// The units that say nothing without a basis.
  public static let relativeUnits: Set<String> = ["percent", "times", "rank"]

  /// Returns what a figure lacks; empty for an atom that is none.
  static func missingParts(of atom: Atom, in appraised: AppraisedEntry) -> [Part] {
    guard atom.relation == indicator.signature, let values = atom.values, values.count == 7,
      case .text(let unit) = values[5], case .text(let basis) = values[6]
    else { return [] }
    var missing: [Part] = []
    if unit.isEmpty { missing.append(.unit) }
    if basis.isEmpty && (unit.isEmpty || relativeUnits.contains(unit)) { missing.append(.basis) }
    if appraised.period == nil && appraised.conflictingPeriods.isEmpty { missing.append(.period) }
    let claims = appraised.entry.claims
    if claims.allSatisfy({ $0.words == nil && $0.attribution?.words == nil }) {
      missing.append(.words)
    }
    return missing
  }
}
