import TechDecoupling
import Testing

/// The code of the articles that ask the seeds, and what they say it prints.
@Suite struct QuestionArticleTests {
  private let v4 = Seeds.v4
  private let nvidia = Seeds.nvidia

  @Test func `Asking questions`() async throws {
    let chronicle = try Seeds.all()
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }

    let findings = try await chronicle.findings()
    let strict = try await chronicle.findings(from: Viewpoint(trusting: .probable))
    let then = try await chronicle.findings(from: Viewpoint(knownBy: "2026-02-24"))
    let verdict = try findings.verdict(Access.withheldFrom(v4, nvidia), on: "2026-02-26")
    print(verdict)
    #expect(
      printed.removeFirst().hasPrefix(
        """
        withheld-from(deepseek-v4, nvidia) on 2026-02-26: holds, probable
          - DeepSeek has declined to give Nvidia access to DeepSeek-V4 before its
            release
        """))
    for run in try findings.runs(of: Access.withheldFrom(v4, nvidia)) { print(run) }
    #expect(
      printed == [
        "withheld-from(deepseek-v4, nvidia), up to 2026-02-24, only conceivable",
        "withheld-from(deepseek-v4, nvidia), 2026-02-25 to 2026-04-23, probable",
      ])
    #expect(try strict.verdict(Access.withheldFrom(v4, nvidia), on: "2026-02-26").outcome == .holds)
    #expect(try then.runs(of: Access.withheldFrom(v4, nvidia)).isEmpty)
  }

  @Test func `Asking questions: rows and atoms`() async throws {
    let findings = try await Seeds.all().findings()
    var printed: [String] = []
    func print(_ items: String...) { printed.append(items.joined(separator: " ")) }

    for (model, maker) in findings.rows(Access.withheldFrom, on: "2026-02-26") {
      print(model.name, maker.name)
    }
    let kept = try findings.atoms(matching: Access.withheldFrom(any(), nvidia), on: "2026-02-26")
    #expect(printed.contains("DeepSeek-V4 Nvidia"))
    #expect(kept == [Access.withheldFrom(v4, nvidia)])
  }

  @Test func `Choosing a viewpoint`() throws {
    let chronicle = try Seeds.all()
    let withheld = Access.withheldFrom(v4, nvidia)
    let declined = Access.declinedAccess(Seeds.deepseek, v4, nvidia.as(Party.self))
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    let now = try chronicle.facts()
    let then = try chronicle.facts(from: Viewpoint(knownBy: "2026-02-24"))
    let strict = try chronicle.facts(from: Viewpoint(trusting: .confirmed))
    print(now[withheld] == nil, then[declined] == nil, strict[declined] == nil)
    #expect(printed == ["true true true"])
    #expect(now[declined] != nil)
  }

  @Test func `Weighing evidence`() async throws {
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings()
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    let proof = try findings.explain(Access.withheldFrom(v4, nvidia), on: "2026-02-26")
    print(proof.sources.count, proof.assertingRoots.map(\.source))
    #expect(printed == ["6 [Optional(reuters)]"])
    for assessed in chronicle.ranking(of: ["article-003", "article-004"]) { print(assessed) }
    #expect(printed.count == 3)
    printed = []
    let doubtful = try await chronicle.findings(from: Viewpoint(trusting: .doubtful))
    for (text, subject) in doubtful.rows(Evidence.interestedIn, on: "2026-02-26") {
      print(text.id, "in", subject.id)
    }
    #expect(
      printed == [
        "article-000 in geographic-strategy", "article-000 in hardware-agnostic-services",
        "article-000 in multi-cloud-services", "article-001 in western-stack",
      ])
  }

  @Test func `Weighing explanations`() async throws {
    let findings = try await Seeds.all().findings()
    let act = Act("v4-withholding")
    let day: Day = "2026-03-01"
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    for held in findings.facts.held(matching: Motives.motive(act, any())) {
      print(held.statement.holding?.holder ?? "", held.statement.holding?.likelihood ?? "")
    }
    let motives = printed.count
    #expect(motives > 0)
    for held in findings.facts.held() {
      for condition in held.statement.holding?.given ?? [] {
        print(held.entry, try findings.verdict(condition, on: day).outcome)
      }
    }
    #expect(printed.count > motives)
  }

  @Test func `Controls between an item and a destination`() async throws {
    let findings = try await Seeds.all().findings()
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }

    let answer = try findings.controlAnswer(Chip("h20"), to: "CN", on: "2025-09-01")
    print(answer)
    #expect(
      printed.joined().hasPrefix(
        """
        H20 to China on 2025-09-01: prohibited
          order to Chinese firms on H20: prohibited
          letter to Nvidia on H20: license needed
            license: Nvidia, 15 percent of revenue to the US government expected
        """))
  }

  @Test func `Measuring interdependence`() async throws {
    let findings = try await Seeds.all().findings()
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    for row in findings.rows(Interdependence.index, on: "2025-12-31", conceivable: true) {
      print(row.2, row.3)
    }
    #expect(!printed.isEmpty)
  }

  /// Compiled and not run: the path is a reader's, and `ArticleTests` asks the same.
  private func landingPage() async throws {
    let chronicle = try Chronicle(contentsOf: "seeds")
    let findings = try await chronicle.findings()
    let withheld = try Atom(parsing: "withheld-from(deepseek-v4, nvidia)", in: chronicle)
    let day = try Day(parsing: "2026-03-01")

    print(try findings.verdict(withheld, on: day).outcome)  // holds
    print(try findings.explain(withheld, on: day))  // a proof, down to claims and sources
  }
}
