import TechDecoupling
import Testing

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

  static let deepseek = Lab("deepseek")
  static let v4 = Model("deepseek-v4")
  static let nvidia = Chipmaker("nvidia")
  static let amd = Chipmaker("amd")
  static let intel = Chipmaker("intel")
  static let huawei = Chipmaker("huawei")
}

let china = Country("CN")

extension Explanation {
  /// The roots that assert the recorded steps, each by its source; `nil` is of unstated origin.
  var roots: Set<SourceID?> {
    Set(
      leaves.flatMap(\.supports).flatMap(\.support.appraisal.asserting)
        .filter { $0.grade != .f }.map(\.source))
  }

  /// The recorded atoms at the leaves, as text, sorted.
  var leafAtoms: [String] { Set(leaves.map(\.atom.description)).sorted() }
}

extension Findings {
  /// Checks that an atom holds with a credibility, and what its proof rests on.
  ///
  /// - Parameters:
  ///   - rows: Rows that the entries at the leaves carry, among others, or entries that say the
  ///     same and are trusted less.
  ///   - leaves: The recorded atoms at the leaves, all of them.
  /// - Returns: The proof.
  @discardableResult
  func expect(
    _ atom: Atom, on day: Day, _ credibility: Credibility, rows: [String], leaves: [String],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws -> Explanation {
    let verdict = try verdict(atom, on: day)
    #expect(verdict.outcome == .holds, "\(atom)", sourceLocation: sourceLocation)
    #expect(verdict.credibility == credibility, "\(atom)", sourceLocation: sourceLocation)
    let proof = try explain(atom, on: day)
    #expect(proof.leafAtoms == leaves.sorted(), sourceLocation: sourceLocation)
    let aside = proof.leaves.flatMap { facts.setAside($0.atom) }
      .flatMap { $0.entry.flatMap { chronicle[$0]?.rows } ?? [] }
    let missing = Set(rows).subtracting(proof.rows).subtracting(aside).sorted()
    #expect(missing == [], "rows of \(atom)", sourceLocation: sourceLocation)
    return proof
  }
}
