/// How credible a piece of information is, on the Admiralty scale.
///
/// Ordered by trust: `confirmed` is the greatest, `notJudged` the least, below `improbable` and
/// never turned into a number.
public enum Credibility: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
  /// Rests only on sources that cannot be judged.
  case notJudged = "not judged"
  /// Denied by a better root than any that asserts it.
  case improbable
  /// Rests on roots that are not usually reliable, or interested.
  case doubtful
  /// Rests on one fairly reliable root.
  case possible
  /// Rests on one usually reliable root.
  case probable
  /// Two fairly reliable roots or more, or the acting authority's own record.
  case confirmed

  /// Orders by trust.
  public static func < (left: Credibility, right: Credibility) -> Bool {
    left.order < right.order
  }

  private var order: Int {
    switch self {
    case .notJudged: 0
    case .improbable: 1
    case .doubtful: 2
    case .possible: 3
    case .probable: 4
    case .confirmed: 5
    }
  }
}
