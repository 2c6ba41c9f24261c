import Testing

@testable import TechDecoupling

/// Facts are drawn as columns of days, and weighed without reasons; both are held to the builder
/// that works out every support.
@Suite(.timeLimit(.minutes(60))) struct DrawnFactsTests {
  @Test func `drawn facts are those that are built with all their supports`() throws {
    var taken = 0
    for seed in 1...400 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      guard let chronicle = Self.chronicle(&random) else { continue }
      taken += 1
      for level in Credibility.allCases {
        let viewpoint = Viewpoint(
          knownBy: random.chance(30) ? random.day() : nil, trusting: level)
        try Self.compare(chronicle, viewpoint, "seed \(seed), \(level)")
      }
    }
    #expect(taken >= 200)
  }

  @Test func `a weighing without reasons is the full one`() throws {
    for seed in 1...400 as ClosedRange<UInt64> {
      var random = RandomRecord(seed: seed)
      guard let chronicle = Self.chronicle(&random) else { continue }
      let appraiser = Appraiser(
        chronicle: chronicle, knownBy: random.chance(50) ? random.day() : nil, policy: .standard)
      var quick = QuickAppraiser(appraiser)
      for entry in chronicle.entries {
        let full = appraiser.appraise(entry)
        let isKnown =
          switch entry.content {
          case .event(let event): quick.appraise([entry], 0, event)
          case .statement(let statement): quick.appraise([entry], 0, statement)
          }
        #expect(isKnown == (full != nil), "seed \(seed), \(entry.id)")
        guard let full else { continue }
        let weights = full.appraisals.map { appraisal in
          entry.isOwnWord
            ? EffectWeight.ownWord
            : EffectWeight(
              asserted: EffectWeight.byte(appraisal.credibility),
              unclear: EffectWeight.byte(appraisal.unclearCredibility))
        }
        #expect(quick.weights == weights, "seed \(seed), \(entry.id)")
        #expect(quick.date == full.date, "seed \(seed), \(entry.id)")
        #expect(quick.period == full.period, "seed \(seed), \(entry.id)")
        #expect(quick.isOpenQuestion == full.isOpenQuestion, "seed \(seed), \(entry.id)")
      }
    }
  }

  @Test func `removed and replaced entries are found no more`() throws {
    var random = RandomRecord(seed: 1)
    var chronicle = try Chronicle(
      entries: (0..<3_000).map { Entry(EntryID("e\($0)"), Event("first")) })
    var ids = Set(chronicle.entries.map(\.id))
    for _ in 0..<2_000 {
      let id = EntryID("e\(random.below(3_000))")
      switch random.below(3) {
      case 0: #expect((chronicle.remove(entry: id) != nil) == (ids.remove(id) != nil))
      case 1:
        try chronicle.replace(Entry(id, Event("second")))
        ids.insert(id)
      default: #expect((chronicle[id] != nil) == ids.contains(id))
      }
    }
    #expect(chronicle.entryCount == ids.count)
    #expect(chronicle.entries.map(\.id) == ids.sorted())
    #expect(chronicle.entries.allSatisfy { chronicle[$0.id] == $0 })
  }

  // MARK: - Comparing

  private static func compare(
    _ chronicle: Chronicle, _ viewpoint: Viewpoint, _ comment: Comment
  ) throws {
    let drawn = try chronicle.facts(from: viewpoint)
    // What is adopted is built with all its supports; nothing has this id.
    let built = try chronicle.facts(from: viewpoint, adopting: ["no such entry"])
    #expect(built.drawn == nil)
    #expect(drawn.rows == built.rows, comment)
    #expect(drawn.setAside == built.setAside, comment)
    #expect(drawn.conflicts == built.conflicts, comment)
    #expect(drawn.openQuestions == built.openQuestions, comment)
    #expect(drawn.held == built.held, comment)
    #expect(drawn == built, comment)
    for fact in built.rows { #expect(drawn[fact.atom] == fact, comment) }
    for (atom, supports) in built.setAside { #expect(drawn.setAside(atom) == supports, comment) }
    guard let columns = drawn.drawn else { return }
    let horizon = Days(Horizon.standard.from.number, Horizon.standard.until.number)
    for (row, fact) in built.rows.enumerated() where fact.rivals.isEmpty {
      let days = columns.days(ofRow: row)
      #expect(days.certain.compactMap { $0.period(in: horizon) } == fact.certain, comment)
      #expect(days.conceivable.compactMap { $0.period(in: horizon) } == fact.conceivable, comment)
    }
  }

  /// A record whose claims take every stance, some of an agency on a control that it issued; entries
  /// that are at odds with themselves are left out.
  private static func chronicle(_ random: inout RandomRecord) -> Chronicle? {
    var document = random.document(entries: 0..<12)
    document.entities.append(EntityRecord(id: "bis", roles: ["Agency"]))
    document.entities.append(
      EntityRecord(
        id: "rule", roles: ["ExportControl"], profile: ["authority": [.entity("bis")]]))
    document.sources.append(Source(id: "notice", reliability: .a, entity: "bis"))
    for id in ["y", "z"] { document.sources.append(random.source(id)) }
    let entries = document.entries
    document.entries = []
    var made = try? Chronicle(joining: [document])
    for entry in entries { try? made?.add(entry) }
    for number in 0..<8 { try? made?.add(told(number, &random)) }
    return made
  }

  private static func told(_ number: Int, _ random: inout RandomRecord) -> Entry {
    let atom = ExportControls.suspended(ExportControl("rule"))
    let home = Profile.homeCountry(
      Party(EntityID(random.any(RandomRecord.labs))), random.any(["CN", "US"] as [Country]))
    let claims = (0..<random.below(4)).map { _ in
      let relays = random.list(upTo: 1) { Relay(SourceID($0.any(["y", "z"]))) }
      return Claim(
        source: SourceID(random.any(["notice", "y", "z", "x"])),
        stance: random.any(Claim.Stance.allCases), relays: relays,
        reported: random.maybe { $0.date() }, date: random.maybe { $0.date() },
        isFirstHand: relays.isEmpty && random.chance(50))
    }
    return Entry(
      EntryID("a\(number)"),
      Event(
        "as told", on: random.maybe { $0.date() }, begins: random.chance(50) ? [atom] : [home],
        marks: random.chance(20) ? [atom] : []),
      claims: claims, isOwnWord: random.chance(20))
  }
}
