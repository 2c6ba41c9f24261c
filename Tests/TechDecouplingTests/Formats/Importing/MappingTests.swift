import Testing

@testable import TechDecoupling

/// Reading tables of one's own by a mapping.
@Suite struct MappingTests {
  private static func mapping(
    columns: String = "", entities: String = "", entries: String, row: String = "{key}",
    more: String = ""
  ) throws -> Mapping {
    try Mapping(
      json: """
        {
          "format": "techdecoupling-mapping/1", \(more)
          "source": {"id": "s", "name": "S", "reliability": "B", "published": "2026-11-01"},
          "row": "\(row)",
          "relations": [
            {"name": "likes", "columns": ["entity", "entity"]},
            {"name": "from", "columns": ["entity", "Country"]},
            {"name": "weighs", "columns": ["entity", "decimal", "integer", "day", "text"]}
          ],
          "columns": [\(columns)], "entities": [\(entities)], "entries": [\(entries)]
        }
        """, name: "m.json")
  }

  private static let likes = #"{"id": "{key}", "states": ["likes({key}, b-{other})"]}"#

  @Test func `what a cell becomes follows from where it stands`() throws {
    let mapping = try Self.mapping(
      columns: #"{"name": "kg", "column": "weight (g)", "power": -3}"#,
      entries: """
        {"id": "w-{key}", "states": ["weighs(x-{key}, {kg}, {count}, {day}, \\"{key}: {words}\\")",
         "from(x-{key}, {land})"], "period": "{year}/.."}
        """)
    let read = try Imports.read(
      "key,weight (g),count,day,words,land,year\nA & B+,1500,2.0,2026-02-25,\"so, \"\"it\"\"\",KOR,2020~\n",
      by: mapping)
    #expect(Imports.left(read.report) == [])
    #expect(
      Imports.atoms(read) == [
        "from(x-a-b-plus, KR)",
        "weighs(x-a-b-plus, 1.5, 2, 2026-02-25, \"A & B+: so, \\\"it\\\"\")",
      ])
    let entry = try #require(read.document.entries.first)
    #expect(entry.id == "w-a-b-plus")
    #expect(entry.rows == ["t.csv: A & B+"])
    #expect(entry.claims.map(\.source) == ["s"])
    #expect(entry.place == Place(file: "t.csv", line: 2))
    guard case .statement(let statement) = entry.content else {
      Issue.record("a statement")
      return
    }
    #expect(statement.period == (try DatePeriod(parsing: "2020~/..")))
  }

  @Test func `a brace is written twice in an atom too`() throws {
    let mapping = try Self.mapping(
      entries: #"{"id": "{key}", "states": ["weighs({key}, 1, 1, 2026-01-01, \"a {{ b\")"]}"#)
    let read = try Imports.read("key\nx\n", by: mapping)
    #expect(Imports.atoms(read) == ["weighs(x, 1.0, 1, 2026-01-01, \"a { b\")"])
  }

  @Test func `what two rows say of one entity is joined, and what differs is left`() throws {
    let mapping = try Self.mapping(
      entities: """
        {"id": "{maker}", "name": "{maker}", "roles": ["Chipmaker"], "country": "{land}"}
        """,
      entries: #"{"id": "{key}", "states": ["likes({maker}, {maker})"]}"#)
    let read = try Imports.read(
      "key,maker,land\na,Foo,Ruritania\nb,Foo,Japan\nc,Bar,Japan\nd,Bar,Germany\n", by: mapping)
    let record = try Chronicle(joining: [read.document])
    let facts = try record.facts()
    #expect(facts[Profile.homeCountry(Party("foo"), Country("JP"))] != nil)
    #expect(facts[Profile.homeCountry(Party("bar"), Country("JP"))] != nil)
    #expect(facts[Profile.homeCountry(Party("bar"), Country("DE"))] == nil)
    let left = Imports.left(read.report)
    #expect(left.count == 2, "\(left)")
    #expect(left.last?.contains("TD910") == true, "\(left)")
  }

  @Test func `an event has its date, and begins, ends and marks`() throws {
    let mapping = try Self.mapping(
      entries: """
        {"id": "e-{key}", "event": "{key} turns", "date": "{on}", "begins": ["likes({key}, {other})"],
         "ends": ["likes({key}, _)"], "marks": ["likes({other}, {key})"]}
        """)
    let read = try Imports.read("key,other,on\na,b,2026-02\n", by: mapping)
    guard case .event(let event)? = read.document.entries.first?.content else {
      Issue.record("an event")
      return
    }
    #expect(event.title == "a turns")
    #expect(event.date == "2026-02")
    #expect(event.begins.map(\.description) == ["likes(a, b)"])
    #expect(event.ends.map(\.description) == ["likes(a, _)"])
    #expect(event.marks.map(\.description) == ["likes(b, a)"])
  }

  @Test func `cells with several values give an entry each, paired by position`() throws {
    let mapping = try Self.mapping(
      columns: #"{"name": "other", "separator": ";"}, {"name": "land", "separator": ";"}"#,
      entries: #"{"id": "{key}-{other}", "states": ["from(b-{other}, {land})"]}"#)
    let read = try Imports.read(
      "key,other,land\n1,x; y,JP;Japan\n2,x;y;z,JP;US\n3,,\n", by: mapping)
    #expect(Imports.atoms(read) == ["from(b-x, JP)", "from(b-y, JP)"])
    #expect(
      Imports.left(read.report) == [
        "3: TD908: the values do not pair: 2 in 'land' and 3 in 'other'; give equally many, or one"
          + " row each",
        "4: TD903: the column 'other' is empty; what needs it is not taken",
      ])
  }

  @Test(arguments: ["x", "é", "界"])
  func `cells are split alike, in ASCII and beyond it`(text: String) throws {
    let mapping = try Self.mapping(
      columns: #"{"name": "other", "separator": ";"}"#,
      entries: #"{"id": "{key}-{other}", "states": ["likes({key}, b-{other})"]}"#)
    let read = try Imports.read("key,other\na,\";\(text); y\t;; z a ;\n;\"\n", by: mapping)
    #expect(
      Imports.atoms(read) == ["likes(a, b-\(text))", "likes(a, b-y)", "likes(a, b-z-a)"].sorted())
    #expect(read.report.leftCount == 0)
  }

  @Test func `an optional entry is left out without a word where a cell is empty`() throws {
    let mapping = try Self.mapping(
      entries: """
        {"id": "l-{key}", "states": ["likes({key}, {other})"], "optional": true},
        {"id": "f-{key}", "states": ["from({key}, {land})"]}
        """)
    let read = try Imports.read("key,other,land\na,,US\n", by: mapping)
    #expect(Imports.atoms(read) == ["from(a, US)"])
    #expect(read.report.leftCount == 0)
    #expect(read.report.taken == ["from": 1])
  }

  @Test func `a column of countries gives codes in ids and profiles`() throws {
    let mapping = try Self.mapping(
      columns: #"{"name": "land", "country": true}"#,
      entities:
        #"{"id": "{key}", "roles": ["Lab"], "name": "{key}", "aliases": ["{other}"], "country": "{land}"}"#,
      entries: #"{"id": "{key}", "states": ["likes({key}, {land})"]}"#)
    let read = try Imports.read("key,other,land\nOrchard Lab,OL,Korea (Republic of)\n", by: mapping)
    let lab = try #require(read.document.entities.first)
    #expect(lab.id == "orchard-lab")
    #expect(lab.name == "Orchard Lab")
    #expect(lab.aliases == ["OL"])
    #expect(lab.entity("country") == "KR")
    #expect(Imports.atoms(read) == ["likes(orchard-lab, KR)"])
  }

  @Test func `each value that cannot be placed is noted once, with its line`() throws {
    let mapping = try Self.mapping(
      entries: """
        {"id": "w-{key}", "states": ["weighs({key}, {kg}, {count}, {day}, \\"x\\")"]},
        {"id": "f-{key}", "states": ["from({key}, {land})"], "period": "{when}"},
        {"id": "g-{key}", "states": ["from({key}, {land})"]}
        """)
    let read = try Imports.read(
      """
      key,kg,count,day,land,when
      a,heavy,1,2026-01-01,US,2020/..
      b,1,1.5,2026-01-01,US,2020/..
      c,1,1,2026-02-30,US,2020/..
      d,1,1,2026-01-01,Germny,2020/..
      e,1,1,2026-01-01,US,2020
      ---,1,1,2026-01-01,US,2020/..
      f,0.1234567,1,2026-01-01,US,2020/..
      """, by: mapping)
    #expect(
      Imports.left(read.report) == [
        "2: TD906: 'heavy' in the column 'kg' is no number that fits; write a decimal of at most six"
          + " places",
        "3: TD906: '1.5' in the column 'count' is no number that fits; write a whole number",
        "4: TD905: the column 'day' has no date: '2026-02-30' does not exist: February 2026 has 28"
          + " days; write one of them, or the month alone if the day is not known",
        "5: TD904: 'Germny' in the column 'land' is no country; did you mean 'Germany'?",
        "6: TD905: the column 'when' has no date: '2020' is a single date, and a period has a start"
          + " and an end; write 2020-01-01/2020-12-31",
        "7: TD909: no id can be made of '---' in the column 'key'; ids have a letter or a digit",
        "8: TD906: '0.1234567' in the column 'kg' is no number that fits; write a decimal of at most"
          + " six places",
      ])
    #expect(read.report.taken == ["weighs": 2, "from": 9])
  }

  @Test func `a key that says two things, and an id of two names, are noted`() throws {
    let mapping = try Self.mapping(
      entities: #"{"id": "e-{key}", "name": "{other}"}"#, entries: Self.likes)
    let read = try Imports.read("key,other\n1,x\n1,X\n1,y\n", by: mapping)
    #expect(
      Imports.left(read.report) == [
        "4: TD911: 'x' and 'y' would have one id, 'e-1'; the first is taken, so rename one",
        "4: TD910: '1' is given again and says something else than the first of line 2; the first is"
          + " taken, so correct one",
      ])
  }

  @Test func `reading twice adds nothing`() throws {
    let mapping = try Self.mapping(
      entities: #"{"id": "{key}", "name": "{key}"}, {"id": "b-{other}"}"#, entries: Self.likes)
    let text = "key,other\na,x\nb,y\n"
    var chronicle = Chronicle()
    try chronicle.add(Imports.read(text, by: mapping).document)
    let once = chronicle
    try chronicle.add(Imports.read(text, by: mapping).document)
    #expect(chronicle == once)
    #expect(chronicle.entryCount == 2)
  }

  @Test func `numbers of one or more are rounded if the mapping says so`() throws {
    let mapping = try Self.mapping(
      columns: #"{"name": "kg", "round": true, "power": -12}"#,
      entries: #"{"id": "{key}", "states": ["weighs({key}, {kg}, 1, 2026-01-01, \"\")"]}"#)
    let read = try Imports.read(
      "key,kg\na,1042079999999998.4\nb,2.69000000000001e+18\nc,-1500000000000.5\nd,12345\ne,1e12\n",
      by: mapping)
    #expect(
      Imports.atoms(read).map { $0.split(separator: " ")[1] }
        == ["1042.08,", "2690000.0,", "-1.5,", "1.0,"].map { $0[...] })
    #expect(read.report.left.map(\.place.line) == [5])
  }

  // MARK: - Mistakes in mappings

  private func mistakes(_ entries: String, columns: String = "", row: String = "{key}") -> String {
    do {
      _ = try Self.mapping(columns: columns, entries: entries, row: row)
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func `mistakes in a mapping are told with their places`() throws {
    #expect(
      mistakes(#"{"id": "{key", "states": ["likes(a, b)"]}"#)
        == "TD913: '{key' has no names of columns in braces as it should at m.json:10:53"
        + " ($.entries[0].id); write '{name}', a brace that is meant as '{{', and a relation with its"
        + " terms in parentheses")
    #expect(
      mistakes(
        #"{"id": "x", "states": ["like({key}, b)", "likes({key})", "weighs(x, 1{key}, 1, _, \"\")"]}"#
      )
      .split(separator: "\n").map { $0.prefix(70) }
        == [
          "TD131: unknown relation 'like' at m.json:10:69 ($.entries[0].states[0])",
          "TD132: 'likes' has 2 columns and is given 1 term at m.json:10:87 ($.en",
          "TD133: term 2 of 'weighs' is '1{key}' at m.json:10:103 ($.entries[0].s",
        ].map { $0.prefix(70) })
    #expect(
      mistakes(#"{"id": "x", "states": ["likes(a, b)"], "date": "{key}"}"#).hasPrefix(
        "TD127: a statement takes no 'date'"))
    #expect(mistakes(#"{"id": "x"}"#).hasPrefix("TD126: the entry says nothing"))
    #expect(
      mistakes(Self.likes, columns: #"{"name": "key", "separator": "ab"}"#).hasPrefix(
        "TD122: found 'ab' at m.json:10:44 ($.columns[0].separator); write one ASCII character"))
  }

  @Test func `a column that no hole asks for, and a name given twice, are mistakes`() throws {
    #expect(
      mistakes(Self.likes, columns: #"{"name": "others", "separator": ";"}"#)
        == "TD915: no hole asks for the column 'others' at m.json:10:24 ($.columns[0].name); did you"
        + " mean 'other'?")
    #expect(
      mistakes(Self.likes, columns: #"{"name": "kg", "power": -3}"#)
        == "TD915: no hole asks for the column 'kg' at m.json:10:24 ($.columns[0].name); write '{kg}'"
        + " where its cells belong, or remove it")
    #expect(
      mistakes(
        Self.likes,
        columns: #"{"name": "key", "country": true}, {"name": "key", "column": "Key"}"#)
        == "TD914: the column 'key' is given again at m.json:10:58 ($.columns[1].name) (first at"
        + " m.json:10:24 ($.columns[0].name)); make one of both, or give one another 'name' and ask for"
        + " it by that")
    // What a hole that cannot be read asks for is not known.
    #expect(
      mistakes(
        #"{"id": "x", "states": ["likes(a, {b)"]}"#, columns: #"{"name": "b", "country": true}"#
      ).hasPrefix("TD913"))
    #expect(
      mistakes(Self.likes, columns: #"{"name": "land", "country": true}"#, row: "{key} {land}")
        == "none")
  }

  @Test func `a column that the file does not have is named, with the nearest`() throws {
    let mapping = try Self.mapping(entries: Self.likes)
    let error = #expect(throws: ImportError.self) {
      try Imports.read("kex,others,more\n", by: mapping)
    }
    #expect(
      error?.description == """
        t.csv:1: TD901: the file has no column 'key'; did you mean 'kex'?
        t.csv:1: TD901: the file has no column 'other'; did you mean 'others'?
        """)
    let far = #expect(throws: ImportError.self) { try Imports.read("a,b\n", by: mapping) }
    #expect(
      far?.problems.first?.message == "the file has no column 'key'; its columns are 'a' and 'b'")
  }

  @Test func `a brace is written twice`() {
    #expect(Template("a{{b}{c}")?.parts == [.text("a{b}"), .hole("c")])
    #expect(Template("{}") == nil)
    #expect(Template("{a")?.parts == nil)
    #expect(Template("")?.parts == [.text("")])
  }

  @Test func `the schema file is the one that the reader's tables make`() throws {
    let path = Repository.path("schema/mapping.schema.json")
    let made = Mapping.jsonSchema
    if Repository.isRecording { try FileAccess.write(Array(made.utf8), to: path) }
    #expect(
      String(decoding: try FileAccess.read(path), as: UTF8.self) == made,
      "schema/mapping.schema.json is out of date; write it anew with TECHDECOUPLING_RECORD=1")
  }

  @Test func `progress is told, and a cancelled task stops`() async throws {
    let mapping = try Self.mapping(entries: Self.likes)
    let pad = String(repeating: "x", count: 10_000)
    let rows = (0..<200).map { "\($0),x,\(pad)" }.joined(separator: "\n")
    try Imports.withFiles(["long.csv": "key,other,pad\n" + rows]) { folder in
      var told: [TableProgress] = []
      let read = try mapping.read(from: folder + "/long.csv") { told.append($0) }
      #expect(read.report.taken == ["likes": 200])
      #expect(told.count >= 2)
      #expect(told.last?.bytes == told.last?.totalBytes)
    }
    let task = Task {
      try Imports.withFiles(["a.csv": "key,other\na,b\n"]) { folder in
        withUnsafeCurrentTask { $0?.cancel() }
        _ = try mapping.read(from: folder + "/a.csv")
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
