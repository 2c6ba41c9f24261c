/// How applications for a license are reviewed; ordered from the lenient to the strict.
///
/// - Source: US Export Administration Regulations, 15 CFR 742.4 and 742.6, for the three policies.
public enum LicensePolicy: String, Hashable, Sendable, CaseIterable, Codable, Comparable {
  /// Granted unless something speaks against it.
  case approvalPresumed = "approval presumed"
  /// No policy is on record; where nothing is said, a license is still needed.
  case notStated = "not stated"
  /// Each application on its own merits.
  case caseByCase = "case by case"
  /// Refused unless something speaks for it.
  case denialPresumed = "denial presumed"

  /// Orders from the lenient to the strict.
  public static func < (left: LicensePolicy, right: LicensePolicy) -> Bool {
    left.strictness < right.strictness
  }

  private var strictness: Int {
    switch self {
    case .approvalPresumed: 0
    case .notStated: 1
    case .caseByCase: 2
    case .denialPresumed: 3
    }
  }
}
