import TechDecoupling
import Testing

@Suite("Exact decimals") struct FixedTests {
  @Test(
    "Literals and text of at most six places are read exactly",
    arguments: [
      (Fixed(5.92), 5_920_000), (Fixed(0.29), 290_000), (-0.000_001, -1), (4800, 4_800_000_000),
      (9_007_199.740_991, 9_007_199_740_991), (0, 0),
    ] as [(Fixed, Int64)])
  func literals(value: Fixed, millionths: Int64) {
    #expect(value.millionths == millionths)
  }

  @Test(
    "Printing is canonical and reads back",
    arguments: [
      "5.92", "-0.5", "0.0", "4800.0", "9223372036854.775807", "-9223372036854.775808", "0.000001",
    ])
  func printing(text: String) throws {
    #expect(try Fixed(parsing: text).description == text)
  }

  @Test(
    "A mistaken text is refused with a code",
    arguments: [
      (
        "5,92",
        "TD241: '5,92' is not a decimal; write digits with a point, as in 5.92"
      ),
      (
        "0.1234567",
        "TD242: '0.1234567' has 7 places, and decimals are exact to six; round it, or give it in a smaller unit"
      ),
      (
        "9223372036854.775808",
        "TD243: '9223372036854.775808' is out of range, and decimals have 64 bits; give it in a larger unit"
      ),
      ("", "TD241: '' is not a decimal; write digits with a point, as in 5.92"),
      ("1.", "TD241: '1.' is not a decimal; write digits with a point, as in 5.92"),
      ("1.2.3", "TD241: '1.2.3' is not a decimal; write digits with a point, as in 5.92"),
    ])
  func mistakes(text: String, expected: String) {
    let error = #expect(throws: NumberProblem.self) { try Fixed(parsing: text) }
    #expect(error?.description == expected)
  }

  @Test("A whole number out of range has no decimal")
  func range() {
    #expect(Fixed(exactly: .max) == nil)
    #expect(Fixed(exactly: -3)?.description == "-3.0")
  }

  @Test("A literal of seven places stops the program")
  func tooManyPlaces() async {
    await #expect(processExitsWith: .failure) { print(Fixed(0.123_456_7)) }
  }
}
