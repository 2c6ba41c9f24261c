import TechDecoupling
import Testing

/// The code of the article *Writing for other programs* runs.
@Suite struct ExportArticleTests {
  @Test func `the article's code writes what is withheld`() async throws {
    let (v4, nvidia) = (Seeds.v4, Seeds.nvidia)
    let findings = try await Seeds.articles().findings()
    let graph = try findings.graph(
      of: [.relation(Access.withheldFrom), .relation(Access.declinedAccess, to: 2)],
      on: "2026-03-01")
    let table = try findings.csv(of: Access.withheldFrom)
    let lines = try findings.jsonLines(of: [Access.withheldFrom.signature])
    let proof = try findings.explain(Access.withheldFrom(v4, nvidia), on: "2026-03-01").markdown
    #expect(graph.edges.contains { $0.label.words == "declined-access: DeepSeek-V4" })
    #expect(table.contains("\"nvidia\",\"Nvidia\",2026-02-25"))
    #expect(lines.contains("withheld-from(deepseek-v4, nvidia)"))
    #expect(proof.contains("Reuters"))
  }

  @Test func `the article's code exchanges a record with other programs`() async throws {
    let findings = try await Seeds.articles().findings()
    let bundle = try findings.stix(of: [Access.withheldFrom.signature], modified: "2026-03-01")
    let made = try findings.followTheMoney()
    let leftOut = made.report.left

    let reader = STIXReader(source: Source(id: "platform", name: "Our platform", reliability: .c))
    let imported = try reader.read(json: Array(bundle.utf8))
    let record = try Chronicle(joining: [imported.document])
    for left in imported.report.left where left.code != "TD950" { print(left) }
    #expect(record == findings.chronicle)
    #expect(!leftOut.isEmpty && made.jsonLines.contains("UnknownLink"))
  }
}
