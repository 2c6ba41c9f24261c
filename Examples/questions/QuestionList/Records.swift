import TechDecoupling

/// The chronicles that questions are put to.
public struct Records: Sendable {
  /// The five articles.
  public private(set) var articles: Chronicle
  /// The facts from elsewhere.
  public private(set) var elsewhere: Chronicle
  /// Both together.
  public private(set) var all: Chronicle
  private var memo = Memo()

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
    records.memo = Memo()
    records.articles.remove(entry: entry)
    records.elsewhere.remove(entry: entry)
    records.all.remove(entry: entry)
    return records
  }
}

extension Records {
  /// Which of the chronicles is asked.
  enum Part: Hashable, Sendable { case articles, elsewhere, all }

  /// What follows from a chronicle, as far as something is trusted and as of what was known by a day.
  func findings(
    _ part: Part, trusting level: Credibility = .possible, knownBy day: Day? = nil
  ) async throws -> Findings {
    let key = Memo.Key(part: part, level: level, day: day)
    if let kept = await memo.kept[key] { return kept }
    let chronicle =
      switch part {
      case .articles: articles
      case .elsewhere: elsewhere
      case .all: all
      }
    let findings = try await chronicle.findings(from: Viewpoint(knownBy: day, trusting: level))
    await memo.keep(findings, key)
    return findings
  }
}

/// Keeps what was concluded, since many questions ask from one viewpoint.
private actor Memo {
  struct Key: Hashable {
    let part: Records.Part
    let level: Credibility
    let day: Day?
  }

  private(set) var kept: [Key: Findings] = [:]

  func keep(_ findings: Findings, _ key: Key) { kept[key] = findings }
}
