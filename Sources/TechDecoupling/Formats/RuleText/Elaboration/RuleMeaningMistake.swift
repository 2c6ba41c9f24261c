/// What can be wrong with rule text that is in the form of rules.
public enum RuleMeaningMistake: Hashable, Sendable {
  /// The code of the documentation's list.
  var code: String {
    switch self {}
  }

  /// What happened, the law broken and the next step.
  var message: String {
    switch self {}
  }

  /// Whether the program can be used all the same.
  var isWarning: Bool { false }
}
