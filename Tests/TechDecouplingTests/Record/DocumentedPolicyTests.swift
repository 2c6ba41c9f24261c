import TechDecoupling
import Testing

@Suite("Articles about the record")
struct DocumentedPolicyTests {
  @Test("The article prints the standard policy as the code does")
  func policy() throws {
    let article = try Repository.text(
      of: Repository.path("Sources/TechDecoupling/TechDecoupling.docc/Articles/judging-sources.md"))
    #expect(article.contains("```\n\(CredibilityPolicy.standard.description)\n```"))
  }

  @Test("The example of the article on recording works")
  func example() throws {
    let deepseek = Lab("deepseek", name: "DeepSeek", country: "CN")
    let nvidia = Chipmaker("nvidia", name: "Nvidia", country: "US")
    let v4 = Model("deepseek-v4", name: "DeepSeek-V4", lab: "deepseek")
    let declined = Entry(
      "v4-declined",
      Event(
        "DeepSeek keeps V4 from Nvidia", on: "[..2026-02-25]",
        begins: [Access.declinedAccess(deepseek, v4, Party("nvidia"))]),
      claims: [Claim(source: "article-003", relays: [Relay("reuters", reported: "2026-02-25")])])
    let chronicle = try Chronicle(
      entities: [deepseek, nvidia, v4],
      sources: [
        Source(id: "reuters", name: "Reuters", reliability: .b),
        Source(id: "article-003", name: "Tekedia", reliability: .b),
      ],
      entries: [declined])
    let fact = try chronicle.facts()[Access.declinedAccess(deepseek, v4, Party("nvidia"))]
    #expect(fact?.supports.first?.credibility == .probable)
    #expect(fact?.certain == [.days("2026-02-25", nil)].compactMap { $0 })
  }
}
