import TechDecoupling
import Testing

/// Which stacks there are, what they share, what a market demands, and what serving both costs.
///
/// One interested article lists the stacks, so these questions trust what is doubtful.
@Suite("Questions on stacks") struct StackQuestionsTests {
  private let day: Day = "2026-02-26"
  private let west = Group("western-stack")
  private let chinese = Group("chinese-stack")

  private func findings() async throws -> Findings {
    try await Seeds.articles().findings(from: Viewpoint(trusting: .doubtful))
  }

  private func members(_ findings: Findings, _ stack: Group, _ layer: Layer) -> [String] {
    findings.rows(Stacks.inStack, on: day)
      .filter { $0.1.id == stack.id && $0.2 == layer.rawValue }.map(\.0.id.text)
  }

  @Test("18: Each stack has hardware, software, clouds and labs, as one article lists them")
  func membersByLayer() async throws {
    let findings = try await findings()
    #expect(members(findings, west, .hardware) == ["amd", "intel", "nvidia"])
    #expect(members(findings, west, .software) == ["cuda", "oneapi", "rocm"])
    #expect(members(findings, west, .cloud) == ["aws", "azure", "gcp"])
    #expect(members(findings, west, .lab) == ["anthropic", "google", "meta", "openai"])
    #expect(members(findings, chinese, .hardware) == ["ascend", "yitian"])
    #expect(members(findings, chinese, .software) == ["alibaba-software", "mindspore"])
    #expect(members(findings, chinese, .cloud) == ["aliyun", "huawei-cloud", "tencent-cloud"])
    #expect(
      members(findings, chinese, .lab) == ["alibaba", "baidu", "bytedance", "deepseek"])

    let rows: [(String, Group, Layer, String)] = [
      ("nvidia", west, .hardware, "F000-47"), ("cuda", west, .software, "F000-47"),
      ("rocm", west, .software, "F000-48"), ("intel", west, .hardware, "F000-49"),
      ("gcp", west, .cloud, "F000-50"), ("meta", west, .lab, "F000-51"),
      ("ascend", chinese, .hardware, "F000-52"), ("yitian", chinese, .hardware, "F000-53"),
      ("aliyun", chinese, .cloud, "F000-54"), ("deepseek", chinese, .lab, "F000-55"),
    ]
    for (part, stack, layer, row) in rows {
      let atom = Stacks.inStack.fact(Party(EntityID(part)), stack, layer.rawValue)
      let proof = try findings.expect(
        atom, on: day, .doubtful, rows: [row], leaves: ["\(atom)"])
      #expect(proof.sources == ["article-000"])
      #expect(proof.roots == [nil])
    }

    // Where possible is the least that is trusted, nobody is on record.
    let usual = try await Seeds.articles().findings()
    #expect(usual.rows(Stacks.inStack, on: day).isEmpty)
  }

  @Test("19: The stacks share no member; hardware, standards and benchmarks were shared once")
  func sharedMembers() async throws {
    let findings = try await findings()
    #expect(findings.rows(Stacks.shared, on: day, conceivable: true).isEmpty)
    try findings.expect(
      Stacks.split(west, chinese), on: day, .doubtful, rows: ["F000-50", "F000-54"],
      leaves: [
        "in-stack(aliyun, chinese-stack, \"cloud\")", "in-stack(aws, western-stack, \"cloud\")",
      ])
    let forecast = try #require(
      findings.facts.held.first { $0.entry == "two-ecosystems" })
    #expect(forecast.statement.atoms == [Stacks.split(chinese, west)])
    #expect(findings.chronicle[forecast.entry]?.rows == ["F000-46"])

    let before: Day = "2022-09-30"
    let shared = findings.rows(Stacks.shared, on: before)
    #expect(
      shared.filter { $0.1.id == west.id }.map(\.0.id) == [
        "common-benchmarks", "common-hardware", "common-standards",
      ])
    let proof = try findings.expect(
      Stacks.interoperable(chinese, west), on: before, .doubtful, rows: ["F001-33"],
      leaves: [
        "in-stack(common-benchmarks, chinese-stack, \"software\")",
        "in-stack(common-benchmarks, western-stack, \"software\")",
      ])
    #expect(proof.sources == ["article-001"])
    #expect(proof.roots == [nil])
    // It is told in the opinion part, by an author who is interested.
    let attributions = proof.leaves.flatMap(\.supports).flatMap(\.support.claims)
      .compactMap(\.attribution)
    #expect(Set(attributions.map(\.speaker)) == ["Agent Hue"])
    #expect(Set(attributions.map(\.isInterested)) == [true])
    let between = try findings.verdict(
      Stacks.shared(Party("common-hardware"), west, chinese), on: "2024-01-01")
    #expect(between.outcome == .indeterminate)
  }

  @Test("21: China accepts its own chips, clouds and frameworks; a product replaces the others")
  func whatChinaDemands() async throws {
    let chronicle = try Seeds.articles()
    let findings = try await chronicle.findings(from: Viewpoint(trusting: .doubtful))
    let accepted = findings.rows(Stacks.accepts, on: day).filter { $0.0.id == "CN" }
    func parts(_ layer: Layer) -> [String] {
      accepted.filter { $0.1 == layer.rawValue }.map(\.2.id.text)
    }
    #expect(parts(.hardware) == ["ascend", "yitian"])
    #expect(parts(.cloud) == ["aliyun", "huawei-cloud", "tencent-cloud"])
    #expect(parts(.software) == ["mindspore", "paddlepaddle"])

    // The gap list of a product on Nvidia, PyTorch and AWS that already has MindSpore as well.
    var copy = chronicle
    try copy.add(Technology("product"))
    try copy.add(
      Entry(
        "product-as-built",
        Statement(
          ["nvidia", "pytorch", "aws", "mindspore"].map {
            Dependence.dependsOn(Party("product"), Party(EntityID($0)))
          })))
    let built = try await copy.findings(from: Viewpoint(trusting: .doubtful))
    let gaps = built.rows(Stacks.mustReplace, on: day).filter { $0.0.id == "product" }
    #expect(gaps.map(\.1.id) == ["CN", "CN", "CN"])
    #expect(gaps.map(\.2.id) == ["aws", "nvidia", "pytorch"])
    let proof = try built.expect(
      Stacks.mustReplace(Party("product"), china, Party("pytorch")), on: day, .doubtful,
      rows: ["F000-63"],
      leaves: [
        "accepts(CN, \"software\", mindspore)", "alternative-to(mindspore, pytorch)",
        "depends-on(product, pytorch)",
      ])
    #expect(proof.sources == ["article-000"])
    #expect(proof.roots == [nil])
  }

  @Test("22: Serving both stacks costs twice the infrastructure, and porting has no number")
  func costOfBoth() async throws {
    let chronicle = try Seeds.articles()
    var copy = chronicle
    try copy.add(Technology("product"))
    try copy.add(
      Entry(
        "product-on-both",
        Statement(
          ["aws", "aliyun"].map {
            Dependence.dependsOn(Party("product"), Party(EntityID($0)))
          })))
    let findings = try await copy.findings(from: Viewpoint(trusting: .doubtful))
    let proof = try findings.expect(
      Stacks.bearsParallelCost.fact(Party("product"), west, chinese, 2), on: day, .doubtful,
      rows: ["F000-60", "F000-61"],
      leaves: [
        "depends-on(product, aliyun)", "depends-on(product, aws)",
        "in-stack(aliyun, chinese-stack, \"cloud\")", "in-stack(aws, western-stack, \"cloud\")",
        "parallel-cost(western-stack, chinese-stack, 2.0)",
      ])
    #expect(proof.sources == ["article-000"])
    #expect(proof.roots == [nil])
    #expect(findings.rows(Stacks.bearsParallelCost, on: day).count == 1)
    let porting = try findings.expect(
      Stacks.portingCost.fact(west, chinese, "large and rising"), on: day, .doubtful,
      rows: ["F000-64"],
      leaves: ["porting-cost(western-stack, chinese-stack, \"large and rising\")"])
    #expect(porting.sources == ["article-000"])
    #expect(porting.roots == [nil])
  }
}
