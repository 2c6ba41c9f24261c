import TestSupport
import Testing

@testable import TemporalDatalog

@Suite(.timeLimit(.minutes(60))) struct PatternTests {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    var text = text
    let compiled = try Pattern.compiled(pattern).get()
    return text.withUTF8 { compiled.matches(UnsafeRawBufferPointer($0)) }
  }

  @Test("Random patterns match what the standard library's expressions match")
  func random() throws {
    for seed in UInt64(0)..<300 {
      var random = RepeatableRandom(seed: seed)
      let pattern = Self.pattern(&random, depth: 1)
      let expected = try Regex(pattern).matchingSemantics(.unicodeScalar)
        .asciiOnlyWordCharacters().wordBoundaryKind(.simple)
      for _ in 0..<20 {
        let text = (0..<random.number(0...5)).map { _ in random.pick(["a", "b", "c", "é", " "]) }
          .joined()
        #expect(
          try matches(pattern, text) == (text.wholeMatch(of: expected) != nil),
          "seed \(seed): '\(pattern)' on '\(text)'")
      }
    }
  }

  private static func pattern(_ random: inout RepeatableRandom, depth: Int) -> String {
    let atoms = ["a", "b", "é", ".", "[ab]", "[^a]", "[a-c]", "\\w", "\\W", "\\s", "\\b"]
    let count = random.number(1...3)
    let parts = (0..<count).map { _ -> String in
      let isGroup = depth > 0 && random.chance(40)
      let atom =
        isGroup ? "(?:\(pattern(&random, depth: depth - 1)))" : random.pick(atoms)
      if atom == "\\b" { return atom }
      return atom + random.pick(["", "", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"])
    }
    let text = parts.joined()
    return depth > 0 && random.chance(25) ? text + "|" + pattern(&random, depth: depth - 1) : text
  }

  @Test(
    "A pattern that cannot be read says why",
    arguments: [
      ("(a", "'(' is not closed by ')' (character 3 of the pattern)"),
      ("a)", "')' closes no group (character 2 of the pattern)"),
      ("*a", "a repetition has nothing to repeat (character 1 of the pattern)"),
      ("a**", "a repetition has nothing to repeat (character 3 of the pattern)"),
      ("a{2,1}", "a repetition ends before it begins (character 7 of the pattern)"),
      ("[a", "'[' is not closed by ']' (character 3 of the pattern)"),
      ("[b-a]", "a range in brackets ends before it begins (character 5 of the pattern)"),
      ("(?=a)", "a pattern cannot look ahead or behind (character 3 of the pattern)"),
      (#"(a)\1"#, "a pattern cannot refer back to a group (character 6 of the pattern)"),
      (#"a\"#, "a backslash ends the pattern (character 3 of the pattern)"),
    ])
  func errors(pattern: String, reason: String) {
    guard case .failure(let error) = Pattern.compiled(pattern) else {
      Issue.record("'\(pattern)' is taken")
      return
    }
    #expect(error.reason == reason)
  }

  @Test("No pattern takes long or deep")
  func hostile() throws {
    let text = String(repeating: "a", count: 20_000)
    #expect(try !matches("(a*)*b", text))
    #expect(try matches("(a|a|aa)*", text))
    for pattern in [
      String(repeating: "(", count: 65_536), String(repeating: "[", count: 65_536),
      String(repeating: "(a{1000}){1000}", count: 9), "((((a{9}){9}){9}){9}){9}",
    ] {
      guard case .failure = Pattern.compiled(pattern) else {
        Issue.record("'\(pattern.prefix(20))' is taken")
        continue
      }
    }
    #expect(try matches(String(repeating: "a|", count: 3_000) + "b", "b"))
  }
}
