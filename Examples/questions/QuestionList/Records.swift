import TechDecoupling

/// The chronicles that questions are put to.
public struct Records: Sendable {
  /// The five articles.
  public private(set) var articles: Chronicle
  /// The facts from elsewhere.
  public private(set) var elsewhere: Chronicle
  /// Both together.
  public private(set) var all: Chronicle

  /// Reads the chronicles of a folder: `article-….json` and `record.json`.
  public init(folder: String) throws {
    let names = (0...4).map { "\(folder)/article-00\($0).json" }
    articles = try Chronicle(contentsOf: names)
    elsewhere = try Chronicle(contentsOf: ["\(folder)/record.json"])
    all = try Chronicle(contentsOf: names + ["\(folder)/record.json"])
  }

  /// The same without an entry.
  public func withdrawing(_ entry: EntryID) -> Records {
    var records = self
    records.articles.remove(entry: entry)
    records.elsewhere.remove(entry: entry)
    records.all.remove(entry: entry)
    return records
  }
}

extension Chronicle {
  /// What follows from it, as far as something is trusted and as of what was known by a day.
  func findings(trusting level: Credibility, knownBy day: Day? = nil) async throws -> Findings {
    try await findings(from: Viewpoint(knownBy: day, trusting: level))
  }
}
