/// The fronts on which two countries' industries are tied together; relations write the words.
public enum Dimension: String, Hashable, Sendable, CaseIterable, Codable {
  /// Chips, tools and whatever else can be shipped.
  case hardware
  /// Know-how: software, techniques, the weights of models.
  case intellectualProperty = "intellectual property"
  /// Work done together, such as tuning a model before its release.
  case collaboration
}
