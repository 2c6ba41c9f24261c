import TechDecoupling

/// The seed chronicles, read from the repository.
enum Seeds {
  /// The folder, found from where this file stands.
  static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    .joined(separator: "/") + "/seeds"

  static let articleNames = (0...4).map { "article-00\($0)" }

  /// One document or several, as one record.
  static func documents(_ names: [String]) throws -> Chronicle {
    try Chronicle(contentsOf: names.map { "\(folder)/\($0).json" })
  }

  /// The five articles alone.
  static func articles() throws -> Chronicle { try documents(articleNames) }

  /// The five articles and the facts from elsewhere.
  static func all() throws -> Chronicle { try documents(articleNames + ["record"]) }
}
