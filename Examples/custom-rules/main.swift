import Ending
import TechDecoupling

takeNoArguments("Tells whom a lab has shut out, and whom they may turn to, by two added rules.")

/// What it comes to when a lab refuses a chipmaker one model after another.
enum Refusals {
  /// A lab has shut a chipmaker out.
  static let shutOut = Relation<Chipmaker, Lab>("shut-out")
  /// A chipmaker that is shut out may look for another lab to work with.
  static let mayTurnTo = Relation<Chipmaker, Lab>("may-turn-to")
  /// From how many models within a year on a chipmaker counts as shut out.
  static let models = Parameter("shut-out-models", 2)

  static let rulebook = Rulebook("Refusals") {
    Rule("Refused one model after another") { maker, lab, model in
      shutOut(maker, lab)
        .when(
          Access.declinedAccess(lab, any(), maker.as(Party.self)),
          count(
            per: model, where: Profile.develops(lab, model),
            Access.withheldFrom(model, maker).sometime(.past(365))) >= models
        )
        .unless(Access.customaryPartner(lab, maker))
        .because("\(lab) has kept at least \(models) models from \(maker) within a year")
    }
    Rule("Whoever is shut out looks around", strength: .possible) { maker, other, lab in
      mayTurnTo(maker, other)
        .when(shutOut(maker, lab), Access.customaryPartner(other, maker))
        .unless(shutOut(maker, other))
        .because("\(maker) is shut out by \(lab) and used to working with \(other)")
    }
  }
}

let (orchid, lotus) = (Lab("orchid", name: "Orchid"), Lab("lotus", name: "Lotus"))
let (rigel, vega) = (Chipmaker("rigel", name: "Rigel"), Chipmaker("vega", name: "Vega"))
let models = ["iris-1", "iris-2", "iris-3"].map { Model(EntityID($0), lab: orchid.id) }

/// An entry on the recorder's own word.
func refusal(_ index: Int, of maker: Chipmaker, on date: DateRange) -> Entry {
  Entry(
    EntryID("\(maker.id)-refused-\(models[index].id)"),
    Event(
      "Orchid refuses \(maker.name) a model", on: date,
      begins: [Access.declinedAccess(orchid, models[index], maker.as(Party.self))]))
}

let chronicle = try Chronicle(
  entities: [orchid, lotus, rigel, vega] + models,
  entries: [
    refusal(0, of: rigel, on: "2025-03-03"), refusal(1, of: rigel, on: "2025-09-01"),
    refusal(2, of: vega, on: "2025-09-01"),
    Entry("partners", Statement([Access.customaryPartner(lotus, rigel)])),
  ])

// The library's rules and these are one rulebook, and one program.
let rulebook = Rulebook.standard + Refusals.rulebook
let findings = try await chronicle.findings(under: rulebook)
for run in try findings.runs(of: Refusals.shutOut(rigel, orchid)) { print(run) }
for (maker, lab) in findings.rows(Refusals.mayTurnTo, on: "2025-10-01") {
  print(try findings.explain(Refusals.mayTurnTo(maker, lab), on: "2025-10-01"))
}

// A parameter is what one may set otherwise without touching a rule.
let stricter = rulebook.setting(Refusals.models.name, to: 3)
let others = try await chronicle.findings(under: stricter)
print("With three models for the bar:", others.rows(Refusals.shutOut, on: "2025-10-01").count)
end()
