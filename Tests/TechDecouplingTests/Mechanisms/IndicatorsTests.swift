import TechDecoupling
import Testing

@Suite("Indicators") struct IndicatorsTests {
  private let day: Day = "2026-01-01"

  private func figure(
    _ measure: String, _ comparator: Indicators.Comparator, _ least: Fixed, _ most: Fixed,
    unit: String = "billion US dollars", basis: String = ""
  ) -> Atom {
    Indicators.indicator(
      Party("maker"), measure, comparator.rawValue, least, most, unit, basis)
  }

  private func findings(_ figures: [Atom]) async throws -> Findings {
    var facts = Facts()
    for figure in figures { facts.insert(figure) }
    return try await facts.findings()
  }

  private func conflicts(_ figures: [Atom]) async throws -> Int {
    try await findings(figures).rows(Indicators.figuresConflict, on: day).count
  }

  @Test("Two figures that do not meet conflict, both ways round; ranges that meet do not")
  func conflict() async throws {
    #expect(
      try await conflicts([figure("sales", .exactly, 43, 43), figure("sales", .exactly, 68, 68)])
        == 2)
    #expect(
      try await conflicts([figure("sales", .between, 40, 60), figure("sales", .about, 55, 55)])
        == 0)
  }

  @Test("At least and at most are open on one side")
  func openBounds() async throws {
    #expect(
      try await conflicts([figure("sales", .atLeast, 43, 43), figure("sales", .exactly, 68, 68)])
        == 0)
    #expect(
      try await conflicts([figure("sales", .exactly, 43, 43), figure("sales", .atMost, 68, 68)])
        == 0)
    #expect(
      try await conflicts([figure("sales", .exactly, 43, 43), figure("sales", .atLeast, 68, 68)])
        == 2)
    #expect(
      try await conflicts([figure("sales", .atMost, 43, 43), figure("sales", .exactly, 68, 68)])
        == 2)
  }

  @Test("A rounded figure and the exact one of the same measure do not conflict")
  func rounded() async throws {
    let rounded = figure("sales", .about, 68, 68)
    #expect(try await conflicts([rounded, figure("sales", .exactly, 68.13, 68.13)]) == 0)
    #expect(try await conflicts([rounded, figure("sales", .exactly, 68.6, 68.6)]) == 2)
    let exact = figure("sales", .exactly, 68, 68)
    #expect(try await conflicts([exact, figure("sales", .exactly, 68.13, 68.13)]) == 2)
  }

  @Test("Figures of another measure, unit, basis or time are none of one question")
  func scope() async throws {
    let sales = figure("sales", .exactly, 43, 43)
    #expect(try await conflicts([sales, figure("profit", .exactly, 68, 68)]) == 0)
    #expect(try await conflicts([sales, figure("sales", .exactly, 68, 68, unit: "percent")]) == 0)
    #expect(
      try await conflicts([
        sales, figure("sales", .exactly, 68, 68, basis: "constant currency"),
      ]) == 0)
    var facts = Facts()
    facts.insert(sales, over: Period(from: nil, until: day)!)
    facts.insert(figure("sales", .exactly, 68, 68), over: Period(from: day, until: nil)!)
    let later = try await facts.findings()
    #expect(later.rows(Indicators.figuresConflict, on: day).isEmpty)
    #expect(later.rows(Indicators.figuresConflict, on: day.advanced(by: -1)).isEmpty)
  }

  @Test("A figure that conflicts and fits another measure is mislabeled; both stay on record")
  func mislabeled() async throws {
    let figures = [
      figure("earnings", .about, 68, 68), figure("earnings", .exactly, 42.96, 42.96),
      figure("revenue", .exactly, 68.13, 68.13),
    ]
    let findings = try await findings(figures)
    let rows = findings.rows(Indicators.mislabeled, on: day)
    #expect(rows.map(\.1) == ["earnings"])
    #expect(rows.map(\.2) == ["revenue"])
    #expect(rows.map(\.3) == [68])
    for figure in figures { #expect(try findings.verdict(figure, on: day).outcome == .holds) }
  }

  @Test("Without a second figure of its measure, or too far from the other, nothing is mislabeled")
  func notMislabeled() async throws {
    let alone = try await findings([
      figure("earnings", .about, 68, 68), figure("revenue", .exactly, 68.13, 68.13),
    ])
    #expect(alone.rows(Indicators.mislabeled, on: day).isEmpty)
    let figures = [
      figure("earnings", .about, 68, 68), figure("earnings", .exactly, 43, 43),
      figure("revenue", .exactly, 68.6, 68.6),
    ]
    #expect(try await findings(figures).rows(Indicators.mislabeled, on: day).isEmpty)
    // How far is too far is a parameter.
    var facts = Facts()
    for figure in figures { facts.insert(figure) }
    let rulebook = Rulebook.standard.setting(Indicators.rounding.name, to: 1 as Fixed)
    let wider = try await facts.findings(under: rulebook)
    #expect(wider.rows(Indicators.mislabeled, on: day).count == 1)
  }

  @Test("The lint lists what each figure lacks, and nothing of a whole one")
  func lint() throws {
    func missing(_ figure: Atom, over period: DatePeriod?, words: String?) throws -> [String] {
      let chronicle = try Chronicle(
        entities: [Chipmaker("maker")], sources: [Source(id: "source", reliability: .b)],
        entries: [
          Entry(
            "figure", Statement([figure], over: period),
            claims: [Claim(source: "source", isFirstHand: true, words: words)])
        ])
      return try chronicle.warnings().flatMap { warning in
        if case .incompleteFigure(_, let missing) = warning.kind {
          missing.map(\.rawValue)
        } else {
          ["another"]
        }
      }
    }
    let quarter: DatePeriod = "2025-10-27/2026-01-25"
    let whole = figure("revenue", .exactly, 68.13, 68.13)
    #expect(try missing(whole, over: quarter, words: "68.13 billion") == [])
    #expect(try missing(whole, over: nil, words: nil) == ["period", "original words"])
    let cheaper = figure("price", .between, -60, -40, unit: "percent")
    #expect(try missing(cheaper, over: quarter, words: "40-60%") == ["basis"])
    let fallen = figure("revenue", .exactly, -30, -30, unit: "percent", basis: "year on year")
    #expect(try missing(fallen, over: quarter, words: "30%") == [])
    let bare = figure("revenue", .about, 68, 68, unit: "")
    #expect(try missing(bare, over: quarter, words: "68") == ["unit", "basis"])
  }
}
