import Testing

@testable import TechDecoupling

@Suite struct TextMemoTests {
  @Test func `a value is found by its text, and the last one kept counts`() {
    var memo = TextMemo<Int>()
    for number in 0..<1_000 { memo.keep(number, for: "a text of some length, number \(number)") }
    for number in 0..<1_000 { memo.keep(-number, for: "a text of some length, number \(number)") }
    for number in 0..<1_000 {
      #expect(memo["a text of some length, number \(number)"] == -number)
    }
    #expect(memo[""] == nil)
    #expect(memo["a text of some length, number 1000"] == nil)
  }

  /// Ids in two spellings are one id, whichever is met first.
  @Test(arguments: [("caf\u{E9}", "cafe\u{301}"), ("cafe\u{301}", "caf\u{E9}")])
  func `two spellings of a source are one`(first: String, second: String) throws {
    let source = Source(id: SourceID(first), name: "a café", reliability: .b)
    var chronicle = try Chronicle(sources: [source])
    for (number, spelling) in [first, second, first, second].enumerated() {
      try chronicle.add(
        Entry(
          EntryID("e\(number)"), Event("something"), claims: [Claim(source: SourceID(spelling))]))
    }
    let entry = Entry(
      "both", Event("something"),
      claims: [
        Claim(source: SourceID(first)),
        Claim(source: SourceID(second), stance: .denies),
      ])
    try chronicle.add(entry)
    let appraiser = Appraiser(chronicle: chronicle, knownBy: nil, policy: .standard)
    var quick = QuickAppraiser(appraiser)
    for entry in chronicle.entries {
      guard case .event(let event) = entry.content else { continue }
      let full = appraiser.appraise(entry)
      #expect(quick.appraise([entry], 0, event) == (full != nil), "\(entry.id)")
      #expect(quick.date == full?.date)
    }
    #expect(chronicle.entryCount == 5)
  }
}
