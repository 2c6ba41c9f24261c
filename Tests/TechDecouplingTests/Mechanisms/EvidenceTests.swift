import TechDecoupling
import Testing

@Suite("Evidence") struct EvidenceTests {
  private let day: Day = "2026-03-01"

  /// Who has which role in what, and what an author depends on.
  private func interests(_ roles: [(EntityID, EntityID, String)]) async throws -> [String] {
    var facts = try Chronicle(entities: [], sources: [], entries: []).facts(from: Viewpoint())
    for (who, what, role) in roles {
      facts.insert(Evidence.roleIn(Party(who), Party(what), role))
    }
    facts.insert(Dependence.dependsOn(Party("agent"), Party("stack")))
    return try await facts.findings().rows(Evidence.interestedIn, on: day)
      .map { "\($0.0.id) \($0.1.id)" }
  }

  @Test("A text is interested in what its publisher sells and in what its author is built on")
  func interested() async throws {
    let found = try await interests([
      ("house", "text", "publisher"), ("house", "advice", "seller"), ("agent", "text", "author"),
    ])
    #expect(found == ["text advice", "text stack"])
  }

  @Test("What others sell, or whoever is named is built on, is no interest of a text")
  func indifferent() async throws {
    let found = try await interests([
      ("house", "text", "publisher"), ("other", "advice", "seller"), ("house", "shop", "founder"),
      ("agent", "text", "speaker"), ("agent", "firm", "head"),
    ])
    #expect(found == [])
  }

  @Test("Whatever the articles mark as interested has an interest on record")
  func marks() async throws {
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings(from: Viewpoint(trusting: .doubtful))
    var interests: [String: [String]] = [:]
    for (text, subject) in findings.rows(Evidence.interestedIn, on: day) {
      interests[text.id.text, default: []].append(subject.id.text)
    }
    #expect(
      interests == [
        "article-000": [
          "geographic-strategy", "hardware-agnostic-services", "multi-cloud-services",
        ],
        "article-001": ["western-stack"],
      ])
    #expect(
      chronicle.sources.values.filter(\.isInterested).map(\.id) == ["article-000"])
    let proof = try findings.expect(
      Evidence.interestedIn(Party("article-001"), Party("western-stack")), on: day, .doubtful,
      rows: ["F001-35"],
      leaves: [
        "depends-on(agent-hue, western-stack)", "role-in(agent-hue, article-001, \"author\")",
      ])
    #expect("\(proof)".contains("Agent Hue has written"))
    // At the level at which most is asked, none of it counts.
    #expect(try await chronicle.findings().rows(Evidence.interestedIn, on: day).isEmpty)
  }
}
