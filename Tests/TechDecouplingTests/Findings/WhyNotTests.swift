import TechDecoupling
import Testing

/// What an atom lacks that does not hold.
@Suite struct WhyNotTests {
  typealias F = FindingsTests
  typealias S = ScenarioTests

  static func gaps(_ why: WhyNot) -> [WhyNot.Gap] {
    why.nearMisses.first?.missing.flatMap(\.gaps) ?? []
  }

  // MARK: - What the record has instead

  @Test func `Nothing records the premise`() async throws {
    let why = try await F.findings([]).whyNot(S.result, on: S.day)
    #expect(Self.gaps(why) == [.never])
    #expect(
      "\(why)" == """
        result(lab) does not hold on 2026-02-01
          there is no such fact
        rule 'Result', 1 of 2 missing
          + unless doubt(lab)
          - thing(lab, _)
            there is no such fact
        """)
  }

  @Test func `The premise held, but an event ended it`() async throws {
    let why = try await F.findings([S.good, S.ended]).whyNot(S.result, on: S.day)
    #expect(
      Self.gaps(why) == [.until(S.thing, Period.days("2026-01-10", "2026-01-19"), endedBy: "end")])
    #expect(
      "\(why)".contains("thing(lab, maker) held, but until 2026-01-19: entry 'end' ends it"))
  }

  @Test func `The premise holds, but only later`() async throws {
    let why = try await F.findings([S.good]).whyNot(S.result, on: "2026-01-09")
    #expect("\(why)".contains("thing(lab, maker) holds, but only from 2026-01-10"))
  }

  @Test func `What has the premise is below the trusted credibility`() async throws {
    let why = try await F.findings([S.poor]).whyNot(S.result, on: S.day)
    guard case .untrusted(S.thing, entry: "two", .doubtful, _) = Self.gaps(why).first else {
      Issue.record("\(why)")
      return
    }
    #expect("\(why)".contains("but below the trusted credibility:"))
  }

  @Test func `The premise is only conceivable because of its date`() async throws {
    let year = F.event("year", S.thing, on: "2026", by: nil)
    let findings = try await F.findings([year])
    let why = try findings.whyNot(S.result, on: S.day)
    #expect(
      Self.gaps(why)
        == [.conceivable(S.thing, reasons: ["entry 'year': its date is known only as 2026"])])
  }

  @Test func `An exception that holds is proved`() async throws {
    let why = try await F.findings([S.good, S.doubted]).whyNot(S.result, on: S.day)
    let missing = try #require(why.nearMisses.first?.missing)
    #expect(missing.map(\.isException) == [true])
    #expect(missing.first?.proof?.leaves.map(\.atom) == [S.doubt])
    #expect(
      "\(why)" == """
        result(lab) does not hold on 2026-02-01
          result(lab) held, but until 2026-01-19
        rule 'Result', 1 of 2 missing
          + thing(lab, maker)
          ! unless doubt(lab)
            doubt(lab) holds, from 2026-01-20 on
            recorded: doubt(lab) on 2026-02-01, probable, from 2026-01-20 on
              entry doubted: doubted, dated 2026-01-20
              probable: one root graded A
              Good (A) asserts it
        """)
  }

  // MARK: - Conditions

  static let weight = Relation<Lab, Int>("weight")
  static let heavy = Relation<Lab>("heavy")
  static let many = Relation<Lab>("many")
  static let linked = Relation<Lab, Lab>("linked")
  static let reaches = Relation<Lab, Lab>("reaches")
  static let (one, two, three) = (Lab("one"), Lab("two"), Lab("three"))

  static let book = Rulebook("Conditions") {
    Rule("Heavy") { (lab: Variable<Lab>, number: Variable<Int>) in
      heavy(lab).when(weight(lab, number), number >= 10)
    }
    Rule("Many") { (lab: Variable<Lab>, other: Variable<Lab>) in
      many(lab).when(heavy(lab), count(per: other, where: linked(lab, other)) >= 3)
    }
    Rule("Linked") { a, b in reaches(a, b).when(linked(a, b)) }
    Rule("Linked further") { a, b, c in reaches(a, c).when(reaches(a, b), linked(b, c)) }
  }

  static func findings(_ atoms: [Atom]) async throws -> Findings {
    var facts = Facts()
    facts.insert(contentsOf: atoms)
    return try await facts.findings(under: book)
  }

  @Test func `A comparison fails with its values`() async throws {
    let why = try await Self.findings([Self.weight(Self.one, 9)])
      .whyNot(Self.heavy(Self.one), on: S.day)
    #expect(Self.gaps(why) == [.values("9 >= 10 is not so")])
    #expect(why.nearMisses.map { $0.holding.map(\.words) } == [["weight(one, 9)"]])
  }

  @Test func `A comparison waits for a value that nothing gives`() async throws {
    let why = try await Self.findings([Self.weight(Self.two, 9)])
      .whyNot(Self.heavy(Self.one), on: S.day)
    let missing = try #require(why.nearMisses.first?.missing)
    #expect(missing.map(\.state) == [.fails, .waits])
    #expect(missing.map(\.words) == ["weight(one, _)", "_ >= 10"])
  }

  @Test func `An aggregate fails with its total, and a conclusion that fails is opened`()
    async throws
  {
    let why = try await Self.findings([
      Self.linked(Self.one, Self.two), Self.linked(Self.one, Self.three),
      Self.weight(Self.one, 9),
    ]).whyNot(Self.many(Self.one), on: S.day)
    let missing = try #require(why.nearMisses.first?.missing)
    #expect(missing.map(\.words) == ["heavy(one)", "count >= 3"])
    #expect(missing.last?.gaps == [.values("count is 2, not >= 3")])
    let below = try #require(missing.first?.question)
    #expect(why.questions[below].atom == Self.heavy(Self.one))
    #expect(why.questions[below].depth == 1)
    #expect(
      why.questions[below].nearMisses.first?.missing.flatMap(\.gaps)
        == [.values("9 >= 10 is not so")])
  }

  @Test func `Near misses come by what is missing, then by rule and values, three of a rule`()
    async throws
  {
    let labs = (0..<5).map { Lab(EntityID("lab-\($0)")) }
    let why = try await Self.findings(labs.map { Self.linked($0, Self.two) })
      .whyNot(Self.reaches(Self.one, Self.two), on: S.day)
    #expect(
      why.nearMisses.map(\.rule) == [
        "Linked", "Linked further", "Linked further", "Linked further",
      ])
    #expect(
      why.nearMisses.map { $0.missing.map(\.words) } == [
        ["linked(one, two)"], ["reaches(one, lab-0)"], ["reaches(one, lab-1)"],
        ["reaches(one, lab-2)"],
      ])
  }

  @Test func `A question that is open above is not opened again`() async throws {
    let why = try await Self.findings([Self.linked(Self.two, Self.three)])
      .whyNot(Self.reaches(Self.one, Self.three), on: S.day)
    let atoms = why.questions.map(\.atom)
    #expect(Set(atoms).count == atoms.count)
    #expect(atoms.contains(Self.reaches(Self.one, Self.two)))
    #expect(why.questions.allSatisfy { $0.depth <= 4 })
  }

  @Test func `What nothing mentions is asked about, and patterns too`() async throws {
    let findings = try await Self.findings([Self.weight(Self.two, 9)])
    let nobody = try findings.whyNot(Self.heavy(Lab("nobody")), on: S.day)
    #expect(nobody.nearMisses.first?.missing.first?.words == "weight(nobody, _)")
    let anybody = try findings.whyNot(Self.heavy(any()), on: S.day)
    #expect(anybody.nearMisses.first?.holding.map(\.words) == ["weight(two, 9)"])
    #expect(Self.gaps(anybody) == [.values("9 >= 10 is not so")])
  }

  // MARK: - Forms

  @Test func `The answer is a table and a document too`() async throws {
    let why = try await F.findings([]).whyNot(S.result, on: S.day)
    #expect(
      why.markdown == """
        | atom | day | rule | holds | missing |
        | --- | --- | --- | --- | --- |
        | result(lab) | 2026-02-01 | Result | unless doubt(lab) | thing(lab, _) (there is no such fact) |
        """)
    #expect(why.json.contains(#""format": "techdecoupling-why-not/1""#), "\(why.json)")
    #expect(why.json.contains(#""says": "thing(lab, _)""#), "\(why.json)")
  }
}
