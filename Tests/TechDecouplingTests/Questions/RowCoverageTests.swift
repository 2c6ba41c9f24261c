import TechDecoupling
import Testing

/// Every row of the list of facts has its place: `seeds/rows.tsv` says where.
@Suite("Coverage of the rows", .timeLimit(.minutes(60))) struct RowCoverageTests {
  /// A row of the list, and what carries it.
  struct Row {
    let id: String
    let kind: String
    let modality: String
    let carrierKind: String
    let carrier: String
  }

  private static let kinds = [
    "advice", "claim", "entity", "event", "indicator", "mechanism", "relation",
  ]

  private func rows() throws -> [Row] {
    let lines = try Repository.text(of: Repository.path("seeds/rows.tsv")).split(separator: "\n")
    #expect(lines.first == "id\tkind\tmodality\tcarrier kind\tcarrier")
    return lines.dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      #expect(fields.count == 5, "\(line)")
      let padded = fields + Array(repeating: "", count: max(0, 5 - fields.count))
      return Row(
        id: padded[0], kind: padded[1], modality: padded[2], carrierKind: padded[3],
        carrier: padded[4])
    }
  }

  @Test("The list has all 222 rows, each once, in order, with a kind and a modality")
  func complete() throws {
    let ids = try rows().map(\.id)
    let counts = [("F000", 82), ("F001", 35), ("F002", 37), ("F003", 39), ("F004", 20), ("FX", 9)]
    #expect(
      ids
        == counts.flatMap { prefix, count in
          (1...count).map { "\(prefix)-\($0 < 10 ? "0" : "")\($0)" }
        })
    for row in try rows() {
      #expect(Self.kinds.contains(row.kind), "\(row.id)")
      #expect(!row.modality.isEmpty, "\(row.id)")
    }
  }

  @Test("Each row is carried by what its kind allows, and by something that is there")
  func carried() throws {
    let chronicle = try Seeds.all()
    let rules = Set(Rulebook.standard.rules.map(\.name))
    for row in try rows() {
      switch row.carrierKind {
      case "entry":
        #expect(!["mechanism", "advice"].contains(row.kind), "\(row.id) is carried by an entry")
        let entry = chronicle[EntryID(row.carrier)]
        #expect(entry != nil, "\(row.id): there is no entry '\(row.carrier)'")
        #expect(
          entry?.rows.contains(row.id) != false,
          "\(row.id): the entry '\(row.carrier)' does not name it")
      case "rule":
        #expect(["mechanism", "advice"].contains(row.kind), "\(row.id) is carried by a rule")
        #expect(rules.contains(row.carrier), "\(row.id): there is no rule '\(row.carrier)'")
      case "page":
        #expect(row.kind == "advice", "\(row.id) is carried by a page")
        try checkPage(row)
      case "boilerplate": #expect(!row.carrier.isEmpty, "\(row.id): no reason is given")
      default: Issue.record("\(row.id): '\(row.carrierKind)' is no kind of carrier")
      }
    }
  }

  /// A page carrier is the article's file name, a colon, and the first words of a sentence in it.
  private func checkPage(_ row: Row) throws {
    let parts = row.carrier.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      Issue.record("\(row.id): '\(row.carrier)' names no sentence")
      return
    }
    let words = parts[1].drop { $0 == " " }
    let folder = "Sources/TechDecoupling/TechDecoupling.docc/Articles"
    let page = try Repository.text(of: Repository.path("\(folder)/\(parts[0])"))
    #expect(words.count >= 12 && page.contains(words), "\(row.id): \(parts[0]) has no '\(words)'")
  }

  @Test("Each row of an article is claimed by that article, and by whom it names")
  func holders() throws {
    let chronicle = try Seeds.all()
    for row in try rows() where row.carrierKind == "entry" && !row.id.hasPrefix("FX") {
      let entry = try #require(chronicle[EntryID(row.carrier)])
      let article = SourceID("article-\(row.id.dropFirst().prefix(3))")
      let claims = entry.claims.filter { $0.source == article }
      #expect(!claims.isEmpty, "\(row.id): \(article) claims nothing of '\(entry.id)'")
      let isAttributed = claims.contains { $0.attribution != nil }
      // Reported is what somebody else has told; an attributed opinion is another's as well.
      if row.modality.hasPrefix("reported") {
        #expect(claims.contains { !$0.relays.isEmpty }, "\(row.id) has no origin")
      }
      guard case .statement(let statement) = entry.content, let holding = statement.holding else {
        continue
      }
      if row.modality.contains("attributed") || row.modality.contains("named") {
        #expect(holding.holder != article.text, "\(row.id) is held by the article itself")
      } else if !isAttributed {
        #expect(
          holding.holder == article.text || row.kind == "mechanism",
          "\(row.id) is held by \(holding.holder)")
      }
    }
  }

  /// The names of the rules that conclude something.
  private func firing(_ chronicle: Chronicle) async throws -> Set<String> {
    let findings = try await chronicle.findings(from: Viewpoint(trusting: .notJudged))
    return Set(findings.profile.filter { $0.derivedCount > 0 }.map(\.rule))
  }

  @Test("Every rule fires, and with it all that carry a row")
  func firing() async throws {
    let names = Rulebook.standard.rules.map(\.name)
    let fired = try await firing(Seeds.supposing())
    #expect(names.filter { !fired.contains($0) } == [])
    for row in try rows() where row.carrierKind == "rule" {
      #expect(fired.contains(row.carrier), "\(row.id): '\(row.carrier)' does not fire")
    }
    let onSeeds = try await firing(Seeds.all())
    for name in names where !onSeeds.contains(name) {
      print("rules: on the seeds alone nothing follows by '\(name)'")
    }
  }

  @Test("An opinion is held, what is unknown is open, an accusation has its interested voice")
  func modalities() throws {
    let chronicle = try Seeds.all()
    var mismatched: Set<String> = []
    for row in try rows() where row.carrierKind == "entry" {
      guard let entry = chronicle[EntryID(row.carrier)] else { continue }
      let isHeld =
        if case .statement(let statement) = entry.content { statement.holding != nil } else {
          false
        }
      let stances = Set(entry.claims.map(\.stance))
      let isRight =
        switch row.modality.split(separator: " ").first.map(String.init) ?? "" {
        case "opinion", "forecast", "conditional": isHeld
        case "unknown": stances.isSubset(of: [.unclear, .declines]) && !stances.isEmpty
        case "alleged":
          isHeld == row.modality.contains("forecast")
            && entry.claims.contains { $0.attribution?.isInterested == true }
        case "stated", "reported": !isHeld
        default: true
        }
      if !isRight { mismatched.insert("\(row.id) by \(entry.id)") }
    }
    #expect(mismatched == [])
  }

  /// Opinions on which a question asks.
  private static let asked: Set = [
    "F000-22", "F000-46", "F000-74", "F001-13", "F001-21", "F001-31", "F001-32", "F002-02",
    "F002-12", "F002-20", "F002-25", "F003-10", "F003-11", "F003-12", "F003-13", "F003-22",
    "F003-35", "F004-05", "F004-06", "F004-07", "FX-05", "FX-07",
  ]

  /// The rows that an entry carries in words alone, but for opinions on which no question asks.
  private func inWordsAlone(_ rows: [Row], _ chronicle: Chronicle) -> [String] {
    rows.filter { row in
      guard row.carrierKind == "entry", let entry = chronicle[EntryID(row.carrier)] else {
        return false
      }
      return switch entry.content {
      case .event(let event): (event.begins + event.ends + event.marks).isEmpty
      case .statement(let statement):
        statement.atoms.isEmpty && (statement.holding == nil || Self.asked.contains(row.id))
      }
    }.map(\.id)
  }

  @Test("Only an opinion is carried in words alone, and only where no question asks")
  func atoms() throws {
    #expect(try inWordsAlone(rows(), Seeds.all()) == [])
    // The check sees what it is for.
    let chronicle = try Chronicle(
      entities: [Seeds.v4], sources: [],
      entries: [
        Entry("told", Statement([], words: "A lab was founded.")),
        Entry("held", Statement([], holding: Holding(holder: "somebody"), words: "It grows.")),
        Entry("said", Statement([Access.released(Seeds.v4)])),
      ])
    let rows = [("told", "told"), ("held", "held"), ("FX-05", "held"), ("said", "said")].map {
      Row(id: $0, kind: "claim", modality: "stated", carrierKind: "entry", carrier: $1)
    }
    #expect(inWordsAlone(rows, chronicle) == ["told", "FX-05"])
  }

  @Test("No entry names a row that is not in the list")
  func knownRows() throws {
    let ids = Set(try rows().map(\.id))
    for entry in try Seeds.all().entries {
      for row in entry.rows { #expect(ids.contains(row), "\(entry.id) names \(row)") }
    }
  }

  @Test("At most ten rows are boilerplate, and none is nowhere")
  func counts() throws {
    let rows = try rows()
    #expect(rows.filter { $0.carrierKind == "boilerplate" }.count <= 10)
    #expect(rows.filter { $0.carrierKind == "missing" }.map(\.id) == [])
    var counts: [String: Int] = [:]
    for row in rows { counts["\(row.kind) by \(row.carrierKind)", default: 0] += 1 }
    for (words, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("rows: \(words): \(count)")
    }
  }
}
