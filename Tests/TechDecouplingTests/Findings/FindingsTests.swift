import TechDecoupling
import Testing

@Suite struct FindingsTests {
  // MARK: - A record of two sources

  static let thing = Relation<Lab, Chipmaker>("thing")
  static let doubt = Relation<Lab>("doubt")
  static let result = Relation<Lab>("result")
  static let lab = Lab("lab")
  static let maker = Chipmaker("maker")

  static let sources = [
    Source(id: "good", name: "Good", reliability: .a),
    Source(id: "fair", name: "Fair", reliability: .c),
    Source(id: "poor", name: "Poor", reliability: .d),
  ]

  static func event(
    _ id: EntryID, _ atom: Atom, on date: DateRange, by source: SourceID?,
    stance: Claim.Stance = .asserts
  ) -> Entry {
    Entry(
      id, Event("\(id)", on: date, begins: [atom]),
      claims: source.map { [Claim(source: $0, stance: stance, isFirstHand: true)] } ?? [])
  }

  static let book = Rulebook("Results") {
    Rule("Result") { (lab: Variable<Lab>, maker: Variable<Chipmaker>) in
      result(lab).when(thing(lab, maker)).unless(doubt(lab))
        .because("\(lab) has a thing from \(maker)")
    }
  }

  static func findings(
    _ entries: [Entry], trusting level: Credibility = .possible
  ) async throws -> Findings {
    try await Chronicle(entities: [lab, maker], sources: sources, entries: entries)
      .findings(under: book, from: Viewpoint(trusting: level))
  }

  // MARK: - Credibility

  @Test func `A conclusion is as credible as the facts from which it still follows`() async throws {
    let findings = try await Self.findings([
      Self.event("one", Self.thing(Self.lab, Self.maker), on: "2026-01-10", by: "good")
    ])
    let verdict = try findings.verdict(Self.result(Self.lab), on: "2026-01-10")
    #expect(verdict.outcome == .holds)
    #expect(verdict.credibility == .probable)
    #expect(verdict.reasons == ["lab has a thing from maker"])
    #expect(try findings.verdict(Self.result(Self.lab), on: "2026-01-09").outcome == .doesNotHold)
  }

  @Test func `A proof names no credibility for the recorder's own word`() async throws {
    let findings = try await Self.findings([
      Self.event("own", Self.thing(Self.lab, Self.maker), on: "2026-01-10", by: nil)
    ])
    let proof = try findings.explain(Self.result(Self.lab), on: "2026-01-10")
    #expect(
      proof.description == """
        lab has a thing from maker
          result(lab) on 2026-01-10, confirmed; holds from 2026-01-10 on; rule 'Result'
          - recorded: thing(lab, maker), taken at every level, from 2026-01-10 on
            entry own: own, dated 2026-01-10; recorded without source
          - absent: no doubt(lab) on 2026-01-10
        """)
  }

  @Test func `A less trusted exception undercuts, and the verdict says by what`() async throws {
    let entries = [
      Self.event("one", Self.thing(Self.lab, Self.maker), on: "2026-01-10", by: "good"),
      Self.event("two", Self.doubt(Self.lab), on: "2026-01-12", by: "fair"),
    ]
    let findings = try await Self.findings(entries)
    let verdict = try findings.verdict(Self.result(Self.lab), on: "2026-01-15")
    #expect(verdict.outcome == .doesNotHold)
    #expect(verdict.undercut?.level == .probable)
    #expect(
      verdict.undercut?.cause == .exception(rule: "Result", atom: Self.doubt(Self.lab)))
    #expect(
      verdict.reasons == [
        "at 'probable' it would hold; rule 'Result' is stopped by doubt(lab), from 2026-01-12 on"
      ])
    // Whoever trusts less than the exception's level is not stopped by it.
    let strict = try await Self.findings(entries, trusting: .probable)
    #expect(try strict.verdict(Self.result(Self.lab), on: "2026-01-15").credibility == .probable)
  }

  @Test func `An event that a weaker source reports undercuts as an end`() async throws {
    let thing = Self.thing(Self.lab, Self.maker)
    let end = Entry(
      "end", Event("it ends", on: "2026-01-20", ends: [thing]),
      claims: [Claim(source: "fair", isFirstHand: true)])
    let findings = try await Self.findings([
      Self.event("one", thing, on: "2026-01-10", by: "good"), end,
    ])
    let verdict = try findings.verdict(thing, on: "2026-01-25")
    #expect(verdict.outcome == .doesNotHold)
    #expect(verdict.undercut?.cause == .end(atom: thing, entry: "end"))
    #expect(
      verdict.reasons == [
        "at 'probable' it would hold; thing(lab, maker) is ended by entry 'end', dated 2026-01-20"
      ])
  }

  // MARK: - Indeterminate

  @Test func `An indeterminate proof goes down to the date`() async throws {
    let findings = try await Self.findings([
      Self.event("one", Self.thing(Self.lab, Self.maker), on: "2023", by: "good")
    ])
    let verdict = try findings.verdict(Self.result(Self.lab), on: "2023-06-01")
    #expect(verdict.outcome == .indeterminate)
    #expect(verdict.credibility == nil)
    #expect(
      verdict.reasons == [
        "lab has a thing from maker", "entry 'one': its date is known only as 2023",
      ])
    #expect(
      "\(try findings.explain(Self.result(Self.lab), on: "2023-06-01"))" == """
        lab has a thing from maker
          result(lab) on 2023-06-01, only conceivable; holds from 2023-01-01 on; rule
            'Result'
          - recorded: thing(lab, maker), only conceivable, from 2023-01-01 on
            entry one: one, dated 2023
            probable: one root graded A
            Good (A) asserts it
            ? entry 'one': its date is known only as 2023
          - absent: no doubt(lab) on 2023-06-01
        """)
  }

  @Test func `An exception that is only conceivable is proved as a doubt`() async throws {
    let findings = try await Self.findings([
      Self.event("one", Self.thing(Self.lab, Self.maker), on: "2023-01-01", by: "good"),
      Self.event("two", Self.doubt(Self.lab), on: "2024", by: "good"),
    ])
    let text = "\(try findings.explain(Self.result(Self.lab), on: "2024-06-01"))"
    #expect(text.contains("- not certain: doubt(lab) on 2024-06-01"))
    #expect(text.contains("? not certain, since: recorded: doubt(lab)"))
    #expect(text.contains("? entry 'two': its date is known only as 2024"))
  }

  @Test func `An unclear claim makes a fact conceivable and is named`() async throws {
    let thing = Self.thing(Self.lab, Self.maker)
    let unclear = Entry(
      "unclear", Statement([thing]),
      claims: [Claim(source: "good", stance: .unclear, isFirstHand: true)])
    let findings = try await Self.findings([unclear])
    let verdict = try findings.verdict(thing, on: "2024-06-01")
    #expect(verdict.outcome == .indeterminate)
    #expect(verdict.openQuestions.map(\.entry) == ["unclear"])
    #expect(verdict.reasons.contains("entry 'unclear': its claims call it unclear (good)"))
  }

  // MARK: - Questions that are open, denials, known by

  @Test func `A verdict names open questions with wildcards, denials and refusals`() async throws {
    let thing = Self.thing(Self.lab, Self.maker)
    let open = Entry(
      "open", Statement([Self.thing(Self.lab, any())]),
      claims: [Claim(source: "fair", stance: .declines, isFirstHand: true)])
    let denied = Entry(
      "denied", Event("told", on: "2026-01-10", begins: [thing]),
      claims: [
        Claim(source: "good", isFirstHand: true),
        Claim(source: "poor", stance: .denies, isFirstHand: true),
        Claim(source: "fair", stance: .declines, isFirstHand: true),
      ])
    let findings = try await Self.findings([open, denied])
    let verdict = try findings.verdict(thing, on: "2026-02-01")
    #expect(verdict.outcome == .holds)
    #expect(verdict.openQuestions.map(\.entry) == ["open"])
    #expect(verdict.denials.map(\.source) == ["poor"])
    #expect(verdict.refusals.map(\.source) == ["fair"])
  }

  @Test func `What is not taken is a reason, with its credibility and never a number`() async throws
  {
    let thing = Self.thing(Self.lab, Self.maker)
    let findings = try await Self.findings([
      Self.event("weak", thing, on: "2026-01-10", by: "poor")
    ])
    let verdict = try findings.verdict(thing, on: "2026-02-01")
    #expect(verdict.outcome == .doesNotHold)
    #expect(
      verdict.reasons == [
        "entry 'weak' has it, but is doubtful (one root graded D), and 'possible' is trusted and"
          + " above"
      ])
  }

  @Test func `A verdict for a day after the one it is known by says so`() async throws {
    let findings = try await Chronicle(
      entities: [Self.lab, Self.maker], sources: Self.sources,
      entries: [Self.event("own", Self.thing(Self.lab, Self.maker), on: "2026-01-10", by: nil)]
    ).findings(under: Self.book, from: Viewpoint(knownBy: "2026-01-20"))
    let thing = Self.thing(Self.lab, Self.maker)
    #expect(try findings.verdict(thing, on: "2026-01-21").asKnownBy == "2026-01-20")
    #expect(try findings.verdict(thing, on: "2026-01-20").asKnownBy == nil)
  }

  // MARK: - Rows and runs

  @Test func `Rows are typed, sorted by id, and certain unless asked otherwise`() async throws {
    let relation = Relation<Lab, Int>("ranked")
    var facts = Facts()
    for (id, number) in [("b", 2), ("a", 10), ("a", 9)] {
      facts.insert(relation(Lab(EntityID(id)), number))
    }
    let findings = try await facts.findings(under: Rulebook("None", rules: []))
    let rows = findings.rows(relation, on: "2026-01-01")
    #expect(rows.map { "\($0.0.id) \($0.1)" } == ["a 9", "a 10", "b 2"])
    #expect(findings.rows(relation, on: "2200-01-01").isEmpty)
    let atoms = try findings.atoms(matching: relation(Lab("a"), any()), on: "2026-01-01")
    #expect(atoms.map(\.description) == ["ranked(a, 9)", "ranked(a, 10)"])
  }

  @Test func `Runs are apart by certainty and credibility, and open at the horizon`() async throws {
    let thing = Self.thing(Self.lab, Self.maker)
    let findings = try await Self.findings([
      Self.event("fair", thing, on: "[2026-01-08..2026-01-10]", by: "fair"),
      Self.event("good", thing, on: "2026-01-20", by: "good"),
    ])
    #expect(
      try findings.runs(of: Self.thing(any(), any())).map(\.description) == [
        "thing(lab, maker), 2026-01-08 to 2026-01-09, only conceivable",
        "thing(lab, maker), 2026-01-10 to 2026-01-19, possible",
        "thing(lab, maker), from 2026-01-20 on, probable",
      ])
  }

  // MARK: - The whole call

  @Test func `A budget that is spent and a cancelled task end the call`() async throws {
    var facts = Facts()
    for number in 0..<300 { facts.insert(P.edge("\(number)", "\(number + 1)")) }
    let given = facts
    await #expect(throws: EvaluationError.self) {
      try await given.findings(under: ProofTests.closure, within: Budget(facts: 1_000))
    }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await given.findings(under: ProofTests.closure)
    }
    await #expect(throws: EvaluationError.self) { try await task.value }
  }

  @Test func `The order of entries changes no byte of findings or proofs`() async throws {
    let seeds = try Seeds.all()
    func text(_ chronicle: Chronicle) async throws -> String {
      let findings = try await chronicle.findings()
      var lines: [String] = []
      for name in findings.relations.keys.sorted() {
        let relation = try #require(findings.relations[name])
        let pattern = Atom(
          relation: relation, arguments: relation.columns.map { _ in .wildcard })
        for run in try findings.runs(of: pattern) {
          lines.append("\(run)")
          guard let day = run.period.from ?? run.period.until?.advanced(by: -1) else { continue }
          lines.append("\(try findings.explain(run.atom, on: day))")
        }
      }
      return lines.joined(separator: "\n")
    }
    let first = try await text(seeds)
    let document = seeds.document
    let shuffled = try Chronicle(
      joining: [
        Document(
          kinds: document.kinds, relations: document.relations,
          entities: document.entities.reversed(), sources: document.sources.reversed(),
          entries: document.entries.reversed())
      ])
    #expect(try await text(shuffled) == first)
  }

  @Test func `Text from a chronicle is printed without control characters`() async throws {
    var entry = Self.event("odd", Self.thing(Self.lab, Self.maker), on: "2026-01-10", by: nil)
    entry.content = .event(
      Event(
        "red \u{1B}[31m\u{202E}", on: "2026-01-10", begins: [Self.thing(Self.lab, Self.maker)]))
    let findings = try await Self.findings([entry])
    let text = "\(try findings.explain(Self.result(Self.lab), on: "2026-01-10"))"
    #expect(text.contains("entry odd: red \\u{1b}[31m\\u{202e}, dated 2026-01-10"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
  }
}

@Suite struct IdentityAndConflictTests {
  @Test func `A proof shows ids that are read as one, and who says so`() async throws {
    let other = Lab("other-lab")
    let thing = FindingsTests.thing(other, FindingsTests.maker)
    let chronicle = try Chronicle(
      entities: [FindingsTests.lab, other, FindingsTests.maker], sources: FindingsTests.sources,
      entries: [
        FindingsTests.event("one", thing, on: "2026-01-10", by: "good"),
        Entry(
          "same",
          Statement([
            Profile.sameAs(FindingsTests.lab.as(Party.self), other.as(Party.self))
          ]),
          claims: [Claim(source: "good", isFirstHand: true)]),
      ])
    let findings = try await chronicle.findings(under: FindingsTests.book)
    // Asked by either id, the class is its least id.
    for lab in [FindingsTests.lab, other] {
      let verdict = try findings.verdict(FindingsTests.result(lab), on: "2026-01-10")
      #expect(verdict.outcome == .holds)
      let proof = try findings.explain(FindingsTests.result(lab), on: "2026-01-10")
      #expect("\(proof)".contains("- 'other-lab' and 'lab' are read as one"))
      #expect(proof.entries == ["one", "same"])
    }
  }

  @Test func `A value that a weaker source contradicts is undercut by the conflict`() async throws {
    let home = Relation<Chipmaker, Country>("seat", oneOf: true)
    let (us, china) = (Country("US"), Country("CN"))
    let seat = home(FindingsTests.maker, us)
    let rival = home(FindingsTests.maker, china)
    func entry(_ id: EntryID, _ atom: Atom, _ source: SourceID) -> Entry {
      Entry(id, Statement([atom]), claims: [Claim(source: source, isFirstHand: true)])
    }
    let findings = try await Chronicle(
      entities: [FindingsTests.maker, us, china], sources: FindingsTests.sources,
      entries: [entry("one", seat, "good"), entry("two", rival, "fair")]
    ).findings(under: Rulebook("None", rules: []))
    let verdict = try findings.verdict(seat, on: "2026-01-10")
    #expect(verdict.outcome == .indeterminate)
    #expect(verdict.undercut?.cause == .conflict(atom: seat, other: rival))
    #expect(verdict.undercut?.level == .probable)
    #expect(verdict.reasons.contains("another value is conceivable: seat(maker, CN)"))
  }

  @Test func `A count that weaker facts change undercuts`() async throws {
    let one = Relation<Lab>("one")
    let book = Rulebook("Counts") {
      Rule("Alone") { (lab: Variable<Lab>, maker: Variable<Chipmaker>) in
        one(lab).when(
          FindingsTests.doubt(lab), count(per: maker, where: FindingsTests.thing(lab, maker)) == 1)
      }
    }
    let second = Chipmaker("second")
    let findings = try await Chronicle(
      entities: [FindingsTests.lab, FindingsTests.maker, second], sources: FindingsTests.sources,
      entries: [
        FindingsTests.event(
          "a", FindingsTests.doubt(FindingsTests.lab), on: "2026-01-01", by: "good"),
        FindingsTests.event(
          "b", FindingsTests.thing(FindingsTests.lab, FindingsTests.maker), on: "2026-01-01",
          by: "good"),
        FindingsTests.event(
          "c", FindingsTests.thing(FindingsTests.lab, second), on: "2026-01-01", by: "fair"),
      ]
    ).findings(under: book)
    let verdict = try findings.verdict(one(FindingsTests.lab), on: "2026-01-10")
    #expect(verdict.outcome == .doesNotHold)
    #expect(verdict.undercut?.cause == .aggregate(rule: "Alone"))
  }
}
