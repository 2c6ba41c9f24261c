import TechDecoupling
import Testing

@Suite("The seeds") struct SeedReadingTests {
  @Test("Each article is readable alone", arguments: Seeds.articleNames + ["record"])
  func alone(name: String) throws {
    let chronicle = try Seeds.documents([name])
    #expect(!chronicle.entries.isEmpty)
  }

  @Test("The articles are one record, with the facts from elsewhere and without")
  func together() throws {
    let articles = try Seeds.articles()
    let all = try Seeds.all()
    #expect(articles.entries.count < all.entries.count)
  }
}
