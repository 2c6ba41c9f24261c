import TechDecoupling
import Testing

@Suite("Facts")
struct FactsTests {
  private let wears = RecordWords.wears
  private let lab = RecordWords.lab

  // MARK: - One-of

  @Test("A value of a one-of relation is certain only where no other is conceivable")
  func oneOf() throws {
    let (red, blue) = (wears(lab, "red"), wears(lab, "blue"))
    let facts = try RecordWords.facts([
      Entry("a", Statement([red], over: "2024-01-01/2025-12-31")),
      Entry("b", Statement([blue], over: "2025-06/2026-12-31"), claims: [.own("b1")]),
    ])
    #expect(facts[red]?.certain == [.days("2024-01-01", "2025-05-31")].compactMap { $0 })
    #expect(facts[blue]?.certain == [.days("2026-01-01", "2026-12-31")].compactMap { $0 })
    #expect(facts[red]?.rivals.map(\.atom) == [blue])
    #expect(facts[red]?.conceivable == [.days("2024-01-01", "2025-12-31")].compactMap { $0 })
  }

  @Test("A mark of a one-of relation is not certain where another value may hold")
  func oneOfMarks() throws {
    let (red, blue) = (wears(lab, "red"), wears(lab, "blue"))
    let mark = RecordWords.event("mark", on: "2026-02", begins: [], marks: [red])
    #expect(try RecordWords.facts([mark])[red]?.marks.count == 1)
    let facts = try RecordWords.facts([
      mark, Entry("blue", Statement([blue], over: "2026-02-20/2026-03-05"), claims: [.own("b1")]),
    ])
    #expect(facts[red]?.marks == [])
    #expect(facts[blue]?.certain == [.days("2026-03-01", "2026-03-05")].compactMap { $0 })
  }

  @Test("Ends reach atoms by whichever id they were written")
  func identityAndWildcards() throws {
    let facts = try RecordWords.facts([
      Entry("same", Statement([Profile.sameAs(Party("other"), Party("lab"))])),
      RecordWords.event(
        "a", on: "2026-01-01",
        begins: [RecordWords.funds(RecordWords.agency, RecordWords.other)]),
      RecordWords.event(
        "b", on: "2026-02-01", begins: [], ends: [RecordWords.funds(any(), RecordWords.lab)]),
    ])
    let fact = facts[RecordWords.funds(RecordWords.agency, RecordWords.other)]
    #expect(fact?.certain == [.days("2026-01-01", "2026-01-31")].compactMap { $0 })
  }

  @Test("Two values that would be certain are a conflict, the better credited first")
  func conflict() throws {
    let (red, blue) = (wears(lab, "red"), wears(lab, "blue"))
    let entries = [
      Entry("a", Statement([red]), claims: [.own("c1")]),
      Entry("b", Statement([blue], over: "2025-01-01/2025-12-31"), claims: [.own("b1")]),
    ]
    let facts = try RecordWords.facts(entries)
    #expect(facts.conflicts.map(\.kind) == [.values])
    #expect(facts.conflicts.first?.atoms == [blue, red])
    #expect(facts.conflicts.first?.days == [.days("2025-01-01", "2025-12-31")].compactMap { $0 })
    // Where the lesser is not trusted there is none.
    let probable = try RecordWords.facts(entries, trusting: .probable)
    #expect(probable.conflicts.isEmpty)
    #expect(probable[blue]?.certain.isEmpty == false)
  }

  @Test("A profile enters as the recorder's own word, which a source may contradict")
  func profile() throws {
    var chronicle = try Chronicle(
      entities: [Lab("deepseek", country: "CN"), Model("v4", lab: "deepseek")],
      sources: RecordWords.sources)
    let home = Profile.homeCountry(Party("deepseek"), Country("CN"))
    let facts = try chronicle.facts(from: Viewpoint(trusting: .confirmed))
    #expect(facts[home]?.certain == [.always])
    #expect(facts[home]?.supports.map(\.role) == [.profile])
    #expect(facts[Profile.develops(Lab("deepseek"), Model("v4"))] != nil)
    try chronicle.add(
      Entry(
        "usa", Statement([Profile.homeCountry(Party("deepseek"), Country("US"))]),
        claims: [.own("c1")]))
    let contested = try chronicle.facts()
    #expect(contested[home]?.certain == [])
    #expect(contested.conflicts.first?.atoms.first == home)
  }

  // MARK: - Identity

  @Test("Ids that are one are read as the least, where that is certain at the level")
  func identity() throws {
    let entries = [
      Entry(
        "same", Statement([Profile.sameAs(Party("other"), Party("lab"))]), claims: [.own("c1")]),
      Entry("more", Statement([Profile.sameAs(Party("third"), Party("other"))])),
      Entry("a", Event("a", on: "2026-01-01", begins: [RecordWords.holds(RecordWords.other)])),
      Entry("b", Event("b", on: "2026-02-01", ends: [RecordWords.holds(RecordWords.lab)])),
    ]
    let facts = try RecordWords.facts(entries)
    #expect(facts.identities == ["other": "lab", "third": "lab"])
    #expect(facts.identityRows.count == 2)
    let fact = try #require(facts[RecordWords.holds(RecordWords.other)])
    #expect(fact.atom == RecordWords.holds(RecordWords.lab))
    #expect(fact.certain == [.days("2026-01-01", "2026-01-31")].compactMap { $0 })
    #expect(fact.supports.first?.writtenAs == RecordWords.holds(RecordWords.other))
    let probable = try RecordWords.facts(entries, trusting: .probable)
    #expect(probable.identities == ["third": "other"])
    #expect(probable[RecordWords.holds(RecordWords.other)]?.certain.first?.until == nil)
  }

  @Test("That two ids are one is conceivable where it is unclear, and joins nothing")
  func unclearIdentity() throws {
    let same = Profile.sameAs(Party("lab"), Party("other"))
    let facts = try RecordWords.facts([
      Entry("same", Statement([same]), claims: [.own("b1", .unclear)])
    ])
    #expect(facts.identities.isEmpty)
    #expect(facts[same]?.certain == [])
    #expect(facts[same]?.conceivable == [.always])
    #expect(facts.openQuestions(matching: same).map(\.entry) == ["same"])
  }

  @Test("A supposition that two ids are one joins them at every level, once it is adopted")
  func supposedIdentity() throws {
    let same = Profile.sameAs(Party("lab"), Party("other"))
    let chronicle = try RecordWords.chronicle([
      Entry(
        "same", Statement([same], holding: Holding(holder: "an analyst")), claims: [.own("d1")])
    ])
    #expect(try chronicle.facts().identities.isEmpty)
    let facts = try chronicle.facts(
      from: Viewpoint(trusting: .confirmed), adopting: ["same"])
    #expect(facts.identities == ["other": "lab"])
    #expect(facts[same]?.supports.map(\.role) == [.supposition])
  }

  @Test("Ids read as one in an entry that begins and ends: the begin wins")
  func identityWithin() throws {
    let facts = try RecordWords.facts([
      Entry("same", Statement([Profile.sameAs(Party("other"), Party("lab"))])),
      Entry(
        "a",
        Event(
          "a", on: "2026-01", begins: [RecordWords.holds(RecordWords.other)],
          ends: [RecordWords.holds(RecordWords.lab)])),
    ])
    #expect(
      facts[RecordWords.holds(RecordWords.lab)]?.certain
        == [.days("2026-01-31", nil)].compactMap { $0 })
  }

  @Test("A long chain of ids is one class", .timeLimit(.minutes(60)))
  func longChain() throws {
    let count = 5_000
    let labs = (0..<count).map { Lab(EntityID("lab-\(9_000_000 - $0)")) }
    let entries = (1..<count).map { number in
      Entry(
        EntryID("same-\(number)"),
        Statement([Profile.sameAs(Party(labs[number - 1].id), Party(labs[number].id))]))
    }
    let facts = try Chronicle(entities: labs, entries: entries).facts()
    #expect(Set(facts.identities.values) == [labs[count - 1].id])
    #expect(facts.identities.count == count - 1)
  }

  // MARK: - Open questions, denials, held statements

  @Test("A Statement whose claims are all unclear or declines is an open question")
  func openQuestions() throws {
    let asked = RecordWords.funds(RecordWords.agency, RecordWords.lab)
    let facts = try RecordWords.facts([
      Entry(
        "unclear", Statement([asked], over: "2025-01-01/2025-12-31"),
        claims: [.own("b1", .unclear), .own("c1", .declines)]),
      Entry(
        "refused", Statement([RecordWords.holds(RecordWords.lab)]), claims: [.own("b1", .declines)]),
      Entry("who", Statement([wears(lab, any())]), claims: [.own("b1", .unclear)]),
      Entry(
        "answered", Statement([RecordWords.holds(RecordWords.other)]),
        claims: [.own("b1", .unclear), .own("c1")]),
    ])
    #expect(facts.openQuestions.map(\.entry) == ["refused", "unclear", "who"])
    #expect(facts[asked]?.certain == [])
    #expect(facts[asked]?.conceivable == [.days("2025-01-01", "2025-12-31")].compactMap { $0 })
    #expect(facts[RecordWords.holds(RecordWords.lab)] == nil)
    #expect(facts.refusals(on: RecordWords.holds(RecordWords.lab)).map(\.source) == ["b1"])
    #expect(facts.openQuestions(matching: wears(lab, "red")).map(\.entry) == ["who"])
    #expect(facts.rows.contains { $0.atom.relation.name == "wears" } == false)
  }

  @Test("A question that is answered later is open as known before")
  func knownQuestion() throws {
    let entry = Entry(
      "asked", Statement([RecordWords.holds(RecordWords.lab)]),
      claims: [.own("b1", .unclear, reported: "2026-02-01"), .own("b1", reported: "2026-02-10")])
    #expect(try RecordWords.facts([entry], knownBy: "2026-02-05").openQuestions.count == 1)
    #expect(try RecordWords.facts([entry]).openQuestions.isEmpty)
  }

  @Test("A denial makes no fact and is shown")
  func denial() throws {
    let atom = RecordWords.holds(RecordWords.lab)
    let facts = try RecordWords.facts(
      [
        RecordWords.event(claims: [.own("b1"), .own("b2", .denies)])
      ], trusting: .probable)
    #expect(facts[atom] == nil)
    #expect(facts.denials(of: atom).map(\.source) == ["b2"])
    #expect(
      facts.setAside(atom).first?.appraisal.reason == "one root graded B, denied by one graded B")
  }

  @Test("A held statement is no fact until it is adopted")
  func held() throws {
    let atom = RecordWords.holds(RecordWords.lab)
    let chronicle = try RecordWords.chronicle([
      Entry(
        "opinion",
        Statement(
          [atom], over: "2026-01-01/..",
          holding: Holding(holder: "an observer", likelihood: "likely")),
        claims: [.own("c1")]),
      Entry(
        "conditional",
        Statement(
          [RecordWords.holds(RecordWords.other)], holding: Holding(holder: "another", given: [atom])
        ),
        claims: [.own("c1")]),
    ])
    let facts = try chronicle.facts()
    #expect(facts.rows.isEmpty)
    #expect(facts.held.map(\.entry) == ["conditional", "opinion"])
    let adopted = try chronicle.facts(
      from: Viewpoint(trusting: .confirmed), adopting: ["opinion", "conditional"])
    #expect(adopted[atom]?.supports.map(\.role) == [.supposition])
    #expect(adopted[atom]?.certain == [.days("2026-01-01", nil)].compactMap { $0 })
    // What is held given something else is a rule, not a fact.
    #expect(adopted[RecordWords.holds(RecordWords.other)] == nil)
    #expect(adopted.held.map(\.isAdopted) == [true, true])
  }

  @Test("Nothing of an entry is there before any of its claims is known")
  func unknownEntry() throws {
    let entry = RecordWords.event(claims: [.own("b1", reported: "2026-02-25")])
    let facts = try RecordWords.facts([entry], knownBy: "2026-02-24")
    #expect(facts.rows.isEmpty)
    #expect(facts.setAside.isEmpty)
  }

  // MARK: - Bulk

  @Test("Facts can be loaded without a chronicle")
  func bulk() {
    let edge = Relation<Int, Int>("edge")
    var facts = Facts()
    facts.insert(edge(1, 2))
    facts.insert(edge(2, 3), over: .days("2026-01-01", "2026-01-05")!)
    facts.insert(edge(2, 3), over: .days("2026-01-06", "2026-01-09")!)
    facts.insert(edge, columns: [3, 4], [4, 5])
    #expect(facts[edge(1, 2)]?.certain == [.always])
    #expect(facts[edge(2, 3)]?.certain == [.days("2026-01-01", "2026-01-09")].compactMap { $0 })
    #expect(facts.tables.first?.count == 2)
    #expect(facts.tables.first?[0, 1] == .integer(4))
  }

  @Test("What is no fact is left out and said so")
  func noFacts() {
    let edge = Relation<Int, Int>("edge")
    var facts = Facts()
    let refused = facts.insert(edge(1, any()))
    #expect(!refused)
    let short = Atom(relation: edge.signature, arguments: [.value(.integer(1))])
    let wrong = Atom(
      relation: edge.signature, arguments: [.value(.integer(1)), .value(.text("2"))])
    let counts = [
      facts.insert(contentsOf: [short]), facts.insert(contentsOf: [wrong, edge(1, 2)]),
    ]
    #expect(counts == [0, 1])
    let isTaken = facts.insert(edge, columns: [1, 2], [3])
    #expect(!isTaken)
    #expect(facts.rows.map(\.atom) == [edge(1, 2)])
    #expect(facts.tables.isEmpty)
  }

  // MARK: - Size

  @Test(
    "A hundred thousand entries are joined and read", .timeLimit(.minutes(60)))
  func size() throws {
    #if DEBUG
      let count = 5_000
    #else
      let count = 100_000
    #endif
    let labs = (0..<(count / 10)).map { Lab(EntityID("lab-\($0)"), country: "CN") }
    let entries = (0..<count).map { number in
      RecordWords.event(
        EntryID("entry-\(number)"), on: "2026-02",
        begins: [RecordWords.holds(labs[number % labs.count])],
        ends: number % 100 == 0 ? [RecordWords.funds(RecordWords.agency, any())] : [],
        claims: [.own("b1"), .relay("c1", "a1"), .own("b2", .declines)])
    }
    var chronicle = try Chronicle(
      entities: labs + [RecordWords.agency], sources: RecordWords.sources, entries: entries)
    for number in 0..<1_000 {
      try chronicle.add(
        RecordWords.event(EntryID("added-\(number)"), begins: [RecordWords.holds(labs[0])]))
    }
    let facts = try chronicle.facts()
    #expect(facts.rows.count == 2 * labs.count)
  }
}
