import Testing

@testable import TechDecoupling

@Suite(.timeLimit(.minutes(60))) struct STIXRoundTripTests {
  private static let reader = STIXReader(source: Source(id: "other", reliability: .f))

  /// What is read back of a bundle, and what was left but for findings.
  private func readBack(_ bundle: String) throws -> (chronicle: Chronicle, left: [String]) {
    let imported = try Self.reader.read(json: Array(bundle.utf8), name: "written")
    return (
      try Chronicle(joining: [imported.document]),
      imported.report.left.filter { $0.code != "TD950" }.map(\.description)
    )
  }

  @Test func `the seeds with their findings are read back equal`() async throws {
    let findings = try await Seeds.all().findings()
    let bundle = try findings.stix(
      of: [Access.withheldFrom.signature, Access.released.signature], modified: "2026-03-01")
    let (chronicle, left) = try readBack(bundle)
    #expect(chronicle == findings.chronicle)
    #expect(chronicle.json == findings.chronicle.json)
    #expect(left == [])
    let imported = try Self.reader.read(json: Array(bundle.utf8))
    #expect(imported.report.taken["entry"] == findings.chronicle.entryCount)
    #expect(imported.report.leftCount > 0)
    #expect(Set(imported.report.left.map(\.code)) == ["TD950"])
  }

  @Test func `random chronicles are read back equal, and written as the same bytes`() throws {
    var taken = 0
    for seed in 1...60 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      guard let chronicle = try? Chronicle(joining: [random.document()]) else { continue }
      taken += 1
      let bundle = chronicle.stix(modified: "2026-03-01")
      let (again, left) = try readBack(bundle)
      #expect(again == chronicle, "seed \(seed)")
      #expect(left == [], "seed \(seed)")
      #expect(again.stix(modified: "2026-03-01") == bundle, "seed \(seed)")
    }
    #expect(taken >= 30)
  }

  @Test func `joining what was read to its record adds nothing`() throws {
    let chronicle = try Seeds.documents(["article-001"])
    let imported = try Self.reader.read(json: Array(chronicle.stix(modified: "2026-03-01").utf8))
    let once = imported.document
    #expect(try Chronicle(joining: [once, once]) == chronicle)
  }

  @Test func `ids and bytes do not depend on the order of documents`() throws {
    let forward = try Seeds.documents(["article-000", "article-001"])
    let backward = try Seeds.documents(["article-001", "article-000"])
    #expect(forward.stix(modified: "2026-03-01") == backward.stix(modified: "2026-03-01"))
  }
}
