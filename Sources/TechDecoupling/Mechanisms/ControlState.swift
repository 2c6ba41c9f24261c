/// What stands between an item and a destination, from nothing to a prohibition.
///
/// Ordered from the lenient to the strict. "Blocked" is none of them, and neither is a bare "yes".
public enum ControlState: Hashable, Sendable {
  /// No provision in force covers it.
  case notCovered
  /// Covered, and a license exception is open: its name.
  case exception(String)
  /// Covered, and licensed to the party asked about: on these terms.
  case allowedWithConditions(String)
  /// A license is needed, and applications are reviewed in this way.
  case licenseNeeded(LicensePolicy)
  /// Forbidden.
  case prohibited
}

extension ControlState: Comparable {
  /// Orders by strictness; terms and names only make the order whole.
  public static func < (left: ControlState, right: ControlState) -> Bool {
    switch (left, right) {
    case (.exception(let first), .exception(let second)),
      (.allowedWithConditions(let first), .allowedWithConditions(let second)):
      first < second
    case (.licenseNeeded(let first), .licenseNeeded(let second)): first < second
    default: left.strictness < right.strictness
    }
  }

  private var strictness: Int {
    switch self {
    case .notCovered: 0
    case .exception: 1
    case .allowedWithConditions: 2
    case .licenseNeeded: 3
    case .prohibited: 4
    }
  }
}

extension ControlState: CustomStringConvertible {
  /// The state in words: `license needed (denial presumed)`.
  public var description: String {
    switch self {
    case .notCovered: "not covered"
    case .exception(let name): "exception (\(name))"
    case .allowedWithConditions(let terms): "allowed with conditions (\(terms))"
    case .licenseNeeded(.notStated): "license needed"
    case .licenseNeeded(let policy): "license needed (\(policy.rawValue))"
    case .prohibited: "prohibited"
    }
  }
}
