/// A question to the record, who asks it, and how the chronicles answer it.
///
/// The answer is found each time it is asked, through the library's public API alone.
public struct Question: Sendable {
  /// The number by which it is known, such as `12` or `R2`.
  public let number: String
  /// Who would ask it.
  public let asker: Asker
  /// The question as it is put.
  public let words: String
  private let answering: @Sendable (Records) async throws -> Answer

  /// Who asks.
  public enum Asker: String, Sendable {
    /// Wants to know what a policy does.
    case analyst = "policy analyst"
    /// Wants to know what depends on what.
    case engineer = "supply-chain engineer"
    /// Wants to know who says so.
    case journalist
    /// Wants to know what is allowed.
    case complianceEngineer = "compliance engineer"
    /// Wants to ask it in code.
    case developer
  }

  init(
    _ number: String, _ asker: Asker, _ words: String,
    _ answering: @escaping @Sendable (Records) async throws -> Answer
  ) {
    self.number = number
    self.asker = asker
    self.words = words
    self.answering = answering
  }

  /// Finds the answer.
  public func answer(from records: Records) async throws -> Answer {
    try await answering(records)
  }

  /// All questions, by theme.
  public static let all =
    withholding + consequences + stacks + decoupling + evidence + controls + chips
    + suppositions
}
