import TechDecoupling
import Testing

@Suite("Credibility of an effect")
struct CredibilityTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var claims: [Claim]
    var expected: Credibility?
    var testDescription: String

    init(_ name: String, _ claims: [Claim], _ expected: Credibility?) {
      (testDescription, self.claims, self.expected) = (name, claims, expected)
    }
  }

  @Test(
    "Roots and their grades make the level",
    arguments: [
      Case("one A", [.own("a1")], .probable), Case("one B", [.own("b1")], .probable),
      Case("one C", [.own("c1")], .possible), Case("one D", [.own("d1")], .doubtful),
      Case("one E", [.own("e1")], .doubtful), Case("one F", [.own("f1")], .notJudged),
      Case("two F", [.own("f1"), .own("f2")], .notJudged),
      Case("F beside E", [.own("f1"), .own("e1")], .doubtful),
      Case("two C", [.own("c1"), .own("c2")], .confirmed),
      Case("A and C", [.own("a1"), .own("c2")], .confirmed),
      Case("B and D", [.own("b1"), .own("d1")], .probable),
      Case("two D", [.own("d1"), .own("d2")], .doubtful),
      Case("an interested B", [.own("interested")], .doubtful),
      Case("nobody", [.own("b1", .declines)], nil),
      Case("only a denial", [.own("b1", .denies)], nil),
      Case("declining weighs nothing", [.own("b1"), .own("a1", .declines)], .probable),
    ])
  func roots(_ example: Case) throws {
    #expect(try RecordWords.credibility(example.claims) == example.expected)
  }

  @Test(
    "A denial by a root as good lowers, a better one makes it improbable",
    arguments: [
      Case("B denied by B", [.own("b1"), .own("b2", .denies)], .possible),
      Case("B denied by C", [.own("b1"), .own("c1", .denies)], .probable),
      Case("B denied by A", [.own("b1"), .own("a1", .denies)], .improbable),
      Case("C denied by C", [.own("c1"), .own("c2", .denies)], .doubtful),
      Case("D denied by D", [.own("d1"), .own("d2", .denies)], .improbable),
      Case("two B denied by B", [.own("b1"), .own("b2"), .own("b3", .denies)], .probable),
      Case("two B denied by A", [.own("b1"), .own("b2"), .own("a1", .denies)], .improbable),
      Case(
        "two denials lower once", [.own("b1"), .own("b2", .denies), .own("b3", .denies)], .possible),
      Case("F denied by F", [.own("f1"), .own("f2", .denies)], .notJudged),
      Case("a denial never raises", [.own("f1"), .own("a1", .denies)], .notJudged),
      Case("an interested denial is D", [.own("c1"), .own("interested", .denies)], .possible),
    ])
  func denials(_ example: Case) throws {
    #expect(try RecordWords.credibility(example.claims) == example.expected)
  }

  @Test("What is only judged by F stands below improbable")
  func notJudged() {
    #expect(Credibility.notJudged < .improbable)
    #expect(
      Credibility.allCases.sorted() == [
        .notJudged, .improbable, .doubtful, .possible, .probable, .confirmed,
      ])
  }

  @Test("An interested speaker makes a claim D at best, and no better than its source")
  func interestedSpeaker() throws {
    var claim = Claim.own("b1")
    claim.attribution = Attribution(speaker: "an official", isInterested: true)
    #expect(try RecordWords.credibility([claim]) == .doubtful)
    claim.source = "f1"
    #expect(try RecordWords.credibility([claim]) == .notJudged)
  }

  @Test("The acting authority's own record confirms: the agency itself, or who issued the control")
  func authority() throws {
    let rule = ExportControl("rule", authority: "agency")
    let restricts = Relation<ExportControl, Chip>("limits")
    let register = Source(id: "register", reliability: .a, entity: "agency")
    let claim = Claim(source: "register")
    for atom in [
      restricts(rule, Chip("chip")), RecordWords.funds(RecordWords.agency, RecordWords.lab),
    ] {
      let entry = Entry("act", Event("acts", on: "2026", begins: [atom]), claims: [claim])
      let chronicle = try Chronicle(
        entities: RecordWords.entities + [rule], sources: [register], entries: [entry])
      let support = try #require(try chronicle.facts()[atom]?.supports.first)
      #expect(support.credibility == .confirmed)
      #expect(support.appraisal.reason == "the acting authority's own record")
    }
    // On something else the agency is a source like others; its claim is of unstated origin.
    let entry = RecordWords.event(claims: [claim])
    let chronicle = try Chronicle(
      entities: RecordWords.entities, sources: [register], entries: [entry])
    #expect(
      try chronicle.facts()[RecordWords.holds(RecordWords.lab)]?.supports.first?.credibility
        == .probable)
  }

  @Test("The credibility of each effect rests on the claims that cover it")
  func perEffect() throws {
    let (first, second) = (RecordWords.holds(RecordWords.lab), RecordWords.holds(RecordWords.other))
    let entry = RecordWords.event(
      begins: [first, second],
      claims: [.own("b1", effects: [first]), .own("c1")])
    let facts = try RecordWords.facts([entry], trusting: .probable)
    #expect(facts[first]?.supports.first?.credibility == .confirmed)
    #expect(facts[second] == nil)
    #expect(facts.setAside(second).first?.credibility == .possible)
  }

  @Test("The recorder's own word is taken at every level and always known")
  func ownWord() throws {
    let facts = try RecordWords.facts(
      [RecordWords.event()], knownBy: "1950-01-01", trusting: .confirmed)
    let support = try #require(facts[RecordWords.holds(RecordWords.lab)]?.supports.first)
    #expect(support.isOwnWord)
    #expect(support.credibility == nil)
  }

  @Test("The policy prints itself")
  func printedPolicy() {
    #expect(
      CredibilityPolicy.standard.description == """
        confirmed: 2 asserting roots graded C or better; the acting authority's own record
        probable: one root graded A or B
        possible: one root graded C
        doubtful: one root graded D or E
        improbable: denied by a better root
        not judged: only roots graded F
        a denial by a root as good as the best that asserts lowers by 1 level
        an interested speaker or source is graded D at best
        """)
  }

  @Test("Another policy judges the same record otherwise")
  func otherPolicy() throws {
    var policy = CredibilityPolicy.standard
    policy.corroboratingRootCount = 3
    policy.credibilityByGrade[.b] = .possible
    let chronicle = try RecordWords.chronicle([RecordWords.event(claims: [.own("b1"), .own("b2")])])
    let support = try chronicle.facts(from: Viewpoint(policy: policy))[
      RecordWords.holds(RecordWords.lab)]?
      .supports.first
    #expect(support?.credibility == .possible)
  }

  @Test("Levels at which facts differ are those above a level that is present")
  func unclear() throws {
    let entry = RecordWords.event(claims: [.own("b1", .unclear), .own("c1")])
    let atom = RecordWords.holds(RecordWords.lab)
    let possible = try RecordWords.facts([entry], trusting: .possible)[atom]
    #expect(possible?.certain.isEmpty == false)
    let probable = try #require(try RecordWords.facts([entry], trusting: .probable)[atom])
    #expect(probable.certain.isEmpty)
    #expect(probable.conceivable == [.days("2026-02-01", nil)].compactMap { $0 })
    #expect(probable.supports.first?.isUnclear == true)
    #expect(try RecordWords.facts([entry], trusting: .confirmed)[atom] == nil)
  }
}
