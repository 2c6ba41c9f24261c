import TestSupport
import Testing

@testable import TechDecoupling

/// The page for readers as a document: what stands on it, where, and under which address.
@Suite struct ReportTests {
  private static func findings() async throws -> Findings {
    try await Seeds.documents(["article-001", "article-003"]).findings(under: Access.rulebook)
  }

  private static func page(_ report: Report = Report()) async throws -> PageReader {
    try PageReader(try await findings().html(of: report))
  }

  @Test func `every conclusion stands on the page with its proof, without a script`() async throws {
    let findings = try await Self.findings()
    let page = try PageReader(try findings.html())
    let told = page.elements.filter { $0.attributes["class"] == "finding" }
    let atoms = try Set(Access.rulebook.rules.map(\.clause.head.relation))
      .flatMap { try findings.atoms(matching: $0.pattern, conceivable: true) }
    #expect(atoms.count > 5)
    #expect(told.map { $0.attributes["id"] ?? "" }.sorted() == atoms.map(Address.finding).sorted())
    #expect(told.allSatisfy { $0.name == "details" && $0.text.contains("Proof, on ") })
    let withheld = try #require(
      told.first { $0.attributes["id"] == "finding.withheld-from.deepseek-v4.nvidia" })
    for words in [
      "DeepSeek-V4 withheld from Nvidia", "probable", "up to 2026-02-24: only conceivable",
      "withheld-from(deepseek-v4, nvidia) on 2026-02-25, probable; holds from 2026-02-25 on; rule"
        + " 'Declined before release'",
      "absent: no released(deepseek-v4) on 2026-02-25", "its date is known only as [..2026-02-25]",
      "Tekedia (B) asserts it, relaying Reuters",
    ] { #expect(withheld.text.contains(words), "\(words) in \(withheld.text)") }
  }

  @Test func `every claim leads to its source, and every link to something on the page`()
    async throws
  {
    let page = try await Self.page()
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let links = page.elements.compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
    #expect(Set(links.map { String($0.dropFirst()) }).subtracting(ids) == [])
    let record = try await Self.findings().chronicle
    for entry in record.entries {
      #expect(ids.contains(Address.entry(entry.id)))
      for place in entry.claims.indices { #expect(ids.contains(Address.claim(entry.id, place))) }
    }
    for id in record.sources.keys { #expect(ids.contains(Address.source(id))) }
  }

  @Test func `the page lets nothing be loaded, and runs its own script and style alone`()
    async throws
  {
    let html = try await Self.findings().html()
    let page = try PageReader(html)
    let policy = try #require(
      page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" })
    #expect(
      policy.attributes["content"]
        == "default-src 'none'; script-src '\(SHA256.source(of: ReportPage.script))'; style-src"
        + " '\(SHA256.source(of: ReportPage.style))'; img-src data:; base-uri 'none'; form-action"
        + " 'none'")
    let scripts = page.elements.filter { $0.name == "script" }
    #expect(scripts.map { $0.attributes["type"] } == ["application/json", nil])
    #expect(scripts.last?.text == String(decoding: ReportPage.script, as: UTF8.self))
    let loading = page.elements.filter {
      $0.attributes["src"] != nil || $0.name == "link" && $0.attributes["href"] != "data:,"
    }
    #expect(loading.isEmpty)
    #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    #expect(!page.elements.contains { $0.attributes["style"] != nil })
  }

  @Test func `headings are in order and parts are named`() async throws {
    let page = try await Self.page(Report(title: "A title", lead: ["The news."]))
    let levels = page.elements.compactMap { element -> Int? in
      guard element.name.hasPrefix("h"), element.name.count == 2 else { return nil }
      return Int(element.name.dropFirst())
    }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
    #expect(page.elements.first { $0.name == "h1" }?.text == "A title")
    #expect(page.elements.first { $0.attributes["class"] == "lead" }?.text == "The news.")
    let ids = Set(page.elements.compactMap { $0.attributes["id"] })
    for element in page.elements {
      if let label = element.attributes["aria-labelledby"] { #expect(ids.contains(label)) }
      if let field = element.attributes["for"] { #expect(ids.contains(field)) }
    }
  }

  @Test func `the page opens on its day, or else on the first of the first conclusion`()
    async throws
  {
    let findings = try await Self.findings()
    let relations = [Access.withheldFrom.signature]
    let report = Report(relations: relations, day: "2026-03-15")
    #expect(try findings.html(of: report).contains("on 2026-03-15, probable; holds"))
    #expect(try findings.html(of: Report(relations: relations)).contains("Proof, on 2026-02-25"))
    #expect(throws: QueryError.outsideHorizon(day: "1812-01-01", horizon: findings.horizon)) {
      try findings.html(of: Report(day: "1812-01-01"))
    }
    let unknown = RelationSignature(name: "withheld-form", columns: [.integer])
    #expect(throws: QueryError.unknownRelation(name: "withheld-form", nearest: "withheld-from")) {
      try findings.html(of: Report(relations: [unknown]))
    }
  }

  @Test func `facts without a record make a page`() async throws {
    var facts = Facts(entities: try Chronicle(entities: [Seeds.deepseek]).entities)
    facts.insert(HostileText.says(Seeds.deepseek, "so"))
    let findings = try await facts.findings(under: Rulebook("None") {})
    #expect(try findings.html().contains("0 conclusions from 0 entries of 0 sources"))
    let page = try PageReader(
      try findings.html(of: Report(relations: [HostileText.says.signature])))
    let told = try #require(page.elements.first { $0.attributes["class"] == "finding" })
    #expect(told.text.contains("deepseek says so"))
  }

  @Test func `an empty record is told to be empty`() async throws {
    let page = try PageReader(try await Chronicle().findings().html())
    let said = page.elements.filter { $0.name == "p" && $0.path.last == "section" }.map(\.text)
    #expect(said.contains("There is no entry on record."))
    #expect(said.contains("The record names no source."))
  }

  @Test func `the same findings make the same bytes`() async throws {
    let pages = [try await Self.findings().html(), try await Self.findings().html()]
    #expect(pages[0] == pages[1])
  }
}
