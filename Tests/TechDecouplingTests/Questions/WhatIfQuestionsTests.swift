import TechDecoupling
import Testing

/// Questions 12 and 38, and what falls with Reuters, by the scenarios of the example.
@Suite struct WhatIfQuestionsTests {
  static let (v4, nvidia, amd) = (Seeds.v4, Seeds.nvidia, Seeds.amd)

  static func supposing(_ name: String) async throws -> (before: Findings, after: Findings) {
    let chronicle = try Seeds.all()
    let scenario = try Scenario(
      contentsOf: Repository.path("Examples/what-if/scenarios/\(name).json"),
      vocabulary: chronicle.vocabulary)
    return (
      try await chronicle.findings(), try await chronicle.findings(supposing: scenario)
    )
  }

  @Test func `12: what would follow if training on Blackwell were confirmed`() async throws {
    let (before, after) = try await Self.supposing("blackwell-confirmed")
    let question = Adoption.follows("blackwell-raises-compliance-questions")
    let day: Day = "2026-03-01"
    try after.require(question, on: day, atLeast: .confirmed)
    // Questions of compliance, the doubt about the control, and no violation.
    let conclusions = try after.difference(from: before).conclusions.rows.map(\.atom)
    #expect(
      conclusions.map(\.relation) == [
        Training.complianceQuestion.signature, Training.controlErodes.signature,
        question.relation,
      ])
    #expect(conclusions.last == question)
    // Nothing of it holds without the supposition.
    #expect(before.scenario.isEmpty)
    #expect(
      try await after.changes(neededFor: question, on: day) == [
        .confirm("v4-trained-on-blackwell"), .adopt("blackwell-raises-compliance-questions"),
      ])
    let training = Training.trainedOn(Self.v4, Chip("blackwell"))
    #expect(try before.verdict(training, on: day).outcome == .doesNotHold)
    try after.require(training, on: day, atLeast: .confirmed)
  }

  @Test func `38: which conclusions stop if Nvidia is granted access on March 10`() async throws {
    let (before, after) = try await Self.supposing("nvidia-granted")
    let difference = try after.difference(from: before)
    try difference.matching(Access.withheldFrom(Self.v4, any())).require(
      """
      | change | atom                               | days                     |
      | ------ | ---------------------------------- | ------------------------ |
      | shifts | withheld-from(deepseek-v4, nvidia) | 2026-03-10 to 2026-04-23 |
      """)
    try difference.matching(Access.cannotPreTune(any(), any(), Self.v4)).require(
      """
      | change | atom                                       | days                     |
      | ------ | ------------------------------------------ | ------------------------ |
      | shifts | cannot-pre-tune(nvidia, cuda, deepseek-v4) | 2026-03-10 to 2026-04-23 |
      """)
    // The day before nothing changes, and AMD's stay.
    try after.require(Access.withheldFrom(Self.v4, Self.nvidia), on: "2026-03-09")
    try after.refute(Access.withheldFrom(Self.v4, Self.nvidia), on: "2026-03-10")
    try after.require(Access.withheldFrom(Self.v4, Self.amd), on: "2026-03-10")
    for row in difference.rows {
      let changes = row.causes.map(\.origin)
      #expect(changes == after.scenario.changes.map { .change($0) }, "\(row)")
    }
    // The earlier report stays on record.
    try after.require(
      Access.declinedAccess(Seeds.deepseek, Self.v4, Self.nvidia.as(Party.self)),
      on: "2026-03-10")
  }

  @Test func `Withholding falls if Reuters withdraws, since there is no other root`() async throws {
    let (before, after) = try await Self.supposing("reuters-withdraws")
    let difference = try after.difference(from: before)
    // Nothing is gained by it but ties that are not cut then.
    let gained = difference.rows.filter { $0.change != .ends && $0.change != .losesCredibility }
    #expect(gained.allSatisfy { $0.atom.relation == Interdependence.index.signature })
    #expect(gained.count < difference.rows.count / 4)
    for maker in [Self.nvidia, Self.amd] {
      let withheld = Access.withheldFrom(Self.v4, maker)
      try before.require(withheld, on: "2026-02-26")
      try after.refute(withheld, on: "2026-02-26")
      #expect(
        difference.rows.filter { $0.atom == withheld }.flatMap(\.causes).map(\.origin)
          == [.change(.withdraw("reuters"))])
    }
    // A second, independent root keeps what it says.
    let second = try Scenario(
      "a second root",
      [
        .addClaim(
          Claim(
            source: "article-001", reported: "2026-02-26", date: "[..2026-02-25]",
            isFirstHand: true),
          to: "v4-declined-to-nvidia")
      ])
    let kept = try await Seeds.all().findings(supposing: after.scenario.merging(second))
    try kept.require(Access.withheldFrom(Self.v4, Self.nvidia), on: "2026-02-26")
    try kept.refute(Access.withheldFrom(Self.v4, Self.amd), on: "2026-02-26")
  }
}
