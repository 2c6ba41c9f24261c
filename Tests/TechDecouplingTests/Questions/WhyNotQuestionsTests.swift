import TechDecoupling
import Testing

/// Why not, and what would change it, on the seeds: question 12, and what falls with Reuters.
@Suite struct WhyNotQuestionsTests {
  static let (v4, nvidia, amd) = (Seeds.v4, Seeds.nvidia, Seeds.amd)
  static let day: Day = "2026-03-01"
  static let blackwell: EntryID = "v4-trained-on-blackwell"

  // MARK: - What would change it

  @Test func `12: what makes training on Blackwell a question, and a dispute`() async throws {
    let findings = try await Seeds.all().findings()
    let chip = Chip("blackwell")
    for pattern in [
      Training.complianceQuestion(Self.v4, chip, any(), any()),
      Training.trainingDisputed(Self.v4, any(), chip),
    ] {
      // Nothing of it holds without a supposition.
      #expect(try findings.atoms(matching: pattern, on: Self.day).isEmpty)
    }
    let controls = ExportControl("us-training-chip-controls")
    let question = try await findings.whatWouldChange(
      Training.complianceQuestion(Self.v4, chip, china, controls), on: Self.day,
      among: [.confirmations])
    #expect(question.sets == [[.confirm(Self.blackwell)]])
    // A dispute needs the claim of Huawei's alone besides.
    let alone = Training.trainedOnlyOn(Self.v4, Chip("ascend"))
    let dispute = try await findings.whatWouldChange(
      Training.trainingDisputed(Self.v4, Chip("ascend"), chip), on: Self.day,
      among: [.confirmations, .recording(Training.trainedOnlyOn(Self.v4, any()))])
    #expect(
      dispute.sets == [
        [.suppose(alone, over: DatePeriod(from: Self.day, to: nil)), .confirm(Self.blackwell)]
      ])
    // What is held follows once it is adopted and its condition is confirmed.
    let follows = Adoption.follows("blackwell-raises-compliance-questions")
    let adopted = try await findings.whatWouldChange(
      follows, on: Self.day,
      among: [
        .change(.confirm(Self.blackwell)), .change(.adopt("blackwell-raises-compliance-questions")),
      ])
    #expect(
      adopted.sets == [
        [.confirm(Self.blackwell), .adopt("blackwell-raises-compliance-questions")]
      ])
  }

  @Test func `If Reuters withdrew, what falls, and what a second root would keep`() async throws {
    let before = try await Seeds.all().findings()
    let day: Day = "2026-02-26"
    let withheld = Access.withheldFrom(Self.v4, Self.nvidia)
    let alone = try await before.whatWouldChange(withheld, on: day, among: [.withdrawals])
    #expect(alone.sets == [[.withdraw("reuters")]])
    let without = try await Seeds.all().findings(
      supposing: Scenario("Reuters withdraws", [.withdraw("reuters")]))
    let fallen = try without.difference(from: before).conclusions.rows
      .filter { $0.change == .ends && $0.days.contains { $0.contains(day) } }.map(\.atom)
    #expect(fallen.contains(withheld))
    #expect(fallen.contains(Access.withheldFrom(Self.v4, Self.amd)))
    func second(_ id: EntryID) -> Scenario.Change {
      .addClaim(
        Claim(
          source: "article-001", reported: "2026-02-26", date: "[..2026-02-25]",
          isFirstHand: true),
        to: id)
    }
    // Each is kept by the root that says the same of its own maker, and by no other.
    let entries: [(EntryID, Chipmaker)] = [
      ("v4-declined-to-nvidia", Self.nvidia), ("v4-declined-to-amd", Self.amd),
    ]
    let roots = entries.map { Candidate.change(second($0.0)) }
    for (id, maker) in entries {
      let kept = try await without.whatWouldChange(
        Access.withheldFrom(Self.v4, maker), on: day, among: roots)
      #expect(kept.sets == [[second(id)]])
    }
  }

  // MARK: - Why not

  @Test func `Why V4 is not withheld from Nvidia once it is released`() async throws {
    let why = try await Seeds.all().findings()
      .whyNot(Access.withheldFrom(Self.v4, Self.nvidia), on: "2026-05-01")
    let first = try #require(why.nearMisses.first)
    #expect(first.missing.map(\.words) == ["released(deepseek-v4)"])
    #expect(first.missing.first?.isException == true)
    #expect(first.missing.first?.proof != nil)
    for line in "\(why)".split(separator: "\n") { #expect(line.utf8.count <= 80, "\(line)") }
  }

  @Test func `The article's examples are those of this file`() async throws {
    let chronicle = try Seeds.all()
    let (v4, nvidia) = (Self.v4, Self.nvidia)
    func print(_ items: Any...) { for item in items { #expect(!"\(item)".isEmpty) } }

    let findings = try await chronicle.findings()
    let why = try findings.whyNot(Access.withheldFrom(v4, nvidia), on: "2026-05-01")
    print(why)
    for miss in why.nearMisses { print(miss.rule, miss.missing.map(\.words)) }

    let answer = try await findings.whatWouldChange(
      Access.withheldFrom(v4, nvidia), on: "2026-02-26",
      among: [.recording(Access.earlyAccess(v4, any())), .withdrawals])
    for scenario in answer.scenarios {
      let changed = try await chronicle.findings(supposing: scenario)
      print(try changed.difference(from: findings).conclusions)
    }

    #expect(answer.scenarios.count == 2)
    let article = try Repository.text(
      of: Repository.path(
        "Sources/TechDecoupling/TechDecoupling.docc/Articles/asking-why-not.md"))
    let own = try Repository.text(
      of: Repository.path("Tests/TechDecouplingTests/Questions/WhyNotQuestionsTests.swift"))
    let blocks = article.split(separator: "```swift\n").dropFirst().compactMap {
      $0.split(separator: "\n```").first
    }
    #expect(blocks.count == 2)
    for line in blocks.joined(separator: "\n").split(separator: "\n") {
      #expect(own.contains("    \(line)\n"), "\(line)")
    }
  }
}
