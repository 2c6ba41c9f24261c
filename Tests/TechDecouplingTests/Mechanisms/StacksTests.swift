import TechDecoupling
import Testing

@Suite("Stacks") struct StacksTests {
  private let day: Day = "2026-01-01"
  private let west = Group("west")
  private let east = Group("east")
  private let model = Model("model")
  private let lab = Lab("lab")

  /// Two stacks with a chipmaker and a platform each.
  private func facts() throws -> Facts {
    let chronicle = try Chronicle(
      entities: [
        Group("west"), Group("east"), Group("chips"), Lab("lab"), Model("model", lab: "lab"),
        Chipmaker("near"), Chipmaker("far"), Platform("near-platform", maker: "near"),
        Platform("far-platform", maker: "far"), Technology("product"), CloudProvider("cloud"),
      ], sources: [], entries: [])
    var facts = try chronicle.facts(from: Viewpoint())
    for (part, stack, layer) in [
      ("near", west, "hardware"), ("near-platform", west, "software"), ("cloud", west, "cloud"),
      ("far", east, "hardware"), ("far-platform", east, "software"), ("lab", east, "lab"),
    ] {
      facts.insert(Stacks.inStack.fact(Party(EntityID(part)), stack, layer))
    }
    return facts
  }

  private func tuned(_ thing: EntityID, _ part: EntityID) -> Atom {
    Stacks.tunedFor(Party(thing), Party(part))
  }

  private func aligned(_ facts: Facts, on day: Day? = nil) async throws -> [String] {
    try await facts.findings().rows(Stacks.alignedWith, on: day ?? self.day).map {
      "\($0.0.id) \($0.1.id)"
    }
  }

  @Test("Stacks that offer the same layer split once nothing joins them any longer")
  func splitting() async throws {
    var facts = try facts()
    facts.insert(
      Stacks.inStack.fact(Party("near"), east, "hardware"),
      over: Period(from: nil, until: day)!)
    let findings = try await facts.findings()
    #expect(
      findings.rows(Stacks.shared, on: "2025-12-31").map { "\($0.0.id) \($0.1.id) \($0.2.id)" }
        == ["near east west", "near west east"])
    #expect(findings.rows(Stacks.split, on: "2025-12-31").isEmpty)
    #expect(findings.rows(Stacks.shared, on: day).isEmpty)
    #expect(findings.rows(Stacks.split, on: day).map(\.0.id) == ["east", "west"])
  }

  @Test("Software that runs on the other stack's hardware joins both, in one direction")
  func software() async throws {
    var facts = try facts()
    facts.insert(Stacks.runsOn(Party("near-platform"), Party("near")))
    #expect(try await facts.findings().rows(Stacks.interoperable, on: day).isEmpty)
    facts.insert(Stacks.runsOn(Party("near-platform"), Party("far")))
    let findings = try await facts.findings()
    let joined = findings.rows(Stacks.interoperable, on: day)
    #expect(joined.map(\.0.id) == ["west"])
    #expect(joined.map(\.1.id) == ["east"])
    #expect(findings.rows(Stacks.split, on: day).isEmpty)
  }

  @Test("Early tuning favors a platform for as long as the other needs to catch up")
  func earlyTuning() async throws {
    var facts = try facts()
    let early = Period(from: "2025-12-01", until: day)!
    facts.insert(Access.grantedAccess(lab, model, Party("far")), over: early)
    facts.insert(Access.declinedAccess(lab, model, Party("near")), over: early)
    let findings = try await facts.findings()
    let atom = Stacks.favoredOver(
      Platform("far-platform"), Platform("near-platform"), model)
    #expect(try findings.verdict(atom, on: "2025-11-30").outcome == .doesNotHold)
    #expect(try findings.verdict(atom, on: "2025-12-01").credibility == .possible)
    // The last day of the head start is 2025-12-31.
    #expect(try findings.verdict(atom, on: "2026-03-31").outcome == .holds)
    #expect(try findings.verdict(atom, on: "2026-04-01").outcome == .doesNotHold)
    #expect(try await aligned(facts) == ["model east"])
    let stack = Stacks.lockedIn(Party("model"), east)
    #expect(try findings.verdict(stack, on: day).credibility == .possible)

    // With better tools the other catches up within weeks.
    let faster = Rulebook.standard.setting(Stacks.catchingUp.name, to: 21)
    let fast = try await facts.findings(under: faster)
    #expect(try fast.verdict(atom, on: "2026-01-21").outcome == .holds)
    #expect(try fast.verdict(atom, on: "2026-01-22").outcome == .doesNotHold)
    #expect(fast.rows(Stacks.favoredOver, on: "2026-01-21").count == 1)
  }

  @Test("A platform whose maker is given the model after all is not favored over itself")
  func notOverItself() async throws {
    var facts = try facts()
    facts.insert(Access.declinedAccess(lab, model, Party("near")))
    facts.insert(
      Access.grantedAccess(lab, model, Party("near")), over: Period(from: day, until: nil)!)
    let findings = try await facts.findings()
    #expect(findings.rows(Access.canPreTune, on: day).map(\.1.id) == ["near-platform"])
    #expect(findings.rows(Stacks.favoredOver, on: day).isEmpty)
  }

  @Test("What early tuning gains counts with a large model, and how large it is can be set")
  func largeModels() async throws {
    var facts = try facts()
    facts.insert(Access.grantedAccess(lab, model, Party("far")))
    facts.insert(Access.declinedAccess(lab, model, Party("near")))
    facts.insert(Stacks.sizeInBillions.fact(model, 99))
    let smaller = try await facts.findings()
    #expect(smaller.rows(Stacks.swaysBuyers, on: day).isEmpty)
    let any = Rulebook.standard.setting(Stacks.largeModel.name, to: Fixed(integerLiteral: 1))
    #expect(try await facts.findings(under: any).rows(Stacks.swaysBuyers, on: day).count == 1)
    facts.insert(Stacks.sizeInBillions.fact(model, 100))
    let atom = Stacks.swaysBuyers(
      Platform("far-platform"), Platform("near-platform"), model)
    #expect(try await facts.findings().verdict(atom, on: day).credibility == .possible)
  }

  @Test("A model is fitted to what it is tuned for, and locked in if that is one stack")
  func tuning() async throws {
    var facts = try facts()
    facts.insert(tuned("model", "product"))
    #expect(try await aligned(facts) == [])
    facts.insert(tuned("model", "far"))
    #expect(try await aligned(facts) == ["model east"])
    #expect(
      try await facts.findings().rows(Stacks.lockedIn, on: day).map(\.1.id) == ["east"])
    facts.insert(tuned("model", "near"))
    #expect(try await aligned(facts) == ["model east", "model west"])
    #expect(try await facts.findings().rows(Stacks.lockedIn, on: day).isEmpty)
  }

  @Test("What is tuned for a class fits the stacks of its members, which is possible at best")
  func tunedForClass() async throws {
    var facts = try facts()
    facts.insert(tuned("model", "chips"))
    #expect(try await aligned(facts) == [])
    facts.insert(Profile.memberOf(Party("far"), Group("chips")))
    #expect(try await aligned(facts) == ["model east"])
    let atom = Stacks.alignedWith(Party("model"), east)
    #expect(try await facts.findings().verdict(atom, on: day).credibility == .possible)
  }

  @Test("A product is fitted to what it builds on, and not to a lab that it relies on")
  func building() async throws {
    var facts = try facts()
    facts.insert(Dependence.dependsOn(Party("product"), Party("lab")))
    #expect(try await aligned(facts) == [])
    facts.insert(Dependence.dependsOn(Party("product"), Party("cloud")))
    #expect(try await aligned(facts) == ["product west"])
  }

  @Test("A product replaces what a market does not accept, at the layers where it is choosy")
  func gaps() async throws {
    var facts = try facts()
    for part in ["near-platform", "cloud", "far"] as [EntityID] {
      facts.insert(Dependence.dependsOn(Party("product"), Party(part)))
    }
    #expect(try await facts.findings().rows(Stacks.mustReplace, on: day).isEmpty)
    facts.insert(Stacks.accepts.fact(china, "software", Party("far-platform")))
    facts.insert(Stacks.accepts.fact(china, "hardware", Party("far")))
    let findings = try await facts.findings()
    #expect(
      findings.rows(Stacks.mustReplace, on: day).map { "\($0.0.id) \($0.1.id) \($0.2.id)" }
        == ["product CN near-platform"])

    // An alternative that is accepted where the product has something of no stack counts as well.
    facts.insert(Dependence.dependsOn(Party("product"), Party("model")))
    facts.insert(Dependence.alternativeTo(Party("far-platform"), Party("model")))
    let more = try await facts.findings().rows(Stacks.mustReplace, on: day)
    #expect(more.map(\.2.id) == ["model", "near-platform"])
  }

  @Test("A product on two stacks bears the cost of both, and one on a single stack does not")
  func cost() async throws {
    var facts = try facts()
    facts.insert(Stacks.parallelCost.fact(west, east, 2))
    facts.insert(Dependence.dependsOn(Party("product"), Party("near")))
    #expect(try await facts.findings().rows(Stacks.bearsParallelCost, on: day).isEmpty)
    facts.insert(Dependence.dependsOn(Party("product"), Party("far")))
    let rows = try await facts.findings().rows(Stacks.bearsParallelCost, on: day)
    #expect(rows.map(\.0.id) == ["product"])
    #expect(rows.map(\.3) == [2])
  }

  @Test("An open model on which many build becomes a standard and draws developers to its stack")
  func diffusion() async throws {
    var facts = try facts()
    facts.insert(tuned("model", "far"))
    for adopter in ["near", "cloud"] as [EntityID] {
      facts.insert(Dependence.dependsOn(Party(adopter), Party("model")))
    }
    facts.insert(
      Dependence.dependsOn(Party("product"), Party("model")),
      over: Period(from: day, until: nil)!)
    let standard = Stacks.deFactoStandard(model)
    #expect(try await facts.findings().verdict(standard, on: day).outcome == .doesNotHold)
    facts.insert(Stacks.openWeights(model))
    let findings = try await facts.findings()
    #expect(try findings.verdict(standard, on: "2025-12-31").outcome == .doesNotHold)
    #expect(try findings.verdict(standard, on: day).credibility == .possible)
    #expect(findings.rows(Stacks.drawsDevelopers, on: day).map(\.1.id) == ["east"])

    facts.insert(tuned("model", "near"))
    #expect(try await facts.findings().rows(Stacks.drawsDevelopers, on: day).isEmpty)
  }
}
