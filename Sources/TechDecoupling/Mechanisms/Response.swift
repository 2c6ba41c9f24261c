/// How one measure answers another in the cycle of controls; relations write the words.
public enum Response: String, Hashable, Sendable, CaseIterable, Codable {
  /// Something is done that a control does not cover.
  case workaround
  /// A control is widened to what got round an earlier one.
  case tightening
  /// What a control keeps away is made or done at home.
  case selfSufficiency = "self-sufficiency"
}
