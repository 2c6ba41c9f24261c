import Foundation
import TechDecoupling
import TestSupport
import Testing

@Suite("Chronicle", .timeLimit(.minutes(60)))
struct ChronicleTests {
  private let atom = RecordWords.holds(RecordWords.lab)

  // MARK: - Merging

  @Test("Documents joined in any order are one record")
  func order() throws {
    var random = RepeatableRandom(seed: 11)
    for _ in 0..<40 {
      let documents = (0..<4).map { Self.document($0, &random) }
      let first = try Chronicle(joining: documents)
      for _ in 0..<4 {
        let shuffled = try Chronicle(joining: documents.shuffled(using: &random))
        #expect(shuffled == first)
        #expect(try shuffled.facts() == first.facts())
      }
      var oneByOne = Chronicle()
      for document in documents {
        oneByOne = try oneByOne.merging(Chronicle(joining: [documents[0], document]))
      }
      #expect(oneByOne == first)
      #expect(try Chronicle(joining: [first.document]) == first)
      #expect(try first.merging(first) == first)
    }
  }

  /// A document that can stand beside the first one.
  private static func document(_ number: Int, _ random: inout RepeatableRandom) -> Document {
    var document = Document()
    if number == 0 {
      document.entities = RecordWords.entities.map { EntityRecord($0) }
      document.sources = RecordWords.sources
    }
    let names = ["Lab One", "The Lab", "实验室", "lab"]
    document.entities.append(
      EntityRecord(
        id: "lab", roles: random.chance(50) ? ["Lab"] : ["CloudProvider"], name: random.pick(names),
        aliases: [random.pick(names)],
        profile: random.chance(50) ? ["country": [.entity("CN")]] : [:]))
    document.sources.append(
      Source(
        id: "b1", name: random.chance(50) ? "Paper" : nil, reliability: .b,
        published: random.chance(50) ? "2026" : nil))
    let titles = ["it happens", "it came about", "so it was"]
    for id in ["one", "two", "three"] as [EntryID] where random.chance(70) {
      var claims: [Claim] = []
      for _ in 0..<random.number(0...2) {
        claims.append(
          .own(
            random.pick(["b1", "b2", "c1"]), random.pick([.asserts, .denies, .unclear]),
            reported: random.chance(50) ? "2026-02-01" : nil,
            date: random.chance(30) ? "2026-01" : nil))
      }
      var entry = RecordWords.event(
        id, on: claims.contains { $0.date == nil } ? "2026-01-05" : nil, claims: claims)
      if claims.isEmpty, case .event(var event) = entry.content {
        event.date = "2026-01-07"
        entry.content = .event(event)
      }
      if case .event(var event) = entry.content {
        event.title = random.pick(titles)
        event.begins = [RecordWords.holds(RecordWords.other), RecordWords.holds(RecordWords.lab)]
        event.begins.shuffle(using: &random)
        entry.content = .event(event)
      }
      entry.rows = [random.pick(["F000-01", "F001-02"])]
      entry.note = random.pick([nil, "first", "second", "first\nthird"])
      document.entries.append(entry)
    }
    return document
  }

  @Test("Roles, names, fields and claims are united; the least name is the one to print")
  func united() throws {
    var chronicle = try Chronicle(
      entities: [Lab("alibaba", name: "Alibaba", country: "CN")], sources: RecordWords.sources)
    try chronicle.add(CloudProvider("alibaba", name: "阿里巴巴", aliases: ["Aliyun"]))
    let record = try #require(chronicle.entities["alibaba"])
    #expect(record.roles == ["Lab", "CloudProvider"])
    #expect(record.name == "Alibaba")
    #expect(record.aliases == ["Aliyun", "阿里巴巴"])
    #expect(chronicle.entities.entity("alibaba", as: CloudProvider.self)?.country == "CN")
    #expect(chronicle.entities.idsByName()["Aliyun"] == ["alibaba"])
    #expect(chronicle.entities.all(Lab.self).map(\.name) == ["Alibaba"])
  }

  @Test("Titles and notes that differ are all kept")
  func notes() throws {
    var chronicle = try RecordWords.chronicle([RecordWords.event()])
    var entry = RecordWords.event(on: nil)
    entry.content = .event(Event("another title", begins: [atom]))
    entry.note = "a note"
    try chronicle.add(entry)
    let joined = try #require(chronicle["event"])
    guard case .event(let event) = joined.content else { return }
    #expect(event.title == "another title")
    #expect(joined.note == "a note\nalso: it happens")
  }

  @Test("A list in a profile is united")
  func lists() throws {
    let kind = EntityKind(
      "School",
      fields: [
        ProfileField("partners", states: Relation<Party, Lab>("taught").signature, isList: true)
      ])
    func document(_ lab: EntityID) -> Document {
      Document(
        kinds: [kind],
        entities: [
          EntityRecord(id: "school", roles: ["School"], profile: ["partners": [.entity(lab)]]),
          EntityRecord(Lab(lab)),
        ])
    }
    let chronicle = try Chronicle(joining: [document("b"), document("a")])
    #expect(chronicle.entities["school"]?.entities("partners") == ["a", "b"])
    #expect(
      try chronicle.facts().rows.map(\.atom.description) == [
        "taught(school, a)", "taught(school, b)",
      ])
    // A document that names no role leaves it to the others to say that it is a list.
    let bare = ["z", "y"].map { lab in
      Document(entities: [
        EntityRecord(id: "school", roles: [], profile: ["partners": [.entity(EntityID(lab))]]),
        EntityRecord(Lab(EntityID(lab))),
      ])
    }
    let joined = try Chronicle(joining: bare + [document("a")])
    #expect(joined.entities["school"]?.entities("partners") == ["a", "y", "z"])
    #expect(try Chronicle(joining: [document("a")] + bare.reversed()) == joined)
  }

  // MARK: - Changing

  @Test("Entries are removed and replaced; what is used cannot be removed")
  func changes() throws {
    var chronicle = try RecordWords.chronicle([RecordWords.event(claims: [.own("b1")])])
    let removeSource = #expect(throws: ChronicleError.self) { try chronicle.remove(source: "b1") }
    #expect(removeSource?.problems.map(\.code) == ["TD313"])
    let removeEntity = #expect(throws: ChronicleError.self) { try chronicle.remove(entity: "lab") }
    #expect(removeEntity?.problems.map(\.code) == ["TD302"])
    try chronicle.replace(RecordWords.event(begins: [RecordWords.holds(RecordWords.other)]))
    #expect(chronicle["event"]?.isOwnWord == true)
    #expect(chronicle["event"]?.claims.isEmpty == true)
    let before = chronicle
    #expect(throws: ChronicleError.self) {
      try chronicle.replace(RecordWords.event(begins: [RecordWords.holds(Lab("nobody"))]))
    }
    #expect(chronicle == before)
    #expect(chronicle.remove(entry: "event") != nil)
    #expect(chronicle.remove(entry: "event") == nil)
    #expect(try chronicle.remove(entity: "lab") != nil)
    #expect(chronicle.entryCount == 0)
  }

  @Test("A kind and a relation of one's own work like the library's")
  func ownKinds() throws {
    let runs = Relation<University, Lab>("runs")
    let school = University("mit", country: "US")
    let chronicle = try Chronicle(
      entities: [school, Lab("csail")],
      entries: [Entry("runs", Statement([runs(school, Lab("csail"))]))])
    #expect(chronicle.vocabulary.kinds["University"] == University.kind)
    #expect(chronicle.vocabulary.relations["runs"] == runs.signature)
    let facts = try chronicle.facts()
    #expect(facts[runs(school, Lab("csail"))]?.certain == [.always])
    #expect(facts[Profile.homeCountry(Party("mit"), "US" as Country)] != nil)
    let row = try #require(facts.rows.first { $0.atom.relation == runs.signature })
    let (first, second) = try #require(runs.decode(row.atom.values ?? [], facts.entities))
    #expect(first == school)
    #expect(second.id == "csail")
  }

  // MARK: - Countries

  @Test("Countries are those of ISO 3166, known without being told")
  func countries() throws {
    #expect(Country.codes.count == 249)
    #expect(["CN", "HK", "MO", "TW"].allSatisfy(Country.isKnown))
    #expect(Country("TW").name == "Taiwan")
    #expect(Country("CN").alpha3 == "CHN")
    #expect(Country.code(alpha3: "NLD") == "NL")
    let chronicle = try Chronicle(entities: [Lab("x", country: "HK")])
    #expect(chronicle.entities.name(of: "HK") == "Hong Kong")
    #expect(chronicle.entities.hasRole("HK", "Country"))
  }

  // MARK: - Codable

  @Test("Entities, sources, entries and dates are Codable")
  func codable() throws {
    func roundTrip<Written: Codable & Equatable>(_ value: Written) throws {
      let data = try JSONEncoder().encode([value])
      #expect(try JSONDecoder().decode([Written].self, from: data) == [value])
    }
    try roundTrip(Lab("deepseek", name: "DeepSeek", aliases: ["深度求索"], country: "CN"))
    try roundTrip(Chipmaker("nvidia", country: "US"))
    try roundTrip(Model("v4", lab: "deepseek"))
    try roundTrip(Chip("a800", maker: "nvidia", base: "a100"))
    try roundTrip(Platform("cuda", maker: "nvidia"))
    try roundTrip(CloudProvider("aws", country: "US"))
    try roundTrip(Country("CN", aliases: ["PRC"]))
    try roundTrip(Agency("bis", country: "US"))
    try roundTrip(Group("us-chipmakers"))
    try roundTrip(Party("x", country: "US"))
    try roundTrip(ExportControl("rule", authority: "bis", legalBasis: "15 CFR 744.23"))
    try roundTrip(University("mit", country: "US"))
    try roundTrip(EntityRecord(Chip("a800", maker: "nvidia")))
    try roundTrip(RecordWords.sources[0])
    let figures = Relation<Chip, Int, Fixed, Day, String>("figures")
    let row = figures(Chip("a800"), 4992, 6.04 as Fixed, "2022-11-08" as Day, "a reading")
    var claim = Claim.relay("b1", "b2", reported: "2026-02", of: "[..2026-02-25]")
    claim.attribution = Attribution(people: 2, role: "familiar")
    try roundTrip(Event("it happens", on: "2026~", begins: [row], ends: [RecordWords.holds(any())]))
    try roundTrip(RecordWords.event(begins: [row], claims: [claim]))
    try roundTrip(
      Entry(
        "held", Statement([row], over: "2022/..", holding: Holding(holder: "one", given: [atom])),
        isOwnWord: true))
    try roundTrip([DatePeriod(stringLiteral: "/2024~")])
    try roundTrip(["2026-02-25" as Day])
    try roundTrip([Credibility.notJudged])
  }

  @Test("A date that cannot be decoded says why")
  func undecodable() {
    let data = Data(#"["2026-02-31"]"#.utf8)
    let error = #expect(throws: DateProblem.self) {
      try JSONDecoder().decode([DateRange].self, from: data)
    }
    #expect(error?.code == "TD402")
  }

  // MARK: - Warnings

  @Test("Warnings name what may be wrong, one code each")
  func warnings() throws {
    let (red, blue) = (
      RecordWords.wears(RecordWords.lab, "red"), RecordWords.wears(RecordWords.lab, "blue")
    )
    let chronicle = try RecordWords.chronicle([
      RecordWords.event(
        "a-end", on: "2026-01-01", begins: [], ends: [atom, RecordWords.funds(any(), any())]),
      RecordWords.event(
        "b-dates", on: nil,
        claims: [.own("b1", date: "2026-02-25"), .own("b2", date: "2026-02-20")]),
      Entry("c-red", Statement([red])), Entry("c-blue", Statement([blue])),
      RecordWords.event("d-undated", on: nil, begins: [RecordWords.holds(RecordWords.other)]),
      Entry("e-empty", Event("nothing", on: "2026")),
      RecordWords.event(
        "f-relay", claims: [.relay("b1", "b2", reported: "2026-02-01", of: "2026-02-03")]),
      RecordWords.event("g-future", on: "2026-03", claims: [.own("b1", reported: "2026-02-01")]),
      RecordWords.event("h-unstated", claims: [Claim(source: "b1")]),
      Entry(
        "i-figure",
        Statement([
          Indicators.indicator(
            Party("lab"), "price", "between", -60 as Fixed, -40 as Fixed, "percent", "")
        ]),
        claims: [Claim(source: "b1", isFirstHand: true, words: "40-60%")]),
      Entry("j-words", Statement([], words: "Labs look for independence."), claims: [.own("b1")]),
    ])
    #expect(
      try chronicle.warnings().map(\.description) == [
        "TD353: 'wears(lab, \"blue\")' and 'wears(lab, \"red\")' exclude each other; none is certain, until one of them is dated, ended or withdrawn",
        "TD351: 'funds(_, _)' is ended in entry 'a-end', and nothing begins it before; record its begin, or see whether the names are right",
        "TD351: 'holds-office(lab)' is ended in entry 'a-end', and nothing begins it before; record its begin, or see whether the names are right",
        "TD352: the best claims give '2026-02-20' and '2026-02-25' in entry 'b-dates', which have no day in common; all days between count, until one of them is corrected",
        "TD354: no day is known in entry 'd-undated'; the event counts as conceivable on every day, until an entry or a claim dates it",
        "TD355: nothing begins, ends, holds or is marked in entry 'e-empty'; name an effect, or write what is said in words",
        "TD356: 'b1' relays what 'b2' said later in entry 'f-relay'; see which day is right",
        "TD357: 'b1' asserts an event of '2026-03' before that day in entry 'g-future'; if it was announced, record the announcement",
        "TD358: the claim of 'b1' is of unstated origin in entry 'h-unstated'; all such claims count as one root, so say whom it relays, or that it is first-hand",
        "TD359: 'indicator(lab, \"price\", \"between\", -60.0, -40.0, \"percent\", \"\")' lacks its basis, period in entry 'i-figure'; add what the source gives, and compare it with nothing until then",
      ])
  }
}
