import Testing

@testable import TechDecoupling

/// What is no JSON, or no strict JSON: each mistake with its whole text.
@Suite struct SyntaxErrorTests {
  /// The text of the error that a document gives.
  private func error(_ json: String) -> String { error(Array(json.utf8)) }

  private func error(_ json: [UInt8]) -> String {
    do throws(ReadingError) {
      _ = try Chronicle(json: json, name: "a.json")
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test(arguments: ["", "  \n\t ", "\u{FEFF}"])
  func `an empty file is refused`(json: String) {
    #expect(
      error(json).hasSuffix(
        " ($); it is to be a JSON object with the key 'format'"))
    #expect(error(json).hasPrefix("TD102: the file is empty at a.json:1:1"))
  }

  @Test func `a byte order mark of UTF-8 is skipped`() throws {
    #expect(try Chronicle(json: "\u{FEFF}{\"format\": \"techdecoupling/1\"}").entryCount == 0)
  }

  @Test func `UTF-16 is refused by name`() {
    #expect(
      error([0xFF, 0xFE, 0x7B, 0x00])
        == "TD103: the file is in UTF-16 or UTF-32 at a.json:1:1 ($); save it as UTF-8")
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
    ] as [[UInt8]])
  func `bytes that are no character are refused`(bytes: [UInt8]) {
    let json = Array("{\"format\": \"".utf8) + bytes + Array("\"}".utf8)
    let byte = String(bytes[0], radix: 16, uppercase: true)
    #expect(
      error(json)
        == "TD103: byte 0x\(byte) is not UTF-8 at a.json:1:13 ($); save the file as UTF-8")
  }

  @Test func `what is not JSON is named with its line, column and path`() {
    #expect(
      error("{\"format\": \"techdecoupling/1\",\n \"entries\": [{}, é]}")
        == "TD104: found 'é' where a value is expected at a.json:2:18 ($.entries); "
        + "the rest of the file was not read")
    #expect(
      error("{format: 1}")
        == "TD104: found 'f' where a key in quotes or '}' is expected at a.json:1:2 ($); "
        + "the rest of the file was not read")
    #expect(
      error("{\"format\" 1}")
        == "TD104: found '1' where ':' after the key is expected at a.json:1:11 ($); "
        + "the rest of the file was not read")
    #expect(
      error("[1 2]")
        == "TD104: found '2' where ',' or ']' is expected at a.json:1:4 ($); "
        + "the rest of the file was not read")
    #expect(
      error("{} {}")
        == "TD104: found '{' where the end of the file is expected at a.json:1:4 ($); "
        + "the rest of the file was not read")
  }

  @Test func `a file that ends early says what is missing`() {
    #expect(
      error("{\"entries\": [")
        == "TD104: the file ends where a value is expected at a.json:1:14 ($.entries); "
        + "complete it; a bracket may be missing")
  }

  @Test(arguments: ["[1,]", "{\"a\":1,}", "[[],\n]"])
  func `a trailing comma is refused`(json: String) {
    let column = json.hasPrefix("{") ? 7 : json.hasPrefix("[[") ? 4 : 3
    #expect(
      error(json) == "TD104: a comma stands before a closing bracket at a.json:1:\(column) ($); "
        + "remove it; JSON has no trailing commas")
  }

  @Test func `strings keep to their form`() {
    #expect(
      error("[\"a")
        == "TD105: a string has no closing quote at a.json:1:2 ($); "
        + "close it, and write a quote within it as \\\"")
    #expect(
      error("[\"a\nb\"]")
        == "TD105: a string holds the control character U+000A at a.json:1:4 ($); "
        + "write a line break as \\n and a tab as \\t")
    #expect(
      error(#"["\u12G4"]"#)
        == "TD105: \\u is not followed by four hexadecimal digits at a.json:1:3 ($); "
        + "write the character itself")
    #expect(
      error(#"["\x"]"#)
        == "TD104: found 'x' where one of \" \\ / b f n r t u after a backslash is expected "
        + "at a.json:1:4 ($); the rest of the file was not read")
  }

  @Test(arguments: [#"\ud800"#, #"\udc00"#, #"\ud800\u0041"#, #"\ud800x"#])
  func `half of a surrogate pair is refused`(escape: String) {
    #expect(
      error("[\"\(escape)\"]")
        == "TD105: the escape is half of a surrogate pair at a.json:1:3 ($); "
        + "write both halves, or the character itself")
  }

  @Test(arguments: ["01", "1.", ".5", "1e", "+1", "0x10", "1_000", "-", "1.2.3", "--1"])
  func `numbers keep to JSON's form`(number: String) {
    let code = number.first == "." || number.first == "+" ? "TD104" : "TD106"
    #expect(error("[\(number)]").hasPrefix(code))
    if code == "TD106" {
      #expect(
        error("[\(number)]")
          == "TD106: '\(number)' is no JSON number at a.json:1:2 ($); "
          + "write it as 12, -3 or 5.92, or as text in quotes")
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func `100 MB of open brackets are refused where they are too deep`() {
    for bracket in ["[", "{\"a\":"] {
      let unit = Array(bracket.utf8)
      var bytes = [UInt8](repeating: unit[0], count: 100_000_000)
      if unit.count > 1 {
        for index in bytes.indices { bytes[index] = unit[index % unit.count] }
      }
      let text = error(bytes)
      #expect(text.hasPrefix("TD107: brackets are nested deeper than 128 at a.json:1:"))
      #expect(text.hasSuffix("a chronicle needs eight levels"))
    }
    #expect(
      error(String(repeating: "[", count: 130))
        == "TD107: brackets are nested deeper than 128 at a.json:1:129 "
        + "($[0][0][0][0][0][0][0][0]…[0][0][0][0]); a chronicle needs eight levels")
  }

  @Test func `a file beyond 4 GiB is refused`() {
    let place = Place(file: "a.json", line: 1, column: 1, path: "$")
    #expect(
      ReadingProblem(.syntax(.tooLong), at: place).description
        == "TD108: the file is longer than 4 GiB at a.json:1:1 ($); "
        + "split it; files read together are one record")
  }

  @Test func `a duplicate key is named with the first, and reading goes on`() {
    #expect(
      error("{\"format\": \"techdecoupling/1\",\n \"entries\": [], \"entries\": [],\n \"x\": 1}")
        == """
        TD109: the key 'entries' is given twice at a.json:2:17 ($.entries) \
        (first at a.json:2:2 ($.entries)); an object has each key once; remove one
        TD120: a document has no key 'x' at a.json:3:2 ($.x); its keys are '$schema', 'format', \
        'title', 'kinds', 'relations', 'entities', 'sources' and 'entries'
        """)
  }

  @Test func `a key written with an escape is the same key`() {
    #expect(error(#"{"format": "techdecoupling/1", "\u0066ormat": 1}"#).hasPrefix("TD109"))
  }

  @Test func `a key is found twice among many`() {
    let keys = (0..<40).map { "\"k\($0)\": 1" } + ["\"k7\": 2"]
    #expect(error("{" + keys.joined(separator: ",") + "}").contains("TD109: the key 'k7' is given"))
  }
}
