import TestSupport
import Testing

@testable import TechDecoupling

/// Tables of random cells, read by numbers of columns and by names.
@Suite(.timeLimit(.minutes(60))) struct RandomMappingTests {
  private static func mapping(_ columns: String, _ entities: String, _ entries: String) throws
    -> Mapping
  {
    try Mapping(
      json: """
        {"format": "techdecoupling-mapping/1", "row": "{a} of {b}{{",
         "source": {"id": "s", "name": "S", "reliability": "B", "published": "2026-11"},
         "kinds": [{"name": "U", "fields": [
           {"name": "mass", "states": "mass"},
           {"name": "seat", "states": "seat"}]}],
         "relations": [
           {"name": "mass", "columns": ["U", "decimal"]}, {"name": "seat", "columns": ["U", "Country"]},
           {"name": "likes", "columns": ["entity", "entity"]},
           {"name": "weighs", "columns": ["entity", "decimal", "integer", "day", "text"]}],
         "columns": [\(columns)], "entities": [\(entities)], "entries": [\(entries)]}
        """)
  }

  private static func mappings() throws -> [Mapping] {
    [
      try mapping(
        "", #"{"id": "{a}", "name": "{a}", "aliases": ["{b}", "{a}/{b}"]}"#,
        """
        {"id": "l-{a}-{b}", "states": ["likes({a}, x-{b})", "weighs(x, {b}, {c}, {d}, \\"{d}: {a}\\")"],
         "period": "{d}/.."},
        {"id": "m-{c}", "states": ["likes({c}, {c}-{d}-{c})"], "period": "{d}-01-01/{d}-12-31"}
        """),
      try mapping(
        """
        {"name": "b", "separator": ";", "country": true}, {"name": "seats", "column": "c", "separator": ";"}
        """,
        """
        {"id": "{b}"}, {"id": "u-{a}", "roles": ["U"], "mass": "{d}", "optional": true},
        {"id": "{b}-{seats}", "roles": ["U"], "seat": "{seats}", "mass": "{a}"}
        """,
        """
        {"id": "e-{a}-{b}", "event": "{a}: {b}", "date": "{d}", "begins": ["likes({b}, _)"],
         "ends": ["likes({seats}, x)"], "marks": ["weighs({b}, 1, 2, 2026-01-01, \\"{seats}\\")"]},
        {"id": "f-{d}", "event": "{a}"}
        """),
      try mapping(
        #"{"name": "b", "power": -3, "round": true}, {"name": "c", "power": 2}"#,
        #"{"id": "{a}", "roles": ["Lab"], "country": "{d}", "optional": true}"#,
        """
        {"id": "w-{a}", "states": ["weighs({a}, {b}, {c}, 2026-01-01, \\"\\")", "home-country({a}, {d})"],
         "optional": true}
        """),
    ]
  }

  private static let cells = [
    "", "", "A", "a", "b", "A & B+", "---", "+", "é", "É b", "JP", "Japan", "Germny", "JP; US",
    "x;y;z", "; ;", "x ; y", "\u{A0}x\u{A0};y", "1", "2.0", "1.5", "-0", "1e3", "1e400", ".5",
    "0.1234567", "1042079999999998.4", "2026-02-25", "2026-13-01", "2020", "2020~", "20", "a,b",
    "\"q\"", String(repeating: "long ", count: 40) + "x",
  ]

  @Test func `rows give what they give by names, with every cell read anew`() throws {
    let mappings = try Self.mappings()
    var (taken, left) = (0, 0)
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let mapping = try #require(mappings.randomElement(using: &random))
      // Few different cells, so that much is read again.
      let some = (0..<Int.random(in: 3...12, using: &random)).compactMap { _ in
        Self.cells.randomElement(using: &random)
      }
      let columns = ["a", "b", "c", "d", "e"].shuffled(using: &random)
      let rows =
        [columns]
        + (0..<Int.random(in: 1...30, using: &random)).map { _ in
          columns.map { _ in some.randomElement(using: &random) ?? "" }
        }
      let text = rows.map { row in
        row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
      }.joined()
      let read = try Imports.read(text, by: mapping)
      var naive = NaiveMapping(mapping)
      let expected = naive.read(rows, name: "t.csv")
      #expect(read.report == expected.report, "seed \(seed)")
      #expect(read.document == expected.document, "seed \(seed)")
      #expect(
        read.document.entries.map(\.place) == expected.document.entries.map(\.place),
        "seed \(seed)")
      taken += read.document.entries.count
      left += read.report.leftCount
    }
    #expect(taken > 300 && left > 300, "\(taken) taken, \(left) left")
  }
}
