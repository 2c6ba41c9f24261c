import TechDecoupling
import Testing

/// The code of the article *Writing rules*.
@Suite struct RuleArticleTests {
  private let released = Access.released
  private let develops = Profile.develops
  private let customaryPartner = Access.customaryPartner
  private let withheldFrom = Access.withheldFrom

  @Test func `A rule reads as a sentence`() throws {
    let earlyAccess = Relation<Model, Chipmaker>("early-access")
    let figures = Relation<Chip, Int, Fixed>("figures")
    #expect(earlyAccess.signature == Access.earlyAccess.signature)
    #expect(figures.fact(Chip("h800"), 15_832, 19.45).relation.name == "figures")
    let book = Rulebook("Access") {
      Rule("Left out while others are briefed", strength: .possible) { lab, model, maker, rival in
        withheldFrom(model, maker)
          .when(
            develops(lab, model), customaryPartner(lab, maker), earlyAccess(model, rival),
            maker != rival
          )
          .unless(earlyAccess(model, maker), released(model))
          .because("\(lab) briefed \(rival) on \(model) before release, but not \(maker)")
      }
    }
    #expect(book.rules.count == 1)
  }

  @Test func `A kind of one's own, with rules`() async throws {
    let (lake, north) = (University("lake"), University("north", name: "North", country: "CN"))
    let labs = (Lab("orchid"), Lab("lotus"))
    let chronicle = try Chronicle(
      entities: [lake, north, labs.0, labs.1],
      entries: [
        Entry(
          "trained",
          Event(
            "Courses end", on: "2026-01-10",
            marks: [
              Campus.trains.fact(north, labs.0, "2026-01-10"),
              Campus.trains.fact(north, labs.1, "2026-01-10"),
              Campus.trains.fact(lake, labs.0, "2026-01-10"),
            ]))
      ])
    let findings = try await chronicle.findings(under: .standard + Campus.rulebook)
    #expect(findings.rows(Campus.hub, on: "2026-02-01").map(\.id) == ["north"])
    #expect(findings.rows(Campus.hub, on: "2026-03-01").isEmpty)
  }

  @Test func `Supply chains`() async throws {
    let (wafers, stage) = (Technology("wafers"), Technology("fabrication"))
    let chronicle = try Chronicle(
      entities: [wafers, stage],
      entries: [
        Entry(
          "share",
          Statement(
            [SupplyChain.nationalShare.fact("JP", wafers, 56)], over: "2023-01-01/2023-12-31"))
      ])
    let rulebook = Rulebook.standard + SupplyChain.rulebook
    let dominant = try await chronicle.findings(under: rulebook).rows(
      SupplyChain.dominates, on: "2023-06-01")
    #expect(dominant.map(\.1.id) == ["wafers"])
  }

  @Test func `Premises that stand by themselves`() throws {
    let homeCountry = Profile.homeCountry
    let atHome = Relation<Chipmaker, Country>("at-home")
    let headStart = Relation<Chipmaker, Model, Int>("head-start")
    let aheadOf = Access.aheadOf
    let book = Rulebook("Premises") {
      Rule("Roles") {
        (lab: Variable<Lab>, maker: Variable<Chipmaker>, country: Variable<Country>) in
        clause(atHome(maker, country)) {
          homeCountry(lab.as(Party.self), country)
          lab.is(maker)
        }
      }
      Rule("Runs") { rival, model, days, maker in
        headStart(rival, model, days)
          .when(aheadOf(rival, maker, model).run(length: days), days > 7)
      }
    }
    #expect(book.rules.map(\.name) == ["Roles", "Runs"])
  }

  @Test func `Aggregates`() throws {
    let withholds = Relation<Lab, Model>("withholds")
    let makes = Profile.makes
    let owns = Relation<Party, Party, Int>("owns")
    let restricted = Relation<Party>("restricted")
    let announced = Relation<ExportControl, Day>("announced-on")
    let all = Relation<Int, Lab, Chipmaker, Party, ExportControl>("all")
    let book = Rulebook("Aggregates") {
      Rule("All") {
        (
          lab: Variable<Lab>, model: Variable<Model>, n: Variable<Int>, chip: Variable<Chip>,
          maker: Variable<Chipmaker>, share: Variable<Int>, owner: Variable<Party>,
          party: Variable<Party>, day: Variable<Day>, control: Variable<ExportControl>
        ) in
        clause(all(n, lab, maker, party, control)) {
          count(per: lab, where: withholds(lab, model), unless: released(model))
            >= Parameter("labs", 3)
          n == count(per: chip, where: makes(maker, chip))
          sum(share, per: owner, where: owns(owner, party, share), restricted(owner)) >= 50
          least(day, where: announced(control, day)) < "2023-01-01"
        }
      }
      Rule("Half or more in restricted hands") { party, owner, share in
        restricted(party)
          .when(
            owns(any(), party, any()),
            sum(share, per: owner, where: owns(owner, party, share), restricted(owner)) >= 50)
      }
    }
    #expect(book.rules.count == 2)
    #expect(Bars.labs.name == "labs")
  }

  private enum Bars {
    static let labs = Parameter("labs", 3)
  }
}

extension RuleArticleTests {
  enum Campus {
    static let trains = Relation<University, Lab, Day>("trains")
    static let feeds = Relation<University, Lab>("feeds")
    static let hub = Relation<University>("hub")
    static let labs = Parameter("hub-labs", 2)

    static let rulebook = Rulebook("Campus") {
      Rule("Trains within 30 days") { university, lab, day in
        feeds(university, lab)
          .when(trains(university, lab, day).sometime(.past(30)))
          .because("\(university) trained people of \(lab) on \(day)")
      }
      Rule("A hub feeds several labs") { university, lab in
        hub(university)
          .when(
            feeds(university, any()), count(per: lab, where: feeds(university, lab)) >= labs
          )
          .because("\(university) feeds several labs")
      }
    }
  }
}

/// A clause whose premises stand one on a line, as in the article.
private func clause(_ conclusion: Atom, @Premises _ premises: () -> [any Condition]) -> Clause {
  premises().reduce(conclusion.when()) { $0.when($1) }
}

@resultBuilder private enum Premises {
  static func buildBlock(_ premises: any Condition...) -> [any Condition] { premises }
}
