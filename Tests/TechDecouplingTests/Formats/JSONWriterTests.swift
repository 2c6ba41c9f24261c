import Testing

@testable import TechDecoupling

@Suite struct JSONWriterTests {
  @Test func `values are laid out two spaces a level, plain lists on one line`() {
    let value: JSONValue = [
      "name": "深度 \"求索\"\n\u{1}", "numbers": [1, -2, 3], "empty": [], "none": [:],
      "inner": [["a": true], ["b": .null], [.decimal(Fixed(millionths: -50_000))]],
    ]
    #expect(
      value.text == """
        {
          "name": "深度 \\"求索\\"\\n\\u0001",
          "numbers": [1, -2, 3],
          "empty": [],
          "none": {},
          "inner": [
            {
              "a": true
            },
            {
              "b": null
            },
            [-0.05]
          ]
        }

        """)
  }

  @Test func `a plain list is broken where it would pass 100 columns`() throws {
    for length in 80...110 {
      let value: JSONValue = ["list": [.string(String(repeating: "é", count: length)), 1], "x": 1]
      let lines = value.text.split(separator: "\n")
      #expect(lines.count == (length + 18 <= 100 ? 4 : 7), "\(length)")
      #expect(length + 18 > 100 || lines.allSatisfy { $0.count <= 100 })
    }
  }
}
