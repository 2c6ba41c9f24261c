import Testing

@testable import TechDecoupling

/// What is taken of other programs' entities and statements, and what is left, with the reason.
@Suite struct FollowTheMoneyReadingTests {
  private static let reader = FollowTheMoneyReader(
    source: Source(id: "lists", name: "Lists", reliability: .b))

  private func entity(_ id: String, _ schema: String, _ properties: String) -> String {
    #"{"id":"\#(id)","schema":"\#(schema)","properties":{\#(properties)}}"#
  }

  private var parties: [String] {
    [entity("a", "Company", #""name":["Alpha"]"#), entity("b", "Company", #""name":["Beta"]"#)]
  }

  private func read(
    _ lines: [String], _ reader: FollowTheMoneyReader = Self.reader
  ) -> Imported { reader.read(Array(lines.joined(separator: "\n").utf8), name: "f") }

  private func left(_ lines: [String]) -> [String] { read(lines).report.left.map(\.description) }

  @Test func `entities, ownership and links are taken`() throws {
    let lines =
      parties + [
        entity(
          "o", "Ownership",
          #""owner":["a"],"asset":["b"],"percentage":["50.5"],"startDate":["2024-02"],"publisher":["P"]"#
        ),
        entity(
          "l", "UnknownLink",
          #""subject":["a"],"object":["b"],"role":["depends-on"],"endDate":["2025-01-04"]"#),
        entity("e", "Event", #""name":["It was"],"date":["2026-02"]"#),
        entity("c", "Person", #""name":["Gamma","G"],"alias":["Gam"],"country":["cn"]"#),
      ]
    let imported = read(lines)
    #expect(imported.report.left == [])
    #expect(
      imported.report.taken == ["entity": 3, "Ownership": 1, "UnknownLink": 1, "event": 1])
    let record = try Chronicle(joining: [imported.document])
    #expect(record["o"]?.claims.first?.period == "2024-02/")
    #expect(record["o"]?.claims.first?.attribution == Attribution(speaker: "P"))
    #expect(record["l"]?.claims.first?.period == "/2025-01-04")
    #expect(record["e"]?.claims.first?.date == "2026-02")
    #expect(record["l"]?.claims.first?.place?.line == 4)
    #expect(record.entities["c"]?.aliases == ["G", "Gam"])
    let facts = try record.facts()
    #expect(facts[Profile.homeCountry(Party("c"), Country("CN"))]?.certain == [.always])
    #expect(try Chronicle(joining: [imported.document, read(lines).document]) == record)
  }

  @Test func `ids that are one are so on every day`() throws {
    let link = entity(
      "l", "UnknownLink",
      #""subject":["a"],"object":["b"],"role":["same-as"],"startDate":["2025-01-04"]"#)
    let imported = read(parties + [link])
    let record = try Chronicle(joining: [imported.document])
    #expect(try record.facts().identityRows.count == 1)
    #expect(imported.report.left.map(\.reason).contains { $0.contains("startDate") })
  }

  @Test func `ids that are read as one are no link`() async throws {
    var record = try Chronicle(joining: [read(parties).document])
    try record.add(entries: [
      Entry("one", Statement([Profile.sameAs(Party("a"), Party("b"))]))
    ])
    let made = try await record.findings().followTheMoney()
    #expect(!made.jsonLines.contains("same-as"))
    #expect(made.report.left.contains { $0.reason.contains("same-as") })
  }

  @Test func `statements of one canonical id are one entity, with data set and first day`() throws {
    let table = """
      canonical_id,entity_id,prop,schema,value,dataset,first_seen\r
      NK-1,x-1,id,LegalEntity,x-1,one,2024-01-02T03:04:05\r
      NK-1,x-1,name,LegalEntity,"Alpha, ""A""\nInc.",one,2024-01-02\r
      NK-1,x-2,name,Company,Alpha,two,2023-05-06\r
      y,y,name,Company,Beta,two,2023-05-06\r
      z,z,subject,UnknownLink,x-2,two,2023-05-06\r
      z,z,object,UnknownLink,y,two,2023-05-06\r
      z,z,role,UnknownLink,depends-on,two,2023-05-06\r

      """
    let imported = read([table])
    #expect(imported.report.left == [])
    #expect(imported.document.entities.map(\.id) == ["NK-1", "y"])
    #expect(imported.document.entities[0].name == "Alpha, \"A\"\nInc.")
    #expect(imported.document.entities[0].aliases == ["Alpha"])
    let claim = try #require(imported.document.entries.first?.claims.first)
    #expect(claim.attribution == Attribution(speaker: "two") && claim.reported == "2023-05-06")
    #expect(claim.place == Place(file: "f", line: 7))
  }

  @Test func `a mapping says which assets and roles are taken`() throws {
    var reader = Self.reader
    reader.mapping.kinds = ["Asset": ["Model"], "Company": ["Lab"]]
    reader.mapping.relations["maker"] = Profile.develops.signature
    let imported = read(
      [
        parties[0], entity("m", "Asset", #""name":["M"]"#),
        entity("l", "UnknownLink", #""subject":["a"],"object":["m"],"role":["maker"]"#),
      ], reader)
    #expect(imported.report.left == [])
    #expect(try Chronicle(joining: [imported.document]).entryCount == 1)
  }

  @Test func `what has no place is left with the reason`() throws {
    #expect(
      left([entity("v", "Vessel", #""name":["V"]"#)]) == [
        "f:1: TD967: an entity of the schema 'Vessel' has no place in a record; it is left as it is"
      ])
    #expect(
      left([entity("v", "Asset", #""name":["V"]"#)]) == [
        "f:1: TD967: an entity of the schema 'Asset' has no place in a record; it is left as it is"
      ])
    #expect(
      left([entity("c", "Company", #""country":["cn"]"#)]) == [
        "f:1: TD968: the Company needs 'name': a text"
      ])
    #expect(
      left(parties + [entity("o", "Ownership", #""owner":["a"],"asset":["b"]"#)]) == [
        "f:3: TD968: the Ownership needs 'percentage': a number from 0 to 100"
      ])
    #expect(
      left([entity("c", "Company", #""name":["C"],"country":["cn","us"],"email":["x@a.example"]"#)])
        == [
          "f:1: TD968: the Company needs 'country': one ISO 3166 code of two letters, of a home country",
          "f:1: TD969: the Company is taken without 'email', which a record has no place for",
        ])
    func link(_ role: String, _ more: String) -> String {
      entity("l", "UnknownLink", #""subject":["a"],"object":["b"],"role":["\#(role)"]\#(more)"#)
    }
    #expect(
      left(parties + [link("depend-on", "")]) == [
        "f:3: TD970: a link in the role 'depend-on' is no relation of two entities; did you mean "
          + "'depends-on'?"
      ])
    #expect(
      left(parties + [link("depends-on", #","startDate":["1850"]"#)]) == [
        "f:3: TD968: the UnknownLink needs 'startDate': one day, month or year from 1900 to 2099"
      ])
    #expect(
      left(parties + [link("depends-on", #","startDate":["2025"],"endDate":["2024"]"#)]) == [
        "f:3: TD968: the UnknownLink needs 'endDate': a date that is not before 'startDate'"
      ])
    #expect(
      left([parties[0], link("depends-on", "")]) == [
        "f:2: TD971: 'object' names 'b', which was not taken; see why, or add the entity"
      ])
    #expect(
      left(parties + [link("develops", "")]) == [
        "f:3: TD972: 'a' is no Lab, as 'develops' needs; say in the mapping which kinds the schema has"
      ])
    #expect(
      left([#"{"id":"a"}"#]) == [
        "f:1: TD973: the line is neither an entity ('id', 'schema', 'properties') nor a statement "
          + "('entity_id', 'prop', 'schema', 'value'); write one of them"
      ])
    #expect(
      left(["entity_id,prop,schema,value", "a,name,Company,A", "a,name,Person,A"]) == [
        "f:2: TD974: statements call one entity 'Company' and 'Person', of which none extends all "
          + "others; it is left as it is"
      ])
    #expect(left(["name", "A"]).map { $0.prefix(9) } == ["f:1: TD97"])
    let columns = "entity_id,prop,schema,value"
    #expect(
      left([columns, "a,name,Company", "a,name,Company,\"A\"x", "a,name,Company,A"]) == [
        "f:2: TD770: found 3 columns at f:2 where 'the table' has 4; columns are separated by ','",
        "f:3: TD784: 'x' follows a closing quote in column 4 ('value') of 'the table' at f:3; write a "
          + "quote within quotes twice",
      ])
    #expect(
      left([columns, "a,name,Company,A", "a,alias,Company,\"B"]) == [
        "f:3: TD783: a quote is never closed in 'the table' at f:3; close it, and write a quote within "
          + "quotes twice"
      ])
    #expect(left(["{\"id\":", parties[0]]).first?.contains("TD104") == true)
    #expect(left(["{}", "x"]).count == 2)
  }

  @Test func `what cannot be in one record is left as a whole`() {
    var reader = Self.reader
    reader.mapping.kinds["Company"] = ["Labb"]
    let imported = read(parties + [entity("v", "Vessel", #""name":["V"]"#)], reader)
    #expect(imported.document == Document())
    #expect(imported.report.taken == [:])
    #expect(
      imported.report.left.map(\.description) == [
        "f:3: TD967: an entity of the schema 'Vessel' has no place in a record; it is left as it is",
        """
        f:1 (roles): TD308: unknown kind 'Labb' in entity 'a', roles, at f:1 (roles); a role is a kind \
        of the library or one that is declared; did you mean 'Lab'?
        """,
        """
        f:2 (roles): TD308: unknown kind 'Labb' in entity 'b', roles, at f:2 (roles); a role is a kind \
        of the library or one that is declared; did you mean 'Lab'?
        """,
      ])
  }

  @Test func `an entity that is none, or whose id is none or another's, is left`() {
    #expect(left([entity("a", "Company", #""name":"A""#)]).count == 2)
    #expect(left([entity(" ", "Company", #""name":["A"]"#)]).count == 1)
    #expect(left([entity("td-x61", "Company", #""name":["A"]"#), parties[0]]).count == 1)
  }

  @Test func `values are kept once, in the order in which they came`() throws {
    let names = ["B", "A", "B", "C", "A"]
    let table = ["entity_id,prop,schema,value"] + names.map { "a,name,Company, \($0)" }
    let entity = try #require(read(table).document.entities.first)
    #expect(entity.name == " B" && entity.aliases == [" A", " C"])
    // Quadratic work on this many would take minutes.
    let many = (0..<100_000).map { "a,alias,Company,\($0)" }
    let long = read(["entity_id,prop,schema,value", "a,name,Company,A"] + many)
    #expect(long.document.entities.first?.aliases.count == 100_000)
  }

  @Test func `a file is read as its bytes are, and progress is told`() throws {
    let lines = parties + (0..<3_000).map { entity("p\($0)", "Person", #""name":["P \#($0)"]"#) }
    let table =
      ["entity_id,prop,schema,value"] + (0..<3_000).map { "p\($0),name,Person,\"P\n\($0)\"" }
    for text in [lines, table].map({ $0.joined(separator: "\n") }) + ["\u{FEFF}\n" + lines[0]] {
      try Imports.withFiles(["f": text]) { folder in
        var told: [TableProgress] = []
        let file = try Self.reader.read(contentsOf: folder + "/f") { told.append($0) }
        let memory = Self.reader.read(Array(text.utf8), name: folder + "/f")
        #expect(file == memory && !file.document.entities.isEmpty && file.report.left == [])
        #expect(told.last?.bytes == text.utf8.count && told.last?.totalBytes == text.utf8.count)
      }
    }
  }

  @Test func `an empty file has nothing`() throws {
    #expect(read([""]) == Imported())
    #expect(
      throws: ReadingError.self, performing: { try Self.reader.read(contentsOf: "/no/such/file") })
  }

  @Test func `bytes changed at random give a document that can be joined`() throws {
    let lines =
      parties + [
        entity(
          "td-1", "UnknownLink",
          #""subject":["a"],"object":["b"],"role":["depends-on"],"recordId":["depends-on(a, b)"]"#),
        entity(
          "o", "Ownership", #""owner":["a"],"asset":["b"],"percentage":["50"],"startDate":["2024"]"#
        ),
        entity("e", "Event", #""name":["It was"],"date":["2026-02"]"#),
      ]
    let table =
      "entity_id,prop,schema,value,dataset\na,name,Company,\"A, B\",d\nb,name,Person,B,d\n"
    let wholes = [Array(lines.joined(separator: "\n").utf8), Array(table.utf8)]
    var taken = 0
    for seed in 1...1_000 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      var bytes = random.any(wholes)
      for _ in 0...random.below(3) {
        let index = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[index] = UInt8(random.below(256))
        case 1: bytes.swapAt(index, random.below(bytes.count))
        default: bytes.remove(at: index)
        }
      }
      let imported = Self.reader.read(bytes, name: "f")
      taken += imported.document.entities.count
      #expect(throws: Never.self, "seed \(seed)") { try Chronicle(joining: [imported.document]) }
    }
    #expect(taken >= 500)
  }
}
