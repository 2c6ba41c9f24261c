import Testing

@testable import TechDecoupling

/// Scenarios as JSON, both ways.
@Suite struct ScenarioReadingTests {
  private static func read(_ changes: String) throws -> Scenario {
    try Scenario(
      json: """
        {"format": "techdecoupling-scenario/1", "name": "what if", "changes": [
        \(changes)
        ]}
        """, name: "s.json")
  }

  @Test func `Every kind of change is read as it is written`() throws {
    let entry = Entry(
      "new",
      Event("it happens", on: "2026-03-01", begins: [Access.released(Model("v4"))]),
      claims: [Claim(source: "reuters", isFirstHand: true)], rows: ["F1"], note: "so")
    let own = Entry("own", Statement([Access.released(Model("v5"))], over: "2026-03-01/.."))
    let rules = Access.rulebook.rules.prefix(2).map { Scenario.Change.addRule($0) }
    let changes: [Scenario.Change] = [
      .add(entry), .add(own), .retract("old"), .confirm("a"), .deny("b"), .adopt("c"),
      .withdraw("tass"),
      .addClaim(Claim(source: "ap", stance: .denies, period: "2026/.."), to: "d"),
      .removeClaims(of: "afp", from: "d"), .suppose(Access.released(Model("v6"))),
      .suppose(Access.released(Model("v7")), over: "2026-03-10/.."), .removeRule("Some rule"),
      .set("labs", to: .integer(3)), .set("share", to: .decimal(0.5)),
      .set("since", to: .day("2026-03-01")), .set("name", to: .text("2026-03-01")),
      .set("maker", to: .entity("nvidia")),
    ]
    let scenario = try Scenario("what if", changes + rules, note: "a note")
    let text = try scenario.json
    let read = try Scenario(json: text)
    #expect(read == scenario)
    #expect(try read.json == text)
    #expect(scenario.changes.count == changes.count + rules.count)
  }

  @Test func `A change is known by the place at which it was read`() throws {
    let scenario = try Self.read(#"{"confirm": "nothing"}"#)
    let error = #expect(throws: ScenarioError.self) { try scenario.applied(to: Chronicle()) }
    #expect(
      error?.description
        == "TD802: cannot confirm 'nothing' at s.json:2:1 ($.changes[0]): the record has no entry"
        + " 'nothing'; name an entry of the record")
  }

  @Test func `What does not fit the record is reported at the place at which it was read`() throws {
    let scenario = try Self.read(
      #"{"suppose": "released(v4)"},"# + "\n"
        + #"{"add": {"id": "e", "event": "x", "begins": ["released(v5)"]}}"#)
    let error = #expect(throws: ChronicleError.self) { try scenario.applied(to: Chronicle()) }
    #expect(
      error?.description
        == "TD302: unknown entity 'v5' in entry 'e', begins[0], at s.json:3:1"
        + " ($.changes[1].add.begins[0]); atoms, profiles and sources name entities of the record;"
        + " add the entity")
    let supposed = try Self.read(#"{"suppose": "released(v4)"}"#)
    let other = #expect(throws: ChronicleError.self) { try supposed.applied(to: Chronicle()) }
    #expect(other?.description.contains("at s.json:2:1 ($.changes[0]") == true)
  }

  static let mistakes: [(String, String)] = [
    (
      #"{"confirm": "a"}, {"deny": "a"}"#,
      "TD801: deny 'a' contradicts confirm 'a' at s.json:2:19 ($.changes[1]); the changes of a"
        + " scenario are made together; remove one of them"
    ),
    (
      "{}",
      "TD807: the change says nothing at s.json:2:1 ($.changes[0]); give it one of 'suppose',"
        + " 'confirm', 'deny', 'withdraw', 'adopt', 'add', 'retract', 'claim', 'removeClaimsOf',"
        + " 'rules', 'omit' and 'set'"
    ),
    (
      #"{"confirm": "a", "deny": "b"}"#,
      "TD807: the change has 'confirm' and 'deny' at s.json:2:1 ($.changes[0]); a change is one"
        + " thing, so make it several"
    ),
    (
      #"{"confrim": "a"}"#,
      "TD120: a change has no key 'confrim' at s.json:2:2 ($.changes[0].confrim); did you mean"
        + " 'confirm'?"
    ),
    (
      #"{"confirm": "a", "period": "2026/.."}"#,
      "TD127: a change with 'confirm' takes no 'period' at s.json:2:18 ($.changes[0].period);"
        + " remove it"
    ),
    (
      #"{"set": "labs"}"#,
      "TD121: a change with 'set' lacks the key 'value' at s.json:2:1 ($.changes[0]); add it"
    ),
    (
      #"{"suppose": "relesed(v4)"}"#,
      "TD131: unknown relation 'relesed' at s.json:2:14 ($.changes[0].suppose); did you mean"
        + " 'released'?"
    ),
    (
      #"{"rules": "released(m) :- granted_access(_, m, _, _)."}"#,
      "TD735: in line 1 of the rules at s.json:2:11 ($.changes[0].rules): 'granted_access' has 3"
        + " columns and is given 4 terms; write 'granted_access(c0: Lab, c1: Model, c2: entity)'"
    ),
    (
      #"{"rules": "released(\"v4\")."}"#,
      "TD127: the rules of a scenario takes no 'released(v4)' at s.json:2:11"
        + " ($.changes[0].rules); a fact is a change with 'suppose'"
    ),
    (
      #"{"set": "since", "value": {"day": "2026-02-30"}}"#, "TD40"
    ),
    (
      #"{"set": "since", "value": {}}"#,
      "TD121: a value lacks the key 'day' at s.json:2:27 ($.changes[0].value); add it"
    ),
    (
      #"{"set": "since", "value": null}"#,
      "TD122: found null at s.json:2:27 ($.changes[0].value); write a number, text, or a day or an"
        + " entity in braces"
    ),
  ]

  @Test(arguments: mistakes)
  func `A mistake is reported with its place`(_ changes: String, _ text: String) {
    let error = #expect(throws: ReadingError.self) { try Self.read(changes) }
    let description = error?.description ?? ""
    #expect(description.hasPrefix(text), "\(description)")
  }

  @Test func `A chronicle is no scenario`() {
    let error = #expect(throws: ReadingError.self) {
      try Scenario(json: #"{"format": "techdecoupling/1"}"#, name: "s.json")
    }
    #expect(
      error?.description
        == "TD123: the format is 'techdecoupling/1' at s.json:1:12 ($.format); this version of the"
        + " library reads 'techdecoupling-scenario/1'")
    let list = #expect(throws: ReadingError.self) { try Scenario(json: "[]", name: "s.json") }
    #expect(
      list?.description
        == "TD122: found a list at s.json:1:1 ($); write an object with the key 'format' and a"
        + " scenario's other keys")
  }

  @Test func `The schema file is the one that the reader's tables make`() throws {
    let path = Repository.path("schema/scenario.schema.json")
    let made = Scenario.jsonSchema
    if Repository.isRecording { try FileAccess.write(Array(made.utf8), to: path) }
    #expect(
      String(decoding: try FileAccess.read(path), as: UTF8.self) == made,
      "schema/scenario.schema.json is out of date; write it anew with TECHDECOUPLING_RECORD=1")
  }

  @Test func `The example's scenarios are in canonical form`() throws {
    let vocabulary = try Seeds.all().vocabulary
    let files = try Repository.files(below: "Examples/what-if/scenarios", suffix: ".json")
    #expect(files.count >= 3)
    for file in files {
      let scenario = try Scenario(contentsOf: file, vocabulary: vocabulary)
      #expect(try scenario.json == Repository.text(of: file))
    }
  }
}
