/// A file that could not be read, listed or written.
public struct FileProblem: Diagnostic {
  /// What was tried.
  public enum Attempt: String, Hashable, Sendable {
    /// Reading a file.
    case read
    /// Listing a folder.
    case list
    /// Writing a file.
    case write
  }

  /// What was tried.
  public let attempt: Attempt
  /// The path as it was given.
  public let path: String
  /// The system's reason.
  public let reason: String

  /// Creates a problem.
  public init(_ attempt: Attempt, _ path: String, reason: String) {
    self.attempt = attempt
    self.path = path
    self.reason = reason
  }

  /// The code of the documentation's list.
  public var code: String { "TD101" }

  /// What was tried, on which path, and why it failed.
  public var message: String {
    "cannot \(attempt.rawValue) '\(path)': \(reason); give the path of a file"
  }
}
