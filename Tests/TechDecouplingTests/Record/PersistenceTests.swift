import TechDecoupling
import TestSupport
import Testing

@Suite("Persistence", .timeLimit(.minutes(60)))
struct PersistenceTests {
  static let atom = RecordWords.holds(RecordWords.lab)
  static let horizon = Horizon(from: "2026-01-01", until: "2026-01-21") ?? .standard

  struct Part {
    enum Role { case begins, ends, states, marks }
    var role: Role
    var isCertain: Bool
    var first: Int?
    var last: Int?
  }

  /// The formulas of the law, read day by day.
  struct BruteForce {
    var parts: [Part]

    func isCertain(_ t: Int) -> Bool {
      let ends = parts.filter { $0.role == .ends }
      let begins = parts.filter { $0.role == .begins || $0.role == .states }
      let isBegun = begins.contains { begin in
        guard begin.isCertain, let last = begin.last, last <= t else { return false }
        let first = begin.first ?? 0
        return ends.allSatisfy { end in
          (end.last.map { $0 <= first } ?? false) || (end.first.map { $0 > t } ?? false)
        }
      }
      return isBegun
        || parts.contains { $0.role == .marks && $0.isCertain && $0.first == t && $0.last == t }
    }

    func isConceivable(_ t: Int) -> Bool {
      let ends = parts.filter { $0.role == .ends && $0.isCertain }
      let begins = parts.filter { $0.role == .begins || $0.role == .states }
      let isBegun = begins.contains { begin in
        guard (begin.first ?? 0) <= t else { return false }
        return !ends.contains { end in
          guard let first = end.first, let last = end.last else { return false }
          return first > min(begin.last ?? .max, t) && last <= t
        }
      }
      return isBegun
        || parts.contains { $0.role == .marks && ($0.first ?? 0) <= t && t <= ($0.last ?? 19) }
    }
  }

  static func day(_ offset: Int) -> Day { horizon.from.advanced(by: offset) }

  static func entry(_ number: Int, _ part: Part) -> Entry {
    let date = DateRange(from: part.first.map(day), to: part.last.map(day))
    let claims = [Claim.own("b1", part.isCertain ? .asserts : .unclear)]
    let id = EntryID("entry-\(number)")
    switch part.role {
    case .begins: return Entry(id, Event("begins", on: date, begins: [atom]), claims: claims)
    case .ends: return Entry(id, Event("ends", on: date, ends: [atom]), claims: claims)
    case .marks: return Entry(id, Event("marks", on: date, marks: [atom]), claims: claims)
    case .states:
      let start = date?.text ?? ".."
      return Entry(
        id, Statement([atom], over: try? DatePeriod(parsing: "\(start)/..")), claims: claims)
    }
  }

  @Test("Days are those of the law's formulas, for random begins, ends and marks with ranges")
  func formulas() throws {
    var random = RepeatableRandom(seed: 20_260_225)
    var counts = (certain: 0, between: 0, cut: 0)
    for round in 0..<3_000 {
      var parts: [Part] = []
      for _ in 0..<random.number(1...6) {
        let role = random.pick([Part.Role.begins, .begins, .ends, .ends, .states, .marks])
        let first = random.number(0...19)
        let last = random.chance(40) ? first : min(19, first + random.number(0...7))
        var part = Part(role: role, isCertain: random.chance(75), first: first, last: last)
        if random.chance(8) { part.first = nil }
        if random.chance(8) { part.last = nil }
        // A period cannot begin on a day that is open on both sides; `..` then means the edge.
        if role == .states && part.first == nil && part.last == nil { part.last = 0 }
        parts.append(part)
      }
      let entries = parts.enumerated().map { PersistenceTests.entry($0, $1) }
      let facts = try RecordWords.chronicle(entries).facts(horizon: Self.horizon)
      let expected = BruteForce(parts: parts)
      let fact = facts[Self.atom]
      for t in 0..<20 {
        let day = Self.day(t)
        let certain = fact?.certain.contains { $0.contains(day) } ?? false
        let conceivable = fact?.conceivable.contains { $0.contains(day) } ?? false
        #expect(certain == expected.isCertain(t), "round \(round), day \(t), \(parts)")
        #expect(conceivable == expected.isConceivable(t), "round \(round), day \(t), \(parts)")
        #expect(!certain || conceivable)
        if certain { counts.certain += 1 }
        if conceivable && !certain { counts.between += 1 }
        if !conceivable { counts.cut += 1 }
      }
      if let fact { #expect(fact.conceivable == Period.coalesced(fact.conceivable)) }
    }
    #expect(counts.certain > 5_000 && counts.between > 5_000 && counts.cut > 5_000)
  }

  // MARK: - One by one

  private func fact(_ entries: [Entry]) throws -> RecordedFact? {
    try RecordWords.facts(entries)[Self.atom]
  }

  @Test("The day of an end is the first day without")
  func endDay() throws {
    let fact = try #require(
      try fact([
        RecordWords.event(on: "2026-02-01", begins: [Self.atom]),
        RecordWords.event("end", on: "2026-02-05", begins: [], ends: [Self.atom]),
      ]))
    #expect(fact.certain == [.days("2026-02-01", "2026-02-04")].compactMap { $0 })
    #expect(fact.conceivable == fact.certain)
    #expect(fact.supports.map(\.role) == [.begins, .ends])
  }

  @Test("Of a begin and an end on one day the begin wins")
  func sameDay() throws {
    let fact = try #require(
      try fact([
        RecordWords.event(on: "2026-02-05", begins: [Self.atom]),
        RecordWords.event("end", on: "2026-02-05", begins: [], ends: [Self.atom]),
      ]))
    #expect(fact.certain == [.days("2026-02-05", nil)].compactMap { $0 })
  }

  @Test("A run that reaches an edge of the horizon is open there")
  func openEdge() throws {
    let fact = try #require(try fact([RecordWords.event(on: "2026-02-05")]))
    #expect(fact.certain.first?.until == nil)
  }

  @Test("A Statement over a stated period is not cut by an end, one still so is")
  func statements() throws {
    let end = RecordWords.event("end", on: "2025", begins: [], ends: [Self.atom])
    func certain(_ period: DatePeriod?) throws -> [Period]? {
      try fact([Entry("s", Statement([Self.atom], over: period)), end])?.certain
    }
    #expect(
      try certain("2024-01-01/2026-12-31") == [.days("2024-01-01", "2026-12-31")].compactMap { $0 })
    #expect(try certain(nil) == [.always])
    #expect(try certain("2024-01-01/..") == [.days("2024-01-01", "2024-12-31")].compactMap { $0 })
  }

  @Test(
    "A period is certain between its ends and conceivable from the first to the last",
    arguments: [
      ("2022/2024", "2022-12-31", "2024-01-01", "2022-01-01", "2024-12-31"),
      ("2022-10/..", "2022-10-31", nil, "2022-10-01", nil),
      ("../2023", nil, "2023-01-01", nil, "2023-12-31"),
      ("2022-10/", "2022-10-31", "2022-10-31", "2022-10-01", nil),
      ("/2024", "2024-01-01", "2024-01-01", nil, "2024-12-31"),
      ("../", nil, "1900-01-01", nil, nil),
      ("/..", "2099-12-31", nil, nil, nil),
    ] as [(DatePeriod, Day?, Day?, Day?, Day?)])
  func periods(_ period: DatePeriod, _ from: Day?, _ to: Day?, _ first: Day?, _ last: Day?) throws {
    let fact = try #require(try fact([Entry("s", Statement([Self.atom], over: period))]))
    #expect(fact.certain == [.days(from, to)].compactMap { $0 })
    #expect(fact.conceivable == [.days(first, last)].compactMap { $0 })
  }

  @Test(
    "A period with both ends unknown, or that may not reach from start to end, is only conceivable")
  func onlyConceivable() throws {
    for period in ["/", "2022/2022"] as [DatePeriod] {
      let fact = try #require(try fact([Entry("s", Statement([Self.atom], over: period))]))
      #expect(fact.certain.isEmpty)
      #expect(fact.conceivable.count == 1)
    }
  }

  @Test("A mark holds on its day; on an imprecise date it is conceivable, and keeps its range")
  func marks() throws {
    let exact = try #require(
      try fact([RecordWords.event(on: "2026-02-05", begins: [], marks: [Self.atom])]))
    #expect(exact.certain == [.days("2026-02-05", "2026-02-05")].compactMap { $0 })
    #expect(exact.marks.isEmpty)
    let month = try #require(
      try fact([RecordWords.event(on: "2026-02", begins: [], marks: [Self.atom])]))
    #expect(month.certain.isEmpty)
    #expect(month.conceivable == [.days("2026-02-01", "2026-02-28")].compactMap { $0 })
    #expect(month.marks == month.conceivable)
    let unclear = try #require(
      try fact([
        RecordWords.event(
          on: "2026-02", begins: [], marks: [Self.atom], claims: [.own("b1", .unclear)])
      ]))
    #expect(unclear.marks.isEmpty)
  }

  @Test("An event that nothing dates is conceivable on every day")
  func undated() throws {
    let fact = try #require(try fact([RecordWords.event(on: nil)]))
    #expect(fact.certain.isEmpty)
    #expect(fact.conceivable == [.always])
  }

  @Test("An end with a wildcard ends all that it matches, but not what its entry begins")
  func wildcards() throws {
    let (a, b) = (
      RecordWords.funds(RecordWords.agency, RecordWords.lab),
      RecordWords.funds(RecordWords.agency, RecordWords.other)
    )
    let facts = try RecordWords.facts([
      RecordWords.event("start", on: "2026-01-01", begins: [a, b]),
      RecordWords.event(
        "change", on: "2026-02-01", begins: [b],
        ends: [RecordWords.funds(RecordWords.agency, any())]),
    ])
    #expect(facts[a]?.certain == [.days("2026-01-01", "2026-01-31")].compactMap { $0 })
    #expect(facts[b]?.certain == [.days("2026-01-01", nil)].compactMap { $0 })
    #expect(facts[a]?.supports.last?.writtenAs?.description == "funds(agency, _)")
  }

  @Test("An unclear end makes what follows conceivable")
  func unclearEnd() throws {
    let fact = try #require(
      try fact([
        RecordWords.event(on: "2026-02-01"),
        RecordWords.event(
          "end", on: "2026-02-05", begins: [], ends: [Self.atom], claims: [.own("b1", .unclear)]),
      ]))
    #expect(fact.certain == [.days("2026-02-01", "2026-02-04")].compactMap { $0 })
    #expect(fact.conceivable == [.days("2026-02-01", nil)].compactMap { $0 })
  }
}
