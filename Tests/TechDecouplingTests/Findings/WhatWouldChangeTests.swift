import TechDecoupling
import Testing

/// What makes an atom hold, or cease to.
@Suite struct WhatWouldChangeTests {
  typealias F = FindingsTests
  typealias S = ScenarioTests

  @Test func `A pattern's entry begins on the asked day, as the recorder's word`() async throws {
    let findings = try await F.findings([])
    let answer = try await findings.whatWouldChange(
      S.result, on: S.day, among: [.recording(F.thing(any(), any()))])
    #expect(answer.makesItHold)
    #expect(answer.sets == [[.suppose(S.thing, over: "2026-02-01/..")]])
    #expect(
      "\(answer)" == """
        result(lab) would hold on 2026-02-01 with:
          - suppose thing(lab, maker) over 2026-02-01/..
        """)
    let changed = try await S.chronicle([]).findings(
      under: F.book, supposing: answer.scenarios[0])
    try changed.require(S.result, on: S.day, atLeast: .confirmed)
    try changed.refute(S.result, on: "2026-01-31")
  }

  @Test func `Confirming what is not trusted, and denying what stops it, go together`()
    async throws
  {
    let findings = try await F.findings([S.poor, S.doubted])
    let answer = try await findings.whatWouldChange(
      S.result, on: S.day, among: [.confirmations, .denials])
    #expect(answer.sets == [[.confirm("two"), .deny("doubted")]])
    // Both are needed: one of them alone turns nothing, and was tried.
    #expect(answer.evaluatedCount < 6)
  }

  @Test func `A question that leaves a value open is neither confirmed nor denied`() async throws {
    let open = Entry(
      "open", Statement([F.thing(any(), F.maker)]),
      claims: [Claim(source: "good", stance: .unclear)])
    let findings = try await F.findings([S.poor, open])
    let answer = try await findings.whatWouldChange(
      S.result, on: S.day, among: [.confirmations, .denials])
    #expect(answer.sets == [[.confirm("two")]])
  }

  @Test func `A source that withdraws ends what rests on it alone`() async throws {
    let findings = try await F.findings([S.good])
    let answer = try await findings.whatWouldChange(S.result, on: S.day, among: [.withdrawals])
    #expect(!answer.makesItHold)
    #expect(answer.sets == [[.withdraw("good")]])
    #expect("\(answer)".hasPrefix("result(lab) would not hold on 2026-02-01 with:"))
    let second = F.event("other", S.thing, on: "2026-01-12", by: "fair")
    let two = try await F.findings([S.good, second])
    let both = try await two.whatWouldChange(S.result, on: S.day, among: [.withdrawals])
    #expect(both.sets == [[.withdraw("fair"), .withdraw("good")]])
  }

  @Test func `Rules and parameters may be changed too`() async throws {
    let findings = try await F.findings([S.good])
    let answer = try await findings.whatWouldChange(
      S.result, on: S.day, among: [.change(.removeRule("Result"))])
    #expect(answer.sets == [[.removeRule("Result")]])
  }

  @Test func `Where nothing helps there is no set`() async throws {
    let findings = try await F.findings([])
    let answer = try await findings.whatWouldChange(
      S.result, on: S.day, among: [.recording(F.doubt(any())), .withdrawals])
    #expect(answer.sets == [])
    #expect(
      "\(answer)" == """
        nothing that was asked about makes result(lab) hold on 2026-02-01, nor do up to
          3 changes together
        """)
    #expect(answer.evaluatedCount == 0)
  }

  @Test func `Facts without a record are supposed over`() async throws {
    typealias W = WhyNotTests
    let findings = try await W.findings([W.linked(W.one, W.two)])
    let answer = try await findings.whatWouldChange(
      W.reaches(W.one, W.three), on: S.day,
      among: [.recording(W.linked(any(), any())), .recording(W.linked(W.two, W.three))])
    #expect(
      answer.sets == [
        [.suppose(W.linked(W.one, W.three), over: "2026-02-01/..")],
        [.suppose(W.linked(W.two, W.three), over: "2026-02-01/..")],
      ])
  }

  @Test func `The answer is a table and a document too`() async throws {
    let findings = try await F.findings([S.good])
    let answer = try await findings.whatWouldChange(S.result, on: S.day, among: [.withdrawals])
    #expect(
      answer.markdown == """
        | what makes it cease: result(lab) on 2026-02-01 |
        | --- |
        | 'good' withdraws |
        """)
    #expect(answer.json.contains(#""goal": "cease""#), "\(answer.json)")
  }
}
