import Testing

@testable import TechDecoupling

/// What is JSON and no chronicle: each mistake with its whole text.
@Suite struct ReadingErrorTests {
  /// A document with one mistake, which stands where `⟦…⟧` marks it.
  struct Case: Sendable, CustomTestStringConvertible {
    let json: String
    let text: String

    init(_ json: String, _ text: String) {
      self.json = json
      self.text = text
    }

    var testDescription: String { String(text.prefix(60)) }
  }

  private static func entries(_ entry: String) -> String {
    """
    {"format": "techdecoupling/1",
     "entities": [{"id": "deepseek", "roles": ["Lab"]}, {"id": "v4", "roles": ["Model"]}],
     "sources": [{"id": "reuters", "name": "Reuters", "reliability": "B"}],
     "entries": [
    \(entry)
    ]}
    """
  }

  static let cases: [Case] = [
    // MARK: The document
    Case(
      "[]",
      "TD122: found a list at a.json:1:1 ($); "
        + "write an object with the key 'format' and a chronicle's other keys"),
    Case("{}", "TD121: a document lacks the key 'format' at a.json:1:1 ($); add it"),
    Case(
      #"{"format": "techdecoupling/2", "whatever": 1}"#,
      "TD123: the format is 'techdecoupling/2' at a.json:1:12 ($.format); "
        + "this version of the library reads 'techdecoupling/1'"),
    Case(
      #"{"format": 1}"#,
      "TD123: the format is a number at a.json:1:12 ($.format); "
        + "this version of the library reads 'techdecoupling/1'"),
    Case(
      #"{"format": "techdecoupling/1", "entires": []}"#,
      "TD120: a document has no key 'entires' at a.json:1:32 ($.entires); did you mean 'entries'?"),
    Case(
      #"{"format": "techdecoupling/1", "entries": {}}"#,
      "TD122: found an object at a.json:1:43 ($.entries); write a list of entries in brackets"),
    Case(
      #"{"format": "techdecoupling/1", "title": null}"#,
      "TD122: found null at a.json:1:41 ($.title); write text in quotes"),

    // MARK: Entities
    Case(
      #"{"format": "techdecoupling/1", "entities": [{"id": "a", "roles": ["Labb"]}]}"#,
      "TD125: no kind of entity is named 'Labb' at a.json:1:67 ($.entities[0].roles[0]); "
        + "did you mean 'Lab'?"),
    Case(
      #"{"format": "techdecoupling/1", "entities": [{"id": "a", "roles": ["Lab"], "contry": "CN"}]}"#,
      "TD120: an entity that is a Lab has no key 'contry' at a.json:1:75 ($.entities[0].contry); "
        + "did you mean 'country'?"),
    Case(
      #"{"format": "techdecoupling/1", "entities": [{"roles": ["Lab"], "country": 1}]}"#,
      """
      TD121: an entity lacks the key 'id' at a.json:1:45 ($.entities[0]); add it
      TD122: found a number at a.json:1:75 ($.entities[0].country); \
      write the id of a Country, in quotes
      """),

    // MARK: Sources
    Case(
      #"{"format": "techdecoupling/1", "sources": [{"id": "a", "name": "A", "reliability": "G"}]}"#,
      "TD124: 'G' is no reliability at a.json:1:84 ($.sources[0].reliability); "
        + "write one of 'A', 'B', 'C', 'D', 'E' and 'F'"),
    Case(
      #"{"format": "techdecoupling/1", "sources": [{"id": "a", "name": "A", "reliability": "A", "#
        + #""interested": "yes"}]}"#,
      "TD122: found text at a.json:1:103 ($.sources[0].interested); write true or false"),

    // MARK: Entries
    Case(
      entries(#"{"id": "e", "event": "x", "states": []}"#),
      "TD126: the entry has 'event' and 'states' at a.json:5:1 ($.entries[0]); "
        + "an entry is an event or a statement, so make it two"),
    Case(
      entries(#"{"id": "e"}"#),
      "TD126: the entry says nothing at a.json:5:1 ($.entries[0]); give it 'event' or 'states'"),
    Case(
      entries(#"{"id": "e", "begins": []}"#),
      "TD121: an event lacks the key 'event' at a.json:5:1 ($.entries[0]); add it"),
    Case(
      entries(#"{"id": "e", "states": [], "date": "2022"}"#),
      "TD127: a statement takes no 'date' at a.json:5:27 ($.entries[0].date); "
        + "a statement holds over a 'period', such as \"2022-10/..\""),
    Case(
      entries(#"{"id": "e", "event": "x", "period": "2022/2023"}"#),
      "TD127: an event takes no 'period' at a.json:5:27 ($.entries[0].period); "
        + "an event has a 'date'"),
    Case(
      entries(#"{"id": "e", "event": "x", "held": {"holder": "x"}}"#),
      "TD127: an event takes no 'held' at a.json:5:27 ($.entries[0].held); "
        + "an entry with 'event' cannot have it, so make it two entries"),

    // MARK: Dates
    Case(
      entries(#"{"id": "e", "event": "x", "date": "2026-02-31"}"#),
      "TD402: '2026-02-31' does not exist: February 2026 has 28 days; write one of them, "
        + "or the month alone if the day is not known (at a.json:5:35 ($.entries[0].date))"),
    Case(
      entries(#"{"id": "e", "event": "x", "date": "2022/2023"}"#),
      "TD404: '2022/2023' is an interval, and the date of an event is one day; write "
        + "[2022-01-01..2023-12-31] for a day that is not known better "
        + "(at a.json:5:35 ($.entries[0].date))"),
    Case(
      entries(#"{"id": "e", "states": [], "period": "2022"}"#),
      "TD405: '2022' is a single date, and a period has a start and an end; "
        + "write 2022-01-01/2022-12-31 (at a.json:5:37 ($.entries[0].period))"),

    // MARK: Atoms
    Case(
      entries(#"{"id": "e", "states": ["develops deepseek"]}"#),
      "TD130: expected '(' after 'develops', found 'd' at a.json:5:34 ($.entries[0].states[0]); "
        + "an atom is written 'relation(term, …)', text in double quotes"),
    Case(
      entries(#"{"id": "e", "states": ["home_country(deepseek, CN)"]}"#),
      "TD131: unknown relation 'home_country' at a.json:5:25 ($.entries[0].states[0]); "
        + "names here have hyphens: write 'home-country'"),
    Case(
      entries(#"{"id": "e", "states": ["devlops(deepseek, v4)"]}"#),
      "TD131: unknown relation 'devlops' at a.json:5:25 ($.entries[0].states[0]); "
        + "did you mean 'develops'?"),
    Case(
      entries(#"{"id": "e", "states": ["develops(deepseek)"]}"#),
      "TD132: 'develops' has 2 columns and is given 1 term at a.json:5:25 "
        + "($.entries[0].states[0]); write 'develops(Lab, Model)'"),
    Case(
      #"{"format": "techdecoupling/1", "relations": [{"name": "n", "columns": ["integer"]}], "#
        + #""entries": [{"id": "e", "states": ["\u006e(many)"]}]}"#,
      "TD133: term 1 of 'n' is 'many' at a.json:1:129 ($.entries[0].states[0]); "
        + "this column takes an integer such as 3, of 64 bits, or '_' where a wildcard is allowed"),
    Case(
      entries(#"{"id": "e", "states": [["develops", "deepseek", "v4"]]}"#),
      "TD122: found a list at a.json:5:24 ($.entries[0].states[0]); "
        + "write an atom in quotes, such as \"develops(deepseek, deepseek-v4)\""),

    // MARK: Claims
    Case(
      entries(#"{"id": "e", "event": "x", "claims": [{"soruce": "reuters"}]}"#),
      """
      TD121: a claim lacks the key 'source' at a.json:5:38 ($.entries[0].claims[0]); add it
      TD120: a claim has no key 'soruce' at a.json:5:39 ($.entries[0].claims[0].soruce); \
      did you mean 'source'?
      """),
    Case(
      entries(#"{"id": "e", "event": "x", "claims": [{"source": "reuters", "stance": "assert"}]}"#),
      "TD124: 'assert' is no stance at a.json:5:70 ($.entries[0].claims[0].stance); "
        + "did you mean 'asserts'?"),
    Case(
      entries(#"{"id": "e", "event": "x", "claims": [{"source": "reuters", "relays": [1]}]}"#),
      "TD122: found a number at a.json:5:71 ($.entries[0].claims[0].relays[0]); "
        + "write the id of a source in quotes, or a relay in braces"),
    Case(
      entries(
        #"{"id": "e", "event": "x", "claims": [{"source": "reuters", "attribution": {"people": 0.5}}]}"#
      ),
      "TD122: found 0.5 at a.json:5:86 ($.entries[0].claims[0].attribution.people); "
        + "write an integer of at least 1"),
    Case(
      entries(
        #"{"id": "e", "event": "x", "claims": [{"source": "reuters", "period": "2022/.."}]}"#),
      "TD127: a claim about an event takes no 'period' at a.json:5:60 "
        + "($.entries[0].claims[0].period); an event has a 'date'"),

    // MARK: Declarations
    Case(
      #"{"format": "techdecoupling/1", "kinds": [{"name": "university"}]}"#,
      "TD129: 'university' cannot be the name of a kind at a.json:1:51 ($.kinds[0].name); "
        + "start it with a capital letter and use letters and digits, as in 'University'"),
    Case(
      #"{"format": "techdecoupling/1", "relations": [{"name": "lies_in", "columns": []}]}"#,
      "TD129: 'lies_in' cannot be the name of a relation at a.json:1:55 ($.relations[0].name); "
        + "use lower-case letters, digits and hyphens, as in 'customary-partner'"),
    Case(
      #"{"format": "techdecoupling/1", "kinds": [{"name": "K", "fields": "#
        + #"[{"name": "roles", "states": "home-country"}]}]}"#,
      "TD129: 'roles' cannot be the name of a field at a.json:1:76 ($.kinds[0].fields[0].name); "
        + "use letters and digits, and none of 'id', 'roles', 'name' and 'aliases', "
        + "which all entities have"),
    Case(
      #"{"format": "techdecoupling/1", "relations": [{"name": "r", "columns": ["int"]}]}"#,
      "TD124: 'int' is no column type at a.json:1:72 ($.relations[0].columns[0]); write one of "
        + ReadingProblem.list(ColumnType.words + Vocabulary.standard.kinds.keys.sorted())),
    // What uses a relation whose columns have a mistake is not reported as wrong as well.
    Case(
      #"{"format": "techdecoupling/1", "relations": [{"name": "r", "columns": ["text", "dat"]}], "#
        + #""kinds": [{"name": "K", "fields": [{"name": "f", "states": "r"}]}], "#
        + #""entries": [{"id": "e", "states": ["r(\"t\", 2026-02-25)"]}]}"#,
      "TD124: 'dat' is no column type at a.json:1:80 ($.relations[0].columns[1]); "
        + "did you mean 'day'?"),
    Case(
      #"{"format": "techdecoupling/1", "relations": [{"name": "r", "columns": ["text"]}, "#
        + #"{"name": "r", "columns": ["day"]}, {"name": "develops", "columns": ["day"]}]}"#,
      """
      TD128: the relation 'r' is declared otherwise at a.json:1:82 ($.relations[1]) \
      (also at a.json:1:46 ($.relations[0])); rename one or declare both alike
      TD128: the relation 'develops' is declared otherwise at a.json:1:117 ($.relations[2]); \
      rename one or declare both alike
      """),
    Case(
      #"{"format": "techdecoupling/1", "kinds": [{"name": "Lab"}, {"name": "K", "fields": "#
        + #"[{"name": "f", "states": "devlops"}]}]}"#,
      """
      TD128: the kind 'Lab' is declared otherwise at a.json:1:42 ($.kinds[0]); \
      rename one or declare both alike
      TD131: unknown relation 'devlops' at a.json:1:108 ($.kinds[1].fields[0].states); \
      did you mean 'develops'?
      """),
  ]

  @Test(arguments: cases)
  func `a mistake is told with its place, the law and the next step`(test: Case) {
    do throws(ReadingError) {
      _ = try Chronicle(json: test.json, name: "a.json")
      Issue.record("no error")
    } catch {
      #expect(error.description == test.text)
    }
  }

  @Test(arguments: [
    ("develops(deepseek, v5)", "TD302: unknown entity 'v5' in entry 'e', states[0], "),
    ("develops(v4, v4)", "TD303: 'v4' is a Model in entry 'e', states[0], "),
  ])
  func `a mistake in the record has the place of what it names`(atom: String, what: String) {
    do throws(ReadingError) {
      _ = try Chronicle(
        json: Self.entries(
          #"{"id": "e", "event": "x"},"# + "\n"
            + #"{"id": "f", "states": ["\#(atom)"]}"#
        ).replacing("\"f\"", with: "\"e2\""),
        name: "a.json")
      Issue.record("no error")
    } catch {
      let text = error.description
      #expect(text.hasPrefix(what.replacing("'e'", with: "'e2'")))
      #expect(text.contains("at a.json:6:25 ($.entries[1].states[0]); "), "\(text)")
    }
  }

  @Test func `all mistakes of all documents are told, by document and place`() {
    let broken = #"{"format": "techdecoupling/1", "entries": [{"id": 1}, {"states": 2}, 3"#
    let files = [
      ChronicleReader.File(name: "b.json", bytes: Array((broken + "]}").utf8)),
      ChronicleReader.File(name: "a.json", bytes: Array("{\"x\": 1}".utf8)),
    ]
    do throws(ReadingError) {
      _ = try ChronicleReader.read(files)
      Issue.record("no error")
    } catch {
      #expect(
        error.problems.map(\.code) == [
          "TD126", "TD122", "TD121", "TD122", "TD122", "TD121", "TD120",
        ])
      #expect(
        error.problems.compactMap(\.place?.file) == Array(repeating: "b.json", count: 5) + [
          "a.json", "a.json",
        ])
    }
  }

  @Test func `a document that is not read does not make others' names unknown`() {
    let files = [
      ChronicleReader.File(
        name: "a.json",
        bytes: Array(
          #"{"format": "techdecoupling/1", "relations": [{"name": "sleeps", "columns": []},]}"#.utf8
        )),
      ChronicleReader.File(
        name: "b.json",
        bytes: Array(
          #"{"format": "techdecoupling/1", "entries": [{"id": "e", "states": ["sleeps()"]}]}"#.utf8)
      ),
    ]
    do throws(ReadingError) {
      _ = try ChronicleReader.read(files)
      Issue.record("no error")
    } catch {
      #expect(error.problems.map(\.code) == ["TD104"])
    }
  }

  @Test func `two documents that differ on an entity's profile are told with both places`() {
    func file(_ name: String, _ country: String) -> ChronicleReader.File {
      let json = """
        {"format": "techdecoupling/1",
         "entities": [{"id": "deepseek", "roles": ["Lab"], "country": "\(country)"}]}
        """
      return ChronicleReader.File(name: name, bytes: Array(json.utf8))
    }
    do throws(ReadingError) {
      _ = try ChronicleReader.read([file("a.json", "CN"), file("b.json", "US")])
      Issue.record("no error")
    } catch {
      let text = error.description
      #expect(text.hasPrefix("TD328: 'US' in entity 'deepseek', country, at b.json:2:63 "))
      #expect(text.contains("but 'CN' at a.json:2:15 ($.entities[0])"))
    }
  }
}
