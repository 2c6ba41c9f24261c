import TechDecoupling
import Testing

@Suite("Export controls") struct ExportControlsTests {
  private let day: Day = "2026-01-01"
  private let chip = Party("chip")
  private let rule = ExportControl("rule")
  private let letter = ExportControl("letter")

  /// Two controls that name one chip for China.
  private func facts() throws -> Facts {
    let chronicle = try Chronicle(
      entities: [
        Chip("chip"), Chip("other"), Chipmaker("maker"), Chipmaker("buyer"), ExportControl("rule"),
        ExportControl("letter"), ExportControl("later"), ExportControl("nac", name: "NAC"),
        ExportControl("aca", name: "ACA"), Group("list"), Group("games"),
      ], sources: [], entries: [])
    var facts = try chronicle.facts(from: Viewpoint())
    for control in [rule, letter] {
      facts.insert(ExportControls.namesItem(control, chip))
      facts.insert(ExportControls.destination(control, china))
    }
    facts.insert(ExportControls.effective(rule))
    return facts
  }

  /// An exception that is in force toward China.
  private func exception(_ id: EntityID, in facts: inout Facts) -> ExportControl {
    facts.insert(ExportControls.effective(ExportControl(id)))
    facts.insert(ExportControls.destination(ExportControl(id), china))
    return ExportControl(id)
  }

  private func state(
    _ facts: Facts, of item: String = "chip", to country: Country = "CN", on day: Day? = nil
  ) async throws -> ControlState? {
    try await facts.findings().controlAnswer(
      Chip(EntityID(item)), to: country, on: day ?? self.day
    ).state
  }

  @Test("What no provision in force covers is not covered, and where none reaches neither")
  func notCovered() async throws {
    let facts = try facts()
    #expect(try await state(facts, of: "other") == .notCovered)
    #expect(try await state(facts, to: "JP") == .notCovered)
    #expect(try await state(facts) == .licenseNeeded(.notStated))
  }

  @Test("A provision is in force while it is effective, not suspended and not removed")
  func inForce() async throws {
    var facts = try facts()
    facts.insert(
      ExportControls.suspended(rule), over: Period(from: "2025-01-01", until: "2025-06-01")!)
    facts.insert(ExportControls.removed(rule), over: Period(from: "2026-06-01", until: nil)!)
    #expect(try await state(facts, on: "2024-12-31") == .licenseNeeded(.notStated))
    #expect(try await state(facts, on: "2025-01-01") == .notCovered)
    #expect(try await state(facts, on: "2025-06-01") == .licenseNeeded(.notStated))
    #expect(try await state(facts, on: "2026-06-01") == .notCovered)
  }

  @Test("Announced is not in force, and unenforced does not end a provision")
  func announcedAndUnenforced() async throws {
    var facts = try facts()
    facts.insert(ExportControls.announced(letter))
    facts.insert(ExportControls.unenforced(rule))
    let answer = try await facts.findings().controlAnswer(Chip("chip"), to: "CN", on: day)
    #expect(answer.provisions.map(\.control.id) == ["rule"])
    #expect(answer.provisions.map(\.enforcement) == [.unenforced])
    #expect(answer.state == .licenseNeeded(.notStated))
  }

  @Test("The strictest answer counts, and the others are listed")
  func strictest() async throws {
    var facts = try facts()
    facts.insert(ExportControls.effective(letter))
    facts.insert(ExportControls.licensePolicy(rule, "approval presumed"))
    facts.insert(ExportControls.licensePolicy(letter, "denial presumed"))
    var answer = try await facts.findings().controlAnswer(Chip("chip"), to: "CN", on: day)
    #expect(answer.state == .licenseNeeded(.denialPresumed))
    #expect(answer.provisions.map(\.control.id) == ["letter", "rule"])
    facts.insert(ExportControls.forbids(rule))
    answer = try await facts.findings().controlAnswer(Chip("chip"), to: "CN", on: day)
    #expect(answer.state == .prohibited)
    #expect(
      answer.provisions.map(\.state) == [.prohibited, .licenseNeeded(.denialPresumed)])
    #expect(
      answer.description == """
        chip to China on 2026-01-01: prohibited
          rule: prohibited
          letter: license needed (denial presumed)
        """)
  }

  @Test("A letter is not met by the exception of another provision")
  func letterAndException() async throws {
    var facts = try facts()
    let notice = exception("nac", in: &facts)
    facts.insert(ExportControls.allowsException(rule, chip, notice))
    #expect(try await state(facts) == .exception("NAC"))
    facts.insert(ExportControls.effective(letter))
    #expect(try await state(facts) == .licenseNeeded(.notStated))
  }

  @Test("A license answers one provision, for its holder alone")
  func licenses() async throws {
    var facts = try facts()
    facts.insert(ExportControls.licenseGranted(rule, chip, Party("maker"), "a share"))
    let holder = try await facts.findings().controlAnswer(
      Chip("chip"), to: "CN", for: Chipmaker("maker"), on: day)
    #expect(holder.state == .allowedWithConditions("a share"))
    let other = try await facts.findings().controlAnswer(
      Chip("chip"), to: "CN", for: Chipmaker("buyer"), on: day)
    #expect(other.state == .licenseNeeded(.notStated))
    #expect(other.provisions.first?.grants.map(\.terms) == ["a share"])
    #expect(other.provisions.first?.grants.map(\.holder.id) == ["maker"])

    facts.insert(ExportControls.effective(letter))
    let both = try await facts.findings().controlAnswer(
      Chip("chip"), to: "CN", for: Chipmaker("maker"), on: day)
    #expect(both.state == .licenseNeeded(.notStated))
    #expect(
      both.provisions.map(\.state) == [
        .licenseNeeded(.notStated), .allowedWithConditions("a share"),
      ])

    facts.insert(ExportControls.forbids(rule))
    let forbidden = try await facts.findings().controlAnswer(
      Chip("chip"), to: "CN", for: Chipmaker("maker"), on: day)
    #expect(forbidden.state == .prohibited)
  }

  @Test("A group of countries reaches those that are in it on the day, and Macau is not in D:5")
  func groups() async throws {
    var facts = try facts()
    let later = ExportControl("later")
    facts.insert(ExportControls.effective(later))
    facts.insert(ExportControls.namesItem(later, Party("other")))
    facts.insert(ExportControls.destinationGroup(later, Group("list")))
    facts.insert(
      Profile.memberOf(Party("CN"), Group("list")), over: Period(from: "2025-01-01", until: nil)!)
    #expect(try await state(facts, of: "other") == .licenseNeeded(.notStated))
    #expect(try await state(facts, of: "other", on: "2024-12-31") == .notCovered)
    #expect(try await state(facts, of: "other", to: "MO") == .notCovered)
    facts.insert(ExportControls.destination(later, "MO" as Country))
    #expect(try await state(facts, of: "other", to: "MO") == .licenseNeeded(.notStated))
  }

  @Test("A listing covers whatever goes to the party, and nothing that goes elsewhere")
  func listings() async throws {
    var facts = try facts()
    let listing = ExportControl("later")
    facts.insert(ExportControls.effective(listing))
    facts.insert(ExportControls.listsParty(listing, Party("buyer")))
    let findings = try await facts.findings()
    let buyer = try findings.controlAnswer(
      Chip("other"), to: "CN", for: Chipmaker("buyer"), on: day)
    #expect(buyer.state == .licenseNeeded(.notStated))
    #expect(try findings.controlAnswer(Chip("other"), to: "CN", on: day).state == .notCovered)
  }

  @Test("A license under a listing answers it for its holder, and is named to the listed party")
  func licensesUnderListings() async throws {
    var facts = try facts()
    let listing = ExportControl("later")
    facts.insert(ExportControls.effective(listing))
    for party in ["buyer", "maker"] as [EntityID] {
      facts.insert(ExportControls.listsParty(listing, Party(party)))
    }
    facts.insert(
      ExportControls.licenseGranted(listing, Party("other"), Party("maker"), "older chips"))
    let findings = try await facts.findings()
    let holder = try findings.controlAnswer(
      Chip("other"), to: "CN", for: Chipmaker("maker"), on: day)
    #expect(holder.state == .allowedWithConditions("older chips"))
    let buyer = try findings.controlAnswer(
      Chip("other"), to: "CN", for: Chipmaker("buyer"), on: day)
    #expect(buyer.state == .licenseNeeded(.notStated))
    #expect(buyer.provisions.first?.grants.map(\.holder.id) == ["maker"])
  }

  @Test("Of several states that one provision certainly gives the strictest counts")
  func strictestOfOne() async throws {
    var facts = try facts()
    facts.insert(ExportControls.licensePolicy(rule, "approval presumed"))
    facts.insert(ExportControls.licensePolicy(rule, "case by case"))
    #expect(try await state(facts) == .licenseNeeded(.caseByCase))
    for id in ["nac", "aca"] as [EntityID] {
      let exception = exception(id, in: &facts)
      facts.insert(ExportControls.allowsException(rule, chip, exception))
    }
    #expect(try await state(facts) == .exception("NAC"))
  }

  @Test(
    "A chip is in a clause if it reaches every floor and stays below every ceiling",
    arguments: [
      (2399.0, 500.0, false), (2400, 500, true), (4799, 1000, true), (4800, 1000, false),
      (2400, 1500, true), (2400, 1501, false), (2960, 500, false), (2959, 500, true),
    ])
  func figures(tpp: Double, area: Double, isInside: Bool) async throws {
    // The clause: from 2400 to below 4800, density from 1.6 to below 5.92.
    var facts = try facts()
    let later = ExportControl("later")
    facts.insert(ExportControls.effective(later))
    facts.insert(ExportControls.destination(later, china))
    facts.insert(ExportControls.coversFrom.fact(later, "b.1", 2400, 1.6, 0))
    facts.insert(ExportControls.coversBelowPerformance.fact(later, "b.1", 4800))
    facts.insert(ExportControls.coversBelowDensity.fact(later, "b.1", 5.92))
    facts.insert(
      ExportControls.figures(
        Chip("other"), "sheet", Fixed(floatLiteral: tpp), Fixed(floatLiteral: area),
        Fixed(integerLiteral: 0), Fixed(integerLiteral: 0)))
    let expected: ControlState = isInside ? .licenseNeeded(.notStated) : .notCovered
    #expect(try await state(facts, of: "other") == expected)
  }

  @Test("Two readings of one chip are never mixed")
  func readings() async throws {
    var facts = try facts()
    let later = ExportControl("later")
    facts.insert(ExportControls.effective(later))
    facts.insert(ExportControls.destination(later, china))
    facts.insert(ExportControls.coversFrom.fact(later, "3A090", 4800, 0, 600))
    facts.insert(ExportControls.figures.fact(Chip("other"), "one", 6128, 1579, 100, 3277))
    facts.insert(ExportControls.figures.fact(Chip("other"), "two", 3000, 724, 800, 3277))
    #expect(try await state(facts, of: "other") == .notCovered)
  }

  @Test("A figure that is not given reaches no floor, and a doubtful link leaves it open")
  func missingFigures() async throws {
    var facts = try facts()
    let later = ExportControl("later")
    facts.insert(ExportControls.effective(later))
    facts.insert(ExportControls.destination(later, china))
    facts.insert(ExportControls.coversFrom.fact(later, "dense", 1600, 5.92, 0))
    facts.insert(ExportControls.coversFrom.fact(later, "linked", 4800, 0, 600))
    facts.insert(ExportControls.figures.fact(Chip("other"), "sheet", 6000, 0, 0, 3000))
    #expect(try await state(facts, of: "other") == .notCovered)
    facts.insert(ExportControls.link.fact(Chip("other"), "another sheet", 600))
    #expect(try await state(facts, of: "other") == .notCovered)
    facts.insert(ExportControls.link.fact(Chip("other"), "sheet", 600))
    #expect(try await state(facts, of: "other") == .licenseNeeded(.notStated))
  }

  @Test("An exception for a clause is open to its chips, and to no others")
  func clauseExceptions() async throws {
    var facts = try facts()
    let later = ExportControl("later")
    facts.insert(ExportControls.effective(later))
    facts.insert(ExportControls.destination(later, china))
    facts.insert(ExportControls.coversFrom.fact(later, "a", 4800, 0, 0))
    facts.insert(ExportControls.coversFrom.fact(later, "b", 2400, 0, 0))
    facts.insert(ExportControls.coversBelowPerformance.fact(later, "b", 4800))
    let notice = exception("nac", in: &facts)
    facts.insert(ExportControls.exceptsClause(later, "b", notice))
    facts.insert(ExportControls.figures.fact(Chip("other"), "sheet", 3000, 800, 0, 0))
    #expect(try await state(facts, of: "other") == .exception("NAC"))
    facts.insert(ExportControls.figures.fact(Chip("other"), "sheet", 5000, 800, 0, 0))
    facts.insert(ExportControls.forbids(letter))
    let fast = try await facts.findings().atoms(
      matching: ExportControls.meets(Chip("other"), later, "a", any()))
    #expect(fast.count == 1)
    facts.insert(ExportControls.forbids(later))
    #expect(try await state(facts, of: "other") == .prohibited)
  }

  @Test("A chip is measured by the reading that brings it under a provision, and no other")
  func reviewedByOneReading() async throws {
    var facts = try facts()
    let later = ExportControl("later")
    for control in [later, letter] {
      facts.insert(ExportControls.effective(control))
      facts.insert(ExportControls.destination(control, china))
    }
    facts.insert(ExportControls.licensePolicy(later, "denial presumed"))
    facts.insert(ExportControls.coversFrom.fact(later, "a", 4800, 0, 0))
    facts.insert(ExportControls.amendsReview(letter, later))
    facts.insert(ExportControls.reviewsBelow.fact(letter, "case by case", 21_000, 6500))
    facts.insert(ExportControls.figures.fact(Chip("other"), "slow", 2368, 814, 0, 4000))
    facts.insert(ExportControls.figures.fact(Chip("other"), "fast", 10_459, 1017, 0, 10_300))
    #expect(try await state(facts, of: "other") == .licenseNeeded(.denialPresumed))
    // A memory that is not given is below no limit.
    facts.insert(ExportControls.figures.fact(Chip("other"), "bare", 6600, 0, 0, 0))
    #expect(try await state(facts, of: "other") == .licenseNeeded(.denialPresumed))
    // Nor does a reading below them help a chip that another has at or above them.
    facts.insert(ExportControls.figures.fact(Chip("other"), "even", 6600, 0, 0, 6499))
    #expect(try await state(facts, of: "other") == .licenseNeeded(.denialPresumed))
  }

  @Test(
    "A chip is reviewed otherwise if every reading under the provision is below the limits",
    arguments: [
      (20_999.0, 6499.0, LicensePolicy.caseByCase), (21_000, 6499, .denialPresumed),
      (20_999, 6500, .denialPresumed), (4799, 9000, .caseByCase),
    ])
  func reviewedByEveryReading(tpp: Double, memory: Double, expected: LicensePolicy) async throws {
    var facts = try facts()
    let later = ExportControl("later")
    for control in [later, letter] {
      facts.insert(ExportControls.effective(control))
      facts.insert(ExportControls.destination(control, china))
    }
    facts.insert(ExportControls.licensePolicy(later, "denial presumed"))
    facts.insert(ExportControls.coversFrom.fact(later, "a", 4800, 0, 0))
    facts.insert(ExportControls.amendsReview(letter, later))
    facts.insert(ExportControls.reviewsBelow.fact(letter, "case by case", 21_000, 6500))
    facts.insert(ExportControls.figures.fact(Chip("other"), "even", 6600, 0, 0, 6499))
    facts.insert(
      ExportControls.figures(
        Chip("other"), "another", Fixed(floatLiteral: tpp), Fixed(integerLiteral: 0),
        Fixed(integerLiteral: 0), Fixed(floatLiteral: memory)))
    #expect(try await state(facts, of: "other") == .licenseNeeded(expected))
  }

  @Test("An exception is open while it is in force, and where it reaches")
  func exceptions() async throws {
    var facts = try facts()
    let (notice, later) = (ExportControl("nac"), ExportControl("later"))
    facts.insert(ExportControls.destination(rule, "MO" as Country))
    facts.insert(ExportControls.destination(rule, "VN" as Country))
    facts.insert(ExportControls.allowsException(rule, chip, notice))
    facts.insert(ExportControls.destinationGroup(notice, Group("list")))
    for country in ["CN", "MO"] as [EntityID] {
      facts.insert(Profile.memberOf(Party(country), Group("list")))
    }
    facts.insert(
      ExportControls.effective(notice), over: Period(from: "2025-06-01", until: nil)!)
    #expect(try await state(facts) == .exception("NAC"))
    #expect(try await state(facts, to: "MO") == .exception("NAC"))
    #expect(try await state(facts, to: "VN") == .licenseNeeded(.notStated))
    #expect(try await state(facts, on: "2025-05-31") == .licenseNeeded(.notStated))
    // It may leave out a country of its group.
    facts.insert(ExportControls.spares(notice, "MO" as Country))
    #expect(try await state(facts, to: "MO") == .licenseNeeded(.notStated))
    facts.insert(ExportControls.destination(notice, "MO" as Country))
    #expect(try await state(facts, to: "MO") == .exception("NAC"))
    // It meets no provision that does not leave the chip to it.
    facts.insert(ExportControls.effective(later))
    facts.insert(ExportControls.namesItem(later, chip))
    facts.insert(ExportControls.destination(later, china))
    #expect(try await state(facts) == .licenseNeeded(.notStated))
  }

  @Test("Chips of no data center are spared below a performance, and left to an exception above")
  func noDataCenter() async throws {
    var facts = try facts()
    let later = ExportControl("later")
    let notice = exception("nac", in: &facts)
    facts.insert(ExportControls.effective(later))
    facts.insert(ExportControls.destination(later, china))
    facts.insert(ExportControls.coversFrom.fact(later, "a", 1600, 0, 0))
    facts.insert(ExportControls.sparesBelow.fact(later, "a", Group("games"), 4800))
    facts.insert(ExportControls.allowsException(later, Party("games"), notice))
    facts.insert(ExportControls.figures.fact(Chip("other"), "sheet", 4799, 600, 0, 0))
    #expect(try await state(facts, of: "other") == .licenseNeeded(.notStated))
    facts.insert(Profile.memberOf(Party("other"), Group("games")))
    #expect(try await state(facts, of: "other") == .notCovered)
    facts.insert(ExportControls.figures.fact(Chip("other"), "faster sheet", 4800, 600, 0, 0))
    #expect(try await state(facts, of: "other") == .exception("NAC"))
  }

  @Test("A clause may ask for memory, and a letter's figures for its addressee's chips alone")
  func lettersByFigures() async throws {
    var facts = try facts()
    let later = ExportControl("later")
    facts.insert(ExportControls.effective(later))
    facts.insert(ExportControls.destination(later, china))
    facts.insert(ExportControls.coversMemoryFrom.fact(later, "memory", 4000))
    facts.insert(ExportControls.figures.fact(Chip("other"), "sheet", 100, 0, 0, 3999))
    #expect(try await state(facts, of: "other") == .notCovered)
    facts.insert(ExportControls.figures.fact(Chip("other"), "faster sheet", 100, 0, 0, 4000))
    #expect(try await state(facts, of: "other") == .licenseNeeded(.notStated))
    facts.insert(ExportControls.addressedTo(later, Party("maker")))
    #expect(try await state(facts, of: "other") == .notCovered)
    facts.insert(Profile.makes(Chipmaker("maker"), Chip("other")))
    #expect(try await state(facts, of: "other") == .licenseNeeded(.notStated))
  }

  @Test("What is made in a country is no export to it, and is one to others")
  func madeThere() async throws {
    var facts = try facts()
    facts.insert(Profile.makes(Chipmaker("maker"), Chip("chip")))
    facts.insert(
      Profile.homeCountry(Party("maker"), china),
      over: Period(from: "2025-01-01", until: "2026-06-01")!)
    facts.insert(ExportControls.destination(rule, "MO" as Country))
    #expect(try await state(facts) == .notCovered)
    #expect(try await state(facts, to: "MO") == .licenseNeeded(.notStated))
    #expect(try await state(facts, on: "2026-06-01") == .licenseNeeded(.notStated))
  }

  @Test("A state's own control keeps its buyers, and no license of the other side meets it")
  func counterControls() async throws {
    var facts = try facts()
    for (control, authority) in [(rule, "us-agency"), (letter, "agency")] {
      facts.insert(Profile.issuedBy(control, Party(EntityID(authority))))
    }
    facts.insert(Profile.homeCountry(Party("us-agency"), "US" as Country))
    facts.insert(Profile.homeCountry(Party("agency"), china))
    facts.insert(ExportControls.forbids(letter))
    facts.insert(
      ExportControls.effective(letter), over: Period(from: "2025-08-01", until: nil)!)
    facts.insert(ExportControls.licenseGranted(rule, chip, Party("maker"), "a share"))
    let findings = try await facts.findings()
    let before = try findings.controlAnswer(
      Chip("chip"), to: "CN", for: Chipmaker("maker"), on: "2025-07-31")
    #expect(before.state == .allowedWithConditions("a share"))
    #expect(findings.rows(ExportControls.restrainsImports, on: "2025-07-31").isEmpty)
    let after = try findings.controlAnswer(
      Chip("chip"), to: "CN", for: Chipmaker("maker"), on: day)
    #expect(after.state == .prohibited)
    #expect(findings.rows(ExportControls.restrainsImports, on: day).map(\.0.id) == ["letter"])
    #expect(findings.rows(ExportControls.heldByBothSides, on: day).map(\.0.id) == ["chip"])
    // Another state's own control alone is one side.
    facts.insert(ExportControls.removed(rule))
    #expect(try await facts.findings().rows(ExportControls.heldByBothSides, on: day).isEmpty)
    facts.insert(Profile.issuedBy(rule, Party("CN")))
    let byState = try await facts.findings()
    #expect(byState.rows(ExportControls.restrainsImports, on: day).map(\.0.id) == ["letter"])
  }

  @Test("A country that issues a control itself keeps its own buyers as its agency would")
  func countryAsAuthority() async throws {
    var facts = try facts()
    facts.insert(Profile.issuedBy(rule, Party("CN")))
    let findings = try await facts.findings()
    #expect(findings.rows(ExportControls.restrainsImports, on: day).map(\.0.id) == ["rule"])
    #expect(findings.rows(ExportControls.heldByBothSides, on: day).isEmpty)
  }

  @Test("States and policies are ordered from the lenient to the strict")
  func order() {
    let states: [ControlState] = [
      .notCovered, .exception("NAC"), .allowedWithConditions("terms"),
      .licenseNeeded(.approvalPresumed), .licenseNeeded(.notStated), .licenseNeeded(.caseByCase),
      .licenseNeeded(.denialPresumed), .prohibited,
    ]
    #expect(states.reversed().sorted() == states)
    #expect(
      states.map(\.description) == [
        "not covered", "exception (NAC)", "allowed with conditions (terms)",
        "license needed (approval presumed)", "license needed",
        "license needed (case by case)", "license needed (denial presumed)", "prohibited",
      ])
  }
}
