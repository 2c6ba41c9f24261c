import Testing

@testable import TechDecoupling

/// Out and back: what FollowTheMoney can say is read back equal, and the rest is in the report.
@Suite(.timeLimit(.minutes(60))) struct FollowTheMoneyTests {
  private static let reader = FollowTheMoneyReader(
    source: Source(id: "us", name: "Ourselves", reliability: .b))

  /// What a run says that FollowTheMoney can say.
  private struct Said: Hashable, Comparable, CustomStringConvertible {
    let atom: String
    let from: Day?
    let until: Day?

    var description: String {
      "\(atom) \(from.map { "\($0)" } ?? "..")/\(until.map { "\($0)" } ?? "..")"
    }
    static func < (left: Said, right: Said) -> Bool { left.description < right.description }
  }

  private func said(_ chronicle: Chronicle) throws -> [Said] {
    var found: [Said] = []
    for entry in chronicle.entries {
      guard case .statement(let statement) = entry.content else { continue }
      let period = entry.claims.first?.period
      func day(_ end: DatePeriod.End?) -> Day? {
        if case .date(let date)? = end { date.first } else { nil }
      }
      for atom in statement.atoms {
        found.append(
          Said(
            atom: "\(atom)", from: day(period?.start),
            until: day(period?.end)?.advanced(by: 1)))
      }
    }
    return found.sorted()
  }

  /// Checks that entities and runs are read back, or left out with a reason, one by one.
  private func check(_ findings: Findings, _ text: String, _ made: FollowTheMoney) throws {
    let imported = Self.reader.read(Array(text.utf8), name: "written")
    #expect(Set(imported.report.left.map(\.code)).isSubset(of: ["TD969"]))
    let again = try Chronicle(joining: [imported.document])
    var expected: [Said] = []
    for relation in findings.relations.values {
      for run in try findings.runs(of: relation.pattern) where run.isCertain {
        expected.append(Said(atom: "\(run.atom)", from: run.period.from, until: run.period.until))
      }
    }
    let back = try said(again)
    let leftAtoms = Set(
      made.report.left.filter { ["TD962", "TD964"].contains($0.code) }.map(\.place.path))
    #expect(back == expected.filter { !leftAtoms.contains($0.atom) }.sorted())
    for record in findings.chronicle.entities.records.values {
      if FollowTheMoneySchema.schema(of: record.roles) == nil { continue }
      let other = try #require(again.entities[record.id])
      let aliases = record.aliases.filter { !$0.isEmpty }
      #expect(other.roles == record.roles && other.aliases == aliases, "\(record.id)")
      #expect(other.name == (record.name == "" ? nil : record.name), "\(record.id)")
    }
  }

  @Test func `what the seeds say comes back from entities, statements and tables`() async throws {
    let findings = try await Seeds.all().findings()
    let made = try findings.followTheMoney()
    #expect(made.entities.count > 200)
    for text in [
      made.jsonLines, made.statements(dataset: "t", seen: "2026-03-01"),
      made.statementsCSV(dataset: "t", seen: "2026-03-01"),
    ] { try check(findings, text, made) }
    let codes = Dictionary(grouping: made.report.left, by: \.code).mapValues(\.count)
    #expect(
      Set(codes.keys).isSubset(of: ["TD960", "TD962", "TD963", "TD965", "TD966"]), "\(codes)")
    // Each entity of the record is written or left out.
    let left = made.report.left.count { $0.code == "TD960" }
    let taken = ["Company", "Organization", "PublicBody", "Asset", "LegalEntity"]
      .compactMap { made.report.taken[$0] }.reduce(0, +)
    #expect(left + taken == findings.chronicle.entities.records.count)
  }

  @Test func `days, shares, listings and ids of all kinds come back`() async throws {
    var chronicle = try Chronicle(
      json: """
        {"format": "techdecoupling/1",
         "entities": [{"id": "深度 求索", "roles": ["Lab"], "name": "a\\n\\",b", "aliases": ["x", "y"]},
           {"id": "td-x", "roles": ["Chipmaker", "CloudProvider"], "country": "CN"},
           {"id": "bis", "roles": ["Agency"], "name": "Bureau"},
           {"id": "list", "roles": ["ExportControl"], "name": "A list", "authority": "bis"},
           {"id": "someone"}, {"id": "group", "roles": ["Group"]}],
         "sources": [{"id": "s", "name": "S", "reliability": "B", "url": "https://a.example/?b=c"}],
         "entries": [
           {"id": "own", "states": ["owns(\\"深度 求索\\", td-x, 12.5)", "lists-party(list, td-x)",
             "depends-on(td-x, bis)", "depends-on(td-x, group)", "depends-on(group, group)",
             "home-country(bis, US)"], "period": "2024-02-03/2025-01-04",
            "claims": [{"source": "s"}]},
           {"id": "always", "states": ["alternative-to(td-x, someone)"]},
           {"id": "vague", "states": ["depends-on(td-x, someone)"], "period": "2024/2025"},
           {"id": "event", "event": "It was", "date": "[..2026-02-25]",
             "begins": ["exposed-to(td-x, CN)"]},
           {"id": "held", "states": ["unready(td-x)"], "held": {"holder": "bis"}},
           {"id": "words", "states": [], "words": "so it is"}]}
        """)
    let findings = try await chronicle.findings(under: Rulebook("None") {})
    let made = try findings.followTheMoney()
    try check(findings, made.jsonLines, made)
    try check(findings, made.statementsCSV(dataset: "t", seen: "2026-03-01"), made)
    #expect(
      made.report.left.map { "\($0.code) \($0.place.path)" }.sorted().filter {
        !$0.hasPrefix("TD960")
      }
        == [
          "TD962 depends-on(group, group)", "TD962 depends-on(td-x, group)",
          "TD962 exposed-to(td-x, CN)", "TD962 issued-by(list, bis)",
          "TD963 depends-on(td-x, someone)", "TD963 depends-on(td-x, someone)",
          "TD963 exposed-to(td-x, CN)", "TD964 home-country(bis, US)",
          "TD965 $.entries[4]", "TD965 $.entries[5]", "TD966 $.entries[3]",
        ])
    let ownership = try #require(made.entities.first { $0.schema == "Ownership" })
    #expect(
      ownership.properties == [
        "owner": [try #require(FollowTheMoneyEntity.id(of: "深度 求索"))],
        "asset": ["td-x74642d78"], "percentage": ["12.5"], "startDate": ["2024-02-03"],
        "endDate": ["2025-01-04"], "recordId": [#"owns("深度 求索", td-x, 12.5)"#],
        "description": ["credibility: probable"], "publisher": ["S"],
        "sourceUrl": ["https://a.example/?b=c"],
      ])
    let sanction = try #require(made.entities.first { $0.schema == "Sanction" })
    #expect(sanction.properties["program"] == ["A list"])
    #expect(sanction.properties["authority"] == ["Bureau"])
    // Read twice, nothing is added.
    let imported = Self.reader.read(Array(made.jsonLines.utf8))
    let record = try Chronicle(joining: [imported.document])
    #expect(try Chronicle(joining: [imported.document, imported.document]) == record)
    chronicle = record
    #expect(chronicle.entities.hasRole("list", "ExportControl"))
  }

  @Test func `random chronicles come back`() async throws {
    var taken = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      guard let chronicle = try? Chronicle(joining: [random.document()]),
        let findings = try? await chronicle.findings(under: Rulebook("None") {})
      else { continue }
      taken += 1
      let made = try findings.followTheMoney()
      try check(findings, made.jsonLines, made)
      try check(findings, made.statements(dataset: "t", seen: "2026-03-01"), made)
    }
    #expect(taken >= 15)
  }

  @Test func `what cannot be said is left out with the reason`() async throws {
    let chronicle = try Chronicle(
      json: """
        {"format": "techdecoupling/1",
         "entities": [{"id": "m", "roles": ["Motive"]}, {"id": "\(String(repeating: "深", count: 50))"},
           {"id": "lab", "roles": ["Lab"], "aliases": [""]}, {"id": "chip", "roles": ["Chip"]}],
         "entries": [{"id": "e", "event": "x", "date": "2026-02~", "begins": ["unready(lab)"]},
           {"id": "c", "states": ["home-country(lab, CN)"], "period": "2024-01-01/.."},
           {"id": "w", "states": [], "words": "so it is"}]}
        """)
    let made = try await chronicle.findings(under: Rulebook("None") {}).followTheMoney()
    #expect(
      made.report.left.map { "\($0.code): \($0.reason)" }.sorted() == [
        "TD960: FollowTheMoney has no schema for an entity that is 'Motive'; it is left out",
        "TD961: ids of FollowTheMoney have at most 255 letters, digits, dots and hyphens; give the "
          + "entity a shorter id",
        "TD962: FollowTheMoney links two entities that have a schema, and 'unready(lab)' has none "
          + "such; it is left out",
        "TD963: FollowTheMoney has no word for what is only conceivable; 'unready(lab)' is left out on "
          + "those days",
        "TD964: countries of FollowTheMoney have no days; 'home-country(lab, CN)' is left out",
        "TD965: FollowTheMoney cannot say a statement in words alone; that is left out",
        "TD966: dates of FollowTheMoney are days, months or years; '2026-02~' is left out",
        "TD975: values of FollowTheMoney are not empty; the empty 'alias' is left out",
      ])
  }
}
