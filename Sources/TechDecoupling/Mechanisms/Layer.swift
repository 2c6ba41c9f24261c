/// The layers of a stack, from the chips up to the models; relations write the words.
public enum Layer: String, Hashable, Sendable, CaseIterable, Codable {
  /// Chips, and the chipmakers that stand for them.
  case hardware
  /// Platforms, frameworks, compilers and libraries; standards and benchmarks as well.
  case software
  /// Those who rent computing.
  case cloud
  /// Those who develop models.
  case lab
}
