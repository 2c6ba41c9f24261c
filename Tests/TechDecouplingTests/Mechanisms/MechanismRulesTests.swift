import TechDecoupling
import Testing

/// A rule of any mechanism can be left out or replaced, and any parameter set, from outside.
@Suite("Rules of the mechanisms", .timeLimit(.minutes(60))) struct MechanismRulesTests {
  /// A rule of a mechanism, what it alone concludes, and another rule to put in its place.
  struct Case: Sendable {
    let mechanism: Rulebook
    /// What follows by the rule, and not by the one in its place.
    let atom: Atom
    let day: Day
    let replacement: Rule
  }

  private static let day: Day = "2026-02-28"
  private static let (v4, nvidia) = (Seeds.v4, Seeds.nvidia)

  static let cases: [Case] = [
    Case(
      mechanism: Access.rulebook,
      atom: Access.canPreTune(Seeds.huawei, Platform("ascend"), v4), day: day,
      replacement: Rule("Access allows tuning") { maker, platform, model in
        Access.canPreTune(maker, platform, model)
          .when(
            Access.earlyAccess(model, maker), Profile.makesPlatform(maker, platform),
            Access.customaryPartner(any(), maker))
      }),
    Case(
      mechanism: ExportControls.rulebook,
      atom: ExportControls.heldByBothSides(Party("h20"), china), day: day,
      replacement: Rule("Held back by both sides") { item, country, control, counter in
        ExportControls.heldByBothSides(item, country)
          .when(
            ExportControls.prohibited(control, item, country),
            ExportControls.restrainsImports(counter, item, country)
          )
          .unless(ExportControls.restrainsImports(control, item, country))
      }),
    Case(
      mechanism: Training.rulebook,
      atom: Training.trainingDisputed(v4, Chip("ascend"), Chip("blackwell")), day: day,
      replacement: Rule("Said to be trained on one chip alone, and on another") {
        model, chip, other in
        Training.trainingDisputed(model, chip, other)
          .when(
            Training.trainedOnlyOn(model, chip), Training.trainedOn(model, other),
            Profile.variantOf(chip, other))
      }),
    Case(
      mechanism: Dependence.rulebook,
      atom: Dependence.exposedTo(Party("ai"), Country("US")), day: day,
      replacement: Rule("Exposed to where it comes from") { user, country, part in
        Dependence.exposedTo(user, country)
          .when(
            Dependence.dependsOn(user, part), Dependence.confinedTo(user, part, country),
            Profile.homeCountry(user, country))
      }),
    Case(
      mechanism: Stacks.rulebook,
      atom: Stacks.mustReplace(Party("product"), china, Party("pytorch")), day: day,
      replacement: Rule("A market accepts an alternative alone") { product, country, part in
        Stacks.mustReplace(product, country, part)
          .when(Dependence.dependsOn(product, part), Stacks.accepts(country, "hardware", part))
      }),
    Case(
      mechanism: Interdependence.rulebook,
      atom: Interdependence.answers(
        Party("a800"), Party("us-controls-2022"), Response.workaround.rawValue),
      day: "2022-12-31",
      replacement: Rule("A variant outside a control works around it") {
        (
          variant: Variable<Chip>, control: Variable<ExportControl>, base: Variable<Chip>
        ) in
        Interdependence.answers(
          variant.as(Party.self), control.as(Party.self), Response.workaround.rawValue
        )
        .when(
          Profile.variantOf(variant, base),
          ExportControls.namesItem(control, base.as(Party.self)),
          ExportControls.meets(variant, control, any(), any()))
      }),
    Case(
      mechanism: Norms.rulebook,
      atom: Norms.fragmenting(china, Country("US")), day: day,
      replacement: Rule("A pattern of withholding fragments", strength: .possible) {
        country, other, norm, maker in
        Norms.fragmenting(country, other)
          .when(
            Norms.abandoned(norm, country, maker),
            Profile.homeCountry(maker.as(Party.self), other), country == other)
      }),
    Case(
      mechanism: Assessments.rulebook,
      atom: Assessments.weakensLeverage(v4, nvidia), day: "2026-05-01",
      replacement: Rule(
        "Keeping up without a maker's tuning weakens its leverage", strength: .possible
      ) { (model: Variable<Model>, maker: Variable<Chipmaker>, rival: Variable<Model>) in
        Assessments.weakensLeverage(model, maker)
          .when(
            Assessments.releasedWithout(model, maker),
            Assessments.comparesWith(
              model.as(Party.self), rival.as(Party.self), any(),
              Assessments.Standing.ahead.rawValue))
      }),
    Case(
      mechanism: Indicators.rulebook,
      atom: Indicators.mislabeled.fact(
        Party("nvidia"), "quarterly earnings", "quarterly revenue", 68, "billion US dollars"),
      day: "2026-01-01",
      replacement: Rule("A figure that conflicts, and fits another measure") {
        subject, said, meant, figure, unit in
        Indicators.mislabeled(subject, said, meant, figure, unit)
          .when(
            Indicators.figuresConflict(subject, said, figure, any(), unit),
            Indicators.indicator(subject, meant, any(), figure, figure, unit, any()),
            said != meant)
      }),
    Case(
      mechanism: Evidence.rulebook,
      atom: Evidence.interestedIn(Party("article-000"), Party("multi-cloud-services")), day: day,
      replacement: Rule("A text is interested in what its publisher sells") {
        text, goods, publisher in
        Evidence.interestedIn(text, goods)
          .when(
            Evidence.roleIn(publisher, text, "author"), Evidence.roleIn(publisher, goods, "seller"))
      }),
  ]

  @Test("There is a case for every mechanism, and its rule is one of the mechanism's")
  func complete() {
    let rules = Self.cases.flatMap(\.mechanism.rules)
    #expect(rules.count == Rulebook.standard.rules.count)
    #expect(Set(rules) == Set(Rulebook.standard.rules))
    for test in Self.cases {
      #expect(test.mechanism.rules.contains { $0.name == test.replacement.name })
    }
  }

  private func findings(_ book: Rulebook) async throws -> Findings {
    try await Seeds.supposing().findings(under: book, from: Viewpoint(trusting: .notJudged))
  }

  @Test("By each rule follows what is asked of it")
  func holding() async throws {
    let base = try await findings(.standard)
    for test in Self.cases {
      let proof = try base.explain(test.atom, on: test.day)
      guard case .conclusion(let conclusion)? = proof.steps.first?.kind else {
        Issue.record("\(test.atom) is no conclusion")
        continue
      }
      #expect(conclusion.rule == test.replacement.name)
    }
  }

  /// Every other case is changed, so that the rest shows what a change does not touch.
  @Test(
    "Without its rule, or with another in its place, a conclusion does not follow; others do",
    arguments: [0, 1], [false, true])
  func leavingOutAndReplacing(parity: Int, isReplaced: Bool) async throws {
    var book = Rulebook.standard
    for (number, test) in Self.cases.enumerated() where number % 2 == parity {
      book =
        isReplaced
        ? book.replacing(with: test.replacement) : book.removing(rule: test.replacement.name)
    }
    let findings = try await findings(book)
    for (number, test) in Self.cases.enumerated() {
      let verdict = try findings.verdict(test.atom, on: test.day)
      #expect((verdict.outcome == .holds) == (number % 2 != parity), "\(test.replacement.name)")
    }
  }

  @Test("Every parameter can be set, and a conclusion turns on it")
  func parameters() async throws {
    let cases: [(String, Value, Atom, Day)] = [
      (Stacks.adopters.name, .integer(9), Stacks.deFactoStandard(Self.v4), Self.day),
      (
        Stacks.catchingUp.name, .integer(1),
        Stacks.favoredOver(Platform("ascend"), Platform("rocm"), Self.v4), "2026-05-15"
      ),
      (
        Stacks.largeModel.name, .decimal(2000),
        Stacks.swaysBuyers(Platform("ascend"), Platform("rocm"), Self.v4), "2026-05-15"
      ),
      (
        Dependence.fewestAlternatives.name, .integer(0),
        Dependence.singlePoint(Party("ai"), Party("amd")), Self.day
      ),
      (
        Dependence.fewestJurisdictions.name, .integer(0),
        Dependence.confinedTo(Party("ai"), Party("amd"), Country("US")), Self.day
      ),
      (
        Norms.labs.name, .integer(4), Norms.fragmenting(china, Country("US")), Self.day
      ),
      // The withholding of V4 ended with its release.
      (
        Norms.window.name, .integer(30), Norms.fragmenting(china, Country("US")), "2026-08-01"
      ),
      (
        Indicators.rounding.name, .decimal(0.1),
        Indicators.mislabeled.fact(
          Party("nvidia"), "quarterly earnings", "quarterly revenue", 68, "billion US dollars"),
        "2026-01-01"
      ),
    ]
    #expect(Set(cases.map(\.0)) == Set(Rulebook.standard.parameters.map(\.name)))
    let base = try await findings(.standard)
    for parity in [0, 1] {
      var book = Rulebook.standard
      for (number, (name, value, _, _)) in cases.enumerated() where number % 2 == parity {
        switch value {
        case .integer(let number): book = book.setting(name, to: number)
        case .decimal(let number): book = book.setting(name, to: number)
        default: Issue.record("\(name) is no number")
        }
      }
      let changed = try await findings(book)
      for (number, (name, _, atom, day)) in cases.enumerated() where number % 2 == parity {
        #expect(try base.verdict(atom, on: day).outcome == .holds, "\(atom)")
        #expect(try changed.verdict(atom, on: day).outcome != .holds, "\(name)")
      }
    }
  }
}
