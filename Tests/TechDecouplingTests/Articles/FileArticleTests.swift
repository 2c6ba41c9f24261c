import TechDecoupling

/// The code of the articles on files: compiled and not run, since the paths are a reader's.
private enum FileArticle {
  func chronicles() throws -> [Chronicle] {
    let chronicle = try Chronicle(contentsOf: "record.json")
    let both = try Chronicle(contentsOf: ["record.json", "article.json"])
    let all = try Chronicle(contentsOf: "seeds")  // every .json file in the folder
    try chronicle.write(to: "copy.json")
    return [both, all]
  }

  func rows(
    edge: Relation<Int, Int>, path: Relation<Int, Int>, rulebook: Rulebook
  ) async throws {
    var facts = Facts()
    try facts.insert(fileAt: "facts/edge.facts", as: edge.signature)
    let findings = try await facts.findings(under: rulebook)
    try findings.write(path.signature, to: "results/path.csv")
  }

  func program() async throws {
    let program = try RuleProgram(contentsOf: "exposure.dl")
    let facts = try program.facts(from: "facts")
    let findings = try await facts.findings(under: .standard + program.rulebook)
    try program.write(findings, to: "results")
  }
}
